"""What the tests of the hand-over share: a small model of rows, and answers whose truth is known."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.stages.train import train
from tests.rows import rows
from tests.stages.defer.answers import answers, written


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> TableModel:
    """Of 1,500 rows, of which it keeps 300 apart; ``kind`` is a condition."""
    where = tmp_path_factory.mktemp("rows") / "rows.model"
    told = train(rows(1500), target="fit", ignore="price", axes="kind", rungs=("majority", "rules"), progress=False)
    return told.save(where)  # type: ignore[return-value]


@pytest.fixture(scope="session")
def fresh() -> pl.DataFrame:
    """Rows that the model never saw."""
    return rows(300, seed=7)


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of 1,500 answers."""
    return written(tmp_path_factory.mktemp("answers") / "judged.csv", answers(1500))
