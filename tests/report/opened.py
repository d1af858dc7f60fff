"""What every page must be: one file that opens offline, small, and with tags that close."""

from __future__ import annotations

import re
from itertools import pairwise

from tests.report.samples import Tags


def assert_opens_offline(html: str) -> None:
    """No address but SVG's own, no script, under 200 kB without photos, every tag closed, and no heading left out."""
    assert set(re.findall(r"\w+://[^\s\"'<]*", html)) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<script|\son\w+=|@import|<link", html)
    assert len(re.sub(r"data:image/jpeg;base64,[^\"]*", "", html).encode()) < 200_000
    tags = Tags(html)
    for tag in {each for each, _ in tags.tags} - {"meta", "img", "br"}:
        assert len(re.findall(rf"<{tag}(?=[\s>/])[^>]*(?<!/)>", html)) == html.count(f"</{tag}>"), tag
    levels = [int(tag[1]) for tag, _ in tags.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(then <= before + 1 for before, then in pairwise(levels))
