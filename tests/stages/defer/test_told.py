"""What is told of regions, and of each bin of the condition that is drawn."""

from __future__ import annotations

import numpy as np
import polars as pl

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.handoff.judged import Judged
from ninelives.report.facts.handed import along_of
from ninelives.stages.defer.told import Kept, along, leading, regions, table


def kept(hours: list[float | None], light: list[float], alone: list[bool], wrong: list[bool] | None) -> Kept:
    many = len(hours)
    judged = Judged(
        items=[str(at) for at in range(many)],
        scenes=np.arange(many),
        conditions={"hour": pl.Series(hours), "light": pl.Series(light)},
        outputs=np.tile([0.9, 0.1], (many, 1)),
        truth=None if wrong is None else np.array(wrong, float),
    )
    told = None if wrong is None else np.array(wrong)
    return Kept(judged=judged, kind=np.zeros(many, int), alone=np.array(alone), wrong=told)


KNOWN = kept([9.0] * 40 + [13.0] * 2, [0.5] * 42, [True] * 41 + [False], [True] + [False] * 41)
NEW = kept([9.0, 21.0, None], [0.5, 0.05, 0.5], [True, False, False], None)
ENVELOPE = Envelope.of({"hour": [9.0] * 40 + [13.0] * 2, "light": [0.5] * 42}, np.arange(42))


def test_every_bin_is_told_with_what_is_kept_there_and_the_risk_that_calibration_shows() -> None:
    told = {one["region"]: one for one in regions(ENVELOPE, NEW, KNOWN, "real")}
    assert [one["axis"] for one in told.values()] == ["hour"] * 3 + ["light"] * 2
    day = told["8–10 h"]
    assert (day["kind"], day["items"], day["kept"]) == ("seen", 1, 1.0)
    assert day["risk"] == 1 / 40
    assert day["interval"][0] < 1 / 40 < day["interval"][1]
    assert (told["20–22 h"]["kind"], told["20–22 h"]["kept"], told["20–22 h"]["risk"]) == ("unseen", 0.0, None)
    assert told["hour unknown"]["kind"] == "unknown"


def test_without_conditions_everywhere_is_one_region() -> None:
    (one,) = regions(Envelope.of({}, np.arange(3)), KNOWN, KNOWN, "real")
    assert (one["region"], one["items"]) == ("everywhere", 42)


def test_hours_are_drawn_first_and_light_where_there_is_but_one_hour() -> None:
    axis = leading(ENVELOPE, KNOWN, NEW)
    assert axis is not None
    assert axis.name == "hour"
    same = kept([9.0, 9.0], [0.5, 0.05], [True, True], None)
    other = leading(ENVELOPE, same, None)
    assert other is not None
    assert other.name == "light"
    assert leading(Envelope.of({}, np.arange(1)), KNOWN, None) is None


def test_bins_are_drawn_with_how_often_it_is_right_and_what_came() -> None:
    told = along(ENVELOPE, KNOWN, NEW, "real")
    assert told is not None
    morning, noon, night = told["bins"]
    assert (morning["low"], morning["high"], morning["right"]) == (8.0, 10.0, 39 / 40)
    assert (noon["new_items"], noon["kept"]) == (0, 0.5)  # of those kept apart
    assert (night["kind"], night["right"], night["kept"]) == ("unseen", None, 0.0)
    assert along(Envelope.of({}, np.arange(1)), KNOWN, None, "real") is None


def test_the_truth_of_new_items_counts_beside() -> None:
    new = kept([9.0] * 10, [0.5] * 10, [True] * 10, [True] * 10)
    told = along(ENVELOPE, KNOWN, new, "real")
    assert told is not None
    assert told["bins"][0]["right"] == 39 / 50


def test_calibration_items_are_kept_as_a_table() -> None:
    held = table(KNOWN.judged, np.linspace(0, 1, 42), np.zeros(42, bool), np.zeros(42, int), ["x"] * 42)
    assert held.columns == ["item", "scene", "score", "wrong", "kind", "region"]
    assert held["kind"].unique().to_list() == ["seen"]


def test_the_bins_of_names_are_called_what_the_envelope_calls_them() -> None:
    months = ["January"] * 12 + ["May"] * 12
    envelope = Envelope.of({"month": months}, np.arange(24))
    judged = Judged(
        items=[str(at) for at in range(24)],
        scenes=np.arange(24),
        conditions={"month": pl.Series(months)},
        outputs=np.tile([0.9, 0.1], (24, 1)),
        truth=np.zeros(24),
    )
    known = Kept(judged=judged, kind=np.zeros(24, int), alone=np.ones(24, bool), wrong=np.zeros(24, bool))
    told = along(envelope, known, None, "real")
    assert told is not None
    assert [one["words"] for one in told["bins"]] == ["January", "May"]
    items = {"items": 24, "scenes": 24, "what": "calibration"}
    drawn = along_of({"along": told, "envelope": envelope.to_json(), "world": "real", "of": items, "noun": "row"})
    assert drawn is not None
    assert [(each.words, each.start, kept) for each, kept in zip(drawn.axis.bins, drawn.kept, strict=True)] == [
        ("January", 0, 1.0),
        ("May", 1, 1.0),
    ]
