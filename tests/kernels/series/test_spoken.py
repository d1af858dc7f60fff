"""Times, and how far apart they are, as people say them."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.series.spoken import coarser, length, said


@pytest.mark.parametrize(
    ("step", "unit", "words"),
    [
        *((1, "s", "a second"), (90, "s", "90 seconds"), (60, "s", "a minute"), (900, "s", "15 minutes")),
        *((3600, "s", "an hour"), (86_400, "s", "a day"), (172_800, "s", "2 days"), (604_800, "s", "a week")),
        *((1, "M", "a month"), (3, "M", "3 months"), (12, "M", "a year"), (24, "M", "2 years"), (0.5, "", "0.5")),
    ],
)
def test_lengths(step: float, unit: str, words: str) -> None:
    assert length(step, unit) == words


def test_times_are_no_finer_than_they_have_to_be() -> None:
    for told, words in (("2026-01-02", "2026-01-02"), ("2026-01-02T03", "2026-01-02 03:00"), ("2026-01", "2026-01-01")):
        assert said(np.datetime64(told)) == words
    assert said(np.datetime64("2026-01-02T03:04:05.5")) == "2026-01-02 03:04:05"
    assert said(np.float64(2.5)) == "2.5"


def test_a_coarser_step() -> None:
    assert [coarser(each) for each in (1, 60, 3600, 86_400, 604_800)] == ["1min", "1h", "1d", "1w", "4w"]
