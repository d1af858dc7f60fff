"""Where the strings and keys of a TOML file stand."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.toml.places import Places


def toml_strings() -> st.SearchStrategy[str]:
    """Strings as TOML may write them."""
    plain = st.text(st.characters(blacklist_characters="\"'\\\n\r", blacklist_categories=["Cc", "Cs"]), max_size=8)
    escaped = st.lists(plain | st.sampled_from(["\\n", '\\"', "\\u00e9", "\\\\", "'"])).map("".join)
    return st.one_of(
        escaped.map(lambda text: f'"{text}"'),
        plain.map(lambda text: f"'{text}'"),
        plain.map(lambda text: f'"""\n{text}\nx"""'),
        plain.map(lambda text: f"'''{text}\n\"'''"),
    )


@given(st.lists(toml_strings(), max_size=4))
def test_every_string_of_a_list_is_found_in_its_place(texts: list[str]) -> None:
    source = (
        'other = 3 # "no string"\n"a key" = 1\nlist = [\n' + "".join(f"  {text}, # 'no'\n" for text in texts) + "]\n"
    )
    places, at = Places(source), 0
    for value in tomllib.loads(source)["list"]:
        place = places.take(value)
        assert place is not None
        assert place.offsets[0] >= at
        assert len(place.offsets) == len(value) + 1
        for letter, offset in zip(value, place.offsets, strict=False):
            assert source[offset] in (letter, "\\")
        at = place.offsets[-1]
    assert places.take("never there") is None


def test_lines_and_columns_begin_at_1() -> None:
    places = Places("a = 1\nbc = 2\n")
    assert places.spot(0) == (1, 1)
    assert places.spot(7) == (2, 2)


@pytest.mark.parametrize(("name", "line"), [("b", 2), ("long name", 3), ("table", 4), ("nothing", 1)])
def test_keys_are_found_at_the_head_of_their_lines(name: str, line: int) -> None:
    assert (
        Places('a = "b = 2"\nb = 2\n"long name" = 3\n[table]\n').spot(
            Places('a = "b = 2"\nb = 2\n"long name" = 3\n[table]\n').key(name)
        )[0]
        == line
    )


def test_a_line_that_goes_on_and_a_long_code() -> None:
    source = 'a = """x\\\n   y\\U0001F431"""'
    place = Places(source).take(tomllib.loads(source)["a"])
    assert place is not None
    assert [source[offset] for offset in place.offsets[:3]] == ["x", "y", "\\"]
