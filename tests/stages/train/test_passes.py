"""Passes over photos that are to be judged: each file once, and a digest of all that was read."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ninelives.artifacts.archive import Measured, open_source
from ninelives.artifacts.model import Model
from ninelives.stages.train.judge import predict
from ninelives.stages.train.passes import Content, Passes
from ninelives.store.cache import Cache


def passes(model: Model, folder: Path) -> Passes:
    return Passes(model, open_source(folder), Cache.user(), None)


def test_progress_counts_every_file(model: Model, photos: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    predict(model, photos, out=tmp_path / "p.parquet", progress=lambda *step: told.append(step))
    assert told[-1] == ("predict", 62, 62)


def test_a_pass_gives_the_facts_of_all_that_can_be_read(model: Model, photos: Path) -> None:
    pairs = [pair for chunk in passes(model, photos).chunks("predict") for pair in chunk]
    assert len(pairs) == 62
    assert all((facts is not None) == isinstance(result, Measured) for result, facts in pairs)
    assert sum(facts is None for _, facts in pairs) == 1


def test_a_pass_of_some_keeps_their_order(model: Model, photos: Path) -> None:
    some = [result for chunk in passes(model, photos).chunks("sample", [5, 3, 40]) for result, _ in chunk]
    assert [result.index for result in some if isinstance(result, Measured)] == [5, 3, 40]


def test_the_content_is_that_of_the_single_pass(model: Model, photos: Path) -> None:
    mine = passes(model, photos)
    total = Content(mine.source, mine.answers.values)
    for chunk in mine.chunks("predict"):
        for result, _ in chunk:
            total.add(result)
    assert mine.content() == total.digest()


@pytest.mark.parametrize("change", ["bytes", "name", "class", "notes"])
def test_any_change_is_another_content(change: str, model: Model, photos: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(photos, tmp_path / "photos"))
    before = passes(model, root).content()
    assert passes(model, photos).content() == before
    if change == "bytes":
        shutil.copy(root / "dim" / "001.png", root / "dim" / "002.png")
    elif change == "name":
        (root / "dim" / "001.png").rename(root / "dim" / "zzz.png")
    elif change == "class":
        (root / "dim").rename(root / "dusk")
    changed = passes(model, root)
    if change == "notes":
        changed.source.notes.append("a column was left out")
    assert changed.content() != before


def test_other_columns_of_a_table_are_another_content(model: Model, photos: Path, tmp_path: Path) -> None:
    def content(hours: str) -> str:
        rows = [f"{path},{hours}\n" for path in sorted(photos.rglob("0*.png"))]
        (tmp_path / "t.csv").write_text("path,hour\n" + "".join(rows))
        return passes(model, tmp_path / "t.csv").content()

    assert content("9") == content("9") != content("22")


@pytest.mark.parametrize(("rung", "timed"), [("kernel", True), ("rules", False), ("majority", False)])
def test_only_what_the_rung_itself_sees_is_timed(
    rung: str, timed: bool, model: Model, photos: Path, tmp_path: Path
) -> None:
    judge = replace(model, chosen=rung)
    mine = Passes(judge, open_source(photos), Cache(tmp_path / "cache"), None)
    assert mine.network_s == 0
    mine.content()
    assert (mine.network_s > 0) == timed
