"""How a rigid body with four lagging rotors moves for 4 ms.

The rotors follow their commands as ``exp(-t / LAG)``, exactly. The rest follows by Simpson's rule over beginning,
middle and end of the step: to fourth order the attitude, which turns by a rotation vector with Magnus' second term
(Iserles, Munthe-Kaas, Nørsett and Zanna, Lie-group methods, 2000) and so stays one, and the thrust; to second order
drag, which changes slowly. MuJoCo's Runge-Kutta integrator at steps of .5 ms agrees (``bench/rivals/mujoco.py``).
"""

from __future__ import annotations

import math

from ninelives.kernels.world.compiled import compiled
from ninelives.kernels.world.drone import lanes as at
from ninelives.kernels.world.drone.body import AIR, FACE, GRAVITY, LAG, LEVER, ROTOR_DRAG, TWIST
from ninelives.kernels.world.drone.lanes import LANES
from ninelives.kernels.world.garden import Doubles

STEP = 0.004  # s
HALF, WHOLE = math.exp(-STEP / 2 / LAG), math.exp(-STEP / LAG)  # of a motor's error, in the middle and at the end
_HALF, _WHOLE = LAG * (1 - HALF), LAG * (1 - WHOLE)  # s, its integral until then
_BODY = AIR * FACE / 2


@compiled
def turn(s: Doubles) -> None:
    """Motors, rates and attitude after the step; thrust over mass and the body's z axis at its three times."""
    for k in range(LANES):
        a, b, c, d = s[at.M0 + k], s[at.M1 + k], s[at.M2 + k], s[at.M3 + k]
        e, f, g, h = s[at.T0 + k], s[at.T1 + k], s[at.T2 + k], s[at.T3 + k]
        aim, off = (e + f + g + h) * s[at.LIGHT + k], (a + b + c + d - e - f - g - h) * s[at.LIGHT + k]
        s[at.L0 + k], s[at.L1 + k], s[at.L2 + k] = aim + off, aim + off * HALF, aim + off * WHOLE
        # rates: the torque's integral is exact; Euler's gyroscopic term, of a body whose x and y are alike, by Simpson
        lateral, axial, slip = (
            LEVER / s[at.LATERAL + k],
            TWIST / s[at.AXIAL + k],
            1 - s[at.AXIAL + k] / s[at.LATERAL + k],
        )
        roll, pitch, yaw = lateral * (e + f - g - h), lateral * (f + g - e - h), axial * (e - f + g - h)
        x, y, z = lateral * (a + b - c - d) - roll, lateral * (b + c - a - d) - pitch, axial * (a - b + c - d) - yaw
        x0, y0, z0 = s[at.RX + k], s[at.RY + k], s[at.RZ + k]
        gx, gy = slip * y0 * z0, -slip * x0 * z0
        x1, y1 = x0 + STEP / 2 * (roll + gx) + _HALF * x, y0 + STEP / 2 * (pitch + gy) + _HALF * y
        z1, z2 = z0 + STEP / 2 * yaw + _HALF * z, z0 + STEP * yaw + _WHOLE * z
        hx, hy = slip * y1 * z1, -slip * x1 * z1
        x2, y2 = x0 + STEP * roll + _WHOLE * x, y0 + STEP * pitch + _WHOLE * y
        ix, iy = slip * (y2 + STEP * hy) * z2, -slip * (x2 + STEP * hx) * z2
        x2, y2 = x2 + STEP / 6 * (gx + 4 * hx + ix), y2 + STEP / 6 * (gy + 4 * hy + iy)
        # half the rotation vector, and its exponential: the series ends below rounding
        u = STEP / 12 * (x0 + 4 * x1 + x2) - STEP**2 / 24 * (y0 * z2 - z0 * y2)
        v = STEP / 12 * (y0 + 4 * y1 + y2) - STEP**2 / 24 * (z0 * x2 - x0 * z2)
        w = STEP / 12 * (z0 + 4 * z1 + z2) - STEP**2 / 24 * (x0 * y2 - y0 * x2)
        square = u * u + v * v + w * w
        r = 1 - square * (1 / 2 - square * (1 / 24 - square * (1 / 720)))
        share = 1 - square * (1 / 6 - square * (1 / 120 - square * (1 / 5040)))
        u, v, w = share * u, share * v, share * w
        qw, qx, qy, qz = s[at.QW + k], s[at.QX + k], s[at.QY + k], s[at.QZ + k]
        nw, nx = qw * r - qx * u - qy * v - qz * w, qw * u + qx * r + qy * w - qz * v
        ny, nz = qw * v - qx * w + qy * r + qz * u, qw * w + qx * v - qy * u + qz * r
        size = 1 / math.sqrt(nw * nw + nx * nx + ny * ny + nz * nz)
        nw, nx, ny, nz = nw * size, nx * size, ny * size, nz * size
        # the z axis, before and after, and the difference of how it moves; Hermite's cubic tells the middle
        ax, ay, az = 2 * (qx * qz + qw * qy), 2 * (qy * qz - qw * qx), 1 - 2 * (qx * qx + qy * qy)
        bx, by, bz = 2 * (nx * nz + nw * ny), 2 * (ny * nz - nw * nx), 1 - 2 * (nx * nx + ny * ny)
        mx = y0 * (0.5 - qy * qy - qz * qz) - x0 * (qx * qy - qw * qz)
        my = y0 * (qx * qy + qw * qz) - x0 * (0.5 - qx * qx - qz * qz)
        mz = y0 * (qx * qz - qw * qy) - x0 * (qy * qz + qw * qx)
        mx -= y2 * (0.5 - ny * ny - nz * nz) - x2 * (nx * ny - nw * nz)
        my -= y2 * (nx * ny + nw * nz) - x2 * (0.5 - nx * nx - nz * nz)
        mz -= y2 * (nx * nz - nw * ny) - x2 * (ny * nz + nw * nx)
        s[at.UX + k], s[at.UY + k], s[at.UZ + k] = ax, ay, az
        s[at.CX + k], s[at.CY + k] = (ax + bx) / 2 + STEP / 4 * mx, (ay + by) / 2 + STEP / 4 * my
        s[at.CZ + k] = (az + bz) / 2 + STEP / 4 * mz
        s[at.EX + k], s[at.EY + k], s[at.EZ + k] = bx, by, bz
        s[at.QW + k], s[at.QX + k], s[at.QY + k], s[at.QZ + k] = nw, nx, ny, nz
        s[at.RX + k], s[at.RY + k], s[at.RZ + k] = x2, y2, z2
        s[at.M0 + k], s[at.M1 + k] = e + (a - e) * WHOLE, f + (b - f) * WHOLE
        s[at.M2 + k], s[at.M3 + k] = g + (c - g) * WHOLE, h + (d - h) * WHOLE


