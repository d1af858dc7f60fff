"""The 1,797 handwritten digits that scikit-learn ships, as scans with a made-up day and hour each.

The digits are real (E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI 1998); paper, light, day
and hour are made up, and so is the night.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import cv2
import numpy as np

from ninelives.kernels.photos.night import night
from ninelives.store import atomic

SIDE = 64  # px of a scan
TRAINED = 1200  # scans by day that the model learns from; the other 597 are new, by day and by night
FIRST = datetime(2026, 3, 1)
DAYS = 30
DAY = (8, 18)  # hours, local
NIGHT = (20, 30)  # to 6 the next morning


def write(folder: Path, *, seed: int = 0) -> tuple[Path, Path]:
    """Write the scans below ``folder``, unless they are there already.

    Returns:
        ``(day, new)``: scans to learn from, taken between 8 and 18 h; and others, each once by day and once by night.
        Both hold a folder for each digit.
    """
    day, new = folder / "day", folder / "new"
    if folder.exists():
        return day, new
    from sklearn.datasets import load_digits

    digits = load_digits()
    draw = np.random.default_rng(seed)
    order = draw.permutation(len(digits.images))
    with atomic.folder(folder) as partial:
        hours = _hours(DAY, len(order), draw)
        dark = _hours(NIGHT, len(order) - TRAINED, draw)
        for place, row in enumerate(order):
            scan = _scan(digits.images[row], hours[place], draw)
            where = partial / (day.name if place < TRAINED else new.name) / str(digits.target[row])
            _save(where / f"{place:04d}.jpg", scan, hours[place])
            if place >= TRAINED:
                _save(where / f"{place:04d}-night.jpg", night(scan, seed=seed + place), dark[place - TRAINED])
    return day, new


def _hours(between: tuple[int, int], count: int, draw: np.random.Generator) -> list[datetime]:
    """Moments on different minutes, so that no two scans are a burst."""
    minutes = (between[1] - between[0]) * 60
    slots = draw.choice(DAYS * minutes, count, replace=False)
    return [FIRST + timedelta(days=int(s) // minutes, hours=between[0], minutes=int(s) % minutes) for s in slots]


def _scan(image: np.ndarray, at: datetime, draw: np.random.Generator) -> np.ndarray:
    """Ink on paper, in the light of the hour; uint8 of shape (SIDE, SIDE, 3)."""
    ink = cv2.resize(image.astype(np.float32) / 16, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC).clip(0, 1)
    sun = 0.72 + 0.23 * np.sin(np.pi * (at.hour + at.minute / 60 - 6) / 12)  # of full light, at this hour
    slope = np.linspace(-0.04, 0.04, SIDE, dtype=np.float32)[None, :] * draw.choice([-1, 1])
    paper = np.array([1.0, 0.98, 0.93], np.float32)
    light = (sun + slope)[..., None] * (paper - 0.85 * ink[..., None])
    return np.asarray((255 * (light + draw.normal(0, 0.01, light.shape)).clip(0, 1)).round().astype(np.uint8))


def _save(path: Path, scan: np.ndarray, at: datetime) -> None:
    from PIL import Image
    from PIL.ExifTags import IFD, Base

    path.parent.mkdir(parents=True, exist_ok=True)
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Model] = "ninelives", "made-up scanner"
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = at.strftime("%Y:%m:%d %H:%M:%S")
    Image.fromarray(scan).save(path, quality=92, exif=exif)
