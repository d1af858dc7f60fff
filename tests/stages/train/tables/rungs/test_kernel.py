"""The kernel machine of tables."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.nets.rungs.tables import Kernel, KernelOfNumbers
from ninelives.stages.train.tables.rungs import TableLesson, kernel
from tests.stages.train.tables.rungs.lessons import lesson


def ring(rows: int = 300) -> tuple[np.ndarray, np.ndarray]:
    """A disc within a ring: no line parts them."""
    draw, y = np.random.default_rng(0), np.arange(rows) % 2
    angle, radius = draw.uniform(0, 2 * np.pi, rows), np.where(y == 1, 1.0, 0.2) + draw.normal(0, 0.05, rows)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).astype(np.float32), y


def test_it_parts_what_no_line_parts() -> None:
    x, y = ring()
    rung = kernel.fit(TableLesson(x[:200], y[:200], np.zeros(2, int), ("in", "out")))
    assert isinstance(rung, Kernel)
    assert (rung.probabilities(x[200:]).argmax(axis=1) == y[200:]).mean() > 0.95


def test_it_learns_a_number_that_no_line_tells() -> None:
    x, _ = ring()
    number = np.sin(3 * x[:, 0]) * 100
    rung = kernel.fit(TableLesson(x[:200], number[:200].astype(float), np.zeros(2, int)))
    assert isinstance(rung, KernelOfNumbers)
    assert ((rung.predict(x[200:]) - number[200:]) ** 2).mean() < 0.02 * number.var()


def test_the_landmarks_are_drawn_by_the_seed_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "LANDMARKS", 10)
    one, two = (kernel.fit(lesson("classes", seed=seed)).machine.inner.landmarks for seed in (0, 1))
    assert one.shape == two.shape
    assert len(one) == 10
    assert (one != two).any()


def test_noise_is_penalised(monkeypatch: pytest.MonkeyPatch) -> None:
    """How far the predictions of noise are drawn to its mean tells the penalty that was chosen."""
    x, _ = ring()
    told = [TableLesson(x, np.random.default_rng(seed).normal(size=300), np.zeros(2, int)) for seed in range(5)]
    chosen = [kernel.fit(one).predict(x).std() for one in told]
    monkeypatch.setattr(kernel, "PENALTIES", (0.1,))
    assert sum(chosen) < 0.6 * sum(kernel.fit(one).predict(x).std() for one in told)


def test_a_table_whose_rows_are_mostly_alike_has_a_width() -> None:
    x = np.zeros((100, 1), np.float32)
    x[:20] = 1
    rung = kernel.fit(TableLesson(x, (x[:, 0] > 0).astype(np.int64), np.array([2]), ("no", "yes")))
    assert float(rung.machine.inner.gamma) < 10
    assert (rung.probabilities(x).argmax(axis=1) == x[:, 0]).all()
