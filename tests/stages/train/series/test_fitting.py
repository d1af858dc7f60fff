"""How each rung is fitted, and what it needs."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.series import RUNGS, Past
from ninelives.stages.train.series import fitting
from ninelives.stages.train.series.fitting import FITS, fit, untried
from ninelives.stages.train.series.learned import Task
from ninelives.stages.train.series.spec import LADDER
from tests.stages.train.series.planted import season

TASK = Task(6, (12,))


def test_every_rung_of_the_ladder_can_be_fitted_and_rebuilt() -> None:
    assert tuple(FITS) == LADDER == tuple(RUNGS)


@pytest.mark.parametrize("name", [name for name in LADDER if name != "smoothing"])
def test_each_series_gets_a_rung_that_foresees_after_saving(name: str) -> None:
    pasts = [Past.plain(season(seed, 100), ahead=6) for seed in range(2)]
    found = fit(name, pasts, TASK)
    assert [rung.name for rung in found] == [name, name]
    for past, rung in zip(pasts, found, strict=True):
        other = RUNGS[name].from_arrays(rung.arrays())
        assert other.forecast(past, 6).tobytes() == rung.forecast(past, 6).tobytes()
        assert np.isfinite(rung.forecast(past, 6)).all()


def test_of_two_seasons_the_one_that_comes_round_is_taken() -> None:
    values = np.tile(np.arange(7.0), 12)
    (rung,) = fit("seasonal", [Past.plain(values)], Task(3, (5, 7)))
    assert rung.arrays()["season"] == 7


def test_without_its_library_a_rung_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "find_spec", lambda _: None)
    (gone,) = untried(LADDER, 500, TASK)
    assert (gone.name, gone.reason) == ("smoothing", "statsforecast is not installed")
    assert gone.fix == "pip install 'ninelives[series]'"


def test_what_is_too_short_for_lags_or_has_no_season_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "find_spec", lambda _: True)
    gone = {one.name: one.reason for one in untried(LADDER, 40, Task(6))}
    assert gone["seasonal"] == "no season was found"
    assert set(gone) == {"seasonal"}
    gone = {one.name: one.reason for one in untried(LADDER, 40, TASK)}
    assert gone["linear"] == "it needs 54 values before the first origin, got 40"
    assert set(gone) == {"linear", "boosting", "network"}
    assert untried(LADDER, 54, TASK) == ()
