"""The room that words take."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.pages.letters import fit, reach


@given(st.text(max_size=40), st.floats(0, 300), st.booleans())
def test_what_fits_is_a_head_of_the_words_and_has_room(words: str, room: float, bold: bool) -> None:
    cut = fit(words, room, 13, bold=bold)
    assert cut == words or words.startswith(cut.removesuffix("…").rstrip())
    assert not cut or reach(cut, 13, bold=bold) <= room


@given(st.text(max_size=40), st.text(max_size=40))
def test_more_words_take_more_room_and_bold_ones_too(one: str, other: str) -> None:
    assert reach(one + other, 13) >= reach(one, 13)
    assert reach(one, 13, bold=True) >= reach(one, 13)


def test_broad_letters_take_more_room_than_slim_ones() -> None:
    assert reach("mmm", 12) > reach("aaa", 12) > reach("iii", 12)
    assert reach("e\u0301", 12) == reach("e", 12)
