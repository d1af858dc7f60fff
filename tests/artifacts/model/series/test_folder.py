"""A folder of a model of series that was tampered with, or that another hand sealed, is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from safetensors.numpy import load, save

from ninelives.artifacts.model.series import SeriesModel
from ninelives.errors import NinelivesError
from ninelives.store import manifest
from tests.artifacts.model.test_folder import seal_again
from tests.series import of_shops


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    of_shops().save(tmp_path / "shops.model")
    return tmp_path / "shops.model"


def refused(folder: Path, why: str = "") -> NinelivesError:
    try:
        SeriesModel.load(folder)
    except NinelivesError as error:
        return error
    pytest.fail(f"it was loaded in spite of: {why}")


def test_a_changed_byte_in_any_file_is_told(copy: Path) -> None:
    listed = json.loads((copy / manifest.NAME).read_text())["files"]
    assert set(listed) == {"backtest.parquet", "history.parquet", "rung.safetensors", "set_aside.parquet"}
    for name in [*listed, manifest.NAME]:
        whole = (copy / name).read_bytes()
        (copy / name).write_bytes(whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:])
        assert name in str(refused(copy))
        (copy / name).write_bytes(whole)
    SeriesModel.load(copy)


def test_a_folder_that_was_sealed_again_as_it_is_is_taken(copy: Path) -> None:
    seal_again(copy)
    SeriesModel.load(copy)


@pytest.mark.parametrize(
    "change",
    [
        lambda facts: facts.update(data="table"),
        lambda facts: facts.update(chosen="network"),
        lambda facts: facts.update(chosen="drift"),
        lambda facts: facts["scores"].reverse(),
        lambda facts: facts["scores"].clear(),
        lambda facts: facts["asked"].update(target="month"),
        lambda facts: facts["asked"].update(more=1),
        lambda facts: facts["asked"].update(by=None),
        lambda facts: facts["asked"].update(known=["rain"]),
        lambda facts: facts.update(horizon=0),
        lambda facts: facts.update(horizon=7),
        lambda facts: facts.update(horizon=10**9),
        lambda facts: facts.update(delay=-1),
        lambda facts: facts.update(seasons=[1]),
        lambda facts: facts.update(seasons=[12, 6]),
        lambda facts: facts.update(averaged=-1),
        lambda facts: facts.update(years=1),
        lambda facts: facts.update(levels=[]),
        lambda facts: facts.update(levels=[0.5, 0.8, 1.5]),
        lambda facts: facts.update(shared=False),
        lambda facts: facts["lines"].pop(),
        lambda facts: facts["lines"][0].update(name="south"),
        lambda facts: facts["lines"][0].update(step=2),
        lambda facts: facts["lines"][0].update(points=10**12, steps=10**12),
        lambda facts: facts.pop("envelope"),
        lambda facts: facts.update(more=1),
    ],
)
def test_facts_that_cannot_be_are_refused(copy: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    seal_again(copy, change)
    refused(copy, "changed facts")


@pytest.mark.parametrize(
    "change",
    [
        lambda arrays: arrays.pop("half"),
        lambda arrays: arrays.pop("0.weights"),
        lambda arrays: arrays.update({"half": arrays["half"][:, :1]}),
        lambda arrays: arrays.update({"half": -arrays["half"]}),
        lambda arrays: arrays.update({"half": arrays["half"].astype(np.float32)}),
        lambda arrays: arrays.update({"0.weights": arrays["0.weights"][:-1]}),
        lambda arrays: arrays.update({"0.weights": np.full_like(arrays["0.weights"], np.nan)}),
        lambda arrays: arrays.update({"0.depth": arrays["0.depth"] * 10**6}),
    ],
)
def test_arrays_that_cannot_be_are_refused(copy: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    arrays = load((copy / "rung.safetensors").read_bytes())
    change(arrays)
    (copy / "rung.safetensors").write_bytes(save(arrays))
    seal_again(copy)
    refused(copy, "changed arrays")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("history", lambda table: table.drop("value")),
        ("history", lambda table: table.head(100)),
        ("history", lambda table: table.with_columns(value=pl.lit(float("inf")))),
        ("backtest", lambda table: table.drop("lower")),
        ("backtest", lambda table: table.with_columns(truth=pl.lit(float("nan")))),
        ("backtest", lambda table: table.with_columns(item=pl.lit(None, pl.String))),
        (
            "set_aside",
            lambda _: pl.DataFrame({"path": ["1"], "reason": [None]}, schema_overrides={"reason": pl.String}),
        ),
    ],
)
def test_tables_that_cannot_be_are_refused(copy: Path, name: str, change: Callable[[pl.DataFrame], Any]) -> None:
    path = copy / f"{name}.parquet"
    change(pl.read_parquet(path)).write_parquet(path)
    seal_again(copy)
    refused(copy, "changed table")
