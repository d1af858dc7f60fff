"""What a hand-over has done so far: how many it decided, what it visited, and how its spot checks came out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ninelives.artifacts.envelope import Envelope
from ninelives.errors import NinelivesError
from ninelives.kernels.stats.betting import Realised
from ninelives.store import atomic, digest

if TYPE_CHECKING:
    from ninelives.artifacts.handoff.handoff import Handoff

FILE: Final = "state.json"  # beside what is sealed, since it lives on


@dataclass(slots=True, eq=False)
class State:
    """One hand-over at work. Make it with :meth:`of` or :meth:`load`.

    Attributes:
        handoff: the digest of the one that it belongs to.
        decided: items so far.
        realised: what spot checks said; None where it never decides alone under a guarantee.
        visited: conditions of all items so far; None before the first.
        learned: number of the last answer that was learned from.
        broken: why nothing may be decided alone any more; empty where it may.
    """

    handoff: str
    realised: Realised | None
    decided: int = 0
    visited: Envelope | None = None
    learned: int = 0
    broken: str = ""
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

    def save(self, path: str | Path) -> None:
        """Write it, whole or not at all.

        Raises:
            NinelivesError: the disk is full, or there is no permission.
        """
        told = {
            "handoff": self.handoff,
            "decided": self.decided,
            "learned": self.learned,
            "realised": None if self.realised is None else self.realised.to_json(),
            "visited": None if self.visited is None else self.visited.to_json(),
        }
        atomic.write(Path(path), json.dumps({**told, "seal": digest.of_json(told)}).encode())

    @classmethod
    def load(cls, path: str | Path, handoff: Handoff) -> State:
        """Read it; one that cannot be read, or is of another hand-over, hands everything over and says why."""
        where = Path(path)
        if not where.exists():
            return cls.of(handoff)
        try:
            told = json.loads(where.read_bytes())
            seal = told.pop("seal")
            if seal != digest.of_json(told):
                raise ValueError("a byte of it has changed")
            if told["handoff"] != handoff.digest:
                raise ValueError("it belongs to another hand-over")
            realised, visited = told["realised"], told["visited"]
            return cls(
                handoff=handoff.digest,
                decided=int(told["decided"]),
                learned=int(told["learned"]),
                realised=None if realised is None else Realised.from_json(realised),
                visited=None if visited is None else Envelope.from_json(visited),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, NinelivesError) as error:
            return cls(handoff.digest, None, broken=f"what it did so far cannot be read: {error}")
