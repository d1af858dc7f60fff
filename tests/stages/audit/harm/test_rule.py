"""Harmful, harmless, unknown: by the ends of what is lost."""

import pytest

from ninelives.stages.audit.harm import rule


@pytest.mark.parametrize(
    ("more", "error", "verdict"),
    [
        (0.1, 0.03, "harmful"),
        (0.1, 0.07, "unknown"),
        (0.0, 0.02, "harmless"),
        (0.0, 0.04, "unknown"),
        (0.015, 0.001, "harmless"),
        (0.04, 0.001, "harmful"),
        (-0.1, 0.05, "harmless"),
    ],
)
def test_of_an_error(more: float, error: float, verdict: str) -> None:
    counts, surely, _ = rule.rule(share=True, before=0.1)
    assert rule.of_error(more, error, 0.95, counts, surely) == verdict


def test_of_numbers_it_is_a_share() -> None:
    counts, surely, words = rule.rule(share=False, before=20.0)
    assert (counts, surely) == (1.0, 4.0)
    assert "5 % of the error before" in words


def test_of_two_intervals() -> None:
    counts, surely, words = rule.rule(share=True, before=0.1)
    assert "2 points" in words
    assert rule.of_intervals((0.3, 0.2, 0.4), (0.1, 0.08, 0.12), counts, surely) == "harmful"
    assert rule.of_intervals((0.1, 0.08, 0.12), (0.1, 0.08, 0.12), counts, surely) == "harmless"
    assert rule.of_intervals((0.1, 0.0, 0.4), (0.1, 0.08, 0.12), counts, surely) == "unknown"
