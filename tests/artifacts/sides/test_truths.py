"""What is told of new rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ninelives.artifacts.sides import truths
from tests.stages.audit.test_kind import judged


def test_labels_of_other_things_are_none(tmp_path: Path) -> None:
    side = judged(0, 0.5, rows=4)
    assert truths.labelled(side, ("cat", "dog")) is side
    assert truths.labelled(side, ("oak", "ash")).truth is None
    few = tmp_path / "few.csv"
    few.write_text("item,label\n2,dog\n")
    told = truths.told(side, few, numbers=False).truth
    assert told is not None
    assert told.tolist() == [None, None, "dog", None]
    assert truths.told(side, None, numbers=False) is side


def test_what_is_no_news_is_counted() -> None:
    assert truths.again(np.zeros(3, bool), "row") == ()
    assert truths.again(np.array([True, False]), "row")[0].startswith("1 of 2 new rows is of scenes")
    assert truths.again(np.ones(3, bool), "photo")[0].endswith("nothing in it is new")
    assert truths.aside(0) == ()
    assert truths.aside(2) == ("2 files set aside, which could not be read",)
