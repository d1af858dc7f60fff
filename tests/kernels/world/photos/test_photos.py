"""Tests of photos: each depends on its number alone, and what is told of it is true."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from ninelives.kernels.world.camera.eras import ERAS
from ninelives.kernels.world.photos import Wanted, Words, photos
from ninelives.kernels.world.photos.told import SHOWS

DAY = Wanted("drone", 20089, 20454, 7.0, 17.0, 0.5, 32, "train", 3)
VIEWS = ("drone", "ground", "satellite")


def word(column: object) -> list[str | None]:
    assert isinstance(column, Words)
    return [None if code < 0 else column.names[code] for code in column.codes.tolist()]


@pytest.mark.parametrize("view", VIEWS)
def test_a_photo_depends_on_its_number_alone(view: str) -> None:
    wanted = DAY._replace(view=view, size=16)
    whole, told = photos(wanted, 500, 640)
    for threads, (start, stop) in zip((1, 2, 2), pairwise((500, 501, 570, 640)), strict=True):
        part, columns = photos(wanted, start, stop, threads=threads)
        assert np.array_equal(part, whole[start - 500 : stop - 500])
        for name, column in columns.items():
            left, right = (each.codes if isinstance(each, Words) else each for each in (column, told[name]))
            assert np.array_equal(left, right[start - 500 : stop - 500], equal_nan=left.dtype.kind == "f"), name


def test_another_seed_and_another_set_give_other_photos() -> None:
    base, told = photos(DAY, 0, 8)
    for other in (DAY._replace(seed=4), DAY._replace(trees="test")):
        pictures, columns = photos(other, 0, 8)
        assert not any(np.array_equal(one, two) for one, two in zip(base, pictures, strict=True))
        assert not set(np.asarray(columns["scene"]).tolist()) & set(np.asarray(told["scene"]).tolist())


@pytest.mark.parametrize("view", ["drone", "ground"])
def test_a_cat_is_called_so_from_six_pixels_on_and_its_pose_is_one_that_sees_it(view: str) -> None:
    wanted = DAY._replace(view=view, size=64)
    shown, told = photos(wanted._replace(cats=1.0), 1000, 1200)
    empty, others = photos(wanted._replace(cats=0.0), 1000, 1200)
    pixels = np.asarray(told["cat_pixels"])
    assert (pixels >= SHOWS).mean() > 0.99  # one in hundreds hides from sixty poses
    assert word(told["label"]) == ["cat" if many >= SHOWS else "no cat" for many in pixels.tolist()]
    assert not np.asarray(others["cat_pixels"]).any()
    assert set(word(others["label"])) == {"no cat"}
    assert set(word(others["coat"])) == {None}
    assert len(set(word(told["coat"]))) >= 5
    differ = (np.abs(shown.astype(int) - empty) > 40).any(axis=3).sum(axis=(1, 2))
    assert np.corrcoef(np.log(pixels[pixels >= SHOWS]), np.log(differ[pixels >= SHOWS] + 1))[0, 1] > 0.4  # and no more


def test_the_share_of_cats_is_the_one_that_was_asked_for() -> None:
    _, told = photos(DAY._replace(cats=0.2, size=16), 1000, 2500)
    assert np.mean([label == "cat" for label in word(told["label"])]) == pytest.approx(0.2, abs=0.04)  # 4 deviations


def test_conditions_lie_in_what_was_asked_for() -> None:
    _, told = photos(DAY._replace(start=20.0, stop=6.0, size=16), 0, 300)
    hour = np.asarray(told["hour"])
    assert ((hour >= 20) | (hour < 6)).all()
    assert (hour >= 20).mean() == pytest.approx(0.4, abs=0.12)
    at = np.asarray(told["captured_at"])
    assert at.min() >= np.datetime64("2025-01-01")
    assert at.max() < np.datetime64("2026-01-01")
    clock = (at - at.astype("datetime64[D]")) / np.timedelta64(1, "h")
    assert np.allclose(clock, hour, atol=1e-6)
    month = at.astype("datetime64[M]").astype(int) % 12
    seasons = [("winter", "spring", "summer", "autumn")[(each + 1) % 12 // 3] for each in month.tolist()]
    assert word(told["season"]) == seasons
    assert set(word(told["weather"])) == {"calm", "windy", "fog"}
    assert np.asarray(told["lamp"]).mean() > 0.8
    _, ground = photos(DAY._replace(view="ground", start=22.0, stop=23.0, size=16), 0, 20)
    assert not np.asarray(ground["lamp"]).any()


def test_satellites_see_as_their_day_did() -> None:
    pictures, told = photos(DAY._replace(view="satellite", first=-3268, end=20454), 0, 200)
    eras = word(told["era"])
    years = np.asarray(told["captured_at"]).astype("datetime64[Y]").astype(int) + 1970
    assert len(set(eras)) >= len(ERAS) - 3
    assert all(era is not None and int(era[:4]) <= year for era, year in zip(eras, years.tolist(), strict=True))
    grey = (pictures == pictures[..., :1]).all(axis=(1, 2, 3))
    assert [not era.endswith("colour") for era in eras if era] == grey.tolist()
    labels = word(told["label"])
    assert 60 < labels.count("cat") < 140  # called by what is there, seen or not
    ideal = np.asarray(told["ideal"])
    coarse = np.array([bool(era) and (", 30 m" in era or ", 10 m" in era or ", 7.6 m" in era) for era in eras])
    assert ideal[coarse].mean() < 0.55
    assert ideal[~coarse].mean() > ideal[coarse].mean()


def test_few_photos_are_judged() -> None:
    _, told = photos(DAY._replace(size=16), 510, 1030)
    known = np.flatnonzero(np.isfinite(np.asarray(told["ideal"]))) + 510
    assert known.tolist() == [510, 511, 512, 1024]
