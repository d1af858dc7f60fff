"""What the page of patterns is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.report.facts.patterns import page
from tests.events import evenings


def test_the_page_tells_what_was_found(tmp_path: Path) -> None:
    found = nl.patterns(pl.DataFrame({"when": evenings(0)}), time="when", out=tmp_path / "e.patterns", progress=False)
    told = page(found)
    assert told.found[0][0] == found.patterns[0].sentence
    assert [each.name for each in told.circles] == ["hours", "weekdays"]
    assert told.circles[0].told == frozenset(range(16, 23))
    assert sum(told.along) == told.events == 200
    assert told.ends[0].endswith("January 2024")
    assert told.alpha == 0.05


def test_what_happened_lies_on_the_line(tmp_path: Path) -> None:
    when = evenings(0, share=0.0)
    crowd = when[100] + (np.arange(60) * 60_000_000).astype("timedelta64[us]")
    table = pl.DataFrame({"when": np.concatenate([when, crowd])})
    marks = page(nl.patterns(table, time="when", out=tmp_path / "e.patterns", progress=False)).marks
    assert [mark.words for mark in marks] == ["burst"]
    assert 0 < marks[0].start < marks[0].stop < 1
    assert marks[0].start == pytest.approx((when[100] - when[0]) / (when[-1] - when[0]), abs=0.05)
