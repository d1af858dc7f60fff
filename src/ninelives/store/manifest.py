"""A sealed folder: ``ninelives.json`` names every file with size and digest, and is checked before anything is read.

The seal's digest covers the facts and the listed files. What may differ between two runs of the same command (timings,
the report) lies beside them, unlisted, and is no part of the digest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from ninelives.errors import NinelivesError
from ninelives.store import atomic, digest

NAME = "ninelives.json"
VERSION = 1  # of the folder's layout; a reader refuses what it does not know
UNLISTED = frozenset({NAME, "report.html", "timings.json"})
Told = TypeVar("Told")
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a sealed folder says of itself."""

    kind: str  # "model", "archive", …
    facts: dict[str, Any]
    files: dict[str, dict[str, Any]]  # relative path → {"size", "sha256"}
    digest: str


def seal(folder: Path, kind: str, facts: dict[str, Any], watch: Watch | None = None) -> str:
    """List every file of a finished folder and write its manifest; returns the digest.

    Args:
        folder: to be sealed.
        kind: of what it holds.
        facts: about it.
        watch: called with files read, and of how many.

    Raises:
        NinelivesError: the manifest cannot be written.
    """
    found = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file())
    names = [name for name in found if name not in UNLISTED]
    files = dict(zip(names, _each(lambda name: _entry(folder / name), names, watch), strict=True))
    body = {"kind": kind, "version": VERSION, "facts": facts, "files": files}
    sealed = digest.of_json(body)
    text = json.dumps({**body, "digest": sealed}, indent=1, ensure_ascii=False, sort_keys=True)
    atomic.write(folder / NAME, text.encode("utf-8", "surrogatepass") + b"\n")
    return sealed


def is_sealed(path: Path) -> bool:
    """Whether ``path`` is a folder with a manifest, whole or not."""
    return os.path.isfile(path / NAME)  # unlike Path.is_file, it also takes names that no file can have


def peek(folder: Path) -> Manifest:
    """The manifest alone, its own digest checked, the files not yet.

    Raises:
        NinelivesError: it is missing, damaged, or of a version that this program does not know.
    """
    body = _parse(folder)
    version = body.get("version")
    if version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        raise NinelivesError(
            f"'{folder}' has layout {version!r}, and this ninelives knows {VERSION}",
            fix="pip install --upgrade ninelives" if newer else f"make '{folder}' again",
        )
    try:
        facts, files, kind, sealed = body["facts"], body["files"], body["kind"], body["digest"]
        whole = {"kind": kind, "version": version, "facts": facts, "files": files}
        if not isinstance(facts, dict) or not isinstance(kind, str) or digest.of_json(whole) != sealed:
            raise _damaged(folder, f"{NAME} was changed")
        for name, entry in files.items():
            _check_entry(folder, name, entry)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise _damaged(folder, f"{NAME} lacks its parts") from error
    return Manifest(kind=kind, facts=facts, files=files, digest=sealed)


def check(folder: Path, kind: str, watch: Watch | None = None) -> Manifest:
    """The manifest of a folder whose every listed file has the listed size and digest.

    Args:
        folder: that was sealed.
        kind: that it must be of.
        watch: called with files read, and of how many.

    Raises:
        NinelivesError: it is of another kind, or a file is missing, changed, or lies outside the folder.
    """
    manifest = peek(folder)
    if manifest.kind != kind:
        raise NinelivesError(
            f"'{folder}' is of kind '{manifest.kind}', and '{kind}' is needed here",
            fix=f"name a folder that ends in .{kind}",
        )
    _each(lambda name: _check_file(folder, name, manifest.files[name]), list(manifest.files), watch)
    return manifest


def _each(do: Callable[[str], Told], names: list[str], watch: Watch | None) -> list[Told]:
    """What ``do`` says of each: files are read on all cores, since an archive may be of many gigabytes."""
    told = []
    with ThreadPoolExecutor(len(os.sched_getaffinity(0)), thread_name_prefix="digest") as pool:
        for done, one in enumerate(pool.map(do, names), 1):
            told.append(one)
            if watch:
                watch(done, len(names))
    return told


def _entry(path: Path) -> dict[str, Any]:
    return {"size": path.stat().st_size, "sha256": digest.of_file(path)}


def _check_file(folder: Path, name: str, entry: dict[str, Any]) -> None:
    path = folder / name
    try:
        if not path.is_file():
            raise _damaged(folder, f"{name} is missing")
        if path.stat().st_size != entry["size"] or digest.of_file(path) != entry["sha256"]:
            raise _damaged(folder, f"{name} was changed")
    except OSError as error:
        raise _damaged(folder, f"{name[:200]} cannot be read: {error.strerror}") from error


def _parse(folder: Path) -> dict[str, Any]:
    try:
        body = json.loads((folder / NAME).read_bytes())
    except NotADirectoryError as error:
        raise NinelivesError(
            f"'{folder}' is a file, and a folder that ninelives made is needed here", fix="name a model or an archive"
        ) from error
    except FileNotFoundError as error:
        raise NinelivesError(
            f"'{folder}' is no folder that ninelives made: it holds no {NAME}", fix="name a model or an archive"
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(folder, f"{NAME} cannot be read") from error
    if not isinstance(body, dict):
        raise _damaged(folder, f"{NAME} cannot be read")
    return body


def _check_entry(folder: Path, name: str, entry: dict[str, Any]) -> None:
    """Refuse a listed file whose path leaves the folder, by its name or through a link."""
    pure = PurePosixPath(name)
    try:
        inside = (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads back to itself
        inside = False
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or not inside:
        raise NinelivesError(
            f"'{folder}' lists '{name}', a path that leaves the folder: it is not loaded", fix=f"make '{folder}' again"
        )
    if not isinstance(entry["size"], int) or not isinstance(entry["sha256"], str):
        raise _damaged(folder, f"{NAME} lacks its parts")


def _damaged(folder: Path, why: str) -> NinelivesError:
    return NinelivesError(f"'{folder}' is damaged: {why}", fix=f"make '{folder}' again, or restore it from a copy")
