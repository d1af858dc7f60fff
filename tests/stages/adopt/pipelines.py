"""Models of rows that somebody trained with scikit-learn, and the rows."""

from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from tests.rows import rows

INPUTS = ["size", "kind", "wet"]


def table(seed: int = 0, count: int = 240) -> pl.DataFrame:
    """Rows with words, numbers, yes and no, and what follows from them."""
    return rows(count, seed=seed).drop("price").with_columns(pl.col("kind").fill_null("flat"))


@cache
def pipeline() -> Any:
    """Takes the columns by their names, words among them; trained on other rows than ``table()``."""
    kinds = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    columns = ColumnTransformer([("kind", kinds, ["kind"]), ("rest", StandardScaler(), ["size"])])
    frame = table(9, 400)
    return make_pipeline(columns, LogisticRegression()).fit(frame.select(INPUTS), frame["fit"])


@cache
def plain() -> Any:
    """Takes a matrix of numbers: size, and whether wet."""
    frame = table(9, 400)
    x = frame.select("size", pl.col("wet").cast(pl.Float64)).to_numpy()
    return make_pipeline(StandardScaler(), LogisticRegression()).fit(x, frame["fit"].to_numpy())
