"""The rungs of a forecast beside standing still."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, Error, errors
from tests.report.charts.drawn import assert_legible, labels, parse

RUNGS = (
    Error("persistence", 2.963, (2.6, 3.32), "", 0.1, 0, "the last value stays"),
    Error("drift", 3.1, (2.7, 3.5), "not surely", 0.1, 1, "goes on as it went"),
    Error("network", 0.92, (0.79, 1.05), "p < 0.0001", 12.0, 3723, "small networks on lags"),
)
SIZES = st.floats(0.001, 1e6)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_rung_is_told_with_its_interval_and_whether_it_is_better(width: int) -> None:
    drawn = errors(RUNGS, "network", width, "MASE")
    for part in ("persistence", "network", "0.92", "0.79–1.05", "p < 0.0001", "standing still", "not surely"):
        assert part in labels(parse(drawn))
    assert_legible(drawn)
    assert 'class="pt chosen"' in drawn


@given(st.lists(st.tuples(SIZES, SIZES), min_size=1, max_size=7), st.sampled_from([WIDE, NARROW]))
def test_any_errors_stay_on_the_sheet(told: list[tuple[float, float]], width: int) -> None:
    rungs = [
        Error(f"r{at}", off, (max(off - half, 0), off + half), "", 1, 1, "") for at, (off, half) in enumerate(told)
    ]
    for each in parse(errors(rungs, "r0", width, "off by")).iter():
        if each.tag.endswith("circle"):
            assert -1 <= float(each.attrib["cx"]) <= width + 1


def test_an_interval_of_which_nothing_is_known_says_so() -> None:
    drawn = errors((Error("persistence", 1.0, (0.0, 1e300), "", 0, 0, ""),), "persistence", WIDE, "off by")
    assert "not known" in labels(parse(drawn))
    assert "1e+300" not in drawn
