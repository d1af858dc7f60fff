from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ninelives.report.charts import NARROW, cells
from tests.report.charts.drawn import SVG, assert_legible, labels, parse

name = st.text(min_size=1, max_size=60)
question = st.tuples(name, st.floats(-1e6, 1e6))
count = st.integers(0, 10**9)
COUNTS = [[52, 6], [58, 5], [9, 53], [7, 50]]


@given(
    st.tuples(question, question),
    st.tuples(name, name),
    st.lists(st.tuples(count, count), min_size=4, max_size=4),
    st.sampled_from([430, NARROW]),
)
def test_no_label_ever_lies_on_another(questions, classes, counts, width):
    assert_legible(cells(questions, classes, counts, width))


def test_each_cell_names_its_winner_and_counts():
    svg = cells((("light", 0.5), ("sharp", 2)), ("day", "eve"), COUNTS, 430)
    said = labels(parse(svg))
    start = said.index("day")
    places = ["at most 0.5", "over 0.5", "at most 2", "over 2"]
    assert set(places) <= set(said)
    assert [word for word in said[start:] if word in ("day", "eve")] == ["day", "eve", "eve", "day"]
    assert [word for word in said if " of " in word] == ["58 of 63", "50 of 57", "53 of 62", "52 of 58"]


def test_the_two_classes_differ_in_more_than_their_names():
    root = parse(cells((("light", 0.5), ("sharp", 2)), ("day", "eve"), COUNTS, 430))
    assert [cell.get("class") for cell in root.iter(f"{SVG}rect")] == ["four", "four open", "four open", "four"]


def test_it_is_told_to_those_who_hear_it():
    told = parse(cells((("light", 0.5), ("sharp", 2)), ("day", "eve"), COUNTS, 430))[1].text
    assert told == (
        "The questions: light over 0.5, sharp over 2; both: day, 52 of 58; neither: day, 58 of 63; "
        "only light over 0.5: eve, 53 of 62; only sharp over 2: eve, 50 of 57."
    )


def test_a_year_is_said_as_a_year():
    svg = cells((("year", 2004.5), ("sharpness", 0.06234)), ("day", "eve"), COUNTS, 430)
    assert {"over 2004.5", "at most 2004.5", "over 0.062"} <= set(labels(parse(svg)))
