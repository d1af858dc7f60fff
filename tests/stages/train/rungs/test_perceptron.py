"""A perceptron on properties."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.nets.rungs import Perceptron
from ninelives.stages.train.rungs import perceptron
from tests.stages.train.rungs.lessons import lesson


def tilted(n: int = 300, noise: float = 0.5, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Two classes that a slanted line parts, but for noise; columns of very different sizes."""
    draw = np.random.default_rng(seed)
    x = draw.normal(size=(n, 3))
    y = (x[:, 0] - x[:, 1] + noise * draw.normal(size=n) > 0).astype(int)
    return (x * [1, 100, 0.01] + [5, -300, 0]).astype(np.float32), y


def test_it_finds_the_slanted_line() -> None:
    x, y = tilted(noise=0.2)
    rung = perceptron.fit(lesson(x[:200], y[:200], 2))
    assert (rung.probabilities(x[200:]).argmax(axis=1) == y[200:]).mean() > 0.85
    lead = rung.voices()[:, 1] - rung.voices()[:, 0]
    assert lead[0] > 0 > lead[1]
    assert abs(lead[2]) < min(abs(lead[:2])) / 3


def test_where_the_rule_never_rests_the_average_does_better_than_the_last_weights(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = perceptron.learn
    right = {}
    for kind in ("mean", "last"):
        monkeypatch.setattr(
            perceptron, "learn", lambda *a, kind=kind, **k: type("", (), {"mean": getattr(own(*a, **k), kind)})
        )
        hits = []
        for seed in range(20):
            x, y = tilted(400, noise=1.5, seed=seed)
            hits.append(perceptron.fit(lesson(x[:100], y[:100], 2)).probabilities(x[100:]).argmax(axis=1) == y[100:])
        right[kind] = np.mean(hits)
    assert right["mean"] > right["last"] + 0.02


def test_of_xor_it_never_gets_more_than_three_of_four() -> None:
    x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32), np.array([0, 1, 1, 0])
    for seed in range(30):
        p = perceptron.fit(lesson(x, y, 2, seed=seed)).probabilities(x)
        assert (p.argmax(axis=1) == y).sum() <= 3


def test_the_unit_of_a_property_plays_no_part() -> None:
    x, y = tilted()
    p = perceptron.fit(lesson(x, y, 2)).probabilities(x)
    moved = perceptron.fit(lesson(x * 4 + 32, y, 2)).probabilities(x * 4 + 32)
    np.testing.assert_allclose(moved, p, atol=2e-2)  # float32: a tie may fall the other way


def test_a_property_that_some_photos_lack_or_that_never_varies_is_no_reason_to_fail() -> None:
    x, y = tilted()
    x[::7, 2], x[:, 1] = np.nan, 3
    rung = perceptron.fit(lesson(x, y, 2))
    assert rung.deviation[1] == 1
    assert np.isfinite(rung.probabilities(x)).all()
    known = x[np.isfinite(x[:, 2]), 2].astype(np.float64)
    np.testing.assert_allclose([rung.mean[2], rung.deviation[2]], [known.mean(), known.std()])


def test_the_sums_are_of_the_order_of_one() -> None:
    x, y = tilted()
    rung = perceptron.fit(lesson(x, y, 2))
    np.testing.assert_allclose((rung.standard(x) @ rung.weights).std(axis=0), 1, atol=1e-6)


def test_more_photos_do_not_take_longer_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    own = perceptron.learn
    monkeypatch.setattr(perceptron, "learn", lambda *a, **k: seen.append(own(*a, **k)) or seen[-1])
    draw = np.random.default_rng(0)
    for n in (500, 90_000):
        perceptron.fit(lesson(draw.normal(size=(n, 2)).astype(np.float32), draw.integers(0, 2, n), 2))
    assert [found.visits for found in seen] == [500 * perceptron.PASSES, 180_000]


@pytest.mark.parametrize(("mean", "unit"), [(1e8, 80.0), (0.0, 1e-7), (3e-9, 1e-9), (-1e9, 5e8), (0.0, 1e-30)])
def test_a_telling_property_tells_in_any_unit_and_around_any_mean(mean: float, unit: float) -> None:
    _, y = tilted(noise=0.1)
    telling = np.where(y == 1, 1.0, -1.0) + 0.2 * np.random.default_rng(1).normal(size=len(y))
    column = (mean + unit * telling)[:, None].astype(np.float32)
    rung = perceptron.fit(lesson(column[:200], y[:200], 2))
    again = Perceptron.from_arrays(rung.arrays())
    assert (again.probabilities(column[200:]).argmax(axis=1) == y[200:]).mean() > 0.97


def test_a_property_of_large_numbers_does_not_drown_the_others() -> None:
    x, y = tilted(noise=0.1)
    large = 1e8 + 80 * np.random.default_rng(1).normal(size=(len(y), 1))
    rung = perceptron.fit(lesson(np.hstack([x[:200], large[:200]]).astype(np.float32), y[:200], 2))
    seen = np.hstack([x, large]).astype(np.float32)
    assert np.abs(rung.standard(seen)).max() < 6
    assert (rung.probabilities(seen[200:]).argmax(axis=1) == y[200:]).mean() > 0.9


def test_what_varies_by_rounding_alone_says_nothing() -> None:
    x, y = tilted()
    near = np.float32(1e8)
    x[:, 1] = np.where(y == 1, near, np.nextafter(near, np.float32(np.inf)))
    rung = perceptron.fit(lesson(x, y, 2))
    assert rung.deviation[1] == 1
    assert not rung.weights[1].any()
