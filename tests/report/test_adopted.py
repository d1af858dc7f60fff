"""A model made elsewhere is spoken of as such."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ninelives.report import model as page_of
from ninelives.report.adopted import assumed, shown, trained_on
from ninelives.report.facts.model import page
from ninelives.stages.adopt.fit import adopt
from tests.artifacts.foreign.test_origin import ORIGIN, TAKES
from tests.tinted import network, tinted


def test_how_photos_are_shown_is_said() -> None:
    assert shown(TAKES) == "photos of 8 x 10 px, colours in the order rgb, 0-1 values and the middle of each photo"


def test_what_nobody_said_is_said() -> None:
    reading, unknown = assumed(ORIGIN)
    assert reading == "the middle of each photo; other ways were tried beside"
    assert "nobody said what it was trained on" in unknown
    assert assumed(replace(ORIGIN, takes=replace(TAKES, assumed=()), items=9, scenes=3)) == []
    assert trained_on(ORIGIN) == "nobody said on what"
    assert trained_on(replace(ORIGIN, items=9, scenes=3)) == "9 photos in 3 scenes"


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tinted(tmp_path_factory.mktemp("adopted") / "photos", green=40, red=40)


def test_the_page_has_no_ladder_and_says_what_is_suspected(photos: Path, tmp_path: Path) -> None:
    net = network(tmp_path / "net.onnx")
    told = page(adopt(net, data=photos, classes="red,green", values="0-1", channels="bgr"))
    html = page_of.render(told)
    assert "Made elsewhere" in html
    assert "The ladder" not in html
    assert "it may not be read as it was meant" in html
    assert "Where it was judged" in html
    assert told.rungs == ()


def test_the_page_says_what_it_was_trained_on(photos: Path, tmp_path: Path) -> None:
    net, before = network(tmp_path / "net.onnx"), tinted(tmp_path / "before", seed=5, green=35, red=35)
    html = page_of.render(page(adopt(net, data=photos, classes="red,green", values="0-1", trained_on=before)))
    assert "photos that it was trained on" in html
    assert "Where it was made" in html
    assert "Nobody said" not in html
