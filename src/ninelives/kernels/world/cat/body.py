"""The shape of a sitting cat: twelve capsules, some of no length.

A domestic cat of 4 kg: 46 cm from head to rump and 23 to 25 cm at the shoulder when it stands (Encyclopaedia
Britannica, Cat), which sitting makes some 45 cm from paws to ears; the parts' places are chosen, by eye.
"""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.chance import Stream, uniform
from ninelives.kernels.world.compiled import compiled, whole
from ninelives.kernels.world.garden import Garden

PIECES = 12
HEAD = 4  # from here to TAIL: what turns with the head
TAIL = 10
MUZZLE, EYES = 5, 8  # one piece, two pieces
_LOOK = whole(Stream.LOOK)
_TURN, _PAUSE = 1.1, 3.0  # how far it looks to either side, rad; how long it looks at one thing, s
_NECK = (0.13, 0.2)  # middle of the head, forwards and upwards of the body's, m
# from and to (forwards, left, up) in m, radius in m; of the head's parts from the middle of the head
_SHAPE = np.array(
    [
        [-0.10, 0.0, -0.035, -0.08, 0.0, -0.03, 0.105],  # hips
        [-0.08, 0.0, 0.0, 0.08, 0.0, 0.085, 0.082],  # chest
        [0.10, 0.045, 0.03, 0.13, 0.045, -0.13, 0.027],  # forelegs
        [0.10, -0.045, 0.03, 0.13, -0.045, -0.13, 0.027],
        [0.0, 0.0, 0.0, 0.005, 0.0, 0.0, 0.078],  # head
        [0.05, 0.0, -0.022, 0.06, 0.0, -0.022, 0.034],  # muzzle
        [-0.005, 0.045, 0.05, -0.015, 0.062, 0.1, 0.02],  # ears
        [-0.005, -0.045, 0.05, -0.015, -0.062, 0.1, 0.02],
        [0.058, 0.032, 0.018, 0.060, 0.032, 0.018, 0.022],  # eyes
        [0.058, -0.032, 0.018, 0.060, -0.032, 0.018, 0.022],
        [-0.17, 0.02, -0.09, -0.25, 0.06, -0.24, 0.025],  # tail
        [-0.25, 0.06, -0.24, -0.22, 0.05, -0.44, 0.022],
    ]
)


@compiled
def turn(seed: np.uint64, time: float) -> float:
    """How far the head is turned to the left of the body at a time, rad: it looks about, a thing at a time.

    Args:
        seed: of the world.
        time: s, >= 0.
    """
    look = int(time / _PAUSE)
    share = min((time / _PAUSE - look) * 4, 1.0)  # a quarter of each pause is spent on turning
    share = share * share * (3 - 2 * share)
    was, will = uniform(seed, _LOOK, look), uniform(seed, _LOOK, look + 1)
    return _TURN * (2 * (was + share * (will - was)) - 1)


@compiled
def body(garden: Garden, i: int, turned: float, pieces: np.ndarray) -> None:
    """Write the cat of world ``i`` into ``pieces``, float64 (PIECES, 7): from, to (m, world) and radius (m).

    Args:
        garden: ``cat`` and ``heading`` are read.
        i: which world.
        turned: how far its head is turned to the left, rad.
    """
    for piece in range(PIECES):
        of_head = HEAD <= piece < TAIL
        azimuth = garden.heading[i] + (turned if of_head else 0.0)
        cosine, sine = math.cos(azimuth), math.sin(azimuth)
        ahead, above = (_NECK[0], _NECK[1]) if of_head else (0.0, 0.0)
        x = garden.cat[i, 0] + ahead * math.cos(garden.heading[i])
        y = garden.cat[i, 1] + ahead * math.sin(garden.heading[i])
        for end in range(2):
            forwards, left = _SHAPE[piece, 3 * end], _SHAPE[piece, 3 * end + 1]
            pieces[piece, 3 * end] = x + forwards * cosine - left * sine
            pieces[piece, 3 * end + 1] = y + forwards * sine + left * cosine
            pieces[piece, 3 * end + 2] = garden.cat[i, 2] + above + _SHAPE[piece, 3 * end + 2]
        pieces[piece, 6] = _SHAPE[piece, 6]
