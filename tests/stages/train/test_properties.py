"""What the user tells beside the photos, from files to a model and its predictions."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.model import Model
from ninelives.errors import NinelivesError
from ninelives.report.facts import model as facts
from ninelives.stages.train.fit import train
from ninelives.stages.train.judge import predict
from ninelives.stages.train.properties import Knowledge, columns
from ninelives.stages.train.spec import TrainSpec
from tests.folders import noise

RULES = ("majority", "rules")
BOOK = 'rules = ["if weight is over 5 then dog", "if snout is no then cat"]'


def answers(path: Path, told: dict[str, str]) -> Path:
    path.write_text("item,label\n" + "".join(f"{item},{said}\n" for item, said in told.items()))
    return path


def table(folder: Path, seed: int = 0, many: int = 40) -> Path:
    """Photos that all look alike, in a table with their weight; dogs are heavy and have a snout."""
    photos = noise(folder / "photos", seed=seed, cat=(0, 255, many), dog=(0, 255, many))
    paths = sorted(path.relative_to(folder) for path in photos.rglob("*.png"))
    kinds = [path.parent.name for path in paths]
    weight = [(9.0 if kind == "dog" else 3.0) + at % 3 for at, kind in enumerate(kinds)]
    frame = pl.DataFrame({"path": [str(path) for path in paths], "label": kinds, "weight": weight})
    frame.write_csv(folder / "photos.csv")
    items = frame.get_column("path").to_list()
    answers(folder / "snout.csv", {item: "yes" if "dog" in item else "no" for item in items})
    return folder / "photos.csv"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return table(tmp_path_factory.mktemp("told"))


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return table(tmp_path_factory.mktemp("new"), seed=1, many=10)


@pytest.fixture(scope="module")
def model(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Model:
    """Learned from the weight alone, though it was told of the snout too."""
    out = tmp_path_factory.mktemp("told-model") / "photos.model"
    return train(told, rungs=RULES, properties=["weight@30s", told.parent / "snout.csv"], out=out)


# --- what a model learns from


def test_photos_that_look_alike_are_told_apart_by_what_is_told(told: Path, model: Model) -> None:
    assert model.best.score > 0.95
    assert train(told, rungs=RULES).best.score < 0.8
    assert [each.name for each in model.told] == ["weight", "snout"]
    assert [(each.kind, each.source, each.minutes) for each in model.told] == [
        ("number", "column", 0.5),
        ("yes/no", "answers", 0.1),
    ]
    summary = json.loads(json.dumps(model.summary()))
    assert summary["properties"] == [each.to_json() for each in model.told]
    assert len(summary["rules"]["steps"]) == int((model.rungs["rules"].arrays()["feature"] < 0).sum())


def test_a_model_is_asked_for_no_more_than_it_reads(model: Model) -> None:
    (read,) = model.need.read
    assert read.name in ("weight", "snout")
    assert len(model.need.columns) == 2


def test_a_model_that_is_saved_says_the_same(model: Model, told: Path) -> None:
    again = Model.load(model.path or "")
    assert again.told == model.told
    assert again.need == model.need
    assert again.facts["rules"] == model.facts["rules"]


def test_the_answers_are_part_of_what_a_model_is(told: Path, model: Model, tmp_path: Path) -> None:
    items = Archive.of(told).items
    same = answers(tmp_path / "snout.csv", {item: "yes" if "dog" in item else "no" for item in items})
    kept = train(told, rungs=RULES, properties=["weight@30s", same], out=tmp_path / "same.model")
    assert kept.digest == model.digest
    same.write_text(same.read_text().replace("yes", "no", 1))
    moved = train(told, rungs=RULES, properties=["weight@30s", same], out=tmp_path / "other.model")
    assert moved.facts["lineage"]["inputs"] != model.facts["lineage"]["inputs"]
    dearer = train(told, rungs=RULES, properties=["weight@60s", same], out=tmp_path / "dearer.model")
    assert dearer.facts["lineage"]["inputs"]["archive"] == moved.facts["lineage"]["inputs"]["archive"]
    assert dearer.facts["lineage"]["inputs"] != moved.facts["lineage"]["inputs"]
    with pytest.raises(NinelivesError, match="its properties are others"):
        train(told, rungs=RULES, properties=["weight", same], out=tmp_path / "dearer.model")


def test_a_photo_without_an_answer_is_set_aside_by_name(told: Path, tmp_path: Path) -> None:
    items = Archive.of(told).items
    few = answers(tmp_path / "snout.csv", {item: "?" if item == items[3] else "yes" for item in items[1:]})
    made = train(told, rungs=RULES, properties=few)
    assert [(entry.path, entry.reason) for entry in made.set_aside] == [
        (items[0], "nobody told its 'snout'"),
        (items[3], "nobody told its 'snout'"),
    ]
    assert made.facts["items"] == 78


def test_rows_for_no_photo_are_counted_in_a_note(told: Path, tmp_path: Path) -> None:
    items = Archive.of(told).items
    more = answers(tmp_path / "snout.csv", dict.fromkeys([*items, "never/there.png"], "no"))
    (note,) = train(told, rungs=RULES, properties=more).facts["notes"]
    assert "1 row names no file that is there, in the labels 'snout.csv': 'never/there.png'" in note


# --- new photos


def test_columns_are_found_again_and_files_are_named(model: Model, new: Path, told: Path, tmp_path: Path) -> None:
    judged = predict(model, new, properties=new.parent / "snout.csv", out=tmp_path / "a.parquet")
    assert judged.accuracy == 1.0
    p = model.predict_proba(new, properties={"snout": new.parent / "snout.csv"})
    assert (p.argmax(axis=1) == np.repeat([0, 1], 10)).all()


def test_arrays_come_with_an_answer_each(model: Model) -> None:
    pictures = [np.full((32, 48, 3), 100, np.uint8)] * 2
    said = model.predict(pictures, properties={"weight": [2, 11], "snout": ["no", "yes"]})
    assert said.tolist() == ["cat", "dog"]
    with pytest.raises(NinelivesError, match="2 pictures and 1 answers to 'weight'"):
        model.predict(pictures, properties={"weight": [2]})
    with pytest.raises(NinelivesError, match=r"'picture 1' cannot be judged: nobody told its '(weight|snout)'"):
        model.predict(pictures, properties={"weight": [2, None], "snout": ["no", "?"]})


def test_what_new_photos_lack_is_named_before_any_is_read(model: Model, new: Path, tmp_path: Path) -> None:
    (read,) = model.need.read
    for say in (
        lambda: predict(model, new.parent / "photos", out=tmp_path / "a"),
        lambda: model.predict(new.parent / "photos"),
    ):
        with pytest.raises(NinelivesError, match=f"asks for '{read.name}' of each photo") as caught:
            say()
        assert f"{read.name}={read.name}.csv" in str(caught.value.fix)
    assert not (tmp_path / "a").exists()


def test_a_new_photo_without_an_answer_is_set_aside(told: Path, new: Path, tmp_path: Path) -> None:
    made = train(told, rungs=RULES, properties=told.parent / "snout.csv")
    items = Archive.of(new).items
    few = answers(tmp_path / "snout.csv", {item: "yes" if "dog" in item else "no" for item in items[1:]})
    judged = predict(made, new, properties=few, out=tmp_path / "a.parquet")
    assert judged.facts["items"] == 19
    assert judged.facts["set_aside"] == [{"path": items[0], "reason": "nobody told its 'snout'"}]
    assert judged.accuracy == 1.0


def test_a_new_photo_whose_answer_is_of_another_kind_is_set_aside(told: Path, new: Path, tmp_path: Path) -> None:
    made = train(told, rungs=RULES, properties=told.parent / "snout.csv")
    items = Archive.of(new).items
    said = answers(tmp_path / "snout.csv", {item: "1" if "dog" in item else "0" for item in items} | {items[3]: "2"})
    judged = predict(made, new, properties=said, out=tmp_path / "a.parquet")
    assert judged.facts["set_aside"] == [{"path": items[3], "reason": "its 'snout' is '2', and should be yes or no"}]
    assert (judged.facts["items"], judged.accuracy) == (19, 1.0)


def test_other_answers_are_other_predictions(told: Path, new: Path, tmp_path: Path) -> None:
    made = train(told, rungs=RULES, properties=told.parent / "snout.csv")
    items, out = Archive.of(new).items, tmp_path / "a.parquet"
    file = answers(tmp_path / "snout.csv", dict.fromkeys(items, "yes"))
    first = predict(made, new, properties=file, out=out)
    assert predict(made, new, properties=file, out=out).facts["lineage"] == first.facts["lineage"]
    answers(file, dict.fromkeys(items, "no"))
    with pytest.raises(NinelivesError, match="its photos are others"):
        predict(made, new, properties=file, out=out)


def test_a_rung_that_looks_at_photos_alone_asks_for_nothing(told: Path, new: Path, tmp_path: Path) -> None:
    both = ("rules", "kernel")
    made = train(told, rungs=both, properties="weight")
    assert made.chosen == "rules"
    kernel = Model(**{name: getattr(made, name) for name in made.__dataclass_fields__} | {"chosen": "kernel"})
    assert kernel.need.columns == kernel.need.read == ()
    assert kernel.predict_proba(new.parent / "photos").shape == (20, 2)


def test_a_perceptron_adds_up_what_it_is_told(told: Path, new: Path, tmp_path: Path) -> None:
    made = train(told, rungs=("majority", "perceptron"), properties=["weight", told.parent / "snout.csv"])
    assert made.best.score > 0.8
    assert [each.name for each in made.need.read] == ["weight", "snout"]
    assert made.facts["interaction"]["pairs"] == 33 * 32 // 2
    assert {"weight", "snout"} & {voice.name for voice in facts.page(made).voices[:2]}
    judged = predict(made, new, properties=new.parent / "snout.csv", out=tmp_path / "a.parquet")
    assert (judged.accuracy or 0) > 0.8


# --- rules of one's own


def test_rules_are_read_checked_and_told(told: Path, tmp_path: Path) -> None:
    book = tmp_path / "rules.toml"
    book.write_text(BOOK)
    named = {"properties": ["weight", told.parent / "snout.csv"], "rules": book}
    made = train(told, rungs=RULES, out=tmp_path / "m", **named)  # type: ignore[arg-type]
    assert made.best.score == 1.0
    ruled = made.facts["rules"]
    assert [line["text"] for line in ruled["written"]] == ["if weight is over 5 then dog", "if snout is no then cat"]
    assert ruled["otherwise"] is None
    assert [round(step["score"], 2) for step in ruled["steps"]][1:] == [1.0, 1.0]
    assert made.facts["lineage"]["inputs"]["rules"]
    book.write_text(BOOK + "\n")
    with pytest.raises(NinelivesError, match="its rules are others"):
        train(told, rungs=RULES, out=tmp_path / "m", **named)  # type: ignore[arg-type]


def test_a_class_that_is_none_and_yes_for_a_number_are_told_together(told: Path, tmp_path: Path) -> None:
    book = tmp_path / "rules.toml"
    book.write_text('rules = ["if weight is yes then dgo"]')
    with pytest.raises(NinelivesError, match="has 2 faults") as caught:
        train(told, rungs=RULES, properties="weight", rules=book)
    assert "(did you mean 'dog' ?)" in caught.value.message


def test_rules_are_read_before_any_photo(told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Archive, "of", None)
    (tmp_path / "rules.toml").write_text('rules = ["if wings is yes then cat"]')
    with pytest.raises(NinelivesError, match="there is no property 'wings'"):
        train(told, rungs=RULES, rules=tmp_path / "rules.toml")


# --- what is refused


@pytest.mark.parametrize(
    ("words", "why", "fix"),
    [
        ("wieght", "the photos come with no column 'wieght': they have weight", "did you mean weight ?"),
        ("furry", "no column 'furry'", "--properties furry=furry.csv"),
    ],
)
def test_a_column_that_is_not_there(told: Path, words: str, why: str, fix: str) -> None:
    with pytest.raises(NinelivesError, match=why) as caught:
        train(told, rungs=RULES, properties=words)
    assert fix in str(caught.value.fix)


def test_the_class_itself_is_no_property(told: Path, tmp_path: Path) -> None:
    photos = told.parent / "photos"
    labels = answers(tmp_path / "kinds.csv", {item: item.split("/")[0] for item in Archive.of(photos).items})
    with pytest.raises(NinelivesError, match=r"kinds\.csv' holds the classes themselves"):
        train(photos, rungs=RULES, labels=labels, properties=[str(labels)])
    with pytest.raises(NinelivesError, match="the column 'weight' holds the classes themselves"):
        train(told, rungs=RULES, target="weight", properties="weight")
    itself = tmp_path / "itself.csv"
    frame = pl.read_csv(told).with_columns(item="path", path=pl.lit(f"{told.parent}/") + pl.col("path"))
    frame.write_csv(itself)
    with pytest.raises(NinelivesError, match=r"itself\.csv' holds the classes themselves"):
        train(itself, rungs=RULES, properties=[itself])


def test_files_that_lead_in_a_circle_are_not_there(told: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    with pytest.raises(NinelivesError, match=r"there is no labels file '.*a\.csv'"):
        train(told, rungs=RULES, properties=[tmp_path / "a.csv"])
    (tmp_path / "rules.toml").symlink_to(tmp_path / "rules.toml")
    with pytest.raises(NinelivesError, match="there is no file of rules"):
        train(told, rungs=RULES, rules=tmp_path / "rules.toml")


def test_answers_that_reach_no_photo(told: Path, tmp_path: Path) -> None:
    items = Archive.of(told).items
    one, other = (
        answers(tmp_path / f"{name}.csv", dict.fromkeys(some, "yes"))
        for name, some in (("a", items[:9]), ("b", items[9:]))
    )
    with pytest.raises(NinelivesError, match="no photo has an answer to all of 'a', 'b'"):
        train(told, rungs=RULES, properties=[one, other])
    answers(one, {"nobody.png": "yes"})
    with pytest.raises(NinelivesError, match="name none of the 80 items"):
        train(told, rungs=RULES, properties=one)


def test_what_no_rung_would_read_is_refused(told: Path, tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="'weight' is a property, and no rung"):
        train(told, rungs=("majority",), properties="weight")
    with pytest.raises(NinelivesError, match="is for the rung rules, which is not to be tried"):
        train(told, rungs=("majority",), rules=tmp_path / "rules.toml")


def test_kinds_without_labels_go_by_looks_alone(told: Path) -> None:
    with pytest.raises(NinelivesError, match="properties and rules tell classes apart"):
        train(told, unlabelled=2, properties="weight")
    with pytest.raises(NinelivesError, match="properties and rules tell classes apart"):
        train(told, unlabelled=2, rules="rules.toml")


def test_the_rungs_see_measured_properties_first() -> None:
    known = Knowledge.of(None, None, TrainSpec())
    assert known.inputs() == {}
    assert len(columns(())) == 31
