"""The training loop: it learns, can be cut off anywhere, and says where it broke."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.kernels.nets.network.layers import build, build_close  # noqa: E402
from ninelives.kernels.nets.network.lesson import Course, train  # noqa: E402
from ninelives.kernels.nets.network.state import State  # noqa: E402

COURSE = Course(shown=8 * 30, seed=0, batch=8, remember=10)
CLOSE = replace(COURSE, close=True, coarse=0.4, rate=0.05, decay=0.05)


def stripes(count: int = 40, side: int = 8, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Stripes that stand or lie, in noise: no mirror image and no light turns one into the other."""
    draw, y = np.random.default_rng(seed), np.arange(count) % 2
    wave = np.where(np.arange(side) % 2, 1, -1)
    pictures = np.where(y[:, None, None] == 1, wave[None, :, None], wave[None, None, :])
    return (pictures[..., None] + draw.normal(0, 0.5, (count, side, side, 3))).astype(np.float32), y


def bytes_of(net: torch.nn.Sequential) -> bytes:
    return b"".join(value.contiguous().numpy().tobytes() for value in net.state_dict().values())


def test_it_learns_and_reports_every_step_and_the_end() -> None:
    net = build(2, seed=0)
    reports = list(train(net, *stripes(), COURSE))
    assert [report.step for report in reports] == list(range(31))
    assert [report.epoch for report in reports][::10] == [0, 2, 4, 6]
    assert reports[0].loss == pytest.approx(math.log(2))
    assert [report.good.step for report in reports][8:12] == [0, 0, 10, 10]
    assert reports[-1].good.step == 30
    x, y = stripes(seed=1)
    with torch.no_grad():
        said = net.eval()(torch.from_numpy(x).permute(0, 3, 1, 2)).argmax(1).numpy()
    assert (said == y).mean() > 0.9


@pytest.mark.parametrize("stop", [1, 10, 11, 25, 30])
@pytest.mark.parametrize(("made", "course"), [(build, COURSE), (build_close, CLOSE)], ids=["usual", "close"])
def test_cut_off_and_taken_up_it_makes_the_same_network(made: Callable, course: Course, stop: int) -> None:
    whole = made(2, seed=0)
    list(train(whole, *stripes(), course))
    first, then = made(2, seed=0), made(2, seed=0)
    kept = next(report.good for report in train(first, *stripes(), course) if report.step == stop)
    rest = [report.step for report in train(then, *stripes(), replace(course, workers=2), kept)]
    assert rest == list(range(kept.step, 31))
    assert bytes_of(then) == bytes_of(whole)


def test_who_looks_closely_finds_a_thing_of_a_few_pixels() -> None:
    draw = np.random.default_rng(0)
    x, y = draw.normal(0, 1, (400, 16, 16, 3)).astype(np.float32), np.arange(400) % 2
    for picture in (x[row] for row in np.flatnonzero(y)):
        top, left = draw.integers(0, 13, 2)
        picture[top : top + 3, left : left + 3] = (2, -2, 2)
    net, course = build_close(2, seed=0), replace(CLOSE, shown=4_000, batch=32)
    list(train(net, x[:300], y[:300], course))
    with torch.no_grad():
        said = net.eval()(torch.from_numpy(x[300:]).permute(0, 3, 1, 2)).argmax(1).numpy()
    assert (said == y[300:]).mean() > 0.9


def test_a_finished_training_is_taken_up_at_its_end() -> None:
    net, again = build(2, seed=0), build(2, seed=0)
    *_, last = train(net, *stripes(), COURSE)
    (only,) = train(again, *stripes(), COURSE, last.good)
    assert only.good.step == 30
    assert bytes_of(again) == bytes_of(net)


def test_where_the_loss_is_no_number_it_stops_at_the_last_good_state() -> None:
    x, y = stripes()
    net, healthy = build(2, seed=0), build(2, seed=0)
    reports = []
    for report in train(net, x, y, COURSE):
        reports.append(report)
        if report.step == 16:
            with torch.no_grad():
                net[0][0].weight.fill_(math.nan)
    assert [report.step for report in reports] == list(range(18))
    assert (reports[-1].step, reports[-1].epoch, reports[-1].good.step) == (17, 3, 10)
    assert math.isnan(reports[-1].loss)
    at = next(report.good for report in train(healthy, x, y, COURSE) if report.step == 10)
    assert all(np.array_equal(value.numpy(), at.arrays[f"net.{name}"]) for name, value in net.state_dict().items())


def test_a_last_step_that_breaks_it_is_not_kept() -> None:
    net = build(2, seed=0)
    for report in train(net, *stripes(), COURSE):
        if report.step == 29:
            with torch.no_grad():
                net[0][0].weight.fill_(math.inf)
    assert (report.step, report.good.step) == (30, 20)
    assert State.take(net, torch.optim.AdamW(net.parameters()), 0).finite


def test_the_rate_rises_and_falls_once() -> None:
    rates = np.array([COURSE.rate_at(step) for step in range(COURSE.steps)])
    top = rates.argmax()
    assert rates.max() <= COURSE.rate
    assert (np.diff(rates[: top + 1]) > 0).all()
    assert (np.diff(rates[top:]) < 0).all()
    assert rates[-1] < 0.02 * COURSE.rate


def test_numbers_are_learned_by_their_squared_error() -> None:
    x = np.random.default_rng(0).normal(size=(64, 3)).astype(np.float32)
    y = x @ np.float32([1, -2, 0.5]) + 3
    net = torch.nn.Sequential(torch.nn.Linear(3, 1))
    with torch.no_grad():
        net[0].weight.zero_()
        net[0].bias.zero_()
    course = Course(shown=64 * 300, seed=0, batch=64, rate=0.1, decay=0.0)
    losses = [report.loss for report in train(net, x, y, course)]
    assert losses[0] == pytest.approx(float((y**2).mean()), rel=1e-5)
    assert losses[-1] < 1e-6
    assert net[0].weight.detach().numpy().ravel() == pytest.approx([1, -2, 0.5], abs=1e-3)
