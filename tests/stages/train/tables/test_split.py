"""Rows are shared out by scene, in the proportions of what is learned."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.table import Table
from ninelives.errors import NinelivesError
from ninelives.stages.train.tables import split as module
from ninelives.stages.train.tables.split import ALONE, split, usable
from tests.rows import rows


def table(target: str = "fit", **columns: object) -> Table:
    frame = rows().with_columns(**columns) if columns else rows()  # type: ignore[arg-type]
    return Table.of(frame, target=target, ignore=("price",) if target == "fit" else ("fit",))


def test_no_scene_is_on_both_sides_and_all_rows_are_on_one() -> None:
    parts = split(table(scene=pl.int_range(240) // 3), 0.2, 0)
    scene = parts.table.scene
    assert not set(scene[parts.kept_apart]) & set(scene[~parts.kept_apart])
    assert parts.kept_apart.sum() + len(parts.task.y) == 240
    assert parts.task.x.shape == (len(parts.task.y), 3)
    assert parts.task.categories.tolist() == [0, 3, 0]
    assert parts.task.names == ("no", "yes")


@pytest.mark.parametrize("target", ["fit", "price"])
def test_the_parts_have_the_same_mean(target: str) -> None:
    parts = split(table(target), 0.4, 0)
    y = parts.table.y
    apart, fitted = y[parts.kept_apart], y[~parts.kept_apart]
    assert abs(apart.mean() - fitted.mean()) < 0.15 * y.std()
    assert parts.task.names == (("no", "yes") if target == "fit" else ())


def test_the_order_of_rows_plays_no_part_where_they_have_names() -> None:
    frame = rows().with_columns(item=pl.int_range(240).cast(pl.String)).drop("price")
    one, other = (Table.of(each, target="fit") for each in (frame, frame.reverse()))
    held = [set(np.array(t.items)[split(t, 0.2, 0).kept_apart]) for t in (one, other)]
    assert held[0] == held[1]


def test_one_scene_is_too_few() -> None:
    with pytest.raises(NinelivesError, match="only one scene is left to fit on"):
        split(table("price", scene=pl.lit("a")), 0.2, 0)


def test_a_class_of_one_scene_is_set_aside() -> None:
    lonely = pl.when(pl.int_range(240) == 5).then(pl.lit("maybe")).otherwise("fit").alias("fit")
    found = usable(table(fit=lonely))
    assert found.classes == ("no", "yes")
    assert [(entry.path, entry.reason) for entry in found.set_aside] == [("6", ALONE)]
    assert set(np.unique(found.y)) == {0, 1}
    assert found.labels == rows()["fit"].to_list()[:5] + rows()["fit"].to_list()[6:]


def test_one_class_is_too_few() -> None:
    only = pl.when(pl.int_range(240) == 5).then(pl.lit("yes")).otherwise(pl.lit("no"))
    with pytest.raises(
        NinelivesError, match=r"fewer than two classes of at least two scenes: 'no' \(239 rows\), 'yes'"
    ):
        usable(table(fit=only))


def test_a_number_that_is_too_large_is_set_aside() -> None:
    found = usable(table("price", price=pl.when(pl.int_range(240) == 3).then(1e35).otherwise("price")))
    assert [entry.path for entry in found.set_aside] == ["4"]
    assert usable(table("price")).set_aside == ()


def test_too_many_columns_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WIDEST", 2)
    with pytest.raises(NinelivesError, match="the table has 3 columns to learn from, and 2 are the most"):
        split(table(), 0.2, 0)
