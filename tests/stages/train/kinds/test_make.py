"""A model of kinds: what it holds, what it says, and what it does not pretend to know."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.artifacts.model import Model
from ninelives.errors import NinelivesError
from ninelives.stages.train.fit import train
from ninelives.stages.train.kinds import make
from ninelives.store import manifest
from tests.folders import noise
from tests.stages.train.kinds.conftest import drawn
from tests.stages.train.test_command import answer, run


def folders(model: Model) -> list[set[str]]:
    """The folders that photos of each kind came from."""
    held = model.tables["crossfit"]
    said = held.select(f"p_{name}" for name in model.classes).to_numpy().argmax(axis=1)
    items = np.array([item.split("/")[0] for item in held.get_column("item")])
    return [set(items[said == at]) for at in range(len(model.classes))]


def test_what_looks_alike_is_one_kind_whatever_its_folder_says(model: Model) -> None:
    assert model.classes == ("thing 1", "thing 2")
    assert sorted(map(sorted, folders(model))) == [["board"], ["disc"]]
    assert model.kinds is not None
    assert model.kinds["sizes"] == [60, 60]
    assert model.kinds["there"]
    assert model.facts["notes"] == ["the labels of 120 photos are left aside: --unlabelled goes by looks alone"]


def test_nobody_knows_how_often_it_is_right(model: Model, unnamed: Path, tmp_path: Path) -> None:
    assert not model.known
    assert model.summary()["accuracy"] is None
    assert model.summary()["interval"] is None
    assert "how often right is unknown" in repr(model)
    assert model._repr_html_()
    assert model.tables["crossfit"].get_column("truth").null_count() == 120
    assert len(model.judged()[1]) == 0
    told = nl.predict(model, drawn(tmp_path / "new", 4, seed=9), out=tmp_path / "p.parquet")
    assert told.facts["accuracy"] is None
    assert told.facts["counts"] == [4, 4]
    assert told.facts["model"]["accuracy"] is None
    run("report", tmp_path / "p.parquet", "-o", tmp_path / "p.html")


def test_new_photos_are_sorted_alike(model: Model, tmp_path: Path) -> None:
    new = drawn(tmp_path / "new", 10, seed=5)
    board, disc = (set(model.predict(new / name)) for name in ("board", "disc"))
    assert len(board) == len(disc) == 1
    assert board != disc
    np.testing.assert_allclose(model.predict_proba(new).sum(axis=1), 1)


def test_each_kind_shows_typical_and_doubtful_photos_of_its_own(model: Model) -> None:
    assert model.kinds is not None
    shown = [item for part in ("typical", "doubtful") for items in model.kinds[part] for item in items]
    assert len(shown) == len(set(shown)) == 4 * make.SHOWN
    assert set(shown) == set(model.tables["pictures"].get_column("item"))
    for typical, doubtful, own in zip(model.kinds["typical"], model.kinds["doubtful"], folders(model), strict=True):
        assert {item.split("/")[0] for item in (*typical, *doubtful)} == own


def test_the_same_photos_in_one_heap_give_the_same_kinds(model: Model, unnamed: Path, tmp_path: Path) -> None:
    heap = tmp_path / "heap"
    heap.mkdir()
    for path in sorted(unnamed.rglob("*.png")):
        shutil.copy(path, heap / f"{path.parent.name}-{path.name}")
    made = train(heap, unlabelled=2, size=64)
    assert made.facts["notes"] == []
    assert made.kinds is not None
    assert model.kinds is not None
    assert made.kinds["sizes"] == model.kinds["sizes"]
    np.testing.assert_allclose(made.rungs["kinds"].arrays()["centres"], model.rungs["kinds"].arrays()["centres"])


def test_the_same_command_gives_the_same_digest(model: Model, unnamed: Path, tmp_path: Path) -> None:
    assert train(unnamed, unlabelled=2, size=64, out=tmp_path / "m").digest == model.digest
    other = train(unnamed, unlabelled=3, size=64, out=tmp_path / "o")
    assert other.digest != model.digest
    assert other.classes == ("thing 1", "thing 2", "thing 3")


def test_noise_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = noise(tmp_path / "noise", all=(0, 255, 60))
    run("train", root, "--unlabelled", "2", "--size", "64", "-o", tmp_path / "n.model", "--quiet")
    told = "\n".join(answer(capsys))
    assert "Nothing shows that they are 2." in told
    assert "▲ Thing 1 and thing 2 run into each other" in told
    assert "Nothing shows" in (tmp_path / "n.model" / "report.html").read_text("utf-8")


def test_the_terminal_and_the_facts_tell_of_kinds(
    unnamed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("train", unnamed, "--unlabelled", "2", "--size", "64", "-o", tmp_path / "k.model", "--quiet")
    run(*command)
    lines = answer(capsys)
    assert lines[:2] == ["  kinds      thing 1 60 · thing 2 60", "  120 photos fall into 2 kinds."]
    assert lines[-1].startswith(f"  next    ninelives train {tmp_path / 'k.model'} --labels FEW.csv")
    run(*command, "--json")
    told = json.loads(answer(capsys)[0])
    assert (told["task"], told["chosen"], told["rungs"], told["accuracy"]) == ("kinds", "kinds", [], None)
    assert told["kinds"]["names"] == ["thing 1", "thing 2"]


def test_a_declared_use_has_its_gaps(unnamed: Path) -> None:
    made = train(unnamed, unlabelled=2, size=64, deployment="light=0-0.05")
    assert made.facts["gaps"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"unlabelled": 1}, "unlabelled must be >= 2 kinds, got 1"),
        ({"unlabelled": -3}, "unlabelled must be >= 2 kinds, got -3"),
        ({"unlabelled": 121}, "120 scenes cannot form 121 kinds, of 120 photos"),
        ({"unlabelled": 2, "labels": "few.csv"}, "one of the two"),
        ({"unlabelled": 2, "target": "label"}, "one of the two"),
        ({"unlabelled": 2, "rungs": ("kernel",)}, "leave --rungs out"),
        ({"unlabelled": 2, "biases": ("mirror",)}, "leave --biases out"),
        ({"unlabelled": 2, "rules": "rules.toml"}, "properties and rules"),
        ({"unlabelled": 2, "properties": "snout.csv"}, "properties and rules"),
        ({"unlabelled": 2, "budget": "5m"}, "leave it out"),
    ],
)
def test_what_does_not_go_together_is_said(unnamed: Path, options: dict[str, object], says: str) -> None:
    with pytest.raises(NinelivesError, match=says):
        train(unnamed, **options)  # type: ignore[arg-type]


def test_no_photo_at_all_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NinelivesError):
        train(tmp_path / "empty", unlabelled=2)


@pytest.mark.parametrize("k", [2, 3, 7])
def test_as_many_kinds_as_photos_are_given_with_a_warning(tmp_path: Path, k: int) -> None:
    made = train(noise(tmp_path / "p", all=(0, 255, k)), unlabelled=k, size=64, out=tmp_path / "m")
    assert made.kinds is not None
    assert made.kinds["sizes"] == [1] * k
    assert not made.kinds["there"]
    assert made.kinds["agreement"] is None
    assert made.predict(tmp_path / "p").shape == (k,)


def test_pictures_that_look_the_same_are_no_kinds(tmp_path: Path) -> None:
    import cv2

    (tmp_path / "p").mkdir()
    for number in range(4):  # of other sizes: other photos, and to the network the same grey
        assert cv2.imwrite(str(tmp_path / "p" / f"{number}.png"), np.full((64 + number, 64, 3), 128, np.uint8))
    with pytest.raises(NinelivesError, match=r"look different to the network|cannot form 2 kinds"):
        train(tmp_path / "p", unlabelled=2, size=64)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda facts: facts["kinds"].update(names=["thing 1", "thing 3"]), "names of their own"),
        (lambda facts: facts["kinds"].pop("between"), "between"),
        (lambda facts: facts.update(kinds=[]), "list"),
        (lambda facts: facts.update(kinds=None), "was not climbed|is not in it"),
        (lambda facts: facts.update(chosen="pretrained"), "was not climbed|is not in it"),
    ],
)
def test_what_no_model_of_kinds_says_is_refused(model: Model, tmp_path: Path, change, says: str) -> None:  # type: ignore[no-untyped-def]
    assert model.path is not None
    shutil.copytree(model.path, tmp_path / "m")
    facts = json.loads((tmp_path / "m" / manifest.NAME).read_text())["facts"]
    change(facts)
    (tmp_path / "m" / manifest.NAME).unlink()
    manifest.seal(tmp_path / "m", "model", facts)
    with pytest.raises(NinelivesError, match=says):
        Model.load(tmp_path / "m")


def test_a_truth_that_nobody_knows_is_refused(model: Model, tmp_path: Path) -> None:
    assert model.path is not None
    shutil.copytree(model.path, tmp_path / "m")
    path, facts = tmp_path / "m" / "crossfit.parquet", json.loads((tmp_path / "m" / manifest.NAME).read_text())["facts"]
    pl.read_parquet(path).with_columns(truth=pl.lit("thing 1")).write_parquet(path)
    (tmp_path / "m" / manifest.NAME).unlink()
    manifest.seal(tmp_path / "m", "model", facts)
    with pytest.raises(NinelivesError, match=r"crossfit\.parquet"):
        Model.load(tmp_path / "m")
