"""Tests of digests."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.store import digest

FACTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def turned(facts: Any) -> Any:
    """The same facts, every dictionary in the opposite order."""
    if isinstance(facts, dict):
        return {key: turned(value) for key, value in reversed(facts.items())}
    return [turned(each) for each in facts] if isinstance(facts, list) else facts


def test_the_digest_is_sha_256() -> None:
    assert digest.of_bytes(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(st.binary(max_size=2000))
def test_a_file_has_the_digest_of_its_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "digested"
    path.write_bytes(data)
    assert digest.of_file(path) == digest.of_bytes(data) == hashlib.sha256(data).hexdigest()


def test_a_missing_file_has_none(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        digest.of_file(tmp_path / "gone")


@given(FACTS)
def test_the_order_of_keys_is_irrelevant(facts: Any) -> None:
    assert digest.of_json(facts) == digest.of_json(turned(facts))


@given(FACTS)
def test_canonical_text_is_json_of_the_same_facts(facts: Any) -> None:
    assert json.loads(digest.canonical(facts)) == facts


@given(FACTS, FACTS)
def test_other_facts_have_another_digest(one: Any, two: Any) -> None:
    assert (digest.of_json(one) == digest.of_json(two)) == (digest.canonical(one) == digest.canonical(two))
    assert digest.of_json([one]) != digest.of_json({"": one})


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        digest.of_json({"x": number})
