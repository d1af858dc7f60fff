"""Nyström's kernel machine."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.stages.train.rungs import kernel
from tests.stages.train.rungs.lessons import lesson


def ring(n: int = 120) -> tuple[np.ndarray, np.ndarray]:
    """A disc within a ring: no line parts them."""
    draw = np.random.default_rng(0)
    y = np.arange(n) % 2
    angle, radius = draw.uniform(0, 2 * np.pi, n), np.where(y == 1, 1.0, 0.2) + draw.normal(0, 0.05, n)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).astype(np.float32), y


def test_it_parts_what_no_line_parts() -> None:
    x, y = ring()
    rung = kernel.fit(lesson(x[:60], y[:60], 2))
    assert (rung.probabilities(x[60:]).argmax(axis=1) == y[60:]).mean() > 0.95


def test_the_landmarks_are_drawn_by_the_seed_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "LANDMARKS", 10)
    x, y = ring()
    one, two = (kernel.fit(lesson(x, y, 2, seed=seed)) for seed in (0, 1))
    assert one.landmarks.shape == two.landmarks.shape == (10, 2)
    assert (one.landmarks != two.landmarks).any()


def test_the_coordinates_span_the_kernel_of_the_landmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "LANDMARKS", 10)
    x, y = ring()
    rung = kernel.fit(lesson(x, y, 2))
    marks = rung.landmarks * rung.scale + rung.mean
    gram = np.exp(-rung.gamma * ((rung.landmarks[:, None] - rung.landmarks[None]) ** 2).sum(-1))
    inner = rung.embed(marks) @ rung.embed(marks).T
    np.testing.assert_allclose(inner, gram, atol=1e-5)


def test_brightness_and_contrast_of_all_photos_together_play_no_part() -> None:
    x, y = ring()
    p = kernel.fit(lesson(x, y, 2)).probabilities(x)
    moved = kernel.fit(lesson(x * 4 + 32, y, 2)).probabilities(x * 4 + 32)
    np.testing.assert_allclose(moved, p, atol=1e-3)
