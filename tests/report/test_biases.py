from __future__ import annotations

from typing import Any

import pytest

from ninelives.report import biases


def bias(name: str = "mirror", **told: Any) -> dict[str, Any]:
    return {
        "name": name,
        "asked": True,
        "used": True,
        "flips": 0.014,
        "interval": [0.007, 0.029],
        "verdict": "kept",
        "photos": 500,
        "gain": -0.002,
        "gain_interval": [-0.006, 0.002],
        "contradicted": False,
    } | told


DARK = {"light": [0.0, 0.1], "accuracy": 0.924, "interval": [0.9, 0.945], "photos": 500}


def lines(found: list[dict[str, Any]], foreseen: dict[str, Any] | None, asked: list[str] | None = None) -> list[str]:
    lineage = {"options": {"biases": asked}}
    return biases.lines({"biases": found, "foreseen": foreseen, "lineage": lineage, "unfinished": []})


def test_nothing_claimed_and_nothing_declared_says_nothing() -> None:
    assert lines([], None) == []


def test_what_is_foreseen_is_called_an_estimate_with_its_interval() -> None:
    (line,) = lines([], DARK)
    assert "estimate" in line
    assert "light below 0.1" in line
    assert "about 92 % right (90–94)" in line


def test_claims_stand_in_a_line_with_their_verdicts() -> None:
    told = lines([bias(), bias("noise", verdict="broken", flips=0.2, asked=False)], None)
    assert told[0] == "  biases      mirror kept (1.4 % flip) · noise broken (20.0 % flip)"
    assert told[1].strip() == "noise switched on by the declared use"
    assert len(told) == 2


def test_a_contradiction_is_told_with_what_it_costs() -> None:
    contradicted = bias(contradicted=True, gain=-0.31, gain_interval=[-0.4, -0.22])
    assert lines([contradicted], None)[-1].endswith(
        "The photos contradict mirror: believing it costs 31.0 points (22.0–40.0)"
    )
    assert biases.contradiction(bias()) == ""


@pytest.mark.parametrize(("photos", "words"), [(1, "of 1 photo"), (500, "of 500 photos")])
def test_a_verdict_has_its_interval_and_its_photos(photos: int, words: str) -> None:
    assert biases.verdict(bias(photos=photos)) == f"1.4 % (0.7–2.9) {words}"


def test_a_bias_that_was_left_off_again_is_told_with_the_reason() -> None:
    off = [bias("brightness", asked=False, used=False, contradicted=True), bias("noise", asked=False, used=False)]
    (line,) = lines(off, None)
    assert line.endswith("the declared use asks for brightness and noise, and the photos contradict brightness")


def test_what_is_expected_names_its_assumption() -> None:
    told = biases.expected(DARK)
    assert "In light below 0.1, which it has never seen, expect about 92 % (90–94) right: an estimate." in told
    assert told.endswith(f"It rests on {biases.ASSUMPTION}.")
    assert biases.expected(None) == ""


def test_a_rung_that_learned_from_no_copy_is_not_said_to() -> None:
    assert biases.meaning("pretrained") == biases.MEANING
    assert "learns from no copy" in biases.meaning("zero-shot")


def test_what_was_asked_of_a_rung_that_looks_at_nothing_is_answered() -> None:
    (line,) = lines([], None, ["mirror"])
    assert line.endswith("not tested: the rung looks at nothing, so that nothing matters to it")


def test_biases_that_leave_the_night_out_are_told() -> None:
    _, _, line = lines([bias(), bias("noise")], DARK, ["mirror", "noise"])
    assert line.endswith("Not made ready for that light: --biases leaves out brightness")
    assert lines([], DARK, [])[-1].endswith("leaves out brightness and noise")
    assert len(lines([bias("brightness"), bias("noise")], DARK, ["brightness", "noise"])) == 2
