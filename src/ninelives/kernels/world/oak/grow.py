"""The shape of an oak, drawn from its seed.

Sizes follow the story: a crown of 2.6 to 4 m, the cat's branch as long as the crown's radius, the cat 2.2 to 6 m up,
and foliage kept out of a corridor of .45 to .55 m on its outside. Habit after a free-standing pedunculate oak (Quercus
robur): a short stout bole that forks low, limbs that leave it wide and turn upwards at an elbow, a crown broader than
it is deep (Mitchell, A Field Guide to the Trees of Britain and Northern Europe, 1974).
"""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.chance import Stream, between
from ninelives.kernels.world.compiled import compiled, whole
from ninelives.kernels.world.garden import BRANCHES, LEAVES, Garden

PERCH = whole(4)  # the inner half of the cat's branch; the outer one follows
SEAT = 0.93  # where the cat sits, as a share of its branch
BODY = 0.14  # from the upper side of the branch to the middle of the cat's body, m
_BOLE = 4  # capsules of the trunk
_LIMBS = 6  # of two halves each, and a fork each
_FOOT = whole(0)
_OAK = whole(Stream.OAK)
_WHOLE, _TRUNK, _CATS, _LIMB, _LEAF = (whole(first) for first in (0, 10, 20, 30, 100))  # places of draws


@compiled
def grow(seed: np.uint64, garden: Garden, i: int) -> None:
    """Grow a tree in full leaf into world ``i``: its branches, leaves, crown, and the corridor to the cat's seat.

    Args:
        seed: of the tree, as ``sets.tree`` gives it.
        garden: written to: ``branches``, ``leaves``, ``crown``, ``outside``; all of their row.
        i: which world.
    """
    crown = between(2.6, 4.0, seed, _OAK, _WHOLE)
    tall = 1.75 * crown + between(1.2, 1.8, seed, _OAK, _WHOLE + 1)
    seat = between(2.2, min(6.0, 0.72 * tall), seed, _OAK, _WHOLE + 2)  # height of the middle of the cat
    outside = between(-math.pi, math.pi, seed, _OAK, _WHOLE + 3)
    garden.crown[i] = crown
    garden.outside[i] = outside
    _bole(seed, garden.branches[i], crown, tall)
    _perch(seed, garden.branches[i], crown, seat, outside)
    for limb in range(_LIMBS):
        _limb(seed, garden.branches[i], limb, crown, tall, outside)
    _foliage(seed, garden.branches[i], garden.leaves[i], crown, tall)
    width = between(0.46, 0.55, seed, _OAK, _WHOLE + 4)
    for leaf in range(LEAVES):
        _clear(garden.leaves[i], leaf, crown, seat, outside, width)


@compiled
def _put(branches: np.ndarray, at: int, x: float, y: float, z: float, radius: float) -> None:
    """The end of a branch and how thick it is."""
    branches[3, at], branches[4, at], branches[5, at], branches[6, at] = x, y, z, radius


@compiled
def _join(branches: np.ndarray, at: int, below: int) -> None:
    """Begin a branch where another one ends."""
    for axis in range(3):
        branches[axis, at] = branches[3 + axis, below]


@compiled
def _bole(seed: np.uint64, branches: np.ndarray, crown: float, tall: float) -> None:
    thick = crown * between(0.075, 0.09, seed, _OAK, _TRUNK)
    for axis in range(3):
        branches[axis, 0] = 0.0
    _put(branches, _FOOT, 0.0, 0.0, 0.3, 1.3 * thick)  # the swell above the roots
    x, y = 0.0, 0.0
    for part in range(1, _BOLE):
        _join(branches, part, part - 1)
        x += crown * between(-0.05, 0.05, seed, _OAK, _TRUNK + 2 * part)
        y += crown * between(-0.05, 0.05, seed, _OAK, _TRUNK + 1 + 2 * part)
        _put(branches, part, x, y, tall * (0.08 + 0.22 * part), thick * (1.35 - 0.35 * part))


@compiled
def _fork(branches: np.ndarray, at: int, z: float) -> None:
    """Begin a branch on the trunk's axis at a height."""
    part = 1
    while part < _BOLE - 1 and z > branches[5, part]:
        part += 1
    share = (z - branches[2, part]) / (branches[5, part] - branches[2, part])
    share = min(max(share, 0.0), 1.0)
    for axis in range(3):
        branches[axis, at] = branches[axis, part] + share * (branches[3 + axis, part] - branches[axis, part])


@compiled
def _perch(seed: np.uint64, branches: np.ndarray, crown: float, seat: float, outside: float) -> None:
    """The cat's branch: it rises a little, its tip lies at the crown's radius, and it bears the cat at ``SEAT``."""
    radius = crown * between(0.015, 0.019, seed, _OAK, _CATS)
    rise = crown * between(0.04, 0.16, seed, _OAK, _CATS + 1)
    elbow = between(-0.05, 0.05, seed, _OAK, _CATS + 2)
    top = seat - BODY - radius  # the axis under the cat
    start, half = top - rise, 0.5 * crown
    _fork(branches, PERCH, start)
    sine, cosine = math.sin(outside + elbow), math.cos(outside + elbow)
    _put(branches, PERCH, half * cosine, half * sine, start + 0.75 * rise, 1.7 * radius)
    _join(branches, PERCH + 1, PERCH)
    share = (SEAT - 0.5) / 0.5  # of the outer half, where the axis passes under the cat
    end = branches[5, PERCH] + (top - branches[5, PERCH]) / share
    _put(branches, PERCH + 1, crown * math.cos(outside), crown * math.sin(outside), end, radius)


