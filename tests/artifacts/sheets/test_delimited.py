"""Tests of CSV as people's programs write it, and as it breaks."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.sheets.delimited import header, read_csv, separator_of
from ninelives.artifacts.sheets.sheet import Sheet
from ninelives.errors import NinelivesError


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "t.csv"


def read(path: Path, content: str | bytes) -> Sheet:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_csv(path)


def rows(path: Path, content: str | bytes) -> list[tuple[str, ...]]:
    return read(path, content).frame().rows()


CELLS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=8)


@given(cells=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=9))
def test_every_cell_comes_as_it_was_written(
    cells: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("t") / "t.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([("one", "two"), *cells])
    assert read_csv(path).frame().rows() == cells


@pytest.mark.parametrize(
    "content",
    [
        "a;b\n1,5;x\n",
        "a\tb\n1,5\tx\n",
        "a|b\n1,5|x\n",
        'a,b\n"1,5",x\n',
        "\ufeffa;b\r\n1,5;x\r\n",
        "sep=;\r\na;b\r\n1,5;x\r\n",
        '"sep=;"\r\na;b\r\n1,5;x\r\n',
        " a ;b\r1,5;x\r",
        "\n\na;b\n\n1,5;x\n\n",
        "a;b\n1,5;x",
        "a;b\n1,5;x\n".encode("utf-16"),
        "a;b\n1,5;x\n".encode("utf-16-le"),
    ],
)
def test_habits_of_spreadsheets(content: str | bytes, table: Path) -> None:
    sheet = read(table, content)
    assert sheet.names == ["a", "b"]
    assert sheet.frame().rows() == [("1,5", "x")]
    assert sheet.written
    assert sheet.notes == []


def test_semicolons_make_a_decimal_comma_likely(table: Path) -> None:
    assert read(table, "a;b\n1;2\n").comma
    assert not read(table, "a,b\n1,2\n").comma


def test_western_letters_are_read_and_told(table: Path) -> None:
    sheet = read(table, "größe;b\n1;5 €\n".encode("cp1252"))
    assert sheet.frame().to_dict(as_series=False) == {"größe": ["1"], "b": ["5 €"]}
    assert "was read as Windows-1252" in sheet.notes[0]


def test_columns_without_a_name_get_one(table: Path) -> None:
    sheet = read(table, ",a,\n0,1,2\n")
    assert sheet.names == ["column 1", "a", "column 3"]
    assert len(sheet.notes) == 2


def test_names_of_several_lines_are_one(table: Path) -> None:
    assert read(table, '"size\n(cm)",  b\n1,2\n').names == ["size (cm)", "b"]


def test_a_file_without_names_is_told(table: Path) -> None:
    assert "looks like data" in read(table, "5.1,3.5\n4.9,3.0\n").notes[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "cannot be read: it is empty"),
        ("\n\n", "cannot be read: it is empty"),
        ("a,b\n", "has no rows"),
        ("a, a\n1,2\n", "has two columns named 'a'"),
        (b"a,b\n\xff\0\0,1\n", "cannot be read: it holds bytes that are zero"),
        ("ä,b\n1,2\n".encode() + b"\xff,1\n", "line 3 is not UTF-8"),
        ("a,b\n1,2\n1,2,3\n", "line 3: 3 fields where the header has 2"),
        ("a,b\n1\n1,2\n", "line 2: 1 field where the header has 2"),
        ('a,b\n"1,2\n3,4\n', "line 2: a quote is never closed, or text follows it"),
        ('a,b\n"1"x,2\n3,4\n', "line 2: a quote is never closed, or text follows it"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(content: str | bytes, words: str, table: Path) -> None:
    with pytest.raises(NinelivesError, match=rf"the table '.*' .*{words}") as error:
        read(table, content)
    assert error.value.fix


def test_all_faults_are_told_together_with_a_line_that_leaves_them_out(table: Path) -> None:
    with pytest.raises(NinelivesError) as error:
        read(table, 'a,b\n1,2,3\n1\n4,5\n"x,6\n7,8\n9,10,11\n')
    told = error.value.message
    assert "line 5: a quote" in told
    assert "line 3: 1 field" in told
    assert "line 2: 3 fields where the header has 2, line 7: 3 fields" in told
    assert error.value.fix is not None
    assert "sed '2d;3d;5d;7d'" in error.value.fix


def test_lines_are_counted_from_the_first_of_the_file(table: Path) -> None:
    with pytest.raises(NinelivesError, match="line 4: 1 field"):
        read(table, "sep=;\na;b\n1;2\n3\n")


def test_where_nearly_all_lines_are_wrong_one_is_shown(table: Path) -> None:
    with pytest.raises(NinelivesError, match="and 97 more lines like these") as error:
        read(table, "Report of 2026\n" + "1,2,3\n" * 100)
    assert error.value.fix == f"look at one: sed -n '2p' '{table}'"


def test_a_quote_that_breaks_far_down_is_named(table: Path) -> None:
    lines = [f'{n},"word",{n / 7}' for n in range(60_000)]
    lines[49_998] = '7,"word,3'
    with pytest.raises(NinelivesError, match="line 50,000: a quote is never closed"):
        read(table, "a,b,c\n" + "\n".join(lines) + "\n")


def test_quotes_inside_fields_are_letters(table: Path) -> None:
    assert rows(table, 'size,n\n5" pipe,1\n"2 ""x"", 3",2\n') == [('5" pipe', "1"), ('2 "x", 3', "2")]


def test_nothing_is_written(table: Path) -> None:
    read(table, "a,b\n1,2\n".encode("utf-16"))
    assert [path.name for path in table.parent.iterdir()] == ["t.csv"]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b,c\n1;2\n3;4\n", ";"),
        ("name;price, EUR\nx;1,5\n", ";"),
        ("a\tb\n1,5\t2\n", "\t"),
        ("path\na;b.jpg\n", ","),
        ("", ","),
        ("a;b\n1;2;3\n", ";"),
    ],
)
def test_the_separator_is_what_parts_all_lines_alike(text: str, separator: str) -> None:
    assert separator_of(text) == separator


def test_a_header_of_several_lines() -> None:
    assert header('"a\nb",c', ",") == ["a\nb", "c"]
    assert header("", ",") == []
