"""Does an opponent hide what the search says? Tables of which the truth is known, searched and then attacked afresh.

    python prove/adversary.py            # 50 tables of each kind; writes prove/adversary.json
    python prove/adversary.py --small    # 10 of each; writes nothing

Exits with 1 when a bound is broken. An attack of the size that the search found must be seen in between 40 and 60 % of
fresh samples, one of twice that size in 80 %, none at all in 5 % at most (one-sided exact binomial tests at 1 %).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.stats import binom

import ninelives
from bounds import row, run
from ninelives.kernels.stats.shift import Part
from ninelives.stages.audit.adversary.attacks import Balanced, Moved, Replaced, Torn
from ninelives.stages.audit.adversary.search import HALF, searched
from ninelives.stages.audit.adversary.secrets import with_secret
from ninelives.stages.audit.adversary.tactics import seen_by
from ninelives.stages.audit.adversary.world import FRESH, Attack, World
from ninelives.store.digest import of_json

SEED = 20261129
ALPHA, NEAR, POWER = 0.05, 0.6, 0.8
ROWS, COLUMNS, EACH = 80, 4, 3
LEAN = 0.95  # of one column on the next


def table(seed: int, *, blocks: bool = False, kernel: bool = True) -> World:
    """Rows of four columns, each leaning on the next; in blocks of three rows that share half of what they are."""
    draw = np.random.default_rng([SEED, seed])
    x = draw.normal(size=(ROWS, COLUMNS))
    for at in range(1, COLUMNS):
        x[:, at] = LEAN * x[:, at - 1] + np.sqrt(1 - LEAN**2) * x[:, at]
    of = np.arange(ROWS) // (EACH if blocks else 1)
    if blocks:
        x = (x + draw.normal(size=(int(of.max()) + 1, COLUMNS))[of]) / np.sqrt(2)
    both = np.concatenate([x, x])  # what comes new is drawn from the reference alone
    part = Part("inputs", {str(at): column for at, column in enumerate(both.T)}, kernel=kernel)
    many = int(of.max()) + 1
    return World(parts=(part,), of=of, reference=many, new=many, alpha=ALPHA, draws=39, seed=seed)


def moved(world: World) -> Attack:
    return Moved.of(0, "0", world.parts[0].numbers["0"][:ROWS])


def replaced(world: World) -> Attack:
    return Replaced(np.argsort(world.parts[0].numbers["0"][:ROWS])[-16:])


def balanced(world: World) -> Attack:
    return Balanced(np.argsort(world.parts[0].numbers["0"][:ROWS])[-16:], seen_by(world.parts), world.of)


def torn(_: World) -> Attack:
    return Torn(ROWS)


# what he does, the largest size, and whether rows come in blocks
ATTACKS: dict[str, tuple[Callable[[World], Attack], float, bool]] = {
    "a column is moved": (moved, 5.0, False),
    "rows are replaced": (replaced, 1.0, False),
    "rows are replaced, in blocks": (replaced, 1.0, True),
    "rows are replaced, others make up for it": (balanced, 1.0, False),
}


def measure(tables: int) -> dict[str, Any]:
    """Every figure, with its bound."""
    rows = []
    for name, (attack, most, blocks) in ATTACKS.items():
        seen = np.zeros(3, int)
        for at in range(tables):
            world = table(at, blocks=blocks)
            mine = attack(world)
            half = searched(world, mine, most, lambda: None).at(HALF)[0]
            seen += [world.sees(mine, min(size * half, most), FRESH + at) for size in (0, 1, 2)]
        rows.append(row(f"{name}: seen though nothing is done", seen[0], tables, at_most=_most(ALPHA, tables)))
        rows.append(row(f"{name}: seen at the size found", seen[1], tables, at_most=_most(NEAR, tables)))
        rows.append(row(f"{name}: seen at the size found", seen[1], tables, at_least=_least(1 - NEAR, tables)))
        rows.append(row(f"{name}: seen at twice the size found", seen[2], tables, at_least=_least(POWER, tables)))
    rows += _secrets(tables)
    facts = {"seed": SEED, "version": ninelives.__version__, "alpha": ALPHA, "rows": rows}
    return facts | {"digest": of_json(facts)}


def _secrets(tables: int) -> list[dict[str, Any]]:
    """Rows torn apart, that no column shows: by columns alone, with secret mixtures, and nothing done at all."""
    seen = np.zeros(3, int)
    for at in range(tables):
        world = table(at, kernel=False)
        other = with_secret(world)
        mine = torn(world)
        seen += [world.sees(mine, 1.0, at), other.sees(mine, 1.0, at), other.sees(mine, 0.0, at)]
    return [
        row("torn rows seen, columns by themselves", seen[0], tables, at_most=_most(0.08, tables)),
        row("torn rows seen, secret mixtures too", seen[1], tables, at_least=_least(POWER, tables)),
        row("seen though nothing is done, secret mixtures too", seen[2], tables, at_most=_most(ALPHA, tables)),
    ]


def _most(share: float, draws: int) -> int:
    return int(binom.ppf(0.99, draws, share))


def _least(share: float, draws: int) -> int:
    return int(binom.ppf(0.01, draws, share))


def main() -> int:
    return run(__file__, __doc__, "10 tables of each kind, writes nothing", lambda few: measure(10 if few else 50))


if __name__ == "__main__":
    sys.exit(main())
