"""What is told of all judged rows together: how often right, or how far off, and where they leave the envelope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.accuracy import by_axis, by_sureness, taken
from ninelives.artifacts.model.tables import stored_as, told
from ninelives.kernels.stats import clustered, mean_of_scenes
from ninelives.report.words import plural

if TYPE_CHECKING:
    from ninelives.artifacts.model.tables import TableModel
    from ninelives.artifacts.table import Table

SHOWN = 400  # pairs of what was said and what is true, for the report


def told_of(model: TableModel, table: Table, x: np.ndarray, judged: np.ndarray) -> dict[str, Any]:
    """Everything that the file's metadata says of the rows.

    Rows that the model learned from are judged like any other, and prove nothing: how right it is is reckoned over the
    others alone.

    Args:
        model: the judge.
        table: new rows.
        x: their features, float32 of shape (rows, features).
        judged: what was said: probabilities (rows, classes), or a number for each, (rows,).
    """
    new = table.envelope(model.facts["axes"])
    fresh = ~model.learned_from(x)
    truth, notes = _truth(model, table)
    has = np.isfinite(truth) if model.classes is None else truth >= 0
    known = has & fresh
    of = _numbers if model.classes is None else _classes
    return {
        "noun": "row",
        "target": model.target,
        "model": _model(model),
        "classes": list(model.classes or ()),
        "items": len(table),
        "scenes": table.scenes,
        "set_aside": [],
        "notes": [*table.notes, *notes, *_recognised(model)],
        "learned_from": int((~fresh).sum()),
        "told": int(has.sum()),
        "known": int(known.sum()),
        "envelope": new.to_json(),
        "gaps": [gap.to_json() for gap in model.envelope.gaps(new)],
        "unrecorded": list(model.envelope.unrecorded_by(new)),
        "doubtful": [],
        "wrong": [],
        **of(model, table, judged, truth, known),
    }


def _truth(model: TableModel, table: Table) -> tuple[np.ndarray, list[str]]:
    """The class of each row, -1 where it is not known, or its number; and what a person should hear of it."""
    if table.target is None:
        nothing = np.full(len(table), np.nan) if model.classes is None else np.full(len(table), -1)
        return nothing, []
    if model.classes is None:
        return table.y, []
    place = {name: at for at, name in enumerate(model.classes)}
    labels = table.labels
    other = {name for name in labels if name is not None and name not in place}
    named = ", ".join(f"'{name}'" for name in sorted(other)[:5])
    many = sum(name in other for name in labels)
    told = f"{plural(many, 'row')} of a class that it never learned ({named}): left out of how often it is right"
    return np.array([place.get(name or "", -1) for name in labels], np.int64), [told] if other else []


def _recognised(model: TableModel) -> list[str]:
    if model.facts["recognises"]:
        return []
    return ["the rows that it learned from are too alike to be known again, so none of these is counted out"]


def _model(model: TableModel) -> dict[str, Any]:
    share, far = model.accuracy(), model.mean_absolute_error()
    rows = told.unseen(model)
    right = told.correct(model, rows) if model.classes is not None else np.zeros(0, bool)
    held = {axis.name: rows.get_column(stored_as(axis.name)) for axis in model.envelope.axes}
    return {
        "name": model.path.name if model.path else "model",
        "digest": model.identity,
        "accuracy": share[0] if share else None,
        "interval": list(share[1]) if share else None,
        "mean_absolute_error": far[0] if far else None,
        "error_interval": list(far[1]) if far else None,
        "envelope": model.envelope.to_json(),
        "by_axis": by_axis(model.envelope, held, right, rows.get_column("scene").to_numpy()),
    }


def _classes(
    model: TableModel, table: Table, judged: np.ndarray, truth: np.ndarray, known: np.ndarray
) -> dict[str, Any]:
    said, sure = judged.argmax(axis=1), judged.max(axis=1)
    some, right = table.select(known), (said == truth)[known]
    mean, _, low, high = clustered(right, some.scene) if known.any() else (None, 0, 0, 0)
    conditions = some.conditions(model.facts["axes"])
    return {
        "accuracy": mean,
        "interval": None if mean is None else [low, high],
        "counts": np.bincount(said, minlength=judged.shape[1]).tolist(),
        "by_axis": by_axis(model.envelope, conditions, right, some.scene),
        "taken": taken(truth[known], said[known]),
        "by_sureness": by_sureness(sure[known], right, some.scene),
    }


def _numbers(
    model: TableModel, table: Table, judged: np.ndarray, truth: np.ndarray, known: np.ndarray
) -> dict[str, Any]:
    scene, said, true = table.scene[known], judged[known], truth[known]
    off = np.abs(said - true)
    low, high = mean_of_scenes(off, scene)[1:] if len(np.unique(scene)) > 1 else (None, None)
    covered = None
    if model.reach is not None and known.any():
        below, above = model.reach.interval(said)
        covered = float(((below <= true) & (true <= above)).mean())
    some = np.linspace(0, len(said) - 1, min(len(said), SHOWN)).astype(int)
    low_end, middle, high_end = np.quantile(judged, [0.05, 0.5, 0.95]).tolist()
    return {
        "accuracy": None,
        "interval": None,
        "counts": [],
        "by_axis": {},
        "taken": [],
        "by_sureness": [],
        "mean_absolute_error": float(off.mean()) if known.any() else None,
        "error_interval": None if low is None or high is None else [max(low, 0.0), high],
        "interval_level": model.reach.level if model.reach else None,
        "interval_coverage": covered,
        "said": {"low": low_end, "middle": middle, "high": high_end},
        "pairs": [[float(a), float(b)] for a, b in zip(said[some], true[some], strict=True)],
    }
