"""What a model's mistakes cost, by the problem that asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ninelives.kernels.stats import mean_of_scenes
from ninelives.report.costs import Charged

if TYPE_CHECKING:
    from ninelives.artifacts.model import Model


def charged(model: Model) -> Charged | None:
    """Mean cost of a photo that it decides alone, over all that were judged by fits new to them.

    Where the problem says how common each class is, photos count as their classes will. None without a problem, or
    where too few scenes were judged.
    """
    told = model.facts.get("problem")
    if told is None or model.kinds is not None:
        return None
    both, p = model.unseen()
    _, _, scene = model.judged()
    code = {name: at for at, name in enumerate(model.classes)}
    truth = np.array([code[name] for name in both.get_column("truth")])
    values = _matrix(model.classes, told["costs"])[truth, p.argmax(axis=1)] * _weights(
        model.classes, truth, told["shares"]
    )
    if len(np.unique(scene)) < 2:
        return None
    costs = told["costs"]
    mean, low, high = mean_of_scenes(values, scene)
    return Charged(mean, (max(0.0, low), high), costs["by_hand"], costs["currency"], tuple(costs["assumed"]), costs)


def _matrix(classes: tuple[str, ...], costs: dict[str, object]) -> np.ndarray:
    """Cost of each answer (column) to each truth (row)."""
    errors, wrong = costs.get("errors", {}), costs.get("wrong", 0.0)
    assert isinstance(errors, dict)
    told = [[0.0 if a == t else errors.get(t, {}).get(a, wrong) for a in classes] for t in classes]
    return np.array(told, float)


def _weights(classes: tuple[str, ...], truth: np.ndarray, shares: dict[str, float] | None) -> np.ndarray:
    """How often each photo counts, so that classes are as common as in the use."""
    if not shares:
        return np.ones(len(truth))
    held = np.bincount(truth, minlength=len(classes)) / len(truth)
    wanted = np.array([shares.get(name, 0.0) for name in classes])
    return np.asarray((wanted / np.maximum(held, 1e-12))[truth])
