"""Which letters the bytes of a text file are, and the same file as UTF-8, block by block."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BLOCK = 2 << 20  # bytes that are looked at together
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD = 4096  # bytes that show where the zeros of UTF-16 stand


class UnclearError(ValueError):
    """A file's bytes are no text; says why, in plain words."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file's bytes become letters.

    Attributes:
        name: as Python's codecs call it.
        note: what a person should hear of it, or empty.
    """

    name: str
    note: str = ""


def encoding_of(path: Path) -> Encoding:
    """The encoding that a byte-order mark names, UTF-8 where all bytes are that, or what Windows writes in the West.

    Raises:
        UnclearError: it is no text, or two encodings stand in one file.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name)
    if len(head) >= 2 and b"\0" in head:
        return Encoding(_by_zeros(head))
    line = _first_that_is_not_utf8(path)
    if line is None:
        return Encoding("utf-8")
    return Encoding("cp1252", f"it is not UTF-8 (line {line:,}), and was read as Windows-1252, as Excel writes it")


def blocks(path: Path, encoding: str, size: int = BLOCK) -> Iterator[bytes]:
    """The file as UTF-8 without its byte-order mark, in pieces that may end inside a letter.

    Raises:
        UnclearError: its bytes are not what the encoding says.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        if encoding in ("utf-8", "utf-8-sig"):
            file.seek(len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)
            while block := file.read(size):
                yield block
            return
        decoder = codecs.getincrementaldecoder(encoding)("replace" if encoding == "cp1252" else "strict")
        try:
            while block := file.read(size):
                yield decoder.decode(block).encode()
            yield decoder.decode(b"", final=True).encode()
        except UnicodeError as error:
            raise UnclearError(f"it begins as {encoding.upper()}, and does not go on as that") from error


def _by_zeros(head: bytes) -> str:
    """UTF-16 without a mark: every second byte of plain letters is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 3 < len(head) or min(even, odd) * 4 > max(even, odd):
        raise UnclearError("it holds bytes that are zero, so it is no text")
    return "utf-16-be" if even > odd else "utf-16-le"


def _first_that_is_not_utf8(path: Path) -> int | None:
    """The line of the first byte that UTF-8 cannot have; None where there is none.

    Raises:
        UnclearError: other letters of the file are UTF-8 beyond doubt.
    """
    lines, beyond = 1, False
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(BLOCK), b""):
            if block.isascii() and not decoder.getstate()[0]:
                lines += block.count(b"\n")
                continue
            waiting = decoder.getstate()[0]
            try:
                beyond |= not decoder.decode(block).isascii()
            except UnicodeDecodeError as error:
                before = (waiting + block)[: error.start]
                lines += before.count(b"\n")
                if beyond or not before.isascii():
                    raise UnclearError(f"line {lines:,} is not UTF-8, though lines before it are") from error
                return lines
            lines += block.count(b"\n")
    return lines if decoder.getstate()[0] else None


class Recoded(io.RawIOBase):
    """The blocks of a file as a file."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._blocks = blocks(path, encoding, 1 << 20)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, room: Any) -> int:
        """Fill some room; 0 at the end."""
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._left = memoryview(block)
        size = min(len(room), len(self._left))
        room[:size], self._left = self._left[:size], self._left[size:]
        return size
