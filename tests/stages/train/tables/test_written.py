"""The user's own rules over the columns of a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.artifacts.model.tables import TableModel, parts
from ninelives.report.facts.tables import rules as aloud
from tests.rows import rows, write
from tests.test_cli import call

FRAME = rows(200)
OWN = (
    "if kind is round and size is over 50 then yes",
    "if not (wet is yes or kind is 'square') and size is between 20 and 45 then no",
    "if small is yes or kind is flat then no",
)


def book(folder: Path, *lines: str, more: str = "", small: str = "size under 30") -> Path:
    told = f"rules = {json.dumps(list(lines))}\n{more}\n[properties]\nsmall = {json.dumps(small)}\n"
    (folder / "rules.toml").write_text(told)
    return folder / "rules.toml"


def made(path: Path, **options: Any) -> TableModel:
    told = {"target": "fit", "ignore": "price", "rungs": "majority,rules", "rules": path, **options}
    model = nl.train(FRAME, **told)
    assert isinstance(model, TableModel)
    return model


def first(row: dict[str, Any]) -> int | None:
    """The rule that holds first, as a person reads them; what is missing meets no comparison."""
    size, kind, wet = row["size"], row["kind"], row["wet"]
    holds = (
        kind == "round" and size > 50,
        not (wet is True or kind == "square") and 20 < size <= 45,
        size < 30 or kind == "flat",
    )
    return next((at for at, each in enumerate(holds) if each), None)


def test_each_row_ends_at_the_first_rule_that_holds(tmp_path: Path) -> None:
    model = made(book(tmp_path, *OWN))
    rung, told = model.rungs["rules"], model.facts["rules"]
    x, _ = model.coding.of_frame(FRAME)
    leaf = rung.leaves(x)
    ends = [line["leaf"] for line in told["written"]]
    for row, node in zip(FRAME.rows(named=True), leaf.tolist(), strict=True):
        at = first(row)
        assert node == ends[at] if at is not None else node >= told["tail"]
    said = [model.classes[at] for at in rung.probabilities(x).argmax(axis=1)] if model.classes else []
    kinds = [line["class"] for line in told["written"]]
    assert all(
        one == kinds[at]
        for one, row in zip(said, FRAME.rows(named=True), strict=True)
        if (at := first(row)) is not None
    )


def test_what_is_missing_meets_no_comparison(tmp_path: Path) -> None:
    model = made(book(tmp_path, "if kind is round then yes", "if not kind is round and size over 60 then no"))
    new = pl.DataFrame({"size": [70.0, 70.0], "kind": [None, "round"], "wet": [True, True]})
    x, _ = model.coding.of_frame(new.with_columns(pl.col("kind").cast(pl.String)))
    assert model.rungs["rules"].leaves(x).tolist() == [line["leaf"] for line in model.facts["rules"]["written"]][::-1]


def test_the_places_of_columns_change_nothing(tmp_path: Path) -> None:
    path = book(tmp_path, *OWN)
    one = made(path)
    other = nl.train(
        FRAME.select(FRAME.columns[::-1]), target="fit", ignore="price", rungs="majority,rules", rules=path
    )
    x, _ = one.coding.of_frame(FRAME)
    y, _ = other.coding.of_frame(FRAME)
    np.testing.assert_allclose(one.rungs["rules"].probabilities(x), other.rungs["rules"].probabilities(y))


def test_they_are_told_in_the_writers_words_and_kept(tmp_path: Path) -> None:
    path = book(tmp_path, *OWN, more='otherwise = "yes"')
    model = made(path, out=tmp_path / "a.model")
    assert TableModel.load(tmp_path / "a.model").identity == model.identity
    written = [rule for rule in aloud(model) if rule.written]
    assert [rule.text for rule in written] == list(OWN)
    assert len(aloud(model)) == len(OWN) + 1  # what is left is of one class
    assert sum(rule.count for rule in aloud(model)) == model.facts["fitted_on"]
    assert made(book(tmp_path, *OWN)).facts["lineage"] != model.facts["lineage"]
    rung = model.rungs["rules"]
    for wrong in ({"tail": 999}, {"otherwise": "maybe"}, {"written": []}, {"more": 1}):
        with pytest.raises(ValueError, match="rule"):
            parts.check_rules({**model.facts["rules"], **wrong}, rung, model.classes)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("if kind is oval then yes", "line 1, column 22: 'kind' is one of flat, round, square, got 'oval'"),
        ("if knd is round then yes", "there is no property 'knd' (did you mean 'kind' ?)"),
        ("if wet over 3 then yes", "the property 'wet' is yes or no"),
        ("if size over 3 and size under 2 then yes", "can ever meet this condition"),
        ("if size over 3 then maybe", "there is no class 'maybe'"),
        ("if kind over 3 then yes", "'kind' is one of flat, round, square"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(line: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(nl.NinelivesError) as caught:
        made(book(tmp_path, line))
    assert says in str(caught.value)


def test_numbers_and_ladders_without_rules_take_none(tmp_path: Path) -> None:
    with pytest.raises(nl.NinelivesError, match="names classes, and 'price' holds numbers"):
        made(book(tmp_path, *OWN), target="price", ignore="fit", rungs="mean,rules")
    with pytest.raises(nl.NinelivesError, match="is for the rung rules, which is not to be tried"):
        made(book(tmp_path, *OWN), rungs="majority")


def test_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "rows.csv", FRAME)
    book(tmp_path, *OWN)
    assert call("train", "rows.csv", "--target", "fit", "--ignore", "price", "--rungs", "majority,rules",
                "--rules", "rules.toml") == 0  # fmt: skip
    assert f"rules       {OWN[0]}   (right for " in capsys.readouterr().out
    assert (
        "<em>written</em> if kind is round and size is over 50 then yes" in Path("rows.model/report.html").read_text()
    )
