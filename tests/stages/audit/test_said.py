"""What an audit found, as a terminal says it: a screen of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ninelives.artifacts.findings import GRAVEST, Findings
from ninelives.stages.audit.job import Audited
from ninelives.stages.audit.said import COLUMNS, said
from tests.report.audited import ACTIONS, audited, declared
from tests.report.samples import HOSTILE


def lines(found: Findings, *, done: bool = False) -> list[str]:
    where = replace(found, path=Path("photos.findings"))
    return said(Audited(where, done=done, note=None), Path("photos.findings/report.html"))


@pytest.mark.parametrize("verdict", GRAVEST)
def test_the_verdict_comes_first_with_its_sign_and_all_fits_a_screen(verdict):
    told = lines(audited(verdict))
    sign = {"outside-envelope": "▲", "shifted-harmful": "▲", "shifted-harmless": "◆", "no-shift-found": "●"}
    assert told[0].startswith(f"  {sign.get(verdict, '○')} ")
    assert len(told) <= 24
    assert max(map(len, told)) <= COLUMNS


def test_the_grounds_are_told_under_each_other():
    told = "\n".join(lines(audited()))
    for line in (
        "    explained by   light below 0.13 (96 % of the shift)",
        "    holds if       what is said promises as much here as it did there",
        "    compared       scenes: photos of one scene stay together",
        "    false alarms   6.0 % on halves of the reference's own photos, 5 % promised",
        "    1  hand 27 photos over to a human, at most 9.7 points",
        "  photos.findings   report  photos.findings/report.html",
    ):
        assert line in told


def test_a_long_line_is_broken_under_itself():
    told = lines(
        audited("shifted-harmful", why="word " * 60, actions=[{**ACTIONS[0], "what": "hand over " + "x" * 60}])
    )
    assert max(map(len, told)) <= COLUMNS
    at = next(at for at, line in enumerate(told) if line.startswith("    1  hand over"))
    assert told[at + 1].strip() == "cat x"


def test_more_than_three_things_to_do_are_in_the_report():
    assert "and 2 things more, all in the report" in "\n".join(lines(audited(actions=ACTIONS[:1] * 5)))


def test_where_nothing_has_to_be_done_it_says_what_to_type_next():
    told = lines(audited("no-shift-found"))
    assert told[-2] == "  next    ninelives audit photos.model night/ --labels photos.findings/relabel.csv"
    assert not [line for line in lines(audited()) if line.startswith("  next")]


def test_an_audit_that_cries_wolf_says_so():
    wolf = {"halves": 100, "interval": [0.2, 0.4], "rate": 0.3, "why": ""}
    assert "5 % promised: it shifts within itself" in "\n".join(lines(audited(itself=wolf)))


def test_a_declared_use_and_a_second_run():
    told = lines(declared(), done=True)
    assert told[0] == "  made before: the same data, options and version"
    assert not [line for line in told if "false alarms" in line]


def test_hostile_names_are_spelled_out():
    told = "\n".join(lines(audited(new=HOSTILE[3], notes=list(HOSTILE[:3]), sentence=HOSTILE[2])))
    assert "two\\nlines.jpg" in told
    assert "\u202e" not in told
