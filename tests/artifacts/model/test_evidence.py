"""What a model keeps of its photos."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image

from ninelives.artifacts.archive import AXES, Archive
from ninelives.artifacts.archive.gauges import FactsGauge, SmallGauge
from ninelives.artifacts.model import Model, evidence
from ninelives.stages.train.fit import train
from ninelives.store.cache import Cache
from tests.stages.train.conftest import drawn


def gauge_of(model: Model) -> SmallGauge | FactsGauge:
    return SmallGauge(16) if model.chosen == "kernel" else FactsGauge()


def test_calibration_and_crossfit_hold_what_defer_needs(photos: Path, model: Model) -> None:
    archive = Archive.of(photos)
    labels = dict(zip(archive.items, archive.labels, strict=True))
    scenes = dict(zip(archive.items, archive.scene.tolist(), strict=True))
    light = dict(zip(archive.items, archive.table.get_column("light"), strict=True))
    for name in ("calibration", "crossfit"):
        table = model.tables[name]
        assert table.columns == ["item", "scene", "captured_at", *AXES, "truth", "p_bright", "p_dim"]
        for row in table.iter_rows(named=True):
            assert row["truth"] == labels[row["item"]]
            assert row["scene"] == scenes[row["item"]]
            assert row["light"] == light[row["item"]]
            assert row["p_bright"] + row["p_dim"] == pytest.approx(1)


def test_calibration_is_what_the_final_fit_says(photos: Path, model: Model) -> None:
    table = model.tables["calibration"]
    said = model.predict_proba([photos / item for item in table.get_column("item")])
    np.testing.assert_array_equal(table.select("p_bright", "p_dim").to_numpy(), said)


def test_the_score_is_that_of_the_crossfit_table(model: Model) -> None:
    table = model.tables["crossfit"]
    said = np.where(table.get_column("p_bright") >= table.get_column("p_dim"), "bright", "dim")
    assert (said == table.get_column("truth").to_numpy()).mean() == pytest.approx(model.best.score)


def test_reference_holds_features_of_photos_it_was_not_fitted_on(photos: Path, model: Model) -> None:
    table, apart = model.tables["reference"], model.tables["calibration"]
    assert table.get_column("item").to_list() == apart.get_column("item").to_list()
    assert table.drop("features").equals(apart)
    archive = Archive.of(photos)
    kept = np.isin(archive.items, table.get_column("item").to_list())
    seen = archive.select(kept).vectors(gauge_of(model))
    np.testing.assert_array_equal(table.get_column("features").to_numpy(), seen)


def test_reference_is_bounded_and_spread_over_the_names(
    photos: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "REFERENCE", 5)
    made = train(photos, rungs=("majority", "rules", "kernel"))
    apart = made.tables["calibration"].get_column("item").to_list()
    kept = made.tables["reference"].get_column("item").to_list()
    assert len(kept) == 5
    assert (kept[0], kept[-1]) == (apart[0], apart[-1])


def judged(rows: list[tuple[str, str, float]]) -> pl.DataFrame:
    """Items with their truth and the probability of class a."""
    frame = pl.DataFrame(rows, schema=["item", "truth", "p_a"], orient="row")
    return frame.with_columns(p_b=1 - pl.col("p_a"))


def test_the_most_wrong_are_the_surest_of_a_wrong_class() -> None:
    rows = [("1", "a", 0.9), ("2", "b", 0.7), ("3", "b", 0.95), ("4", "a", 0.3), ("0", "a", 0.3)]
    found = evidence.wrong_rows(judged(rows), ("a", "b"))
    assert found.get_column("item").to_list() in (["3", "0", "2", "4"], ["3", "0", "4", "2"], ["3", "2", "0", "4"])
    assert found.get_column("prediction")[0] == "a"
    assert found.get_column("probability")[0] == 0.95


def test_no_kind_of_mistake_fills_the_page_where_there_are_many() -> None:
    truth, said = np.repeat(np.arange(10), 20), np.repeat((np.arange(10) + 1) % 10, 20)
    sure = np.linspace(1, 0.2, 200)
    shown = evidence.most_wrong(truth, said, sure)
    assert len(shown) == evidence.SHOWN
    assert np.bincount(truth[shown]).max() == evidence.ALIKE
    assert (np.diff(sure[shown]) <= 0).all()


def test_of_few_kinds_each_has_its_share_and_a_few_mistakes_are_all_shown() -> None:
    half = np.arange(100) % 2
    assert np.bincount(half[evidence.most_wrong(half, 1 - half, np.ones(100))]).tolist() == [12, 12]
    few = np.zeros(20, int)
    assert evidence.most_wrong(few, few + 1, np.ones(20)).tolist() == list(range(20))


def test_the_gallery_holds_the_wrong_ones_of_both_parts(tmp_path: Path) -> None:
    made = train(drawn(tmp_path / "noise", a=12, b=12), rungs=("majority", "rules"))
    shown = set(made.tables["pictures"].get_column("item"))
    for part in ("crossfit", "calibration"):
        assert shown & set(made.tables[part].get_column("item"))


def test_nothing_wrong_shows_nothing(photos: Path) -> None:
    found = evidence.wrong_rows(judged([("1", "a", 0.9)]), ("a", "b"))
    assert found.height == 0
    assert evidence.pictures(Archive.of(photos), found).schema["jpeg"] == pl.Binary


def test_a_shown_picture_is_small_and_says_nothing_of_its_camera(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Secret Camera", 6
    noise = np.random.default_rng(0).integers(0, 255, (400, 900, 3), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "a.jpg", exif=exif)
    jpeg = evidence.thumbnail(Archive.of(tmp_path), 0)
    assert jpeg is not None
    shown = Image.open(io.BytesIO(jpeg))
    assert shown.size[1] == evidence.WIDE  # turned upright
    assert shown.size[0] == round(400 * evidence.WIDE / 900)
    assert not shown.getexif()
    assert b"Secret" not in jpeg


def test_a_small_picture_is_not_blown_up(photos: Path) -> None:
    jpeg = evidence.thumbnail(Archive.of(photos), 0)
    assert jpeg is not None
    assert Image.open(io.BytesIO(jpeg)).size == (48, 32)


def test_a_picture_that_is_gone_is_not_shown(tmp_path: Path, photos: Path) -> None:
    (tmp_path / "a.png").write_bytes((photos / "dim" / "000.png").read_bytes())
    archive = Archive.of(tmp_path)
    (tmp_path / "a.png").write_bytes(b"")
    assert evidence.thumbnail(archive, 0) is None
    (tmp_path / "a.png").unlink()
    assert evidence.thumbnail(archive, 0) is None


def test_judging_in_blocks_is_judging_at_once(photos: Path, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, rung, cache = Archive.of(photos), model.rungs["rules"], Cache.user()
    whole = evidence.judge(rung, archive, FactsGauge(), cache, 2)
    monkeypatch.setattr(evidence, "BLOCK", 7)
    np.testing.assert_array_equal(evidence.judge(rung, archive, FactsGauge(), cache, 2), whole)
    assert evidence.judge(rung, archive.select(np.zeros(len(archive), bool)), FactsGauge(), cache, 2).shape == (0, 2)
