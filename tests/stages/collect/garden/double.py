"""A stand-in for the garden's renderer: grey noise, with a bright square where the cat is."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.photos import Wanted, Words

COATS = ("orange", "black", "white", "grey", "brown")


def photos(wanted: Wanted, start: int, stop: int) -> tuple[np.ndarray, dict[str, np.ndarray | Words]]:
    """Pictures and columns, each of its own number alone."""
    drawn = [np.random.default_rng([wanted.seed, number]) for number in range(start, stop)]
    cat = np.array([draw.random() < wanted.cats for draw in drawn])
    side = np.array([draw.integers(2, wanted.size // 3) for draw in drawn])
    pictures = np.array([draw.integers(60, 120, (wanted.size, wanted.size, 3)) for draw in drawn], np.uint8)
    for picture, here, wide in zip(pictures, cat, side, strict=True):
        picture[:wide, :wide] += np.uint8(90 * here)
    day = np.array([draw.integers(wanted.first, wanted.end) for draw in drawn])
    hour = np.array([draw.uniform(wanted.start, wanted.stop) for draw in drawn])
    tree = np.array([draw.integers(1_000_000) for draw in drawn])
    satellite = wanted.view == "satellite"
    era = (day >= 0).astype(np.int64) + (day >= 11_000)
    return pictures, {
        "label": Words(cat.astype(np.int64), ("no cat", "cat")),
        "scene": tree,
        "captured_at": day.astype("datetime64[D]") + (3.6e9 * hour).astype(np.int64).astype("timedelta64[us]"),
        "hour": hour,
        "season": Words(day // 91 % 4, ("winter", "spring", "summer", "autumn")),
        "weather": Words((hour > 12).astype(np.int64), ("calm", "windy")),
        "view": Words(np.zeros(len(cat), np.int64), (wanted.view,)),
        "era": Words(era if satellite else np.full(len(cat), -1), ("film, 3 m", "film, 1 m", "colour, 0.3 m")),
        "tree": tree,
        "trees": Words(np.zeros(len(cat), np.int64), (wanted.trees,)),
        "coat": Words(np.where(cat, tree % 5, -1), COATS),
        "cat_pixels": np.where(cat, np.int64(satellite) if satellite else side**2, 0),
        "ideal": np.where(cat, 0.5 if satellite else 1.0, np.nan),  # reckoned for some
    }
