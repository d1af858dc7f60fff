"""Where the keys of a TOML file stand: ``tomllib`` reads them, and does not say where it found them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

Path = tuple[str | int, ...]  # of a key, or of an item in a list: ("outputs", "classes", 1)

_TOKEN: Final = re.compile(
    r'(?P<long>"""(?:[^\\]|\\.)*?"{0,2}""")'
    r"|(?P<raw>'''.*?'{0,2}''')"
    r'|(?P<basic>"(?:[^"\\\n]|\\.)*")'
    r"|(?P<literal>'[^'\n]*')"
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<sign>[\[\]{}=.,\n])"
    r"|(?P<bare>[^\s\[\]{}=.,\#\"']+)",
    re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_SHORT: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


class _Token(NamedTuple):
    text: str
    at: int
    sign: bool


def keys(text: str) -> dict[Path, int]:
    """Offset of every key, table and list item of a text that ``tomllib`` has read, where it first stands.

    Args:
        text: TOML.

    Returns:
        Path → offset of its last part; of a list item, of its value.
    """
    scan = _Scan(text)
    scan.file()
    return scan.found


class _Scan:
    def __init__(self, text: str) -> None:
        self.found: dict[Path, int] = {}
        self._tokens = list(_tokens(text))
        self._next = 0

    def file(self) -> None:
        """All lines, each a table's name or a key with its value."""
        table: Path = ()
        while (token := self._peek()) is not None:
            if token.sign and token.text == "[":
                table = self._header()
            elif token.sign:
                self._next += 1
            else:
                self._pair(table)

    def _header(self) -> Path:
        twice = self._take("[", "[")
        if not twice:
            self._take("[")
        path = self._key(())
        if twice:
            path = (*path, sum(1 for each in self.found if each[:-1] == path and isinstance(each[-1], int)))
            self.found[path] = self.found[path[:-1]]
        self._take("]")
        self._take("]")
        return path

    def _pair(self, table: Path) -> None:
        path = self._key(table)
        self._take("=")
        self._value(path)

    def _key(self, table: Path) -> Path:
        """A key with its dots."""
        path = table
        while (token := self._peek()) is not None and not token.sign:
            path = (*path, token.text)
            self.found.setdefault(path, token.at)
            self._next += 1
            if not self._take("."):
                break
        return path

    def _value(self, path: Path) -> None:
        if self._take("["):
            self._list(path)
        elif self._take("{"):
            self._table(path)
        else:
            while (token := self._peek()) is not None and not (token.sign and token.text in ",]}\n"):
                self._next += 1

    def _list(self, path: Path) -> None:
        at = 0
        while (token := self._peek()) is not None and not self._take("]"):
            if self._take("\n") or self._take(","):
                continue
            self.found.setdefault((*path, at), token.at)
            self._value((*path, at))
            at += 1

    def _table(self, path: Path) -> None:
        while self._peek() is not None and not self._take("}"):
            if not (self._take(",") or self._take("\n")):
                self._pair(path)

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, *signs: str) -> bool:
        """Go past signs that come next, if all of them do."""
        ahead = self._tokens[self._next : self._next + len(signs)]
        taken = [each.text for each in ahead if each.sign] == list(signs)
        self._next += len(signs) * taken
        return taken


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind, said = match.lastgroup or "", match[0]
        if kind in ("long", "raw"):
            yield _Token(said, match.start(), False)
        elif kind == "basic":
            yield _Token(_ESCAPE.sub(lambda each: _letter(each[1]), said[1:-1]), match.start(), False)
        elif kind == "literal":
            yield _Token(said[1:-1], match.start(), False)
        elif kind != "comment":
            yield _Token(said, match.start(), kind == "sign")


def _letter(escape: str) -> str:
    if escape[0] in "uU" and len(escape) > 1:
        code = int(escape[1:], 16)
        return chr(code) if code < 0x110000 else "?"
    return _SHORT.get(escape, escape)
