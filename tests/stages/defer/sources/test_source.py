"""What calibrates a hand-over, and what is new."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from ninelives.artifacts.envelope import Envelope
from ninelives.stages.defer.sources import New
from ninelives.stages.defer.sources.given import of_answers


def test_forecasts_are_counted_by_the_moment_that_they_were_made_at(judged: Path) -> None:
    source = of_answers(judged)
    assert source.counted == "prediction"
    assert replace(source, kind="series", noun="step").counted == "moment"


def test_what_is_only_declared_has_no_items() -> None:
    new = New(judged=None, visited=Envelope.of({}, np.arange(2)))
    assert (new.repeated, new.notes) == (0, ())
