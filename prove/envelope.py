"""Are the envelope's gaps honest? False gaps on random halves of one archive, and power where the night is new.

    python prove/envelope.py            # 1,000 draws each; writes prove/envelope.json
    python prove/envelope.py --small    # 60 draws each; writes nothing

Exits with 1 when a bound is broken: false gaps not significantly over 5 % (one-sided exact binomial at 1 %), and power
not significantly below 90 % in the three cases of the design.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import binom

import ninelives
from bounds import row, run
from ninelives.artifacts.envelope import Envelope, Gap
from ninelives.store.digest import of_json

SEED = 20261123
SIZES = (100, 400, 1000, 4000)
ALPHA = 0.05
POWER = 0.9
ARCHIVES = 20  # different archives that the halves are drawn from
PLACES = ("48.2;16.4", "47.1;15.4", "46.6;14.3", "48.3;14.3", "47.3;11.4", "47.8;13.0", "48.8;16.1", "46.9;15.5")
PHONES = ("Pixel", "iPhone", "Galaxy", "EOS", "Fairphone", "D750")

Columns = dict[str, Any]


@dataclass(frozen=True)
class Items:
    """Conditions of items, and the scene of each."""

    columns: Columns
    scene: np.ndarray

    def envelope(self, rows: np.ndarray | slice = slice(None)) -> Envelope:
        return Envelope.of({name: values[rows] for name, values in self.columns.items()}, self.scene[rows])


def photos(rng: np.random.Generator, scenes: int, *, night: float, bursts: bool, clocks: float = 0.9) -> Items:
    """Made-up photos: light follows the hour, sharpness the light and the device, the device the place.

    Args:
        rng: where the randomness comes from.
        scenes: how many scenes.
        night: share of the scenes between 20 and 5 h.
        bursts: whether scenes hold 1 to 40 items, whose light and sharpness wander, or one each.
        clocks: share of the scenes whose device knows the hour.
    """
    dark = rng.random(scenes) < night
    hour = np.where(dark, rng.uniform(20, 29, scenes) % 24, np.clip(rng.normal(13, 2.6, scenes), 7.5, 18.5))
    place = np.minimum(rng.geometric(0.35, scenes) - 1, len(PLACES) - 1)
    device = (place + np.minimum(rng.geometric(0.5, scenes) - 1, 5)) % len(PHONES)
    size = np.minimum(rng.geometric(0.3, scenes), 40) if bursts else np.ones(scenes, int)
    of = np.repeat(np.arange(scenes), size)
    day = 0.3 + 0.3 * np.sin((hour - 6) / 12 * np.pi).clip(0) + rng.normal(0, 0.1, scenes)
    light = np.where(dark, rng.uniform(0.01, 0.09, scenes), day.clip(0.11, 1))[of] + rng.normal(0, 0.004, of.size)
    sharp = 2 + light + 0.15 * device[of] + rng.normal(0, 0.35, scenes)[of] + rng.normal(0, 0.1, of.size)
    clock = np.where((rng.random(scenes) < clocks)[of], (hour[of] + rng.uniform(0, 0.02, of.size)) % 24, np.nan)
    columns = {"hour": clock, "light": light.clip(0, 1), "sharpness": sharp.clip(0)}
    named = {"place": np.array(PLACES, object)[place][of], "device": np.array(PHONES, object)[device][of]}
    return Items(columns | named, of)


def false_gaps(rng: np.random.Generator, scenes: int, draws: int, *, bursts: bool) -> int:
    """Of ``draws`` random halves of archives of so many scenes, those where one half finds a gap in the other."""
    wrong = 0
    for draw in range(draws):
        if draw % max(1, draws // ARCHIVES) == 0:
            items = photos(rng, scenes, night=0.15, bursts=bursts)
        half = rng.permutation(np.repeat([True, False], (scenes + 1) // 2)[:scenes])[items.scene]
        wrong += bool(items.envelope(~half).gaps(items.envelope(half), alpha=ALPHA))
    return wrong


def found(rng: np.random.Generator, draws: int, *, new: int, night: float) -> int:
    """Of ``draws`` times, those where the night is found among ``new`` pictures; the reference is 800 by day."""
    hits = 0
    for _ in range(draws):
        own = photos(rng, 800, night=0, bursts=False, clocks=1).envelope()
        gaps = own.gaps(photos(rng, new, night=night, bursts=False, clocks=1).envelope(), alpha=ALPHA)
        hits += any(_is_night(condition) for gap in gaps for condition in gap.conditions)
    return hits


def found_calm_night(rng: np.random.Generator, draws: int) -> int:
    """Of ``draws`` times, those where 30 calm nights are found beside 400 calm days and 400 windy nights."""
    hits = 0
    for _ in range(draws):
        days, nights = (photos(rng, 400, night=share, bursts=False, clocks=1) for share in (0, 1))
        own = _with_weather(days, "calm").union(_with_weather(nights, "windy"))
        gaps = own.gaps(_with_weather(photos(rng, 30, night=1, bursts=False, clocks=1), "calm"), alpha=ALPHA)
        hits += any(_is_calm_night(gap) for gap in gaps)
    return hits


def _with_weather(items: Items, weather: str) -> Envelope:
    return Items(items.columns | {"weather": np.full(items.scene.size, weather)}, items.scene).envelope()


def _is_night(condition: tuple[str, Any]) -> bool:
    name, label = condition
    return (name == "hour" and label in {10, 11, 0, 1, 2}) or (name == "light" and label == 0)


def _is_calm_night(gap: Gap) -> bool:
    return ("weather", "calm") in gap.conditions and any(map(_is_night, gap.conditions))


def at_most(draws: int) -> int:
    """False gaps that are not significantly over 5 %: a one-sided exact binomial test at 1 %."""
    return int(binom.ppf(0.99, draws, ALPHA))


def at_least(draws: int) -> int:
    """Finds that are not significantly under 90 %; at the full size the bound is .9 itself."""
    return round(POWER * draws) if draws >= 1000 else int(binom.ppf(0.01, draws, POWER))


def measure(draws: int) -> dict[str, Any]:
    """Every figure, with its bound."""
    rows: list[dict[str, Any]] = []
    for bursts in (False, True):
        for i, scenes in enumerate(SIZES):
            rng = np.random.default_rng([SEED, bursts, i])
            count = false_gaps(rng, scenes, draws, bursts=bursts)
            what = f"false gaps, halves of {scenes:,} scenes, {'bursts' if bursts else 'no bursts'}"
            rows.append(row(what, count, draws, at_most=at_most(draws)))
    cases = {"20 % night among 30 pictures": (30, 0.2), "2 % night among 1,000 pictures": (1000, 0.02)}
    for i, (what, (new, night)) in enumerate(cases.items()):
        count = found(np.random.default_rng([SEED, 2, i]), draws, new=new, night=night)
        rows.append(row(f"found, {what}", count, draws, at_least=at_least(draws)))
    count = found_calm_night(np.random.default_rng([SEED, 3]), draws)
    rows.append(row("found, calm nights beside calm days and windy nights", count, draws, at_least=at_least(draws)))
    facts = {"seed": SEED, "version": ninelives.__version__, "alpha": ALPHA, "draws": draws, "rows": rows}
    return facts | {"digest": of_json(facts)}


def main() -> int:
    return run(__file__, __doc__, "60 draws each, writes nothing", lambda few: measure(60 if few else 1000))


if __name__ == "__main__":
    sys.exit(main())
