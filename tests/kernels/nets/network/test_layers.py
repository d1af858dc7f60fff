"""The network before and after its training."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.kernels.nets.network.graph import build_onnx  # noqa: E402 - after the skip
from ninelives.kernels.nets.network.layers import CLOSE, WIDTHS, build, build_close, folded  # noqa: E402
from ninelives.kernels.nets.runtime import runtime  # noqa: E402


def shown(side: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(6, side, side, 3)).astype(np.float32)


@pytest.mark.parametrize(
    ("made", "side", "width"), [*((build, side, WIDTHS[-1]) for side in (2, 5, 16, 31)), (build_close, 12, CLOSE[-1])]
)
def test_folded_and_run_without_torch_it_says_the_same(made: Callable, side: int, width: int) -> None:
    net, mean = made(3, seed=1), np.float32([0.1, -0.2, 0.3])
    x = torch.from_numpy(shown(side) - mean).permute(0, 3, 1, 2)
    for layer in net.modules():
        if isinstance(layer, torch.nn.BatchNorm2d):  # of either sign: a maximum becomes a minimum
            torch.nn.init.normal_(layer.weight, generator=torch.Generator().manual_seed(2))
    for _ in range(3):
        net(x)  # batch normalisation looks
    torch.nn.init.normal_(net[-1].weight, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        want = net.eval()(x).numpy()
    layers, (weights, bias) = folded(net)
    session = runtime().InferenceSession(
        build_onnx(layers, mean).SerializeToString(), providers=["CPUExecutionProvider"]
    )
    (features,) = session.run(None, {"picture": shown(side)})
    assert features.shape == (6, 2 * width)
    np.testing.assert_allclose(features @ weights + bias, want, atol=1e-4)


@pytest.mark.parametrize("made", [build, build_close])
def test_it_prefers_no_class_before_it_has_learned(made: Callable) -> None:
    out = made(4, seed=0).eval()(torch.from_numpy(shown(8)).permute(0, 3, 1, 2))
    assert (out == 0).all()


def test_the_seed_alone_makes_its_kernels() -> None:
    torch.manual_seed(5)
    one = next(build(2, seed=0).parameters())
    torch.manual_seed(6)
    assert torch.equal(one, next(build(2, seed=0).parameters()))
    assert not torch.equal(one, next(build(2, seed=1).parameters()))
