"""What a word names among ImageNet's thousand classes, the only ones that a network knows without being taught."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

CLASSES: Final = 1000
NAMES: Final = Path(__file__).with_name("imagenet.txt")
EVERYDAY: Final = Path(__file__).with_name("everyday.txt")
_ID: Final = re.compile(r"n\d{8}")  # of WordNet: how folders of ImageNet's own photos are called
_HOMONYMS: Final = {  # words that ImageNet has in one sense, and people in several
    "crane": "both a bird and a machine",
    "cardigan": "both a dog and a jacket",
    "mouse": "a computer's",
    "kite": "a bird of prey",
    "nail": "an iron one",
    "ear": "that of corn",
    "hip": "that of a rose",
    "light": "a lighter",
    "painter": "a cougar",
    "ounce": "a leopard",
    "bath": "a tub",
    "drop": "a cliff",
    "bar": "gymnastics",
    "mole": "a breakwater",
    "monitor": "a screen",
}
_IRREGULAR: Final = {"mice": "mouse", "geese": "goose", "oxen": "ox", "fungi": "fungus", "octopi": "octopus"}


class UnnamedError(ValueError):
    """ImageNet has no class, or no one sense, for a word."""


def members(words: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """The classes of ImageNet that belong to each word, in their order; no class belongs to two.

    Case, plurals, underscores and hyphens play no part, and WordNet's own ids (``n02123045``) are words too. Where one
    word is part of another (dog and poodle) the narrower one has what both name, and the wider one the rest.

    Raises:
        UnnamedError: ImageNet names no such thing, or two words name the same.
    """
    named = [_named(word) for word in words]
    if unknown := [f"'{word}'" for word, found in zip(words, named, strict=True) if not found]:
        raise UnnamedError(f"ImageNet names no {', '.join(unknown[:3])}{', …' if len(unknown) > 3 else ''}")
    narrow = sorted(range(len(words)), key=lambda at: len(named[at]))
    owner: dict[int, int] = {}
    for at in narrow:
        for one in named[at]:
            owner.setdefault(one, at)
    _check_apart(words, named, owner)
    return tuple(tuple(sorted(one for one in found if owner[one] == at)) for at, found in enumerate(named))


def _check_apart(words: Sequence[str], named: list[frozenset[int]], owner: dict[int, int]) -> None:
    """Raises UnnamedError where two words share classes and neither is part of the other, or nothing is left of one."""
    for at, found in enumerate(named):
        for other in {owner[one] for one in found} - {at}:
            if not named[other] < found:
                raise UnnamedError(f"'{words[other]}' and '{words[at]}' share classes of ImageNet")
        if at not in {owner[one] for one in found}:
            raise UnnamedError(f"nothing of '{words[at]}' is left in ImageNet beside the other classes")


def _named(word: str) -> frozenset[int]:
    """Classes that a word names; empty where there are none.

    Raises:
        UnnamedError: it has a sense that ImageNet knows nothing of.
    """
    if found := _ID.match(word):
        return _index().get(found[0], frozenset())
    for spelled in _spelled(word):
        if spelled in _HOMONYMS:
            raise UnnamedError(f"'{word}' has several senses; ImageNet's is {_HOMONYMS[spelled]}")
        if spelled in _index():
            return _index()[spelled]
    return frozenset()


def _spelled(word: str) -> Iterator[str]:
    """A word as the index may have it: as it is, then in the singular."""
    text = unicodedata.normalize("NFKC", word)
    text = " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("'", ""))).casefold()
    yield text
    head, _, last = text.rpartition(" ")
    endings = {"ies": ("y",), "ves": ("f", "fe"), "es": ("", "e"), "s": ("",)}
    singles = [_IRREGULAR.get(last, "")]
    singles += [last.removesuffix(end) + new for end, news in endings.items() if last.endswith(end) for new in news]
    yield from (f"{head} {single}".strip() for single in singles if len(single) > 1)


@cache
def _index() -> dict[str, frozenset[int]]:
    """Every id and name, and the classes that bear it; everyday words come before ImageNet's own."""
    found: dict[str, set[int]] = {}
    for at, line in enumerate(_lines(NAMES)):
        number, names = line.split(" ", 1)
        for name in (number, *names.split(", ")):
            found.setdefault(next(_spelled(name)), set()).add(at)
    everyday = (line.rsplit(": ", 1) for line in _lines(EVERYDAY))
    groups = {word: _ranges(told) for words, told in everyday for word in words.split(", ")}
    return {word: frozenset(classes) for word, classes in {**found, **groups}.items()}


def _ranges(told: str) -> set[int]:
    """``281-285, 290`` as numbers."""
    ends = [tuple(map(int, part.split("-"))) for part in told.split(", ")]
    return {at for part in ends for at in range(part[0], part[-1] + 1)}


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
