"""Options of the adopt stage. Standard library only: reading them must not cost a user any waiting."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    from ninelives.kernels.nets.foreign import Photos, Told, Values

_NAMES = ("classes", "axes", "columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptSpec:
    """How a model made elsewhere is read and judged. What is not said is read off its file, or assumed and told."""

    classes: tuple[str, ...] | None = None  # in the order of its outputs; as its file has them by default
    layout: str | None = None  # nchw or nhwc
    size: tuple[int, int] | None = None  # height and width, px
    channels: str | None = None  # rgb, bgr or grey
    values: str | Values | None = None  # 0-255, 0-1, -1-1, imagenet, caffe, or the numbers themselves
    fit: str | None = None  # crop (the middle of a photo) or squash (all of it)
    output: str | None = None  # the name of the output to use, where there are several
    columns: tuple[str, ...] | None = None  # of a table, in the order that it takes them
    id: str | None = None  # of a table: the column that names each row
    logits: bool = False  # the numbers of a table, or of a function, are logits
    calibration_share: float = 0.2  # of the items, kept apart for `defer`; at least 300, at most 40 %; 0 keeps none
    axes: tuple[str, ...] | None = None  # of the envelope; the usual ones by default
    seed: int = 0

    def __post_init__(self) -> None:
        """Check what needs no file; text is read as it is typed: ``"cat,dog"``, ``"224"``, ``"480,640"``."""
        for name in _NAMES:
            object.__setattr__(self, name, _names(name, getattr(self, name)))
        object.__setattr__(self, "size", _size(self.size))
        share, seed, classes = self.calibration_share, self.seed, self.classes
        rules = {
            f"seed must be a whole number >= 0, got {seed!r}": type(seed) is int and seed >= 0,
            f"calibration-share must lie in [0, 0.4], got {share!r}": type(share) in (int, float) and 0 <= share <= 0.4,
            f"classes must be two or more, all different, got {classes}": classes is None
            or len(set(classes)) == len(classes) >= 2,
        }
        if broken := [rule for rule, holds in rules.items() if not holds]:
            raise NinelivesError("; ".join(broken), fix="ninelives adopt --help")

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> AdoptSpec:
        """From options by name.

        Raises:
            NinelivesError: all unknown names, with those that were meant.
        """
        known = [field.name for field in fields(cls)]
        if unknown := [name for name in options if name not in known]:
            close = {name: difflib.get_close_matches(name, known, n=1) for name in unknown}
            told = [f"'{name}'" + (f" (did you mean '{near[0]}' ?)" if near else "") for name, near in close.items()]
            raise NinelivesError(f"there is no option {', '.join(told)}", fix=f"one of {', '.join(known)}")
        return cls(**options)

    @property
    def reading(self) -> dict[str, Any]:
        """What is said of how photos are shown, by the option that says it."""
        said = {name: getattr(self, name) for name in ("layout", "size", "channels", "values", "fit", "output")}
        return {name: value for name, value in said.items() if value is not None}

    @property
    def told(self) -> Told:
        """The same, as a network takes it.

        Raises:
            NinelivesError: some of it is none.
        """
        from ninelives.kernels.nets.foreign import Told

        return Told(**{name: value for name, value in self.reading.items() if name != "output"})

    @property
    def takes(self) -> Photos | None:
        """How photos are made ready for a function; None where nothing is said, and it takes them as they are.

        Raises:
            NinelivesError: something is said, and not their size.
        """
        from ninelives.kernels.nets.foreign import Photos

        if not self.reading:
            return None
        if self.size is None:
            raise NinelivesError(
                f"{', '.join(self.reading)} say how photos are made ready, and their size is not said",
                fix="nl.adopt(f, data=…, size=224, …)",
            )
        told, (height, width) = self.told, self.size
        own = None if isinstance(told.values, str | None) else told.values
        values = "own" if own else str(told.values or "imagenet")
        layout, channels, fit = told.layout or "nchw", told.channels or "rgb", told.fit or "crop"
        return Photos("photos", "float32", None, layout, height, width, channels, values, own, fit)


def _names(what: str, told: Any) -> tuple[str, ...] | None:
    if isinstance(told, str):
        told = [word.strip() for word in told.split(",") if word.strip()]
    if told is None:
        return None
    if not isinstance(told, list | tuple) or not all(isinstance(word, str) and word for word in told):
        raise NinelivesError(f"{what} are names with commas between them, got {told!r}", fix=f"--{what} cat,dog")
    return tuple(told)


def _size(told: Any) -> tuple[int, int] | None:
    """Height and width; one number is both."""
    if told is None:
        return None
    sides = told.replace("x", ",").split(",") if isinstance(told, str) else told
    try:
        parts = [int(side) for side in (sides if isinstance(sides, list | tuple) else [sides])]
    except (TypeError, ValueError):
        parts = []
    if len(parts) not in (1, 2):
        raise NinelivesError(f"size is one number of px, or height and width, got {told!r}", fix="--size 224")
    return parts[0], parts[-1]
