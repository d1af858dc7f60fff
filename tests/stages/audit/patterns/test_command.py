"""``ninelives patterns``: the answer in a terminal and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from ninelives.cli import main
from tests.events import at_random, evenings


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    pl.DataFrame({"when": evenings(0), "kind": ["a", "b"] * 100}).write_csv("events.csv")
    return Path("events.csv")


def run(*words: str) -> None:
    with pytest.raises(SystemExit) as end:
        main(list(words))
    assert not end.value.code


def test_it_answers_in_a_terminal_and_writes_a_report(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("patterns", str(table), "--time", "when", "--by", "kind", "--quiet")
    told = capsys.readouterr().out
    assert "% of events between 16:00 and 23:00, expected 29.2 %" in told
    assert "events.patterns   report  events.patterns/report.html" in told
    assert "next    ninelives report events.patterns" in told
    assert "<svg" in Path("events.patterns/report.html").read_text()
    run("patterns", str(table), "--time", "when", "--by", "kind", "--quiet")
    assert "made before" in capsys.readouterr().out
    run("report", "events.patterns", "-o", "page.html")
    assert Path("page.html").exists()


def test_json_has_what_was_promised(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("patterns", str(table), "--time", "when", "--json", "--quiet")
    facts = json.loads(capsys.readouterr().out)
    assert {"events", "patterns", "traps", "seconds"} <= set(facts)
    assert facts["events"] == 200
    assert {"sentence", "column", "share", "expected", "p"} <= set(facts["patterns"][0])
    assert 0 < facts["patterns"][0]["p"] <= 0.05


def test_nothing_is_said_to_be_nothing(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pl.DataFrame({"when": at_random(3, 60, 90)}).write_csv("calm.csv")
    run("patterns", "calm.csv", "--time", "when", "--quiet")
    assert "No pattern was found: chance explains all that was looked at." in capsys.readouterr().out


@pytest.mark.slow
def test_a_hundred_thousand_columns_are_read(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"c{n}" for n in range(100_000)]
    with Path("wide.csv").open("w") as file:
        file.write(",".join(["when", *names]) + "\n")
        for each in evenings(0, 12):
            file.write(f"{each.astype('datetime64[s]')}," + ",".join(["1"] * 100_000) + "\n")
    run("patterns", "wide.csv", "--time", "when", "--json", "--quiet")
    assert json.loads(capsys.readouterr().out)["events"] == 12
