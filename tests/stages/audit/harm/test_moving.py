"""Whether time moves what is asked about: seen where it does, and seldom where it does not."""

import numpy as np
import pytest
from scipy.stats import binom

from ninelives.artifacts.sides.side import Side
from ninelives.stages.audit.harm.moving import moves, unforeseen
from tests.stages.audit.harm.sides import side

N = 300


def sample(seed: int, grows: float, later: float) -> tuple[Side, Side]:
    draw = np.random.default_rng(seed)
    x = draw.normal(size=(N, 2)).astype(np.float32)
    truth = x[:, 0] + grows * np.arange(N) / N + draw.normal(size=N)
    when = np.arange(float(N))
    return side(x[:, :1].astype(float), truth, features=x, moments=when), side(x[:, :1], moments=when + later)


def test_still_water_is_seldom_called_moving() -> None:
    told = [moves(*sample(seed, 0, N), share=False, seed=seed) for seed in range(5)]
    assert sum(p is not None and p <= 0.05 for p in told) <= binom.ppf(0.99, 5, 0.05)


def test_what_grows_is_seen() -> None:
    p = moves(*sample(1, 5, N), share=False, seed=0)
    assert p is not None
    assert p < 0.01


def test_classes_that_turn_are_seen() -> None:
    reference, new = sample(1, 0, N)
    turned = np.where((reference.features[:, 0] > 0) ^ (np.arange(N) > N / 2), "a", "b").astype(object)  # type: ignore[index]
    told = Side(
        **{name: getattr(reference, name) for name in ("items", "scenes", "conditions", "inputs")},
        features=reference.features,
        moments=reference.moments,
        truth=turned,
    )
    p = moves(told, new, share=True, seed=0)
    assert p is not None
    assert p < 0.01


@pytest.mark.parametrize("later", [0.0, N / 4])
def test_what_is_not_later_is_not_asked(later: float) -> None:
    assert moves(*sample(1, 5, later), share=False, seed=0) is None


@pytest.mark.parametrize(("later", "words"), [(0, ""), (N / 2 + N / 5, ""), (N, "only labels can tell")])
def test_numbers_are_not_told_further_ahead_than_was_tried(later: float, words: str) -> None:
    reference, new = sample(3, 0, later)
    why = unforeseen(reference, new, share=False, seed=0)
    assert words in why
    assert bool(why) == bool(words)
