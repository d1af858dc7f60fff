"""``ninelives watch``: JSON lines on standard output, people on standard error, one page, a state that survives."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

import ninelives as nl
from ninelives.cli import main
from tests.rows import rows

KEYS = ["n", "time", "e", "alarm", "since", "column"]


@pytest.fixture
def stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    moved = rows(600, seed=8).with_columns(pl.when(pl.int_range(600) < 300).then("size").otherwise(pl.col("size") + 25))
    moved.write_ndjson("s.jsonl")
    return tmp_path / "s.jsonl"


def watch(*arguments: object) -> None:
    main(["watch", *map(str, arguments)])


def test_lines_for_programs_and_words_for_people(
    table_model: nl.TableModel, stream: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        watch(table_model.path, stream, "--every", 200)
    assert end.value.code == 0
    out, err = capsys.readouterr()
    told = [json.loads(line) for line in out.splitlines()]
    assert all(set(KEYS) <= set(line) for line in told)
    assert [line["n"] for line in told if line["n"] % 200 == 0][:3] == [200, 400, 600]
    assert told[-1]["alarm"]
    assert "▲ The stream has changed" in err
    assert "next    ninelives audit" in err
    assert "The stream has changed" in (stream.parent / "rows.watch.html").read_text()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--alpha", "0"], "alpha must lie in"),
        (["--every", "0"], "every must be"),
        (["--state", "there.txt"], "cannot be used"),
        (["--reference", "none.csv"], "none.csv"),
        (["-o", "/proc/x/y.html"], "cannot write"),
    ],
)
def test_what_cannot_be_is_refused_in_two_lines(
    table_model: nl.TableModel,
    stream: Path,
    options: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (stream.parent / "there.txt").write_text("no state")
    with pytest.raises(SystemExit) as end:
        watch(table_model.path, stream, *options)
    assert end.value.code == 2
    err = capsys.readouterr().err
    assert words in err
    assert "fix:" in err


def test_a_state_with_other_options_is_refused(
    table_model: nl.TableModel, stream: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for every, code in ((200, 0), (100, 2)):
        with pytest.raises(SystemExit) as end:
            watch(table_model.path, stream, "--every", every, "--state", "st")
        assert end.value.code == code
    assert "was begun with --alpha 0.05 --every 200" in capsys.readouterr().err


@pytest.mark.slow
def test_kills_at_any_moment_count_nothing_twice(table_model: nl.TableModel, stream: Path) -> None:
    """The last lines of a run that was killed again and again are those of one that never was."""
    rows(30_000, seed=3).write_ndjson(stream)
    call = [sys.executable, "-m", "ninelives", "watch", str(table_model.path), str(stream), "--every", "500", "--quiet"]
    want = {line["n"]: line for line in lines(subprocess.run(call, capture_output=True, check=True).stdout)}
    found: dict[int, dict] = {}
    for patience in (2.0, 2.5, 3.0, None):
        process = subprocess.Popen([*call, "--state", "st"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if patience is not None:
            time.sleep(patience)
            os.kill(process.pid, signal.SIGKILL)
        for line in lines(process.communicate()[0]):
            assert found.setdefault(line["n"], line) == line  # written twice, it says the same
    assert found == want


def lines(out: bytes) -> list[dict]:
    return [json.loads(line) for line in out.splitlines() if line.endswith(b"}")]
