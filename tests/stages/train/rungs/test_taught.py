from __future__ import annotations

import contextlib
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.kernels.nets.network.layers import build  # noqa: E402
from ninelives.kernels.nets.network.lesson import Course, Report  # noqa: E402
from ninelives.stages.train.rungs.taught import one_thread, taught  # noqa: E402

COURSE = Course(shown=80, seed=0, batch=8, remember=2)
PIXELS = np.random.default_rng(0).integers(0, 256, (16, 8, 8, 3), dtype=np.uint8)
Y = np.arange(16) % 2


def steps(net: torch.nn.Sequential, x: np.ndarray, work: Path | None, stop: int = 99) -> list[int | None]:
    told: list[int | None] = []

    def tick(report: Report | None) -> None:
        told.append(report.step if report else None)
        if report and report.step == stop:
            raise KeyboardInterrupt

    with contextlib.suppress(KeyboardInterrupt):
        taught(net, x, Y, COURSE, work, tick)
    return told


def weights(net: torch.nn.Sequential) -> bytes:
    return b"".join(value.contiguous().numpy().tobytes() for value in net.state_dict().values())


def test_whole_pixels_teach_what_the_same_fractions_teach() -> None:
    one, other = build(2, 0), build(2, 0)
    steps(one, PIXELS, None)
    steps(other, PIXELS.astype(np.float32), None)
    assert weights(one) == weights(other)


def test_it_goes_on_where_it_was_stopped_and_only_for_the_same_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ninelives.kernels.nets.network.state.EVERY", 0.0)
    work, whole, cut = tmp_path / "work", build(2, 0), build(2, 0)
    assert steps(whole, PIXELS, None) == [None, None, *range(11)]
    steps(cut, PIXELS, work, stop=6)
    assert steps(build(2, 1), PIXELS, tmp_path / "other") == [None, None, *range(11)]
    then = build(2, 0)
    assert steps(then, PIXELS, work) == [None, None, *range(6, 11)]
    assert weights(then) == weights(whole)
    assert steps(build(2, 1), PIXELS, work)[2] == 0


def test_torch_is_left_as_it_was_found_by_the_last_of_several() -> None:
    before = torch.get_num_threads()
    with one_thread():
        with one_thread():
            assert torch.get_num_threads() == 1
        assert torch.are_deterministic_algorithms_enabled()
    assert torch.get_num_threads() == before
    assert not torch.are_deterministic_algorithms_enabled()
