"""Tests of day and month told apart."""

from __future__ import annotations

import polars as pl
import pytest

from ninelives.artifacts.table.order import Order, order_of
from ninelives.artifacts.table.words import Words
from ninelives.artifacts.table.written import parts_of


def order(*dates: str, said: str = "") -> Order:
    words = Words.of(pl.Series(dates))
    return order_of(words, parts_of(words.text), said)


def test_where_no_date_leaves_it_open_nothing_is_said() -> None:
    assert order("2011-01-02", "3 Jan 2011") == Order("ymd")


@pytest.mark.parametrize(("date", "name", "words"), [("13/1/11", "dmy", "day/month"), ("1/13/11", "mdy", "month/day")])
def test_a_day_over_twelve_decides(date: str, name: str, words: str) -> None:
    reading = f"dates read as {words}/year, since '{date}' in row 3 has a day over 12"
    assert order("1/2/11", "3/4/11", date) == Order(name, reading)


def test_else_it_is_what_is_customary_and_doubtful() -> None:
    doubt = "no day is over 12, so '1/2/11' in row 1 could be either; --dates dmy reads it the other way"
    assert order("1/2/11") == Order("mdy", "dates read as month/day/year", doubt)
    assert order("1.2.2011").name == "dmy"
    assert order("1-2-2011").name == "dmy"
    assert order("1.2.2011 3:00 PM").name == "mdy"


def test_the_user_is_believed_and_told_what_cannot_be() -> None:
    assert order("1/2/11", said="dmy") == Order("dmy", "dates read as day/month/year, as you said")
    assert order("1/13/11", said="dmy").doubt == "'1/13/11' in row 1 cannot be that"


def test_both_orders_are_a_doubt_and_the_commoner_is_taken() -> None:
    assert order("13/1/11", "1/13/11", "1/14/11") == Order(
        "mdy",
        "dates read as month/day/year",
        "two orders of day and month: '13/1/11' in row 1, '1/13/11' in row 2",
    )
    assert order("13/1/11", "14/1/11", "1/14/11").name == "dmy"
