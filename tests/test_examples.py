"""The examples run, say what they promise, and stay short."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ninelives.flow import digits
from tests.flow.conftest import shrink

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "cats_and_dogs.py"
SAYS = re.compile(
    r"(?P<rung>\w+), learned from (?P<items>[\d,]+) photos in [\d.]+ s\n"
    r"(?P<right>[\d.]+)% of (?P<judged>[\d,]+) right, on one thread\n"
    r"loading (?P<loading>[\d.]+) s, [\d,]+/s +network (?P<network>[\d.]+) s, [\d,]+/s\n"
)


def told(text: str) -> dict[str, str]:
    found = SAYS.fullmatch(text)
    assert found, text
    return found.groupdict()


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.name)
def test_it_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 50


@pytest.mark.data
def test_cats_and_dogs_where_they_are(data: Path, tmp_path: Path) -> None:
    for part, most in (("train", 150), ("test", 100)):  # of each class: enough to see that it works
        for name in ("cat", "dog"):
            (tmp_path / "dogcat" / part / name).mkdir(parents=True)
            for file in sorted((data / "dogcat" / part / name).iterdir())[:most]:
                shutil.copy(file, tmp_path / "dogcat" / part / name)
    done = subprocess.run(
        [sys.executable, EXAMPLE],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "NINELIVES_DATA": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    says = told(done.stdout)
    assert (says["rung"], says["items"], says["judged"]) == ("pretrained", "300", "200")
    assert float(says["right"]) >= 95
    assert float(says["loading"]) > 0
    assert float(says["network"]) > 0


def test_digits_where_there_are_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shrink(monkeypatch)
    monkeypatch.setenv("NINELIVES_DATA", str(tmp_path / "none"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(sys, "argv", [str(EXAMPLE)])
    runpy.run_path(str(EXAMPLE))
    says = told(capsys.readouterr().out)
    assert (says["items"], says["judged"]) == ("300", "150")  # by day: the nights are left out
    assert float(says["right"]) > 85


def test_a_folder_of_ones_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shrink(monkeypatch)
    day, new = digits.write(tmp_path / "scans")
    for name, source in (("train", day), ("test", new)):
        for digit in ("0", "1"):
            shutil.copytree(source / digit, tmp_path / "mine" / name / digit)
    monkeypatch.setattr(sys, "argv", [str(EXAMPLE), str(tmp_path / "mine")])
    runpy.run_path(str(EXAMPLE))
    assert float(told(capsys.readouterr().out)["right"]) > 95
