"""Times of a table's rows, and every table that has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.audit.patterns.moments import read
from ninelives.stages.audit.patterns.spec import PatternsSpec

SPEC = PatternsSpec(time=("when",))


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ([None] * 12, "tells no time in any row"),
        (["yes", "no"] * 6, "should tell when each row was, and holds 'yes'"),
        ([float(n) for n in range(24)], "holds plain numbers, from 0 to 23"),
        (["2024-01-01"] * 6 + ["soon"] * 6, "tells no time in 6 of 12 rows: 'soon' in row 7"),
    ],
)
def test_a_column_that_is_no_time_is_refused(column: list[Any], says: str) -> None:
    with pytest.raises(NinelivesError, match=says) as error:
        read(pl.DataFrame({"when": column, "kind": ["a"] * len(column)}), SPEC)
    assert error.value.fix


def test_a_column_that_is_not_there_is_told_with_the_one_that_is() -> None:
    with pytest.raises(NinelivesError, match="has no column 'wehn'") as error:
        read(pl.DataFrame({"when": ["2024-01-01"]}), PatternsSpec(time=("wehn",)))
    assert error.value.fix == "did you mean --time when ?"
    with pytest.raises(NinelivesError, match="has no column 'knd'") as error:
        read(pl.DataFrame({"when": ["2024-01-01"], "kind": ["a"]}), PatternsSpec(time=("when",), by=("knd",)))
    assert error.value.fix == "did you mean --by kind ?"
    with pytest.raises(NinelivesError, match="two things at once"):
        read(pl.DataFrame({"when": ["2024-01-01"]}), PatternsSpec(time=("when",), by=("when",)))


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    for text in ("", "when,kind\n"):
        (tmp_path / "t.csv").write_text(text)
        with pytest.raises(NinelivesError, match=r"t\.csv"):
            read(tmp_path / "t.csv", SPEC)


def test_numbers_since_1970_and_numbers_of_days_are_times() -> None:
    stamps = 1_700_000_000 + np.arange(12) * 3600
    want = stamps.astype("datetime64[s]").astype("datetime64[us]")
    for unit in (1, 1000, 1_000_000):
        found = read(pl.DataFrame({"when": (stamps * unit).astype(float)}), SPEC)
        assert (found.when == want).all()
        assert found.zone == "UTC"
    days = read(pl.DataFrame({"when": [20240101 + n for n in range(12)]}), SPEC)
    assert str(days.when[-1])[:10] == "2024-01-12"


def test_mixed_formats_are_read_and_what_is_none_is_set_aside() -> None:
    words = ["2024-01-05", "06.01.2024 14:30", "Jan 7, 2024", "2024-01-08T09:00"] * 5 + ["soon", None]
    found = read(pl.DataFrame({"when": words}), SPEC)
    assert len(found) == 20
    assert [str(each)[:16] for each in found.when[:4]] == [
        "2024-01-05T00:00",
        "2024-01-06T14:30",
        "2024-01-07T00:00",
        "2024-01-08T09:00",
    ]
    assert [(each.path, each.reason) for each in found.set_aside] == [
        ("21", "its 'when' is no time: 'soon'"),
        ("22", "its 'when' is missing"),
    ]


def test_mixed_zones_are_a_trap_and_a_day_that_means_none_is_left_out() -> None:
    zones = [f"2024-03-{day:02d}T10:00{zone}" for day in range(1, 29) for zone in ("+01:00", "-05:00")]
    assert any("zones are mixed" in trap for trap in read(pl.DataFrame({"when": zones}), SPEC).traps)
    some = [f"2024-03-{day:02d}" for day in range(1, 29)] + ["1970-01-01", "1970-01-01"]
    found = read(pl.DataFrame({"when": some}), SPEC)
    assert len(found) == 28
    assert "2 events are dated 1970-01-01" in found.traps[0]
