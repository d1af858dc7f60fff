"""Two halves beside one another give the slope of the whole, and the same bytes on any number of cores."""

from __future__ import annotations

import copy

import pytest

torch = pytest.importorskip("torch", reason="the torch extra is not installed")

from torch import nn  # noqa: E402 - after the skip
from torch.nn import functional  # noqa: E402

from ninelives.kernels.nets.network.halves import Halves  # noqa: E402
from ninelives.kernels.nets.network.layers import build_close  # noqa: E402

DRAW = torch.Generator().manual_seed(0)
X, Y = torch.rand(8, 3, 8, 8, generator=DRAW), torch.tensor([0, 1] * 4)


def test_without_normalisation_it_is_the_slope_of_the_whole() -> None:
    net = nn.Sequential(nn.Flatten(), nn.Linear(192, 2))
    loss = functional.cross_entropy(net(X), Y, label_smoothing=0.1)
    want = torch.autograd.grad(loss, list(net.parameters()))
    assert Halves(net, workers=1).slope(X, Y, 0.1) == pytest.approx(float(loss.detach()), rel=1e-5)
    for parameter, slope in zip(net.parameters(), want, strict=True):
        torch.testing.assert_close(parameter.grad, slope)


def test_what_normalisation_remembers_is_the_mean_of_both_halves() -> None:
    net = nn.Sequential(nn.BatchNorm2d(3), nn.Flatten(), nn.Linear(192, 2))
    Halves(net, workers=1).slope(X, Y, 0.0)
    torch.testing.assert_close(net[0].running_mean, 0.1 * X.mean((0, 2, 3)))


def test_two_cores_and_one_give_the_same_bytes() -> None:
    found = []
    for workers in (1, 2):
        net = build_close(2, seed=0)
        nn.init.normal_(net[-1].weight, generator=torch.Generator().manual_seed(1))
        halves = Halves(net, workers)
        losses = [halves.slope(X, Y, 0.0) for _ in range(3)]
        halves.close()
        found.append((losses, [p.grad for p in net.parameters()], list(copy.deepcopy(net.state_dict()).values())))
    (one, slopes, state), (other, again, held) = found
    assert one == other
    assert all(torch.equal(a, b) for a, b in zip([*slopes, *state], [*again, *held], strict=True))
