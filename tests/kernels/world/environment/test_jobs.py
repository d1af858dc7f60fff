"""What is compiled ahead is what is called: the same types, to the last."""

from __future__ import annotations

import numba as nb
import pytest

from ninelives.kernels.world.environment.jobs import jobs
from ninelives.kernels.world.environment.vector import RescueVectorEnv


@pytest.mark.parametrize("observation", ["state", "camera"])
@pytest.mark.parametrize("worlds", [1, 2])
def test_an_environment_calls_them_as_they_were_compiled(observation: str, worlds: int) -> None:
    made = RescueVectorEnv(worlds, observation=observation, size=16)
    made.reset(seed=0)
    made.step(made.action_space.sample())
    for job in jobs(observation):
        kernel, arguments = job()
        assert list(kernel.overloads) == [tuple(nb.typeof(argument) for argument in arguments)], job.__name__
