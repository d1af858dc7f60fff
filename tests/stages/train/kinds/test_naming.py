"""A handful of labels names kinds, and nothing but the model is needed for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import ninelives as nl
from ninelives.artifacts.model import Model
from ninelives.errors import NinelivesError
from ninelives.stages.train.fit import train
from ninelives.stages.train.kinds import naming
from tests.stages.train.kinds.conftest import drawn
from tests.stages.train.test_command import answer, run


@pytest.fixture
def few(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Writes a Labels file: ``few(board=["chess", "chess"], disc=["sun"])``, photos in the order of their names."""

    def write(**said: list[str]) -> Path:
        rows = [f"{folder}/{at:03d}.png,{label}" for folder, labels in said.items() for at, label in enumerate(labels)]
        path = tmp_path / "few.csv"
        path.write_text("\n".join(["item,label", *rows]) + "\n")
        return path

    return write


def test_it_becomes_a_classifier_that_needs_no_photo(model: Model, few, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    moved = tmp_path / "moved.model"
    assert model.path is not None
    shutil.copytree(model.path, moved)
    made = train(moved, labels=few(board=["chess"] * 3, disc=["sun"] * 2), out=tmp_path / "named.model")
    assert made.classes == ("chess", "sun")
    assert made.facts["task"] == "classification"
    assert made.accuracy()[0] == 1
    assert made.accuracy()[1][0] < 0.6  # of five labels
    new = drawn(tmp_path / "new", 6, seed=3)
    assert set(made.predict(new / "board")) == {"chess"}
    assert set(made.predict(new / "disc")) == {"sun"}
    (tmp_path / "board").mkdir()
    shutil.move(new / "board", tmp_path / "board" / "chess")
    told = nl.predict(made, tmp_path / "board", out=tmp_path / "p.parquet")
    assert told.facts["accuracy"] == 1
    assert Model.load(tmp_path / "named.model").digest == made.digest


def test_the_only_label_of_a_kind_proves_nothing(model: Model, few) -> None:  # type: ignore[no-untyped-def]
    made = train(model, labels=few(board=["chess"], disc=["sun"]))
    assert made.classes == ("chess", "sun")
    assert not made.known
    assert made.summary()["accuracy"] is None


def test_labels_that_contradict_each_other_are_told_with_counts(model: Model, few) -> None:  # type: ignore[no-untyped-def]
    made = train(model, labels=few(board=["chess", "chess", "chess", "sun"], disc=["sun"]))
    assert made.kinds is not None
    heard = {one["name"]: one["counts"] for one in made.kinds["labels"]}
    assert heard == {"chess": {"chess": 3, "sun": 1}, "sun": {"sun": 1}}
    assert made.accuracy()[0] == 0.75  # three of the four agree with the others


def test_a_label_is_judged_by_labels_of_other_scenes_alone() -> None:
    told = [(0, 1, "sun"), (0, 1, "sun"), (0, 2, "moon"), (1, 3, "sun")]
    rows = [{"kind": kind, "scene": scene, "label": label} for kind, scene, label in told]
    assert [naming._of_other_scenes(row, rows) for row in rows] == [["moon"], ["moon"], ["sun", "sun"], []]


def test_a_kind_without_a_majority_keeps_its_number(model: Model, few) -> None:  # type: ignore[no-untyped-def]
    made = train(model, labels=few(board=["chess", "sun"], disc=["sun"]))
    (number,) = [name for name in made.classes if name != "sun"]
    assert number in model.classes
    assert made.accuracy()[0] == 0
    alone = train(model, labels=few(disc=["sun"]))
    assert alone.classes == made.classes


def test_several_kinds_may_have_one_name(unnamed: Path, few) -> None:  # type: ignore[no-untyped-def]
    kinds = train(unnamed, unlabelled=4, size=64)
    every = {name: ["sun" if name == "disc" else "chess"] * 60 for name in ("board", "disc")}
    made = train(kinds, labels=few(**every))
    assert made.classes == ("chess", "sun")
    assert made.accuracy()[0] == 1
    assert made.tables["crossfit"].columns[-2:] == ["p_chess", "p_sun"]
    sums = made.tables["crossfit"].select(total=made.tables["crossfit"]["p_chess"] + made.tables["crossfit"]["p_sun"])
    assert (sums["total"] - 1).abs().max() < 1e-9  # type: ignore[operator]


def test_the_command_and_its_report(model: Model, few, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    labels = few(board=["<b>chess", "<b>chess", "sun"], disc=["sun", "sun"])
    with labels.open("a") as more:
        more.write("nowhere.png,sun\n")
    command = ("train", model.path or "", "--labels", labels, "-o", tmp_path / "n.model", "--quiet")
    run(*command)
    told = "\n".join(answer(capsys))
    assert "2 kinds, named by 5 labels" in told
    assert "disagree: 2 say <b>chess, 1 says sun; it is called <b>chess." in told
    assert "That rests on very few" in told
    assert "1 row names no file that is there" in told
    html = (tmp_path / "n.model" / "report.html").read_text("utf-8")
    assert "&lt;b&gt;chess" in html
    assert "<b>chess" not in html
    run(*command)
    assert answer(capsys)[0] == "  made before: the same photos, options and version"


def test_without_a_name_it_goes_beside_the_model(model: Model, few, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    assert model.path is not None
    shutil.copytree(model.path, "things.model")
    run("train", "things.model", "--labels", few(board=["chess"], disc=["sun"]), "--quiet")
    assert Model.load("things-2.model").classes == ("chess", "sun")


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"board": ["a"], "disc": ["a"]}, "all 2 kinds would be called 'a'"),
        ({"elsewhere": ["a"]}, "name none of the 120 items"),
        ({"board": ["thing 1"], "disc": ["thing 1"]}, "is the number of a kind|would be called"),
    ],
)
def test_names_that_tell_nothing_apart_are_refused(model: Model, few, said: dict[str, list[str]], says: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NinelivesError, match=says):
        train(model, labels=few(**said))


def test_what_does_not_go_together_is_said(model: Model, few, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    labels = few(board=["chess"], disc=["sun"])
    assert model.path is not None
    with pytest.raises(NinelivesError, match="a handful of labels"):
        train(model.path)
    with pytest.raises(NinelivesError, match="keep everything else"):
        train(model.path, labels=labels, rungs=("kernel",))
    with pytest.raises(NinelivesError, match="keep everything else"):
        train(model.path, labels=labels, deployment="hour=20-6")
    with pytest.raises(NinelivesError, match="there is no labels file"):
        train(model.path, labels=tmp_path / "absent.csv")
    named = train(model.path, labels=labels, out=tmp_path / "named.model")
    with pytest.raises(NinelivesError, match="named already"):
        train(named, labels=labels)


def test_a_model_that_learned_from_labels_has_its_names(photos: Path, few) -> None:  # type: ignore[no-untyped-def]
    low = train(photos, rungs=("majority",))
    with pytest.raises(NinelivesError, match="no model of kinds"):
        train(low, labels=few(board=["chess"]))
