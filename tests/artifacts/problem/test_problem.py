"""A problem, its file, and what later stages take from it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ninelives as nl
from ninelives.artifacts.problem import Problem
from tests.artifacts.problem.asked import CATS, POWER, RESCUE, TUNE, problem, told

amounts = st.floats(0.01, 1e6) | st.integers(1, 10**9)
names = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=9).filter(lambda t: t.strip())


@given(st.lists(names, min_size=2, max_size=5, unique_by=lambda t: t.strip().lower()), amounts, st.floats(0.001, 0.5))
def test_what_is_written_is_read_back(classes: list[str], cost: float, risk: float) -> None:
    classes = [name.strip() for name in classes]
    errors = {classes[0]: {classes[1]: cost}}
    made = Problem.of({"risk": risk, "outputs": {"classes": classes}, "loss": {"errors": errors}})
    assert Problem.of(tomllib.loads(made.to_toml())) == made


@pytest.mark.parametrize("base", [CATS, POWER, RESCUE, TUNE, {}])
def test_a_file_holds_all_of_it_and_the_same_bytes(base: dict[str, Any], tmp_path: Path) -> None:
    made = Problem.of(base)
    made.save(tmp_path / "problem.toml")
    again = Problem.load(tmp_path / "problem.toml")
    assert again == made
    assert again.assumed == made.assumed
    assert again.to_toml() == (tmp_path / "problem.toml").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["problem.toml"]


def test_what_was_filled_in_is_marked_in_the_file() -> None:
    text = problem(by_hand__right=None).to_toml()
    assert "right = { value = 0.95, assumed = true }" in text
    assert "cost = 4\n" in text


def test_every_fault_of_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "problem.toml"
    path.write_text(
        'kid = "predict"\nrisk = 0.05\n\n[outputs]\nclasses = [\n  "cat",\n  "dog",\n  "cat",\n]\n\n'
        '[loss]\nerrors.cat.dog = -3\n\n[by_hand]\nright = 0.98\n\n[deployment]\nhour = "25-26"\n'
    )
    with pytest.raises(nl.NinelivesError, match="has 5 faults") as caught:
        Problem.load(path)
    lines = caught.value.message.splitlines()[1:]
    assert [line.partition(":")[0].strip() for line in lines] == [
        "line 1, column 1",
        "line 2, column 1",
        "line 8, column 3",
        "line 12, column 12",
        "line 18, column 1",
    ]
    assert "did you mean 'kind' ?" in lines[0]


def test_what_is_no_toml_is_told_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text("risk = 0.1\nkind == 2\n")
    with pytest.raises(nl.NinelivesError, match=r"p\.toml', line 2, column 7: Invalid value"):
        Problem.load(tmp_path / "p.toml")
    with pytest.raises(nl.NinelivesError, match="there is no problem"):
        Problem.load(tmp_path / "q.toml")


def test_faults_of_tables_are_told_by_name() -> None:
    with pytest.raises(
        nl.NinelivesError, match=r"the problem is wrong: loss\.minute: it should be 0 or more"
    ) as caught:
        Problem.of(told(loss__minute=-1))
    assert caught.value.fix == "minute = 0.5   under [loss]"


def test_its_use_is_a_deployment_and_its_file_is_one_too(tmp_path: Path) -> None:
    made = problem()
    assert made.deployment == nl.Deployment.parse("hour=20")
    assert made.inputs.collected == nl.Deployment.parse("hour=13-18")
    made.save(tmp_path / "problem.toml")
    assert nl.Deployment.of(tmp_path / "problem.toml") == made.deployment
    assert Problem.of({}).deployment is None


def test_what_training_takes_from_it() -> None:
    made = problem(by_hand__right=None)
    assert (made.target, made.biases) == ("seen", ("mirror",))
    assert made.costs["errors"] == {"cat": {"no cat": 100}}
    assert made.costs["currency"] == "€"
    assert (made.costs["human"], made.costs["by_hand"]) == (4, 4)
    assert made.costs["assumed"] == ["by_hand_right"]
    assert made.assumed == ("by_hand.right",)
    assert (Problem.of({}).target, Problem.of({}).biases, problem(biases=[]).biases) == (None, None, ())


def test_the_kind_decides_which_stages_play() -> None:
    assert problem(outputs__target=None).stages == ("collect", "label", "train", "rank", "audit", "defer")
    assert "label" not in problem().stages
    assert problem(POWER).stages[:2] == ("collect", "train")
    assert "act" in problem(RESCUE).stages
    assert problem(TUNE).stages == ("collect", "create")


def test_shares_that_nobody_said_are_what_is_left() -> None:
    made = Problem.of({"outputs": {"classes": ["a", "b", "c"], "prevalence": {"a": 0.5}}})
    assert made.shares == {"a": 0.5, "b": 0.25, "c": 0.25}
    assert problem().mistake == pytest.approx(1e-4 * 100 + 0.9999 * 5)
    assert problem(RESCUE, loss__wrong=7).mistake == 7


def test_it_shows_what_it_is_and_what_was_assumed() -> None:
    shown = repr(Problem.of({"question": "what is it?"}))
    assert "problem: what is it?" in shown
    assert "assumed: kind, risk, inputs.what" in shown
    assert "assumed" not in repr(problem())
