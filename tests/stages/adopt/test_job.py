"""The photos of an adoption, and what its lineage depends on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.model import Model
from ninelives.artifacts.problem import Problem
from ninelives.errors import NinelivesError
from ninelives.report.facts.costs import charged
from ninelives.report.facts.model import page
from ninelives.report.model import render
from ninelives.stages.adopt.fit import adopt
from ninelives.stages.adopt.job import Job, Order
from ninelives.stages.adopt.spec import AdoptSpec


def order(data: Any, **told: Any) -> Order:
    plain = {"labels": None, "target": None, "trained_on": None, "deployment": None, "spec": AdoptSpec()}
    return Order(**{"data": data, **plain, **told})


def test_the_photos_that_judge_all_have_a_label(photos: Path) -> None:
    job = Job.read(order(photos), None)
    assert job.labels == ["green", "red"]
    assert len(job.archive) == 120
    assert job.trained is None
    assert job.lineage.inputs == job.inputs == {"archive": job.archive.digest}


@pytest.mark.parametrize(
    "other",
    [
        {"spec": AdoptSpec(seed=1)},
        {"spec": AdoptSpec(channels="bgr")},
        {"deployment": Deployment.parse("light=0-0.1")},
    ],
)
def test_whatever_changes_the_model_changes_its_lineage(photos: Path, other: dict[str, Any]) -> None:
    asked = order(photos)
    assert asked.lineage({}).digest != replace(asked, **other).lineage({}).digest
    assert asked.lineage({"foreign": "0"}).digest != asked.lineage({"foreign": "1"}).digest


def test_what_it_was_trained_on_is_part_of_its_lineage(photos: Path, others: Path) -> None:
    job = Job.read(order(photos, trained_on=others), None)
    assert job.trained is not None
    assert job.lineage.inputs["trained_on"] == job.trained.digest


def test_labels_become_the_places_of_their_classes(photos: Path) -> None:
    assert Job.read(order(photos), None).places(("red", "green")).tolist() == [1] * 60 + [0] * 60


def problem(**changed: Any) -> Problem:
    told = {
        "question": "is it red?",
        "outputs": {"classes": ["green", "red"]},
        "loss": {"errors": {"red": {"green": 10}, "green": {"red": 1}}},
        "by_hand": {"cost": 4, "right": 0.98},
        "deployment": {"light": "0-0.1"},
        "biases": ["mirror"],
    }
    return Problem.of({**told, **changed})


def test_a_problem_fills_in_what_was_not_given_by_hand() -> None:
    use = Deployment.parse("light=0.5-0.6")
    asked = Order.of("photos/", AdoptSpec(), problem=problem())
    assert asked.deployment == Deployment.parse("light=0-0.1")
    assert asked.problem
    assert asked.problem["question"] == "is it red?"
    assert asked.answers == ("green", "red")
    assert asked.notes == ("what should not matter (mirror) was not tested: nothing was trained here",)
    by_hand = Order.of("photos/", AdoptSpec(), problem=problem(biases=[]), deployment=use)
    assert by_hand.deployment == use
    assert by_hand.notes[0].startswith("--deployment was given by hand")
    assert Order.of("photos/", AdoptSpec()).problem is None
    assert (
        asked.lineage({}).digest != Order.of("photos/", AdoptSpec(), problem=problem(question="?")).lineage({}).digest
    )


def test_a_problem_of_numbers_or_of_other_answers_is_refused(photos: Path) -> None:
    with pytest.raises(NinelivesError, match="asks for a number, and adopt judges classes"):
        Order.of("photos/", AdoptSpec(), problem=problem(outputs={"number": "how many?"}, loss={}))
    with pytest.raises(NinelivesError, match="the photos show 'red', and the problem's answers are blue, green"):
        Job.read(Order.of(photos, AdoptSpec(), problem=problem(outputs={"classes": ["blue", "green"]}, loss={})), None)


def test_a_model_tells_its_gaps_and_its_costs(photos: Path, net: Path, tmp_path: Path) -> None:
    model = adopt(net, data=photos, values="0-1", problem=problem(), out=tmp_path / "o.model")
    assert isinstance(model, Model)
    assert [gap["kind"] for gap in model.facts["gaps"]] == ["unseen"]
    charge = charged(model)
    assert charge
    assert 0 < charge.mean < 10
    assert "What its mistakes cost" in render(page(model))
