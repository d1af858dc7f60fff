"""The realised risk of what a machine decides alone: it decides less the moment that its bound is not supported.

Levels keep ever less: the first one what was promised, each further one only what it is surer of, and after the last
one a person decides all. Each level has bets of its own against its risk, which every spot check feeds whose score
reaches it. One that has lost them is closed; what people answer then tells what the machine would have said, and bets
the other way, begun at the alarm, open it again.

Assumed: at any moment, whatever reaches the first level has the same chance of being checked, kept or handed over,
whatever its score is. That chance may change with time. Answers of people count as the truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite, log
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from ninelives.kernels.stats.betting.odds import BETTER, WORSE, Bets, upper_bound

MOST: Final = 64  # levels


@dataclass(slots=True, eq=False)
class Level:
    """One threshold.

    Attributes:
        threshold: scores from which it decides alone.
        open: whether the machine may decide here.
        bets: against the risk while it is open, for it while it is closed.
        wrong: spot checks since it was opened, or closed, that were wrong.
    """

    threshold: float
    open: bool
    bets: Bets
    wrong: int = 0

    @property
    def checks(self) -> int:
        """Spot checks since it was opened, or closed."""
        return self.bets.n

    @property
    def evidence(self) -> float:
        """Natural logarithm of the money won since then: against it while it is open, for it while it is closed."""
        return self.bets.evidence

    def learn(self, *, wrong: bool, enough: float) -> None:
        """Take one check in, and open or close where that is ``enough`` evidence."""
        self.bets.bet(wrong=wrong)
        self.wrong += wrong
        if self.bets.evidence >= enough:
            self.open, self.wrong = not self.open, 0
            self.bets = Bets.start(self.bets.risk, WORSE if self.open else BETTER)


@dataclass(frozen=True, slots=True)
class Change:
    """A threshold that took another's place, at the spot check of that number; None hands all over."""

    check: int
    before: float | None
    after: float | None


@dataclass(slots=True, eq=False)
class Realised:
    """What a machine may still decide alone, by what it did. Make it with :meth:`of`.

    Attributes:
        risk: share of what is kept that may be wrong.
        delta: how often a level may be closed that should not be, or opened, each time.
        levels: the one that keeps most first.
        checks: how many were learned from.
    """

    risk: float
    delta: float
    levels: list[Level] = field(default_factory=list)
    checks: int = 0

    @classmethod
    def of(cls, thresholds: Sequence[float], risk: float, delta: float = 0.05) -> Realised:
        """Nothing checked yet: the first level is open, and so are all others.

        Args:
            thresholds: finite, ascending: the one that was promised first, stricter ones after it, as of ``ladder``.
            risk: in (0, 1).
            delta: in (0, 1).

        Raises:
            ValueError: one of them is out of range.
        """
        told = [float(each) for each in thresholds]
        if not 0 < len(told) <= MOST or not all(map(isfinite, told)) or any(np.diff(told) <= 0):
            raise ValueError(f"1 to {MOST} thresholds, finite and ascending, got {told[:3]}")
        if not 0 < delta < 1:
            raise ValueError(f"delta lies in (0, 1), got {delta}")
        levels = [Level(each, open=True, bets=Bets.start(risk, WORSE)) for each in told]
        return cls(float(risk), float(delta), levels)

    def learn(self, scores: ArrayLike, wrong: ArrayLike) -> list[Change]:
        """Take spot checks in, one after another: a batch does what its checks do one by one, to the bit.

        A check whose score reaches no level is of nothing that may be kept, and is passed over.

        Args:
            scores: of the checked, float64 of shape (checks,), in the order of their answers.
            wrong: whether the machine's answer was wrong, or would have been; bool of shape (checks,).

        Returns:
            Each time that the threshold changed.

        Raises:
            ValueError: they do not belong together, or a score is no number; nothing was learned.
        """
        had, were = np.atleast_1d(np.asarray(scores, float)), np.atleast_1d(np.asarray(wrong))
        if had.ndim != 1 or had.shape != were.shape or np.isnan(had).any():
            raise ValueError(f"a score and an answer for each check, got {had.shape} and {were.shape}")
        if were.size and were.dtype != bool:
            raise ValueError(f"answers are wrong or not, got {were.dtype}")
        changes = (self._check(*each) for each in zip(had.tolist(), were.tolist(), strict=True))
        return [each for each in changes if each is not None]

    def _check(self, score: float, wrong: bool) -> Change | None:
        if score < self.levels[0].threshold:
            return None
        self.checks += 1
        enough, before = -log(self.delta), self.threshold
        reached = (level for level in self.levels if level.threshold <= score)
        for level in reached:
            level.learn(wrong=wrong, enough=enough)
        return None if self.threshold == before else Change(self.checks, before, self.threshold)

    @property
    def active(self) -> Level | None:
        """The open level that keeps most; None where a person decides all."""
        return next((level for level in self.levels if level.open), None)

    @property
    def threshold(self) -> float | None:
        """The score from which it decides alone; None hands all over."""
        return None if self.active is None else self.active.threshold

    @property
    def evidence(self) -> float:
        """Natural logarithm of the evidence that will change the threshold at ``log(1 / delta)``.

        It is against the active level; where all is handed over, for the level that is nearest to being opened.
        """
        return self.active.evidence if self.active else max(level.evidence for level in self.levels)

    def bound(self, level: Level | None = None) -> float:
        """The most that the mean risk of a level can be since it was opened, or closed.

        With a chance of 1 - delta it holds after every check at once, and however the risk changes.

        Args:
            level: the active one, else the first, where None.
        """
        told = level or self.active or self.levels[0]
        return upper_bound(told.wrong, told.checks - told.wrong, self.delta)

    def to_json(self) -> dict[str, Any]:
        """All that it is, exactly."""
        levels = [
            {"threshold": each.threshold, "open": each.open, "wrong": each.wrong, **each.bets.to_json()}
            for each in self.levels
        ]
        return {"risk": self.risk, "delta": self.delta, "checks": self.checks, "levels": levels}

    @classmethod
    def from_json(cls, told: Any) -> Realised:
        """What ``to_json`` gave, which goes on as if nothing had been.

        Raises:
            ValueError: it cannot be that.
        """
        try:
            new = cls.of([each["threshold"] for each in told["levels"]], told["risk"], told["delta"])
            if told.keys() != {"risk", "delta", "checks", "levels"} or not _counted(told["checks"]):
                raise ValueError("checks are counted")
            new.checks = told["checks"]
            new.levels = [_level(each, new) for each in told["levels"]]
        except (KeyError, TypeError, AttributeError, OverflowError) as cause:
            raise ValueError(f"no state of spot checks: {cause!r}") from None
        return new


def _level(told: Any, whole: Realised) -> Level:
    if told.keys() != {"threshold", "open", "wrong", "money", "n"} or type(told["open"]) is not bool:
        raise ValueError("a level is open or not")
    bets = {"money": told["money"], "n": told["n"]}
    own = Bets.from_json(bets, whole.risk, WORSE if told["open"] else BETTER)
    if type(told["threshold"]) is not float or not _counted(told["wrong"]):
        raise ValueError("a threshold is a number, and wrong checks are counted")
    if not told["wrong"] <= own.n <= whole.checks:
        raise ValueError("more checks of a level than there were")
    if own.evidence >= -log(whole.delta):
        raise ValueError("a level that should have been opened or closed")
    return Level(float(told["threshold"]), told["open"], own, told["wrong"])


def _counted(told: object) -> bool:
    return type(told) is int and told >= 0
