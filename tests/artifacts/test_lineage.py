"""Tests of lineage: the same inputs give the same place, others never overwrite it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ninelives.artifacts.lineage import Lineage, Place, foresee, of_folder, place, put, stem, typed
from ninelives.errors import NinelivesError, TakenError
from ninelives.store import manifest

ONE = Lineage(stage="collect", inputs={"photos": "abc"}, options={"pack": False}, seed=1, threads=2)
OTHER = replace(ONE, inputs={"photos": "abd"})


def make(path: Path, lineage: Lineage) -> Path:
    path.mkdir()
    (path / "file").write_bytes(b"x")
    manifest.seal(path, "archive", {"lineage": lineage.to_json()})
    return path


def test_the_digest_covers_every_part() -> None:
    changed = [
        {"stage": "train"},
        {"inputs": {"photos": "abd"}},
        {"inputs": {"pictures": "abc"}},
        {"options": {"pack": True}},
        {"seed": 2},
        {"threads": 1},
        {"version": "9.9"},
    ]
    digests = {ONE.digest, *(replace(ONE, **change).digest for change in changed)}  # type: ignore[arg-type]
    assert len(digests) == 1 + len(changed)
    assert replace(ONE, inputs=dict(ONE.inputs)).digest == ONE.digest


def test_the_order_of_inputs_is_irrelevant() -> None:
    assert replace(ONE, inputs={"a": "1", "b": "2"}).digest == replace(ONE, inputs={"b": "2", "a": "1"}).digest


def test_a_free_name_is_taken(tmp_path: Path) -> None:
    default = tmp_path / "photos.archive"
    found = place(None, default, ONE)
    assert (found.path, found.done, found.note) == (default, False, None)
    named = place(tmp_path / "named", default, ONE)
    assert (named.path, named.done) == (tmp_path / "named", False)


def test_the_same_lineage_is_done_already(tmp_path: Path) -> None:
    held = make(tmp_path / "photos.archive", ONE)
    assert of_folder(held) == ONE.to_json()
    assert place(None, held, ONE).done
    assert place(held, tmp_path / "x", ONE).done


def test_another_lineage_gets_the_next_name(tmp_path: Path) -> None:
    default = make(tmp_path / "photos.archive", OTHER)
    second = place(None, default, ONE)
    assert (second.path, second.done) == (tmp_path / "photos-2.archive", False)
    assert second.note == f"'{default}' holds another collection; this goes to '{second.path}'"
    make(second.path, ONE)
    assert place(None, default, ONE) == replace(second, done=True, note=None)
    assert place(None, default, replace(ONE, seed=9)).path == tmp_path / "photos-3.archive"


def test_an_explicit_name_with_another_lineage_is_refused(tmp_path: Path) -> None:
    held = make(tmp_path / "mine", OTHER)
    before = (held / manifest.NAME).read_bytes()
    with pytest.raises(NinelivesError, match="exists and was made from something else") as error:
        place(held, tmp_path / "x", ONE)
    assert error.value.fix
    assert (held / manifest.NAME).read_bytes() == before


@pytest.mark.parametrize("what", ["file", "folder", "damaged", "unlined"])
def test_an_explicit_name_of_something_else_is_refused(what: str, tmp_path: Path) -> None:
    path = tmp_path / "mine"
    if what == "file":
        path.write_bytes(b"precious")
    elif what == "folder":
        path.mkdir()
    elif what == "damaged":
        (make(path, ONE) / manifest.NAME).write_bytes(b"{")
    else:
        path.mkdir()
        manifest.seal(path, "archive", {})
    with pytest.raises(NinelivesError, match="exists, and is nothing that ninelives made"):
        place(path, tmp_path / "x", ONE)
    assert path.exists()


def test_what_a_file_holds_is_asked_of_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "preds.parquet"
    path.write_bytes(b"")
    assert place(path, path, ONE, read=lambda _: ONE.to_json()).done
    with pytest.raises(NinelivesError, match="exists, and is nothing that ninelives made, or is not whole: it is left"):
        place(path, path, ONE, read=lambda _: None)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"stage": "train"}, "its stage is train, here it is collect"),
        ({"version": "9.9"}, "its version is 9.9, here it is "),
        ({"seed": 2}, "its seed is 2, here it is 1"),
        ({"threads": 5}, "its threads is 5, here it is 2"),
        ({"options": {"pack": True}}, "its pack is True, here it is False"),
        ({"options": {}}, "its option 'pack' differs"),
        ({"options": {"pack": False, "axes_of": ["light"]}}, "its option 'axes-of' differs"),
        ({"inputs": {"photos": "abd", "model": "m"}}, "its model is another"),
    ],
)
def test_what_is_known_before_any_reading_is_refused_before_it(
    change: dict[str, Any], why: str, tmp_path: Path
) -> None:
    held = make(tmp_path / "mine", replace(ONE, **change))
    known = replace(ONE, inputs={} if "inputs" not in change else {"model": "other"})
    with pytest.raises(NinelivesError, match="exists and was made from something else") as error:
        foresee(held, held, known)
    assert why in error.value.message
    with pytest.raises(NinelivesError, match="exists and was made from something else"):
        place(held, tmp_path / "x", ONE)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("labels", "its labels are others"),
        ("rules", "its rules are others"),
        ("properties", "its properties are others"),
        ("archive", "its photos are others, or what is told of them"),
    ],
)
def test_the_input_that_differs_is_named(name: str, why: str, tmp_path: Path) -> None:
    inputs = dict.fromkeys(("archive", "model", "labels", "rules", "properties"), "same")
    held = make(tmp_path / "mine", replace(ONE, inputs={**inputs, name: "one"}))
    with pytest.raises(NinelivesError) as error:
        place(held, held, replace(ONE, inputs={**inputs, name: "other"}))
    assert error.value.message.endswith(f"made from something else: {why}")


@pytest.mark.parametrize("inputs", [{}, {"photos": "abc"}])
def test_what_may_still_be_the_same_is_not_refused_yet(inputs: dict[str, str], tmp_path: Path) -> None:
    foresee(make(tmp_path / "mine", ONE), tmp_path / "x", replace(ONE, inputs=inputs))
    foresee(tmp_path / "free", tmp_path / "x", ONE)
    foresee(None, tmp_path / "free", ONE)


def test_a_folder_that_may_not_be_written_to_is_told_before_any_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    for out, default in ((tmp_path / "file" / "m", tmp_path / "m"), (None, tmp_path / "file" / "a" / "m")):
        with pytest.raises(NinelivesError, match="a part of that path is a file"):
            foresee(out, default, ONE)
    made = make(tmp_path / "mine", ONE)
    monkeypatch.setattr(os, "access", lambda *_: False)
    for path in (None, tmp_path / "deep" / "er" / "m"):
        with pytest.raises(NinelivesError, match="no permission to write there"):
            foresee(path, tmp_path / "m", ONE)
    foresee(made, made, ONE)  # nothing will be written


@pytest.mark.parametrize(
    "held",
    [
        None,
        "a",
        [],
        {},
        {**ONE.to_json(), "inputs": 3},
        {**ONE.to_json(), "options": None},
        {**ONE.to_json(), "more": 1},
    ],
)
def test_a_lineage_that_makes_no_sense_is_another(held: Any, tmp_path: Path) -> None:
    for check in (foresee, place):
        with pytest.raises(NinelivesError, match=r"nothing that ninelives made|made from something else"):
            check(tmp_path, tmp_path, ONE, read=lambda _: held)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("photos", "photos"),
        ("some/photos/", "photos"),
        ("photos.zip", "photos"),
        ("photos.tar.gz", "photos"),
        ("photos.v2.csv", "photos.v2"),
        ("photos.archive", "photos"),
        (".zip", ".zip"),
        ("/", "photos"),
    ],
)
def test_output_is_called_as_the_input_is_without_its_wrapping(given: str, named: str) -> None:
    assert stem(Path(given)) == named


def test_a_folder_named_by_a_dot_gives_its_own_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    monkeypatch.chdir(tmp_path / "holiday")
    assert stem(Path()) == "holiday"


def test_a_place_that_the_same_lineage_took_meanwhile_is_done(tmp_path: Path) -> None:
    def save(path: Path) -> None:
        make(path, ONE)
        raise TakenError(path)

    free = place(None, tmp_path / "m", ONE)
    assert put(free, None, tmp_path / "m", ONE, save) == (Place(tmp_path / "m", done=True), None)
    done = Place(tmp_path / "m", done=True)
    assert put(done, None, tmp_path / "m", ONE, save) == (done, None)


def test_a_place_that_another_lineage_took_meanwhile_gives_way(tmp_path: Path) -> None:
    def save(path: Path) -> None:
        if path.name == "m":
            make(path, replace(ONE, seed=9))
            raise TakenError(path)
        make(path, ONE)

    where, _ = put(place(None, tmp_path / "m", ONE), None, tmp_path / "m", ONE, save)
    assert (where.path.name, where.done) == ("m-2", False)
    shutil.rmtree(tmp_path / "m")
    named = tmp_path / "m"
    with pytest.raises(NinelivesError, match="its seed is 9, here it is 1"):
        put(place(named, named, ONE), named, named, ONE, save)


def test_an_input_is_typed_by_its_path_or_as_its_kind() -> None:
    assert typed("my photos/", "NEW") == "'my photos/'"
    assert typed(Path("a.model"), "MODEL") == "a.model"
    assert typed(3, "NEW") == "NEW"
