"""Every example runs as a person would run it: on real photos where they are, on the digits otherwise."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ninelives.flow import digits
from tests.conftest import ROOT, data_folder
from tests.rows import rows, write

pytestmark = pytest.mark.slow

EXAMPLES = ROOT / "examples"


def run(name: str, *arguments: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(EXAMPLES / name), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Photos to learn from, and others to judge."""
    if data := data_folder():
        return data / "dogcat" / "train", data / "dogcat" / "test"
    return digits.write(tmp_path_factory.mktemp("digits") / "scans")


def told(pattern: str, output: str) -> float:
    found = re.search(pattern, output)
    assert found, output
    return float(found[1].replace(",", ""))


def test_cats_and_dogs(photos: tuple[Path, Path]) -> None:
    output = run("cats_and_dogs.py", *photos)
    judged = sum(path.suffix == ".jpg" for path in photos[1].rglob("*"))
    assert told(r"of ([\d,]+) new photos", output) == judged
    real = photos[1].name == "test"
    assert told(r"right in ([\d.]+) ?%", output) >= (97.5 if real else 50)  # half of the digits are by night
    assert told(r"loading took ([\d.]+) s", output) > 0
    assert "the network" in output


@pytest.mark.parametrize("real", [False, True])
def test_bikes(real: bool) -> None:
    data = data_folder()
    if real and data is None:
        pytest.skip("no real data: NINELIVES_DATA names no folder and ../shared/data is absent")
    output = run("bikes.py", *([data / "tabular" / "bike_hour.csv"] if real and data else []))
    stays, best = told(r"persistence\s+off by\s+([\d.]+)", output), told(r"linear\s+off by\s+([\d.]+)", output)
    assert best < stays / 2
    assert 70 < told(r"bands held ([\d.]+)%", output) < 90
    assert "(24, 5)" in output


def test_without_photos_it_says_how_it_is_called() -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "cats_and_dogs.py")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "python examples/cats_and_dogs.py photos/ new/" in done.stderr
    assert "Traceback" not in done.stderr


def test_bring_your_own(tmp_path: Path) -> None:
    output = run("bring_your_own.py", tmp_path / "mine.model")
    assert told(r"right in ([\d.]+) ?%", output) >= 93
    assert "of 319 rows that are new to it" in output
    assert "trained where: mean radius 11–14" in output
    assert told(r"it has seen too little: (\d+) of 10", output) >= 5
    assert re.search(r"two new rows: (benign|malignant), (benign|malignant)", output)
    assert (tmp_path / "mine.model" / "ninelives.json").is_file()


def test_it_is_as_short_as_it_says() -> None:
    code = (EXAMPLES / "cats_and_dogs.py").read_text(encoding="utf-8").splitlines()
    assert len(code) < 50
    assert sum(bool(line.strip()) for line in code) <= 20


def test_make_night_keeps_the_folders_and_darkens_every_photo(tmp_path: Path) -> None:
    import cv2

    from tests.folders import noise

    day = noise(tmp_path / "day", cat=(100, 250, 3), dog=(60, 200, 2))
    (day / "cat" / "notes.jpg").write_text("no picture")
    output = run("make_night.py", day, tmp_path / "night")
    assert "5 of 6 photos by night" in output
    assert "cat/notes.jpg: it is text" in output
    made = sorted(path.relative_to(tmp_path / "night").as_posix() for path in (tmp_path / "night").rglob("*.png"))
    assert made == ["cat/000.png", "cat/001.png", "cat/002.png", "dog/000.png", "dog/001.png"]
    for name in made:
        assert cv2.imread(str(tmp_path / "night" / name)).mean() < cv2.imread(str(day / name)).mean() / 4


def test_titanic(tmp_path: Path) -> None:
    data = data_folder()
    if data:
        table = data / "tabular" / "titanic.csv"
    else:
        table = write(tmp_path / "made.csv", rows().rename({"fit": "survived"}).drop("price"))
    output = run("titanic.py", table)
    least, most = (78, 86) if data else (80, 97)
    assert least < told(r"is right in ([\d.]+)%", output) < most
    assert "left out: 'alive' is 'survived' under other names" in output or not data
    assert told(r"the first passenger: ([\d.]+)% sure", output) <= 100
    assert output.count("' by ") == (3 if data else 2)


def test_hand_over(tmp_path: Path) -> None:
    output = run("hand_over.py", tmp_path / "said.csv")
    assert told(r"in use: decides ([\d.]+)% alone", output) > 75
    assert told(r"alone, ([\d.]+)% of them wrong", output) < 3
    assert "nothing alone" in output
