"""Tests of what a leak is."""

from __future__ import annotations

from ninelives.artifacts.table.leaks.leak import CHANCE, KINDS, LEFT_OUT, Leak


def test_a_leak_is_only_told_unless_it_says_more() -> None:
    assert not Leak("a", "alone", "words").left_out
    assert set(LEFT_OUT) < set(KINDS)
    assert len(set(KINDS)) == len(KINDS)
    assert CHANCE < 1e-3
