"""Tables as people have them: each is read and what is doubtful said, or refused with the line that mends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.test_cli import call

DRAW = np.random.default_rng(0)
SIZE = DRAW.normal(50, 15, 120).round(2).tolist()
KIND = DRAW.choice(["a", "b", "c"], 120).tolist()
FIT = ["yes" if size + 10 * (kind == "a") > 52 else "no" for size, kind in zip(SIZE, KIND, strict=True)]


def table(head: str, cell: Callable[[int], str], *, sep: str = ",", end: str = "\n") -> str:
    """120 rows: what ``cell`` says of each, then ``kind`` and ``fit``."""
    lines = [sep.join((cell(row), KIND[row], FIT[row])) for row in range(120)]
    return end.join([head, *lines]) + end


def day(row: int, form: str) -> str:
    return form.format(d=1 + row % 28, m=1 + row % 11, low=1 + row % 12, h=row % 24)


def called(text: str | bytes, *options: str) -> int:
    Path("rows.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return call("train", "rows.csv", "--target", "fit", "--rungs", "majority", "--quiet", *options)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (table("size,kind,fit", lambda row: ["NaN", "inf", str(SIZE[row])][min(row % 7, 2)]),
         "'size': 17 infinite or too large values taken as missing (the first in row 2)"),
        (table("size,kind,fit", lambda row: "about 50" if row == 33 else str(SIZE[row])),
         "'size': 1 value is no number and taken as missing ('about 50' in row 34)"),
        (table("size,kind,fit", lambda row: f"w{row % 7}" if row % 2 else str(row % 5)),
         "numbers ('0' first in row 1) and words ('w1' first in row 2) are mixed; read as names"),
        (table("at,kind,fit", lambda row: day(row, "{low}/{m}/11")),
         "no day is over 12, so '1/1/11' in row 1 could be either; --dates dmy reads it the other way"),
        (table("at,kind,fit", lambda row: day(row, "{d}/{m}/11")),
         "dates read as day/month/year, since '13/2/11' in row 13 has a day over 12; 11 is 2011"),
        (table("at,kind,fit", lambda row: "31/2/2011" if row == 5 else day(row, "{d}/{m}/2011")),
         "1 value is no date and taken as missing ('31/2/2011' in row 6)"),
        (table("at,kind,fit", lambda row: "1/25/2011" if row % 2 else "25/1/2011"),
         "two orders of day and month: '25/1/2011' in row 1, '1/25/2011' in row 2"),
        (table("at,kind,fit", lambda row: day(row, "2011-01-{d:02d}T{h:02d}:00:00") + ("Z" if row % 2 else "+02:00")),
         "zones are mixed (+00:00, +02:00; +02:00 first in row 1); each time was taken as its own local clock"),
        (table("at,kind,fit", lambda row: day(row, "2011-01-{d:02d}T{h:02d}:00:00") + "Z" * (row % 2)),
         "some times have a zone and some none"),
        ("\ufeff" + table("size;kind;fit", lambda row: str(SIZE[row]).replace(".", ","), sep=";", end="\r\n"),
         "'size': decimal commas"),
        ("sep=;\r\n" + table("size;kind;fit", lambda row: str(SIZE[row]), sep=";", end="\r\n"), "kind a, kind b"),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_read_and_said(text: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(text) == 0
    assert says in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        (table("size,size,fit", lambda row: str(SIZE[row])), (), "has two columns named 'size'"),
        (table("size,kind,fit", lambda row: f'"{SIZE[row]}' if row == 59 else str(SIZE[row])), (),
         "line 61: a quote is never closed"),
        ("size,kind,fit\n1,a,yes\n2,b\n3,c,no,9\n", (), "line 3: 2 fields where the header has 3; line 4: 4 fields"),
        (table("size,kind,fit", lambda row: str(SIZE[row])), ("--target", "size", "--task", "classification"),
         "names the rows, and cannot be learned"),
        (table("name,kind,fit", lambda row: f"person {row}"), ("--target", "name"), "it names the rows, and cannot be"),
        (table("n,kind,fit", str), ("--target", "n", "--rungs", "mean"), "'n' only counts the rows"),
        ("size,kind,fit\n1,a,yes\n", (), "'fit' is 'yes' in the only row"),
        ("size,kind,fit\n", (), "has no rows"),
        ("", (), "it is empty"),
        (table("size,kind,fit", lambda row: str(SIZE[row])), ("--target", "fitt"), "did you mean --target fit ?"),
        (table("size,kind,fit", lambda row: str(SIZE[row])), ("--problem", "none.toml"), "there is no problem"),
        (table("size,kind,fit", lambda row: str(SIZE[row])), ("--problem", "rows.csv"), "'rows.csv', line 1, column 5"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_or_learned_is_refused_and_nothing_is_written(
    text: str, options: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(text, *options) == 2
    err = capsys.readouterr().err
    assert says in err
    assert "  fix: " in err
    assert [path.name for path in Path().iterdir()] == ["rows.csv"]


PROBLEM = """\
risk = {risk}
quesstion = "?"
[inputs]
what = "table"
collected = {{ from = "2026-12-05" }}
[outputs]
classes = ["yes", "no", "yes"]
[loss]
wrong = -3
errors = {{ maybe = {{ no = 3 }} }}
[by_hand]
right = 0.98
[deployment]
hour = "{hour}"
from = "2026-12-01"
"""


def test_a_problem_tells_all_its_faults_at_once_each_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("problem.toml").write_text(PROBLEM.format(risk=0.2, hour="20-30"))
    Path("rows.csv").write_text(table("size,kind,fit", lambda row: str(SIZE[row])))
    for command in (["ask", "problem.toml"], ["train", "rows.csv", "--target", "fit", "--problem", "problem.toml"]):
        assert call(*command, "--quiet") == 2
        err = capsys.readouterr().err
        for says in (
            "line 1, column 1: by hand 2 % are wrong, and 20 % may be",
            "line 2, column 1: a problem has no 'quesstion' (did you mean 'question' ?)",
            "line 7, column 25: 'yes' is there twice",
            "line 9, column 1: it should be 0 or more, got -3",
            "there is no class 'maybe'",
            "hour=20-30: hours lie in 0 to 24",
        ):
            assert says in err
    assert sorted(path.name for path in Path().iterdir()) == ["problem.toml", "rows.csv"]


def test_a_use_before_its_data_and_a_column_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.csv").write_text(table("size,kind,fit", lambda row: str(SIZE[row])))
    told = 'inputs = {{ what = "table", collected = {{ from = "2026-12-05" }} }}\n'
    told += 'outputs = {{ target = "{target}" }}\n[deployment]\n{use}\n'
    Path("problem.toml").write_text(told.format(target="fit", use='from = "2026-12-01"'))
    assert call("ask", "problem.toml", "--quiet") == 2
    assert "line 4, column 1: it is used from 2026-12-01 on, and its data are collected from" in capsys.readouterr().err
    Path("problem.toml").write_text(told.format(target="fitt", use='knd = "z"'))
    assert call("ask", "problem.toml", "--data", "rows.csv", "--quiet") == 2
    err = capsys.readouterr().err
    assert "line 2, column 13: the table 'rows.csv' has no column 'fitt': did you mean 'fit' ?" in err
    assert "line 4, column 1: 'rows.csv' has no column 'knd': did you mean 'kind' ?" in err
