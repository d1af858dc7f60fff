"""Changed copies: the same in any company, made once for all gauges that look at them, and kept under their own key."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.artifacts.archive.copies import WHOLE, Change, CopyGauge, Darkened, Varied, copies_of
from ninelives.artifacts.archive.gauges import FactsGauge, SmallGauge
from ninelives.artifacts.archive.measure import Photo
from ninelives.kernels.photos.survey import Facts
from tests.artifacts.archive.shelf import photo
from tests.kernels.photos.pictures import encode, scene

CHANGES = [Varied(("mirror",)), Varied(("noise", "brightness")), Darkened(0.0, 0.1)]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.recipe)
def test_a_copy_depends_on_the_photo_and_its_number_alone(change: Change) -> None:
    gauge = CopyGauge(SmallGauge(8), change, 1)
    first = Photo(photo(3)).measure(gauge)
    busy = Photo(photo(3))
    busy.measure(SmallGauge(16))
    busy.measure(CopyGauge(SmallGauge(8), change, 2))
    assert busy.measure(gauge) == first == Photo(photo(3)).measure(gauge)
    assert first != Photo(photo(4)).measure(gauge)


def test_another_number_is_another_draw() -> None:
    one, two = (Photo(photo(3)).measure(CopyGauge(SmallGauge(8), Varied(("noise",)), number)) for number in (0, 1))
    assert one != two


def test_recipes_tell_all_apart() -> None:
    gauges = [SmallGauge(8), SmallGauge(8, levelled=True), SmallGauge(9), FactsGauge()]
    made = [CopyGauge(gauge, change, number) for gauge in gauges for change in CHANGES for number in (0, 1)]
    recipes = [gauge.recipe for gauge in (*gauges, *made)]
    assert len(set(recipes)) == len(recipes)
    assert Varied(("noise", "brightness")).recipe == Varied(("brightness", "noise")).recipe


def test_one_copy_serves_every_gauge_that_looks_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    change = CopyGauge.changed
    monkeypatch.setattr(CopyGauge, "changed", lambda self, *asked: made.append(self.number) or change(self, *asked))
    one = Photo(photo(5))
    for number in (0, 1):
        for gauge in (SmallGauge(8), SmallGauge(16), FactsGauge()):
            one.measure(CopyGauge(gauge, CHANGES[1], number))
    assert made == [0, 1]


def test_a_large_photo_is_looked_at_closely_enough_for_its_noise() -> None:
    assert CopyGauge(SmallGauge(8), CHANGES[0]).least == WHOLE
    data = encode(scene(seed=1, width=1_920, height=1_440), "JPEG")
    assert Photo(data).at(WHOLE).shape == (720, 960, 3)  # at a half; a quarter would be 360 px


def test_a_darkened_copy_is_as_dark_as_its_range_says() -> None:
    gauge = CopyGauge(FactsGauge(), Darkened(0.0, 0.1))
    for seed in range(12):
        data = photo(seed)
        dark, day = (Facts.unpack(Photo(data).measure(each)).light for each in (gauge, FactsGauge()))
        assert dark <= 0.12 < day


def test_levelled_gauges_see_a_dark_copy_as_bright_as_the_photo() -> None:
    dark = CopyGauge(SmallGauge(8, levelled=True), Varied(("brightness",)))
    plain = CopyGauge(SmallGauge(8), Varied(("brightness",)))
    bright = [
        np.mean([gauge.vector(Photo(photo(s)).measure(gauge)).mean() for s in range(8)]) for gauge in (dark, plain)
    ]
    assert bright[0] > 0.4 > 0.25 > bright[1]


def test_without_a_bias_there_are_no_copies() -> None:
    assert copies_of(FactsGauge(), (), 3) == []
    assert [gauge.number for gauge in copies_of(FactsGauge(), {"mirror"}, 3)] == [0, 1, 2]
