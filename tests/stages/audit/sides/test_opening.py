"""What a person names is opened as what it is."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.deployment import Deployment
from ninelives.errors import NinelivesError
from ninelives.stages.audit.sides import opened
from ninelives.store.cache import Cache
from tests.rows import write
from tests.stages.audit.test_job import frame


@pytest.fixture
def cache() -> Cache:
    return Cache.user()


def test_a_use_is_told_from_a_file(tmp_path: Path, cache: Cache) -> None:
    old = write(tmp_path / "old.csv", frame(60, 0))
    use = tmp_path / "use.toml"
    use.write_text('[deployment]\nkind = "x"\n')
    for told in ("kind=x", Deployment.parse("kind=x", columns=["kind"]), use):
        both = opened(old, told, None, cache)
        assert isinstance(both.visited, Deployment)
        assert both.new is None
    data = write(tmp_path / "a=b.csv", frame(60, 1))
    assert opened(old, data, None, cache).new is not None


def test_a_problem_without_a_use_is_told(tmp_path: Path, cache: Cache) -> None:
    old = write(tmp_path / "old.csv", frame(60, 0))
    problem = tmp_path / "problem.toml"
    problem.write_text('kind = "predict"\nquestion = "is it x?"\n')
    with pytest.raises(NinelivesError):
        opened(old, problem, None, cache)


def test_labels_of_a_declared_use_are_refused(tmp_path: Path, cache: Cache) -> None:
    old = write(tmp_path / "old.csv", frame(60, 0))
    with pytest.raises(NinelivesError, match="only a use is declared"):
        opened(old, "kind=x", None, cache, labels=tmp_path / "few.csv")


def test_axes_are_those_that_were_asked_for(tmp_path: Path, cache: Cache) -> None:
    old, new = (write(tmp_path / f"{at}.csv", frame(60, at)) for at in (0, 1))
    assert [axis.name for axis in opened(old, new, ["kind"], cache).envelope.axes] == ["kind"]
    with pytest.raises(NinelivesError, match="no condition 'kin'"):
        opened(old, new, ["kin"], cache)


def test_photos_and_rows_are_not_held_against_each_other(tmp_path: Path, cache: Cache) -> None:
    rows = write(tmp_path / "rows.csv", pl.DataFrame({"a": [1.0, 2.0] * 20}))
    (tmp_path / "photos").mkdir()
    with pytest.raises(NinelivesError, match="the reference is of photos"):
        opened(tmp_path / "photos", rows, None, cache)


def test_what_nothing_can_be_held_against_is_told(tmp_path: Path, cache: Cache) -> None:
    from ninelives.store import manifest

    (tmp_path / "x").mkdir()
    manifest.seal(tmp_path / "x", "patterns", {})
    with pytest.raises(NinelivesError, match="of kind 'patterns'"):
        opened(tmp_path / "x", tmp_path, None, cache)
