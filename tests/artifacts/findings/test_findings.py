"""Findings are sealed, read back whole, and refused where they make no sense."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.findings import GRAVEST, Findings, Harm
from ninelives.artifacts.findings.rows import framed
from ninelives.errors import NinelivesError
from tests.report.audited import audited


def facts(**changed: Any) -> dict[str, Any]:
    test = {"name": "ks", "part": "inputs", "column": "a", "statistic": 0.5, "p": 0.001, "valid": True}
    told: dict[str, Any] = {
        "verdict": "shifted-harmful",
        "level": "bad",
        "sentence": "It has shifted.",
        "why": "",
        "gaps": [],
        "unrecorded": [],
        "tests": [{**test, "smallest_detectable": 0.2}],
        "kind": {"name": "unknown", "words": "", "assumption": "", "shares": None, "strangers": None},
        "harm": Harm.unknown("no model").to_json(),
        "rows": [{"item": "1", "score": 2.0}],
        "explained_by": [{"words": "a from 1", "column": "a", "share": 0.9, "here": 0.9, "there": 0.0}],
        "actions": [{"what": "look", "why": "", "gain": None, "command": "true"}],
        "realised_false_alarm_rate": 0.04,
        "itself": {"rate": 0.04},
        "units": {"words": "scenes"},
        "assumptions": [],
        "notes": [],
        "reference": "a.csv",
        "new": "b.csv",
        "noun": "row",
        "envelope": Envelope.of({}, [0]).to_json(),
        "lineage": {"stage": "audit"},
    }
    return {**told, **changed}


def findings(**changed: Any) -> Findings:
    rows = framed(["a,1", "b"], [2.0, 1.0], ["cat", None], [0.9, None], [b"jpeg", None])
    return Findings(facts=facts(**changed), rows=rows, relabel=("a,1", 'q"'), handover=("b",), seconds=1.5)


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    saved = findings().save(tmp_path / "x.findings")
    again = Findings.load(tmp_path / "x.findings")
    assert again.facts == facts()
    assert again.rows.equals(findings().rows)
    assert (again.relabel, again.handover) == (("a,1", 'q"'), ("b",))
    assert again.digest == saved.digest
    assert again.seconds == 1.5
    assert "shifted-harmful" in repr(again)


def test_time_is_no_part_of_the_digest(tmp_path: Path) -> None:
    one = findings().save(tmp_path / "a")
    (tmp_path / "a" / "timings.json").write_text("no json")
    again = Findings.load(tmp_path / "a")
    assert again.digest == one.digest
    assert again.seconds == 0


def test_json_begins_with_what_pipelines_read() -> None:
    assert list(findings().summary())[:3] == ["verdict", "gaps", "tests"]
    assert findings().summary()["realised_false_alarm_rate"] == 0.04


@pytest.mark.parametrize("verdict", GRAVEST)
def test_what_is_graver_fails_as_well(verdict: str) -> None:
    found = findings(verdict=verdict)
    assert [found.at_least(each) for each in GRAVEST] == [GRAVEST.index(verdict) <= at for at in range(len(GRAVEST))]


def test_an_unknown_verdict_is_refused() -> None:
    with pytest.raises(NinelivesError, match="no verdict 'bad'"):
        findings().at_least("bad")


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    findings().save(tmp_path / "x")
    (tmp_path / "x" / "handover.csv").write_text("item\nother\n")
    with pytest.raises(NinelivesError, match=r"handover\.csv was changed"):
        Findings.load(tmp_path / "x")


def test_nothing_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="there are no findings"):
        Findings.load(tmp_path / "x")
    with pytest.raises(NinelivesError, match="this is int"):
        Findings.load(3)  # type: ignore[arg-type]


def test_a_notebook_shows_the_verdict_and_what_to_do_and_runs_nothing() -> None:
    told = audited(sentence="<script>", why="two\nlines")._repr_html_()
    assert "&lt;script&gt;" in told
    assert "two\\nlines" in told
    assert "hand 27 photos over to a human" in told
    assert "<table>" not in audited("no-shift-found")._repr_html_()
