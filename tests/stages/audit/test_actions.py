"""What is said to do about it, and in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.artifacts.envelope import Envelope, Gaps
from ninelives.artifacts.findings import Harm
from ninelives.stages.audit import actions
from ninelives.stages.audit.actions import Case
from tests.stages.audit.test_kind import judged, sides


def case(**changed: Any) -> Case:
    told: dict[str, Any] = {
        "sides": sides(judged(0, 0.5), judged(1, 0.5)),
        "gaps": Gaps(),
        "kind": {"name": "none"},
        "harm": Harm.unknown("nobody knows").to_json(),
        "shifted": False,
        "handed": 0,
        "reference": "old.csv",
        "new": "new.csv",
        "out": "old.findings",
    }
    return Case(**{**told, **changed})


def gaps() -> Gaps:
    seen, dark = [0.5] * 200, [0.05] * 100
    return Envelope.of({"light": seen}, range(200)).gaps(Envelope.of({"light": dark}, range(100)))


def known(value: float, before: float) -> dict[str, Any]:
    return {**Harm.unknown("").to_json(), "measure": "accuracy", "value": value, "before": before}


def test_nothing_is_to_do_where_nothing_was_found() -> None:
    assert actions.ranked(case()) == []


def test_what_lies_where_nothing_was_seen_is_handed_over_and_collected() -> None:
    found = actions.ranked(case(gaps=gaps(), handed=100, harm=known(0.8, 0.95)))
    assert [each.what.split()[0] for each in found] == ["hand", "collect"]
    assert found[0].gain is not None
    assert 0 < found[0].gain <= 0.2
    assert found[1].gain == pytest.approx(0.15)
    assert "handover.csv" in found[0].command


def test_new_labels_of_photos_come_in_a_file_and_those_of_a_table_in_its_column() -> None:
    (photos,) = actions.ranked(case(kind={"name": "concept-change"}))
    assert photos.command == "ninelives train new.csv --labels LABELS.csv"
    rows = pl.DataFrame({"x": np.arange(200) % 13 * 1.0, "what it is": np.arange(200) % 7 * 1.0})
    model = nl.train(rows, target="what it is", task="regression", rungs="mean")
    told = replace(sides(judged(0, 0.5), judged(1, 0.5)), model=model)
    (table,) = (
        each for each in actions.ranked(case(sides=told, kind={"name": "concept-change"})) if each.what[0] == "l"
    )
    assert table.command == "ninelives train new.csv --target 'what it is'"


def test_what_nobody_can_weigh_comes_last() -> None:
    fair = judged(1, 0.5)
    assert fair.outputs is not None
    proud = replace(fair, outputs=fair.outputs**4 / (fair.outputs**4).sum(axis=1, keepdims=True))
    told = case(sides=sides(judged(0, 0.5), proud), gaps=gaps(), handed=10, harm=known(0.8, 0.95))
    gains = [each.gain for each in actions.ranked(told)]
    assert gains[-1] is None
    weighed = [gain for gain in gains if gain is not None]
    assert gains[: len(weighed)] == sorted(weighed, reverse=True)
    assert len(weighed) >= 2


def test_new_shares_reweight_the_answers_and_the_gain_is_counted() -> None:
    old = judged(0, 0.5)
    shares = {"classes": [{"weight": 0.2}, {"weight": 1.8}]}
    found = actions.ranked(case(sides=sides(old, judged(1, 0.9)), kind={"name": "label-shift", "shares": shares}))
    assert found[0].what.startswith("reweight")
    assert "[0.2, 1.8]" in found[0].command
    assert old.outputs is not None
    assert old.truth is not None
    dog = (old.truth == "dog").astype(int)
    weight, sure = np.array([0.2, 1.8]), old.outputs
    right = [((sure * each).argmax(1) == dog) for each in (weight, 1)]
    slow = sum(weight[d] * (float(a) - float(b)) for d, a, b in zip(dog, *right, strict=True)) / weight[dog].sum()
    assert found[0].gain == pytest.approx(max(slow, 0))


def test_labels_of_one_too_sure_recalibrate_it_and_of_a_fair_one_do_not() -> None:
    fair = judged(1, 0.5)
    assert fair.outputs is not None
    odds = fair.outputs**4
    proud = replace(fair, outputs=odds / odds.sum(axis=1, keepdims=True))
    told = [each.what for each in actions.ranked(case(sides=sides(judged(0, 0.5), proud)))]
    assert any(what.startswith("recalibrate: temperature") for what in told)
    assert actions.ranked(case(sides=sides(judged(0, 0.5), replace(proud, truth=None)))) == []


def test_of_numbers_what_is_lost_is_a_share_of_the_error() -> None:
    far = {**known(4.0, 3.0), "measure": "mean_absolute_error"}
    assert case(harm=far).lost == pytest.approx(0.25)
    assert case(harm=known(0.99, 0.9)).lost == 0
    assert case().lost is None


def test_rows_that_nobody_labelled_are_asked_for_only_where_a_model_is() -> None:
    plain = case(shifted=True)
    assert actions.ranked(plain) == []
    assert replace(plain, shifted=False).rows == 600
