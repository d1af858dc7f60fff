"""What ``train`` and ``predict`` print of series."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.model.series import SeriesModel
from ninelives.stages.train.series.anew import foresee_into
from ninelives.stages.train.series.fit import TrainedSeries
from ninelives.stages.train.series.said import predicted, trained
from tests.series import of_months, of_shops, of_walk, shops


def said(model: SeriesModel, *, done: bool = False) -> str:
    return "\n".join(trained(TrainedSeries(model, done, None), Path("a.model/report.html"), Path("rows.csv")))


def test_the_answer_begins_with_how_far_off_it_is() -> None:
    told = said(of_months())
    for part in (
        *("ladder     persistence ", "(MASE, less is better)", " on average in sold, 6 months ahead: "),
        *(
            "Standing still is off by",
            "Its 80 % bands held the truth of",
            "note        found in the data",
        ),
        "what comes after the last row of rows.csv?",
    ):
        assert part in told
    assert said(of_months(), done=True).startswith("  made before: the same rows")


def test_it_does_not_pretend() -> None:
    told = said(of_walk())
    assert "  Nothing beats standing still: off by " in told
    assert "Nothing beats persistence at " in told
    assert "Not tried: seasonal, because no season was found: give one, in steps: --season 24" in told


def test_several_series_are_told_of_in_mase() -> None:
    assert " MASE on average in sold, 6 months ahead: " in said(of_shops())
    assert "shop north, shop south, shop west" in said(of_shops())


@pytest.mark.parametrize("rows", [None, shops(150)])
def test_what_is_foreseen_is_told_first_and_last(rows: object, tmp_path: Path) -> None:
    made = foresee_into(of_shops(), rows, None, tmp_path / "a.parquet")
    told = "\n".join(predicted(made, tmp_path / "a.html", []))
    assert "sold of 3 series, 6 months ahead, an estimate, with its 80 % band:" in told
    assert f"north: {'Jan 2023' if rows is None else 'Jul 2024'}" in told.replace("July", "Jul")
    assert ("MASE where it was made, on average over the steps ahead" in told) == (rows is None)
    assert ("values that came since" in told) == (rows is not None)
    assert "next    ninelives report" in told
