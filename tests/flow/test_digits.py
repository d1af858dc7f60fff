"""The demo's scans: real digits, made-up days and hours."""

from __future__ import annotations

import re
from pathlib import Path

import cv2
import numpy as np
import pytest
from sklearn.datasets import load_digits

from ninelives.artifacts.archive import Archive
from ninelives.flow import digits
from ninelives.kernels.photos.exif import Exif
from ninelives.kernels.photos.header import read_header

MANY = 1797


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return digits.write(tmp_path_factory.mktemp("digits") / "scans")


def scans(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.jpg"))


def exif(path: Path) -> Exif:
    return read_header(path.read_bytes()).exif


def hour(path: Path) -> float:
    at = exif(path).captured_at
    assert at is not None
    return at.hour + at.minute / 60


def test_every_digit_is_written_once_by_day_and_each_new_one_by_night_too(written: tuple[Path, Path]) -> None:
    day, new = map(scans, written)
    night = [path for path in new if path.stem.endswith("-night")]
    assert (len(day), len(new) - len(night), len(night)) == (digits.TRAINED, MANY - digits.TRAINED, len(new) // 2)
    assert len({path.stem[:4] for path in [*day, *new]}) == MANY


def test_each_lies_in_the_folder_of_its_digit(written: tuple[Path, Path]) -> None:
    counted = np.zeros(10, int)
    for path in (*scans(written[0]), *(p for p in scans(written[1]) if "night" not in p.stem)):
        counted[int(path.parent.name)] += 1
    assert counted.tolist() == np.bincount(load_digits().target).tolist()


def test_learning_is_by_day_only_and_the_night_is_night(written: tuple[Path, Path]) -> None:
    day, new = map(scans, written)
    assert all(8 <= hour(path) < 18 for path in day[::10])
    for path in new[::10]:
        assert ((hour(path) >= 20) or (hour(path) < 6)) == path.stem.endswith("-night")


def test_a_scan_says_where_it_comes_from_and_that_it_is_made_up(written: tuple[Path, Path]) -> None:
    told = exif(scans(written[0])[0])
    assert told.device == "ninelives made-up scanner"
    assert told.place is None


def test_the_ink_is_the_real_digit(written: tuple[Path, Path]) -> None:
    images, path = load_digits().images, scans(written[0])[0]
    scan = 255.0 - cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    small = cv2.resize(scan, (8, 8), interpolation=cv2.INTER_AREA).ravel()
    row = np.random.default_rng(0).permutation(MANY)[int(path.stem)]
    alike = [np.corrcoef(small, image.ravel())[0, 1] for image in images]
    assert int(np.argmax(alike)) == row


def test_a_night_is_darker_than_its_day(written: tuple[Path, Path]) -> None:
    for path in [path for path in scans(written[1]) if path.stem.endswith("-night")][::50]:
        dark = cv2.imread(str(path))
        bright = cv2.imread(str(path.with_name(re.sub("-night", "", path.name))))
        assert dark.shape == bright.shape == (digits.SIDE, digits.SIDE, 3)
        assert dark.mean() < bright.mean() / 3


def test_different_digits_stay_different_scenes(written: tuple[Path, Path]) -> None:
    archive = Archive.of(written[0])
    assert len(archive) == digits.TRAINED
    assert not archive.set_aside
    assert len(archive) - archive.scenes < digits.TRAINED / 100


def few(monkeypatch: pytest.MonkeyPatch) -> None:
    real = load_digits()
    real.images, real.target = real.images[:40], real.target[:40]
    monkeypatch.setattr("sklearn.datasets.load_digits", lambda: real)
    monkeypatch.setattr(digits, "TRAINED", 30)


def test_the_same_seed_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    few(monkeypatch)
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        digits.write(tmp_path / name, seed=seed)
    held = {name: [p.read_bytes() for p in scans(tmp_path / name)] for name in "abc"}
    assert held["a"] == held["b"]
    assert held["a"] != held["c"]


def test_scans_that_are_there_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    few(monkeypatch)
    day, _ = digits.write(tmp_path / "scans")
    scans(day)[0].unlink()
    digits.write(tmp_path / "scans")
    assert len(scans(day)) == 29


def test_a_writing_that_was_cut_off_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    few(monkeypatch)

    def full(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(digits, "night", full)
        with pytest.raises(KeyboardInterrupt):
            digits.write(tmp_path / "scans")
    assert not (tmp_path / "scans").exists()
    assert len(scans(digits.write(tmp_path / "scans")[0])) == 30
