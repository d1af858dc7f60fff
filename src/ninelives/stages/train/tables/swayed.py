"""Which columns move what the chosen rung says, and along which values that rows have; kept for the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.kernels.stats.partial import Judge, dependence, sway

if TYPE_CHECKING:
    from ninelives.artifacts.table import Feature
    from ninelives.stages.train.tables.split import Split

MOST: Final = 6  # columns that are told
TRIED: Final = 60  # that are looked at, the first of those that the rung reads
LOOKED: Final = 64  # rows by which the strongest are found
ROWS: Final = 128  # whose answers are averaged, spread evenly over the table
STRETCHES: Final = (8, 24)  # bins of a number: at least as many, and at most about as many
NAMES: Final = 12  # of a category, the commonest
EDGE: Final = 0.01  # share of the rows at either end of a number that the bins may leave out
SLACK: Final = 1e-5  # of a bin: float32 numbers that lie on an edge are above it

Part = tuple[int | str | None, np.ndarray, float]  # bin, its rows, and a value that one of them has


def swayed(parts: Split, rung: Any, classes: tuple[str, ...] | None, seed: int) -> list[dict[str, Any]]:
    """Partial dependence of the columns that move most.

    Args:
        parts: all usable rows.
        rung: the chosen one.
        classes: None for numbers.
        seed: of the order in which values are dealt out anew.

    Returns:
        ``{"feature", "step", "whole", "class", "bins": [[bin, scenes, said], …]}`` of each, the strongest first.
        ``step`` is the width of a bin of numbers, None for names; ``whole`` whether they are whole numbers, one a bin;
        ``class`` the one whose probability is said, None for numbers. Each bin holds a row at least; one of names is
        None for what is missing.
    """
    x = parts.x
    judge: Judge = (lambda rows: rung.predict(rows)[:, None]) if classes is None else rung.probabilities
    some = _spread(x, ROWS)
    read = np.zeros(0, int) if rung.name in ("majority", "mean") else rung.reads(x.shape[1])[:TRIED]
    moved = sway(judge, _spread(x, LOOKED), read, seed)
    found = [read[at] for at in np.argsort(-moved, kind="stable")[:MOST] if moved[at] > 0]
    scene, features = parts.table.scene, parts.coding.features
    return [_one(features[at], at, x[:, at], scene, judge, some, classes) for at in found]


def _spread(x: np.ndarray, most: int) -> np.ndarray:
    """So many rows at most, evenly over their order: a fit of hundreds of columns may take a millisecond a row."""
    return np.asarray(x[np.linspace(0, len(x) - 1, min(len(x), most)).astype(int)])


def _one(
    feature: Feature,
    at: int,
    values: np.ndarray,
    scene: np.ndarray,
    judge: Judge,
    some: np.ndarray,
    classes: tuple[str, ...] | None,
) -> dict[str, Any]:
    names = ("no", "yes") if feature.kind == "boolean" else feature.categories
    step = None if names else _step(values)
    bins = list(_named(values, names) if step is None else _stretches(values, step))
    said = dependence(judge, some, at, np.array([value for *_, value in bins], np.float32))
    output = 1 if classes and len(classes) == 2 else int(np.argmax(np.ptp(said, axis=0)))
    told = [
        [label, len(np.unique(scene[rows])), float(value)]
        for (label, rows, _), value in zip(bins, said[:, output], strict=True)
    ]
    return {
        "feature": feature.name,
        "step": step,
        "whole": step == 1 and bool((values[~np.isnan(values)] % 1 == 0).all()),
        "class": classes[output] if classes else None,
        "bins": told,
    }


def _named(values: np.ndarray, names: tuple[str, ...]) -> Iterator[Part]:
    """The commonest names, and what is missing."""
    known = ~np.isnan(values)
    count = np.bincount(values[known].astype(np.int64), minlength=len(names))
    common = np.argsort(-count, kind="stable")[:NAMES]
    for code in sorted(common[count[common] > 0].tolist()):
        yield names[code], values == code, float(code)
    if not known.all():
        yield None, ~known, np.nan


def _stretches(values: np.ndarray, step: float) -> Iterator[Part]:
    """The bins between all but the outermost rows, those without a row left out."""
    known = values[~np.isnan(values)]
    low, high = np.quantile(known, [EDGE, 1 - EDGE])
    place = np.floor(values.astype(np.float64) / step + SLACK)
    for label in np.unique(place[(values >= low) & (values <= high)]).tolist():
        rows = place == label
        yield int(label), rows, float(np.quantile(values[rows], 0.5, method="nearest"))


def _step(values: np.ndarray) -> float:
    """1, 2 or 5 times a power of ten, the widest that leaves the least number of bins; of whole numbers 1 at least."""
    known = values[~np.isnan(values)].astype(np.float64)
    low, high = np.quantile(known, [EDGE, 1 - EDGE])
    whole = bool((known == np.round(known)).all())
    room = (high - low) or abs(high) or 1.0
    if whole and room <= STRETCHES[1]:
        return 1.0
    power = 10.0 ** np.floor(np.log10(room / STRETCHES[0]))
    step = max(step for step in (power, 2 * power, 5 * power) if step <= room / STRETCHES[0] * (1 + 1e-9))
    return float(max(step, 1.0)) if whole else float(f"{step:.6g}")
