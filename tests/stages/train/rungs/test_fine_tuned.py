from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.kernels.nets.embed import Embedder  # noqa: E402
from ninelives.kernels.nets.network import lesson as loop  # noqa: E402
from ninelives.kernels.nets.quantise import quantise  # noqa: E402
from ninelives.kernels.nets.rungs import Pretrained  # noqa: E402
from ninelives.kernels.nets.weights import Weights, lite0_weights  # noqa: E402
from ninelives.stages.train.rungs import fine_tuned  # noqa: E402
from tests.kernels.nets.rungs.fitted import head  # noqa: E402

pytestmark = pytest.mark.slow
SIZE = 64


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fine_tuned, "STEPS", 6)
    monkeypatch.setattr(fine_tuned, "BATCH", 4)
    monkeypatch.setattr(fine_tuned, "REMEMBER", 2)
    monkeypatch.setattr(fine_tuned, "RATE", 1e-4)
    monkeypatch.setattr("ninelives.kernels.nets.network.state.EVERY", 0.0)


@pytest.fixture(scope="module")
def photos() -> tuple[np.ndarray, np.ndarray]:
    """Stripes that stand or lie."""
    y, wave = np.arange(16) % 2, np.where(np.arange(SIZE) // 4 % 2, 200, 40)
    pictures = np.where(y[:, None, None] == 1, wave[None, :, None], wave[None, None, :])[..., None]
    noise = np.random.default_rng(0).integers(-30, 30, (16, SIZE, SIZE, 3))
    return (pictures + noise).astype(np.uint8), y


def tuned(photos: tuple[np.ndarray, np.ndarray], work: Path | None = None, tick: Any = lambda _: None) -> bytes:
    x, y = photos
    how = fine_tuned.course(x, y, np.arange(len(y)), 0)
    weak = replace(head(2, 1280), scale=np.asarray(200.0))
    return fine_tuned.tuned(x, y, weak, how, work, tick)


@pytest.fixture(scope="module")
def untouched() -> bytes:
    return quantise(lite0_weights())


def test_it_gives_a_network_of_the_same_kind_that_sees_otherwise(photos: tuple, untouched: bytes) -> None:
    network = tuned(photos)
    before, after = (Embedder(data, size=SIZE)(photos[0][0]) for data in (untouched, network))
    assert after.shape == before.shape == (1280,)
    assert (after >= 0).all()
    assert 0.3 < np.corrcoef(before, after)[0, 1] < 0.9999  # tuned, and not learned anew


def test_it_lowers_the_loss_that_it_began_with(photos: tuple) -> None:
    losses = []
    tuned(photos, tick=lambda report: losses.append(report.loss) if report else None)
    assert np.mean(losses[-3:]) < np.mean(losses[:2])


def test_the_same_photos_give_the_same_network_though_it_was_cut_off(photos: tuple, tmp_path: Path) -> None:
    class Stop(Exception):  # noqa: N818 - no error
        pass

    def stop(report: loop.Report | None) -> None:
        if report and report.step == 4:
            raise Stop

    told: list[int] = []
    with pytest.raises(Stop):
        tuned(photos, tmp_path / "work", stop)
    again = tuned(photos, tmp_path / "work", lambda report: told.append(report.step) if report else None)
    assert told[0] > 0
    assert again == tuned(photos)


def test_its_weights_lie_half_way_between_those_before_and_those_it_learned(
    photos: tuple, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[float, Weights] = {}
    for share in (0.0, 0.5, 1.0):
        monkeypatch.setattr(fine_tuned, "SHARE", share)
        monkeypatch.setattr(fine_tuned, "quantise", lambda weights, _, share=share: found.update({share: weights}))
        tuned(photos)
    assert found[0.5].keys() == found[1.0].keys()
    assert any((found[0.0][name] != found[1.0][name]).any() for name in found[1.0])
    for name, half in found[0.5].items():
        np.testing.assert_allclose(half, (found[0.0][name] + found[1.0][name]) / 2, rtol=1e-6)


def test_of_a_single_class_there_is_nothing_to_tune(photos: tuple, untouched: bytes) -> None:
    assert tuned((photos[0], np.zeros(16, np.int64))) == untouched


def test_a_tuning_that_breaks_says_where_and_keeps_what_it_knew(photos: tuple, monkeypatch: pytest.MonkeyPatch) -> None:
    honest, calls = loop.drop_that_loss, []

    def broken(batch: tuple, *more: object) -> float:
        calls.append(None)
        x, y = batch
        return honest((x * np.nan if len(calls) == 5 else x, y), *more)

    monkeypatch.setattr(loop, "drop_that_loss", broken)
    with pytest.warns(RuntimeWarning, match=r"fine-tuned: stopped at step 4 of 6 .*the state of step 2 is used"):
        network = tuned(photos)
    assert np.isfinite(Embedder(network, size=SIZE)(photos[0][0])).all()


def test_the_head_that_it_begins_with_is_the_fitted_one() -> None:
    fitted, x = head(3, 5), np.random.default_rng(1).normal(size=(4, 5))
    weights, bias = fine_tuned._raw(fitted)
    logits = x @ weights + bias
    p = np.exp(logits / fitted.temperature)
    np.testing.assert_allclose(p / p.sum(1, keepdims=True), fitted.probabilities(x))
    assert isinstance(fitted, Pretrained)
