"""From a folder to a model: who is fitted on, what is told, where it goes, and that it is the same every time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.lineage import of_folder
from ninelives.artifacts.model import Model
from ninelives.errors import NinelivesError
from ninelives.stages.train import TrainSpec, fit, ladder
from ninelives.stages.train.fit import train, train_into
from ninelives.store import digest
from tests.stages.train.conftest import drawn

LOW = ("majority", "rules", "perceptron", "kernel")
KEYS = {
    "out", "task", "classes", "items", "set_aside", "scenes", "rungs", "chosen", "accuracy", "interval",
    "calibration_items", "envelope", "gaps", "seconds",
}  # fmt: skip


def into(data: Path | Archive, out: Path | None, default: Path, **options: object) -> fit.Trained:
    spec = TrainSpec(**{"rungs": ("majority", "rules"), **options})  # type: ignore[arg-type]
    return train_into(data, None, spec, out, default)


def split(model: Model) -> dict[str, list[str]]:
    return {name: model.tables[name].get_column("item").to_list() for name in ("calibration", "crossfit", "reference")}


# --- what is told


def test_the_summary_has_the_keys_of_the_contract(model: Model) -> None:
    told = json.loads(json.dumps(model.summary()))
    assert set(told) >= KEYS
    assert [set(rung) for rung in told["rungs"]] == [
        {"name", "score", "interval", "seconds", "parameters", "capped"}
    ] * len(LOW)
    assert [set(entry) for entry in told["set_aside"]] == [{"path", "reason"}]
    assert (told["task"], told["classes"]) == ("classification", ["bright", "dim"])
    assert (told["items"], told["scenes"]) == (61, 60)
    assert told["chosen"] in LOW
    assert told["interval"][0] <= told["accuracy"] <= told["interval"][1]
    assert told["seconds"] > 0
    assert told["out"].endswith("photos.model")


def test_what_cannot_be_read_is_named(model: Model) -> None:
    (entry,) = model.set_aside
    assert entry.path == "dim/notes.png"
    assert "text" in entry.reason


def test_the_chosen_rung_follows_the_rule(model: Model) -> None:
    assert model.chosen == ladder.choose(model.scores)
    assert [score.name for score in model.scores] == list(LOW)
    assert model.best.score > 0.9


def test_a_declared_use_leaves_its_gaps_in_the_model(photos: Path) -> None:
    made = train(photos, rungs=("majority",), deployment="light=0-0.1")
    assert any("light" in gap["words"] for gap in made.summary()["gaps"])
    assert train(photos, rungs=("majority",)).summary()["gaps"] == []


def test_progress_is_told(photos: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    train(photos, rungs=("rules",), progress=lambda *step: told.append(step))
    assert told
    assert all(of is None or 0 <= done <= of for _, done, of in told)


# --- who is fitted on


def test_a_photo_is_fitted_on_or_kept_apart_and_scenes_do_not_cross(photos: Path, model: Model) -> None:
    apart, fitted = (set(split(model)[name]) for name in ("calibration", "crossfit"))
    assert not apart & fitted
    assert apart | fitted == set(Archive.of(photos).items)
    twins = {"dim/000.png", "dim/again.png"}
    assert twins <= apart or twins <= fitted
    assert model.facts["calibration_items"] == len(apart) <= 0.4 * 61
    assert model.facts["fitted_on"] == len(fitted)


@pytest.mark.parametrize("pack", [False, True])
def test_the_split_of_a_folder_is_that_of_its_archive(photos: Path, model: Model, tmp_path: Path, pack: bool) -> None:
    Archive.of(photos).save(tmp_path / "photos.archive", pack=pack)
    again = train(tmp_path / "photos.archive", out=tmp_path / "photos.model", rungs=LOW)
    assert split(again) == split(model)
    assert {(e.path, e.reason) for e in again.set_aside} == {(e.path, e.reason) for e in model.set_aside}
    assert again.digest == model.digest


def test_calibration_share_0_fits_on_all(photos: Path, tmp_path: Path) -> None:
    made = train(photos, out=tmp_path / "m", rungs=("rules",), calibration_share=0)
    assert made.facts["calibration_items"] == 0
    assert made.facts["fitted_on"] == 61
    assert made.tables["calibration"].height == 0
    assert made.tables["crossfit"].height == made.tables["reference"].height == 61
    assert len(made.judged()[1]) == 61


def test_another_seed_keeps_others_apart(photos: Path, model: Model) -> None:
    assert split(train(photos, rungs=("majority",), seed=1)) != split(model)


def test_the_limit_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, photos: Path) -> None:
    monkeypatch.setattr(TrainSpec, "__post_init__", staticmethod(tuple))  # for a limit below the least allowed
    made = train(photos, rungs=("rules",), limit=20, calibration_share=0)
    assert 15 <= made.facts["fitted_on"] <= 20
    assert made.tables["crossfit"].height == made.facts["fitted_on"]


# --- where it goes


def test_an_explicit_name_is_taken_and_never_overwritten(photos: Path, tmp_path: Path) -> None:
    out = tmp_path / "a" / "own"
    first = into(photos, out, tmp_path / "unused")
    assert (first.done, first.note, first.model.path) == (False, None, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    again = into(photos, out, tmp_path / "unused")
    assert again.done
    assert again.model.digest == first.model.digest
    with pytest.raises(NinelivesError, match="was made from something else"):
        into(photos, out, tmp_path / "unused", seed=1)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
    assert not (tmp_path / "unused").exists()


def test_another_lineage_is_refused_before_any_reading(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "own"
    into(photos, out, out)
    (tmp_path / "mine").mkdir()
    monkeypatch.setattr("ninelives.artifacts.archive.build.survey", None)  # whoever reads a photo falls over it
    for where, options, why in (
        (out, {"seed": 1}, "its seed is 0, here it is 1"),
        (out, {"rungs": ("rules",)}, "its option 'rungs' differs"),
        (out, {"size": 160}, "its size is 224, here it is 160"),
        (tmp_path / "mine", {}, "is nothing that ninelives made"),
    ):
        with pytest.raises(NinelivesError, match=why):
            into(photos, where, where, **options)
    with pytest.raises(NinelivesError, match="its option 'deployment' differs"):
        train_into(photos, "hour=20-6", TrainSpec(rungs=("majority", "rules")), out, out)


def test_a_default_name_gives_way(photos: Path, tmp_path: Path) -> None:
    default = tmp_path / "photos.model"
    first, second = into(photos, None, default), into(photos, None, default, seed=1)
    assert (first.model.path, second.model.path) == (default, tmp_path / "photos-2.model")
    assert second.note is not None
    assert "photos-2.model" in second.note
    assert into(photos, None, default, seed=1).done
    assert into(photos, None, default).done
    assert sorted(path.name for path in tmp_path.iterdir()) == ["photos-2.model", "photos.model"]


@pytest.mark.parametrize("make", [Path.touch, Path.mkdir])
def test_what_ninelives_did_not_make_is_left_alone(photos: Path, tmp_path: Path, make: object) -> None:
    out = tmp_path / "mine.model"
    make(out)  # type: ignore[operator]
    with pytest.raises(NinelivesError, match="exists"):
        into(photos, out, out)
    assert into(photos, None, out).model.path == tmp_path / "mine-2.model"


def test_the_same_lineage_is_not_computed_twice(photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = into(photos, tmp_path / "m", tmp_path / "m")

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a rung was fitted again")

    monkeypatch.setattr(ladder, "climb", never)
    assert into(photos, tmp_path / "m", tmp_path / "m").model.digest == first.model.digest


# --- the same every time


@pytest.mark.slow
def test_the_same_command_gives_the_same_bytes_from_fresh_caches(photos: Path, model: Model, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(photos, tmp_path / "elsewhere" / "photos"))
    for number, where in enumerate((photos, moved)):
        code = "import sys, ninelives as nl; print(nl.train(sys.argv[1], rungs=sys.argv[3:], out=sys.argv[2]).digest)"
        done = subprocess.run(
            [sys.executable, "-c", code, str(where), str(tmp_path / f"{number}.model"), *LOW],
            env={**os.environ, "NINELIVES_CACHE": str(tmp_path / f"cache{number}")},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.split() == [model.digest]


def test_the_order_of_the_rungs_in_the_command_plays_no_part_in_the_ladder(photos: Path, model: Model) -> None:
    assert [s.name for s in train(photos, rungs=LOW[::-1]).scores] == list(LOW)


def test_lineage_knows_the_options_and_the_photos(photos: Path, tmp_path: Path) -> None:
    kinds = set()
    for number, options in enumerate(({}, {"seed": 1}, {"calibration_share": 0.1}, {"side": 8}, {"axes": ("light",)})):
        out = tmp_path / str(number)
        into(photos, out, out, **options)
        kinds.add(digest.of_json(of_folder(out)))
    assert len(kinds) == 5


# --- what cannot be learned from


def test_one_class_only(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="only one class, 'cat' \\(3 photos\\)") as caught:
        train(drawn(tmp_path / "p", cat=3))
    assert "photos/cat, photos/dog" in str(caught.value.fix)


def test_no_labels(tmp_path: Path) -> None:
    flat = drawn(tmp_path / "p", cat=3) / "cat"
    with pytest.raises(NinelivesError, match="none of the 3 photos has a label") as caught:
        train(flat)
    assert "--labels" in str(caught.value.fix)


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError):
        train(tmp_path)


@pytest.mark.parametrize("share", [0, 0.2, 0.4])
@pytest.mark.parametrize(("cats", "dogs"), [(2, 2), (2, 9), (3, 3)])
def test_next_to_nothing_is_enough(tmp_path: Path, cats: int, dogs: int, share: float) -> None:
    made = train(drawn(tmp_path / "p", cat=cats, dog=dogs), out=tmp_path / "m", rungs=LOW, calibration_share=share)
    assert len(made.scores) == len(LOW)
    assert made.predict(tmp_path / "p").shape == (cats + dogs,)


def test_an_unknown_axis_is_told_before_anything_is_fitted(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladder, "climb", None)
    with pytest.raises(NinelivesError, match="no condition 'brightness'") as caught:
        train(photos, axes=("brightness",))
    assert "light" in str(caught.value.fix)


def test_an_unknown_rung_or_a_deployment_that_is_none(photos: Path) -> None:
    with pytest.raises(NinelivesError, match="did you mean 'kernel'"):
        train(photos, rungs=("kernle",))
    with pytest.raises(NinelivesError):
        train(photos, rungs=("majority",), deployment="hour=banana")


def test_no_permission_leaves_nothing_behind(photos: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NinelivesError, match="cannot write"):
        train(photos, out=tmp_path / "file" / "m.model", rungs=("majority",))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_of_two_identical_trainings_at_once_the_later_one_was_made_before(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, out, times = fit._made, tmp_path / "m.model", []

    def slow(*arguments: Any) -> Model:
        model = real(*arguments)
        times.append(1)
        if len(times) == 1:
            assert not train_into(photos, None, TrainSpec(rungs=("majority",)), out, out).done
        return model

    monkeypatch.setattr(fit, "_made", slow)
    later = train_into(photos, None, TrainSpec(rungs=("majority",)), out, out)
    assert later.done
    assert (len(times), later.model.path) == (2, out)
