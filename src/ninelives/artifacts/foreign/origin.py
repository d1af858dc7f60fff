"""What a model tells of the network, or of the predictions, that it was adopted from; checked when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from ninelives.kernels.nets.foreign.reading import LONGEST, Told
from ninelives.kernels.nets.foreign.takes import Photos, Values
from ninelives.kernels.nets.rungs.foreign import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a model was adopted from.

    Attributes:
        name: of the file, or what stands for one.
        takes: what its network is shown; None where only its predictions were there.
        output: the output that was asked for by name.
        kind: of its numbers, a key of ``KINDS``.
        numbers: of one answer.
        items, scenes: that it was trained on; None where nobody said.
        doubts: what was suspected of it, a sentence each.
    """

    name: str
    takes: Photos | None
    output: str | None
    kind: str
    numbers: int
    items: int | None = None
    scenes: int | None = None
    doubts: tuple[str, ...] = ()

    @property
    def told(self) -> Told:
        """The reading, as it is told to the network when it is opened again."""
        assert self.takes is not None
        return told(self.takes)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self) | {"doubts": list(self.doubts)}

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> Origin:
        """Read it back.

        Raises:
            ValueError, KeyError or TypeError: it cannot be what ``to_json`` gave.
        """
        held = dict(facts)
        takes = None if held.pop("takes") is None else _photos(facts["takes"])
        origin = cls(**{**held, "takes": takes, "doubts": tuple(held["doubts"])})
        texts = (origin.name, origin.kind, origin.output or "", *origin.doubts)
        if not all(isinstance(text, str) for text in texts) or origin.kind not in KINDS:
            raise ValueError("it does not say what its network gives, or what it is called")
        for number in (origin.numbers, origin.items, origin.scenes):
            if number is not None and (type(number) is not int or number < 1):
                raise ValueError("it counts what cannot be counted")
        if origin.numbers is None or (origin.items is None) != (origin.scenes is None):
            raise ValueError("it does not say how many numbers its network gives, or what that was trained on")
        return origin


def told(takes: Photos) -> Told:
    """What to tell a network of its input, so that it is read as it was."""
    return Told(
        layout=takes.layout,
        size=(takes.height, takes.width),
        channels=takes.channels,
        values=takes.own or takes.values,
        fit=takes.fit,
    )


def plain(takes: Photos) -> Photos:
    """All that decides how a photo is made ready, and not who said so."""
    return replace(takes, assumed=(), either=False)


def _photos(facts: Mapping[str, Any]) -> Photos:
    own = facts["own"]
    values = None if own is None else Values(own["scale"], _three(own["mean"]), _three(own["std"]))
    takes = Photos(**{**facts, "own": values, "assumed": tuple(facts["assumed"])})
    told(takes)  # refuses a layout, size, colours, values or fit that there is not
    texts, whole = (takes.name, takes.dtype, *takes.assumed), (takes.height, takes.width, takes.batch or 1)
    if not all(isinstance(text, str) for text in texts) or any(type(number) is not int for number in whole):
        raise ValueError("it does not say what its network is shown")
    if not 1 <= (takes.batch or 1) <= LONGEST or type(takes.either) is not bool:
        raise ValueError("its network takes no photos")
    return takes


def _three(numbers: Any) -> tuple[float, float, float]:
    red, green, blue = map(float, numbers)
    return red, green, blue
