"""What the page of a series' model shows."""

from __future__ import annotations

from datetime import datetime

from ninelives.report.facts.series import PHRASES, fanned, moments, page
from ninelives.stages.train.series.anew import fan
from ninelives.stages.train.series.spec import LADDER
from tests.series import of_months, of_shops


def test_every_rung_has_a_phrase() -> None:
    assert tuple(PHRASES) == LADDER


def test_the_page_says_what_the_model_says() -> None:
    model, told = of_months(), page(of_months())
    assert (told.target, told.series, told.ahead, told.step) == ("sold", 1, "6 months", "a month")
    assert (told.off, told.interval) == (model.best.mean_absolute_error, model.best.error_interval)
    assert [rung.error for rung in told.rungs] == [score.scaled for score in model.scores]
    assert told.rungs[0].sure == ""
    assert next(rung for rung in told.rungs if rung.name == model.chosen).sure.startswith("p ")
    ((name, drawn),) = told.fans
    assert name == ""
    assert drawn.median == tuple(model.predict()["prediction"])
    assert drawn.behind[-1] == model.lines[0].values[-1]
    assert [title for title, _ in told.conditions] == ["By the step ahead", "By the month"]


def test_several_series_are_told_of_in_their_own_naive_errors() -> None:
    told = page(of_shops())
    assert told.scale == " MASE"
    assert told.off == of_shops().best.scaled
    errors = [column.error for _, columns in told.conditions for column in columns]
    assert max(errors) < 5  # and not thousands, as those of the largest
    assert [name for name, *_ in told.each] == ["north", "south", "west"]


def test_a_fan_of_a_file_is_the_one_that_was_written() -> None:
    from ninelives.artifacts.model.series.onward import foresee, known

    model = of_months()
    (found,), _ = foresee(model, known(model, None))
    again = fanned(fan(found, model.levels, model.horizon), "sold")
    assert again == page(model).fans[0][1]
    assert moments(["2026-01-02T03:00:00", 4.0]) == [datetime(2026, 1, 2, 3), 4.0]
