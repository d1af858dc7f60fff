"""Muon: the direction that is followed, against the singular values that it is made of, and Adam against torch's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.kernels.nets.network.muon import SHARE, Muon, orthogonal  # noqa: E402 - after the skip


def drawn(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(seed).normal(size=shape).astype(np.float32))


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 9), st.sampled_from([1e-3, 1.0, 1e3]))
def test_every_direction_is_followed_about_alike(rows: int, columns: int, seed: int, size: float) -> None:
    matrix = size * drawn(rows, columns, seed=seed)
    u, s, v = torch.linalg.svd(matrix, full_matrices=False)
    found = u.T @ orthogonal(matrix) @ v.T
    some = s > 0.05 * s[0]  # what is a twentieth of the largest has not come up yet after five rounds
    assert (found.diag()[some] > 0.5).all()
    assert (torch.linalg.svdvals(orthogonal(matrix)) < 1.3).all()
    assert (found - torch.diag(found.diag())).abs().max() < 0.05


def test_a_kernel_moves_against_its_slope_and_decays() -> None:
    kernel = torch.nn.Parameter(drawn(4, 2, 3, 3))
    kernel.grad, before = drawn(4, 2, 3, 3, seed=1), kernel.detach().clone()
    Muon([kernel], rate=0.1, decay=0.5).step()
    moved = before * (1 - 0.1 * 0.5) - kernel.detach()
    torch.testing.assert_close(moved.flatten(1), 0.1 * orthogonal(kernel.grad.flatten(1)), rtol=1e-4, atol=1e-6)


def test_whatever_is_no_kernel_is_moved_as_by_torchs_own_adam() -> None:
    ours, theirs = (torch.nn.Parameter(drawn(5)) for _ in range(2))
    one, other = Muon([ours], rate=0.04, decay=0.5), torch.optim.Adam([theirs], lr=SHARE * 0.04, betas=(0.9, 0.99))
    for step in range(5):
        ours.grad, theirs.grad = drawn(5, seed=step), drawn(5, seed=step)
        one.step()
        other.step()
    torch.testing.assert_close(ours, theirs)
