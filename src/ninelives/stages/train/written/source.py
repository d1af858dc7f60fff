"""One TOML file of rules: its bytes, its values, where they stand, and what is wrong with them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from ninelives.artifacts.archive.sources import near
from ninelives.artifacts.glance import visible
from ninelives.errors import NinelivesError
from ninelives.report.words import plural
from ninelives.stages.train.written.places import Place, Places
from ninelives.store import digest

LARGEST: Final = 1 << 20  # bytes
EXAMPLE: Final = 'rules = ["if whiskers is yes then cat", "if weight is over 9 then dog"]'


class Source:
    """A file of rules on its way to a rulebook; faults are collected, and told together.

    Attributes:
        path: of the file.
        digest: SHA-256 of its bytes.
        told: its values.

    Raises:
        NinelivesError: it cannot be read, or is no TOML.
    """

    def __init__(self, path: Path) -> None:
        data = _bytes(path)
        self.path, self.digest = path, digest.of_bytes(data)
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
            self.told: dict[str, Any] = tomllib.loads(text)
        except UnicodeDecodeError as error:
            raise NinelivesError(f"'{path}' is no UTF-8 text: byte {error.start + 1}", fix=EXAMPLE) from error
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise NinelivesError(f"'{path}'{_no_toml(str(error))}", fix=EXAMPLE) from error
        self._places = Places(text)
        self._faults: list[tuple[int, str]] = []

    def place(self, value: str, key: str, table: str = "") -> Place:
        """Where a string stands behind its key; at that, where it cannot be found."""
        start = self._places.key(key, table)
        return self._places.take(value, start) or Place(value, (start,) * (len(value) + 1))

    def fault(self, offset: int, message: str) -> None:
        """Something is wrong at an offset of the text."""
        self._faults.append((offset, visible(message)))

    def fault_of(self, key: str, message: str, table: str = "") -> None:
        """Something is wrong with a key."""
        self.fault(self._places.key(key, table), message)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong so far."""
        return not self._faults

    def refuse(self) -> None:
        """Tell all faults, each with its line and column; nothing where there is none.

        Raises:
            NinelivesError: there is one.
        """
        told = [(*self._places.spot(offset), message) for offset, message in sorted(set(self._faults))]
        self._faults = []
        if len(told) == 1:
            ((line, column, message),) = told
            raise NinelivesError(f"'{self.path}', line {line}, column {column}: {message}", fix=EXAMPLE)
        if told:
            listed = "".join(f"\n  line {line}, column {column}: {message}" for line, column, message in told)
            raise NinelivesError(f"'{self.path}' has {plural(len(told), 'fault')}{listed}", fix=EXAMPLE)


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise NinelivesError(f"there is no file of rules '{path}'", fix=near(path))
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise NinelivesError(f"'{path}' cannot be read: {error.strerror}", fix=f"ls -l '{path}'") from error
    if len(data) > LARGEST:
        raise NinelivesError(f"'{path}' is larger than {LARGEST >> 20} MiB: no file of rules", fix=EXAMPLE)
    return data


def _no_toml(error: str) -> str:
    """tomllib's own words, its place first."""
    found = re.fullmatch(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", error, re.DOTALL)
    if not found:
        return f" is no TOML: {error}"
    return f", line {found[2]}, column {found[3]}: {found[1]}" if found[2] else f", at its end: {found[1]}"
