"""What the page of a forecast shows."""

from __future__ import annotations

from pathlib import Path

from ninelives.artifacts.predictions import Predictions
from ninelives.report.facts.foreseen import page
from ninelives.stages.train.series.anew import foresee_into
from tests.series import months, of_months, of_shops, shops


def told(path: Path) -> Predictions:
    return Predictions.load(path)


def test_without_new_rows_only_the_backtest_tells_how_far_off_it_is(tmp_path: Path) -> None:
    made = foresee_into(of_months(), None, tmp_path / "a.parquet", tmp_path / "a.parquet").predictions
    facts = page(told(made.path))
    assert (facts.name, facts.target, facts.ahead, facts.items) == ("a", "sold", "6 months", 6)
    assert facts.made == of_months().best.mean_absolute_error
    assert (facts.since, facts.judged, facts.covered) == (None, 0, None)
    assert dict(facts.lineage)["new rows"] == "none"


def test_with_new_rows_it_says_how_right_it_was_since(tmp_path: Path) -> None:
    made = foresee_into(of_shops(), shops(150), tmp_path / "a.parquet", tmp_path / "a.parquet").predictions
    facts = page(told(made.path))
    assert facts.unit == " MASE"
    assert facts.made == of_shops().best.scaled
    assert facts.since is not None
    assert facts.since_interval is not None
    assert facts.judged == 3 * 18
    assert [name for name, _ in facts.fans] == ["north", "south", "west"]
    assert any("origins a horizon apart" in line for line in facts.assumptions)


def test_one_forecast_alone_has_no_interval(tmp_path: Path) -> None:
    made = foresee_into(of_months(), months(135), tmp_path / "a.parquet", tmp_path / "a.parquet").predictions
    facts = page(told(made.path))
    assert facts.judged == 3
    assert facts.since_interval is None
