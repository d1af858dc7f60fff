"""The network as a rung: how much it does, what it keeps, and what it says when it breaks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.kernels.nets.network import layers  # noqa: E402 - after the skip
from ninelives.kernels.nets.network import lesson as loop  # noqa: E402
from ninelives.kernels.nets.rungs import Network  # noqa: E402
from ninelives.stages.train.rungs import Lesson, network, taught  # noqa: E402
from tests.stages.train.rungs.lessons import lesson  # noqa: E402

BEFORE = 7  # ticks before the first step: five beside the fits that ask for left and right, two beside the hash


@pytest.fixture
def stripes() -> Lesson:
    """Stripes that stand or lie, of 8 px: what only their shape tells apart."""
    draw, y = np.random.default_rng(0), np.arange(60) % 2
    wave = np.where(np.arange(8) % 2, 0.7, 0.3)
    pictures = np.where(y[:, None, None] == 1, wave[None, :, None], wave[None, None, :])
    x = pictures[..., None] + draw.normal(0, 0.1, (60, 8, 8, 3))
    return lesson(x.reshape(60, -1).astype(np.float32), y, 2)


def arrays(rung: Network) -> dict[str, bytes]:
    return {name: array.tobytes() for name, array in rung.arrays().items()}


def test_it_sees_shapes(stripes: Lesson) -> None:
    few = replace(stripes, x=stripes.x[:40], y=stripes.y[:40])
    p = network.fit(few).probabilities(stripes.x[40:])
    assert (p.argmax(axis=1) == stripes.y[40:]).mean() > 0.9


def test_it_says_what_torch_says(stripes: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    built, honest = [], layers.build
    monkeypatch.setattr(layers, "build", lambda *told: built.append(honest(*told)) or built[-1])
    rung = network.fit(stripes)
    x = stripes.x.reshape(-1, 8, 8, 3)
    z = torch.from_numpy((x - x.mean((0, 1, 2))) / x.std((0, 1, 2))).permute(0, 3, 1, 2)
    with torch.no_grad():
        want = built[0].eval()(z).softmax(1).numpy()
    np.testing.assert_allclose(rung.probabilities(stripes.x), want, atol=1e-4)


def test_the_work_is_fixed_beforehand(stripes: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks: list[None] = []
    monkeypatch.setattr(network, "SHORT", 320)
    full = network.fit(replace(stripes, tick=lambda: ticks.append(None)))
    assert full.steps.tolist() == [50, 50, 50, 26]
    assert len(ticks) == 51 + BEFORE
    assert network.fit(replace(stripes, capped=True)).steps.tolist() == [10, 10, 10, 5]
    monkeypatch.setattr(network, "LEAST", 100)  # times that each photo is shown, where they are many
    ticks.clear()

    class Stop(Exception):  # noqa: N818 - no error
        pass

    def stop() -> None:
        ticks.append(None)
        if len(ticks) == BEFORE + 3:
            raise Stop

    with pytest.raises(Stop):
        network.fit(replace(stripes, tick=stop))
    assert len(ticks) == BEFORE + 3


def test_whoever_stops_it_is_heard_before_and_after_all_that_comes_before_the_first_step(
    stripes: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stop(Exception):  # noqa: N818 - no error
        pass

    done: list[str] = []
    for room, name in ((network, "handed"), (taught, "_named")):
        honest = getattr(room, name)
        monkeypatch.setattr(room, name, lambda *a, name=name, honest=honest: (honest(*a), done.append(name))[0])
    monkeypatch.setattr(loop, "train", lambda *_: pytest.fail("a step was done"))
    for at in range(1, BEFORE + 1):
        ticks: list[None] = []

        def stop(at: int = at, ticks: list[None] = ticks) -> None:
            ticks.append(None)
            if len(ticks) == at:
                raise Stop

        done.clear()
        with pytest.raises(Stop):
            network.fit(replace(stripes, tick=stop))
        assert done == ([] if at < 6 else ["handed"] if at == 6 else ["handed", "_named"])


def test_torch_is_left_as_it_was_found(stripes: Lesson) -> None:
    before, state = torch.get_num_threads(), torch.random.get_rng_state()
    network.fit(replace(stripes, capped=True))
    assert torch.get_num_threads() == before
    assert not torch.are_deterministic_algorithms_enabled()
    assert torch.equal(torch.random.get_rng_state(), state)


def test_a_finished_fit_is_not_done_again_and_another_ones_is_not_taken_up(stripes: Lesson, tmp_path: Path) -> None:
    ticks: list[None] = []
    told = replace(stripes, work=tmp_path / "network whole", tick=lambda: ticks.append(None))
    first = network.fit(told)
    ticks.clear()
    assert arrays(network.fit(told)) == arrays(first)
    assert len(ticks) == BEFORE + 1
    ticks.clear()
    assert arrays(network.fit(replace(told, seed=1))) != arrays(first)
    assert len(ticks) == BEFORE + 51


def test_a_damaged_checkpoint_is_told_and_the_training_starts_over(stripes: Lesson, tmp_path: Path) -> None:
    told = replace(stripes, work=tmp_path / "network whole")
    first = network.fit(told)
    whole = bytearray(told.work.read_bytes())
    whole[len(whole) // 2] ^= 1
    told.work.write_bytes(whole)
    with pytest.warns(RuntimeWarning, match="the checkpoint '.*network whole' is damaged and was not used"):
        again = network.fit(told)
    assert arrays(again) == arrays(first)


def test_a_training_that_breaks_says_where_and_keeps_what_it_knew(
    stripes: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = loop.drop_that_loss
    calls: list[None] = []

    def broken(batch: tuple, *more: object) -> float:
        calls.append(None)
        x, y = batch
        return honest((x * np.nan if len(calls) == 25 else x, y), *more)

    monkeypatch.setattr(network, "REMEMBER", 10)
    monkeypatch.setattr(loop, "drop_that_loss", broken)
    told = r"network: stopped at step 24 of 50 \(epoch 12\): the loss is not a number; the state of step 20 is used"
    with pytest.warns(RuntimeWarning, match=told):
        rung = network.fit(stripes)
    assert rung.steps.tolist() == [20, 24, 50, 12]
    assert Network.from_arrays(rung.arrays()).probabilities(stripes.x).shape == (60, 2)


def test_a_class_without_photos_is_never_named(stripes: Lesson) -> None:
    p = network.fit(replace(stripes, y=2 * stripes.y, names=("a", "b", "c"))).probabilities(stripes.x)
    assert p[:, 1].max() < 1e-9


def arrows(count: int, side: int = 24) -> np.ndarray:
    """Wedges that point to the right, each somewhere, in noise."""
    draw = np.random.default_rng(0)
    x = draw.normal(0.5, 0.05, (count, side, side, 3))
    for picture in x:
        top, left = draw.integers(0, side - 12, 2)
        for row in range(12):
            wide = 12 - 2 * abs(row - 6)
            picture[top + row, left : left + wide] += 0.4
    return x.astype(np.float32)


def _flat(pictures: np.ndarray) -> np.ndarray:
    return pictures.reshape(len(pictures), -1)


def test_left_and_right_matter_where_a_mirror_image_is_of_another_class() -> None:
    right = arrows(120)
    y = np.arange(120) % 2
    turned = np.where(y[:, None, None, None] == 1, right[:, :, ::-1], right)
    own = np.arange(120)
    assert network.handed(_flat(turned), y, own, seed=0)
    upside = np.where(y[:, None, None, None] == 1, right.transpose(0, 2, 1, 3), right)
    assert not network.handed(_flat(upside), y, own, seed=0)
    assert not network.handed(_flat(right), y, own, seed=0)
    assert not network.handed(_flat(right[:3]), np.array([0, 0, 1]), own[:3], seed=0)
    assert not network.handed(_flat(turned), y, y, seed=0)  # a single scene of each class proves nothing
    assert not network.handed(_flat(turned), y, 0 * y, seed=0)


def test_no_scene_is_on_both_sides_when_left_and_right_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    taught: list[set[float]] = []
    honest = network.kernel.fit
    monkeypatch.setattr(network.kernel, "fit", lambda given: taught.append(set(given.x[:, 0])) or honest(given))
    monkeypatch.setattr(network, "SHORT", 320)
    scene = np.arange(60) // 5
    x = np.repeat(scene[:, None] / np.float32(12), 8 * 8 * 3, axis=1).astype(np.float32)  # a grey for each scene
    network.fit(replace(lesson(x, scene % 2, 2), scene=scene, capped=True))
    first, again, second, _ = taught
    assert first == again
    assert not first & second
    assert first | second == set(x[:, 0])


def test_what_it_learns_of_arrows_is_where_they_point() -> None:
    x, y = arrows(120), np.arange(120) % 2
    x = np.where(y[:, None, None, None] == 1, x[:, :, ::-1], x).reshape(120, -1)
    p = network.fit(lesson(x[:100], y[:100], 2)).probabilities(x[100:])
    assert (p.argmax(axis=1) == y[100:]).mean() > 0.8
