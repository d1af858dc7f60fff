"""Tests of the count of a CSV file's lines: against a machine that reads letter by letter."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.sheets import scan as module
from ninelives.artifacts.sheets.scan import Scan, scan

NASTY = st.text(alphabet='ab",\n\r;1', max_size=60)


def cut(data: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


def read(text: str, separator: str = ",", size: int = 1 << 20) -> Scan:
    return scan(cut(text.encode(), size), separator)


def slowly(text: str) -> list[tuple[int, int]]:
    """(line, fields) of every row, letter by letter; -1 fields where a quote is broken: go on at the next line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text += "" if text.endswith("\n") or not text else "\n"
    rows, at, line = [], 0, 1
    while at < len(text):
        start, fields, here = at, 1, line
        while True:
            if text[at] == '"':
                at += 1
                while at < len(text) and (text[at] != '"' or text[at : at + 2] == '""'):
                    at += 2 if text[at] == '"' else 1
                at += 1
                if at >= len(text) or text[at] not in ",\n":
                    fields = -1
                    break
            while text[at] not in ",\n":
                at += 1
            at += 1
            if text[at - 1] == "\n":
                break
            fields += 1
        if fields < 0:
            at = text.index("\n", start) + 1
            line += 1
        else:
            line += text.count("\n", start, at)
        if text[start:at] != "\n":
            rows.append((here, fields))
    return rows


@given(NASTY, st.integers(1, 70))
def test_it_counts_as_one_who_reads_letter_by_letter(text: str, size: int) -> None:
    want = slowly(text)
    found = read(text, size=size)
    first = next((fields for _, fields in want if fields > 0), 0)
    assert found.fields == first
    after = want[[fields > 0 for _, fields in want].index(True) + 1 :] if first else []
    assert found.quotes == [line for line, fields in want if fields < 0]
    assert found.short == [(line, fields) for line, fields in after if 0 < fields < first]
    assert found.long == [(line, fields) for line, fields in after if fields > first]


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=1), st.integers(1, 50))
def test_what_the_standard_library_writes_is_whole(rows: list[tuple[str, str, str]], size: int) -> None:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    found = read(file.getvalue().replace("\0", ""), size=size)
    assert (found.rows, found.fields, found.faults) == (len(rows) - 1, 3, 0)


def test_a_quote_that_is_never_closed_costs_no_memory_and_its_line_is_named() -> None:
    rows = 300_000

    def blocks() -> Iterator[bytes]:
        yield b"a,b,c\n"
        for start in range(0, rows, 5_000):
            block = b"".join(b'%d,"x y",3.5\n' % row for row in range(start, start + 5_000))
            yield block.replace(b'200000,"x y"', b'200000,"x y')
        for _ in range(20):
            yield b"1,2,3\n" * 100_000

    tracemalloc.start()  # numpy tells it of its arrays
    found = scan(blocks(), ",")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100 << 20
    assert found.quotes == [200_002]
    assert (found.counts["quotes"], found.faults, found.rows) == (1, 1, rows + 2_000_000)


def test_a_quote_that_is_never_closed_in_a_file_without_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 1000)
    text = "a,b\n" + "1,2\n" * 500 + '1,"2\n' + "1,2\n" * 5000
    found = read(text, size=700)
    assert (found.quotes, found.rows, found.faults) == ([502], 5501, 1)


def test_a_row_without_an_end_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 1000)
    found = read("a,b\n" + "x" * 10_000, size=100)
    assert found.quotes


def test_zeros_are_named() -> None:
    found = read("a,b\n1,2\n\0,2\n3,\0\0\n")
    assert (found.zeros, found.counts["zeros"]) == ([3, 4], 2)


def test_many_faults_are_counted_and_the_first_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 5)
    found = read("a,b\n" + "1\n" * 100)
    assert (len(found.short), found.counts["short"]) == (5, 100)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator(separator: str) -> None:
    found = read(f'a{separator}b\n1{separator}"x{separator}y"\n', separator)
    assert (found.fields, found.rows, found.faults) == (2, 1, 0)


def test_a_quote_inside_a_field_is_a_letter() -> None:
    assert read('size,n\n5" pipe,1\n3"",2\n').faults == 0