@compiled
def move(s: Doubles) -> None:
    """Velocity and position after the step: thrust, weight and drag."""
    for k in range(LANES):
        first, second, third, light = s[at.L0 + k], s[at.L1 + k], s[at.L2 + k], s[at.LIGHT + k]
        ux, uy, uz = s[at.CX + k], s[at.CY + k], s[at.CZ + k]
        x, y, z = s[at.VX + k], s[at.VY + k], s[at.VZ + k]
        ax, ay, az = first * s[at.UX + k], first * s[at.UY + k], first * s[at.UZ + k]
        # through the air in the middle of the step, which is slower there by what drag took until then
        rx = x + STEP / 2 * ax - s[at.WX + k]
        ry = y + STEP / 2 * ay - s[at.WY + k]
        rz = z + STEP / 2 * (az - GRAVITY) - s[at.WZ + k]
        body, rotors = _BODY * light * math.sqrt(rx * rx + ry * ry + rz * rz), ROTOR_DRAG * light
        less = 1 - STEP / 2 * (2 * body + rotors)
        along = (rx * ux + ry * uy + rz * uz) * rotors * (less - STEP / 2 * body)
        less = less * (body + rotors)
        dx, dy, dz = along * ux - less * rx, along * uy - less * ry, along * uz - less * rz - GRAVITY
        s[at.PX + k] += STEP * x + STEP**2 / 6 * (ax + 2 * second * ux + 3 * dx)
        s[at.PY + k] += STEP * y + STEP**2 / 6 * (ay + 2 * second * uy + 3 * dy)
        s[at.PZ + k] += STEP * z + STEP**2 / 6 * (az + 2 * second * uz + 3 * dz)
        s[at.VX + k] = x + STEP / 6 * (ax + 4 * second * ux + third * s[at.EX + k]) + STEP * dx
        s[at.VY + k] = y + STEP / 6 * (ay + 4 * second * uy + third * s[at.EY + k]) + STEP * dy
        s[at.VZ + k] = z + STEP / 6 * (az + 4 * second * uz + third * s[at.EZ + k]) + STEP * dz
