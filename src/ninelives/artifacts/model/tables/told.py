"""What a table's model tells of itself: how right it is, in numbers and in a few words."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ninelives.artifacts import glance

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from ninelives.artifacts.model.tables.model import TableModel


def unseen(model: TableModel) -> pl.DataFrame:
    """All judged rows, each by a fit that had not seen its scene: those of the ladder, then those kept apart."""
    import polars as pl

    return pl.concat([model.tables["crossfit"], model.tables["calibration"]])


def correct(model: TableModel, rows: pl.DataFrame) -> np.ndarray:
    """Whether each judged row's class was told right, bool of shape (rows,)."""
    import numpy as np

    assert model.classes is not None
    p = rows.select(f"p_{name}" for name in model.classes).to_numpy()
    said = np.array(model.classes, dtype=object)[p.argmax(axis=1)] if len(p) else np.zeros(0, object)
    return np.asarray(said == rows.get_column("truth").to_numpy().astype(object), bool)


def accuracy(model: TableModel) -> tuple[float, tuple[float, float]]:
    """Share right, and its interval."""
    from ninelives.kernels.stats import clustered

    rows = unseen(model)
    share, _, low, high = clustered(correct(model, rows), rows.get_column("scene").to_numpy())
    return share, (low, high)


def off(rows: pl.DataFrame) -> np.ndarray:
    """How far off each number is."""
    import polars as pl

    return rows.select((pl.col("prediction") - pl.col("truth")).abs()).to_series().to_numpy()


def error(model: TableModel) -> tuple[float, tuple[float, float]]:
    """Mean absolute error, and its interval."""
    from ninelives.kernels.stats import mean_of_scenes

    rows = unseen(model)
    mean, low, high = mean_of_scenes(off(rows), rows.get_column("scene").to_numpy())
    return mean, (max(low, 0.0), high)


def coverage(model: TableModel) -> tuple[float, tuple[float, float]]:
    """Share of the rows kept apart whose truth lies within its interval."""
    import polars as pl

    from ninelives.kernels.stats import clustered

    rows = model.tables["calibration"]
    within = rows.select(pl.col("truth").is_between(pl.col("lower"), pl.col("upper"))).to_series().to_numpy()
    share, _, low, high = clustered(within, rows.get_column("scene").to_numpy())
    return share, (low, high)


def right(model: TableModel) -> str:
    """In a few words, for whoever prints a model."""
    if found := model.accuracy():
        return f"right in {glance.right(*found)}"
    found = model.mean_absolute_error()
    assert found is not None
    mean, (low, high) = found
    return f"off by {mean:.4g} ({low:.4g} to {high:.4g}) on average"


def summary(model: TableModel) -> dict[str, Any]:
    """What ``train --json`` prints."""
    facts, told, far = model.facts, model.accuracy(), model.mean_absolute_error()
    covered = model.interval_coverage()
    return {
        "out": str(model.path) if model.path else None,
        "task": model.task,
        "target": model.target,
        "classes": None if model.classes is None else list(model.classes),
        "columns": [column.name for column in model.coding.columns],
        "items": facts["items"],
        "set_aside": [{"path": entry.path, "reason": entry.reason} for entry in model.set_aside],
        "notes": facts["notes"],
        "leaks": facts["leaks"],
        "scenes": facts["scenes"],
        "rungs": [_rung(model, score.name) for score in model.scores],
        "unfinished": facts["unfinished"],
        "untried": facts["untried"],
        "chosen": model.chosen,
        "accuracy": told[0] if told else None,
        "interval": list(told[1]) if told else None,
        "mean_absolute_error": far[0] if far else None,
        "error_interval": list(far[1]) if far else None,
        "interval_level": model.reach.level if model.reach else None,
        "interval_coverage": covered[0] if covered else None,
        "calibration_items": facts["calibration_items"],
        "envelope": model.envelope.to_json(),
        "gaps": facts["gaps"],
        "unrecorded": list(model.unrecorded),
        "problem": facts["problem"],
        "swayed": facts["swayed"],
        "rules": facts["rules"],
        "digest": model.digest,
        "seconds": round(model.seconds, 3),
    }


def _rung(model: TableModel, name: str) -> dict[str, Any]:
    score = next(each for each in model.scores if each.name == name)
    far = model.errors.get(name)
    return {
        "name": name,
        "score": score.score,
        "interval": list(score.interval),
        "seconds": round(score.seconds, 3),
        "parameters": score.parameters,
        "learned": model.facts["learned"][name],
        "errors": far.to_json() if far else None,
    }


def html(model: TableModel) -> str:
    """The ladder as a table, and the envelope."""
    what = "right" if model.classes else "R²"
    rows = "".join(
        f"<tr><td>{f'<b>{s.name}</b>' if s.name == model.chosen else s.name}</td><td>{s.score:.1%}</td>"
        f"<td>{s.interval[0]:.1%} to {s.interval[1]:.1%}</td><td>{s.seconds:.1f} s</td></tr>"
        for s in model.scores
    )
    head = f"<caption>{escape(model.target)}: {escape(right(model))}</caption>"
    head += f"<tr><th>rung</th><th>{what}</th><th>95 %</th><th>time</th></tr>"
    return f"<table>{head}{rows}</table>{model.envelope.picture()}"
