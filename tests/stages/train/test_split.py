"""Which photos are learned from: by label, by scene, and no more than the limit."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.errors import NinelivesError
from ninelives.stages.train import TrainSpec
from ninelives.stages.train.fit import train
from ninelives.stages.train.split import split, usable, within
from tests.stages.train.conftest import drawn


def test_the_parts_are_disjoint_by_scene_and_know_their_classes(photos: Path) -> None:
    archive = usable(Archive.of(photos))
    parts = split(archive, TrainSpec())
    assert parts.classes == ("bright", "dim")
    assert [parts.classes[code] for code in parts.y] == archive.labels
    assert not (parts.kept_apart & parts.fitted_on).any()
    assert not set(archive.scene[parts.kept_apart]) & set(archive.scene[parts.fitted_on])
    assert parts.part.items == [item for item, on in zip(archive.items, parts.fitted_on, strict=True) if on]
    again = split(archive, TrainSpec())
    assert (again.kept_apart == parts.kept_apart).all()


def crowd(scenes: int, each: int) -> tuple[np.ndarray, np.ndarray]:
    scene = np.repeat(np.arange(scenes), each)
    return scene, np.ones(len(scene), bool)


def test_the_limit_draws_whole_scenes() -> None:
    scene, wanted = crowd(60, 5)
    taken = within(scene, wanted, TrainSpec(limit=100))
    assert taken.sum() == 100
    assert all(taken[scene == one].all() or not taken[scene == one].any() for one in range(60))
    assert (taken != within(scene, wanted, TrainSpec(limit=100, seed=1))).any()
    assert within(scene, wanted, TrainSpec(limit=300)).all()


def test_the_limit_counts_only_those_that_are_not_kept_apart() -> None:
    scene, wanted = crowd(60, 5)
    wanted[scene < 20] = False
    taken = within(scene, wanted, TrainSpec(limit=120))
    assert taken.sum() == 120
    assert not taken[~wanted].any()


def test_a_scene_larger_than_the_limit_leaves_room_for_others() -> None:
    scene = np.concatenate([np.zeros(500, int), np.ones(90, int), np.arange(2, 82)])
    for seed in range(5):
        taken = within(scene, np.ones(670, bool), TrainSpec(limit=100, seed=seed))
        assert taken.sum() == 80
        assert not taken[scene < 2].any()


def test_a_class_with_one_example_is_set_aside_and_said(tmp_path: Path) -> None:
    made = train(drawn(tmp_path / "p", cat=6, dog=6, emu=1), rungs=("majority",))
    assert made.classes == ("cat", "dog")
    assert [(e.path, "no second scene" in e.reason) for e in made.set_aside] == [("emu/000.png", True)]


def test_classes_of_one_example_each_are_too_few(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="fewer than two classes of at least two scenes"):
        train(drawn(tmp_path / "p", cat=6, dog=1, emu=1))


def test_one_photo_is_told_in_the_singular(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match=r"'dog' \(1 photo, 1 scene\)"):
        train(drawn(tmp_path / "p", cat=6, dog=1))


def test_copies_are_one_example(tmp_path: Path) -> None:
    root = drawn(tmp_path / "p", cat=6, dog=1)
    shutil.copy(root / "dog" / "000.png", root / "dog" / "001.png")
    with pytest.raises(NinelivesError, match=r"'dog' \(2 photos, 1 scene: copies of one picture\), 'cat' \(6 photos"):
        train(root)


def test_one_burst_is_one_scene_and_true_times_mend_it(tmp_path: Path) -> None:
    root = drawn(tmp_path / "p", cat=6, dog=6)
    paths = sorted(root.rglob("*.png"))
    rows = [{"path": str(p), "label": p.parent.name, "device": "phone"} for p in paths]
    at = [{**row, "captured_at": f"2026-07-01 10:00:{number:02}"} for number, row in enumerate(rows)]
    pl.DataFrame(at).write_csv(tmp_path / "burst.csv")
    burst = r"'cat' \(6 photos, 1 scene: one burst\), 'dog' \(6 photos, 1 scene: one burst\)"
    with pytest.raises(NinelivesError, match=burst) as told:
        train(tmp_path / "burst.csv", rungs=("majority",))
    assert "captured_at" in str(told.value.fix)
    at = [{**row, "captured_at": f"2026-07-01 10:{number:02}:00"} for number, row in enumerate(rows)]
    pl.DataFrame(at).write_csv(tmp_path / "times.csv")
    assert train(tmp_path / "times.csv", rungs=("majority",)).facts["scenes"] == 12


def test_one_scene_of_a_table_is_named_so(tmp_path: Path) -> None:
    root = drawn(tmp_path / "p", cat=3, dog=3)
    rows = [{"path": str(p), "label": p.parent.name, "scene": "a"} for p in sorted(root.rglob("*.png"))]
    pl.DataFrame(rows).write_csv(tmp_path / "t.csv")
    with pytest.raises(NinelivesError, match="1 scene: copies of one picture, or one scene of the table"):
        train(tmp_path / "t.csv")


def test_a_photo_without_a_label_is_set_aside(tmp_path: Path) -> None:
    archive = Archive.of(drawn(tmp_path / "p", cat=3, dog=3))
    nameless = pl.when(pl.col("item") != "cat/000.png").then("label").alias("label")
    left = usable(dataclasses.replace(archive, table=archive.table.with_columns(nameless)))
    assert [(e.path, e.reason) for e in left.set_aside] == [("cat/000.png", "it has no label")]


def test_one_scene_left_to_fit_on_is_told(tmp_path: Path) -> None:
    root = drawn(tmp_path / "p", cat=1, dog=1)
    rows = []
    for original, copies in (("cat", 6), ("dog", 2)):  # each picture in both classes: two scenes, the larger one stays
        for number in range(copies):
            shutil.copy(root / original / "000.png", root / f"{original}{number}.png")
            rows.append({"path": f"{original}{number}.png", "kind": "ab"[number % 2]})
    pl.DataFrame(rows).write_csv(root / "t.csv")
    with pytest.raises(NinelivesError, match="one scene is left"):
        train(root / "t.csv", target="kind", rungs=("rules",), calibration_share=0.4)
    assert len(train(root / "t.csv", target="kind", rungs=("rules",), calibration_share=0).classes) == 2
