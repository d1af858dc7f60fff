"""The curve along an axis: lines where neighbours touch, bands as wide as their bins, points for new data."""

from __future__ import annotations

import pytest

from ninelives.report.charts import WIDE, Axis, Bin
from ninelives.report.charts import curve as drawn
from ninelives.report.charts.bins import Frame, frame_of
from ninelives.report.charts.sheet import Sheet
from tests.report.charts.drawn import SVG, labels, parse


def at(hour: int, right: float, *, estimate: bool = False, **more: object) -> Bin:
    return Bin(f"{hour} h", hour, hour + 2, "seen", 50, right, (right - 0.1, right + 0.05), estimate, **more)  # type: ignore[arg-type]


def framed(*bins: Bin) -> tuple[Sheet, Frame, Axis]:
    axis = Axis("hour", "hour", bins)
    sheet = Sheet(WIDE, "t", "d")
    sheet.height = 400
    return sheet, frame_of(axis, None, WIDE), axis


def count(sheet: Sheet, look: str) -> int:
    return str(sheet).count(f'class="{look}"')


def test_touching_bins_are_one_line_and_a_hole_breaks_it() -> None:
    sheet, frame, axis = framed(at(8, 0.9), at(10, 0.8), at(14, 0.85))
    drawn.line(sheet, frame, axis.bins, clear=True)
    assert (count(sheet, "line"), count(sheet, "band"), count(sheet, "dot")) == (2, 2, 3)


def test_an_estimate_is_dashed_and_sets_out_from_what_is_known_beside_it() -> None:
    sheet, frame, axis = framed(at(8, 0.9), at(10, 0.8), at(12, 0.6, estimate=True))
    drawn.line(sheet, frame, axis.bins, clear=True)
    assert count(sheet, "dot est") == 1
    (dashed,) = [e for e in parse(str(sheet)).iter() if e.get("class") == "line est"]
    assert len((dashed.get("points") or "").split()) == 2


def test_a_band_reaches_to_the_ends_of_its_bins() -> None:
    sheet, frame, axis = framed(at(8, 0.9), at(10, 0.8))
    drawn.line(sheet, frame, axis.bins, clear=True)
    (band,) = [e for e in parse(str(sheet)).iter() if e.get("class") == "band"]
    xs = [float(spot.split(",")[0]) for spot in (band.get("points") or "").split()]
    assert (min(xs), max(xs)) == pytest.approx((frame.x(8), frame.x(12)), abs=0.1)


def test_the_grid_begins_where_the_axis_does_and_ends_at_all_right() -> None:
    sheet, frame, _ = framed(at(8, 0.9), at(10, 0.8))
    drawn.grid(sheet, frame)
    said = labels(parse(str(sheet)))
    assert "100 %" in said
    assert len(said) == len(set(said)) >= 2


def test_new_data_outside_is_a_diamond_with_a_warning_and_inside_a_dot() -> None:
    sheet, frame, axis = framed(at(8, 0.9, use=0.5), at(22, 0.4, use=0.5, gap=True))
    drawn.points(sheet, frame, axis.bins)
    assert (count(sheet, "whisker in"), count(sheet, "whisker out")) == (1, 1)
    assert str(sheet).count("new out") == 2
    assert {"90.0 %", "40.0 %"} <= set(labels(parse(str(sheet))))
    assert [e.text for e in parse(str(sheet)).iter(f"{SVG}text") if e.get("class") == "warn"] == ["40.0 %"]


def test_the_estimate_is_said_as_one_weighted_by_its_use() -> None:
    bins = [at(hour, 0.9) for hour in range(0, 12, 2)]
    guesses = [
        at(hour, right, estimate=True, use=use)
        for hour, right, use in zip(range(12, 24, 2), [0.8, 0.6] * 3, [0.1, 0.3] * 3, strict=True)
    ]
    sheet, frame, axis = framed(*bins, *guesses)
    drawn.labels(sheet, frame, axis, "98.6 %")
    said = labels(parse(str(sheet)))
    assert "98.6 %" in said
    assert any(words.startswith("≈ 65 %") for words in said)
