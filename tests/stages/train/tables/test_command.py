"""``train`` and ``predict`` of a table, from a shell: what is printed, where it goes, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.artifacts.predictions import Predictions
from ninelives.cli import main
from tests.rows import rows, write

LOW = ["--rungs", "majority,rules"]


def call(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    return int(end.value.code or 0)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "rows.csv", rows())
    write(tmp_path / "new.csv", rows(60, seed=7))


def test_rows_become_a_model_and_the_model_judges_others(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--target", "fit", "--ignore", "price", "--deployment", "kind=oval", *LOW]
    assert call("train", "rows.csv", *options) == 0
    told = capsys.readouterr().out
    for part in (
        *("ladder     majority ", "of rows like these: rules.", "rules       if size is ", "never seen  kind oval"),
        *("rows.model   report  rows.model/report.html", "next    ninelives audit rows.model NEW.csv"),
    ):
        assert part in told
    assert "What it looks at" in Path("rows.model/report.html").read_text("utf-8")
    assert call("train", "rows.csv", *options) == 0
    assert "made before: the same rows, options and version" in capsys.readouterr().out
    assert call("predict", "rows.model", "new.csv") == 0
    assert "of the 60 rows whose truth is known." in capsys.readouterr().out
    assert len(Predictions.load("new.predictions.parquet").table) == 60
    assert "60 rows told apart" in Path("new.predictions.html").read_text("utf-8")


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    def answer(*arguments: str) -> dict[str, Any]:
        assert call(*arguments, "--json", "--quiet") == 0
        return dict(json.loads(capsys.readouterr().out))

    told = answer("train", "rows.csv", "--target", "price", "--ignore", "fit", "--rungs", "mean,linear")
    assert (told["out"], told["task"], told["chosen"]) == ("rows.model", "regression", "linear")
    assert told["mean_absolute_error"] > 0
    assert 0.7 < told["interval_coverage"] <= 1
    said = answer("predict", "rows.model", "new.csv", "--deployment", "kind=oval")
    assert said["mean_absolute_error"] > 0
    assert [gap["words"] for gap in said["deployment_gaps"]] == ["kind oval"]
    assert said["target"] == "price"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "--target does not say which column"),
        (["--target", "fitt"], "did you mean --target fit ?"),
        (["--target", "fit", "--size", "160"], "--size: a table has no pixels"),
        (["--target", "fit", "--fine-tune", "--unlabelled", "2"], "--fine-tune: no pretrained network reads a table"),
        (["--target", "fit", "--rules", "r.toml"], "r.toml"),
        (["--target", "fit", "--labels", "l.csv"], "--labels: the table itself holds what is to be learned"),
        (["--target", "fit", "--biases", "none", "--properties", "a"], "--biases: "),
        (
            ["--target", "fit", "--rungs", "zero-shot"],
            "the rung 'zero-shot' looks at photos: of classes there are majority",
        ),
        (["--target", "price", "--rungs", "perceptron"], "did you mean 'linear' ?"),
        (["--target", "fit", "--id", "codes"], "no column 'codes'"),
        (["--target", "fit", "--dates", "ymd"], "dates are dmy or mdy"),
        (["--target", "fit", "--deployment", "kin=oval"], "kin"),
    ],
)
def test_what_makes_no_sense_is_refused(options: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("train", "rows.csv", *options, "--quiet") == 2
    assert says in capsys.readouterr().err
    assert sorted(path.name for path in Path().iterdir()) == ["new.csv", "rows.csv"]


def test_gaps_are_told_before_the_first_prediction(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("train", "rows.csv", "--target", "fit", "--ignore", "price", "--rungs", "majority", "--quiet") == 0
    write(Path("oval.csv"), rows(60, seed=7).with_columns(kind=pl.lit("oval")))
    capsys.readouterr()
    assert call("predict", "rows.model", "oval.csv") == 0
    assert "outside the envelope: kind unknown: 100 %" in capsys.readouterr().err


def test_a_model_of_a_table_needs_its_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("train", "rows.csv", "--target", "fit", "--ignore", "price", *LOW, "--quiet") == 0
    write(Path("short.csv"), rows().select("wet"))
    assert call("predict", "rows.model", "short.csv", "--quiet") == 2
    assert "has no column 'size', 'kind'" in capsys.readouterr().err
    assert call("predict", "rows.model", "new.csv", "--properties", "a=b.csv", "--quiet") == 2
    assert "--properties: all its columns are known already" in capsys.readouterr().err


def test_titanic(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = data / "tabular" / "titanic.csv"
    assert call("train", table, "--target", "survived", *LOW, "-o", "t.model", "--quiet") == 0
    told = capsys.readouterr().out
    assert "left out: 'alive' is 'survived' under other names (no is 0, yes is 1)" in told
    assert "'class' says the same as 'pclass'" in told
    found = TableModel.load("t.model").accuracy()
    assert found
    assert 0.77 < found[0] < 0.85
    assert call("predict", "t.model", table, "--quiet") == 0
    assert "891 of these 891 rows hold the same as rows that it learned from" in capsys.readouterr().out
