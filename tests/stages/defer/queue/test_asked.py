"""What an answer is, and when two say the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.errors import NinelivesError
from ninelives.stages.defer.queue.asked import Asked
from tests.queues import CAT_DOG, METRES


@pytest.mark.parametrize(
    ("told", "read"), [("1,5", "1.5"), (" 2 ", "2.0"), (3, "3.0"), ("-1e3", "-1000.0"), (1.25, "1.25")]
)
def test_a_number_is_read_as_people_write_it(told: object, read: str) -> None:
    assert METRES.read(told) == read


@pytest.mark.parametrize("told", ["", "a", "nan", "inf", "1e999", None, [], {}, "1" * 500, 10**400, "1,5,0"])
def test_what_is_no_number_is_no_answer(told: object) -> None:
    assert METRES.read(told) is None


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text())))
def test_only_a_class_is_an_answer(told: object) -> None:
    assert CAT_DOG.read(told) == (told if told in ("cat", "dog") else None)


def test_numbers_are_the_same_within_what_is_right() -> None:
    assert METRES.same("1.0", "1.5")
    assert not METRES.same("1.0", "1.51")
    assert not METRES.same("1.0", None)
    assert not Asked(handoff="").same("1.0", "1.1")


@pytest.mark.parametrize(
    ("told", "most"),
    [([], None), (["cat"], "cat"), (["cat", "dog"], None), (["dog", "cat", "dog"], "dog"), (["cat", "cat"], "cat")],
)
def test_most_say(told: list[str], most: str | None) -> None:
    assert CAT_DOG.most(told) == most


@given(st.lists(st.floats(-1e6, 1e6).map(repr), min_size=1, max_size=7))
def test_of_numbers_it_is_one_in_the_middle(told: list[str]) -> None:
    middle = METRES.most(told)
    assert middle in told
    assert sum(float(each) < float(middle) for each in told) <= len(told) / 2
    assert sum(float(each) > float(middle) for each in told) <= len(told) / 2


@pytest.mark.parametrize("classes", [(), ("cat",), ("cat", "cat")])
def test_there_is_something_to_choose(classes: tuple[str, ...]) -> None:
    with pytest.raises(NinelivesError, match="two different classes"):
        Asked(handoff="", classes=classes)
