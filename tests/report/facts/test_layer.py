"""A perceptron read aloud."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.nets.rungs import Perceptron
from ninelives.report.facts.layer import BOTH, CLASSES, EACH, aloud

NAMES = ("fur", "snout", "ear", "tail")


def layer(weights: list[list[float]], temperature: float = 1.0) -> Perceptron:
    held = np.array(weights, float)
    zero = np.zeros(len(held))
    return Perceptron(zero, zero + 1, held, np.zeros(held.shape[1]), np.asarray(temperature))


def test_of_two_classes_each_voice_speaks_for_one_the_strongest_first() -> None:
    told = aloud(layer([[0.3, -0.3], [-1, 1.1], [0, 0], [0.4, 0.3]]), ("cat", "dog"), NAMES)
    assert [(voice.name, voice.kind) for voice in told] == [("snout", "dog"), ("fur", "cat"), ("tail", "cat")]
    assert [voice.weight for voice in told] == pytest.approx([2.1, 0.6, 0.1])


def test_the_weights_are_those_that_the_tempered_model_judges_by() -> None:
    told = aloud(layer([[0, 1]], temperature=2), ("cat", "dog"), ("fur",))
    assert told[0].weight == pytest.approx(0.5)


def test_of_more_classes_each_has_its_strongest_for_and_against() -> None:
    told = aloud(layer([[2, -1, -1], [1, -1, 0], [-3, 3, 0], [0, 0, 0]]), ("cat", "dog", "emu"), NAMES)
    own = [(voice.name, voice.weight) for voice in told if voice.kind == "cat"]
    assert own == [("fur", 2), ("snout", 1), ("ear", -3)]
    assert [voice.name for voice in told if voice.kind == "emu"] == ["fur"]


def test_only_so_many_are_told() -> None:
    draw = np.random.default_rng(0)
    names = tuple(f"property {at}" for at in range(40))
    assert len(aloud(layer(draw.normal(size=(40, 2)).tolist()), ("cat", "dog"), names)) == BOTH
    many = aloud(layer(draw.normal(size=(40, 50)).tolist()), tuple(map(str, range(50))), names)
    assert len(many) == 2 * EACH * CLASSES
