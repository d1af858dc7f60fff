"""A property by name: its kind, where it comes from, and what it costs."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

YES_NO, NUMBER = "yes/no", "number"
KINDS: Final = (YES_NO, NUMBER)
SOURCES: Final = ("photo", "column", "answers")  # measured, of the user's own table, said by people
READERS: Final = ("rules", "perceptron")  # the rungs that look at properties


@dataclass(frozen=True, slots=True)
class Property:
    """What is known of each photo under one name.

    Attributes:
        name: as rules and reports speak of it.
        kind: ``yes/no`` (1 or 0), or ``number``.
        source: ``photo``, ``column`` or ``answers``.
        minutes: of a person's time that it costs for one photo.
    """

    name: str
    kind: str
    source: str
    minutes: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Property:
        """The property that ``to_json`` told.

        Raises:
            ValueError, KeyError, TypeError: it told none.
        """
        name, kind, source, minutes = (told[field] for field in ("name", "kind", "source", "minutes"))
        if not isinstance(name, str) or not name or kind not in KINDS or source not in SOURCES:
            raise ValueError("a property lacks its name, kind or source")
        if type(minutes) not in (int, float) or not math.isfinite(minutes) or minutes < 0:
            raise ValueError(f"the property '{name}' has no price")
        return cls(name, kind, source, float(minutes))


def measured() -> tuple[Property, ...]:
    """What is measured of every photo, in the order of ``kernels.photos.properties.NAMES``."""
    from ninelives.kernels.photos.properties import NAMES

    return tuple(Property(name, NUMBER, "photo") for name in NAMES)
