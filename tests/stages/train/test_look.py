"""One decoding serves all rungs, and what was measured once is not measured again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.gauges import FactsGauge, SmallGauge
from ninelives.kernels.nets.rungs import Network
from ninelives.kernels.photos import decode as decoding
from ninelives.kernels.photos.header import Header
from ninelives.stages.train import look as room
from ninelives.stages.train.look import closely, gauges_of, look, network_of
from ninelives.stages.train.spec import TrainSpec
from ninelives.store.cache import Cache


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def test_each_photo_is_decoded_once_for_all_gauges(photos: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive.of(photos)
    decoded: list[bytes] = []
    real = decoding.decode

    def counted(data: bytes, **more: Any) -> np.ndarray:
        decoded.append(data)
        return real(data, **more)

    monkeypatch.setattr(decoding, "decode", counted)
    assert look(archive, [FactsGauge(), SmallGauge(8), SmallGauge(16)], cache) == len(archive)
    once = len(decoded)
    assert once in (60, 61)  # two of the 61 are the same bytes, perhaps decoded at the same time
    assert look(archive, [FactsGauge(), SmallGauge(8)], cache) == 0
    assert len(decoded) == once
    np.testing.assert_array_equal(
        archive.vectors(SmallGauge(8), cache=cache), archive.vectors(SmallGauge(8), cache=Cache.user())
    )


def test_only_what_is_missing_is_measured(photos: Path, cache: Cache) -> None:
    archive = Archive.of(photos)
    some = np.arange(len(archive)) % 2 == 0
    steps: list[tuple[str, int, int | None]] = []
    assert look(archive.select(some), [SmallGauge(8)], cache) == some.sum()
    found = look(archive, [SmallGauge(8)], cache, lambda *step: steps.append(step))
    assert 0 < found <= (~some).sum()
    assert steps[-1] == ("features", found, found)


def test_two_rungs_that_look_through_one_network_ask_it_once(photos: Path, cache: Cache) -> None:
    gauges = gauges_of(TrainSpec(rungs=("zero-shot", "pretrained"), size=64), Cache.user())
    assert gauges["zero-shot"] is gauges["pretrained"]
    seen: list[int] = []

    class Counted(SmallGauge):
        def measure(self, picture: np.ndarray, header: Header) -> bytes:
            seen.append(1)
            return super().measure(picture, header)

    look(Archive.of(photos), [Counted(8), Counted(8)], cache)
    assert len(seen) in (60, 61)
    assert network_of(gauges) == gauges["pretrained"].network  # type: ignore[attr-defined]
    assert network_of({"kernel": SmallGauge(8)}) is None


def test_only_the_wanted_rungs_look(cache: Cache) -> None:
    gauges = gauges_of(TrainSpec(rungs=("majority", "kernel"), side=8), cache)
    assert list(gauges) == ["kernel"]
    assert gauges["kernel"].recipe == SmallGauge(8).recipe
    assert not gauges_of(TrainSpec(rungs=("majority",)), cache)


def test_the_network_looks_closely_at_many_photos_that_are_small_themselves(
    photos: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive.of(photos)
    largest = int(archive.table.select("width", "height").to_numpy().max())
    monkeypatch.setattr(room, "MANY", len(archive) + 1)
    monkeypatch.setattr(Network, "CLOSE", largest)
    assert not closely(archive)
    monkeypatch.setattr(room, "MANY", len(archive))
    assert closely(archive)
    spec = TrainSpec(rungs=("network",))
    assert gauges_of(spec, cache, close=True)["network"].recipe == SmallGauge(largest).recipe
    assert gauges_of(spec, cache)["network"].recipe == SmallGauge(Network.SHOWN).recipe
    monkeypatch.setattr(Network, "CLOSE", largest - 1)
    assert not closely(archive)
