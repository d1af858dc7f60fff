"""How many it decides, why the others go to people, and what to type."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ninelives.stages.defer import defer
from ninelives.stages.defer.decide.job import decide
from ninelives.stages.defer.decide.said import said
from tests.stages.defer.answers import answers, written


def test_the_counts_come_first_and_where_people_answer_last(judged: Path, tmp_path: Path) -> None:
    made = defer(judged, out=tmp_path / "said.handoff", progress=False)
    assert made.path is not None
    new = written(tmp_path / "new.csv", answers(200, seed=2, truth=False))
    lines = said(decide(made.path, new, out=tmp_path / "d.parquet", progress=False), made.path)
    assert "of 200 alone" in lines[0]
    assert any("not sure enough" in line for line in lines)
    assert lines[-1].startswith(f"  next    ninelives serve {made.path}")
    done = decide(made.path, new, progress=False)
    assert lines[0].strip().startswith("●")
    assert "an estimate" in said(replace(done, estimate=True), made.path)[0]
    assert said(replace(done, estimate=True), made.path)[0].strip().startswith("○")
    (made.path / "state.json").write_bytes(b"")
    broken = said(decide(made.path, new, progress=False), made.path)
    assert any("cannot be read" in line for line in broken)
    assert any(line.startswith("    fix: put ") and "state.json back" in line for line in broken)
    assert "Decides 0 of 200" in broken[0]
