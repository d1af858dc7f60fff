from __future__ import annotations

import datetime as dt

import pytest

from ninelives.report.archive import render, verdict
from tests.report.samples import Tags, archive, hours


def said(**other: object) -> str:
    return " ".join(Tags(render(archive(**other))).words.replace("\xa0", " ").split())


@pytest.mark.parametrize(
    ("axes", "headline"),
    [
        ((hours(use=0),), "800 photos in 677 scenes, taken between 8 and 18 h."),
        ((hours(seen=(0, 24)),), "800 photos in 677 scenes, from all hours."),
        ((), "800 photos in 677 scenes. None says at what hour it was taken."),
    ],
)
def test_what_is_there_and_from_when(axes, headline):
    assert verdict(archive(axes=axes)).headline == headline


def test_the_period_and_the_light_are_told():
    told = verdict(archive()).paragraph
    assert "They were taken from 1 March 2026 to 30 September 2026." in told
    assert "Their mean light runs from 0.2 to 1 (0 is black, 1 is white)." in told
    assert "Weather was never recorded" in told
    assert "All were taken on 1 March 2026." in verdict(archive(last=dt.date(2026, 3, 1))).paragraph
    assert "taken on" not in verdict(archive(first=None, last=None)).paragraph


def test_what_was_set_aside_is_the_chip():
    assert verdict(archive()).chip == "2 files set aside"
    assert verdict(archive(set_aside=())).chip == "every photo could be read"


def test_what_was_joined_is_told_with_the_reason():
    assert (
        "3 photos with the same bytes as another, 1 photo that is another one stored anew and 30 bursts of 149 photos "
        "in all. Each such group is one scene, and a scene is never both learned from and tested on."
    ) in said()
    assert "Nothing was found twice." in said(identical=0, copies=0, bursts=0, pairs=())


def test_names_are_bars_and_numbers_are_shaded():
    html = render(archive())
    assert "Pixel 7" in html
    assert 'class="ground unseen"' in html
    assert "the same picture, stored anew" in html


def test_an_empty_archive_still_makes_a_page():
    words = said(
        items=0, scenes=0, first=None, last=None, classes=(), axes=(), pairs=(), identical=0, copies=0, bursts=0
    )
    assert "0 photos in 0 scenes" in words
