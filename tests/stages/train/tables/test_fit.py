"""Where a table's model goes: the same lineage is never computed twice, another gives way, a kill costs nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.errors import NinelivesError
from ninelives.stages.train.clock import OutOfTime
from ninelives.stages.train.tables import fit as module
from ninelives.stages.train.tables import work
from ninelives.stages.train.tables.climb import Climbed, climb
from ninelives.stages.train.tables.fit import TrainedTable, train_table, train_table_into
from ninelives.stages.train.tables.job import Columns
from ninelives.stages.train.tables.spec import TableSpec
from tests.rows import rows, write

COLUMNS = Columns(target="fit", ignore=("price",))


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NINELIVES_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def into(out: Path | None, default: Path, data: Any = None, **options: Any) -> TrainedTable:
    spec = TableSpec.of({"rungs": "majority,rules", **options})
    return train_table_into(rows() if data is None else data, COLUMNS, None, spec, out, default)


def test_the_same_lineage_is_never_computed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = into(None, tmp_path / "m.model")
    monkeypatch.setattr(module, "learn", lambda *_: pytest.fail("it was computed again"))
    again = into(None, tmp_path / "m.model")
    assert (first.done, again.done) == (False, True)
    assert again.model.digest == first.model.digest


def test_another_lineage_goes_beside_it_and_a_named_place_is_refused(tmp_path: Path) -> None:
    into(None, tmp_path / "m.model")
    other = into(None, tmp_path / "m.model", seed=1)
    assert other.model.path == tmp_path / "m-2.model"
    assert "holds another training" in str(other.note)
    with pytest.raises(NinelivesError, match="its seed is 0, here it is 2"):
        into(tmp_path / "m.model", tmp_path / "m.model", seed=2)
    with pytest.raises(NinelivesError, match="its rows are others"):
        into(tmp_path / "m.model", tmp_path / "m.model", data=rows(seed=3))


def test_nothing_is_written_where_no_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    model = train_table(rows(), COLUMNS, None, TableSpec(rungs=("majority", "rules")), None)
    assert model.path is None
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
    assert model.save(tmp_path / "a.model").digest == into(None, tmp_path / "b.model").model.digest


def test_what_a_budget_left_is_finished_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_cache: Path
) -> None:
    def late(name: str, *args: object, **named: object) -> Climbed:
        if name == "rules":
            raise OutOfTime
        return climb(name, *args, **named)  # type: ignore[arg-type]

    whole = into(None, tmp_path / "whole.model").model
    monkeypatch.setattr(work, "climb", late)
    first = into(None, tmp_path / "m.model", budget=60).model
    assert (first.chosen, first.facts["unfinished"]) == ("majority", ["rules"])
    assert list((own_cache / "work").iterdir())
    monkeypatch.undo()
    monkeypatch.setenv("NINELIVES_CACHE", str(own_cache))
    again = into(None, tmp_path / "m.model")
    assert (again.done, again.model.facts["unfinished"], again.model.digest) == (False, [], whole.digest)
    assert list((own_cache / "work").iterdir()) == []


SCRIPT = """
import sys
from pathlib import Path
from ninelives.stages.train.tables.fit import train_table_into
from ninelives.stages.train.tables.job import Columns
from ninelives.stages.train.tables.spec import TableSpec
out = Path(sys.argv[2])
columns = Columns(target="fit", ignore=("price",))
train_table_into(sys.argv[1], columns, None, TableSpec(rungs="majority,rules,perceptron,kernel"), out, out)
"""


@pytest.mark.slow
def test_a_killed_run_is_taken_up_and_gives_the_same_bytes(tmp_path: Path, own_cache: Path) -> None:
    data = write(tmp_path / "rows.csv", rows(600))

    def start(out: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", SCRIPT, str(data), str(out)], env=os.environ)

    assert start(tmp_path / "whole.model").wait(120) == 0
    whole = TableModel.load(tmp_path / "whole.model").digest
    run, end = start(tmp_path / "m.model"), time.monotonic() + 60
    while not list(own_cache.glob("work/*/rules.safetensors")) and run.poll() is None and time.monotonic() < end:
        time.sleep(0.001)
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert not (tmp_path / "m.model").exists()
    assert start(tmp_path / "m.model").wait(120) == 0
    assert TableModel.load(tmp_path / "m.model").digest == whole
    assert list((own_cache / "work").iterdir()) == []
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
