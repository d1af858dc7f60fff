"""MAPIE's risk control and prediction sets: its values frozen for the tests, and what it keeps for the bench.

python -m venv /tmp/mapie && /tmp/mapie/bin/pip install -r bench/rivals/mapie.txt
/tmp/mapie/bin/python bench/rivals/mapie.py                     # writes bench/rivals/mapie.json
/tmp/mapie/bin/python bench/rivals/mapie.py --keep < samples    # thresholds and seconds for bench/defer.py, as JSON
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from pathlib import Path
from typing import Any

sys.path.pop(0)  # where this file lies, whose name is that of the package

import numpy as np

ALPHA, DELTA = 0.05, 0.1
THRESHOLDS = (0.95, 0.9, 0.8, 0.6, 0.4, 0.2, 0.0)


def sample(seed: int, n: int = 300) -> tuple[np.ndarray, np.ndarray]:
    """Scores, rounded so that they are the same wherever they are made, and whether each answer was right."""
    draw = np.random.default_rng(seed)
    score = draw.random(n).round(3)
    return score, (draw.random(n) >= 0.5 * (1 - score) ** 3).astype(int)


def classes(seed: int, n: int = 120) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of four classes, and truths."""
    draw = np.random.default_rng(seed)
    p = draw.dirichlet(np.full(4, 0.5), n).round(3)
    return p / p.sum(axis=1, keepdims=True), (p.cumsum(axis=1) < draw.random((n, 1))).sum(axis=1).clip(0, 3)


def controller(thresholds: Any, alpha: float, delta: float, method: str) -> Any:
    from mapie.risk_control import BinaryClassificationController

    def said(score: np.ndarray) -> np.ndarray:
        return np.c_[1 - score, score]

    options = {"risk": "precision", "target_level": 1 - alpha, "confidence_level": 1 - delta}
    return BinaryClassificationController(said, **options, list_predict_params=thresholds, fwer_method=method)


class Said:
    """A classifier that says what it is given."""

    classes_ = np.arange(4)

    def fit(self, *_: np.ndarray) -> Said:
        return self

    def predict_proba(self, x: np.ndarray) -> np.ndarray:
        return x

    def predict(self, x: np.ndarray) -> np.ndarray:
        return x.argmax(axis=1)

    def __sklearn_is_fitted__(self) -> bool:
        return True


def told(seed: int) -> dict[str, Any]:
    """p-values of one sample, and the sets of another."""
    from mapie.classification import SplitConformalClassifier

    found = controller(np.array(THRESHOLDS), ALPHA, DELTA, "bonferroni").calibrate(*sample(seed))
    p, truth = classes(seed)
    half = len(p) // 2
    sets = SplitConformalClassifier(Said(), confidence_level=0.8, conformity_score="lac", prefit=True)
    sets.conformalize(p[:half], truth[:half])
    held = sets.predict_set(p[half:])[1][:, :, 0]
    return {"seed": seed, "p": found.p_values[:, 0].tolist(), "sets": held.astype(int).tolist()}


def kept(given: dict[str, Any]) -> dict[str, Any]:
    """The thresholds that its ways of control find in each sample, and what one takes."""
    found: dict[str, Any] = {}
    for method in ("bonferroni_holm", "split_fixed_sequence"):
        began, thresholds = time.perf_counter(), []
        for one in given["samples"]:
            planning, own = ((np.array(one[name]), 1 - np.array(one[f"{name}_loss"])) for name in ("planning", "own"))
            grid = np.unique(np.quantile(planning[0], np.linspace(0, 0.99, 100)))
            way = controller(grid, given["alpha"], given["delta"], method)
            if method == "split_fixed_sequence":
                way.learn_fixed_sequence_order(*planning, binary=True)
            way.calibrate(*own)
            best = way.best_predict_param
            thresholds.append(None if best is None else float(best))
        seconds = (time.perf_counter() - began) / len(given["samples"])
        found[method] = {"thresholds": thresholds, "seconds": seconds}
    return found


def main() -> int:
    warnings.simplefilter("ignore")
    if "--keep" in sys.argv:
        print(json.dumps(kept(json.load(sys.stdin))))
        return 0
    facts = {"MAPIE": "1.6.0", "alpha": ALPHA, "thresholds": THRESHOLDS, "samples": [told(seed) for seed in range(3)]}
    Path(__file__).with_suffix(".json").write_text(json.dumps(facts) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
