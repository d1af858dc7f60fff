"""How one rung did, as plain values."""

from __future__ import annotations

from ninelives.artifacts.model import Capped, Score


def test_a_score_is_told_without_its_seconds() -> None:
    score = Score(name="kernel", score=0.7, interval=(0.6, 0.8), error=0.05, parameters=9, seconds=3.0)
    told = {"name": "kernel", "score": 0.7, "interval": [0.6, 0.8], "error": 0.05, "parameters": 9, "capped": None}
    assert score.to_json() == told


def test_a_capped_one_tells_beside_which_rung_it_was_judged() -> None:
    capped = Capped(photos=100, against="kernel", gain=-0.1, interval=(-0.2, 0.0))
    score = Score(name="network", score=0.6, interval=(0.5, 0.7), error=0.05, parameters=9, capped=capped)
    assert score.to_json()["capped"] == {"photos": 100, "against": "kernel", "gain": -0.1, "interval": [-0.2, 0.0]}
