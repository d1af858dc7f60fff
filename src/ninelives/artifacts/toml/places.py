"""Where the strings and keys of a TOML file stand: ``tomllib`` reads them, and does not say where it found them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ninelives.artifacts.toml.keys import Path, keys

_STRING: Final = re.compile(
    r'"""(?P<long>(?:[^\\]|\\.)*?"{0,2})"""'
    r"|'''(?P<raw>.*?'{0,2})'''"
    r'|"(?P<basic>(?:[^"\\\n]|\\.)*)"'
    r"|'(?P<literal>[^'\n]*)'"
    r"|(?P<comment>\#[^\n]*)",
    re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*\n\s*|.)", re.DOTALL)
_SHORT: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_KEY: Final = re.compile(r"[ \t]*(?:=|\.|\])")  # behind a string that is a key, or part of one


@dataclass(frozen=True, slots=True)
class Place:
    """A string of a TOML file, and where its letters stand.

    Attributes:
        value: the string.
        offsets: of each of its letters in the file's text, and of its end.
    """

    value: str
    offsets: tuple[int, ...]


class Places:
    """The strings of one TOML text, each found once, in the order of the file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = list(_strings(text))
        self._keys: dict[Path, int] = keys(text)

    def take(self, value: str, start: int = 0) -> Place | None:
        """The next string with this value from an offset on; None where none is left."""
        found = next((place for place in self._left if place.value == value and place.offsets[0] >= start), None)
        if found:
            self._left.remove(found)
        return found

    def key(self, *path: str | int) -> int:
        """Offset of a key behind its tables; of the nearest of these where it is not there, 0 where none is."""
        known = (self._keys[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self._keys)
        return next(known, 0)

    def spot(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        before = self._text[:offset]
        return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _strings(text: str) -> Iterator[Place]:
    for match in _STRING.finditer(text):
        name = match.lastgroup or ""
        if name == "comment" or (name in ("basic", "literal") and _is_key(text, match.end())):
            continue
        start, inside = match.start(name), match[name]
        if name in ("long", "raw") and inside.startswith("\n"):
            start, inside = start + 1, inside[1:]
        yield _place(inside, start, escapes=name in ("long", "basic"))


def _is_key(text: str, end: int) -> bool:
    found = _KEY.match(text, end)
    return bool(found) and not (found and found[0].endswith("]") and not _heads_line(text, end))


def _heads_line(text: str, end: int) -> bool:
    """Whether a closing bracket belongs to a table's name, which has a line of its own."""
    return text[text.rfind("\n", 0, end) + 1 : end].lstrip().startswith("[")


def _place(inside: str, start: int, *, escapes: bool) -> Place:
    letters, offsets, at = [], [], 0
    while at < len(inside):
        match = _ESCAPE.match(inside, at) if escapes else None
        letter, length = (_letter(match[1]), len(match[0])) if match else (inside[at], 1)
        if letter:
            letters.append(letter)
            offsets.append(start + at)
        at += length
    return Place("".join(letters), (*offsets, start + len(inside)))


def _letter(escape: str) -> str:
    """What an escape stands for; nothing for a line that goes on."""
    if escape[0] in "uU":
        code = int(escape[1:] or "0", 16)
        return chr(code) if code < 0x110000 else "?"
    return _SHORT.get(escape, "")
