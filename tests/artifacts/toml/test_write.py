"""What is written as TOML is what is read back."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.toml.write import value_of, written

texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=8)
scalars = st.one_of(
    texts, st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.dates(date(1, 1, 1))
)
tables = st.recursive(
    st.dictionaries(texts, scalars | st.lists(scalars, max_size=3), max_size=3),
    lambda inner: st.dictionaries(texts, scalars | inner | st.lists(inner, max_size=2), max_size=3),
    max_leaves=8,
)


@given(tables)
def test_it_is_read_back_as_it_was(facts: dict[str, Any]) -> None:
    assert tomllib.loads(written(facts)) == facts


def test_what_was_assumed_stands_on_one_line_and_other_tables_below() -> None:
    facts = {"loss": {"wrong": {"value": 2, "assumed": True}, "errors": {"a cat": {"dog": 5}}}, "risk": 0.1}
    assert written(facts) == (
        'risk = 0.1\n\n[loss]\nwrong = { value = 2, assumed = true }\n\n[loss.errors."a cat"]\ndog = 5\n'
    )


def test_what_toml_lacks_is_refused() -> None:
    with pytest.raises(TypeError, match="TOML has no NoneType"):
        value_of(None)
