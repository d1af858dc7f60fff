"""Twigs at the ends of an oak's branches, thin as a finger: only people come to see them, where no leaves hide them."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.camera.scene import BRANCH, COLUMNS, PARTS, build
from ninelives.kernels.world.cat.body import PIECES
from ninelives.kernels.world.garden import BRANCHES, Floats, Garden
from ninelives.kernels.world.oak.grow import PERCH

FIRST, THEN = 7, 3  # twigs of a branch; twigs of each of those
TWIGS = (BRANCHES - PERCH) * FIRST * (1 + THEN)
_GOLDEN = math.pi * (3 - math.sqrt(5))


def twigs(garden: Garden, i: int) -> Floats:
    """The twigs of world ``i`` as props: parts, (TWIGS, COLUMNS). The same tree has the same ones."""
    draw = np.random.default_rng(int(garden.crown[i] * 1e7))
    bark = np.empty((PARTS, COLUMNS), np.float32)
    build(garden, i, 0, 0.0, np.zeros(3), np.empty((PIECES, 7)), bark)
    made: list[Floats] = []
    for branch in bark[BRANCH + PERCH : BRANCH + BRANCHES]:
        outer = branch[7] < 0.06  # limbs bear theirs further out than forks
        for number in range(FIRST):
            share = 0.45 + 0.55 * (number + draw.random()) / FIRST if outer else 0.7 + 0.3 * draw.random()
            one = _twig(branch, share, number * _GOLDEN, 0.75 + 0.5 * draw.random(), 0.011, draw)
            made.append(one)
            for second in range(THEN):
                share = 0.35 + 0.65 * (second + draw.random()) / THEN
                made.append(_twig(one, share, second * _GOLDEN, 0.3 + 0.35 * draw.random(), 0.006, draw))
    return np.stack(made)


def _twig(of: Floats, share: float, around: float, long: float, radius: float, draw: np.random.Generator) -> Floats:
    """One that leaves a branch, or a twig, at a share of its length: aslant, and turned up to the light."""
    axis = of[3:6].astype(float) / max(math.sqrt(float(of[3:6] @ of[3:6])), 1e-6)
    side = np.cross(axis, [0.0, 0.0, 1.0])
    side /= max(float(np.linalg.norm(side)), 1e-6)
    other = np.cross(axis, side)
    turned = around + draw.uniform(-0.4, 0.4)
    aim = axis + 0.9 * (math.cos(turned) * side + math.sin(turned) * other) + [0.0, 0.0, 0.25]
    along = long * aim / float(np.linalg.norm(aim))
    part = of.copy()
    part[:3] += share * of[3:6]
    part[3:6], part[6], part[7], part[8] = along, 1 / long**2, radius, 1 / radius
    return part
