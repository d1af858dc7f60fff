"""rules.toml, whole."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.errors import NinelivesError
from ninelives.stages.train.written import Rulebook
from ninelives.stages.train.written.grammar import Comparison, Rule

KINDS = {"weight": None, "whiskers": "yes/no", "contrast": "number"}


def read(folder: Path, text: str) -> Rulebook:
    (folder / "rules.toml").write_text(text, encoding="utf-8", errors="surrogatepass")
    return Rulebook.read(folder / "rules.toml", KINDS, {"contrast": (-1e-9, 1.0)})


GOOD = """
# what a keeper would say
otherwise = "dog"
rules = [
  "if whiskers is yes and contrast > 0.4 then cat",
  'if heavy is no then cat',  # light ones
]
[properties]
heavy = "weight is over 3"
"""


def test_a_good_book_is_read_and_compiled(tmp_path: Path) -> None:
    book = read(tmp_path, GOOD)
    book.settle({"weight": "number"}, ("cat", "dog"))
    assert [line.text for line in book.lines][1] == "if heavy is no then cat"
    assert book.otherwise == "dog"
    written = book.compiled(("contrast", "weight", "whiskers"), ("cat", "dog"))
    photos = np.array([[0.5, 9, 1], [0.5, 2, 0], [0.3, 9, 1]], np.float32)
    assert written.caught(photos).tolist() == [0, 1, -1]
    assert written.otherwise == 1


def test_without_another_word_the_rest_is_learned(tmp_path: Path) -> None:
    for line in ("", 'otherwise = "learn"\n'):
        book = read(tmp_path, f'{line}rules = ["if whiskers is yes then cat"]')
        assert book.otherwise is None
        assert book.rules == (Rule(Comparison("whiskers", "yes"), "cat"),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "line 1, column 1: there is no rule in it"),
        ("rules = []", "line 1, column 1: there is no rule in it"),
        ("rules = 'if whiskers is yes then cat'", "line 1, column 1: rules are a list of sentences in quotes"),
        ("rules = [3]", "rules are a list of sentences in quotes"),
        ('\nrules = ["if wiskers is yes then cat"]', "line 2, column 14: there is no property 'wiskers' (did you"),
        ('rules = ["if whiskers is 3 then cat"]', "line 1, column 14: the property 'whiskers' is yes or no"),
        ('rules = ["if contrast is yes then cat"]', "the property 'contrast' is a number"),
        ('rules = ["if contrast > 2 then cat"]', "no photo can ever meet this condition"),
        ('rules = ["if weight over 3 cat"]', "line 1, column 28: 'and', 'or' or 'then' is missing before 'cat'"),
        (
            'rules = ["if whiskers is yes then cat"]\notherwise = 3',
            "line 2, column 1: otherwise is 'learn', or a class",
        ),
        ('rule = ["if whiskers is yes then cat"]', "has no 'rule' (did you mean 'rules' ?)"),
        ('rules = ["if x is yes then cat"]\n[properties]\nx = "nobody > 3"', "line 3, column 6: there is no property"),
        ('rules = ["if x > 3 then cat"]\n[properties]\nx = "weight > 3"', "the property 'x' is yes or no"),
        (f"rules = {['if weight > 3 then cat'] * 201}", "there are 201 rules"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_column(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(NinelivesError) as caught:
        read(tmp_path, text)
    assert why in caught.value.message
    assert "rules.toml" in caught.value.message


def test_all_faults_are_told_together_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """
rulse = 1
rules = [
  "if wiskers is yes then cat",
  "if weight over then cat",
  "if whiskers is over 3 then cat",
]
[properties]
a = "b is yes"
b = "a is yes"
"""
    with pytest.raises(NinelivesError, match="has 5 faults") as caught:
        read(tmp_path, text)
    lines = [int(line.split()[1].rstrip(",")) for line in caught.value.message.splitlines()[1:]]
    assert lines == sorted(lines) == [2, 4, 5, 6, 9]


def test_a_definition_that_is_wrong_makes_no_rule_wrong_that_uses_it(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="line 3, column 18: a number") as caught:
        read(tmp_path, 'rules = ["if heavy is yes then cat"]\n[properties]\nheavy = "weight >"')
    assert "fault" not in caught.value.message


def test_definitions_as_deep_as_they_may_be_are_compiled(tmp_path: Path) -> None:
    text = "".join(f'd{at} = "d{at + 1} is no and weight > {at}"\n' for at in range(49))
    book = read(tmp_path, f'rules = ["if not (d0 is yes) then cat"]\n[properties]\n{text}d49 = "whiskers is yes"\n')
    assert len(book.compiled(("weight", "whiskers"), ("cat",)).questions.feature) == 51


PLACES, WORDS = st.integers(0, len(GOOD)), st.sampled_from(["not ", "(", '"', "="])


@given(PLACES, PLACES, st.text(max_size=6) | WORDS)
def test_any_change_of_a_file_is_read_or_told(start: int, end: int, put: str) -> None:
    with TemporaryDirectory() as folder, suppress(NinelivesError):
        book = read(Path(folder), GOOD[: min(start, end)] + put + GOOD[max(start, end) :])
        assert book.rules


def test_contradicting_and_unreachable_rules(tmp_path: Path) -> None:
    text = """
