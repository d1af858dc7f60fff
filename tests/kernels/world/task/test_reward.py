"""What is paid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from ninelives.errors import NinelivesError
from ninelives.kernels.world.task.reward import Step, rescue_only, reward, story


@dataclass
class Told:
    air: float = 0.2
    rescued: bool = False
    crashed: bool = False

    def step(self) -> Step:
        zero = np.zeros(1)
        flags = {"boarded": np.zeros(1, bool), "rescued": np.array([self.rescued]), "crashed": np.array([self.crashed])}
        return Step(
            air=np.array([self.air]), touches=zero.astype(int), energy=zero, distance=zero, seconds=zero, **flags
        )


def test_the_story_pays_exactly() -> None:
    assert story(Told().step()).tolist() == [0.2]
    assert story(Told(air=0.1, rescued=True).step()).tolist() == [1_000_000.1]
    assert story(Told(air=0.0, crashed=True).step()).tolist() == [-10_000.0]
    assert rescue_only(Told(rescued=True).step()).tolist() == [1.0]


def test_another_reward_plugs_in() -> None:
    assert reward("story") is story
    mine = lambda step: 0 * step.distance  # noqa: E731 - as a user writes it
    assert reward(mine)(Told().step()).tolist() == [0.0]
    with pytest.raises(NinelivesError, match="one of story, rescue, got 'fame'"):
        reward("fame")