@compiled
def _limb(seed: np.uint64, branches: np.ndarray, limb: int, crown: float, tall: float, outside: float) -> None:
    """One of the other limbs: out, up from its elbow on, with a fork at the elbow."""
    place, at = _LIMB + 10 * limb, PERCH + 2 + 2 * limb
    turn = 2 * math.pi * (limb + 1) / (_LIMBS + 1) + between(-0.2, 0.2, seed, _OAK, place)
    high = (limb * 5 % _LIMBS) / (_LIMBS - 1)  # neighbours leave the trunk at different heights
    start = tall * (0.24 + 0.36 * high) * between(0.92, 1.08, seed, _OAK, place + 1)
    reach = crown * between(0.66, 0.84, seed, _OAK, place + 2) * (1.0 - 0.22 * high)
    rise = reach * between(0.25, 0.5, seed, _OAK, place + 3) * (0.7 + 0.7 * high)
    bend = between(-0.35, 0.35, seed, _OAK, place + 4)
    thick = crown * (0.037 - 0.012 * high)
    _fork(branches, at, start)
    azimuth = outside + turn + bend
    half = reach * 0.52
    _put(branches, at, half * math.cos(azimuth), half * math.sin(azimuth), start + 0.3 * rise, thick)
    _join(branches, at + 1, at)
    azimuth = outside + turn
    _put(branches, at + 1, reach * math.cos(azimuth), reach * math.sin(azimuth), start + rise, 0.55 * thick)
    fork = PERCH + 2 + 2 * _LIMBS + limb
    _join(branches, fork, at)
    side = 0.5 if limb % 2 else -0.5
    azimuth = outside + turn + side * between(0.8, 1.3, seed, _OAK, place + 5)
    out = crown * between(0.62, 0.76, seed, _OAK, place + 6)
    up = start + rise * between(0.8, 1.5, seed, _OAK, place + 7) + 0.05 * tall
    _put(branches, fork, out * math.cos(azimuth), out * math.sin(azimuth), up, 0.42 * thick)


@compiled
def _foliage(seed: np.uint64, branches: np.ndarray, leaves: np.ndarray, crown: float, tall: float) -> None:
    """A sphere at each tip and fork, two on the cat's branch, and a dome over the rest."""
    for leaf in range(LEAVES):
        place = _LEAF + 8 * leaf
        size = crown * between(0.28, 0.37, seed, _OAK, place)
        if leaf < 2 * _LIMBS:  # at the tips of limbs and forks
            tip = PERCH + 3 + 2 * leaf if leaf < _LIMBS else BRANCHES - 2 * _LIMBS + leaf
            x, y, z = branches[3, tip], branches[4, tip], branches[5, tip] + 0.2 * size
        elif leaf < 2 * _LIMBS + 2:  # on both sides of the cat's branch
            side = 1.0 if leaf % 2 else -1.0
            size *= 0.85
            azimuth = math.atan2(branches[4, PERCH + 1], branches[3, PERCH + 1]) + 0.42 * side
            out = crown * between(0.55, 0.68, seed, _OAK, place + 1)
            x, y, z = out * math.cos(azimuth), out * math.sin(azimuth), branches[5, PERCH] + 0.35 * size
        else:  # the dome, evenly by area
            number = leaf - 2 * _LIMBS - 2
            azimuth = 2.4 * number + between(-0.3, 0.3, seed, _OAK, place + 1)  # the golden angle
            out = crown * 0.66 * math.sqrt((number + 0.5) / (LEAVES - 2 * _LIMBS - 2))
            base = 0.86 * tall - between(0.0, 0.07, seed, _OAK, place + 2) * tall
            x, y = out * math.cos(azimuth), out * math.sin(azimuth)
            z = base - 0.3 * tall * (out / crown) ** 2
        inwards = min((crown - 0.6 * size) / max(math.hypot(x, y), 1e-3), 1.0)  # the core stays within the crown
        leaves[0, leaf], leaves[1, leaf], leaves[2, leaf] = inwards * x, inwards * y, max(z, 1.5 + 0.8 * size)
        leaves[3, leaf] = size


@compiled
def _clear(leaves: np.ndarray, leaf: int, crown: float, seat: float, outside: float, width: float) -> None:
    """Move a sphere straight away from the corridor, which is level and runs outwards from the cat."""
    x, y = math.cos(outside), math.sin(outside)
    along = max(leaves[0, leaf] * x + leaves[1, leaf] * y - SEAT * crown, 0.0)
    away_x = leaves[0, leaf] - (SEAT * crown + along) * x
    away_y = leaves[1, leaf] - (SEAT * crown + along) * y
    away_z = leaves[2, leaf] - seat
    apart = math.sqrt(away_x * away_x + away_y * away_y + away_z * away_z)
    need = leaves[3, leaf] + width
    if apart < need:
        by = need / max(apart, 1e-3) - 1.0
        leaves[0, leaf] += by * away_x
        leaves[1, leaf] += by * away_y
        leaves[2, leaf] += by * away_z
