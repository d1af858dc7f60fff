"""Events along time with what happened."""

from __future__ import annotations

from ninelives.report.charts import NARROW, WIDE, Stretch, timeline

MARKS = (Stretch(0.2, 0.3, None, "burst"), Stretch(0.5, 0.6, None, "silence"), Stretch(0.7, 0.9, 0.8, "another habit"))


def test_what_happened_is_marked_with_words() -> None:
    for width in (WIDE, NARROW):
        svg = timeline((3, 40, 2, 0, 0, 5), MARKS, ("1 May 2020", "30 May 2020"), "5 days", width)
        for mark in MARKS:
            assert mark.words in svg
        assert 'class="line est"' in svg
        assert 'class="hatch"' in svg
        assert "1 May 2020" in svg


def test_nothing_and_a_million_are_drawn() -> None:
    assert "nothing that chance does not explain" in timeline((0, 0), (), ("a", "b"), "1 day", WIDE)
    assert "1 million" in timeline((1_000_000, 1), (), ("a", "b"), "1 day", NARROW)
