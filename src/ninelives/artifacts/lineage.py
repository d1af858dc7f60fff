"""Lineage: what an artifact was made from. The same lineage gives the same bytes, and is never computed twice."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shlex
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from ninelives.errors import NinelivesError, TakenError
from ninelives.store import atomic, digest, manifest

WRAPPINGS = (
    ".archive",
    ".zip",
    ".tar",
    ".tar.gz",
    ".tgz",
    ".tar.bz2",
    ".tar.xz",
    ".csv",
    ".tsv",
    ".parquet",
    ".jsonl",
    ".onnx",
    ".model",
)
FOREIGN = "is nothing that ninelives made, or is not whole"
Kept = TypeVar("Kept")
HELD = {
    "adopt": "another adoption",
    "audit": "another audit",
    "collect": "another collection",
    "garden": "other photos",
    "train": "another training",
    "predict": "other predictions",
    "patterns": "other patterns",
}
Read = Callable[[Path], Any]  # path → the lineage, in JSON, of what lies there; None for what has none


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


def typed(what: Any, otherwise: str) -> str:
    """How an input is typed in a shell: by its path, where it has one; else as ``otherwise``."""
    if isinstance(what, str | os.PathLike):
        return shlex.quote(str(what))
    path = getattr(what, "path", None)
    return otherwise if path is None else shlex.quote(str(path))


def of_folder(path: Path) -> Any:
    """The lineage of a sealed folder, in JSON; None where there is no whole one."""
    if not manifest.is_sealed(path):
        return None
    try:
        return manifest.peek(path).facts.get("lineage")
    except NinelivesError:
        return None


def foresee(out: Path | None, default: Path, known: Lineage, *, read: Read = of_folder) -> None:
    """Refuse a place before anything is read for it, where what is known then shows that nothing can go there.

    Args:
        out: what the user named, if anything.
        default: the name otherwise.
        known: the lineage with as many of its inputs as are known.
        read: of what lies there; folders by default.

    Raises:
        NinelivesError: ``out`` holds another lineage, or something that ninelives did not make; or the folder of a new
            one may not be written to.
    """
    if not os.path.exists(out or default):
        atomic.probe(out or default)
    elif out is not None:
        _refuse(out, _difference(read(out), known, partly=True))


def place(out: Path | None, default: Path, lineage: Lineage, *, read: Read = of_folder) -> Place:
    """Choose where an artifact goes.

    An explicit ``out`` that holds another lineage is refused; a default one gives way: ``photos-2.model``.

    Args:
        out: what the user named, if anything.
        default: the name otherwise.
        lineage: of what is to be written.
        read: of what lies there; folders by default.

    Raises:
        NinelivesError: ``out`` holds another lineage, or something that ninelives did not make.
    """
    if out is not None:
        if not os.path.exists(out):  # unlike Path.exists, it leaves it to the writer to tell what cannot be
            return Place(out, done=False)
        _refuse(out, _difference(read(out), lineage))
        return Place(out, done=True)
    for path in _names(default):
        if not os.path.exists(path):
            note = None if path == default else f"'{default}' holds {_held(read(default))}; this goes to '{path}'"
            return Place(path, done=False, note=note)
        if not _difference(read(path), lineage):
            return Place(path, done=True)
    raise AssertionError("unreachable: names never end")


def put(
    where: Place, out: Path | None, default: Path, lineage: Lineage, save: Callable[[Path], Kept]
) -> tuple[Place, Kept | None]:
    """Save at a chosen place, unless another run took it meanwhile: then the same lineage is done, another gives way.

    Returns:
        Where it lies, and what ``save`` gave; None where it is done already.

    Raises:
        NinelivesError: ``out`` holds another lineage now, or cannot be written.
    """
    while not where.done:
        try:
            return where, save(where.path)
        except TakenError:
            where = place(out, default, lineage)
    return where, None


def _held(lineage: Any) -> str:
    """What lies at a name that was taken."""
    stage = lineage.get("stage") if isinstance(lineage, dict) else None
    return HELD.get(stage, "something else") if isinstance(stage, str) else "something else"


def _refuse(out: Path, difference: str) -> None:
    if difference == FOREIGN:
        raise NinelivesError(
            f"'{out}' exists, and {FOREIGN}: it is left alone",
            fix="choose another name with -o, or remove it yourself",
        )
    if difference:
        raise NinelivesError(
            f"'{out}' exists and was made from something else: {difference}",
            fix="choose another name with -o, or remove it yourself",
        )


def _difference(held: Any, lineage: Lineage, *, partly: bool = False) -> str:
    """What tells what lies there from what is to be written, in words; empty where nothing does.

    Args:
        held: the lineage that lies there, in JSON.
        lineage: of what is to be written.
        partly: it names only some of its inputs.
    """
    wanted = json.loads(digest.canonical(lineage.to_json()))
    if not isinstance(held, dict) or wanted.keys() != held.keys():
        return FOREIGN
    for name in ("stage", "version", "seed", "threads"):
        if held[name] != wanted[name]:
            return f"its {name} is {held[name]}, here it is {wanted[name]}"
    if held["options"] != wanted["options"]:
        return _option(held["options"], wanted["options"])
    inputs = held["inputs"]
    if partly and isinstance(inputs, dict):
        inputs = {name: value for name, value in inputs.items() if name in wanted["inputs"]}
    if inputs == wanted["inputs"]:
        return ""
    found = inputs if isinstance(inputs, dict) else {}
    others = {
        "model": "its model is another",
        "foreign": "its model is another",
        "trained_on": "it was trained on something else",
        "labels": "its labels are others",
        "rules": "its rules are others",
        "problem": "its problem is another",
        "properties": "its properties are others",
        "table": "its rows are others, or read otherwise",
        "series": "its rows are others, or read otherwise",
        "reading": "its rows were read otherwise",
        "rows": "its rows are others",
        "reference": "its reference is another",
        "new": "its new data are others",
        "use": "its declared use is another",
    }
    differing = (told for name, told in others.items() if found.get(name) != wanted["inputs"].get(name))
    return next(differing, "its photos are others, or what is told of them")


def _option(held: Any, wanted: dict[str, Any]) -> str:
    """The first option that differs, as it is typed."""
    found = held if isinstance(held, dict) else {}
    differing = (n for n in wanted | found if n not in found or n not in wanted or found[n] != wanted[n])
    name = next(differing, "")
    here, there = wanted.get(name), found.get(name)
    plain = all(isinstance(value, str | int | float) for value in (here, there))
    typed = name.replace("_", "-")
    return f"its {typed} is {there}, here it is {here}" if plain else f"its option '{typed}' differs"


def _names(default: Path) -> Any:
    """``photos.model``, ``photos-2.model``, ``photos-3.model``, …"""
    yield default
    number = 2
    stem, dot, suffixes = default.name.partition(".")
    while True:
        yield default.with_name(f"{stem}-{number}{dot}{suffixes}")
        number += 1
