from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report import words
from ninelives.report.words import Gap


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.986, "98.6 %"),
        (0.5, "50.0 %"),
        (1.0, "100 %"),
        (0.0, "0 %"),
        (0.9997, "over 99.9 %"),
        (0.0002, "under 0.1 %"),
        (None, "unknown"),
        (math.nan, "unknown"),
    ],
)
def test_percent(share, said):
    assert words.percent(share) == said


@pytest.mark.parametrize(
    ("weight", "told"),
    [(2.1, "+2.1"), (-0.43, "−0.4"), (0.06, "+0.06"), (-0.0951, "−0.1"), (0, "+0.00"), (12, "+12.0")],
)
def test_a_weight_has_its_sign(weight, told):
    assert words.signed(weight) == told


def test_percent_without_decimals():
    assert words.percent(7 / 12, 0) == "58 %"
    assert words.percent(0.996, 0) == "over 99 %"


@given(st.floats(0, 1))
def test_only_all_is_said_to_be_all_and_only_none_to_be_none(share):
    said = words.percent(share)
    assert (said == "100 %") == (share == 1)
    assert (said == "0 %") == (share == 0)


@pytest.mark.parametrize(
    ("ends", "said"), [((0.973, 0.993), "97.3–99.3"), ((0.98, 1.0), "98.0–100"), ((0.5, 0.5), "50.0")]
)
def test_between(ends, said):
    assert words.between(ends) == said


@pytest.mark.parametrize(
    ("difference", "said"),
    [(0.004, "0.4 points"), (-0.01, "1.0 point"), (0.0001, "under 0.1 points"), (0.0, "0.0 points")],
)
def test_points(difference, said):
    assert words.points(difference) == said


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (0, "0.0 s"),
        (0.00002, "under 0.1 ms"),
        (0.0029, "2.9 ms"),
        (0.0123, "12 ms"),
        (0.1, "0.1 s"),
        (3.9, "3.9 s"),
        (30, "30 s"),
        (59.7, "1 min"),
        (95, "1 min 35 s"),
        (120, "2 min"),
        (3599, "1 h"),
        (3720, "1 h 2 min"),
        (86_400 * 2.1, "2.1 days"),
    ],
)
def test_seconds(time, said):
    assert words.seconds(time) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0"),
        (800, "800"),
        (12_345, "12,345"),
        (999_999, "1 million"),
        (1_200_000, "1.2 million"),
        (3e9, "3 billion"),
    ],
)
def test_count(number, said):
    assert words.count(number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0"), (81.8574, "81.86"), (1234.5, "1234"), (12345.6, "12,346"), (-4.0, "−4"), (0.01234, "0.01234")],
)
def test_a_number_in_somebodys_own_units(number, said):
    assert words.figure(number) == said


@given(st.floats(-1e300, 1e300, allow_nan=False))
def test_a_number_is_told_to_four_digits_at_least(number):
    told = float(words.figure(number).replace("−", "-").replace(",", ""))
    assert told == pytest.approx(number, rel=1e-3)


def test_day():
    assert words.day(dt.date(2026, 11, 23)) == "23 November 2026"


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (1, "photo", "1 photo"),
        (800, "photo", "800 photos"),
        (2, "class", "2 classes"),
        (0, "entry", "0 entries"),
        (2, "day", "2 days"),
    ],
)
def test_plural(number, noun, said):
    assert words.plural(number, noun) == said


@pytest.mark.parametrize(
    ("given", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_list_and(given, said):
    assert words.list_and(given) == said


def test_sentence():
    assert words.sentence("place was never recorded") == "Place was never recorded."
    assert words.sentence("") == ""


def hour(start: float, stop: float, share: float = 0.1, kind: str = "unseen") -> Gap:
    return Gap(words.span("hour", start, stop), ("hour",), share, 0, kind, start, stop, 30)


def test_neighbouring_hours_are_told_as_one_over_midnight():
    (gap,) = words.together([hour(start, start + 2) for start in (0, 2, 4, 6, 18, 20, 22)])
    assert (gap.words, gap.subject, gap.where, gap.missing) == ("18–8 h", "the night", "at 18–8 h", 210)
    assert gap.share == pytest.approx(0.7)


def test_shares_of_scenes_that_are_in_two_regions_are_no_more_than_all():
    (gap,) = words.together([hour(0, 2, 0.6), hour(2, 4, 0.6)])
    assert gap.share == 1.0


def test_all_hours_are_told_as_one():
    (gap,) = words.together([hour(start, start + 2) for start in range(0, 24, 2)])
    assert (gap.words, gap.subject) == ("0–24 h", "0–24 h")


def test_other_kinds_axes_and_pairs_stay_apart():
    gaps = [
        hour(0, 2, 0.1),
        hour(2, 4, 0.2, "thin"),
        Gap("light below 0.1", ("light",), 0.3, 0, "unseen", 0, 0.1),
        Gap("wind 4–6 and night", ("wind", "hour"), 0.05, 0, "unseen"),
    ]
    assert [gap.share for gap in words.together(gaps)] == [0.3, 0.2, 0.1, 0.05]


@given(st.lists(st.integers(0, 11), unique=True), st.randoms(use_true_random=False))
def test_telling_together_loses_no_share_and_no_scene_whatever_the_order(starts, random):
    gaps = [hour(2 * start, 2 * start + 2, 1 / 12) for start in starts]
    told = words.together(gaps)
    random.shuffle(gaps)
    assert sum(gap.share for gap in told) == pytest.approx(len(starts) / 12)
    assert sum(gap.missing for gap in told) == 30 * len(starts)
    assert [gap.words for gap in words.together(gaps)] == [gap.words for gap in told]


@pytest.mark.parametrize(
    ("gap", "subject"),
    [
        (hour(18, 8), "the night"),
        (hour(22, 24), "the night"),
        (hour(0, 6), "the night"),
        (hour(8, 18), "8–18 h"),
        (hour(10, 12), "10–12 h"),
        (hour(18, 20), "18–20 h"),
        (Gap("light below 0.1", ("light",), 0.1, 0, "unseen", 0, 0.1), "the dark"),
        (Gap("light above 0.9", ("light",), 0.1, 0, "unseen", 0.9, 1.0), "light above 0.9"),
    ],
)
def test_what_a_person_calls_it(gap, subject):
    assert gap.subject == subject


def test_span():
    assert words.span("light", 0, 0.1) == "light below 0.1"
    assert words.span("light", 0.9, 1) == "light above 0.9"
    assert words.span("wind", 4, 6) == "wind 4–6"
