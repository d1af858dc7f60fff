"""Lineage: what an artifact was made from. The same lineage gives the same bytes, and is never computed twice."""

from __future__ import annotations

import importlib.metadata
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ninelives.errors import NinelivesError
from ninelives.store import digest, manifest

WRAPPINGS = (".archive", ".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".csv", ".tsv", ".parquet", ".jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Inputs by digest, options, seed, threads, version: all that may change a result.

    Attributes:
        stage: what made it, "train".
        inputs: name of each input → its digest.
        options: the stage's options that change the result.
        seed: of all randomness.
        threads: sums of floating-point numbers may depend on it.
        version: of ninelives.
    """

    stage: str
    inputs: dict[str, str]
    options: dict[str, Any] = field(default_factory=dict)
    seed: int = 0
    threads: int = 1
    version: str = field(default_factory=lambda: importlib.metadata.version("ninelives"))

    @property
    def digest(self) -> str:
        """Of the whole."""
        return digest.of_json(asdict(self))

    def to_json(self) -> dict[str, Any]:
        """For a manifest."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an artifact goes: its path, whether it is there already, and a word on the choice."""

    path: Path
    done: bool
    note: str | None = None


def stem(data: Path) -> str:
    """What is made of an input is called after it: its own name, without what it is packed in."""
    name = os.fsencode(os.path.basename(os.path.realpath(data))).decode("utf-8", "backslashreplace")
    wrapped = (wrapping for wrapping in WRAPPINGS if name.endswith(wrapping) and name != wrapping)
    return name.removesuffix(next(wrapped, "")) or "photos"


def place(out: Path | None, default: Path, lineage: Lineage, *, read: Any = None) -> Place:
    """Choose where an artifact goes.

    An explicit ``out`` that holds another lineage is refused; a default one gives way: ``photos-2.model``.

    Args:
        out: what the user named, if anything.
        default: the name otherwise.
        lineage: of what is to be written.
        read: path → lineage's digest of what lies there, None for something else; folders by default.

    Raises:
        NinelivesError: ``out`` holds another lineage, or something that ninelives did not make.
    """
    held = read or of_folder
    if out is not None:
        if not os.path.exists(out):  # unlike Path.exists, it leaves it to the writer to tell what cannot be
            return Place(out, done=False)
        if held(out) == lineage.digest:
            return Place(out, done=True)
        raise NinelivesError(
            f"'{out}' exists and was made from something else", fix="choose another name with -o, or remove it yourself"
        )
    for path in _names(default):
        if not os.path.exists(path):
            note = None if path == default else f"'{default}' holds something else; this goes to '{path}'"
            return Place(path, done=False, note=note)
        if held(path) == lineage.digest:
            return Place(path, done=True)
    raise AssertionError("unreachable: names never end")


def of_folder(path: Path) -> str | None:
    """The lineage's digest of a sealed folder, None where there is no whole one."""
    if not manifest.is_sealed(path):
        return None
    try:
        facts = manifest.peek(path).facts
    except NinelivesError:
        return None
    return digest.of_json(facts.get("lineage"))


def _names(default: Path) -> Any:
    """``photos.model``, ``photos-2.model``, ``photos-3.model``, …"""
    yield default
    number = 2
    stem, dot, suffixes = default.name.partition(".")
    while True:
        yield default.with_name(f"{stem}-{number}{dot}{suffixes}")
        number += 1
