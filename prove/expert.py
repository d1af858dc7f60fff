"""Does the scripted pilot rescue the cat, in every light and wind of the story?

    python prove/expert.py            # 1,000 episodes in each of six cells; writes prove/expert.json
    python prove/expert.py --small    # 100 in each; writes nothing

Exits with 1 when a bound is broken: at least 99 % are rescued in every cell. Trees of the set ``test``; what ``hard``
conditions cost, one at a time and together, is told beside it, and nothing is promised there.
"""

from __future__ import annotations

import sys
from dataclasses import fields
from typing import Any

import numpy as np

import ninelives
from bounds import row, run
from ninelives.kernels.world.environment.engine import Engine
from ninelives.kernels.world.task import expert
from ninelives.kernels.world.task.ranges import HARD, STORY, Ranges
from ninelives.store.digest import of_json

SEED = 20261128
EQUINOX = ("2026-09-21", "2026-09-25")  # the sun sets at 18 h
LIGHTS = {"day": (9, 16), "dusk": (18, 18.6), "night": (21, 3)}
WINDS = {"calm": (0, 1), "windy": (4, 7)}
DECISIONS = 300


def flown(ranges: Ranges, episodes: int, seed: int) -> dict[str, Any]:
    """The score of so many episodes, the expert at the sticks."""
    engine, everyone = Engine(episodes, ranges), np.ones(episodes, bool)
    engine.seed(np.arange(seed, seed + episodes, dtype=np.uint64), everyone)
    engine.begin(everyone)
    for _ in range(DECISIONS):
        terminated, truncated = engine.ended()
        flying = ~(terminated | truncated)
        if not flying.any():
            break
        engine.step(expert.commands(engine.flight, engine.garden), flying, ticks=10, piloted=True)
    return engine.score()


def measure(episodes: int) -> dict[str, Any]:
    """Every cell, with its bound."""
    rows, told = [], {}
    for at, (light, hours) in enumerate(LIGHTS.items()):
        for wind, speeds in WINDS.items():
            ranges = Ranges.of({"hours": hours, "wind": speeds, "dates": EQUINOX, "trees": "test"}, start=STORY)
            score = flown(ranges, episodes, SEED + at * 10 * episodes)
            rows.append(
                row(f"{light}, {wind}: rescued", score["rescued"].sum(), episodes, at_least=episodes * 99 // 100)
            )
            told[f"{light}, {wind}"] = _told(score)
    test = {"trees": "test"}
    told["story"] = _told(flown(Ranges.of(test, start=STORY), episodes, SEED))
    for name in (field.name for field in fields(HARD) if getattr(HARD, field.name) != getattr(STORY, field.name)):
        told[f"story, {name} as in hard"] = _told(
            flown(Ranges.of(test | {name: getattr(HARD, name)}, start=STORY), episodes, SEED)
        )
    told["hard"] = _told(flown(Ranges.of(test, start=HARD), episodes, SEED))
    facts = {"seed": SEED, "version": ninelives.__version__, "rows": rows, "told": told}
    return facts | {"digest": of_json(facts)}


def _told(score: dict[str, Any]) -> dict[str, float]:
    return {
        "rescued": float(score["rescued"].mean()),
        "crashed": float(score["crashed"].mean()),
        "touched": float((score["touches"] > 0).mean()),
        "seconds": round(float(score["seconds"].mean()), 2),
        "kilojoules": round(float(score["energy"].mean()) / 1000, 2),
    }


def main() -> int:
    return run(__file__, __doc__, "100 episodes a cell, writes nothing", lambda few: measure(100 if few else 1000))


if __name__ == "__main__":
    sys.exit(main())
