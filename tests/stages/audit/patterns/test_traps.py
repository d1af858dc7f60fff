"""Traps, each planted and told."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.events import at_random, found

WHEN = at_random(0, 300, 200)


def told(table: dict[str, Any] | pl.DataFrame, **options: Any) -> str:
    return "; ".join(found(table, **options).traps)


def test_a_plain_list_has_no_traps() -> None:
    assert told({"when": WHEN}) == ""


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"when": np.concatenate([WHEN[:9], WHEN[20:22], WHEN[9:20], WHEN[22:]])}, "time goes backwards in 1 place"),
        ({"when": np.append(WHEN, np.datetime64("2150-01-01", "us"))}, "1 event lies in the future, the last on 2150"),
        ({"when": at_random(0, 1000, 900)}, "exactly 1,000 rows"),
        (
            {"when": np.datetime64("2024-01-01", "us") + np.arange(300) * np.timedelta64(600, "s")},
            "times come every 10 min like a clock",
        ),
        ({"when": [f"{each}Z" for each in WHEN.astype("datetime64[s]")]}, "'when': clock times of zone|is in UTC"),
    ],
)
def test_traps(table: dict[str, Any], says: str) -> None:
    assert pl.Series([told(table)]).str.contains(says)[0], told(table)


def test_a_row_that_is_there_twice_counts_once() -> None:
    table = pl.DataFrame({"when": WHEN, "id": np.arange(300)})
    looked = found(pl.concat([table, table[:7]]))
    assert looked.events == 300
    assert any("7 rows are the same" in trap for trap in looked.traps)


def test_an_hour_that_summer_time_skips_is_told() -> None:
    skipped = np.sort(np.append(WHEN, np.datetime64("2024-03-31T02:30", "us")))
    assert "no clock of Europe/Vienna ever showed 2024-03-31 02:30:00" in told({"when": skipped}, zone="Europe/Vienna")
    assert "no clock" not in told({"when": skipped}, zone="Asia/Tokyo")


def test_a_zone_that_bears_out_the_hours_beside_is_used() -> None:
    hour = (WHEN.astype("int64") // 3_600_000_000 + 9) % 24
    looked = found({"when": WHEN, "hour": hour}, zone="Asia/Tokyo")
    assert "always 9 h behind 'hour', as in Asia/Tokyo" in looked.traps[0]
    assert looked.facts["first"] == str((WHEN[0] + np.timedelta64(9, "h")).astype("datetime64[s]"))
