"""The facts of a sealed model of series: what is written passes, and each thing that never is is refused."""

from __future__ import annotations

from typing import Any

import pytest

from ninelives.artifacts.model.series import parts
from tests.series import of_months, of_shops, of_walk

GOOD = {**of_months().facts}


def test_what_is_written_passes() -> None:
    for model in (of_months(), of_shops(), of_walk()):
        parts.check_facts(model.facts, len(model.levels))
        parts.check_foresees(model)
        parts.check_lines(model.lines, model.asked, sum(len(line.values) for line in model.lines))


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": True},
        {"items": 1},
        {"origins": 0},
        {"why": None},
        {"scaled": 1},
        {"notes": [1]},
        {"left": [None]},
        {"more": 1},
        {"detectable": "no"},
        {"coverage": []},
        {"coverage": [{**GOOD["coverage"][0], "share": "half"}] * 3},
        {"coverage": [{**GOOD["coverage"][0], "steps": 1.0}] * 3},
        {"gaps": [{}]},
        {"untried": [{"name": "network"}]},
        {"deployment": {"declared": 3}},
        {"lineage": {**GOOD["lineage"], "inputs": {"table": "ab"}}},
    ],
)
def test_what_is_never_written_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011  # of any kind: the folder tells it as one
        parts.check_facts({**GOOD, **wrong}, 3)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_no_fact_may_be_missing(name: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        parts.check_facts({each: told for each, told in GOOD.items() if each != name}, 3)
