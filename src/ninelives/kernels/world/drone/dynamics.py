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
_H2, _H4, _H6, _H12 = STEP / 2, STEP / 4, STEP / 6, STEP / 12  # spelled out, for each operation is compiled
_HH24 = STEP**2 / 24


@compiled
def advance(s: Doubles) -> None:
    """Move every lane on by one ``STEP`` through free air, by what its rotors are told.

    One long loop: each part that stood by itself would be compiled by itself, and leave its numbers in memory.
    """
    for k in range(LANES):
        a, b = s[at.M0 + k], s[at.M1 + k]
        c, d = s[at.M2 + k], s[at.M3 + k]
        e, f = s[at.T0 + k], s[at.T1 + k]
        g, h = s[at.T2 + k], s[at.T3 + k]
        s[at.M0 + k], s[at.M1 + k] = e + (a - e) * WHOLE, f + (b - f) * WHOLE
        s[at.M2 + k], s[at.M3 + k] = g + (c - g) * WHOLE, h + (d - h) * WHOLE
        light = s[at.LIGHT + k]
        aim = (e + f + g + h) * light
        off = (a + b + c + d) * light - aim
        # rates: the torque's integral is exact; Euler's gyroscopic term, of a body whose x and y are alike, by Simpson
        lateral, axial = LEVER / s[at.LATERAL + k], TWIST / s[at.AXIAL + k]
        slip = 1 - s[at.AXIAL + k] / s[at.LATERAL + k]
        roll, pitch, yaw = lateral * (e + f - g - h), lateral * (f + g - e - h), axial * (e - f + g - h)
        x, y, z = lateral * (a + b - c - d) - roll, lateral * (b + c - a - d) - pitch, axial * (a - b + c - d) - yaw
        x0, y0, z0 = s[at.RX + k], s[at.RY + k], s[at.RZ + k]
        gx, gy = slip * y0 * z0, -slip * x0 * z0
        x1, y1, z1 = x0 + _H2 * (roll + gx) + _HALF * x, y0 + _H2 * (pitch + gy) + _HALF * y, z0 + _H2 * yaw + _HALF * z
        hx, hy = slip * y1 * z1, -slip * x1 * z1
        x2, y2, z2 = x0 + STEP * roll + _WHOLE * x, y0 + STEP * pitch + _WHOLE * y, z0 + STEP * yaw + _WHOLE * z
        ix, iy = slip * (y2 + STEP * hy) * z2, -slip * (x2 + STEP * hx) * z2
        x2, y2 = x2 + _H6 * (gx + 4 * hx + ix), y2 + _H6 * (gy + 4 * hy + iy)
        s[at.RX + k], s[at.RY + k], s[at.RZ + k] = x2, y2, z2
        # half the rotation vector, and its exponential: the series ends below rounding
        u = _H12 * (x0 + 4 * x1 + x2) - _HH24 * (y0 * z2 - z0 * y2)
        v = _H12 * (y0 + 4 * y1 + y2) - _HH24 * (z0 * x2 - x0 * z2)
        w = _H12 * (z0 + 4 * z1 + z2) - _HH24 * (x0 * y2 - y0 * x2)
        square = u * u + v * v + w * w
        r = 1 - square * (1 / 2 - square * (1 / 24 - square * (1 / 720)))
        share = 1 - square * (1 / 6 - square * (1 / 120 - square * (1 / 5040)))
        u, v, w = share * u, share * v, share * w
        qw, qx = s[at.QW + k], s[at.QX + k]
        qy, qz = s[at.QY + k], s[at.QZ + k]
        nw, nx = qw * r - qx * u - qy * v - qz * w, qw * u + qx * r + qy * w - qz * v
        ny, nz = qw * v - qx * w + qy * r + qz * u, qw * w + qx * v - qy * u + qz * r
        size = 1 / math.sqrt(nw * nw + nx * nx + ny * ny + nz * nz)
        nw, nx = nw * size, nx * size
        ny, nz = ny * size, nz * size
        s[at.QW + k], s[at.QX + k] = nw, nx
        s[at.QY + k], s[at.QZ + k] = ny, nz
        # the z axis, before and after, and the difference of how it moves; Hermite's cubic tells the middle
        ax, ay, az = 2 * (qx * qz + qw * qy), 2 * (qy * qz - qw * qx), 1 - 2 * (qx * qx + qy * qy)
        bx, by, bz = 2 * (nx * nz + nw * ny), 2 * (ny * nz - nw * nx), 1 - 2 * (nx * nx + ny * ny)
        mx = y0 * (0.5 - qy * qy - qz * qz) - x0 * (qx * qy - qw * qz)
        my = y0 * (qx * qy + qw * qz) - x0 * (0.5 - qx * qx - qz * qz)
        mz = y0 * (qx * qz - qw * qy) - x0 * (qy * qz + qw * qx)
        mx -= y2 * (0.5 - ny * ny - nz * nz) - x2 * (nx * ny - nw * nz)
        my -= y2 * (nx * ny + nw * nz) - x2 * (0.5 - nx * nx - nz * nz)
        mz -= y2 * (nx * nz - nw * ny) - x2 * (ny * nz + nw * nx)
        mx, my, mz = (ax + bx) / 2 + _H4 * mx, (ay + by) / 2 + _H4 * my, (az + bz) / 2 + _H4 * mz
        # acceleration by the rotors at the three times; drag in the middle, where it has slowed the drone already
        first, second, third = _H6 * (aim + off), _H6 * 4 * (aim + off * HALF), _H6 * (aim + off * WHOLE)
        ax, ay, az = first * ax, first * ay, first * az
        x, y, z = s[at.VX + k], s[at.VY + k], s[at.VZ + k]
        rx, ry, rz = x + 3 * ax - s[at.WX + k], y + 3 * ay - s[at.WY + k], z + 3 * az - _H2 * GRAVITY - s[at.WZ + k]
        body, rotors = _BODY * light * math.sqrt(rx * rx + ry * ry + rz * rz), ROTOR_DRAG * light
        less = 1 - _H2 * (2 * body + rotors)
        along = (rx * mx + ry * my + rz * mz) * rotors * (less - _H2 * body)
        less = less * (body + rotors)
        dx, dy = STEP * (along * mx - less * rx), STEP * (along * my - less * ry)
        dz = STEP * (along * mz - less * rz - GRAVITY)
        mx, my, mz = second * mx, second * my, second * mz
        s[at.PX + k] += STEP * (x + ax + mx / 2 + dx / 2)
        s[at.PY + k] += STEP * (y + ay + my / 2 + dy / 2)
        s[at.PZ + k] += STEP * (z + az + mz / 2 + dz / 2)
        s[at.VX + k] = x + ax + mx + third * bx + dx
        s[at.VY + k] = y + ay + my + third * by + dy
        s[at.VZ + k] = z + az + mz + third * bz + dz
