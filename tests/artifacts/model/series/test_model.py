"""A model of series: saved and read back, it foresees the same to the last bit, and goes on from what came since."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.artifacts.model.series import SeriesModel, is_of_series
from ninelives.artifacts.model.tables import load_model
from ninelives.errors import NinelivesError
from tests.series import hours, made, months, of_months, of_shops, of_walk, shops


@pytest.mark.parametrize("model", [of_months(), of_shops(), of_walk()], ids=["months", "shops", "walk"])
def test_what_is_saved_foresees_the_same(model: SeriesModel, tmp_path: Path) -> None:
    saved = model.save(tmp_path / "a.model")
    assert saved.predict().equals(model.predict())
    assert saved.scores == tuple(
        score if score.seconds == mine.seconds else mine for score, mine in zip(model.scores, saved.scores, strict=True)
    )
    assert saved.envelope == model.envelope
    assert saved.tables["backtest"].equals(model.tables["backtest"])
    assert model.save(tmp_path / "b.model").digest == saved.digest
    assert saved.identity == saved.digest != model.identity
    assert isinstance(load_model(tmp_path / "a.model"), nl.SeriesModel)
    assert is_of_series(tmp_path / "a.model")
    assert not is_of_series(tmp_path)


def test_predictions_name_their_steps() -> None:
    told = of_months().predict()
    assert told.columns == ["item", "time", "prediction", "lower", "upper"]
    assert told["item"].to_list() == ["2023-01", "2023-02", "2023-03", "2023-04", "2023-05", "2023-06"]
    assert (told["lower"] < told["prediction"]).all()
    several = of_shops().predict()
    assert several.columns[:3] == ["item", "shop", "time"]
    assert several["item"][0] == "north 2023-01"
    assert several.height == 18


def test_what_came_since_is_gone_on_from() -> None:
    longer = months(135)
    told = of_months().predict(longer)
    assert told["item"][0] == "2023-04"
    assert of_months().predict(longer.tail(3)).equals(told)  # what it knows needs not be told again
    only = of_shops().predict(shops(134).filter(pl.col("shop") == "south"))
    assert only["item"].to_list()[0] == "south 2023-03"


def test_what_is_known_of_the_steps_ahead_is_asked_for() -> None:
    rows = hours(30)
    ahead = rows.with_columns(hired=pl.when(pl.int_range(pl.len()) >= 24 * 29).then(None).otherwise("hired"))
    model = made(ahead, "hired", "time", known=("off",), horizon=24)
    assert model.predict().height == 24
    lifted = rows.tail(24).with_columns(pl.lit(None, pl.Float64).alias("hired"), pl.lit(value=True).alias("off"))
    plain = lifted.with_columns(pl.lit(value=False).alias("off"))
    more, less = (model.predict(each)["prediction"].to_numpy() for each in (lifted, plain))
    assert (more - less).mean() > 10
    with pytest.raises(NinelivesError, match="what is known beforehand is told of 0 steps after its last value"):
        model.predict(rows)


def test_it_says_what_it_is() -> None:
    told = repr(of_shops())
    for part in ("6 months ahead", "3 series", "396 steps of a month", "ladder: persistence "):
        assert part in told
    assert "<table>" in of_shops()._repr_html_()
    assert of_walk().level == 0.8
    assert of_walk().step == "a day"
    assert np.isclose(of_walk().best.score, 0)


def test_what_is_no_model_of_series_is_told(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="there is no model"):
        SeriesModel.load(tmp_path / "none")
    with pytest.raises(NinelivesError, match="named by its folder"):
        SeriesModel.load(None)  # type: ignore[arg-type]
    of_months().save(tmp_path / "a.model")
    for other in (nl.Model, nl.TableModel):
        with pytest.raises(NinelivesError, match="is a model of series"):
            other.load(tmp_path / "a.model")
