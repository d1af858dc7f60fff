from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.envelope.columns import UNKNOWN, coded_names, floats, of_text, place_bin, round_step

NAMES = st.lists(st.none() | st.sampled_from(["b", "a", " a ", "", "unknown", "ä", "a\nb"]))


@given(NAMES)
def test_names_are_coded_as_a_loop_would(values):
    code, labels = coded_names(values, str.upper)
    want = [(v or "").strip().upper() or UNKNOWN for v in values]
    assert [labels[c] for c in code] == want
    assert list(labels) == sorted(set(want), key=lambda v: (v == UNKNOWN, v))


@pytest.mark.parametrize(
    "values",
    [np.array(["x", "y"]), np.array(["x", "y"], object), ["x", "y"], ("x", "y")],
    ids=lambda v: type(v).__name__,
)
def test_any_column_of_names_will_do(values):
    assert coded_names(values, str)[1] == ("x", "y")


@pytest.mark.parametrize(
    ("values", "names"),
    [([1, 2.5, None], ("1", "2.5", UNKNOWN)), ([True, float("nan")], ("True", UNKNOWN)), ([("a", 1)], ("a;1",))],
)
def test_other_things_are_named_by_their_text(values, names):
    assert coded_names(values, str)[1] == names


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("48.2082;16.3738", "48.2;16.4"),
        ("-33.92; 18.42", "-33.9;18.4"),
        ("-0.04;-0.01", "0.0;0.0"),
        ("90;180", "90.0;180.0"),
        ("90.1;0", UNKNOWN),
        ("0;-181", UNKNOWN),
        ("nan;1", UNKNOWN),
        ("garden; behind the house", "garden; behind the house"),
        ("home", "home"),
    ],
)
def test_places_are_rounded_to_a_tenth_of_a_degree(text, place):
    assert place_bin(text) == place


@given(st.lists(st.floats(-1e12, 1e12), min_size=2))
def test_steps_are_one_or_five_times_a_power_of_ten(values):
    x = np.array(values)
    step, span = round_step(x), float(np.ptp(x))
    assert float(f"{step:e}".partition("e")[0]) in (1.0, 5.0)
    if span > 1e-98 and not np.all(x == np.round(x)):
        assert 4.999 <= span / step <= 25.001


def test_numbers_may_come_with_gaps():
    assert np.array_equal(floats([1, None, 2.5], "t"), [1, np.nan, 2.5], equal_nan=True)


@given(st.lists(st.none() | st.text()))
def test_a_polars_column_of_text_has_the_codes_of_its_values(values: list[str | None]) -> None:
    column = pl.Series("x", values, dtype=pl.String)
    assert of_text(column)
    assert not of_text(values)
    code, labels = coded_names(column, str.lower)
    want, names = coded_names(values, str.lower)
    assert (code.tolist(), labels) == (want.tolist(), names)
