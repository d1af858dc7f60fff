"""A hand-over in a sealed folder: the rule, what it promises, and all that this stands on."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ninelives.artifacts import glance, parquet, timings
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff import checks
from ninelives.artifacts.handoff.rule import Rule
from ninelives.artifacts.sealed import folder_of, usable
from ninelives.errors import NinelivesError
from ninelives.store import atomic, manifest
from ninelives.store.arrays import pack, unpack

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.handoff.state import State
    from ninelives.kernels.stats.guarantee import Doubt

KIND: Final = "handoff"
TABLE, DOUBT = "calibration.parquet", "doubt.safetensors"
TOLD: Final = (  # what `defer --json` prints first, in this order
    *("threshold", "risk", "delta", "guarantee", "assumption", "kept", "handed_over", "by_region"),
    *("effective_sample_size", "cost", "cost_if_alone", "cost_if_human", "cost_by_hand", "needed"),
)


@dataclass(frozen=True, kw_only=True)
class Handoff:
    """A sealed folder.

    Attributes:
        facts: the rule with its sentence, and everything that it stands on; see ``docs/guide.md``.
        calibration: ``item, scene, score, wrong, kind, region`` of the items that it was calibrated on.
        doubt: how far off numbers are, by what was said; None of classes.
        path: where it was loaded from or saved to.
        seconds: that it took; no part of the digest.
    """

    facts: dict[str, Any]
    calibration: pl.DataFrame
    doubt: Doubt | None = None
    path: Path | None = None
    seconds: float = 0.0
    digest: str = field(default="", compare=False)

    @cached_property
    def rule(self) -> Rule:
        """From which score on it decides alone."""
        return Rule.from_json(self.facts["rule"])

    @cached_property
    def envelope(self) -> Envelope:
        """Where its promise holds."""
        return Envelope.from_json(self.facts["envelope"])

    @property
    def classes(self) -> tuple[str, ...] | None:
        """Names in the order of the probabilities; None of numbers."""
        told = self.facts["classes"]
        return None if told is None else tuple(told)

    @property
    def sentence(self) -> str:
        """What it does, as a person says it."""
        return str(self.facts["sentence"])

    @cached_property
    def state(self) -> State:
        """What it has done so far, read from its folder once; ``decide`` and ``learn`` go on from there."""
        from ninelives.artifacts.handoff.state import FILE, State

        return State.of(self) if self.path is None else State.load(self.path / FILE, self)

    def decide(self, batch: Any) -> pl.DataFrame:
        """What to do with each of some items.

        Args:
            batch: what the model said of them: a frame of Polars, pandas or Arrow with ``p_<class>`` (of numbers
                ``prediction``, and ``lower``, ``upper`` where they are known), the conditions of the envelope, and
                where there are any ``item`` and ``scene``; probabilities of shape (rows, classes); Predictions, or the
                path of such a table.

        Returns:
            ``item, decision`` (``alone``, ``ask-human`` or ``refuse``), ``prediction, probability, reason, check`` (it
            is kept, and a person should look at it too), ``score, kind, region``.

        Raises:
            NinelivesError: columns are missing, or hold something else.
        """
        from ninelives.artifacts.handoff.batch import read
        from ninelives.artifacts.handoff.deciding import decided

        return decided(self, self.state, read(batch, self))

    def learn(self, scores: Any, wrong: Any) -> float | None:
        """Take spot checks in; the threshold from then on, None where everything is handed over.

        Args:
            scores: of the items checked, as ``decide`` told them, shape (checks,).
            wrong: whether the machine's answer was wrong, bool of shape (checks,).

        Raises:
            ValueError: they do not belong together.
        """
        if self.state.realised is not None:
            self.state.realised.learn(scores, wrong)
        return self.state.threshold

    def remember(self) -> None:
        """Write what it has done so far into its folder.

        Raises:
            NinelivesError: it has no folder, or that cannot be written.
        """
        from ninelives.artifacts.handoff.state import FILE

        if self.path is None:
            raise NinelivesError("this hand-over lies nowhere yet", fix="handoff.save('photos.handoff')")
        self.state.save(self.path / FILE)

    def summary(self) -> dict[str, Any]:
        """What ``defer --json`` prints."""
        costs = self.facts["costs"]
        told = {**self.facts, **{name: costs.get(name) for name in TOLD if name.startswith("cost")}}
        own = {name: told[name] for name in TOLD}
        rest = {name: value for name, value in self.facts.items() if name not in own}
        where = {"out": str(self.path) if self.path else None, "digest": self.digest}
        return {**own, **rest, **where, "seconds": round(self.seconds, 3)}

    def save(self, path: Path, *, replace: bool = False) -> Handoff:
        """Write it as a folder and read it back.

        Raises:
            NinelivesError: the folder exists, the disk is full, or there is no permission.
        """
        with atomic.folder(path, replace=replace) as partial:
            self.calibration.write_parquet(partial / TABLE)
            if self.doubt is not None:
                atomic.write(partial / DOUBT, pack(self.doubt.arrays()))
            manifest.seal(partial, KIND, self.facts)
            timings.write(partial, {"total": self.seconds})
        return Handoff.load(path)

    @classmethod
    def load(cls, path: str | Path) -> Handoff:
        """Read a hand-over, digests first; nothing in it can run code.

        Raises:
            NinelivesError: it is damaged, of a newer version, or none.
        """
        folder = folder_of(
            path,
            "a hand-over is named by its folder",
            "there is no hand-over",
            load="nl.Handoff.load('photos.handoff')",
            make="ninelives defer photos.model",
        )
        sealed = manifest.check(folder, KIND)
        with usable(f"'{folder}' holds no hand-over that can be used", "ninelives defer MODEL, again"):
            checks.check(sealed.facts)
            return cls(
                facts=dict(sealed.facts),
                calibration=parquet.read(folder / TABLE, checks.schema()),
                doubt=_doubt(folder / DOUBT),
                path=folder,
                seconds=timings.seconds_of(folder),
                digest=sealed.digest,
            )

    def __repr__(self) -> str:
        facts = self.facts
        return glance.lines(
            f"{self.path or 'hand-over'}: {facts['verdict']}",
            facts["sentence"],
            f"holds if {facts['assumption']}" if facts["assumption"] else "",
        )

    def _repr_html_(self) -> str:
        facts = self.facts
        return f"<b>{_html(facts['sentence'])}</b><br>{_html(facts['why'])}"


def _html(text: str) -> str:
    return html.escape(glance.visible(text))


def _doubt(path: Path) -> Doubt | None:
    if not path.exists():
        return None
    from ninelives.kernels.stats.guarantee import Doubt

    return Doubt.from_arrays(unpack(path.read_bytes()))
