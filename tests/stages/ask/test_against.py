"""A problem against the data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.problem import Problem
from ninelives.stages.ask.against import absent, contradicted, notes
from ninelives.stages.ask.from_data import drafted
from ninelives.stages.ask.look import look
from ninelives.stages.ask.spec import AskSpec

SOUND: dict[str, Any] = {"inputs": {"what": "photos"}, "outputs": {"classes": ["bright", "dim"]}}


def faults(data: Path, told: dict[str, Any], target: str | None = None) -> list[tuple[str, str]]:
    seen = look(data, AskSpec(target=target))
    return [(".".join(map(str, path)), why) for path, why in contradicted(Problem.of({**SOUND, **told}), seen)]


@pytest.mark.parametrize(
    ("told", "at", "says"),
    [
        ({"inputs": {"what": "table"}}, "inputs.what", "it looks at a table, and "),
        ({"outputs": {"classes": ["bright", "dark"]}}, "outputs.classes", "the data hold 'dim' 10 times"),
        ({"outputs": {"number": "lux"}}, "outputs.number", "the answer is a number, and the data hold 'bright'"),
        ({"inputs": {"collected": {"hour": "8-12"}}}, "inputs.collected", "the data were not collected so: 12–18 h"),
        ({"deployment": {"from": date(2026, 12, 1)}}, "deployment.from", "its data are from 2026-12-05 on"),
        ({"deployment": {"date": date(2026, 12, 1)}}, "deployment.date", "its data are from 2026-12-05 on"),
    ],
)
def test_what_the_data_contradict_is_told_where_it_stands(
    told: dict[str, Any], at: str, says: str, photos: Path
) -> None:
    found = faults(photos, told)
    assert [where for where, _ in found] == [at]
    assert says in found[0][1]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"outputs": {"classes": ["bright", "dim", "dark"]}},  # a class of which none is there yet
        {"inputs": {"collected": {"hour": "13-18"}}},
        {"inputs": {"collected": {"hour": "13-18", "weather": "dry"}}},  # who is silent denies nothing
        {"deployment": {"from": date(2026, 12, 5)}},
    ],
)
def test_what_agrees_is_no_fault(told: dict[str, Any], photos: Path) -> None:
    assert faults(photos, told) == []


def test_what_was_assumed_gives_way_to_the_data(photos: Path, table: Path) -> None:
    assert contradicted(Problem.of({}), look(photos, AskSpec())) == []
    assert (
        contradicted(Problem.of({"outputs": {"number": "g"}, "inputs": {"what": "table"}}), look(table, AskSpec()))
        == []
    )


def test_what_the_data_show_besides_is_noted(photos: Path) -> None:
    seen = look(photos, AskSpec())
    assert notes(Problem.of({}), seen) == (
        'the answers were assumed; these data know others: classes = ["bright", "dim"]',
    )
    rare = {"classes": ["bright", "dim", "dark"], "prevalence": {"dim": 1e-4}}
    told = notes(Problem.of({"outputs": rare}), seen)
    assert told[0] == "none of these data shows dark"
    assert told[1] == "'dim' will be 0.01 % of the cases and is 20.0 % of the 50 photos: no sample of the use"
    fair = {"classes": ["bright", "dim"], "prevalence": {"dim": 0.2}}
    assert notes(Problem.of({"outputs": fair}), seen) == ()


def test_data_that_are_not_there_are_told_with_their_neighbour(photos: Path) -> None:
    there, gone = (Problem.of({"inputs": {"data": [name]}}).facts for name in ("photos.csv", "phots.csv"))
    assert absent(there) == []
    ((path, why),) = absent(gone)
    assert path == ("inputs", "data", 0)
    assert "there is nothing at 'phots.csv' (did you mean photos.csv ?)" in why


def test_a_table_without_a_named_answer_says_where_one_may_stand(table: Path) -> None:
    seen = look(table, AskSpec())
    (note,) = notes(drafted(seen), seen)
    assert note.startswith("in which column the answer stands, nobody said: name it with --target; there are '")
    named = look(table, AskSpec(target="kind"))
    assert notes(drafted(named), named) == ()
