"""What happens where the drone touches something solid."""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.drone.body import RADIUS
from ninelives.kernels.world.drone.clearance import Near
from ninelives.kernels.world.drone.lanes import HIT, LANES, PX, RX, VX, VY, VZ
from ninelives.kernels.world.garden import Doubles

FRICTION = 0.5  # Coulomb's; chosen: carbon and rubber on bark or grass
SPUN = 0.5  # of its spin that a body keeps at a contact; chosen: what touches is an arm or a leg, not the middle


@compiled
def touch(s: Doubles, lane: int, near: Near) -> None:
    """Push a drone out of what it touches, if it does; how fast it came there goes into ``HIT``.

    It keeps no speed into the solid, and friction takes from that along it; it never gains any.

    Args:
        s: a tile, written.
        lane: the drone.
        near: what is nearest, as ``clearance.solid`` or ``clearance.fence`` tell it.
    """
    away, nx, ny, nz = near
    if away >= RADIUS:
        return
    x, y, z = s[VX + lane], s[VY + lane], s[VZ + lane]
    s[HIT + lane] = max(s[HIT + lane], math.sqrt(x * x + y * y + z * z))
    into = min(x * nx + y * ny + z * nz, 0.0)
    x, y, z = x - into * nx, y - into * ny, z - into * nz
    kept = max(1 + FRICTION * into / max(math.sqrt(x * x + y * y + z * z), 1e-12), 0.0)
    s[VX + lane], s[VY + lane], s[VZ + lane] = kept * x, kept * y, kept * z
    for axis in range(3):
        s[PX + axis * LANES + lane] += (RADIUS - away) * near[axis + 1]
        s[RX + axis * LANES + lane] *= SPUN
