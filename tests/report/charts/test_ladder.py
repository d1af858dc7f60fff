from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, WIDE, Rung, ladder
from ninelives.report.facts.model import PHRASES
from tests.report.charts.drawn import SVG, assert_legible, labels, parse
from tests.report.samples import RUNGS


@st.composite
def rungs(draw) -> tuple[Rung, ...]:
    def one(at: int) -> Rung:
        score = draw(st.floats(0, 1))
        ends = (max(0.0, score - draw(st.floats(0, 1))), min(1.0, score + draw(st.floats(0, 1))))
        name = f"{at} {draw(st.text(max_size=40))}"
        error, time, numbers = draw(st.floats(0, 0.3)), draw(st.floats(0, 1e6)), draw(st.integers(0, 10**11))
        return Rung(name, score, ends, error, time, numbers, draw(st.text(max_size=80)))

    return tuple(map(one, range(draw(st.integers(1, 6)))))


@given(rungs(), st.sampled_from([WIDE, NARROW]))
def test_no_label_ever_lies_on_another(rungs, width):
    assert_legible(ladder(rungs, rungs[0].name, width))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_score_is_said_with_its_interval(width):
    said = labels(parse(ladder(RUNGS, "pretrained", width)))
    for words in ("63.0 %", "59.6–66.3", "98.6 %", "97.3–99.3", "3.9 s", "knew a million before"):
        assert words in said


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_phrase_of_our_own_is_cut(width):
    rungs = tuple(Rung(name, 0.5, (0.4, 0.6), 0.1, 1, 1, phrase) for name, phrase in PHRASES.items())
    assert set(PHRASES.values()) <= set(labels(parse(ladder(rungs, "kernel", width))))


def test_only_the_chosen_rung_is_emphasised():
    root = parse(ladder(RUNGS, "kernel", WIDE))
    chosen = [one.text for one in root.iter(f"{SVG}text") if one.get("class") == "rung chosen"]
    assert chosen == ["kernel", "68.9 %"]


def test_the_stripe_spans_one_standard_error_below_the_best():
    rungs = (Rung("a", 0.7, (0.6, 0.8), 0.1, 1, 1, ""), Rung("b", 0.9, (0.8, 1.0), 0.1, 1, 1, ""))
    root = parse(ladder(rungs, "b", WIDE))
    stripe = next(one for one in root.iter(f"{SVG}rect") if one.get("class") == "stripe")
    dots = [float(one.get("cx", 0)) for one in root.iter(f"{SVG}circle")]
    left, wide = float(stripe.get("x", 0)), float(stripe.get("width", 0))
    assert left + wide == pytest.approx(dots[1], abs=0.3)
    assert wide == pytest.approx((dots[1] - dots[0]) / 2, abs=0.3)


def test_an_interval_of_no_width_is_still_a_dot():
    root = parse(ladder((Rung("a", 0.5, (0.5, 0.5), 0.0, 0, 0, ""),), "a", NARROW))
    assert len(list(root.iter(f"{SVG}circle"))) == 1


def test_the_scores_of_numbers_are_called_by_their_name():
    rungs = (Rung("mean", 0.0, (-0.01, 0.01), 0.01, 1, 1, ""), Rung("linear", 0.7, (0.6, 0.8), 0.05, 1, 9, ""))
    assert "R²" in labels(parse(ladder(rungs, "linear", WIDE, "R²")))
    assert "right" in labels(parse(ladder(rungs, "linear", WIDE)))
    assert_legible(ladder(rungs, "linear", NARROW, "R²"))
