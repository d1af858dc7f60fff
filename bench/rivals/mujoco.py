"""What MuJoCo makes of 100 random thrust sequences, frozen in mujoco.json for the tests.

python -m venv /tmp/mujoco && /tmp/mujoco/bin/pip install -r bench/rivals/mujoco.txt
/tmp/mujoco/bin/python bench/rivals/mujoco.py        # a minute; writes bench/rivals/mujoco.json

A free body with four actuators that lag, at steps of .5 ms by its Runge-Kutta integrator of fourth order. Drag is a
force that its callback adds, written here once more.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np

SEQUENCES, STEPS, STEP, FINE = 100, 100, 0.02, 0.0005
MASS, LATERAL, AXIAL = (6.0, 10.0), (0.139973, 0.197573), (0.262996, 0.286036)  # without the cat, with it
ARM, TWIST, LAG, STRONGEST = 0.45 / math.sqrt(2), 0.4 / (2 * math.pi) * 0.4572, 0.05, 42.0
GRAVITY, AIR, FACE, ROTORS = 9.80665, 1.225, 0.08, 0.3

MODEL = """
<mujoco>
  <option timestep="{step}" integrator="RK4" gravity="0 0 -{gravity}"/>
  <worldbody>
    <body name="craft">
      <freejoint/>
      <inertial pos="0 0 0" mass="{mass}" diaginertia="{lateral} {lateral} {axial}"/>
      <site name="r0" pos="{arm} {arm} 0"/><site name="r1" pos="-{arm} {arm} 0"/>
      <site name="r2" pos="-{arm} -{arm} 0"/><site name="r3" pos="{arm} -{arm} 0"/>
    </body>
  </worldbody>
  <actuator>{rotors}</actuator>
</mujoco>"""
ROTOR = '<general site="r{at}" gear="0 0 1 0 0 {twist}" dyntype="filter" dynprm="{lag}" gainprm="1" biastype="none"/>'


def sequence(seed: int) -> dict[str, Any]:
    """How one begins, its wind, whether the cat is aboard, what the rotors are told; rounded, the same everywhere."""
    draw = np.random.default_rng(seed)
    aboard = bool(seed % 2)
    hover = MASS[aboard] * GRAVITY / 4
    told = np.clip(hover * (1 + draw.uniform(-0.5, 0.5, (STEPS, 4))), 0, STRONGEST)
    quaternion = draw.normal(size=4) * [1, 0.2, 0.2, 1]
    return {
        "aboard": aboard,
        "velocity": draw.normal(0, 2, 3).round(3),
        "attitude": (quaternion / np.linalg.norm(quaternion)).round(6),
        "rates": draw.normal(0, 1, 3).round(3),
        "motors": np.full(4, hover).round(3),
        "wind": draw.normal(0, 3, 3).round(3),
        "told": told.round(3),
    }


def flown(seed: int) -> dict[str, Any]:
    """Where one is, and how it lies, after 1 s and 2 s."""
    import mujoco

    given = sequence(seed)
    rotors = "".join(ROTOR.format(at=at, twist=TWIST * (-1) ** at, lag=LAG) for at in range(4))
    kinds = {"mass": MASS, "lateral": LATERAL, "axial": AXIAL}
    body = {name: values[given["aboard"]] for name, values in kinds.items()}
    model = mujoco.MjModel.from_xml_string(MODEL.format(step=FINE, gravity=GRAVITY, arm=ARM, rotors=rotors, **body))
    data = mujoco.MjData(model)
    data.qpos[3:] = given["attitude"] / np.linalg.norm(given["attitude"])
    data.qvel[:3], data.qvel[3:], data.act[:] = given["velocity"], given["rates"], given["motors"]

    def drag(_: Any, data: Any) -> None:
        through = data.qvel[:3] - given["wind"]
        axis = data.xmat[1].reshape(3, 3)[:, 2]
        across = through - (through @ axis) * axis
        data.qfrc_passive[:3] += -AIR * FACE / 2 * math.sqrt(through @ through) * through - ROTORS * across

    mujoco.set_mjcb_passive(drag)
    at = []
    for step in range(STEPS):
        data.ctrl[:] = given["told"][step]
        for _ in range(round(STEP / FINE)):
            mujoco.mj_step(model, data)
        if step + 1 in (STEPS // 2, STEPS):
            at.append({"position": data.qpos[:3].round(7).tolist(), "attitude": data.qpos[3:].round(8).tolist()})
    mujoco.set_mjcb_passive(None)
    return {"seed": seed, "at": at}


def main() -> int:
    sys.path.pop(0)  # where this file lies, whose name is that of the package
    facts = {"MuJoCo": "4.0.0", "sequences": [flown(seed) for seed in range(SEQUENCES)]}
    Path(__file__).with_suffix(".json").write_text(json.dumps(facts) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
