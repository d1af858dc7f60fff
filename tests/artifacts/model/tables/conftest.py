"""Models of a table in folders, and copies of them to tamper with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.stages.train.tables.fit import train_table_into
from ninelives.stages.train.tables.job import Columns
from ninelives.stages.train.tables.spec import TableSpec
from tests.rows import rows

CLASSES = ("majority", "rules", "perceptron", "kernel")
NUMBERS = ("mean", "rules", "linear", "kernel")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> TableModel:
    """Of classes, with a declared use."""
    out = tmp_path_factory.mktemp("out") / "fit.model"
    columns = Columns(target="fit", ignore=("price",))
    return train_table_into(rows(), columns, "kind=oval", TableSpec(rungs=CLASSES), out, out).model


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> TableModel:
    """Of numbers."""
    out = tmp_path_factory.mktemp("out") / "price.model"
    columns = Columns(target="price", ignore=("fit",))
    return train_table_into(rows(), columns, None, TableSpec(rungs=NUMBERS), out, out).model


@pytest.fixture
def copy(model: TableModel, tmp_path: Path) -> Path:
    assert model.path
    return Path(shutil.copytree(model.path, tmp_path / "copy.model"))


@pytest.fixture
def copied(numbers: TableModel, tmp_path: Path) -> Path:
    assert numbers.path
    return Path(shutil.copytree(numbers.path, tmp_path / "numbers.model"))
