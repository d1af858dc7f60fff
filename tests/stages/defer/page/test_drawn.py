"""The chart of the realised risk: static, with words, and of any length."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from ninelives.stages.defer.page.drawn import POINTS, realised
from tests.report.charts.drawn import SVG, assert_legible, boxes, parse


@pytest.mark.parametrize("wrong", [[False], [True], [False, True] * 3, [False] * 5000, [True] * 50])
@pytest.mark.parametrize("risk", [None, 0.02, 0.9])
def test_any_checks_can_be_drawn(wrong: list[bool], risk: float | None) -> None:
    chart = str(realised(wrong, risk, 0.05))
    assert chart.count("<svg") == 2
    assert "style=" not in chart
    assert len(chart) < 60 * POINTS + 20_000


def test_it_says_in_words_what_it_shows() -> None:
    chart = str(realised([False] * 99 + [True], 0.02, 0.05))
    assert "After 100 spot checks 1.0 % were wrong" in chart
    assert "promised" in chart


@pytest.mark.parametrize("wrong", [[False] * 6, [False] * 40, [False] * 300, [at % 50 == 7 for at in range(224)]])
def test_all_is_said_and_no_line_runs_through_it(wrong: list[bool]) -> None:
    for svg in re.findall(r"<svg.*?</svg>", str(realised(wrong, 0.02, 0.05)), re.DOTALL):
        assert_legible(svg)
        root = parse(svg)
        said = [(words, box) for words, box in boxes(root) if words.startswith(("at most", "found", "promised"))]
        assert len(said) == 3
        lines = [(one.get("points") or "").split() for one in root.iter(f"{SVG}polyline")]
        paths = [[tuple(map(float, point.split(","))) for point in line] for line in lines]
        paths += [
            [(float(one.get("x1", 0)), float(one.get("y1", 0))), (float(one.get("x2", 0)), float(one.get("y2", 0)))]
            for one in root.iter(f"{SVG}line")
            if one.get("class") == "level"
        ]
        for words, (left, top, right, bottom) in said:
            for path in paths:
                for (x, y), (far, low) in pairwise(path):
                    parts = [(x + (far - x) * part / 50, y + (low - y) * part / 50) for part in range(51)]
                    assert not any(left < across < right and top < down < bottom for across, down in parts), words
