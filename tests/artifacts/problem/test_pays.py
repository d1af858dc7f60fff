"""Whether a machine pays."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.artifacts.problem.pays import pays
from tests.artifacts.problem.asked import CATS, POWER, problem

PLAIN: dict[str, Any] = {"loss__errors": None, "outputs__prevalence": None, "outputs__target": None}


def test_four_a_case_and_right_in_98_pays_from_about_900_cases_on() -> None:
    found = pays(problem(**PLAIN, risk=0.02))
    assert found.fixed == 100 * 60 * 0.5
    assert found.a_case == pytest.approx(0.8 * 4)
    assert found.cases == pytest.approx(3000 / 3.2)
    assert found.verdict == "by hand"
    assert found.a_year == pytest.approx(500 * 3.2 - 3000)
    assert pays(problem(**PLAIN, risk=0.02, by_hand__a_year=5000)).verdict == "machine"
    assert pays(problem(**PLAIN, risk=0.02, by_hand__a_year=None)).verdict == "depends"


def test_the_break_even_is_where_two_bills_are_equal() -> None:
    one = problem(risk=0.01)
    found = pays(one)
    assert found.cases is not None
    hand = found.cases * (4 + 0.02 * one.mistake)
    machine = 3000 + found.cases * (0.2 * (4 + 0.02 * one.mistake) + 0.8 * 0.01 * one.mistake)
    assert hand == pytest.approx(machine)


def test_what_is_handed_over_costs_asking() -> None:
    cheap, dear = (pays(problem(**PLAIN, loss__human=human)).a_case for human in (1, 10))
    assert cheap - dear == pytest.approx(0.2 * 9)


def test_a_machine_whose_mistakes_cost_more_than_the_hand_never_pays() -> None:
    found = pays(
        problem(
            **PLAIN,
            loss__wrong=1000,
            loss__human=0,
            risk=0.2,
            by_hand__right=0.8,
            by_hand__cost=0.0,
            by_hand__minutes=None,
        )
    )
    assert found.cases is None
    assert found.verdict == "by hand"


def test_neighbours_are_a_table_of_what_is_decided_alone_and_how_often_wrongly() -> None:
    found = pays(problem(machine__alone=0.7))
    assert found.risks == (0.005, 0.01, 0.02)
    assert [alone for alone, _ in found.rows] == [1.0, 0.8, 0.7, 0.5, 0.2]
    (_, told) = found.rows[2]
    assert told[1] == pytest.approx(found.cases)
    assert list(told) == sorted(told)  # type: ignore[type-var]


def test_each_answer_is_given_alone_where_asking_is_dearer_than_its_chance_of_a_mistake() -> None:
    faultless = pays(problem(by_hand__right=1, risk=None, loss__human=4)).sure
    assert faultless == {"cat": pytest.approx(1 - 4 / 5), "no cat": pytest.approx(0.96)}
    assert pays(problem(POWER, loss__wrong=10, loss__human=1)).sure == {"": pytest.approx(0.95 - 0.1)}
    assert pays(problem(CATS, loss__human=200)).sure == {"cat": 0, "no cat": 0}


@pytest.mark.parametrize("answer", ["cat", "no cat"])
def test_just_so_sure_of_an_answer_asking_a_person_who_errs_costs_the_same(answer: str) -> None:
    made = problem()
    other = next(name for name in made.outputs.classes if name != answer)
    costs = {"cat": {"no cat": 100}, "no cat": {"cat": 5}}
    doubt = 1 - pays(made).sure[answer]
    mistaken = doubt * costs[other][answer]
    asking = 4 + 0.02 * (mistaken + (1 - doubt) * costs[answer][other])
    assert mistaken == pytest.approx(asking)


def test_of_many_answers_the_dearest_mistake_decides() -> None:
    made = problem(outputs__classes=["a", "b", "c"], outputs__prevalence=None, loss__errors={"b": {"a": 50}})
    assert pays(made).sure["a"] == pytest.approx(1 - (4 + 0.02 * 5) / (0.98 * 50 + 0.02 * 5))
    assert pays(made).sure["c"] == pytest.approx(1 - (4 + 0.02 * 5) / (0.98 * 5 + 0.02 * 5))


def test_as_facts_it_is_plain() -> None:
    facts = pays(problem()).to_json()
    assert facts["verdict"] == "by hand"
    assert facts["rows"][0]["alone"] == 1.0
