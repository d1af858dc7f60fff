"""What a model keeps of its rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.model.tables import evidence as kept_rows
from ninelives.artifacts.model.tables import prefixes
from ninelives.artifacts.table import Table
from ninelives.stages.train.tables import evidence
from ninelives.stages.train.tables.climb import climb
from ninelives.stages.train.tables.split import Split, split
from tests.rows import rows


def kept(target: str = "fit", frame: pl.DataFrame | None = None, share: float = 0.2) -> tuple[Split, Any]:
    table = Table.of(rows() if frame is None else frame, target=target, ignore={"fit", "price"} - {target})
    parts = split(table, share, 0)
    climbed = climb("rules", parts.task)
    axes = list(table.conditions())
    return parts, evidence.tables(parts, climbed, table.envelope(axes), axes)


def test_every_row_stands_once_with_what_a_fit_that_had_not_seen_it_said() -> None:
    parts, held = kept()
    apart, crossfit = held["calibration"], held["crossfit"]
    assert sorted([*apart["item"], *crossfit["item"]], key=int) == parts.table.items
    truth = dict(zip(parts.table.items, parts.table.labels, strict=True))
    for one in (apart, crossfit):
        assert one["truth"].to_list() == [truth[item] for item in one["item"]]
        assert np.allclose(one.select("p_no", "p_yes").sum_horizontal(), 1)
    kinds = dict(zip(map(str, range(1, 241)), rows()["kind"].to_list(), strict=True))
    assert crossfit["kind"].to_list() == [kinds[item] for item in crossfit["item"]]
    assert set(crossfit["wet"]) == {"yes", "no"}


def test_numbers_stand_with_their_ends() -> None:
    _, held = kept("price")
    for name in ("calibration", "crossfit"):
        assert (held[name]["lower"] <= held[name]["prediction"]).all()
        assert (held[name]["prediction"] <= held[name]["upper"]).all()


def test_few_scenes_have_no_ends() -> None:
    _, held = kept("price", rows().with_columns(scene=pl.int_range(240) // 24))
    assert held["crossfit"]["lower"].null_count() == len(held["crossfit"])


def test_the_reference_is_of_rows_that_were_not_learned_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_rows, "REFERENCE", 20)
    parts, held = kept()
    assert held["reference"].height == 20
    assert set(held["reference"]["item"]) <= set(held["calibration"]["item"])
    place = {item: at for at, item in enumerate(parts.table.items)}
    wanted = parts.x[[place[item] for item in held["reference"]["item"]]]
    np.testing.assert_array_equal(held["reference"]["features"].to_numpy(), wanted)
    _, none = kept(share=0.0)
    assert set(none["reference"]["item"]) <= set(none["crossfit"]["item"])
    assert none["calibration"].is_empty()


def test_what_was_learned_from_is_known_again() -> None:
    parts, held = kept()
    assert set(held["learned"]["row"]) == set(prefixes(parts.x).tolist())
    assert kept_rows.recognises(parts.table, parts.coding)


def test_rows_that_are_alike_by_chance_are_not_known_again() -> None:
    parts, held = kept(frame=rows().drop("size"))
    assert not kept_rows.recognises(parts.table, parts.coding)
    assert held["learned"].is_empty()


def test_conditions_that_are_called_like_our_columns_stand_aside() -> None:
    _, held = kept(frame=rows().rename({"kind": "truth", "wet": "p_no"}))
    assert held["crossfit"].columns == ["item", "scene", "c_p_no", "c_truth", "truth", "p_no", "p_yes"]
    assert set(held["crossfit"]["c_truth"]) == {"round", "square", "flat", None}
    assert set(held["crossfit"]["truth"]) == {"yes", "no"}
