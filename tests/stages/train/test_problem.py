"""What a problem tells a training."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import ninelives as nl
from ninelives.artifacts.problem import Problem
from ninelives.stages.train.problem import asked
from ninelives.stages.train.spec import TrainSpec
from tests.folders import noise
from tests.test_cli import call

LOW = ("majority", "rules")
TOLD: dict[str, Any] = {
    "question": "is it bright?",
    "biases": ["mirror"],
    "outputs": {"classes": ["bright", "dim"]},
    "loss": {"errors": {"bright": {"dim": 10}, "dim": {"bright": 1}}},
    "by_hand": {"cost": 4, "right": 0.98},
    "deployment": {"light": "0-0.1"},
}
USE = nl.Deployment.parse("light=0-0.1")


def problem(**changed: Any) -> Problem:
    return Problem.of({**TOLD, **changed})


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 bright and 40 dim pictures that overlap a little, and a table that names them otherwise."""
    root = noise(tmp_path_factory.mktemp("problem") / "photos", bright=(150, 220, 40), dim=(125, 195, 40))
    rows = [
        f"photos/{p.parent.name}/{p.name},{'up' if p.parent.name == 'dim' else 'down'}" for p in root.rglob("*.png")
    ]
    (root.parent / "photos.csv").write_text("\n".join(["path,seen", *sorted(rows)]) + "\n")
    return root


@pytest.fixture(scope="module")
def model(photos: Path) -> nl.Model:
    return nl.train(photos, problem=problem(), rungs=LOW)


def test_what_nobody_gave_by_hand_comes_from_the_problem() -> None:
    made = asked(problem(outputs={"classes": ["bright", "dim"], "target": "seen"}), TrainSpec(), None, None)
    assert (made.spec.biases, made.deployment, made.target) == (("mirror",), USE, "seen")
    assert made.notes == ()
    assert made.facts is not None
    assert made.facts["question"] == "is it bright?"


def test_what_was_given_by_hand_wins_and_is_said() -> None:
    other = nl.Deployment.parse("hour=8-18")
    made = asked(
        problem(outputs={"classes": ["bright", "dim"], "target": "seen"}), TrainSpec(biases=("noise",)), other, "label"
    )
    assert (made.spec.biases, made.deployment, made.target) == (("noise",), other, "label")
    assert made.notes == (
        "--target was given by hand (label) and stands in place of the problem's (seen)",
        "--biases was given by hand (noise) and stands in place of the problem's (mirror)",
        "--deployment was given by hand (hour=8–18) and stands in place of the problem's (light=0–0.1)",
    )
    assert asked(problem(), TrainSpec(biases=("mirror",)), USE, None).notes == ()
    assert asked(None, TrainSpec(), None, None).facts is None


def test_the_model_holds_use_biases_and_costs(model: nl.Model, photos: Path) -> None:
    assert model.deployment == USE
    kept = model.facts["problem"]
    assert kept["costs"]["errors"] == TOLD["loss"]["errors"]
    assert kept["costs"]["by_hand"] == 4
    assert "human" in kept["costs"]["assumed"] or kept["costs"]["human"] == 4
    assert [bias["name"] for bias in model.facts["biases"]][:1] == ["mirror"]
    assert model.summary()["problem"] == kept
    assert nl.train(photos, rungs=("majority",)).facts["problem"] is None


@pytest.mark.parametrize(
    "changed",
    [
        {"question": "is it dim?"},
        {"biases": ["noise"]},
        {"deployment": {"light": "0-0.2"}},
        {"loss": {"errors": {"bright": {"dim": 11}, "dim": {"bright": 1}}}},
        {"loss": {"errors": {"bright": {"dim": 10}, "dim": {"bright": 1}}, "currency": "$"}},
        {"loss": {"errors": {"bright": {"dim": 10}, "dim": {"bright": 1}}, "human": 3}},
        {"loss": {"errors": {"bright": {"dim": 10}, "dim": {"bright": 1}}, "minute": 3}},
        {"loss": {"errors": {"bright": {"dim": 10}}, "wrong": 3}},
        {"by_hand": {"cost": 5, "right": 0.98}},
        {"by_hand": {"cost": 4, "right": 0.99}},
        {"risk": 0.01},
        {"outputs": {"classes": ["bright", "dim"], "prevalence": {"bright": 0.1}}},
    ],
    ids=str,
)
def test_each_answer_that_training_takes_makes_another_model(
    changed: dict[str, Any], photos: Path, model: nl.Model
) -> None:
    other = nl.train(photos, problem=problem(**changed), rungs=LOW)
    assert other.identity != model.identity
    assert other.facts["lineage"] != model.facts["lineage"]


def test_the_target_names_the_column(photos: Path) -> None:
    made = nl.train(
        photos.with_suffix(".csv"), problem=problem(outputs={"target": "seen"}, loss={}), rungs=("majority",)
    )
    assert made.classes == ("down", "up")


@pytest.mark.parametrize(
    ("told", "options", "says"),
    [
        ({"kind": "act"}, {}, "asks for kind 'act', and this tells classes apart"),
        ({"outputs": {"number": "kg"}}, {}, "asks for a number, and this tells classes apart"),
        (
            {"outputs": {"classes": ["bright", "dark"]}},
            {},
            "the photos show 'dim', and the problem's answers are bright",
        ),
        ({}, {"unlabelled": 2}, "names answers, and --unlabelled goes by looks alone"),
    ],
)
def test_a_problem_that_training_cannot_answer_is_refused(
    told: dict[str, Any], options: dict[str, Any], says: str, photos: Path
) -> None:
    with pytest.raises(nl.NinelivesError, match=says):
        nl.train(photos, problem=Problem.of(told), rungs=LOW if not options else TrainSpec().rungs, **options)


def test_on_the_command_line_costs_are_told_and_what_wins_is_said(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem().save(tmp_path / "problem.toml")
    command = ["train", photos, "--rungs", "majority,rules", "--problem", tmp_path / "problem.toml"]
    assert call(*command, "-o", tmp_path / "a.model") == 0
    out = capsys.readouterr().out
    assert "  costs       its mistakes cost " in out
    assert "by hand it is 4 €" in out
    assert "assumed     a person's minute costs 0.50 €" in out
    assert "never seen  light below 0.1" in out
    assert "What its mistakes cost" in (tmp_path / "a.model" / "report.html").read_text()
    assert call(*command, "--biases", "noise", "-o", tmp_path / "b.model") == 0
    assert "--biases was given by hand (noise)" in capsys.readouterr().out
    assert call(*command, "-o", tmp_path / "a.model", "--json") == 0
    assert json.loads(capsys.readouterr().out)["problem"]["costs"]["by_hand"] == 4
    problem(by_hand={"cost": 5, "right": 0.98}).save(tmp_path / "problem.toml")
    assert call(*command, "-o", tmp_path / "a.model") == 2
    assert "its problem is another" in capsys.readouterr().err
