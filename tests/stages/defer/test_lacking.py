"""Why nothing can be promised, and what it would take."""

from __future__ import annotations

from pathlib import Path

from ninelives.stages.defer import defer
from tests.stages.defer.answers import answers, written


def test_too_few_are_told_with_what_it_takes_and_what_can_be_promised(tmp_path: Path) -> None:
    told = defer(written(tmp_path / "few.csv", answers(100)), progress=False).facts
    assert told["verdict"] == "hands-all-over"
    assert told["guarantee"] == "none"
    assert told["threshold"] is None
    assert "149" in told["why"]
    assert told["needed"]["clean"] == 149
    assert 0.02 < told["needed"]["risk"] < 0.2
