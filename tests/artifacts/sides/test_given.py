"""Predictions as a side."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ninelives.artifacts.sides import given
from ninelives.errors import NinelivesError


def table(path: Path, rows: int, *, truth: bool = False, classes: tuple[str, str] = ("cat", "dog")) -> Path:
    head = f"item,p_{classes[0]},p_{classes[1]}" + (",truth" if truth else "")
    p = np.random.default_rng(rows).random(rows).round(3)
    lines = [f"{at},{a},{round(1 - a, 3)}" + (f",{classes[0]}" if truth else "") for at, a in enumerate(p)]
    path.write_text("\n".join([head, *lines]) + "\n")
    return path


def test_a_table_of_probabilities_is_known_by_its_columns(tmp_path: Path) -> None:
    assert given.is_given(table(tmp_path / "p.csv", 5))
    (tmp_path / "rows.csv").write_text("item,price\n1,2\n")
    assert not given.is_given(tmp_path / "rows.csv")
    assert not given.is_given(tmp_path)
    assert not given.is_given("hour=20-6")


def test_two_of_them_are_two_sides_with_nothing_but_what_was_said(tmp_path: Path) -> None:
    old, new = table(tmp_path / "a.csv", 20, truth=True), table(tmp_path / "b.csv", 30)
    both = given.against(old, new, None)
    assert both.classes == ("cat", "dog")
    assert both.reference.outputs is not None
    assert both.reference.outputs.shape == (20, 2)
    assert both.reference.truth is not None
    assert both.new is not None
    assert both.new.truth is None
    assert both.noun == "prediction"


def test_other_classes_are_refused(tmp_path: Path) -> None:
    old = table(tmp_path / "a.csv", 20)
    with pytest.raises(NinelivesError, match=r"owl|dog"):
        given.against(old, table(tmp_path / "b.csv", 20, classes=("cat", "owl")), None)


def test_what_is_no_prediction_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("item,price\n1,2\n")
    with pytest.raises(NinelivesError, match="is none"):
        given.against(table(tmp_path / "a.csv", 20), tmp_path / "rows.csv", None)


def test_labels_are_put_on_items_and_numbers_must_be_some(tmp_path: Path) -> None:
    labels = tmp_path / "few.csv"
    labels.write_text("item,label\na,1.5\nb,x\n")
    assert given.truth(labels, ["b", "c"], numbers=False).tolist() == ["x", None]
    with pytest.raises(NinelivesError, match="should hold numbers"):
        given.truth(labels, ["b"], numbers=True)
    assert given.truth(labels, ["a", "c"], numbers=True)[0] == 1.5
    with pytest.raises(NinelivesError, match="name none of the 1"):
        given.truth(labels, ["z"], numbers=False)
