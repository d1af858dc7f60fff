"""Where models of series go: the same command makes the same, once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.train.series.fit import foreseeing, train_series, train_series_into
from ninelives.stages.train.series.job import asked_of
from ninelives.stages.train.series.spec import SeriesSpec
from ninelives.stages.train.tables.spec import TableSpec
from tests.series import months

ASKED = asked_of("sold", "month", None, (), None)
SPEC = SeriesSpec(horizon=6, rungs=("seasonal",))


def test_the_same_again_is_done_and_another_gives_way(tmp_path: Path) -> None:
    default = tmp_path / "a.model"
    first = train_series_into(months(), ASKED, None, SPEC, None, default)
    again = train_series_into(months(), ASKED, None, SPEC, None, default)
    other = train_series_into(months(), ASKED, None, SeriesSpec(horizon=3, rungs=("seasonal",)), None, default)
    assert (first.done, again.done, other.done) == (False, True, False)
    assert again.model.digest == first.model.digest
    assert other.model.path == tmp_path / "a-2.model"
    with pytest.raises(NinelivesError, match="was made from something else: its horizon is 3, here it is 6"):
        train_series_into(months(), ASKED, None, SPEC, other.model.path, default)


def test_more_time_takes_the_place_of_what_was_unfinished(tmp_path: Path) -> None:
    late, spec = time.perf_counter() - 5, SeriesSpec(horizon=6, rungs=("seasonal",), budget=1e-3)
    first = train_series_into(months(), ASKED, None, spec, None, tmp_path / "a.model", start=late)
    assert first.model.facts["unfinished"] == ["seasonal"]
    again = train_series_into(months(), ASKED, None, spec, None, tmp_path / "a.model", start=late)
    assert again.done
    more = train_series_into(months(), ASKED, None, SPEC, None, tmp_path / "a.model")
    assert not more.done
    assert more.model.facts["unfinished"] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.model"]


def test_from_python_nothing_is_written_without_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    model = train_series(months(), ASKED, None, SPEC, None)
    assert model.path is None
    assert list(tmp_path.iterdir()) == []
    kept = foreseeing(months(), ASKED, None, "b.model", None, {"horizon": 6, "rungs": "seasonal"}, None)
    assert kept.path == Path("b.model")
    assert kept.predict().equals(model.predict())
    with pytest.raises(NinelivesError, match="of photos or a table"):
        foreseeing(months(), ASKED, None, None, TableSpec(), {}, None)
