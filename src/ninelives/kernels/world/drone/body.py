"""What the quadcopter is made of: masses, lengths, inertia, drag.

No one craft was copied: the parts are those of the 6 kg class with 18-inch propellers, and the inertia follows from
them. The frame is an X: rotors 0 to 3 are front left, rear left, rear right, front right, each ``LEVER`` from both
axes. Torque over thrust: C_P over C_T is .4 at rest for slow propellers (Brandt and Selig, AIAA 2011-1255). Drag of the
rotors: linear, in their plane (Faessler, Franchi and Scaramuzza 2018).
"""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled

GRAVITY = 9.80665  # m/s^2, standard (CGPM 1901)
AIR = 1.225  # kg/m^3, ICAO standard atmosphere at sea level

MASS = 6.0  # kg, without the cat
ARM = 0.45  # m from the middle to each rotor's axis
LEVER = ARM / math.sqrt(2)  # m from either axis of the X
STRONGEST = 42.0  # N of one rotor; four lift 2.9 times the empty craft, 1.7 times the loaded one
LAG = 0.05  # s, first-order, from the commanded to the given thrust; chosen, as in the scratch that learned the rescue
RADIUS = 0.42  # m of the sphere that collides; chosen: branches may reach between the arms, not to the rotors' hubs

ROTOR_MASS = 0.22  # kg of motor, speed controller and propeller; chosen: 42 N take a motor of .13 to .16 kg
ARM_MASS = 0.15  # kg of a carbon tube and its clamps; chosen
HUB_RADIUS, HUB_HEIGHT = 0.14, 0.15  # m; all other mass, battery above all, as a full cylinder; chosen
PROPELLER = 0.4572  # m, 18 in
TWIST = 0.4 / (2 * math.pi) * PROPELLER  # m, torque over thrust

CAT = 4.0  # kg
CAT_RADIUS = 0.12  # m; a cat that is curled up is taken for a full ball
CAT_ABOVE = 0.12  # m from the craft's own centre of mass to the ball's middle, along z

FACE = 0.08  # m^2, drag coefficient times area, all ways alike; chosen: a box of .3 x .25 m and four arms
ROTOR_DRAG = 0.3  # kg/s, all four; chosen: .05/s of the empty craft


def _empty() -> tuple[float, float]:
    hub = MASS - 4 * (ROTOR_MASS + ARM_MASS)
    axial = 4 * ARM**2 * (ROTOR_MASS + ARM_MASS / 3)  # points and thin rods
    return axial / 2 + hub * (3 * HUB_RADIUS**2 + HUB_HEIGHT**2) / 12, axial + hub * HUB_RADIUS**2 / 2


def _loaded() -> tuple[float, float]:
    ball, together = 0.4 * CAT * CAT_RADIUS**2, MASS * CAT / (MASS + CAT)
    lateral, axial = _empty()
    return lateral + ball + together * CAT_ABOVE**2, axial + ball


LATERAL, AXIAL = _empty()  # kg m^2 about x and y, and about z: .140, .263
LOADED_LATERAL, LOADED_AXIAL = _loaded()  # about the common centre of mass: .198, .286


@compiled
def heft(aboard: bool) -> tuple[float, float, float]:
    """Mass in kg, and inertia in kg m^2 about x and y, and about z.

    A flight's position is the common centre of mass. The cat lies on the z axis, so its weight turns nothing; that the
    centre moves up by 5 cm as it steps aboard is left out.
    """
    if aboard:
        return MASS + CAT, LOADED_LATERAL, LOADED_AXIAL
    return MASS, LATERAL, AXIAL
