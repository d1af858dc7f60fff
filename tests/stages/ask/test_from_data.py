"""A problem drafted from data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.problem import Answer, Problem
from ninelives.errors import NinelivesError
from ninelives.stages.ask.against import contradicted
from ninelives.stages.ask.from_data import drafted
from ninelives.stages.ask.look import Look, look
from ninelives.stages.ask.spec import AskSpec
from tests.rows import rows, write


def test_task_inputs_classes_axes_and_shares_come_from_the_data(photos: Path) -> None:
    made = drafted(look(photos, AskSpec()))
    assert (made.kind, made.inputs.what, made.inputs.data) == ("predict", "photos", (str(photos),))
    assert made.outputs.classes == ("bright", "dim")
    assert made.outputs.prevalence == {"bright": 0.8, "dim": 0.2}
    assert made.question == "is it bright or dim?"
    plan = made.inputs.collected
    assert plan is not None
    assert {"hour", "light"} <= set(plan.declared)
    assert (plan.start, plan.end) == (date(2026, 12, 5), date(2026, 12, 6))


def test_what_the_data_do_not_tell_is_marked(photos: Path) -> None:
    made = drafted(look(photos, AskSpec()))
    assert {"kind", "question", "outputs.prevalence", "risk", "by_hand.cost"} <= set(made.assumed)
    assert {"outputs.classes", "inputs.what", "inputs.data", "inputs.collected"}.isdisjoint(made.assumed)


def test_a_table_and_a_column_of_numbers(table: Path) -> None:
    made = drafted(look(table, AskSpec(target="weight")))
    assert (made.inputs.what, made.outputs.number, made.outputs.within, made.target) == ("table", "weight", 3, "weight")
    assert "outputs.within" in made.assumed
    assert drafted(look(table, AskSpec(target="kind"))).outputs.classes == ("coffee", "tea")


def test_data_without_labels_leave_the_answers_open(table: Path) -> None:
    assert "outputs.classes" in drafted(look(table, AskSpec())).assumed


def test_many_classes_are_asked_for_in_few_words() -> None:
    many = tuple(f"breed {at}" for at in range(30))
    seen = Look("photos", Path("dogs"), many, None, 30, Envelope.of({}, np.arange(30)))
    assert drafted(seen).question == "is it breed 0, breed 1, breed 10, breed 11, breed 12 or one of 25 more?"


@pytest.mark.parametrize(
    ("axis", "names"), [("device", ["a|b", "c"]), ("season", ["1", "2"]), ("device", ["a:0.5", "b"])]
)
def test_what_a_deployment_could_not_say_is_left_out(axis: str, names: list[str]) -> None:
    envelope = Envelope.of({axis: np.array(names * 20)}, np.arange(40))
    seen = Look("photos", Path("x"), ("a", "b") * 20, None, 40, envelope)
    assert drafted(seen).inputs.collected is None


@given(
    st.lists(st.tuples(st.floats(0, 23.99), st.floats(0, 1), st.sampled_from(["home", "garden", "roof"])), min_size=1),
    st.booleans(),
)
def test_what_was_drafted_from_data_is_never_contradicted_by_them(
    rows: list[tuple[float, float, str]], garden: bool
) -> None:
    hours, lights, places = zip(*rows, strict=True)
    columns = {"hour": np.array(hours), "light": np.array(lights), "place": np.array(places)}
    envelope = Envelope.of(columns, np.arange(len(rows)), world="garden" if garden else "real")
    seen = Look("photos", Path("x"), tuple("ab"[at % 2] for at in range(len(rows))), None, len(rows), envelope)
    made = drafted(seen)
    assert contradicted(made, seen) == []
    assert Problem.of(made.to_json()) == made


@pytest.mark.parametrize("folder", ["dogcat/train"])
def test_real_photos(folder: str, data: Path) -> None:
    made = drafted(look(data / folder, AskSpec()))
    assert made.outputs.classes == ("cat", "dog")
    assert made.outputs.prevalence == {"cat": 0.5, "dog": 0.5}


def test_a_column_that_was_taken_by_its_name_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("x,class\n" + "".join(f"{at},{'ab'[at % 2]}\n" for at in range(40)))
    made = drafted(look(path, AskSpec()))
    assert (made.target, "outputs.target" in made.assumed) == ("class", True)
    assert "outputs.target" not in drafted(look(path, AskSpec(target="class"))).assumed


def test_numbers_that_are_none_are_no_answers(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("x,y\n" + "".join(f"{at},{value}\n" for at, value in enumerate([*range(40), "nan", "inf", "-inf"])))
    seen = look(path, AskSpec(target="y"))
    assert seen.measured
    assert seen.held().answered == 40
    assert drafted(seen).outputs.within == 2


def test_columns_of_few_names_are_axes_and_answers_are_called_as_training_calls_them(tmp_path: Path) -> None:
    table = write(tmp_path / "rows.csv", rows(120).with_columns(fit=(rows(120)["fit"] == "yes").cast(float)))
    made = drafted(look(table, AskSpec(target="fit")))
    assert made.outputs.classes == ("0", "1")  # and not 0.0 and 1.0
    assert made.inputs.collected is not None
    assert set(made.inputs.collected.declared) == {"kind", "wet"}
    use = Problem.of({**made.to_json(), "deployment": {"kind": "oval"}})
    answer = Answer.of(use, look(table, AskSpec(target="fit")).envelope)
    assert [gap.words for gap in answer.gaps] == ["kind oval"]
    assert [gap.words for gap in Answer.of(use).gaps] == ["kind oval"]  # of the plan alone


def test_a_column_of_the_use_that_the_table_has_not_is_told(tmp_path: Path) -> None:
    table = write(tmp_path / "rows.csv", rows(60))
    told = {"inputs": {"what": "table"}, "deployment": {"knd": "oval", "size": "0-10"}}
    problem = Problem.of(told)
    seen = look(table, AskSpec(), also=problem.deployment.declared if problem.deployment else ())
    assert contradicted(problem, seen) == [
        (("deployment", "knd"), f"'{table}' has no column 'knd': did you mean 'kind' ?")
    ]
    assert "size" in [axis.name for axis in seen.envelope.axes]
    with pytest.raises(NinelivesError, match="'knd' is no condition"):
        Problem.of(told | {"inputs": {"what": "photos"}})
