"""The light of a drone's lamp on what somebody else sees."""

from __future__ import annotations

import math

import numpy as np

from ninelives.kernels.world.camera.props import SHINE
from ninelives.kernels.world.camera.radiance import CLEAR
from ninelives.kernels.world.camera.room import F1, F2, G1, G2, G3, RX, RY, RZ, B, G, R, T
from ninelives.kernels.world.camera.scene import COARSE, COLOUR, FINE, GLOW, HUE, ROUGH, WRAP
from ninelives.kernels.world.compiled import compiled

BOUNCE = 0.15  # share of the light that does not mind the angle: as at the camera
NEAREST = 0.04  # m^2: no surface is nearer to the lamp
EDGE, SOFT = math.cos(math.radians(50)), 0.12  # of the cone: 90 degrees, and a soft edge; chosen


@compiled
def lantern(
    part: np.ndarray, lamp: np.ndarray, eye: np.ndarray, board: float, ground: float, fog: float, rows: np.ndarray,
    count: int,
) -> None:  # fmt: skip
    """Add what a lamp elsewhere gives to the radiance of ``count`` pixels of a part. It casts no shadows.

    Args: as for ``radiance.light``; ``lamp`` as ``props`` has it.
    """
    lx, ly, lz = lamp[0] - eye[0], lamp[1] - eye[1], lamp[2] - eye[2]
    inverse, rough, bend, glow = part[8], part[ROUGH], part[WRAP], 1.0 + part[GLOW]
    for at in range(np.uint64(count)):
        dx, dy, dz, t = rows[RX + at], rows[RY + at], rows[RZ + at], rows[T + at]
        f1, g1, g2, f2, g3 = rows[F1 + at], rows[G1 + at], rows[G2 + at], rows[F2 + at], rows[G3 + at]
        x, y, z = t * dx, t * dy, t * dz
        rx, ry, rz = x - part[0], y - part[1], z - part[2]
        share = min(max((rx * part[3] + ry * part[4] + rz * part[5]) * part[6], 0.0), 1.0)
        nx = (rx - share * part[3]) * inverse - board * dx + rough * g1
        ny = (ry - share * part[4]) * inverse - board * dy + rough * g2
        nz = (rz - share * part[5]) * inverse + ground + rough * f1
        ox, oy, oz = lx - x, ly - y, lz - z
        square = ox * ox + oy * oy + oz * oz
        far = math.sqrt(square) + 1e-9
        face = max(((nx * ox + ny * oy + nz * oz) / far + bend) / (1.0 + bend), 0.0)  # leaves let light through
        along = -(ox * lamp[3] + oy * lamp[4] + oz * lamp[5]) / far
        cone = min(max((along - EDGE) / SOFT, 0.0), 1.0)
        cone *= cone * (3.0 - 2.0 * cone)
        beam = lamp[SHINE] * glow * cone * (BOUNCE + (1.0 - BOUNCE) * face) / max(square, NEAREST)
        beam *= math.exp(-(fog + CLEAR) * (t + far)) * (1.0 + part[FINE] * f1) * (1.0 + part[COARSE] * f2)
        rows[R + at] += part[COLOUR] * (1.0 + part[HUE] * (g3 + g1)) * beam
        rows[G + at] += part[COLOUR + 1] * beam
        rows[B + at] += part[COLOUR + 2] * beam
