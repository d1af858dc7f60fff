"""``train`` and ``predict`` of series, from a shell: what is printed, where it goes, what is refused."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import ninelives as nl
from ninelives.artifacts.predictions import Predictions
from ninelives.cli import main
from ninelives.errors import NinelivesError
from tests.folders import noise
from tests.rows import write
from tests.series import months, shops, walk

SOLD = ["--target", "sold", "--time", "month"]
QUICK = ["--rungs", "drift,seasonal,linear", "--quiet"]


def call(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    return int(end.value.code or 0)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "rows.csv", months())


def lines(*rows: str, head: str = "t,y") -> list[str]:
    Path("bad.csv").write_text("\n".join([head, *rows]) + "\n")
    return ["train", "bad.csv", "--target", "y", "--time", "t", *QUICK]


def days(count: int = 60) -> list[str]:
    return [f"{datetime(2026, 1, 1) + timedelta(at):%Y-%m-%d},{50 + at % 7}" for at in range(count)]


# --- there and back


def test_rows_become_a_model_and_the_model_foresees(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("train", "rows.csv", *SOLD, "--horizon", "6", "--deployment", "month=June", *QUICK) == 0
    told = capsys.readouterr().out
    for part in (
        "on average in sold, 6 months ahead",
        "rows.model   report  rows.model/report.html",
        "never seen  month",
    ):
        assert part in told
    assert "Whether anything beats standing still" in Path("rows.model/report.html").read_text("utf-8")
    assert call("predict", "rows.model", "--quiet") == 0
    assert "sold, 6 months ahead, an estimate" in capsys.readouterr().out
    assert Predictions.load("rows.predictions.parquet").table.height == 6
    assert "What is foreseen" in Path("rows.predictions.html").read_text("utf-8")
    write(Path("newer.csv"), months(150).tail(20))
    assert call("predict", "rows.model", "newer.csv", "--deployment", "month=May", "--quiet") == 0
    assert "in 18 values that came since" in capsys.readouterr().out
    assert call("report", "newer.predictions.parquet") == 0


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    def answer(*arguments: str) -> dict[str, Any]:
        assert call(*arguments, "--json", "--quiet") == 0
        return dict(json.loads(capsys.readouterr().out))

    write(Path("shops.csv"), shops().with_columns(rain=pl.lit(1)))
    told = answer("train", "shops.csv", *SOLD, "--by", "shop", "--horizon", "6", "--rungs", "seasonal")
    assert (told["task"], told["horizon"], told["season"], told["left"]) == ("forecast", 6, [12], ["rain"])
    assert 0 < told["mase"] < 2
    assert told["mean_absolute_error"] > 0
    assert 0.5 < told["interval_coverage"] <= 1
    said = answer("predict", "shops.model", "--deployment", "shop=east")
    assert (said["target"], said["items"], said["horizon"]) == ("sold", 18, 6)
    assert [gap["words"] for gap in said["deployment_gaps"]] == ["shop east"]


def test_the_same_in_python(tmp_path: Path) -> None:
    model = nl.train(shops(), target="sold", time="month", by="shop", horizon=6, rungs="seasonal")
    assert isinstance(model, nl.SeriesModel)
    assert model.path is None
    made = nl.predict(model, shops(140), out=tmp_path / "a.parquet")
    assert made.table["item"][0] == "north 2023-09"
    for options in ({"horizon": 6}, {"by": "shop"}, {"known": ("a",)}):
        with pytest.raises(NinelivesError, match="of a series, and no --time"):
            nl.train(shops(), target="sold", **options)  # type: ignore[arg-type]
    for wrong in ({"keep": "shop"}, {"labels": "l.csv"}, {"calibration_share": 0.1}):
        with pytest.raises(NinelivesError, match="series are foreseen without"):
            nl.train(shops(), target="sold", time="month", by="shop", **wrong)  # type: ignore[arg-type]
    with pytest.raises(NinelivesError, match="did you mean 'horizon'"):
        nl.train(shops(), target="sold", time="month", horizn=6)
    with pytest.raises(NinelivesError, match="no time= says"):
        nl.train(shops(), target="sold", spec=nl.stages.train.SeriesSpec())  # type: ignore[attr-defined]


def test_on_a_random_walk_it_says_plainly_that_nothing_beats_standing_still(capsys: pytest.CaptureFixture[str]) -> None:
    write(Path("walk.csv"), walk())
    assert call("train", "walk.csv", "--target", "price", "--time", "day", *QUICK) == 0
    assert "Nothing beats standing still: off by " in capsys.readouterr().out
    assert "Nothing beats standing still" in Path("walk.model/report.html").read_text("utf-8")


# --- bad input


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--target", "sold", "--horizon", "6"], "--horizon is of a series, and no --time says"),
        (["--target", "sold", "--by", "a", "--season", "12"], "--by, --season are of a series"),
        (["--time", "month"], "--target does not say which column is to be foreseen"),
        ([*SOLD, "--horizon", "0"], "horizon must be >= 1 step, got 0"),
        ([*SOLD, "--horizon", "900"], "one origin with a horizon of 900 needs 2700 points, got 132"),
        ([*SOLD, "--season", "90"], "a season of 90 steps needs 181 points"),
        ([*SOLD, "--season", "yearly"], "a season is a number of steps, or none"),
        ([*SOLD, "--step", "1y"], "step must be a length like 15min"),
        ([*SOLD, "--zone", "Mars"], "zone must be one like Europe/Vienna"),
        ([*SOLD, "--by", "shop"], "no column 'shop'"),
        (["--target", "sold", "--time", "months"], "did you mean --time month ?"),
        ([*SOLD, "--known", "month"], "'month' cannot be two things at once"),
        ([*SOLD, "--rungs", "kernel"], "there is no rung 'kernel'"),
        ([*SOLD, "--axes", "month", "--id", "month"], "--id: a row is named by its time"),
        ([*SOLD, "--size", "160", "--fine-tune"], "--size: a series has no pixels"),
        ([*SOLD, "--calibration-share", "0"], "--calibration-share: each forecast of the backtest"),
        ([*SOLD, "--deployment", "mont=June"], "mont"),
        ([*SOLD, "--dates", "ymdd"], "dates are dmy or mdy"),
    ],
)
def test_what_makes_no_sense_is_refused(options: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("train", "rows.csv", *options, "--quiet") == 2
    told = capsys.readouterr().err
    assert says in told
    assert "\n  fix: " in told
    assert [path.name for path in Path().iterdir()] == ["rows.csv"]


def test_a_horizon_of_photos_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    noise(Path("photos"), bright=(140, 200, 2), dim=(90, 150, 2))
    assert call("train", "photos", "--horizon", "6", "--quiet") == 2
    assert "--horizon: a series is the rows of a CSV, Parquet or JSON-lines file" in capsys.readouterr().err
    assert not Path("photos.model").exists()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([*days(20), days(9)[-1]], "time goes back in row 21: 2026-01-09 comes after 2026-01-20"),
        ([*days(20), days(20)[-1]], "2026-01-20 occurs twice, the second time in row 21"),
        (days(1), "a series needs two points to have a step, got 1"),
        (days(5), "one origin with a horizon of 12 needs 36 points, got 5"),
        ([f"day {at},{at}" for at in range(9)], "'t' should tell when each row was, and holds 'day 0'"),
        ([days(60)[at] for at in (0, 1, 9, 30, 31, 50)], "are on no even grid: most are a day apart"),
        (["2026-01-01T00:00+01:00,1", "2026-01-01T01:00,2"], "some times have a zone (+01:00) and some none"),
        ([each.replace(",5", ",a") for each in days(20)], "'y' of the table 'bad.csv' should hold numbers"),
        ([f"{each.split(',')[0]}," for each in days(20)], "its 'y' is missing in every row"),
        (['2026-01-01,"1', *days(20)], "quote"),
    ],
)
def test_rows_that_are_no_series_are_refused(rows: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*lines(*rows)) == 2
    assert says in capsys.readouterr().err
    assert not Path("bad.model").exists()


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (days(60)[::-1], "time runs backwards throughout: read from the last row to the first"),
        ([*days(60)[:20], *days(60)[25:]], "5 of 60 steps have no value, in 1 gap"),
        ([*days(60)[:57], *(f"{each.split(',')[0]}," for each in days(60)[57:])], "--delay 3 reckons with it"),
        ([*days(59), "some day,5"], "set aside   row 60: its 't' is no time: 'some day'"),
        ([*days(59), "2026-03-01,inf"], "1 value is taken as a gap, the first in row 60: its 'y' is infinite"),
        (["2026-01-01,NaN", *days(60)[1:59], "2026-03-01,9"], "no season was found"),
        ([f"{1 + at % 12}/{1 + at // 12}/2011,{at % 5}" for at in range(36)], "read the other way time would go back"),
        ([f"2026-{1 + at // 28:02d}-{1 + at % 28:02d},5" for at in range(28)][:28], "the series never changed"),
    ],
)
def test_what_is_odd_is_put_right_and_told(rows: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = call(*lines(*rows), "--horizon", "2")
    told = capsys.readouterr()
    assert says in told.out + told.err
    assert Path("bad.model").exists() == (code == 0)


def test_excel_and_day_and_month_are_read_as_tables_read_them(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"{datetime(2026, 1, 1) + timedelta(at):%d.%m.%Y};{at % 7},5" for at in range(60)]
    Path("bad.csv").write_text("\ufeff" + "\n".join(["t;y", *rows]), encoding="utf-8")
    assert call("train", "bad.csv", "--target", "y", "--time", "t", "--horizon", "7", *QUICK) == 0
    assert "dates read as day/month/year, since '13.01.2026' in row 13 has a day over 12" in capsys.readouterr().out
    assert call("predict", "bad.model", "--quiet") == 0
    assert "2 Mar" in capsys.readouterr().out


@pytest.mark.parametrize(("zone", "steps"), [("", 24 * 20 + 1), ("Europe/Vienna", 24 * 20)])
def test_an_hour_that_clocks_skip_is_a_gap_or_none(zone: str, steps: int, capsys: pytest.CaptureFixture[str]) -> None:
    utc = pl.datetime_range(datetime(2026, 3, 20), datetime(2026, 4, 8, 23), "1h", eager=True)
    local = utc.dt.replace_time_zone("UTC").dt.convert_time_zone("Europe/Vienna").dt.replace_time_zone(None)
    write(Path("bad.csv"), pl.DataFrame({"t": local, "y": utc.dt.hour().cast(float) + 0.5}))
    options = ["--horizon", "24", *(["--zone", zone] if zone else [])]
    assert call("train", "bad.csv", "--target", "y", "--time", "t", *QUICK, *options) == 0
    (line,) = nl.SeriesModel.load("bad.model").lines
    assert len(line.values) == steps
    assert ("1 of 481 steps has no value" in capsys.readouterr().out) == (not zone)


def test_zones_that_differ_are_moments(capsys: pytest.CaptureFixture[str]) -> None:
    start = datetime(2026, 3, 20)
    rows = []
    for at in range(24 * 20):
        ahead = 2 if start + timedelta(hours=at) >= datetime(2026, 3, 29, 1) else 1
        rows.append(f"{start + timedelta(hours=at + ahead):%Y-%m-%dT%H:%M}+0{ahead}:00,{at % 24}.5")
    assert call(*lines(*rows), "--horizon", "24") == 0
    assert "zones are mixed (+01:00, +02:00); all times are told in UTC" in capsys.readouterr().out
    assert len(nl.SeriesModel.load("bad.model").lines[0].values) == 24 * 20


def test_new_rows_of_another_kind_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("train", "rows.csv", *SOLD, "--horizon", "6", *QUICK) == 0
    write(Path("new.csv"), months(140).tail(5).rename({"sold": "sell"}))
    assert call("predict", "rows.model", "new.csv", "--quiet") == 2
    assert "no column 'sold'" in capsys.readouterr().err
    assert call("predict", "rows.model", "--properties", "a=b.csv", "--quiet") == 2
    assert "--properties: say --known" in capsys.readouterr().err
    assert not Path("new.predictions.parquet").exists()


def test_nothing_to_judge_is_told_for_other_models(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.rows import rows

    nl.train(rows(), target="fit", ignore="price", rungs="majority", out=tmp_path / "fit.model")
    assert call("predict", "fit.model") == 2
    assert "nothing says what is to be judged" in capsys.readouterr().err


@pytest.mark.parametrize("after", [0.9, 1.6, 2.4])
def test_a_kill_leaves_nothing_half_written(after: float) -> None:
    command = [sys.executable, "-m", "ninelives", "train", "rows.csv", *SOLD, "--horizon", "6", *QUICK]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    if Path("rows.model").exists():
        nl.SeriesModel.load("rows.model")
    assert call("train", "rows.csv", *SOLD, "--horizon", "6", *QUICK) == 0
    assert nl.SeriesModel.load("rows.model").digest
    assert not Path("rows-2.model").exists()
