"""What a model's mistakes cost, by the problem that asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.model.tables import told as judged
from ninelives.kernels.stats import clustered, mean_of_scenes
from ninelives.report.costs import Charged

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.model import Model
    from ninelives.artifacts.model.series import SeriesModel
    from ninelives.artifacts.model.tables import TableModel


def charged(model: Model) -> Charged | None:
    """Mean cost of a photo that it decides alone, over all that were judged by fits new to them.

    Where the problem says how common each class is, photos count as their classes will. None without a problem, or
    where too few scenes were judged.
    """
    told = model.facts.get("problem")
    if told is None or model.kinds is not None:
        return None
    both, p = model.unseen()
    return _of(told["costs"], _mistakes(both, p, model.classes, told), model.judged()[2])


def charged_rows(model: TableModel) -> Charged | None:
    """The same of a row; a number is a mistake where it is further off than the problem calls right.

    None too where the model tells something else than the problem asked for: a number, or classes.
    """
    told = model.facts["problem"]
    if told is None or (model.classes is None) != ("within" in told["costs"]):
        return None
    rows, costs = judged.unseen(model), told["costs"]
    scene = rows.get_column("scene").to_numpy()
    if model.classes is not None:
        p = rows.select(f"p_{name}" for name in model.classes).to_numpy()
        return _of(costs, _mistakes(rows, p, model.classes, told), scene, noun="row")
    beyond = judged.off(rows) > costs["within"]
    share, _, low, high = clustered(beyond, scene)
    return _of(costs, costs["wrong"] * beyond, scene, noun="row", beyond=(share, (low, high)))


def charged_series(model: SeriesModel) -> Charged | None:
    """The same of a value that is foreseen; each origin of the backtest is a scene, since its steps err together."""
    told = model.facts["problem"]
    if told is None or "within" not in told["costs"]:
        return None
    rows, costs = model.tables["backtest"].drop_nulls("truth"), told["costs"]
    origin = rows.get_column("origin").to_numpy()
    beyond = judged.off(rows) > costs["within"]
    if len(np.unique(origin)) < 2:
        return None
    share, _, low, high = clustered(beyond, origin)
    return _of(costs, costs["wrong"] * beyond, origin, noun="value", beyond=(share, (low, high)))


def _of(costs: Mapping[str, Any], values: np.ndarray, scene: np.ndarray, **more: Any) -> Charged | None:
    """What each item costs, together; None where there are fewer than two scenes."""
    if len(np.unique(scene)) < 2:
        return None
    mean, low, high = mean_of_scenes(values, scene)
    ends = (max(0.0, low), high)
    return Charged(mean, ends, costs["by_hand"], costs["currency"], tuple(costs["assumed"]), costs, **more)


def _mistakes(rows: pl.DataFrame, p: np.ndarray, classes: tuple[str, ...], told: Mapping[str, Any]) -> np.ndarray:
    """What each judged item costs, as common as its class will be."""
    code = {name: at for at, name in enumerate(classes)}
    truth = np.array([code[name] for name in rows.get_column("truth")])
    cost = _matrix(classes, told["costs"])[truth, p.argmax(axis=1)]
    return np.asarray(cost * _weights(classes, truth, told["shares"]))


def _matrix(classes: tuple[str, ...], costs: Mapping[str, Any]) -> np.ndarray:
    """Cost of each answer (column) to each truth (row)."""
    errors, wrong = costs.get("errors", {}), costs.get("wrong", 0.0)
    told = [[0.0 if a == t else errors.get(t, {}).get(a, wrong) for a in classes] for t in classes]
    return np.array(told, float)


def _weights(classes: tuple[str, ...], truth: np.ndarray, shares: Mapping[str, float] | None) -> np.ndarray:
    """How often each item counts, so that classes are as common as in the use."""
    if not shares:
        return np.ones(len(truth))
    held = np.bincount(truth, minlength=len(classes)) / len(truth)
    wanted = np.array([shares.get(name, 0.0) for name in classes])
    return np.asarray((wanted / np.maximum(held, 1e-12))[truth])
