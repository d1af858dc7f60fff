"""What a page tells of single rows and columns of a table's model."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.artifacts.model.tables import TableModel, told
from ninelives.report import tables as page_of
from ninelives.report.facts.swayed import swayed
from ninelives.report.facts.tables import page
from ninelives.report.facts.voices import voices
from ninelives.report.facts.worst import MOST, worst
from tests.rows import rows


def made(target: str, rungs: str) -> TableModel:
    day = dt.datetime(2020, 1, 1)
    at = pl.Series("at", [day + dt.timedelta(days=3 * number) for number in range(240)])
    model = nl.train(rows().with_columns(at), target=target, ignore={"fit", "price"} - {target}, rungs=rungs)
    assert isinstance(model, TableModel)
    return model


@pytest.fixture(scope="module")
def fit() -> TableModel:
    return made("fit", "majority,perceptron")


@pytest.fixture(scope="module")
def price() -> TableModel:
    return made("price", "mean,linear")


def test_the_worst_rows_are_the_furthest_off(price: TableModel, fit: TableModel) -> None:
    found = worst(price)
    assert found is not None
    off = told.off(price.tables["reference"])
    items = price.tables["reference"]["item"].to_list()
    assert [each.item for each in found.rows] == [items[at] for at in np.argsort(-off, kind="stable")[:MOST]]
    assert found.of == len(off)
    first = dict(found.rows[0].values)
    assert first.keys() <= {"size", "kind", "wet", "at"}
    assert first["wet"] in ("yes", "no", "missing")
    wrong = worst(fit)
    assert wrong is not None
    assert all(each.truth != each.said.split()[0] for each in wrong.rows)
    sure = [float(each.said.partition("(")[2].removesuffix(" % sure)")) for each in wrong.rows]
    assert sure == sorted(sure, reverse=True)


def test_dates_are_told_as_days() -> None:
    found = worst(made("price", "rules"))
    assert found is not None
    days = [dict(each.values).get("at") for each in found.rows]
    assert all(day is None or dt.date.fromisoformat(day).year in (2020, 2021) for day in days)


def test_one_layer_is_read_aloud(price: TableModel, fit: TableModel) -> None:
    said = {each.name: each for each in voices(price)}
    assert said["wet"].kind == "less"
    assert said["kind is flat"].kind == "more"
    assert {each.kind for each in voices(fit)} <= {"no", "yes"}
    assert next(each for each in voices(fit) if each.name == "size").kind == "yes"


def test_a_stretch_without_rows_has_no_value(price: TableModel) -> None:
    bins = [[1, 40, 2.0], [3, 9, 4.0]]
    facts = {**price.facts, "swayed": [{"feature": "size", "step": 5.0, "whole": False, "class": None, "bins": bins}]}
    (drawn,) = swayed(nl_replace(price, facts))
    assert [each.kind for each in drawn.axis.bins] == ["seen", "unseen", "thin"]
    assert drawn.values == (2.0, None, 4.0)
    assert [each.words for each in drawn.axis.bins] == ["5–10", "10–15", "15–20"]


def nl_replace(model: TableModel, facts: dict[str, object]) -> TableModel:
    import dataclasses

    return dataclasses.replace(model, facts=facts)


def test_all_of_it_is_on_the_page(price: TableModel, fit: TableModel) -> None:
    html = page_of.render(page(price))
    for part in ("What moves its answers", "What one layer adds up", "speaks for more", "Most wrongly judged",
                 "How far off price is on average, by", "so much to price"):  # fmt: skip
        assert part in html
    html = page_of.render(page(fit))
    for part in ("How sure of &#39;yes&#39; it is, by size", "speaks for yes", "By hour of the day."):
        assert part in html
