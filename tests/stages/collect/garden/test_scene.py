"""Options of pictures and films."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.collect.garden.scene import checked, free, ranges, suffixed

GOOD: dict[str, Any] = {"hour": 13.0, "date": None, "season": None, "wind": 0.0, "fog": 0.0, "lamp": "auto"}
GOOD |= {"trees": "train", "seed": 7, "size": 720}


def test_a_season_is_a_day() -> None:
    told = checked("look", GOOD | {"view": "drone", "season": "winter", "hour": 24})
    assert told["date"] == "2026-01-15"
    assert ranges(told).hours == (0, 0)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"hour": 25}, "hour must lie in 0 to 24 h, got 25"),
        ({"hour": float("nan")}, "hour must lie in 0 to 24 h, got nan"),
        ({"wind": -1}, "wind must lie in 0 to 20 m/s, got -1"),
        ({"fog": 1}, "fog must lie in 0 to 0.3 1/m, got 1"),
        ({"view": "dron"}, "view must be one of .*did you mean 'drone'"),
        ({"date": "tomorrow"}, "date must be a day such as 2026-06-21, got 'tomorrow'"),
        ({"view": "satellite", "date": "1960-01-01"}, "date must lie in 1961-01-20 to 2100-12-31: no satellite looked"),
        ({"date": "1899-12-31"}, "date must lie in 1900-01-01 to 2100-12-31, got 1899-12-31"),
        ({"season": "winter", "date": "2026-01-01"}, "one is enough"),
        ({"season": "monsoon"}, "season must be one of spring"),
        ({"size": 4}, "size must lie in 16 to 2048 px, got 4"),
        ({"seed": -1}, r"seed must lie in 0 to 2\^63 - 1, got -1"),
    ],
)
def test_what_cannot_be_names_its_field_and_range(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(NinelivesError, match=words) as told:
        checked("look", GOOD | {"view": "drone"} | wrong)
    assert told.value.fix
    assert told.value.fix.startswith("ninelives garden look --")


def test_a_slip_comes_with_the_line_that_mends_it() -> None:
    with pytest.raises(NinelivesError) as told:
        checked("film", GOOD | {"hour": 25.0, "season": "spring-ish", "size": 721, "seed": 2**70})
    assert told.value.fix == "ninelives garden film --hour 24 --seed 9223372036854775807 --size 720 --season spring"


def test_a_film_has_even_sides() -> None:
    with pytest.raises(NinelivesError, match="72 to 2160 px, an even number, got 721"):
        checked("film", GOOD | {"size": 721})


def test_names(tmp_path: Path) -> None:
    taken = tmp_path / "drone.png"
    assert free(None, taken) == taken
    taken.touch()
    assert free(None, taken).name == "drone-2.png"
    with pytest.raises(NinelivesError, match=r"there is a .* already"):
        free(taken, taken)
    with pytest.raises(NinelivesError, match=r"must end in \.png or \.jpg"):
        suffixed(Path("drone.gif"), (".png", ".jpg"))
