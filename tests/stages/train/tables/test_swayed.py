"""Which columns move what a rung says, and along which values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import ninelives as nl
from ninelives.artifacts.model.tables import TableModel
from ninelives.stages.train.tables.swayed import MOST, NAMES, _step, _stretches
from tests.rows import rows


def swayed(target: str, rungs: str, **options: Any) -> list[dict[str, Any]]:
    others = {"fit", "price"} - {target}
    model = nl.train(rows(), target=target, ignore=others, rungs=rungs, **options)
    assert isinstance(model, TableModel)
    return list(model.facts["swayed"])


def test_what_moves_a_number_most_is_told_first_and_by_how_much() -> None:
    told = swayed("price", "linear")
    assert told[0]["feature"] == "size"
    size, kind, wet = sorted(told, key=lambda each: ("size", "kind", "wet").index(each["feature"]))
    by_size = [said for *_, said in size["bins"]]
    assert (by_size[-1] - by_size[0]) / (size["step"] * (size["bins"][-1][0] - size["bins"][0][0])) == pytest.approx(
        3, rel=0.1
    )
    said = {label: value for label, _, value in kind["bins"]}
    assert said["flat"] - said["round"] == pytest.approx(40, abs=4)
    assert None in said  # what is missing
    assert [label for label, *_ in wet["bins"]] == ["no", "yes"]
    assert wet["bins"][1][2] - wet["bins"][0][2] == pytest.approx(-25, abs=3)
    assert (size["class"], kind["step"], wet["whole"]) == (None, None, False)


def test_of_two_classes_it_is_the_second_and_scenes_are_counted() -> None:
    told = swayed("fit", "perceptron")
    assert told[0]["feature"] == "size"
    assert {each["class"] for each in told} == {"yes"}
    wet = next(each for each in told if each["feature"] == "wet")
    assert sum(scenes for _, scenes, _ in wet["bins"]) == 238  # two rows are the same
    said = [value for *_, value in told[0]["bins"]]
    assert said == sorted(said)
    assert swayed("fit", "majority") == []


def test_bins_hold_rows_and_leave_out_the_outermost() -> None:
    values = np.concatenate([np.linspace(0, 1, 500), [50.0], np.linspace(3, 4, 499)]).astype(np.float32)
    bins = list(_stretches(values, 0.5))
    assert [label for label, *_ in bins] == [0, 1, 2, 6, 7]  # nothing between, and not the one at 50
    for label, held, value in bins:
        assert held.any()
        assert value in values[held]
        assert label * 0.5 <= value <= (label + 1) * 0.5
    edges = (np.arange(200) / 10).astype(np.float32)  # 0.7 in float32 is less than 7 tenths
    assert [len(values[held]) for values, (_, held, _) in ((edges, each) for each in _stretches(edges, 0.1))] == [
        1
    ] * 196


@pytest.mark.parametrize(
    ("values", "step"),
    [(range(24), 1), (range(8), 1), (range(1000), 100), (np.linspace(0, 1, 500), 0.1), ([5.0] * 3 + [5.5], 0.05)],
)
def test_steps_are_round(values: Any, step: float) -> None:
    assert _step(np.asarray(list(values), np.float32)) == pytest.approx(step)


def test_many_names_are_the_commonest() -> None:
    frame = rows().with_columns(code=rows()["size"].cast(int).cast(str) + "x")
    model = nl.train(frame, target="price", ignore={"fit", "size"}, keep="code", rungs="linear")
    told = {each["feature"]: each for each in model.facts["swayed"]}
    assert len(told["code"]["bins"]) == NAMES
    assert len(told) <= MOST
