"""Secret tests are others in every sample, and catch one who tears apart what no known test looks at together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ninelives.kernels.stats.shift import Part
from ninelives.stages.audit.adversary.attacks import Replaced, Torn
from ninelives.stages.audit.adversary.secrets import played, with_secret
from ninelives.stages.audit.adversary.tactics import Tactic
from ninelives.stages.audit.adversary.world import World

ROWS = 150
X = np.random.default_rng(0).normal(size=ROWS)
Y = X + 0.2 * np.random.default_rng(1).normal(size=ROWS)
WORLD = World(
    parts=(Part("inputs", {"x": np.r_[X, X], "y": np.r_[Y, Y]}, kernel=False),),
    of=np.arange(ROWS),
    reference=ROWS,
    new=ROWS,
    alpha=0.05,
    draws=39,
)


def nothing() -> None:
    """No progress."""


def test_the_same_audit_looks_at_other_mixtures_every_time() -> None:
    other = with_secret(WORLD)
    assert other.also is not None
    one, two = other.also(WORLD.parts, 1), other.also(WORLD.parts, 2)
    assert not (one.numbers["mixture 1"] == two.numbers["mixture 1"]).all()
    assert replace(other, also=None) is not WORLD


def test_columns_by_themselves_miss_what_mixtures_see() -> None:
    told = played(WORLD, Tactic(what="rows torn", attack=Torn(ROWS), most=1.0, unit="of the rows"), 1.0, nothing, 20)
    assert told["helps"]
    assert told["secret"]["rate"] >= 0.8 > 0.2 >= told["known"]["rate"]
    assert told["words"].startswith("Secrets help: ")


def test_where_the_tests_that_he_knows_see_all_secrets_add_nothing() -> None:
    told = played(WORLD, Tactic(what="rows", attack=Replaced(np.argsort(X)[-15:]), most=1.0, unit=""), 0.5, nothing, 10)
    assert told["known"]["rate"] == 1
    assert not told["helps"]
    assert told["words"].startswith("Secrets do not help here: ")
