"""A use that is only declared is told from data."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.sides import opened
from ninelives.errors import NinelivesError
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
