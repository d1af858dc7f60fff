from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given

from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.envelope.panels import scenes
from tests.laws import envelopes

SVG = "{http://www.w3.org/2000/svg}"


def sample(**more):
    rng = np.random.default_rng(0)
    columns = {"hour": rng.uniform(8, 18, 300), "light": rng.uniform(0.2, 0.9, 300), "season": ["winter"] * 300}
    return Envelope.of(columns | {"device": rng.choice(["<b>&'phone", "other"], 300)} | more, np.arange(300))


def texts(svg):
    return ["".join(element.itertext()) for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@given(envelopes(worlds=("real", "garden")))
def test_every_envelope_has_a_picture_that_is_well_formed(envelope):
    root = ElementTree.fromstring(envelope.picture())
    assert root.tag == f"{SVG}svg"
    assert root.get("aria-label").startswith(f"The envelope of {scenes(envelope.scenes)};")
    assert {axis.name for axis in envelope.axes} <= set(texts(envelope.picture()))


def test_a_last_panel_that_would_stand_alone_takes_the_whole_row():
    odd = Envelope.of({"light": [0.1, 0.3] * 50, "sharpness": [1.0, 2.0] * 50}, np.arange(100))
    for width, wide in ((880, True), (338, False)):
        root = ElementTree.fromstring(odd.picture(width=width))
        paths = [path.get("d") for path in root.findall(f"{SVG}g")[-1].iter(f"{SVG}path")]
        ends = [float(x) for path in paths for x in re.findall(r"M([\d.]+) ", path or "")]
        assert (max(ends) > 600) == wide


def test_it_shows_counts_names_and_what_was_never_recorded():
    said = texts(sample(place=None).picture())
    envelope = sample()
    for bin_ in range(2, 7):
        assert str(envelope.region({"light": bin_}).scenes) in said
    assert {"5 of 12", "12 h", "winter", "<b>&'phone", "never recorded: place", "never seen"} <= set(said)


def test_kinds_differ_in_shape_and_not_in_colour_alone():
    made = Envelope.of({"hour": [22.0] * 40}, np.arange(40), augmented=[True] * 40)
    svg = (sample() | made | Envelope.of({"hour": [20.0]}, [0])).picture()
    hatch = re.search(r'<pattern id="(.*?)"', svg)[1]
    sectors = {re.search(r"<title>(.*?)</title>", s)[1]: s for s in re.findall(r"<path [^>]*><title>.*?</title>", svg)}
    assert f"url(#{hatch})" in sectors["2–4 h: never seen"]
    assert "stroke-dasharray" in sectors["22–24 h: simulated, 40 items"]
    assert "stroke-opacity" in sectors["20–22 h: 1 scene"]
    assert "fill-opacity" in next(s for words, s in sectors.items() if words.startswith("12–14 h"))


@pytest.mark.parametrize(("width", "columns"), [(340, 1), (390, 1), (720, 2), (1200, 3)])
def test_it_fits_the_width_it_is_given(width, columns):
    root = ElementTree.fromstring(sample().picture(width=width))
    assert float(root.get("width")) <= width
    lefts = {g.get("transform").split("(")[1].split(" ")[0] for g in root.findall(f"{SVG}g")}
    assert len(lefts) == columns


def test_pairs_that_hide_something_come_first():
    """Day and calm, night and windy: that map is shown, though six others could be."""
    rng = np.random.default_rng(1)
    n, night = 600, np.arange(600) % 2 == 0
    columns = {"hour": np.where(night, 23.0, 12.0), "weather": np.where(night, "windy", "calm")}
    columns |= {name: rng.integers(0, 3, n).astype(str) for name in ("device", "place")}
    assert "hour and weather" in texts(Envelope.of(columns, np.arange(n)).picture())


def test_it_stands_alone_and_is_light():
    svg = sample().picture()
    assert "<script" not in svg
    assert not re.search(r"(?:href|src)=|url\((?!#)", svg)
    assert set(re.findall(r"var\(--[a-z-]+,?", svg)) == set(re.findall(r"var\(--[a-z-]+,", svg)), (
        "a colour lacks its fallback"
    )
    assert len(svg) < 60_000


def test_equal_envelopes_have_equal_pictures():
    assert sample().picture() == sample().picture() == sample()._repr_html_()


def test_a_name_that_cannot_be_written_is_spelled_out():
    told = json.dumps(Envelope.of({"device": ["cafe", "b"]}, np.arange(2)).to_json()).replace(
        "cafe", r"\udce9\ud800\u0000"
    )
    picture = Envelope.from_json(json.loads(told)).picture()
    ElementTree.fromstring(picture.encode())
    assert r"\xe9\ud800\x00" in texts(picture)


def test_another_world_sees_it_as_simulated():
    garden = Envelope.of({"hour": [12.0] * 50}, np.arange(50), world="garden")
    assert "stroke-dasharray" in garden.picture(world="real")
    assert "1 of 12" in texts(garden.picture())


def test_what_was_never_recorded_is_broken_into_lines_on_a_phone():
    conditions = {"light": [0.5], **dict.fromkeys(("hour", "place", "device", "season", "weather"))}
    envelope = Envelope.of(conditions, [0])
    words = re.findall(r'<text x="0" y="[\d.]+">([^<]*)</text>', envelope.picture(width=338))
    assert max(map(len, words)) * 7.2 <= 338
    assert " ".join(words).count("weather") == 1
