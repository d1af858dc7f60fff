"""One TOML file: its bytes, its values, where they stand, and what is wrong with them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from ninelives.artifacts.archive.sources import near
from ninelives.artifacts.glance import plural, visible
from ninelives.artifacts.toml.places import Place, Places
from ninelives.errors import NinelivesError
from ninelives.store import digest

LARGEST: Final = 1 << 20  # bytes


class Source:
    """A file on its way to what it stands for; faults are collected, and told together.

    Args:
        path: of the file.
        what: it is called: ``file of rules``.
        example: a line that such a file may hold, to paste.

    Attributes:
        path: of the file.
        digest: SHA-256 of its bytes.
        told: its values.

    Raises:
        NinelivesError: it cannot be read, or is no TOML.
    """

    def __init__(self, path: Path, *, what: str, example: str) -> None:
        data = _bytes(path, what, example)
        self.path, self.digest, self._example = path, digest.of_bytes(data), example
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
            self.told: dict[str, Any] = tomllib.loads(text)
        except UnicodeDecodeError as error:
            raise NinelivesError(f"'{path}' is no UTF-8 text: byte {error.start + 1}", fix=example) from error
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise NinelivesError(f"'{path}'{_no_toml(str(error))}", fix=example) from error
        self._places = Places(text)
        self._faults: list[tuple[int, str, str]] = []

    def place(self, value: str, *path: str | int) -> Place:
        """Where a string stands behind its key; at that, where it cannot be found."""
        start = self._places.key(*path)
        return self._places.take(value, start) or Place(value, (start,) * (len(value) + 1))

    def fault(self, offset: int, message: str, fix: str = "") -> None:
        """Something is wrong at an offset of the text; ``fix`` is a line to paste in its place."""
        self._faults.append((offset, visible(message), fix))

    def fault_of(self, message: str, *path: str | int, fix: str = "") -> None:
        """Something is wrong with a key, or with the item of a list, behind the keys of its tables."""
        self.fault(self._places.key(*path), message, fix)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong so far."""
        return not self._faults

    def refuse(self) -> None:
        """Tell all faults, each with its line and column; nothing where there is none.

        Raises:
            NinelivesError: there is one.
        """
        found = sorted(set(self._faults))
        told = [(*self._places.spot(offset), message) for offset, message, _ in found]
        example = next((fix for *_, fix in found if fix), self._example)
        self._faults = []
        if len(told) == 1:
            ((line, column, message),) = told
            raise NinelivesError(f"'{self.path}', line {line}, column {column}: {message}", fix=example)
        if told:
            listed = "".join(f"\n  line {line}, column {column}: {message}" for line, column, message in told)
            raise NinelivesError(f"'{self.path}' has {plural(len(told), 'fault')}{listed}", fix=example)


def _bytes(path: Path, what: str, example: str) -> bytes:
    if not path.is_file():
        raise NinelivesError(f"there is no {what} '{path}'", fix=near(path))
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise NinelivesError(f"'{path}' cannot be read: {error.strerror}", fix=f"ls -l '{path}'") from error
    if len(data) > LARGEST:
        raise NinelivesError(f"'{path}' is larger than {LARGEST >> 20} MiB: no {what}", fix=example)
    return data


def _no_toml(error: str) -> str:
    """tomllib's own words, its place first."""
    found = re.fullmatch(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", error, re.DOTALL)
    if not found:
        return f" is no TOML: {error}"
    return f", line {found[2]}, column {found[3]}: {found[1]}" if found[2] else f", at its end: {found[1]}"
