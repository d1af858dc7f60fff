"""What the page of an Archive shows."""

from __future__ import annotations

from pathlib import Path

from ninelives.artifacts.archive import Archive
from ninelives.report import archive as page_of
from ninelives.report.facts.archive import page


def test_the_page_says_what_is_there_and_what_is_there_twice(photos: Path):
    told = page(Archive.of(photos), Path("photos.archive"))
    assert (told.items, told.scenes, told.identical, told.copies, told.bursts) == (61, 60, 1, 0, 0)
    assert dict(told.classes) == {"bright": 30, "dim": 31}
    assert {axis.name for axis in told.axes} == {"light", "sharpness"}
    assert "hour" in told.unrecorded
    assert "photos.archive" in page_of.render(told)
