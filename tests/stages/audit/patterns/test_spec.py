"""Options of the search for patterns."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.audit.patterns.spec import PatternsSpec


@pytest.mark.parametrize(
    ("options", "says", "fix"),
    [
        ({"alpha": 0.0}, "alpha must lie in", "--alpha 0.05"),
        ({"alpha": 1.0}, "alpha must lie in", "--alpha 0.05"),
        ({"time": ()}, "one column, or a date and its hours, got 0", "--time date,hour"),
        ({"zone": "Europe/Vieena"}, "there is no zone 'Europe/Vieena'", "Europe/Vienna"),
        ({"zone": "berlin"}, "there is no zone", "Europe/Berlin"),
        ({"zone": "../../etc"}, "there is no zone", "--zone"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(options: dict[str, Any], says: str, fix: str) -> None:
    with pytest.raises(NinelivesError, match=says) as error:
        PatternsSpec(**{"time": ("when",), **options})
    assert fix in str(error.value.fix)


def test_usual_options_are_fine() -> None:
    assert PatternsSpec(time=("date", "hour"), by=("kind",), zone="Europe/Vienna").alpha == 0.05
