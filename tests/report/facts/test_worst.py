"""The rows that were judged worst, and all of a table's model on its page."""

from __future__ import annotations

import datetime as dt

import numpy as np

from ninelives.artifacts.model.tables import TableModel, told
from ninelives.report import tables as page_of
from ninelives.report.facts.tables import page
from ninelives.report.facts.worst import MOST, worst
from tests.report.facts.conftest import dated


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
    found = worst(dated("price", "rules"))
    assert found is not None
    days = [dict(each.values).get("at") for each in found.rows]
    assert all(day is None or dt.date.fromisoformat(day).year in (2020, 2021) for day in days)


def test_all_of_it_is_on_the_page(price: TableModel, fit: TableModel) -> None:
    html = page_of.render(page(price))
    for part in ("What moves its answers", "What one layer adds up", "speaks for more", "Most wrongly judged",
                 "How far off price is on average, by", "so much to price"):  # fmt: skip
        assert part in html
    html = page_of.render(page(fit))
    for part in ("How sure of &#39;yes&#39; it is, by size", "speaks for yes", "By hour of the day."):
        assert part in html
