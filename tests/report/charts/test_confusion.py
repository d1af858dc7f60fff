from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ninelives.report.charts import MOST, NARROW, WIDE, confused, confusion
from tests.report.charts.drawn import SVG, assert_legible, labels, parse


@st.composite
def tables(draw, most: int = MOST) -> tuple[list[str], list[list[int]]]:
    n = draw(st.integers(2, most))
    names = [f"{at}{draw(st.text(max_size=50))}" for at in range(n)]
    row = st.lists(st.integers(0, 10**6), min_size=n, max_size=n)
    return names, [draw(row) for _ in range(n)]


@given(tables(), st.sampled_from([WIDE, 430]))
def test_no_label_ever_lies_on_another(table, width):
    assert_legible(confusion(*table, width))


@given(tables(most=5))
def test_nor_on_a_phone(table):
    assert_legible(confusion(*table, NARROW))


def test_slanted_names_stand_apart_and_end_on_the_sheet():
    names = [f"a rather long name {at}" for at in range(MOST)]
    root = parse(confusion(names, [[1] * MOST] * MOST, WIDE))
    assert len([one for one in root.iter(f"{SVG}text") if one.get("transform")]) == MOST


def test_each_figure_stands_in_its_cell():
    said = labels(parse(confusion(["cat", "dog"], [[394, 6], [5, 395]], 430)))
    assert [words for words in said if words.isdigit()] == ["394", "6", "5", "395"]


def test_right_and_wrong_differ_in_colour_and_nothing_is_grey():
    root = parse(confusion(["cat", "dog"], [[90, 10], [0, 100]], 430))
    looks = [one.get("class") for one in root.iter(f"{SVG}rect")]
    assert looks == ["cell hit s5", "cell miss s2", "cell", "cell hit s5"]


@pytest.mark.slow
@settings(max_examples=30)
@given(tables(most=100))
def test_confused_pairs_hold_every_mistake_once(table):
    names, counts = table
    pairs = confused(names, counts)
    wrong = sum(counts[i][j] for i in range(len(names)) for j in range(len(names)) if i != j)
    assert sum(pair.count for pair in pairs) == wrong
    assert [pair.count for pair in pairs] == sorted((pair.count for pair in pairs), reverse=True)


def test_a_confused_pair_knows_how_often_it_could_have_been():
    (first, *_) = confused(["cat", "dog"], [[394, 6], [5, 395]])
    assert (first.truth, first.prediction, first.count, first.of) == ("cat", "dog", 6, 400)


def test_a_long_name_is_told_in_full_on_hovering():
    name = "x" * 90
    assert f"<title>{name}</title>" in confusion([name, "dog"], [[1, 0], [0, 1]], 430)


@pytest.mark.parametrize("n", [2, 7, MOST])
def test_empty_rows_divide_by_nothing(n):
    assert_legible(confusion([str(at) for at in range(n)], [[0] * n] * n, WIDE))
