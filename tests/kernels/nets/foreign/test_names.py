from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.nets.foreign.names import attributes, labels, metadata
from tests.kernels.nets.foreign.builds import colours, node, trees


@pytest.mark.parametrize(
    "text",
    [
        '["cat", "dog"]',
        '{"0": "cat", "1": "dog"}',
        "{0: 'cat', 1: 'dog'}",
        '{1: "dog", 0: "cat"}',
        "['cat', 'dog']",
        "cat,dog",
        "cat, dog",
        "cat\ndog",
    ],
)
def test_each_way_of_writing_names_is_read(text: str) -> None:
    for key in ("names", "classes", "id2label", "Labels"):
        assert metadata(colours(metadata={key: text})) == ("cat", "dog")


def test_a_name_may_hold_a_comma_or_a_quote() -> None:
    assert metadata(colours(metadata={"names": "{0: 'great white shark, white shark', 1: \"ox's eye\"}"})) == (
        "great white shark, white shark",
        "ox's eye",
    )


@pytest.mark.parametrize(
    "text",
    ["", "{0: 'cat', 2: 'dog'}", '{"cat": 0}', "[]", '["cat", "cat"]', '["cat", ""]', "3", "[" * 5000, '["\\u0007"]'],
)
def test_what_names_no_classes_is_left_out(text: str) -> None:
    assert metadata(colours(metadata={"names": text})) in ((), ("3",))


@given(st.text(max_size=40))
def test_any_text_is_names_or_none(text: str) -> None:
    found = metadata(colours(metadata={"names": text}))
    assert len(set(found)) == len(found)
    assert all(found)


def test_a_classifier_names_its_classes() -> None:
    assert labels(trees(zipmap=False).graph) == ("cat", "dog")
    assert labels(colours().graph) == ()
    whole = node("LinearClassifier", ["x"], ["a", "b"], domain="ai.onnx.ml", classlabels_ints=[3, 5])
    assert attributes(whole) == ("3", "5")
    bad = node("LinearClassifier", ["x"], ["a", "b"], domain="ai.onnx.ml", classlabels_strings=[b"a", b"a"])
    assert attributes(bad) == ()
