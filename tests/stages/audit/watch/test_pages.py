"""What the page of a watch is told: since when, the assumption, what labels say."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import ninelives as nl
from ninelives.stages.audit.watch.pages import audit, facts, write_page


def watched(moved: float, labels: int = 0) -> nl.Watch:
    draw = np.random.default_rng(0)
    watch = nl.Watch.of(draw.normal(size=(500, 3)), risk=0.1)
    rows = draw.normal(size=(900, 3))
    rows[400:, 2] += moved
    watch.see_batch(rows)
    for at in range(labels):
        watch.learn(str(at), at % 2 == 0)
    return watch


def test_an_alarm_is_told_with_since_when_and_what_moved() -> None:
    told = facts(watched(1.0), [], ("m", "s"))
    assert told.alarm is not None
    assert told.since is not None
    assert told.since.startswith("It changed after about observation")
    assert told.columns[0][0] == "column 3"
    assert told.moved == ("column 3",)
    assert told.won.n == 900
    assert told.next[0].line == "ninelives audit m s"
    assert len(told.won.logs) == -(-900 // told.won.step)


def test_what_comes_next_can_be_pasted_but_for_a_source_that_is_gone() -> None:
    assert audit("my model", "in box") == "ninelives audit 'my model' 'in box'"
    assert audit("m", "-") == "ninelives audit m NEW"


def test_labels_and_the_assumption_are_told() -> None:
    told = facts(watched(0.0, 100), [], ("m", "s"))
    assert told.risk.startswith("Right in 50.0 % of 100 answers whose truth came")
    assert "that does not hold" in told.risk
    assert told.risk_alarm
    assert told.assumptions[0].startswith("It rests on one assumption")
    assert "may not depend on whether the answer was right" in told.assumptions[1]


def test_it_is_written_whole(tmp_path: Path) -> None:
    write_page(watched(1.0), tmp_path / "page.html", [], ("m", "s"))
    assert "The stream has changed: column 3." in (tmp_path / "page.html").read_text()
