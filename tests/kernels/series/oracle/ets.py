"""What statsforecast's exponential smoothing foresees, frozen in ets.json.

pip install statsforecast==2.1.1 && python tests/kernels/series/oracle/ets.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

FORMS = (
    (1, "ANN", False),
    (1, "AAN", False),
    (1, "AAN", True),
    (12, "ANA", False),
    (12, "AAA", False),
    (12, "MAM", False),
)
FORMS += ((12, "AAA", True), (12, "MNM", False))
BEFORE, MORE, AHEAD = 120, 17, 15


def series() -> np.ndarray:
    draw, at = np.random.default_rng(0), np.arange(BEFORE + MORE)
    return np.round((80 + 0.4 * at) * (1 + 0.3 * np.sin(at * np.pi / 6)) + np.cumsum(draw.normal(0, 2, at.size)), 2)


def frozen() -> list[dict[str, Any]]:
    from statsforecast.models import AutoETS

    found = []
    for season, form, damped in FORMS:
        fitted = AutoETS(season_length=season, model=form, damped=damped).fit(series()[:BEFORE])
        model = fitted.model_
        rows = model["states"][-1].tolist(), [None if np.isnan(x) else float(x) for x in model["par"][:4]]
        told = {"season": season, "components": model["components"], "state": rows[0], "shares": rows[1]}
        told["ahead"] = fitted.predict(h=AHEAD)["mean"].tolist()
        told["later"] = fitted.forward(y=series(), h=AHEAD)["mean"].tolist()
        found.append(told)
    return found


if __name__ == "__main__":
    facts = {"statsforecast": "2.1.1", "series": series().tolist(), "forms": frozen()}
    Path(__file__).with_suffix(".json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
