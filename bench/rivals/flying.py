"""Other simulators' control steps of 20 ms a second, each in a venv of its own.

python -m venv /tmp/crazyflow && /tmp/crazyflow/bin/pip install -r bench/rivals/crazyflow.txt
/tmp/crazyflow/bin/python bench/rivals/flying.py crazyflow 1024 3     # worlds, seconds; one JSON object

Each steps as many drones as it can hold side by side, in five physics steps of 4 ms (PyFlyt: its own 240 Hz, five a
control step of 48 Hz; rotorpy: one of 20 ms, of fourth order), without a picture, after a warm-up that also compiles.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

Step = Callable[[], Any]  # steps once, and is done when it returns


def crazyflow(worlds: int) -> tuple[Step, int, str]:
    import jax
    from crazyflow.sim import Sim

    sim = Sim(n_worlds=worlds, freq=250, attitude_freq=250)
    sim.reset()
    asked = np.zeros((worlds, 1, 4), np.float32)
    asked[..., -1] = 0.3

    def step() -> None:
        sim.attitude_control(asked)
        sim.step(5)
        jax.block_until_ready(sim.data.states.pos)

    return step, worlds, f"{worlds:,} worlds"


def mujoco(worlds: int) -> tuple[Step, int, str]:
    import mujoco as peer
    from mujoco import rollout

    draw, parts = np.random.default_rng(0), []
    for _ in range(24):
        a, b, c = draw.normal([0, 0, 4], 1), draw.normal(0, 1, 3), draw.normal([0, 0, 4], 1)
        ends = " ".join(f"{x:.3f}" for x in (*a, *(a + b)))
        parts.append(f'<geom type="capsule" size=".05" fromto="{ends}"/>')
        parts.append(f'<geom type="sphere" size=".36" pos="{c[0]:.3f} {c[1]:.3f} {c[2]:.3f}"/>')
    sites = "".join(
        f'<site name="r{at}" pos="{x} {y} 0"/>' for at, (x, y) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1)))
    )
    rotors = "".join(
        f'<general site="r{at}" gear="0 0 1 0 0 .03" dyntype="filter" dynprm=".05" gainprm="1" biastype="none"/>'
        for at in range(4)
    )
    model = peer.MjModel.from_xml_string(
        f'<mujoco><option timestep=".004"/><worldbody><geom type="plane" size="9 9 1"/>{"".join(parts)}'
        f'<body pos="7 0 4"><freejoint/><geom type="sphere" size=".42" mass="6"/>{sites}</body></worldbody>'
        f"<actuator>{rotors}</actuator></mujoco>"
    )
    data = [peer.MjData(model) for _ in range(len(os.sched_getaffinity(0)))]
    data[0].act[:] = 14.7
    kind = peer.mjtState.mjSTATE_FULLPHYSICS
    first = np.empty(peer.mj_stateSize(model, kind))
    peer.mj_getState(model, data[0], first, kind)
    state, told = np.tile(first, (worlds, 1)), np.full((worlds, 5, 4), 14.715)

    def step() -> None:
        after, _ = rollout.rollout(model, data, state, told, persistent_pool=True)
        state[:] = after[:, -1]

    return step, worlds, f"rollout of {worlds:,} worlds, {len(data)} threads"


def pyflyt(_: int) -> tuple[Step, int, str]:
    from PyFlyt.core import Aviary

    world = Aviary(np.array([[0.0, 0.0, 4.0]]), np.zeros((1, 3)), drone_type="quadx", drone_options={"control_hz": 240})
    world.set_mode(6)

    def step() -> None:
        for _ in range(5):
            world.step()

    return step, 1, "one world"


def rotorpy(worlds: int) -> tuple[Step, int, str]:
    import torch
    from rotorpy.vehicles.hummingbird_params import quad_params
    from rotorpy.vehicles.multirotor import BatchedMultirotor, BatchedMultirotorParams

    torch.set_num_threads(1)  # of arrays so small two are slower
    device, real = torch.device("cpu"), torch.float64
    params = BatchedMultirotorParams([quad_params] * worlds, worlds, device)
    state = {name: torch.zeros(worlds, 3, dtype=real) for name in ("x", "v", "w", "wind")}
    state["q"] = torch.tensor([[0.0, 0.0, 0.0, 1.0]], dtype=real).repeat(worlds, 1)
    state["rotor_speeds"] = torch.full((worlds, 4), 1000.0, dtype=real)
    craft = BatchedMultirotor(params, worlds, state, device, integrator="rk4")
    told, held, every = {"cmd_motor_speeds": torch.full((worlds, 4), 1000.0, dtype=real)}, [state], np.arange(worlds)

    def step() -> None:
        with torch.no_grad():
            held[0] = craft.step(held[0], told, 0.02, idxs=every)

    return step, worlds, f"{worlds:,} worlds, batched, 1 thread, one Runge-Kutta step"


def main() -> int:
    sys.path.pop(0)  # where this file lies, and a mujoco.py
    name, worlds, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    with contextlib.redirect_stdout(sys.stderr):
        step, count, what = {"crazyflow": crazyflow, "mujoco": mujoco, "pyflyt": pyflyt, "rotorpy": rotorpy}[name](
            worlds
        )
        for _ in range(3):
            step()
        start, steps = time.perf_counter(), 0
        while time.perf_counter() - start < seconds:
            step()
            steps += 1
        spent = time.perf_counter() - start
    print(json.dumps({"steps": steps * count / spent, "what": what}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
