"""Months and quarters without a day."""

from __future__ import annotations

import polars as pl
import pytest

from ninelives.artifacts.series.months import months_of


@pytest.mark.parametrize("word", ["2026-03", "2026/3", "2026M03", "2026M3", "Mar 2026", "March 2026", "mar. 2026"])
def test_a_month_is_its_first_day(word: str) -> None:
    found = months_of(pl.Series([word, None, "nothing"]))
    assert found is not None
    assert [str(each)[:10] for each in found] == ["2026-03-01", "NaT", "NaT"]


def test_a_quarter_begins_with_its_first_month() -> None:
    found = months_of(pl.Series(["2026Q1", "2026-Q2", "2026 Q3", "2026/Q4"]))
    assert found is not None
    assert [str(each)[5:7] for each in found] == ["01", "04", "07", "10"]


def test_what_is_no_month_is_none() -> None:
    for words in (["2026", "2027"], ["2026.5"], ["2026-13"], ["2026Q5"], ["Foo 2026"], [""], []):
        assert months_of(pl.Series(words, dtype=pl.String)) is None
