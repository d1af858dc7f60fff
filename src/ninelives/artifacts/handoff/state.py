"""What a hand-over has done so far: how many it decided, what it visited, and how its spot checks came out."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.envelope import Envelope
from ninelives.errors import NinelivesError
from ninelives.kernels.stats.betting import Realised
from ninelives.store import atomic, digest

if TYPE_CHECKING:
    from ninelives.artifacts.handoff.handoff import Handoff
    from ninelives.artifacts.handoff.judged import Bools
    from ninelives.artifacts.handoff.marks import Marks

FILE: Final = "state.json"  # beside what is sealed, since it lives on
REMEMBERED: Final = 1_000_000  # items that are known again, in 8 MB
BEGUN: Final = "state.begun"  # there once a state was: without it a state that was lost would begin anew, unseen


@dataclass(slots=True, eq=False)
class State:
    """One hand-over at work. Make it with :meth:`of` or :meth:`load`.

    Attributes:
        handoff: the digest of the one that it belongs to.
        decided: items so far; one that comes again as it was counts once.
        realised: what spot checks said; None where it never decides alone under a guarantee.
        visited: conditions of all items so far; None before the first.
        learned: number of the last answer that was learned from.
        broken: why nothing may be decided alone any more; empty where it may.
        seen: marks of the last items that have names, the oldest first, ``REMEMBERED`` at most.
        marks: of the last batch, uint64 of shape (items,).
        new: items of it that had not come before, bool of shape (items,).
        drawn: items of it that are drawn, at the rate of spot checks, whatever is decided.
    """

    handoff: str
    realised: Realised | None
    decided: int = 0
    visited: Envelope | None = None
    learned: int = 0
    broken: str = ""
    seen: dict[int, None] = field(default_factory=dict)
    marks: Marks = field(default_factory=lambda: np.zeros(0, np.uint64))
    new: Bools = field(default_factory=lambda: np.zeros(0, bool))
    drawn: Bools = field(default_factory=lambda: np.zeros(0, bool))
    looked: int = field(default=0, compare=False)  # items when gaps were last looked for
    gaps: Any = field(default=None, compare=False)

    @classmethod
    def of(cls, handoff: Handoff) -> State:
        """Nothing decided yet."""
        ladder = handoff.facts["ladder"]
        realised = Realised.of(ladder, handoff.facts["risk"], handoff.facts["delta"]) if ladder else None
        return cls(handoff.digest, realised)

    @property
    def threshold(self) -> float | None:
        """The score from which it decides alone; None hands all over."""
        return None if self.broken or self.realised is None else self.realised.threshold

    def mend(self, handoff: Handoff) -> str:
        """What to do where it is broken; empty where it is not."""
        if not self.broken:
            return ""
        typed, path = handoff.facts["model"]["typed"], handoff.path or Path("photos.handoff")
        anew = path.with_name(f"{path.name.removesuffix('.handoff')}-anew.handoff")
        return (
            f"put {path / FILE} back from a copy; or ninelives defer {typed or 'MODEL'} --out {anew}, with the options "
            "that it was made with, begins with no checks"
        )

    def meet(self, told: Marks, *, named: bool) -> None:
        """Take in which items came now; those without names are new each time."""
        self.marks, self.new = told, np.ones(len(told), bool)
        if named:
            self.new = np.array([self.first(mark) for mark in told.tolist()], bool)
        self.decided += int(self.new.sum())

    def first(self, mark: int) -> bool:
        """Whether it had not come before; from now on it has."""
        new = mark not in self.seen
        self.seen[mark] = None
        if len(self.seen) > REMEMBERED:
            del self.seen[next(iter(self.seen))]
        return new

    def save(self, path: str | Path) -> None:
        """Write it, whole or not at all.

        Raises:
            NinelivesError: the disk is full, or there is no permission.
        """
        told = {
            "handoff": self.handoff,
            "decided": self.decided,
            "learned": self.learned,
            "seen": _packed(self.seen),
            "realised": None if self.realised is None else self.realised.to_json(),
            "visited": None if self.visited is None else self.visited.to_json(),
        }
        where = Path(path)
        atomic.write(where, json.dumps({**told, "seal": digest.of_json(told)}).encode())
        if not (begun := where.with_name(BEGUN)).exists():
            atomic.write(begun, b"")

    @classmethod
    def load(cls, path: str | Path, handoff: Handoff) -> State:
        """Read it; one that is lost, cannot be read, or is of another hand-over hands everything over and says why."""
        where = Path(path)
        if not where.exists() and not where.with_name(BEGUN).exists():
            return cls.of(handoff)
        try:
            told = _read(where)
            seal = told.pop("seal")
            if seal != digest.of_json(told):
                raise ValueError(f"a byte of {where.name} has changed")
            if told["handoff"] != handoff.digest:
                raise ValueError(f"{where.name} belongs to another hand-over")
            realised, visited = told["realised"], told["visited"]
            return cls(
                handoff=handoff.digest,
                decided=int(told["decided"]),
                learned=int(told["learned"]),
                seen=_unpacked(told["seen"]),
                realised=None if realised is None else Realised.from_json(realised),
                visited=None if visited is None else Envelope.from_json(visited),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, NinelivesError) as error:
            why = str(error) if isinstance(error, ValueError) else f"{where.name} makes no sense"
            return cls(handoff.digest, None, broken=f"what it did so far cannot be read: {why}")


def _packed(seen: dict[int, None]) -> str:
    """Eight bytes each, in order."""
    return base64.b64encode(np.array(list(seen), "<u8").tobytes()).decode()


def _unpacked(told: str) -> dict[int, None]:
    return dict.fromkeys(np.frombuffer(base64.b64decode(told, validate=True), "<u8").tolist())


def _read(where: Path) -> dict[str, Any]:
    """What a file tells.

    Raises:
        ValueError: it is gone, or no JSON object.
    """
    try:
        told = json.loads(where.read_bytes())
    except FileNotFoundError:
        raise ValueError(f"{where.name} was there, and is gone") from None
    except OSError as error:
        raise ValueError(f"{where.name}: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        raise ValueError(f"{where.name} is no JSON") from None
    if not isinstance(told, dict) or "seal" not in told:
        raise ValueError(f"{where.name} is not what ninelives wrote")
    return told
