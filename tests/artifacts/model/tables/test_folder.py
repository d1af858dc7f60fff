"""A folder of a table's model that was tampered with, or that another hand sealed, is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from safetensors.numpy import load, save

from ninelives.artifacts.model.tables import TABLES, TableModel
from ninelives.errors import NinelivesError
from ninelives.store import manifest
from tests.artifacts.model.tables.conftest import CLASSES
from tests.artifacts.model.test_folder import seal_again


def refused(folder: Path, why: str = "") -> NinelivesError:
    try:
        TableModel.load(folder)
    except NinelivesError as error:
        return error
    pytest.fail(f"it was loaded in spite of: {why}")


def test_a_changed_byte_in_any_file_is_told(copy: Path, copied: Path) -> None:
    listed = json.loads((copy / manifest.NAME).read_text())["files"]
    assert {f"{name}.parquet" for name in TABLES} | {f"rungs/{name}.safetensors" for name in CLASSES} == set(listed)
    files = [(copy, name) for name in [*listed, manifest.NAME]] + [(copied, "intervals.safetensors")]
    for folder, name in files:
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:])
        assert name in str(refused(folder))
        (folder / name).write_bytes(whole)
    TableModel.load(copy)
    TableModel.load(copied)


def test_a_folder_that_was_sealed_again_as_it_is_is_taken(copy: Path) -> None:
    seal_again(copy)
    TableModel.load(copy)


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: facts.update(chosen="network"),
        lambda facts: facts.update(chosen=None),
        lambda facts: facts.update(task="regression"),
        lambda facts: facts.update(classes=["no"]),
        lambda facts: facts.update(classes=["no", "yes", "perhaps"]),
        lambda facts: facts.update(classes=["yes", "never"]),
        lambda facts: facts.update(target="size"),
        lambda facts: facts.update(target=None),
        lambda facts: facts["scores"].reverse(),
        lambda facts: facts["scores"].clear(),
        lambda facts: facts["scores"].append(facts["scores"][0]),
        lambda facts: facts["scores"][0].update(score="high"),
        lambda facts: facts["scores"][0].update(
            capped={"photos": 1, "against": "rules", "gain": 0.0, "interval": [0, 0]}
        ),
        lambda facts: facts["coding"]["columns"].pop(),
        lambda facts: facts["coding"]["columns"].append({"name": "more", "kind": "number"}),
        lambda facts: facts["coding"]["columns"][0].update(kind="secret"),
        lambda facts: facts.update(coding={}),
        lambda facts: facts.update(errors={"rules": {}}),
        lambda facts: facts.update(intervals=True),
        lambda facts: facts.update(envelope={}),
        lambda facts: facts["envelope"].update(axes=[]),
        lambda facts: facts.update(items=10**400),
        lambda facts: facts.update(lineage={}),
        lambda facts: facts.update(deployment={"declared": 1}),
        *(lambda facts, name=name: facts.pop(name) for name in ("task", "classes", "coding", "errors", "intervals")),
    ],
)
def test_facts_that_cannot_be_are_refused(copy: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    seal_again(copy, change)
    refused(copy, "its facts")


@pytest.mark.parametrize("rung", CLASSES)
def test_a_rung_of_other_arrays_is_refused(copy: Path, rung: str) -> None:
    file = copy / "rungs" / f"{rung}.safetensors"
    arrays = load(file.read_bytes())
    for name in arrays:
        if arrays[name].dtype != np.int64:
            file.write_bytes(save({**arrays, name: np.full_like(arrays[name], np.nan)}))
            seal_again(copy)
            refused(copy, f"{name} of {rung}")
        file.write_bytes(save({each: array for each, array in arrays.items() if each != name}))
        seal_again(copy)
        refused(copy, f"no {name} of {rung}")
    file.write_bytes(save(arrays))
    seal_again(copy)
    TableModel.load(copy)


def test_intervals_that_cannot_be_are_refused(copied: Path) -> None:
    file = copied / "intervals.safetensors"
    arrays = load(file.read_bytes())
    file.write_bytes(save({**arrays, "below": arrays["below"] + 1e9}))
    seal_again(copied)
    refused(copied, "an interval that ends before it begins")
    file.unlink()
    seal_again(copied)
    refused(copied, "no intervals")


def test_a_table_of_other_features_is_refused(copy: Path) -> None:
    file = copy / "reference.parquet"
    frame = pl.read_parquet(file)
    wide = frame.with_columns(features=pl.lit([0.0] * 50, pl.Array(pl.Float32, 50)))
    wide.write_parquet(file)
    seal_again(copy)
    assert "features" in str(refused(copy))
