from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from ninelives.kernels.nets.lite0 import build_onnx  # noqa: E402
from ninelives.kernels.nets.network.lesson import Course, train  # noqa: E402
from ninelives.kernels.nets.network.lite0 import build, weights_of  # noqa: E402
from ninelives.kernels.nets.runtime import runtime  # noqa: E402
from ninelives.kernels.nets.weights import Weights, lite0_weights  # noqa: E402

NOTHING = np.zeros((1280, 2)), np.zeros(2)


def features(weights: Weights, pictures: np.ndarray) -> np.ndarray:
    session = runtime().InferenceSession(build_onnx(weights).SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"picture": pictures})[0]


def pictures(count: int, side: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (count, side, side, 3), dtype=np.uint8)


@pytest.mark.parametrize("side", [64, 96, 160, 224])
def test_it_is_the_network_of_the_graph_at_every_size(side: int) -> None:
    shown, net = pictures(2, side), build(lite0_weights(), NOTHING)
    with torch.no_grad():
        found = net[:-1](torch.from_numpy(shown).permute(0, 3, 1, 2).float()).numpy()
    np.testing.assert_allclose(found, features(lite0_weights(), shown), atol=1e-4)


def test_what_is_read_back_is_the_network_again() -> None:
    net, shown = build(lite0_weights(), NOTHING), pictures(1, 64)
    np.testing.assert_array_equal(features(weights_of(net), shown), features(lite0_weights(), shown))
    again = build(weights_of(net), NOTHING)
    for one, other in zip(net.parameters(), again.parameters(), strict=True):
        assert torch.equal(one, other)


def test_it_ends_in_the_logits_of_the_head() -> None:
    draw = np.random.default_rng(1)
    weights, bias, shown = draw.normal(0, 0.1, (1280, 3)), draw.normal(0, 1, 3), pictures(2, 64)
    with torch.no_grad():
        logits = build(lite0_weights(), (weights, bias))(torch.from_numpy(shown).permute(0, 3, 1, 2).float()).numpy()
    np.testing.assert_allclose(logits, features(lite0_weights(), shown) @ weights + bias, atol=1e-3)


def test_a_training_moves_all_but_the_frozen_layers() -> None:
    head = np.random.default_rng(1).normal(0, 0.1, (1280, 2)), np.zeros(2)
    net = build(lite0_weights(), head, frozen=3)
    before = weights_of(net)
    *_, last = train(net, pictures(4, 64), np.array([0, 1, 0, 1]), Course(shown=4, seed=0, batch=2, rate=1e-3))
    moved = {name for name, array in weights_of(net).items() if not np.array_equal(array, before[name])}
    kept = {name for name in before if name.startswith(("_conv_stem", "_blocks.0.", "_blocks.1."))}
    assert last.step == 2
    assert moved == set(before) - kept
