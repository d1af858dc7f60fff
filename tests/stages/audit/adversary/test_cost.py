"""What it costs him: the share that he may use, what it does at worst, and less of it where he is looked at often."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ninelives.kernels.stats.shift import Part
from ninelives.stages.audit.adversary import cost as room
from ninelives.stages.audit.adversary.attacks import Replaced
from ninelives.stages.audit.adversary.tactics import Tactic
from ninelives.stages.audit.adversary.world import Attack, World

X = np.random.default_rng(0).normal(size=60)
WORLD = World(parts=(Part("inputs", {"x": X}, kernel=False),), of=np.arange(30), reference=30, new=30, alpha=0.05)
TACTIC = Tactic(what="rows", attack=Replaced(np.argsort(X[:30])[-6:]), most=1.0, unit="of the rows", loses=0.9)


def test_a_share_of_the_rows_and_what_they_do_at_worst() -> None:
    told = room.cost(TACTIC, 0.1, 0.03, rows=200, noun="photo", numbers=False)
    assert told["rows"] == 20
    assert told["given_up"] == 0.9
    assert told["damage"] == pytest.approx(0.09)
    assert told["words"] == (
        "at most 10.0 % of the photos (20 of 200) are his; 9.0 points right are lost at worst; "
        "unseen in 10 such samples in a row, the level shared: 3.0 % of each"
    )
    told = room.cost(replace(TACTIC, loses=None), 0.1, 0.03, rows=200, noun="photo", numbers=False)
    assert told["damage"] is None
    assert "lost" not in told["words"]
    off = room.cost(TACTIC, 0.1, 0.03, rows=200, noun="row", numbers=True)
    assert "the model is off by 0.09 more" in off["words"]


def test_over_many_samples_the_level_is_shared() -> None:
    audits: list[tuple[float, int]] = []

    class Watched(World):
        __slots__ = ()

        def sees(self, attack: Attack, size: float, at: int) -> bool:  # noqa: ARG002
            audits.append((self.alpha, self.draws))
            return size > 0.5

    world = Watched(parts=WORLD.parts, of=WORLD.of, reference=30, new=30, alpha=0.05)
    share = room.over(world, TACTIC, lambda: None)
    assert set(audits) == {(0.005, 599)}
    assert 0.2 < share < 0.6
