"""The three commands on real photos: cats and dogs by day, and the night that nobody has seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from ninelives.cli import main
from ninelives.kernels.photos.night import night


@pytest.fixture(scope="module")
def by_night(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """100 photos of cats and dogs as a cheap camera would see them by night."""
    folder = tmp_path_factory.mktemp("nights") / "night"
    folder.mkdir()
    for at, path in enumerate(sorted((data / "dogcat" / "test").rglob("*.jpg"))[::10]):
        picture = cv2.imread(str(path))[:, :, ::-1]
        cv2.imwrite(str(folder / f"{at:03}.png"), night(np.ascontiguousarray(picture), seed=at)[:, :, ::-1])
    return folder


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main([*arguments])
    return int(end.value.code or 0)


@pytest.mark.slow
@pytest.mark.data
def test_each_command_names_the_next_and_by_night_nothing_is_decided_in_silence(
    data: Path,
    by_night: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    photos = str(data / "dogcat" / "train")
    assert run("train", photos, "--rungs", "majority,pretrained", "-o", "photos.model", "--quiet") == 0
    assert "ninelives defer photos.model" in capsys.readouterr().out
    assert run("audit", "photos.model", str(by_night), "--quiet") == 0
    assert f"ninelives defer photos.model --new {by_night}" in capsys.readouterr().out
    told = _json(capsys, "defer", "photos.model", "--new", str(by_night))
    assert told["verdict"] == "hands-all-over"
    assert (told["kept"], told["of"]["items"]) == (0, 100)
    assert "light" in {one["axis"] for one in told["by_region"] if one["kind"] == "unseen" and one["items"]}
    assert told["guarantee"] != "none"  # of the day
    day = [one for one in told["along"]["bins"] if one["kind"] == "seen"]
    assert np.average([one["kept"] for one in day], weights=[one["items"] for one in day]) > 0.85
    decided = _json(capsys, "decide", "photos.handoff", str(by_night))
    assert (decided["alone"], decided["ask_human"], decided["queued"]) == (0, 100, 100)
    by_day = _json(capsys, "decide", "photos.handoff", str(data / "dogcat" / "test" / "cat"))
    assert by_day["alone"] > 0.85 * by_day["items"]


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run(*arguments, "--json", "--quiet") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found
