"""The gravest verdict that holds, in a sentence that a manager understands."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from ninelives.artifacts.envelope import Gaps
from ninelives.kernels.stats.shift import Part, compare, scened
from ninelives.stages.audit.verdict import judged
from tests.report.audited import DAY, HARM, NIGHT, NO_HARM, NUMBERS, UNKNOWN, USE

FEW = SimpleNamespace(p=1.0, least=0.33, tests=())


def held(apart: float, rows: int = 40) -> Any:
    draw = np.random.default_rng(0)
    light = np.r_[draw.normal(size=rows), draw.normal(apart, size=rows)]
    parts = (Part("inputs", {"light": light}),)
    return compare(parts, scened(np.arange(rows), np.arange(rows)), draws=99)


NEAR, FAR = held(0.0), held(4.0)


def told(gaps: Gaps | None = None, found: Any = None, harm: dict[str, Any] = UNKNOWN, silent: str = "") -> Any:
    return judged(gaps or Gaps(), found, harm, alpha=0.05, noun="photo", silent=silent, would="More would tell.")


def test_the_envelope_is_the_gravest():
    found = told(DAY.gaps(NIGHT), FAR, HARM)
    assert (found.name, found.level) == ("outside-envelope", "bad")
    assert found.sentence == (
        "Outside the envelope, and it does harm: about 88.9 % right here (86.0–91.0, an estimate), 98.6 % before."
    )
    assert found.why == "75 % of the new scenes lie in light below 0.1, which was never seen."


def test_where_harm_is_unknown_the_sentence_says_what_was_never_seen():
    found = told(DAY.gaps(NIGHT), FAR)
    assert found.sentence == (
        "Outside the envelope: 75 % of the new scenes lie in light below 0.1, which was never seen."
    )
    assert found.why == "Whether that does harm, nobody can say yet: no model came with the reference."
    assert told(DAY.gaps(NIGHT), FAR, NO_HARM).sentence.startswith("Outside the envelope, and so far it does no harm")


def test_a_declared_use_is_told_as_one():
    assert "100 % of the declared use lies in light below 0.1" in told(DAY.gaps(USE)).sentence


@pytest.mark.parametrize(
    ("harm", "name", "sentence"),
    [
        (HARM, "shifted-harmful", "It has shifted, and it does harm: about 88.9 % right here"),
        (NO_HARM, "shifted-harmless", "It has shifted, and that does no harm: about 98.1 % right here"),
        (UNKNOWN, "shifted-harmful", "It has shifted, and may do harm."),
        (
            NUMBERS,
            "shifted-harmful",
            "It has shifted, and it does harm: off by about 41.2 here (38 to 44.5",
        ),
    ],
)
def test_a_shift_is_harmful_until_it_is_shown_to_do_none(harm, name, sentence):
    found = told(found=FAR, harm=harm)
    assert found.name == name
    assert found.sentence.startswith(sentence)


def test_labels_that_contradict_count_though_nothing_seen_has_shifted():
    found = told(found=NEAR, harm={**HARM, "labels": 60, "estimate": False})
    assert found.name == "shifted-harmful"
    assert found.sentence.startswith("What is seen has not shifted, but the answers have, and it does harm: 88.9 %")
    assert told(found=NEAR, harm=HARM).name == "no-shift-found"


def test_no_shift_is_never_called_more_than_that():
    found = told(found=NEAR)
    assert (found.name, found.sentence) == ("no-shift-found", "No shift was found.")
    assert found.why.startswith("The smallest that would have been found, in four such samples of five: ")
    assert found.why.endswith(" standard deviations in light.")
    none = SimpleNamespace(p=1.0, least=0.001, tests=())
    assert told(found=none).why == "How small a shift would have been found is not known."


def test_what_cannot_be_told_says_why_and_what_would_tell():
    found = told(silent="nothing varies")
    assert (found.name, found.sentence, found.why) == (
        "cannot-tell",
        "Cannot tell, because nothing varies.",
        "More would tell.",
    )
    few = told(found=FEW)
    assert few.name == "cannot-tell"
    assert few.sentence == "Cannot tell, because there are too few blocks or scenes for any shift to show."
    assert few.why.startswith("No p-value could fall below 0.33, and 0.05 is asked for. More photos")