rules = [
  "if weight > 3 then cat",
  "if weight > 3 then dog",
  "if weight > 4 then cat",
]
"""
    with pytest.raises(NinelivesError, match="has 2 faults") as caught:
        read(tmp_path, text)
    assert "line 4, column 4: the rule contradicts rule 1" in caught.value.message
    assert "line 5, column 4: the rule can never fire: rule 1" in caught.value.message


def test_classes_and_kinds_are_settled_when_the_photos_are_known(tmp_path: Path) -> None:
    book = read(tmp_path, 'otherwise = "dgo"\nrules = ["if weight > 3 then catt", "if whiskers is yes then dog"]')
    with pytest.raises(NinelivesError, match="has 3 faults") as caught:
        book.settle({"weight": "yes/no"}, ("cat", "dog"))
    told = caught.value.message
    assert "line 1, column 1: there is no class 'dgo' (did you mean 'dog' ?): there are cat, dog" in told
    assert "line 2, column 14: the property 'weight' is yes or no" in told
    assert "line 2, column 30: there is no class 'catt' (did you mean 'cat' ?)" in told


def test_a_rule_with_escapes_is_told_at_its_own_letters(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="line 1, column 37: there is no property 'nose'"):
        read(tmp_path, 'rules = ["if \\"whiskers\\" is yes or nose is yes then cat"]')


@pytest.mark.parametrize(
    "definition",
    ['[properties]\n{key} = "{text}"', 'properties.{key} = "{text}"', 'properties = {{ {key} = "{text}" }}'],
)
@pytest.mark.parametrize("key", ["q", "otherwise"])
def test_the_same_words_twice_are_told_each_at_its_own_place(tmp_path: Path, key: str, definition: str) -> None:
    text = "contrast is yes"
    head = f'rules = ["{text}", "if whiskers is yes then cat"]\notherwise = "cat"\n'
    with pytest.raises(NinelivesError) as caught:
        read(tmp_path, head + definition.format(key=key, text=text))
    told = caught.value.message.splitlines()[1:]
    line = 4 if "\n" in definition else 3
    assert [fault.partition(",")[0].strip() for fault in told] == ["line 1", f"line {line}"]
    assert "the property 'contrast' is a number" in told[1]


def test_a_definition_before_the_rules_is_told_at_its_own_place_too(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError) as caught:
        read(tmp_path, 'properties.q = "contrast is yes"\nproperties.rules = "weight > 1"\nrules = ["contrast is yes"]')
    told = [fault.partition(":")[0].strip() for fault in caught.value.message.splitlines()[1:]]
    assert told == ["line 1, column 17", "line 3, column 11"]


def test_a_property_that_is_there_already_is_told_in_its_table(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="line 3, column 1: the property 'weight' is there already"):
        read(tmp_path, 'rules = ["if whiskers is yes then cat"]\n[properties]\nweight = "contrast is over 0.3"')
