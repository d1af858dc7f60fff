"""``nl.ask``: from answers, from data, from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

import ninelives as nl
from ninelives.stages.ask.reckon import free, place, saved
from tests.artifacts.problem.asked import CATS, told
from tests.stages.ask.told import ANSWERS, answers


def test_answers_tables_and_problems_are_asked_alike(here: Path) -> None:
    by_words = nl.ask(ANSWERS)
    by_tables = nl.ask(by_words.problem.to_json())
    assert nl.ask(by_words.problem).to_json() == by_tables.to_json() == by_words.to_json()
    assert by_words.pays.verdict == "by hand"
    assert [gap.words for gap in by_words.gaps] == ["20–22 h"]
    assert list(here.iterdir()) == []


def test_a_problem_is_drafted_from_data_and_written(photos: Path, here: Path) -> None:
    answer = nl.ask(data=photos, out=here / "p.toml")
    assert answer.problem == nl.Problem.load(here / "p.toml")
    assert answer.path == here / "p.toml"
    assert answer.held is not None
    assert answer.held.classes == {"bright": 40, "dim": 10}
    assert nl.ask(here / "p.toml", data=photos).basis == "data"


def test_a_file_is_checked_against_data_and_every_fault_has_its_line(photos: Path, here: Path) -> None:
    path = here / "p.toml"
    path.write_text(
        '[inputs]\nwhat = "table"\ndata = "gone/"\n[outputs]\nclasses = ["bright", "dark"]\ntarget = "colour"\n'
        "[deployment]\nfrom = 2026-12-01\n"
    )
    with pytest.raises(nl.NinelivesError, match="has 5 faults") as caught:
        nl.ask(path, data=photos)
    lines = [line.strip().partition(",")[0] for line in caught.value.message.splitlines()[1:]]
    assert lines == ["line 2", "line 3", "line 5", "line 6", "line 8"]
    assert nl.Problem.load(path).inputs.what == "table"


def test_faults_of_the_file_itself_come_before_any_photo_is_read(here: Path) -> None:
    (here / "p.toml").write_text("risk = 2\nkid = 1\n")
    with pytest.raises(nl.NinelivesError, match="has 2 faults"):
        nl.ask(here / "p.toml", data=here / "gone")


def test_data_that_contradict_tables_are_told_by_name(photos: Path) -> None:
    with pytest.raises(nl.NinelivesError, match=r"the data contradict the problem: outputs\.classes: the data hold"):
        nl.ask({"outputs": {"classes": ["bright", "dark"]}}, data=photos)


def test_unclear_answers_are_told_by_question() -> None:
    with pytest.raises(nl.NinelivesError, match=r"use: 'sometimes' .*; sure: 'very' "):
        nl.ask(answers(use="sometimes", sure="very"))
    with pytest.raises(nl.NinelivesError, match=r"there is no question 'tusk' \(did you mean 'task' \?\)"):
        nl.ask({"tusk": "predict", "sure": "1 in 100"})
    with pytest.raises(nl.NinelivesError, match=r"a problem has no 'knd' \(did you mean 'kind' \?\)"):
        nl.ask({"knd": "predict"})


def test_nothing_named_is_told() -> None:
    with pytest.raises(nl.NinelivesError, match="name a problem or data"):
        nl.ask()


def test_a_named_place_that_holds_something_else_is_left_alone(here: Path) -> None:
    nl.ask(ANSWERS, out=here / "p.toml")
    before = (here / "p.toml").read_bytes()
    nl.ask(ANSWERS, out=here / "p.toml")  # the same problem is no other
    with pytest.raises(nl.NinelivesError, match="holds something else: it is left alone"):
        nl.ask(answers(sure="1 in 200"), out=here / "p.toml")
    assert (here / "p.toml").read_bytes() == before


def test_a_default_name_gives_way(here: Path) -> None:
    default = Path("problem.toml")
    first, second = nl.ask(ANSWERS), nl.ask(answers(sure="1 in 200"))
    saved(first, place(first.problem, None, default).path)
    again = place(second.problem, None, default)
    assert (again.path, again.done) == (Path("problem-2.toml"), False)
    assert again.note == "'problem.toml' holds another problem; this goes to 'problem-2.toml'"
    assert place(first.problem, None, default).done
    assert free(default) == Path("problem-2.toml")


def test_a_problem_that_says_all_assumes_nothing() -> None:
    assert nl.ask(told(CATS)).problem.assumed == ()
