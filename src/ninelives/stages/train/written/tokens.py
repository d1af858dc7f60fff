"""A rule's text in words, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(r"""'((?:[^']|'')*)'|"((?:[^"]|"")*)"|(<=|>=|[<>=()])|([^\s()<>=]+)""")


class FaultError(Exception):
    """Something is wrong at one place of a text.

    Args:
        at: offset of the letter where it begins.
        message: what is wrong, with what was got.
    """

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign or a quoted name.

    Attributes:
        text: without quotes; a quote that is doubled inside is one.
        at: offset of its first letter.
        end: offset behind its last.
        quoted: whether it stood in quotes, and so is a name in any case.
    """

    text: str
    at: int
    end: int
    quoted: bool = False

    def means(self, *words: str) -> bool:
        """Whether it is one of these words of the language, in any case of letters."""
        return not self.quoted and self.text.lower() in words


def tokens(text: str) -> list[Token]:
    """All tokens of a text, in order.

    Raises:
        FaultError: a quote is never closed.
    """
    found = []
    for match in _TOKEN.finditer(text):
        single, double, sign, word = match.groups()
        if word is not None and word[0] in "'\"":
            raise FaultError(match.start(), f"the quote {word[0]} is never closed")
        if single is not None or double is not None:
            name = single.replace("''", "'") if single is not None else double.replace('""', '"')
            found.append(Token(name, match.start(), match.end(), quoted=True))
        else:
            found.append(Token(sign or word, match.start(), match.end()))
    return found


def quoted(name: str) -> str:
    """A name as a quoted token."""
    return "'" + name.replace("'", "''") + "'"
