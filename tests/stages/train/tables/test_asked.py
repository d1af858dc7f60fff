"""What a problem tells a training on rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import ninelives as nl
from ninelives.artifacts.model.tables import TableModel
from ninelives.artifacts.problem import Problem
from ninelives.report.facts.costs import charged_rows
from tests.rows import rows, write
from tests.test_cli import call

CLASSES: dict[str, Any] = {
    "question": "does it fit?",
    "inputs": {"what": "table"},
    "outputs": {"classes": ["yes", "no"], "target": "fit"},
    "loss": {"errors": {"yes": {"no": 10}, "no": {"yes": 1}}},
    "by_hand": {"cost": 4, "right": 0.98},
    "deployment": {"kind": "oval"},
}
NUMBERS: dict[str, Any] = {
    "question": "what does it cost?",
    "outputs": {"number": "€", "within": 30, "target": "price"},
    "loss": {"wrong": 7},
    "by_hand": {"cost": 4, "right": 0.8},
}
USE = nl.Deployment.parse("kind=oval", columns=["kind"])


def made(told: dict[str, Any], **options: Any) -> TableModel:
    lowest = "mean" if "number" in told.get("outputs", {}) else "majority"
    model = nl.train(rows(120), problem=Problem.of(told), **{"rungs": lowest, **options})
    assert isinstance(model, TableModel)
    return model


@pytest.fixture(scope="module")
def fit() -> TableModel:
    return made(CLASSES)


@pytest.fixture(scope="module")
def price() -> TableModel:
    return made(NUMBERS)


def test_target_task_use_and_costs_come_from_the_problem(fit: TableModel, price: TableModel) -> None:
    assert (fit.target, fit.classes, fit.deployment) == ("fit", ("no", "yes"), USE)
    assert fit.facts["problem"]["costs"]["errors"] == CLASSES["loss"]["errors"]
    assert (price.target, price.task) == ("price", "regression")
    assert (price.facts["problem"]["costs"]["within"], price.summary()["problem"]["costs"]["unit"]) == (30, "€")
    assert nl.train(rows(60), target="fit", rungs="majority").facts["problem"] is None


@pytest.mark.parametrize(
    ("of", "changed"),
    [
        *(("fit", each) for each in (
            {"question": "does it?"},
            {"deployment": {"kind": "flat"}},
            {"loss": {"errors": {"yes": {"no": 11}, "no": {"yes": 1}}}},
            {"loss": {"errors": {"yes": {"no": 10}}, "wrong": 3}},
            {"loss": CLASSES["loss"] | {"currency": "$"}},
            {"loss": CLASSES["loss"] | {"human": 3}},
            {"loss": CLASSES["loss"] | {"minute": 3}},
            {"by_hand": {"cost": 5, "right": 0.98}},
            {"by_hand": {"cost": 4, "right": 0.99}},
            {"risk": 0.01},
            {"outputs": CLASSES["outputs"] | {"prevalence": {"yes": 0.1}}},
            {"outputs": {"classes": ["yes", "no"], "target": "wet"}},
            {"biases": ["noise"], "inputs": {}, "deployment": {"hour": "8-9"}},
        )),
        *(("price", each) for each in (
            {"outputs": NUMBERS["outputs"] | {"within": 31}},
            {"outputs": NUMBERS["outputs"] | {"number": "$"}},
            {"outputs": NUMBERS["outputs"] | {"target": "size"}},
            {"loss": {"wrong": 8}},
            {"risk": 0.01},
        )),
    ],
    ids=str,
)  # fmt: skip
def test_each_answer_that_training_takes_makes_another_model(
    of: str, changed: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    told = (CLASSES if of == "fit" else NUMBERS) | changed
    if told.get("outputs", {}).get("target") == "wet":
        told = told | {"outputs": {"classes": ["true", "false"], "target": "wet"}, "loss": {"wrong": 1}}
    before, other = request.getfixturevalue(of), made(told)
    assert other.facts["lineage"] != before.facts["lineage"]
    assert (
        other.facts["problem"] != before.facts["problem"]
        or other.facts["notes"] != before.facts["notes"]
        or ((other.target, other.deployment) != (before.target, before.deployment))
    )


def test_what_was_given_by_hand_wins_and_is_said() -> None:
    asks = NUMBERS | {"inputs": {"what": "table"}, "deployment": {"kind": "oval"}}
    told = made(asks, target="fit", task="classification", rungs="majority", deployment="kind=flat")
    assert (told.target, told.deployment) == ("fit", nl.Deployment.parse("kind=flat", columns=["kind"]))
    assert told.facts["notes"][-4:] == [
        "--target was given by hand (fit) and stands in place of the problem's (price)",
        "--task was given by hand (classification) and stands in place of the problem's (regression)",
        "the problem prices mistakes of numbers, and 'fit' holds classes: no mistake has a price here",
        "--deployment was given by hand (kind=flat) and stands in place of the problem's (kind=oval)",
    ]
    assert charged_rows(told) is None


def test_what_means_nothing_for_rows_and_what_is_supposed_is_said() -> None:
    outputs = {"classes": ["yes", "no"], "target": {"value": "fit", "assumed": True}}
    told = made(
        CLASSES | {"biases": ["mirror", "noise"], "inputs": {}, "outputs": outputs, "deployment": {"hour": "8"}}
    )
    assert told.facts["notes"][-2:] == [
        "the problem assumes that the answer stands in 'fit': nobody said it",
        "mirror and noise: of photos, whose copies are changed in it, and rows have none; not tried",
    ]


def test_columns_of_the_declared_use_are_conditions_unasked() -> None:
    told = made(CLASSES | {"deployment": {"size": "200-210"}})
    assert "size" in told.facts["axes"]
    assert [gap["words"] for gap in told.facts["gaps"]] == ["size 200–210"]


def test_mistakes_cost_what_a_count_of_them_does(fit: TableModel, price: TableModel) -> None:
    found = charged_rows(fit)
    assert found is not None
    unseen = [each for name in ("crossfit", "calibration") for each in fit.tables[name].rows(named=True)]
    said = ["yes" if row["p_yes"] > row["p_no"] else "no" for row in unseen]
    costs = [CLASSES["loss"]["errors"][row["truth"]].get(one, 0) for row, one in zip(unseen, said, strict=True)]
    assert found.mean == pytest.approx(np.mean(costs))
    assert (found.noun, found.beyond) == ("row", None)
    found = charged_rows(price)
    assert found is not None
    assert found.beyond is not None
    off = np.concatenate([
        (price.tables[name]["prediction"] - price.tables[name]["truth"]).abs().to_numpy()
        for name in ("crossfit", "calibration")
    ])  # fmt: skip
    assert found.beyond[0] == pytest.approx((off > 30).mean())
    assert found.mean == pytest.approx(7 * (off > 30).mean())


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"kind": "act"}, "asks for kind 'act', and this tells classes or numbers"),
        ({"kind": "forecast"}, "asks for a forecast, and rows are learned from one by one"),
        ({"inputs": {"what": "photos"}}, "looks at photos, and these are rows"),
        ({"outputs": {"classes": ["yes", "nay"], "target": "fit"}}, "'fit' holds 'no', and the problem's answers are"),
        ({"inputs": {"what": "table"}, "outputs": {"target": "fit"}, "deployment": {"knd": "oval"}},
         "declares 'knd', and the rows' conditions are 'kind', 'wet'"),
        ({"outputs": {"number": "kg"}}, "--target does not say which column"),
    ],
)  # fmt: skip
def test_a_problem_that_rows_cannot_answer_is_refused(told: dict[str, Any], says: str) -> None:
    with pytest.raises(nl.NinelivesError, match=says):
        nl.train(rows(60), problem=Problem.of(told), rungs="majority")


def test_on_the_command_line_costs_and_their_assumptions_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "rows.csv", rows(120))
    Problem.of(NUMBERS | {"outputs": {"number": "€", "target": "price"}}).save("problem.toml")
    command = ["train", "rows.csv", "--problem", "problem.toml", "--rungs", "mean"]
    assert call(*command) == 0
    out = capsys.readouterr().out
    assert "  too far     off by more than 1 € in " in out
    assert "by hand it is 4 € and 1.40 € of mistakes" in out
    assert "off by 1 is still right" in out
    assert "What its mistakes cost" in Path("rows.model/report.html").read_text()
    assert call(*command, "--json") == 0
    assert json.loads(capsys.readouterr().out)["problem"]["costs"]["within"] == 1
    Problem.of(NUMBERS).save("problem.toml")
    assert call(*command, "-o", "rows.model") == 2
    assert "its problem is another" in capsys.readouterr().err
