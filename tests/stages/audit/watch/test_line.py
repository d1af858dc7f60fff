"""A line is one JSON object whose first keys are the promised ones."""

from __future__ import annotations

import json

from ninelives.stages.audit.watch.line import Line, number


def test_it_is_json_in_the_promised_order() -> None:
    line = Line(n=3, time=None, e=1.5, alarm=False, since=2, since_interval=(0, 3), column="light", said=("a",))
    told = json.loads(json.dumps(line.to_json(), allow_nan=False))
    assert list(told)[:5] == ["n", "time", "e", "alarm", "since"]
    assert told["column"] == "light"
    assert told["since_interval"] == [0, 3]


def test_evidence_without_bound_is_still_a_number() -> None:
    assert number(0.0) == 1.0
    assert json.dumps(number(1e9), allow_nan=False)
    assert number(-1e9) == 0.0
