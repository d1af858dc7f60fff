"""Tests of broken lines as one error."""

from __future__ import annotations

from pathlib import Path

from ninelives.artifacts.sheets.faults import LEFT_OUT, refusal
from ninelives.artifacts.sheets.scan import scan

PATH = Path("t.csv")


def test_each_kind_is_told_with_its_lines() -> None:
    error = refusal(PATH, scan([b'a,b\n1\n1,2,3\n"1,2\n\0,2\n1,2,3,4\n'], ","))
    assert error.message == (
        "the table 't.csv' cannot be read: line 4: a quote is never closed, or text follows it; "
        "line 2: 1 field where the header has 2; "
        "line 3: 3 fields where the header has 2, line 6: 4 fields where the header has 2; "
        "line 5: bytes that are zero"
    )
    assert error.fix == "mend them, or leave them out: sed '2d;3d;4d;5d;6d' 't.csv' > mended.csv"


def test_lines_before_are_counted() -> None:
    assert "line 3: 1 field" in refusal(PATH, scan([b"a,b\n1\n"], ","), skipped=1).message


def test_many_are_counted_and_one_is_shown() -> None:
    error = refusal(PATH, scan([b"a,b\n" + b"1\n" * (LEFT_OUT + 1)], ","))
    assert f"and {LEFT_OUT - 2} more lines like these" in error.message
    assert error.fix == "look at one: sed -n '2p' 't.csv'"
