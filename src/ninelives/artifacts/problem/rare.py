"""The base rate's trap: where a class is rare, a test that is nearly always right gives alarms that are not."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from ninelives.kernels.stats.worth import clearing, wrong_alarms

if TYPE_CHECKING:
    from ninelives.artifacts.problem.problem import Problem

RARE: Final = 0.1  # share below which a class is worth a word
TRUSTED: Final = 0.1  # share of alarms that may be wrong before people stop to look


@dataclass(frozen=True, slots=True)
class Trap:
    """A rare class, and what a test that is right in ``right`` of all cases is worth for it.

    Attributes:
        name: of the class.
        share: of the cases.
        right: how often the test is right, of those and of the others alike.
        wrong: share of its alarms that are wrong.
        needs: share of the others that it must let pass, so that nine in ten of its alarms are right.
    """

    name: str
    share: float
    right: float
    wrong: float
    needs: float

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def traps(problem: Problem) -> tuple[Trap, ...]:
    """The classes that fall into it, the rarest first.

    Of many classes each is seldom: one of twelve is rare where it is under half as common as if all were alike.
    """
    right = 1 - problem.risk
    found = []
    shares = problem.shares
    for name, share in shares.items():
        if 0 < share < min(RARE, 0.5 / len(shares)) and (wrong := wrong_alarms(share, right, right)) > TRUSTED:
            found.append(Trap(name, share, right, wrong, clearing(share, right, TRUSTED)))
    return tuple(sorted(found, key=lambda trap: trap.share))
