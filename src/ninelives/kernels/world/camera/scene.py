"""All that is drawn of a world as one table of capsules, and what each is made of.

Colours are linear reflectances, chosen: by eye, from photos of oaks, lawns and fences.
"""

from __future__ import annotations

import numpy as np

from ninelives.kernels.world.cat.body import EYES, HEAD, MUZZLE, PIECES, TAIL, body
from ninelives.kernels.world.cat.coat import BELLY, FUR, STRIPES
from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.garden import BRANCHES, LEAVES, Floats, Garden
from ninelives.kernels.world.oak.season import density, tint

SKY, GROUND, FENCED, LEAF = 0, 1, 2, 3
BRANCH = LEAF + LEAVES
CAT = BRANCH + BRANCHES
PARTS = CAT + PIECES
# columns of a part: from (of the camera, m), to less from, 1 / length squared, radius, 1 / radius, ...
COLOUR, FINE_XY, FINE_Z, FINE, COARSE, ROUGH, WRAP, GLOW, HUE = 9, 12, 13, 14, 15, 16, 17, 18, 19
COLUMNS = 20
# colour, cells a metre in x and y and in z, spans of fine and coarse texture, roughness, light through, glow, hue
_GRASS = np.array([0.075, 0.125, 0.03, 15.0, 0.0, 0.5, 0.45, 0.0, 0.0, 0.0, 0.35], np.float32)
_WOOD = np.array([0.26, 0.19, 0.12, 9.0, 0.8, 0.35, 0.2, 0.0, 0.0, 0.0, 0.1], np.float32)
_LEAF = np.array([0.0, 0.0, 0.0, 13.0, 13.0, 0.75, 0.55, 1.1, 0.35, 0.0, 0.4], np.float32)
_BARK = np.array([0.135, 0.10, 0.07, 26.0, 7.0, 0.7, 0.35, 0.5, 0.05, 0.0, 0.15], np.float32)
_FUR = np.array([0.0, 0.0, 0.0, 8.0, 24.0, 0.0, 0.0, 0.15, 0.15, 0.0, 0.05], np.float32)
_EYE = np.array([0.35, 0.42, 0.10], np.float32)
# the story's eyeshine, five times what the lamp lights, as a mean over the disc of the head: the eyes are .15 of it
EYESHINE, HEADSHINE = 17.0, 2.0  # added to the 1 of any other surface


def _materials() -> Floats:
    """What each part is made of, before the season and the cat's coat colour it."""
    kinds = [_WOOD, _GRASS, _WOOD, *[_LEAF] * LEAVES, *[_BARK] * BRANCHES, *[_FUR] * PIECES]
    return np.hstack([np.zeros((PARTS, COLOUR), np.float32), np.stack(kinds)])


_MATERIALS = _materials()


@compiled
def build(
    garden: Garden, i: int, day: int, turned: float, eye: np.ndarray, pieces: np.ndarray, parts: np.ndarray
) -> None:
    """Write world ``i`` into ``parts``, float32 (PARTS, COLUMNS), as seen from ``eye``, m, shape (3,).

    Args:
        garden: what stands in it.
        i: which world.
        day: since 1970-01-01.
        turned: how far the cat's head is turned to the left, rad.
        eye: where the camera is, m.
        pieces: room for the cat, float64 (PIECES, 7).
        parts: written to.
    """
    body(garden, i, turned, pieces)
    colours = tint(day)
    coat, cat = garden.coat[i], garden.present[i]
    for part in range(PARTS):
        for column in range(COLUMNS):
            parts[part, column] = _MATERIALS[part, column]
        long = 0.0
        for axis in range(3):
            start, along, thick = 0.0, 0.0, 0.0
            if part >= CAT:
                start, thick = pieces[part - CAT, axis], pieces[part - CAT, 6] if cat else 0.0
                along = pieces[part - CAT, 3 + axis] - start
                parts[part, COLOUR + axis] = BELLY[coat, axis] if part == CAT + MUZZLE else FUR[coat, axis]
            elif part >= BRANCH:
                start, thick = garden.branches[i, axis, part - BRANCH], garden.branches[i, 6, part - BRANCH]
                along = garden.branches[i, 3 + axis, part - BRANCH] - start
            elif part >= LEAF:
                start, thick = garden.leaves[i, axis, part - LEAF], garden.leaves[i, 3, part - LEAF]
                parts[part, COLOUR + axis] = colours[axis]
            parts[part, axis] = start - eye[axis]
            parts[part, 3 + axis] = along
            long += along * along
            parts[part, 7] = thick
        parts[part, 6] = 1.0 / long if long > 0.0 else 0.0
        parts[part, 8] = 1.0 / parts[part, 7] if parts[part, 7] > 0.0 else 0.0
    for part in range(CAT, PARTS):
        parts[part, FINE] = STRIPES[coat]
    for part in range(CAT + EYES, CAT + TAIL):
        for axis in range(3):
            parts[part, COLOUR + axis] = _EYE[axis]
        parts[part, GLOW] = EYESHINE
    parts[CAT + HEAD, GLOW] = parts[CAT + MUZZLE, GLOW] = HEADSHINE
    parts[GROUND, COLOUR] *= 1.0 + 0.5 * (1.0 - density(day))  # straw among the grass
