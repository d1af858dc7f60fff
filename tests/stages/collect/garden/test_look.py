"""``ninelives garden look`` and ``film``."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from ninelives.cli import app
from ninelives.errors import NinelivesError
from ninelives.kernels.world.film import shoot

run = CliRunner().invoke


def test_a_picture_lies_where_it_is_told(tmp_path: Path) -> None:
    out = tmp_path / "night.png"
    told = ["garden", "look", "--view", "drone", "--hour", "22", "--season", "autumn", "--size", "32", "-o", str(out)]
    result = run(app, [*told, "--json"])
    assert result.exit_code == 0, result.output
    facts = json.loads(result.stdout)
    assert (facts["out"], facts["date"]) == (str(out), "2026-10-20")
    assert "lamp on" in facts["words"]
    with Image.open(out) as picture:
        assert picture.size == (32, 32)


def test_a_film_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("av")
    monkeypatch.setattr(shoot, "frames", lambda *_: 5)
    monkeypatch.setattr(shoot, "flight", lambda *_, **__: iter(np.zeros((5, 72, 128, 3), np.uint8)))
    out = tmp_path / "flight.mp4"
    result = run(app, ["garden", "film", "--size", "72", "-o", str(out), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["frames"] == 5
    assert out.read_bytes()[4:8] == b"ftyp"
    assert [path.name for path in tmp_path.iterdir()] == ["flight.mp4"]


@pytest.mark.slow
def test_the_sheet_of_the_readme_is_what_its_command_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    home = Path(__file__).parents[4]
    assert "`ninelives garden look --sheet -o garden.jpg`" in (home / "README.md").read_text()
    assert run(app, ["garden", "look", "--sheet", "-o", "garden.jpg", "--quiet"]).exit_code == 0
    with Image.open("garden.jpg") as drawn, Image.open(home / "docs/pictures/garden.jpg") as kept:
        assert drawn.size == kept.size
        assert np.abs(np.asarray(drawn, int) - np.asarray(kept)).mean() < 1


def test_look_and_film_ask_for_one_scene() -> None:
    shared = {"--hour", "--date", "--season", "--wind", "--fog", "--lamp", "--trees", "--seed"}
    for verb in ("look", "film"):
        told = run(app, ["garden", verb, "--help"], env={"COLUMNS": "200"}).stdout
        assert all(option in told for option in shared)


def test_a_film_that_can_lie_nowhere_is_not_shot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("av")
    monkeypatch.setattr(shoot, "frames", lambda *_: pytest.fail("it is flown"))
    monkeypatch.setattr(shoot, "flight", lambda *_, **__: map(pytest.fail, ["it is shot"]))
    (tmp_path / "file").touch()
    for out in (tmp_path / "file" / "a.mp4", Path("/proc/none/a.mp4")):
        result = run(app, ["garden", "film", "--size", "72", "-o", str(out)])
        assert isinstance(result.exception, NinelivesError)
        assert f"cannot write '{out}'" in result.exception.message
