"""Tests of the conditions of a table."""

from __future__ import annotations

import polars as pl
import pytest

from ninelives.artifacts.table import Table
from ninelives.artifacts.table.axes import default_axes
from ninelives.errors import NinelivesError

FRAME = pl.DataFrame(
    {
        "bought": ["2026-01-05 06:30", "2026-02-01 23:00", None],
        "sold": ["2026-03-01", "2026-04-01", "2026-05-01"],
        "colour": ["red", "blue", None],
        "wet": [True, None, False],
        "size": [1.5, 2.5, 3.5],
    }
)


def table() -> Table:
    return Table.of(FRAME)


def test_unasked_they_are_parts_of_the_first_date_and_few_names() -> None:
    found = {name: column.to_list() for name, column in table().conditions().items()}
    assert found == {
        "hour": [6.5, 23.0, None],
        "weekday": ["Monday", "Sunday", None],
        "month": ["January", "February", None],
        "colour": ["red", "blue", None],
        "wet": ["yes", None, "no"],
    }


def test_any_column_can_be_one() -> None:
    found = table().conditions(["size", "sold weekday", "bought hour"])
    assert found["size"].to_list() == [1.5, 2.5, 3.5]
    assert found["sold weekday"].to_list() == ["Sunday", "Wednesday", "Friday"]
    assert found["bought hour"].to_list() == [6.5, 23.0, None]


@pytest.mark.parametrize(
    ("name", "words", "fix"),
    [
        ("colur", "the table has no condition 'colur'", "did you mean colour ?"),
        ("zzz", "the table has no condition 'zzz'", "choose among bought, sold, colour"),
        ("sold", "'sold' holds dates", "--axes 'sold weekday,sold month'"),
        ("sold hour", "no condition 'sold hour'", "choose among"),
    ],
)
def test_what_is_none_is_told(name: str, words: str, fix: str) -> None:
    with pytest.raises(NinelivesError, match=words) as error:
        table().conditions([name])
    assert error.value.fix is not None
    assert error.value.fix.startswith(fix)


def test_a_column_of_its_own_wins_over_a_part_of_a_date() -> None:
    found = Table.of(FRAME.with_columns(hour=pl.Series([1, 2, 23]), month=pl.Series(["a", "b", "a"]))).conditions()
    assert found["hour"].to_list() == [1, 2, 23]
    assert found["month"].to_list() == ["a", "b", "a"]


def test_many_names_and_numbers_are_no_condition_unasked() -> None:
    frame = pl.DataFrame({"many": [f"n{n % 21}" for n in range(100)], "hour": range(100), "light": ["a", "b"] * 50})
    found = Table.of(frame)
    assert default_axes(found.frame, found.columns) == []
    assert found.conditions(["many"])["many"][0] == "n0"


def test_they_are_not_too_many() -> None:
    found = Table.of(pl.DataFrame({f"c{n}": ["a", "b"] for n in range(40)}))
    assert len(found.conditions()) == 10


def test_the_envelope_has_these_axes() -> None:
    assert {axis.name: axis.kind for axis in table().envelope().axes} == {
        "hour": "circular",
        "colour": "categorical",
        "month": "circular",
        "weekday": "circular",
        "wet": "categorical",
    }
    assert table().envelope(["size"]).axis("size").kind == "continuous"
    assert table().envelope().scenes == 3
