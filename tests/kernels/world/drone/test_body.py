"""Masses and inertia."""

from __future__ import annotations

import numpy as np
import pytest

from ninelives.kernels.world.drone import body


def spread(points: np.ndarray, masses: np.ndarray) -> np.ndarray:
    """Inertia about the axes through the common centre of mass, of many points."""
    points = points - np.average(points, axis=0, weights=masses)
    square = points**2
    return np.array([(masses * (square.sum(axis=1) - square[:, axis])).sum() for axis in range(3)])


def parts(aboard: bool) -> tuple[np.ndarray, np.ndarray]:
    """The craft as a hundred thousand points."""
    draw = np.random.default_rng(0)
    angles = np.pi / 4 + np.arange(4) * np.pi / 2
    arms = np.array([[np.cos(a), np.sin(a), 0] for a in angles])
    rotors = body.ARM * arms
    along = (np.linspace(0, 1, 401)[1::2, None, None] * rotors).reshape(-1, 3)
    turn, out = draw.uniform(0, 2 * np.pi, 50_000), body.HUB_RADIUS * np.sqrt(draw.random(50_000))
    hub = np.stack([out * np.cos(turn), out * np.sin(turn), body.HUB_HEIGHT * (draw.random(50_000) - 0.5)], axis=1)
    ball = draw.normal(size=(50_000, 3))
    ball *= body.CAT_RADIUS * draw.random((50_000, 1)) ** (1 / 3) / np.linalg.norm(ball, axis=1, keepdims=True)
    cat = ball + np.array([0, 0, body.CAT_ABOVE])
    hub_mass = body.MASS - 4 * (body.ROTOR_MASS + body.ARM_MASS)
    groups = [(rotors, 4 * body.ROTOR_MASS), (along, 4 * body.ARM_MASS), (hub, hub_mass)]
    groups += [(cat, body.CAT)] if aboard else []
    masses = [np.full(len(points), mass / len(points)) for points, mass in groups]
    return np.concatenate([points for points, _ in groups]), np.concatenate(masses)


@pytest.mark.parametrize("aboard", [False, True])
def test_inertia_is_that_of_the_parts(aboard: bool) -> None:
    mass, lateral, axial = body.heft(aboard)
    points, masses = parts(aboard)
    assert masses.sum() == pytest.approx(mass)
    np.testing.assert_allclose(spread(points, masses), [lateral, lateral, axial], rtol=0.01)


def test_it_lifts_the_cat() -> None:
    lift = 4 * body.STRONGEST / body.GRAVITY
    assert lift / body.MASS == pytest.approx(2.9, abs=0.05)
    assert lift / (body.MASS + body.CAT) == pytest.approx(1.7, abs=0.05)
