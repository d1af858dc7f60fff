"""The command line of an audit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ninelives.artifacts.findings import GRAVEST
from ninelives.cli import app, main
from ninelives.stages.audit import command
from tests.rows import write
from tests.stages.audit.test_job import frame


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "old.csv", frame(120, 0))
    write(tmp_path / "same.csv", frame(120, 1))
    write(tmp_path / "moved.csv", frame(120, 2, by=2))
    return tmp_path


def test_json_is_one_object_with_what_pipelines_read(samples: Path) -> None:
    done = CliRunner().invoke(app, ["audit", "old.csv", "moved.csv", "--json", "--quiet"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["verdict"] == "shifted-harmful"
    assert {"gaps", "tests", "kind", "harm", "rows", "explained_by", "actions", "seconds"} <= set(told)
    assert "realised_false_alarm_rate" in told
    assert {"accuracy", "interval", "assumption"} <= set(told["harm"])
    assert told["out"] == "old.findings"
    assert Path(told["report"]).stat().st_size > 1000


@pytest.mark.parametrize(("new", "status"), [("moved.csv", 3), ("same.csv", 0)])
def test_a_pipeline_stops_where_it_is_as_grave(samples: Path, new: str, status: int) -> None:
    done = CliRunner().invoke(app, ["audit", "old.csv", new, "--fail-on", "shifted-harmless", "--quiet"])
    assert done.exit_code == status, done.output
    assert "old.findings" in done.stdout


def test_an_unknown_verdict_is_refused_before_anything_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["audit", "nowhere", "nothing", "--fail-on", "bad"])
    assert end.value.code == 2
    assert "no verdict 'bad'" in capsys.readouterr().err


def test_the_verdicts_are_those_of_the_findings() -> None:
    assert command.VERDICTS == GRAVEST


def test_names_of_conditions_are_cut_at_commas() -> None:
    assert command._names("light, hour,,") == ("light", "hour")
    assert command._names(None) is None
