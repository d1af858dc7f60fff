"""``ninelives defer`` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ninelives.artifacts.handoff.handoff import TOLD
from ninelives.cli import main
from tests.stages.defer.answers import answers, written


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "said.csv", answers(900))
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    return int(end.value.code or 0)


def test_one_json_object_with_the_keys_that_were_agreed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("defer", "said.csv", "--json", "--quiet") == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told)[: len(TOLD)] == list(TOLD)
    assert {"region", "kind", "items", "kept", "estimate"} <= set(told["by_region"][0])
    assert told["out"] == "said.handoff"
    assert (here / told["report"]).exists()
    assert told["seconds"] >= 0


def test_a_hand_over_a_decision_and_the_same_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("defer", "said.csv", "--quiet") == 0
    assert "ninelives decide said.handoff" in capsys.readouterr().out
    written(here / "new.csv", answers(300, seed=4, truth=False))
    assert run("decide", "said.handoff", "new.csv", "--json", "--quiet") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["alone"] + told["ask_human"] + told["refuse"] == told["items"] == 300
    assert told["out"] == "new.decisions.parquet"
    assert told["queued"] >= told["ask_human"]
    assert run("report", "said.handoff") == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("said.csv", "--risk", "0"), "risk must lie in"),
        (("said.csv", "--delta", "1"), "delta must lie in"),
        (("none.model",), "there is no model"),
        (("said.csv", "--each", "moon"), "has no axis"),
        (("said.csv", "--problem", "none.toml"), "none.toml"),
        (("said.csv", "--findings", "none.findings"), "there are no findings"),
    ],
)
def test_what_cannot_be_is_told_with_a_way_out_and_nothing_is_written(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    assert run("defer", *arguments) == 2
    error = capsys.readouterr().err
    assert says in error
    assert "fix:" in error
    assert [each.name for each in here.iterdir()] == ["said.csv"]
