"""A rule's text in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.stages.train.written.tokens import FaultError, quoted, tokens


def test_words_signs_and_quotes_each_with_its_place() -> None:
    text = "if 'it''s long'>=2.5 and(x is yes)"
    found = tokens(text)
    assert [token.text for token in found] == ["if", "it's long", ">=", "2.5", "and", "(", "x", "is", "yes", ")"]
    assert all(text[token.at : token.end].strip("'").replace("''", "'") == token.text for token in found)


def test_a_quoted_word_means_nothing_but_itself() -> None:
    plain, named = tokens("AND 'and'")
    assert plain.means("and")
    assert not named.means("and")


def test_a_quote_that_is_never_closed_is_told_where_it_begins() -> None:
    with pytest.raises(FaultError, match="never closed") as caught:
        tokens("if 'weight over 3")
    assert caught.value.at == 3


def test_a_quote_inside_a_word_is_a_letter() -> None:
    assert [token.text for token in tokens("bird's nest")] == ["bird's", "nest"]


@given(st.text(min_size=1))
def test_any_name_survives_its_quotes(name: str) -> None:
    (token,) = tokens(quoted(name))
    assert (token.text, token.quoted) == (name, True)
