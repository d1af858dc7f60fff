"""Tests of everything that a table gives away: nothing where there is nothing, and all that was planted."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.artifacts.table import Leak, Table

SEEDS = st.integers(0, 10**6)


def drawn(seed: int, rows: int, columns: int = 8, task: str = "classes") -> pl.DataFrame:
    """Columns of every kind that have nothing to do with each other, or with ``y``."""
    draw = np.random.default_rng(seed)
    out: dict[str, Any] = {}
    for at in range(columns):
        values: list[Any] = [
            draw.normal(size=rows),
            draw.integers(0, 1000, rows),
            draw.choice(list("abcde"), rows),
            draw.random(rows) < draw.uniform(0.05, 0.95),
            draw.lognormal(sigma=2, size=rows),
            draw.integers(0, 4, rows),
        ]
        column = pl.Series(values[at % len(values)])
        out[f"c{at}"] = column.set(pl.Series(draw.random(rows) < draw.choice([0, 0.3, 0.9])), None)
    numbers = draw.normal(size=rows) if seed % 2 else draw.lognormal(sigma=1.5, size=rows)
    out["y"] = draw.choice(["no", "yes", "maybe"], rows, p=[0.7, 0.2, 0.1]) if task == "classes" else numbers
    return pl.DataFrame(out)


def leaks(frame: pl.DataFrame, **options: Any) -> list[Leak]:
    return [leak for leak in Table.of(frame, target="y", **options).leaks if leak.kind != "twins"]


def told(found: list[Leak]) -> dict[str, str]:
    return {leak.column: leak.kind for leak in found}


@pytest.mark.slow
@pytest.mark.parametrize("task", ["classes", "numbers"])
def test_of_two_hundred_tables_without_a_leak_none_is_told_to_have_one(task: str) -> None:
    false = [leaks(drawn(seed, rows, task=task)) for seed in range(25) for rows in (30, 60, 200, 1000)]
    assert [found for found in false if found] == []


@settings(max_examples=40)
@given(SEEDS, st.integers(120, 400), st.sampled_from(["renamed", "id", "filled", "bent"]))
def test_whatever_is_planted_is_found(seed: int, rows: int, kind: str) -> None:
    frame, draw = drawn(seed, rows), np.random.default_rng(seed)
    yes = (frame["y"] == "no").to_numpy()
    planted: dict[str, Any] = {
        "renamed": frame["y"].replace_strict({"no": 7, "yes": 9, "maybe": 11}, default=0),
        "id": draw.permutation(rows) + 1000,
        "filled": pl.Series(np.where(yes & (draw.random(rows) < 0.97), 1.0 + draw.random(rows), np.nan)).fill_nan(None),
        "bent": pl.Series(np.where(yes, draw.normal(size=rows), draw.normal(size=rows) + 100)),
    }
    target = frame["y"].replace({"maybe": "yes"}) if kind in ("bent", "filled") else frame["y"]
    found = told(leaks(frame.with_columns(planted=pl.Series(planted[kind]), y=target)))
    want = {"renamed": "copy", "id": "id", "filled": "afterwards", "bent": "alone"}
    assert found == {"planted": want[kind]}


@settings(max_examples=40)
@given(SEEDS, st.integers(60, 400), st.sampled_from([-3.5, 0.001, 1, 1.8, 1e6]))
def test_copies_of_a_number_are_found(seed: int, rows: int, slope: float) -> None:
    frame = drawn(seed, rows, task="numbers")
    planted = [(frame["y"] * slope + 32).alias("unit"), frame["y"].rank().sqrt().alias("order")]
    found = told(leaks(frame.with_columns(planted)))
    assert found == {"unit": "copy", "order": "copy"}


def test_ids_and_copies_are_left_out_and_the_others_are_not() -> None:
    frame = drawn(1, 300).with_columns(
        copy=pl.col("y"), number=pl.int_range(300), filled=pl.when(pl.col("y") == "no").then(1)
    )
    table = Table.of(frame, target="y")
    gone = {leak.column for leak in table.leaks if leak.left_out}
    assert gone == {"copy", "number"}
    assert {column.name for column in table.columns} == {"filled", *(f"c{n}" for n in range(8))}
    assert not gone & set(table.frame.columns)
    assert sum(note.endswith("; left out") for note in table.notes) == 2


def test_what_the_user_keeps_is_told_and_stays() -> None:
    table = Table.of(drawn(1, 300).with_columns(number=pl.int_range(300)), target="y", keep=["number"])
    assert told(list(table.leaks))["number"] == "id"
    assert "number" in table.frame.columns


def test_without_a_target_only_ids_are_looked_for() -> None:
    frame = drawn(1, 300).with_columns(number=pl.int_range(300))
    assert {leak.kind for leak in Table.of(frame).leaks} == {"id"}


def test_a_date_can_be_a_copy_or_tell_alone() -> None:
    days = pl.Series(np.random.default_rng(0).integers(0, 10**4, 200)).cast(pl.Date)
    late = pl.when(days.cast(pl.Int32) > 5000).then(pl.lit("late")).otherwise(pl.lit("early"))
    frame = drawn(1, 200).with_columns(day=days, y=late)
    assert told(leaks(frame)) == {"day": "alone"}
    assert told(leaks(drawn(1, 200).with_columns(day=days, y=days.cast(pl.Float64).sqrt()))) == {"day": "copy"}


def test_what_some_rows_say_must_be_true_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = drawn(1, 400).with_columns(other=pl.col("c2").fill_null("z") + "!", c2=pl.col("c2").fill_null("z"))
    assert told(leaks(frame)) == {"other": "same"}
    torn = frame.with_columns(other=pl.when(pl.int_range(400) == 7).then(pl.lit("odd")).otherwise("other"))
    monkeypatch.setattr("ninelives.artifacts.table.leaks.search.some", lambda rows: np.arange(200, rows))
    assert told(leaks(frame)) == {"other": "same"}
    assert told(leaks(torn)) == {}


@pytest.mark.data
def test_the_titanic(data: Any) -> None:
    table = Table.of(data / "tabular" / "titanic.csv", target="survived")
    assert [(leak.column, leak.kind) for leak in table.leaks] == [
        ("alive", "copy"),
        ("class", "same"),
        ("embark_town", "same"),
        ("adult_male", "derived"),
        ("survived", "twins"),
    ]
    words = [leak.words for leak in table.leaks]
    assert words[:4] == [
        "'alive' is 'survived' under other names (no is 0, yes is 1)",
        "'class' says the same as 'pclass'",
        "'embark_town' says the same as 'embarked'",
        "'adult_male' follows from 'who'",
    ]
    assert [column.name for column in table.columns if column.name == "alive"] == []
    assert (len(table), table.scenes) == (891, 772)


@pytest.mark.data
def test_the_bicycles(data: Any) -> None:
    table = Table.of(data / "tabular" / "bike_hour.csv", target="cnt")
    assert [(leak.column, leak.kind) for leak in table.leaks] == [("instant", "id"), ("casual", "sum")]
    assert table.task == "regression"
