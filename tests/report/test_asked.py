"""What is said of a problem, in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.problem import Answer
from ninelives.artifacts.problem.answer import Held
from ninelives.artifacts.problem.rare import Trap
from ninelives.report import asked
from tests.artifacts.problem.asked import CATS, POWER, RESCUE, TUNE, problem


@pytest.mark.parametrize(
    ("amount", "want"),
    [
        (4, "4 €"),
        (0.5, "0.50 €"),
        (12_300, "12,300 €"),
        (1_234_567, "1.2 million €"),
        (0.001, "0.0010 €"),
        (150.4, "150 €"),
    ],
)
def test_money(amount: float, want: str) -> None:
    assert asked.money(amount, "€") == want


def test_numbers_are_said_as_people_do() -> None:
    assert asked.about(937.5) == "about 940"
    assert (asked.chance(1e-4), asked.chance(0.07213)) == ("1 in 10,000", "7.2 %")
    assert (asked.of_hundred(0.9902), asked.exact(0.005)) == ("99 of 100", "0.5 %")
    assert (asked.exact(5e-7), asked.exact(1)) == ("0.00005 %", "100 %")
    assert (asked.work(1), asked.work(90), asked.work(1500)) == ("1 minute", "90 minutes", "25 hours")


def test_the_first_line_is_how_it_is_done_by_hand() -> None:
    answer = Answer.of(problem(loss__errors=None, outputs__prevalence=None, risk=0.02))
    assert asked.by_hand(answer) == "4 € a case, right in 98 %; a machine pays from about 940 cases a year on"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({}, "There are 500 a year, 25 hours of work by hand: do it by hand. A machine would cost about 1,4"),
        ({"by_hand__a_year": 50_000}, "a machine saves about 160,000 € a year."),
        ({"by_hand__a_year": None}, "How many there are a year, nobody said"),
        (
            {"loss__wrong": 1e4, "by_hand__right": None, "risk": 0.3},
            "Do it by hand: a machine deciding 80 % alone and wrong in 30 % of these would cost",
        ),
    ],
)
def test_what_follows_for_the_cases_that_there_are(changed: dict[str, object], says: str) -> None:
    assert says in asked.verdict(Answer.of(problem(CATS, **changed)))


def test_a_machine_that_never_pays_is_said_so_in_the_first_line() -> None:
    answer = Answer.of(problem(CATS, loss__wrong=1e4, by_hand__right=None, risk=0.3))
    assert asked.by_hand(answer).endswith("; a machine never pays")
    assert asked.table(answer)[1][0][-1] == "never"


def test_the_trap_and_the_way_out() -> None:
    trap = Trap("cat", 1e-4, 0.99, 0.9902, 0.999989)
    assert asked.rare(trap) == "cat is 1 in 10,000: a test that is right in 99 % is wrong in 99 of 100 alarms"
    assert (
        asked.remedy(trap)
        == "nine in ten of its alarms are right where it gives a false one in 1 in 91,000 of the others"
    )


@pytest.mark.parametrize(("base", "says"), [(CATS, "wrong"), (POWER, "off by more than 5 kWh"), (TUNE, "no melody")])
def test_what_a_mistake_is(base: dict[str, object], says: str) -> None:
    assert asked.mistaken(problem(base)) == says
    assert says in asked.enough(Answer.of(problem(base)))


def test_when_it_decides_alone() -> None:
    assert asked.sure(Answer.of(problem())) == (
        "'no cat' from 95.82 % sure on, 'cat' from 13.04 % sure on; else asking a person for 4 € is cheaper"
    )
    assert asked.sure(Answer.of(problem(loss__human=500))) == "always; else asking a person for 500 € is cheaper"


def test_guessing_and_what_a_reward_pays_for() -> None:
    empty = ": as sure as asked, yet it finds no 'cat'"
    assert asked.guessing(Answer.of(problem())) == f"right in 99.99 %, by always saying 'no cat'{empty}"
    common = Answer.of(problem(outputs__prevalence={"cat": 0.4}))
    assert asked.guessing(common) == "right in 60.0 %, by always saying 'no cat'"
    assert "takes any of the 2 actions" in asked.guessing(Answer.of(problem(RESCUE)))
    assert asked.guessing(Answer.of(problem(TUNE))) == ""
    assert asked.bribes(Answer.of(problem(RESCUE))) == [
        "'second in the air' got 1 million times is worth as much as 'cat rescued': is that meant?"
    ]


def test_what_to_get_says_how_many_are_looked_at_and_how_long_it_waits() -> None:
    told = [asked.need(Answer.of(problem()), each) for each in Answer.of(problem()).needs]
    assert ("30 photos of cat among 300,000 by chance: look where they are common", "about 1.2 million €") in told
    (slow,) = [asked.need(Answer.of(problem(POWER)), each) for each in Answer.of(problem(POWER)).needs]
    assert slow[1].endswith("days until they have come true")
    answer = Answer.of(problem(), held=Held(200, 200, {}, ()))
    assert any("answers for the 200 photos that are there" in asked.need(answer, each)[0] for each in answer.needs)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"deployment": None}, "when and where it will be used, nobody said"),
        ({"inputs__collected": None}, "when and where the photos will be collected, nobody said"),
        ({}, ""),
    ],
)
def test_why_no_gap_can_be_named(changed: dict[str, object], says: str) -> None:
    found = asked.silent(Answer.of(problem(CATS, **changed)))
    assert says in found
    assert bool(found) is bool(says)


@pytest.mark.parametrize(
    ("biases", "says"),
    [(None, ""), ([], "nothing: every change"), (["mirror", "noise"], "left and right and noise: learned")],
)
def test_what_should_not_matter(biases: list[str] | None, says: str) -> None:
    assert asked.ignored(problem(biases=biases)).startswith(says)


def test_what_to_type_next() -> None:
    path = Path("my problem.toml")
    assert asked.following(Answer.of(problem()), path)[0] == "ninelives ask 'my problem.toml' --data photos/"
    seen = Answer.of(problem(), held=Held(9, 9, {}, ()))
    assert asked.following(seen, path)[0] == "ninelives train photos/ --problem 'my problem.toml'"
    line = asked.following(Answer.of(problem(POWER)), path)[0]
    assert line == "ninelives train ROWS.csv --target COLUMN --time COLUMN --problem 'my problem.toml'"
    tune = Answer.of(problem(TUNE), held=Held(9, 9, {}, ()))
    assert asked.following(tune, path)[0] == "ninelives ask 'my problem.toml'"
    table = problem(inputs={"what": "table", "data": ["r.csv"]}, biases=None, deployment=None)
    seen = Answer.of(table, held=Held(9, 9, {}, ()))
    assert asked.following(seen, path)[0] == "ninelives train r.csv --problem 'my problem.toml'"
    unsaid = problem(inputs={"what": "table"}, biases=None, deployment=None, outputs__target=None)
    assert asked.following(Answer.of(unsaid), path)[0].startswith("ninelives train ROWS.csv --target COLUMN --problem")


@pytest.mark.parametrize(
    ("unsaid", "says"),
    [
        ((), "4 € a case, right in 98 %; "),
        (("cost",), "1.50 € a case (assumed), right in 98 %; "),
        (("right",), "4 € a case, right in 95 % (assumed); "),
        (("cost", "right"), "1.50 € a case, right in 95 % (both assumed); "),
    ],
)
def test_what_nobody_said_of_the_hand_is_marked_where_it_is_told(unsaid: tuple[str, ...], says: str) -> None:
    changed = {f"by_hand__{name}": None for name in unsaid}
    assert asked.by_hand(Answer.of(problem(**changed))).startswith(says)


def test_what_costs_nothing_to_have_pays_from_the_first_case_on() -> None:
    assert asked.by_hand(Answer.of(problem(machine__hours=0))).endswith("a machine pays from the first case on")
    assert asked.since(936) == "about 940 cases a year"


def test_what_a_price_counts_is_said_beside_it() -> None:
    classes = {"outputs__classes": ["a", "b", "c"], "outputs__prevalence": {"a": 0.2, "b": 0.3}, "loss__errors": None}
    answer = Answer.of(problem(**classes))
    (common,) = [asked.need(answer, one) for one in answer.needs if one.why == "class"]
    assert common == ("90 photos of 3 answers among 150 by chance", "about 600 €")
