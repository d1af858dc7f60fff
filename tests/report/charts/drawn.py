"""What a drawing holds, read back from its SVG."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

from ninelives.report.charts.sheet import Box, reach

SVG = "{http://www.w3.org/2000/svg}"
_SHARE = {"start": 0.0, "middle": 0.5, "end": 1.0}


def parse(svg: str) -> ElementTree.Element:
    root = ElementTree.fromstring(svg)
    assert root[0].tag == f"{SVG}title"
    assert root[0].text
    assert root[1].tag == f"{SVG}desc"
    assert root[1].text
    assert not re.search(r"nan|inf\b", re.sub(r"<(title|desc|text).*?</\1>", "", svg))
    return root


def labels(root: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def boxes(root: ElementTree.Element) -> list[tuple[str, Box]]:
    """Each upright label with about the room that it takes: a little less than the widest font's."""
    found = []
    for text in root.iter(f"{SVG}text"):
        if text.get("transform") or not text.text:
            continue
        x, y, size = float(text.get("x", 0)), float(text.get("y", 0)), float(text.get("font-size", 13))
        wide = 0.97 * reach(text.text, size)
        left = x - wide * _SHARE[text.get("text-anchor", "start")]
        found.append((text.text, (left, y - 0.75 * size, left + wide, y + 0.2 * size)))
    return found


def assert_legible(svg: str) -> None:
    """Every label lies on the sheet, and none on another."""
    root = parse(svg)
    width, height = map(float, root.get("viewBox", "").split()[2:])
    found = boxes(root)
    for words, (left, top, right, bottom) in found:
        assert left >= -0.5, (words, left)
        assert right <= width + 0.5, (words, right)
        assert top >= 0, (words, top)
        assert bottom <= height + 0.5, (words, bottom)
    for (one, a), (two, b) in combinations(found, 2):
        gaps = (b[0] - a[2], a[0] - b[2], b[1] - a[3], a[1] - b[3])
        apart = max(gaps) > -1e-6  # touching is apart, whatever the last binary digit says
        assert apart, (one, a, two, b)
