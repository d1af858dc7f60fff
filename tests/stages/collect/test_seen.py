"""Tests of what is said of how much can be seen."""

from __future__ import annotations

from ninelives.artifacts.archive.sight import Sight
from ninelives.stages.collect.seen import told


def test_a_line_for_each_kind_of_camera() -> None:
    blind = "satellite, film, 3 m: 2,000 photos, a cat has 1 pixel in the middle; one class 50.0 %, at best 50.3 %."
    assert told(
        [
            Sight("drone", "", 1000, 500, 41.0, 0.5, 0.991),
            Sight("ground", "", 10, 0, 0.0, 1.0, None),
            Sight("satellite", "film, 3 m", 2000, 1000, 1.0, 0.5, 0.503),
        ]
    ) == [
        "  drone: 1,000 photos, a cat has 41 pixels in the middle; one class 50.0 %, at best 99.1 %.",
        "  ground: 10 photos, none shows a cat; one class 100 %.",
        f"  ▲ {blind} No one can see a cat here.",
    ]
