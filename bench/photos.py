"""The photos of the benches, and caches that know the network but no photo."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FEW = 40  # photos a class of a small run
ABSENT = "NINELIVES_DATA names no folder with dogcat, so these are handwritten digits: no figure counts"


@dataclass(frozen=True)
class Photos:
    """Two folders with a subfolder for each class, to learn from and to be judged."""

    train: Path
    test: Path
    real: bool


@contextmanager
def photos(*, small: bool) -> Iterator[Photos]:
    """The 800 and the 1,000 of dogcat; a few of them in a small run; digits where they are absent."""
    root = Path(os.environ.get("NINELIVES_DATA", Path(__file__).parents[2] / "shared" / "data")) / "dogcat"
    with tempfile.TemporaryDirectory() as scratch:
        if not root.is_dir():
            from ninelives.flow import digits

            train, test = digits.write(Path(scratch) / "digits")
            yield Photos(_few(train, Path(scratch) / "train"), _few(test, Path(scratch) / "test"), real=False)
        elif small:
            few = (_few(root / part, Path(scratch) / part) for part in ("train", "test"))
            yield Photos(*few, real=True)
        else:
            yield Photos(root / "train", root / "test", real=True)


def _few(folder: Path, to: Path) -> Path:
    for name in sorted(folder.iterdir())[:2]:
        (to / name.name).mkdir(parents=True)
        for photo in sorted(name.iterdir())[:FEW]:
            (to / name.name / photo.name).symlink_to(photo)
    return to


def files(folder: Path) -> tuple[list[Path], list[int]]:
    """Every photo of a folder with the number of its class."""
    names = sorted(path.name for path in folder.iterdir())
    found = [(path, code) for code, name in enumerate(names) for path in sorted((folder / name).iterdir())]
    return [path for path, _ in found], [code for _, code in found]


def network() -> Path:
    """The int8 network of the user's cache."""
    from ninelives.artifacts.archive.gauges import FeaturesGauge
    from ninelives.store.cache import Cache

    return FeaturesGauge.user(Cache.user(), 224).network


@contextmanager
def fresh_cache(made: Path) -> Iterator[Path]:
    """While the body runs the user's cache is another one, which holds the network ``made`` and nothing else."""
    before = os.environ.get("NINELIVES_CACHE")
    with tempfile.TemporaryDirectory() as root:
        (Path(root) / "networks").mkdir()
        shutil.copy(made, Path(root) / "networks")
        os.environ["NINELIVES_CACHE"] = root
        try:
            yield Path(root)
        finally:
            del os.environ["NINELIVES_CACHE"]
            if before is not None:
                os.environ["NINELIVES_CACHE"] = before
