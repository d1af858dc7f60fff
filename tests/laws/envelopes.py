"""Small archives' conditions, their envelopes, and declared deployments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Envelope

NAMES = ("hour", "light", "weather", "temperature")
PROFILES = st.tuples(
    st.none() | st.integers(0, 239).map(lambda x: x / 10),  # hour
    st.none() | st.integers(0, 100).map(lambda x: x / 100),  # light
    st.none() | st.sampled_from(["calm", "windy", "rain"]),  # weather
    st.none() | st.integers(-300, 400).map(lambda x: x / 10),  # temperature, a column of the problem's own
)


@dataclass(frozen=True)
class Items:
    """Conditions of items in columns, with the scene of each and whether it was made from another."""

    columns: dict[str, list[Any] | None]
    scene: np.ndarray
    made: np.ndarray
    world: str = "real"

    def envelope(self, **more: Any) -> Envelope:
        return Envelope.of(self.columns, self.scene, world=self.world, augmented=self.made, **more)

    def take(self, rows: list[int]) -> Items:
        columns = {name: v if v is None else [v[i] for i in rows] for name, v in self.columns.items()}
        return Items(columns, self.scene[rows], self.made[rows], self.world)

    def __add__(self, other: Items) -> Items:
        """Both together; scenes of the same number are the same scene."""
        columns = {
            name: (self.columns[name] or [None] * len(self.scene)) + (other.columns[name] or [None] * len(other.scene))
            for name in self.columns
        }
        return Items(columns, np.append(self.scene, other.scene), np.append(self.made, other.made), self.world)

    def apart_from(self, other: Items) -> Items:
        """The same items in scenes that ``other`` does not have."""
        return Items(self.columns, self.scene + 1 + other.scene.max(initial=0), self.made, self.world)


@st.composite
def items(draw: st.DrawFn, *, most: int = 6, worlds: tuple[str, ...] = ("real",)) -> Items:
    """Any small archive, down to no item: runs of alike items, each run one scene or a scene an item."""
    runs = draw(st.lists(st.tuples(PROFILES, st.integers(1, 40), st.booleans(), st.booleans()), max_size=most))
    rows, scene, made = [], [], []
    for profile, length, burst, augmented in runs:
        first = draw(st.integers(0, 30))
        rows += [profile] * length
        scene += [first] * length if burst else list(range(first, first + length))
        made += [augmented and burst] * length
    lost = draw(st.sets(st.sampled_from(NAMES), max_size=2))
    columns = {name: None if name in lost else [row[i] for row in rows] for i, name in enumerate(NAMES)}
    return Items(columns, np.array(scene, np.int64), np.array(made, bool), draw(st.sampled_from(worlds)))


def envelopes(**more: Any) -> st.SearchStrategy[Envelope]:
    """The envelopes of ``items``."""
    return items(**more).map(lambda drawn: drawn.envelope())


_HOURS = st.tuples(st.integers(0, 23), st.integers(1, 23)).map(
    lambda h: f"hour={h[0]}-{(h[0] + h[1]) if h[0] + h[1] <= 24 else (h[0] + h[1]) % 24}"
)
_PARTS = (
    _HOURS,
    st.sampled_from(["light=0-0.1", "light=0.2-0.9", "light=0-0.05:0.3|0.5-1:0.7"]),
    st.sampled_from(["weather=calm", "weather=rain:0.3|calm:0.7", "weather=rain|windy"]),
    st.sampled_from(["place=48.2;16.4", "place=-33.9;18.4|home", "place=home"]),
    st.sampled_from(["season=winter", "season=spring|summer", "date=2026-12-01..2027-02-28", "from=2026-12-01"]),
    st.sampled_from(["world=garden", "world=real"]),
)


@st.composite
def deployments(draw: st.DrawFn) -> Deployment:
    """Any declared use: each key or not, at least one."""
    parts = [draw(part) for part in _PARTS if draw(st.booleans())]
    return Deployment.parse(", ".join(parts or ["hour=20-6"]))
