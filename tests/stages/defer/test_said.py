"""A screen of it, and what to type next."""

from __future__ import annotations

import re
from pathlib import Path

from ninelives.stages.defer.job import Asked, defer_into
from ninelives.stages.defer.said import said
from ninelives.stages.defer.spec import DeferSpec
from tests.stages.defer.answers import answers, written


def test_the_answer_comes_first_and_the_next_commands_last(judged: Path, tmp_path: Path) -> None:
    out = tmp_path / "judged.handoff"
    done = defer_into(judged, out, out, DeferSpec(), None, Asked())
    lines = said(done, out / "report.html")
    assert lines[0].startswith("  ● Decides")
    assert any("holds if" in line for line in lines)
    assert any("costs" in line and "assumed" in " ".join(lines) for line in lines)
    assert f"ninelives decide {out} NEW" in lines[-2]
    assert f"ninelives serve {out}" in lines[-1]
    assert len(lines) <= 24
    assert max(map(len, lines[:-4])) <= 120
    again = defer_into(judged, out, out, DeferSpec(), None, Asked())
    assert again.done
    assert "made before" in said(again, out / "report.html")[0]


def test_where_nothing_can_be_promised_the_next_command_is_what_can(tmp_path: Path) -> None:
    few, out = written(tmp_path / "few.csv", answers(200)), tmp_path / "few.handoff"
    lines = said(defer_into(few, out, out, DeferSpec(risk=0.01), None, Asked()), out / "report.html")
    told = re.search(r"next +ninelives defer (\S+) --risk (\S+) ", lines[-2])
    assert told
    looser = defer_into(told[1], None, tmp_path / "x.handoff", DeferSpec(risk=float(told[2])), None, Asked())
    assert looser.handoff.facts["guarantee"] != "none"
