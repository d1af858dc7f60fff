"""The network for rows before and after its training."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.kernels.nets.network.rows import WIDTH, build, folded  # noqa: E402 - after the skip
from ninelives.kernels.nets.rungs.tables import Dense  # noqa: E402


def test_without_torch_it_says_the_same() -> None:
    net = build(5, 3, seed=1)
    torch.nn.init.normal_(net[-1].weight, generator=torch.Generator().manual_seed(0))
    x = np.random.default_rng(0).normal(size=(20, 5)).astype(np.float32)
    (w0, b0), (w1, b1), (w, b) = folded(net)
    dense = Dense.from_arrays(
        {"weights0": w0, "bias0": b0, "weights1": w1, "bias1": b1, "weights": w, "bias": b, "steps": np.zeros(4, int)}
    )
    with torch.no_grad():
        want = net(torch.from_numpy(x)).numpy()
    assert dense.weights0.shape == (5, WIDTH)
    np.testing.assert_allclose(dense.sums(x), want, atol=1e-5)


def test_it_prefers_no_class_before_it_has_learned() -> None:
    assert (build(4, 3, seed=0)(torch.ones(2, 4)) == 0).all()


def test_the_seed_alone_makes_its_weights() -> None:
    torch.manual_seed(5)
    one = build(4, 2, seed=0)[0].weight
    torch.manual_seed(6)
    assert torch.equal(one, build(4, 2, seed=0)[0].weight)
    assert not torch.equal(one, build(4, 2, seed=1)[0].weight)
    assert float(one.detach().std()) == pytest.approx(np.sqrt(2 / 4), rel=0.1)
