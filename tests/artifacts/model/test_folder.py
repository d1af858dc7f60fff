"""A model folder that was tampered with, or that another hand sealed, is refused."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from safetensors.numpy import load, save

import ninelives as nl
from ninelives.artifacts.model import TABLES, Model, prefix
from ninelives.artifacts.model.folder import DARKENED
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.rungs import Kinds
from ninelives.store import digest, manifest
from tests.artifacts.model.conftest import LOW
from tests.folders import noise


def seal_again(folder: Path, change: Callable[[dict[str, Any]], Any] | None = None) -> None:
    """As someone would who knows how: facts changed, every digest true."""
    facts = json.loads((folder / manifest.NAME).read_text())["facts"]
    if change:
        change(facts)
    (folder / manifest.NAME).unlink()
    manifest.seal(folder, "model", facts)


# --- there and back


def refused(folder: Path, why: str = "") -> NinelivesError:
    try:
        Model.load(folder)
    except NinelivesError as error:
        return error
    pytest.fail(f"it was loaded in spite of: {why}")


def test_a_changed_byte_in_any_file_is_told(copy: Path) -> None:
    listed = json.loads((copy / manifest.NAME).read_text())["files"]
    assert {f"{name}.parquet" for name in (*TABLES, DARKENED)} | {f"rungs/{name}.safetensors" for name in LOW} == set(
        listed
    )
    for name in [*listed, manifest.NAME]:
        whole = (copy / name).read_bytes()
        (copy / name).write_bytes(whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:])
        assert name in str(refused(copy))
        (copy / name).write_bytes(whole)
    Model.load(copy)


def test_a_missing_file_is_told(copy: Path) -> None:
    (copy / "rungs" / "rules.safetensors").unlink()
    assert "rules.safetensors is missing" in str(refused(copy))


def test_a_path_that_climbs_out_is_not_loaded(copy: Path) -> None:
    told = json.loads((copy / manifest.NAME).read_text())
    for name in ("../outside", "/etc/hostname", "rungs/../../outside"):
        files = {**told["files"], name: {"size": 1, "sha256": "0"}}
        body = {"kind": "model", "version": 1, "facts": told["facts"], "files": files}
        (copy / manifest.NAME).write_text(json.dumps({**body, "digest": digest.of_json(body)}))
        assert "leaves the folder" in str(refused(copy))


def test_a_newer_version_asks_for_a_newer_program(copy: Path) -> None:
    told = json.loads((copy / manifest.NAME).read_text())
    (copy / manifest.NAME).write_text(json.dumps({**told, "version": 2}))
    error = refused(copy)
    assert "layout 2" in str(error)
    assert "upgrade" in str(error.fix)


def test_another_kind_nothing_and_a_file_are_no_model(copy: Path, tmp_path: Path, photos: Path) -> None:
    nl.Archive.of(photos).save(tmp_path / "photos.archive")
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "photos.archive", tmp_path / "none", tmp_path / "file", tmp_path):
        refused(path)


def of_score(**changed: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda facts: facts["scores"][0].update(changed)


def of_gap(**changed: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda facts: facts["gaps"][0].update(changed)


FACTS = [
    *(
        lambda facts, name=name: facts.pop(name)
        for name in (
            "task", "classes", "items", "scenes", "fitted_on", "calibration_items", "size", "side", "axes", "world",
            "gaps", "notes", "lineage", "chosen", "scores", "envelope", "deployment", "interaction",
        )
    ),
    *(lambda facts, name=name: facts.update({name: None}) for name in ("items", "size", "side", "classes", "envelope")),
    lambda facts: facts.update(side=8),
    lambda facts: facts.update(side=10**9),
    lambda facts: facts.update(size=0),
    lambda facts: facts.update(items=True),
    lambda facts: facts.update(chosen="pretrained"),
    lambda facts: facts.update(chosen=["rules"]),
    lambda facts: facts.update(classes=["bright"]),
    lambda facts: facts.update(classes=["bright", "bright"]),
    lambda facts: facts.update(classes=["bright", "dim", "third"]),
    lambda facts: facts.update(classes=["bright", 3]),
    lambda facts: facts.update(classes="ab"),
    lambda facts: facts.update(axes=[1]),
    lambda facts: facts.update(deployment={"declared": 3}),
    lambda facts: facts.update(lineage={}),
    lambda facts: facts["lineage"].update(inputs=[]),
    lambda facts: facts["lineage"].update(seed="x"),
    lambda facts: facts["lineage"].pop("threads"),
    lambda facts: facts["lineage"].update(options=3),
    lambda facts: facts["envelope"].update(version=9),
    lambda facts: facts["envelope"].pop("layers"),
    lambda facts: facts.update(scores=[]),
    lambda facts: facts.update(scores=3),
    of_score(name="nobody"),
    of_score(name=["rules"]),
    of_score(interval=[0.5]),
    of_score(interval=None),
    of_score(interval=["a", "b"]),
    of_score(score="high"),
    of_score(score=None),
    of_score(error=-1),
    of_score(parameters="many"),
    of_score(parameters=10**400),
    of_gap(conditions=[["light", 10**400]]),
    of_gap(words=3),
    of_gap(scenes="x"),
    of_gap(share=None),
    of_gap(conditions=[]),
    of_gap(conditions=[["light", None]]),
    of_gap(steps=["x"]),
    of_gap(apart=None),
    lambda facts: facts["gaps"].append(3),
    lambda facts: facts.update(properties=[]),
    lambda facts: facts["rules"]["steps"][0].update(interval=[0.1, 0.2, 0.3], gain_interval=[0.1]),
]  # fmt: skip


@pytest.mark.parametrize("change", FACTS)
def test_facts_that_make_no_sense_are_refused(copy: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    seal_again(copy, change)
    refused(copy)


def test_sealing_again_alone_is_no_fault(copy: Path, model: Model) -> None:
    seal_again(copy)
    assert Model.load(copy).digest == model.digest


def wrong_arrays(name: str, held: dict[str, np.ndarray]) -> Iterator[tuple[str, bytes]]:
    yield from {"empty": b"", "a pickle": b"\x80\x04N.", "no array": save({})}.items()
    for key, array in held.items():
        yield f"{key} not finite", save({**held, key: np.full(array.shape, np.nan)})
        yield f"{key} in half precision", save({**held, key: array.astype(np.float16)})
        yield f"{key} of another shape", save({**held, key: np.zeros((2, 3, 5), array.dtype)})
        if array.ndim:
            yield f"{key} shorter", save({**held, key: np.ascontiguousarray(array[:-1])})
        if array.ndim == 2:
            yield f"{key} narrower", save({**held, key: np.ascontiguousarray(array[:, :-1])})
    if name == "rules":
        yield "a property that is not measured", save({**held, "feature": held["feature"] + 1000})


@pytest.mark.parametrize("name", LOW)
def test_arrays_that_are_not_the_rungs_are_refused(copy: Path, name: str) -> None:
    path = copy / "rungs" / f"{name}.safetensors"
    for why, data in list(wrong_arrays(name, load(path.read_bytes()))):
        path.write_bytes(data)
        seal_again(copy)
        refused(copy, why)


TABLE = {
    "no column": lambda frame: frame.drop(frame.columns[0]),
    "null": lambda frame: frame.with_columns(pl.lit(None).alias(frame.columns[0])),
    "texts": lambda frame: frame.with_columns(pl.all().cast(pl.String, strict=False).fill_null("x")),
    "nothing": lambda frame: frame.select([]),
}


@pytest.mark.parametrize("change", [name for name in TABLE if name != "texts"])
@pytest.mark.parametrize("name", TABLES)
def test_tables_that_are_not_its_own_are_refused(copy: Path, name: str, change: str) -> None:
    path = copy / f"{name}.parquet"
    TABLE[change](pl.read_parquet(path)).write_parquet(path)
    seal_again(copy)
    assert name in str(refused(copy))


@pytest.mark.parametrize("name", ["calibration", "crossfit", "reference", "pictures"])
def test_numbers_as_text_are_refused(copy: Path, name: str) -> None:
    path = copy / f"{name}.parquet"
    TABLE["texts"](pl.read_parquet(path).drop("jpeg", "features", strict=False)).write_parquet(path)
    seal_again(copy)
    assert name in str(refused(copy))


def test_a_table_that_is_none_or_names_a_foreign_class_is_refused(copy: Path) -> None:
    path = copy / "crossfit.parquet"
    whole = pl.read_parquet(path)
    path.write_bytes(b"PAR1 and no more PAR1")
    seal_again(copy)
    refused(copy)
    whole.with_columns(truth=pl.lit("zebra")).write_parquet(path)
    seal_again(copy)
    assert "class that the model does not have" in str(refused(copy))
    whole.with_columns(truth=pl.lit(None, pl.String)).write_parquet(path)
    seal_again(copy)
    assert "class that the model does not have" in str(refused(copy))  # it learned from labels, so it knows them


def test_it_knows_the_photos_that_it_was_made_from_by_their_bytes(model: Model, photos: Path, tmp_path: Path) -> None:
    paths = [*photos.rglob("*.png"), *noise(tmp_path / "new", dim=(90, 150, 3), seed=7).rglob("*.png")]
    prefixes = [prefix(hashlib.sha256(path.read_bytes()).digest()) for path in paths]
    assert model.learned_from(np.array(prefixes, np.uint64)).tolist() == [True] * 40 + [False] * 3
    assert model.learned_from(np.zeros(0, np.uint64)).shape == (0,)


@pytest.mark.parametrize("kept", [[b"short"], [b"2" * 8, b"1" * 8]], ids=["too short", "not sorted"])
def test_photos_that_cannot_be_known_again_are_refused(copy: Path, kept: list[bytes]) -> None:
    pl.DataFrame({"photo": kept}).write_parquet(copy / "learned.parquet")
    seal_again(copy)
    assert "learned" in str(refused(copy))


def test_a_zero_shot_rung_without_its_network_is_refused(copy: Path) -> None:
    named = {"weights": np.zeros((1280, 2)), "bias": np.zeros(2), "member": np.array([0, 1])}
    (copy / "rungs" / "zero-shot.safetensors").write_bytes(save({**named, "temperature": np.asarray(1.0)}))
    seal_again(copy, lambda facts: facts["scores"].append({**facts["scores"][-1], "name": "zero-shot"}))
    assert "network.onnx" in str(refused(copy))
    (copy / "network.onnx").write_bytes(b"no network")
    seal_again(copy)
    assert "zero-shot" in Model.load(copy).rungs


def test_a_pretrained_rung_without_its_network_is_refused(copy: Path) -> None:
    head = {"mean": np.zeros(1280, np.float32), "scale": np.asarray(1.0), "temperature": np.asarray(1.0)}
    head |= {"weights": np.zeros((1280, 2)), "bias": np.zeros(2)}
    (copy / "rungs" / "pretrained.safetensors").write_bytes(save(head))

    def change(facts: dict[str, Any]) -> None:
        facts["scores"].append({**facts["scores"][-1], "name": "pretrained"})

    seal_again(copy, change)
    assert "network.onnx" in str(refused(copy))
    (copy / "network.onnx").write_bytes(b"no network")
    seal_again(copy)
    loaded = Model.load(copy)  # the network is opened when it is asked
    with pytest.raises(NinelivesError, match="network"):
        dataclasses.replace(loaded, chosen="pretrained").predict([np.zeros((40, 40, 3), np.uint8)])


def test_a_rung_that_is_none_of_the_ladder_is_refused(copy: Path) -> None:
    (copy / "network.onnx").write_bytes(b"no network")
    held = Kinds(np.zeros((2, 1280)), np.asarray(1.0), np.arange(2))
    (copy / "rungs" / "kinds.safetensors").write_bytes(save(held.arrays()))
    seal_again(copy, lambda facts: facts["scores"].append({**facts["scores"][-1], "name": "kinds"}))
    assert "no ladder" in str(refused(copy))


@pytest.mark.parametrize("change", [list.reverse, lambda scores: scores.append(scores[-1])], ids=["down", "twice"])
def test_a_ladder_goes_up_and_has_each_rung_once(copy: Path, change: Callable[[list[Any]], Any]) -> None:
    seal_again(copy, lambda facts: change(facts["scores"]))
    assert "no ladder" in str(refused(copy))


def test_a_capped_rung_cannot_be_the_chosen_one(copy: Path) -> None:
    told = {"photos": 6, "against": "rules", "gain": 0.1, "interval": [0.0, 0.2]}

    def change(facts: dict[str, Any]) -> None:
        for score in facts["scores"]:
            score["capped"] = told

    seal_again(copy, change)
    assert "was not climbed in full" in str(refused(copy))


# --- the names of classes are anyone's
