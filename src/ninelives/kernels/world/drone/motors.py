"""From a thrust and rates to the four rotors."""

from __future__ import annotations

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.drone import lanes as at
from ninelives.kernels.world.drone.body import LEVER, STRONGEST, TWIST
from ninelives.kernels.world.drone.lanes import LANES
from ninelives.kernels.world.garden import Doubles

RATE = 20.0  # 1/s of the rates' error; as the torque that acts is taken off, both poles of rates and motors are 20/s
_HALF = STRONGEST / 2
_LATERAL, _AXIAL = RATE / (4 * LEVER), RATE / (4 * TWIST)


@compiled
def tell(s: Doubles) -> None:
    """What each rotor of each lane is told, N in [0, STRONGEST], so that the bodies come to the rates asked for.

    Where thrust and torques cannot all be had, roll and pitch come first, then the thrust, then yaw, as on common
    autopilots: a craft that tilts rightly can still be saved.
    """
    for k in range(LANES):
        a, b, c, d = s[at.M0 + k], s[at.M1 + k], s[at.M2 + k], s[at.M3 + k]
        lateral = _LATERAL * s[at.LATERAL + k]
        roll = lateral * (s[at.AX + k] - s[at.RX + k]) - (a + b - c - d) / 4
        pitch = lateral * (s[at.AY + k] - s[at.RY + k]) - (b + c - a - d) / 4
        yaw = _AXIAL * s[at.AXIAL + k] * (s[at.AZ + k] - s[at.RZ + k]) - (a - b + c - d) / 4
        share = _HALF / max(abs(roll) + abs(pitch), _HALF)
        roll, pitch = roll * share, pitch * share
        spread = abs(roll) + abs(pitch)
        level = min(max(s[at.THRUST + k] / 4, spread), STRONGEST - spread)
        even, odd = abs(roll - pitch), abs(roll + pitch)
        yaw = min(yaw, STRONGEST - level - even, level - odd)
        yaw = max(yaw, -min(STRONGEST - level - odd, level - even))
        s[at.T0 + k] = level + roll - pitch + yaw
        s[at.T1 + k] = level + roll + pitch - yaw
        s[at.T2 + k] = level - roll + pitch + yaw
        s[at.T3 + k] = level - roll - pitch - yaw
