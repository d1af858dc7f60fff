"""What is asked for beside the measured properties: columns by name, and files of people's answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ninelives.artifacts.archive.archive import FIXED
from ninelives.artifacts.archive.sources import TABLES
from ninelives.artifacts.labels import Labels
from ninelives.artifacts.properties.named import measured
from ninelives.errors import NinelivesError

MINUTES: Final = 0.1  # of a person's time that one answer costs, where nobody says what it does
EXAMPLE: Final = '--properties "weight,snout=snout.csv@6s"'
_PRICE: Final = re.compile(r"(.+)@(\d+(?:\.\d+)?) ?(s|min)", re.DOTALL)
Told = str | Path | Sequence[str | Path] | Mapping[str, str | Path]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One property that is asked for.

    Attributes:
        name: of the property.
        labels: the answers; None for a column of the table that the photos came with.
        minutes: of a person's time for one answer.
    """

    name: str
    labels: Labels | None
    minutes: float

    @property
    def source(self) -> str:
        """As in ``Property.source``."""
        return "answers" if self.labels else "column"


def read(told: Told | None) -> tuple[Question, ...]:
    """What ``--properties`` and ``properties=`` ask for; files of answers are read at once.

    A word is a column (``weight``), a Labels file (``snout.csv``, named by its stem), or both (``snout=faces.csv``),
    and may end with its price: ``@6s`` or ``@0.5min`` of a person's time for one photo.

    Args:
        told: words with commas between them, a sequence of words, or a mapping of names to files.

    Raises:
        NinelivesError: all faults of the words at once; or a file that holds no labels.
    """
    split = [_split(word) for word in words(told)]
    faults = [*_wrong_names([name for name, _, _ in split]), *filter(None, (_wrong_price(*word) for word in split))]
    if faults:
        raise NinelivesError("; ".join(faults), fix=EXAMPLE)
    return tuple(
        Question(name, Labels.load(Path(place)) if place else None, _minutes(price, MINUTES if place else 0.0))
        for name, place, price in split
    )


def words(told: Told | None) -> list[str]:
    """The words that are told, one a property."""
    if told is None:
        return []
    if isinstance(told, Mapping):
        return [f"{name}={place}" for name, place in told.items()]
    if isinstance(told, str):
        return [word.strip() for word in told.split(",") if word.strip()]
    return [str(word) for word in ([told] if isinstance(told, Path) else told)]


def _split(word: str) -> tuple[str, str, str]:
    """Name, file and price of one word, the last two empty where it tells none."""
    priced = _PRICE.fullmatch(word)
    rest, price = (priced[1], f"{priced[2]}{priced[3]}") if priced else (word, "")
    name, equals, place = (part.strip() for part in rest.partition("="))
    if not equals and Path(name).suffix.lower() in TABLES:
        name, place = Path(name).stem, name
    return name, place, price


def _minutes(price: str, default: float) -> float:
    if not price:
        return default
    return float(price.removesuffix("min")) if price.endswith("min") else float(price.removesuffix("s")) / 60


def _wrong_names(names: list[str]) -> list[str]:
    own = {each.name for each in measured()} & set(names)
    faults = [f"the property '{name}' is asked for twice" for name, times in Counter(names).items() if times > 1]
    faults += ["a property has no name"] if "" in names else []
    faults += [
        f"'{name}' is measured from the photos themselves: name yours otherwise" for name in names if name in own
    ]
    return faults + [f"'{name}' is no property: an archive keeps it for itself" for name in names if name in FIXED]


def _wrong_price(name: str, place: str, price: str) -> str:
    unread = re.search(r"@([^@/]*)$", place or name)
    if price or not unread or Path(place).suffix.lower() in TABLES:
        return ""
    return f"'@{unread[1]}' is no price: it is a person's time for one photo, as @6s or @0.5min"
