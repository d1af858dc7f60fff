"""What a network is shown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.kernels.nets.network import batches  # noqa: E402 - after the skip
from ninelives.kernels.nets.network.batches import load, turn, vary  # noqa: E402
from ninelives.kernels.nets.network.lesson import Course  # noqa: E402


def numbered(count: int, side: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """Photos that are told apart by their labels."""
    return np.zeros((count, side, side, 3), np.float32), np.arange(count)


@given(st.integers(1, 40), st.integers(1, 17), st.integers(0, 5))
def test_every_photo_is_shown_as_often_as_any_other(count: int, batch: int, seed: int) -> None:
    course = Course(shown=4 * count, seed=seed, batch=batch)
    rows = torch.cat([y for _, (_, y) in load(*numbered(count), course)]).tolist()
    for epoch in range(4):
        assert sorted(rows[epoch * count : (epoch + 1) * count]) == list(range(count))
    assert len(rows) == course.steps * batch < 4 * count + batch


def test_whoever_begins_later_is_shown_the_same() -> None:
    x = np.random.default_rng(0).uniform(size=(10, 6, 6, 3)).astype(np.float32)
    course = Course(shown=60, seed=3, batch=4)
    whole, rest = (list(load(x, np.arange(10), course, begin)) for begin in (0, 9))
    assert [step for step, _ in rest] == list(range(9, 15))
    for (_, (one, y)), (_, (other, z)) in zip(whole[9:], rest, strict=True):
        assert torch.equal(one, other)
        assert torch.equal(y, z)


def test_nothing_to_vary_leaves_a_photo_or_its_mirror_image(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"ZOOM": 1, "ASPECT": 0, "LIGHT": 0, "TINT": 0}.items():
        monkeypatch.setattr(batches, name, value)
    x = torch.rand(40, 3, 6, 6, generator=torch.Generator().manual_seed(0))
    seen = vary(x, np.random.default_rng(0), mirror=True)
    same = [torch.allclose(a, b, atol=1e-5) for a, b in zip(x, seen, strict=True)]
    turned = [torch.allclose(a.flip(2), b, atol=1e-5) for a, b in zip(x, seen, strict=True)]
    assert all(np.logical_xor(same, turned))
    assert 10 < sum(same) < 30
    assert torch.allclose(vary(x, np.random.default_rng(0), mirror=False), x, atol=1e-5)


def test_a_part_lies_within_the_photo() -> None:
    """A ramp stays within its ends, and most of it is seen."""
    ramp = torch.linspace(0, 1, 32).expand(200, 3, 32, 32).contiguous()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "LIGHT", 0)
        patch.setattr(batches, "TINT", 0)
        seen = vary(ramp, np.random.default_rng(0), mirror=True)
    wide = seen.amax((1, 2, 3)) - seen.amin((1, 2, 3))
    assert seen.min() >= 0
    assert seen.max() <= 1
    assert wide.min() > batches.ZOOM * np.exp(-batches.ASPECT) - 0.1
    assert wide.max() > 0.9


def test_rows_of_a_table_are_shown_as_they_are() -> None:
    x = np.random.default_rng(0).normal(size=(10, 3)).astype(np.float32)
    course = Course(shown=30, seed=3, batch=4)
    seen = list(load(x, np.arange(10), course))
    for _, (rows, number) in seen:
        assert np.array_equal(rows.numpy(), x[number.numpy()])
    assert [step for step, _ in seen] == list(range(8))


def test_who_looks_closely_is_shown_photos_whole_or_their_mirror_images() -> None:
    x = torch.rand(40, 3, 6, 6, generator=torch.Generator().manual_seed(0))
    seen = turn(x, np.random.default_rng(0), mirror=True)
    same = [torch.equal(a, b) for a, b in zip(x, seen, strict=True)]
    turned = [torch.equal(a.flip(2), b) for a, b in zip(x, seen, strict=True)]
    assert all(np.logical_xor(same, turned))
    assert 10 < sum(same) < 30
    assert torch.equal(turn(x, np.random.default_rng(0), mirror=False), x)
    course = Course(shown=8, seed=0, batch=4, mirror=False, close=True)
    pictures = x.permute(0, 2, 3, 1).numpy()
    for _, (shown, row) in load(pictures, np.arange(40), course):
        assert torch.equal(shown, x[row])
