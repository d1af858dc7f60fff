"""How often right, bin by bin."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.accuracy import FEWEST, by_axis, by_sureness, taken
from ninelives.artifacts.envelope import UNKNOWN, Envelope
from ninelives.kernels.stats.intervals import clustered


def columns(light: list[float | None], device: list[str | None]) -> dict[str, pl.Series]:
    return {"light": pl.Series("light", light, pl.Float64), "device": pl.Series("device", device, pl.String)}


def test_every_bin_that_holds_an_item_is_told_in_the_order_of_its_axis() -> None:
    told = columns([0.75, 0.05, 0.05, None], ["b", "a", None, "b"])
    scene, right = np.arange(4), np.array([True, False, True, True])
    found = by_axis(Envelope.of(told, scene), told, right, scene)
    assert [(row["bin"], row["items"], row["right"]) for row in found["light"]] == [
        (0, 2, 0.5), (7, 1, 1.0), (UNKNOWN, 1, 1.0),
    ]  # fmt: skip
    assert [(row["bin"], row["items"], row["right"]) for row in found["device"]] == [
        ("a", 1, 0.0), ("b", 2, 1.0), (UNKNOWN, 1, 1.0),
    ]  # fmt: skip


def test_intervals_are_over_scenes() -> None:
    scene = np.repeat(np.arange(4), 25)
    right = scene != 0
    told = {"light": pl.Series([0.5] * 100)}
    (row,) = by_axis(Envelope.of(told, scene), told, right, scene)["light"]
    mean, _, low, high = clustered(right, scene)
    assert (row["right"], row["interval"]) == (mean, [low, high])
    assert high - low > 0.4


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40))
def test_the_bins_together_are_the_whole(rows: list[tuple[float, bool]]) -> None:
    light, right = [row[0] for row in rows], np.array([row[1] for row in rows])
    told = {"light": pl.Series(light, dtype=pl.Float64)}
    scene = np.arange(len(rows))
    found = by_axis(Envelope.of(told, scene), told, right, scene)["light"]
    assert sum(row["items"] for row in found) == len(rows)
    assert sum(row["items"] * row["right"] for row in found) == pytest.approx(right.sum())
    assert all(row["interval"][0] <= row["right"] + 1e-9 and row["right"] <= row["interval"][1] + 1e-9 for row in found)


def test_an_axis_without_values_and_no_items_tell_nothing() -> None:
    told = columns([0.5, 0.5], ["a", "b"])
    envelope = Envelope.of(told, np.arange(2))
    assert set(by_axis(envelope, {"light": told["light"]}, np.ones(2, bool), np.arange(2))) == {"light"}
    empty = {name: series.head(0) for name, series in told.items()}
    assert by_axis(envelope, empty, np.zeros(0, bool), np.zeros(0, int)) == {}


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_no_part_of_the_sureness_is_too_small_to_be_looked_at(rows: list[tuple[float, bool]]) -> None:
    sure, right = np.array([row[0] for row in rows], np.float32), np.array([row[1] for row in rows])
    found = by_sureness(sure, right, np.arange(len(rows)))
    assert sum(row["items"] for row in found) == len(rows)
    assert all(row["items"] >= min(FEWEST, len(rows)) for row in found)
    assert [row["says"] for row in found] == sorted(row["says"] for row in found)
    assert sum(row["items"] * row["right"] for row in found) == pytest.approx(right.sum())


def test_a_part_that_is_full_stands_alone() -> None:
    sure = np.repeat([0.95, 0.85, 0.55], [40, 3, 12])
    found = by_sureness(sure, np.ones(55, bool), np.arange(55))
    assert [row["items"] for row in found] == [15, 40]
    assert [row["items"] for row in by_sureness(sure[:43], np.ones(43, bool), np.arange(43))] == [43]


def test_which_class_was_taken_for_which() -> None:
    assert taken(np.array([0, 0, 1, 1]), np.array([0, 2, 1, 1])) == [[0, 0, 1], [0, 2, 1], [1, 1, 2]]
    assert taken(np.zeros(0, int), np.zeros(0, int)) == []
