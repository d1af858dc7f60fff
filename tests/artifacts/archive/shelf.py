"""Folders of small photos for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive import Archive
from tests.kernels.photos.pictures import encode, scene


def photo(seed: int = 0, kind: str = "JPEG", **options: Any) -> bytes:
    """A photo of 80 x 60 px; no two seeds look alike."""
    return encode(scene(seed=seed), kind, **options)


def fill(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def photos(folder: Path, *names: str) -> Path:
    """Write a photo under each name, each of another picture."""
    return fill(folder, {name: photo(seed) for seed, name in enumerate(names)})


def set_aside(archive: Archive) -> dict[str, str]:
    """Reason by path of what was set aside."""
    assert len({entry.path for entry in archive.set_aside}) == len(archive.set_aside)
    return {entry.path: entry.reason for entry in archive.set_aside}
