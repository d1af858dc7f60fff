from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.envelope import Envelope
from ninelives.errors import NinelivesError
from tests.laws import envelopes


def day(n):
    return Envelope.of({"hour": [12.5] * n, "light": [0.55] * n}, np.arange(n))


@given(envelopes(worlds=("real", "garden")))
def test_json_round_trip_is_exact(envelope):
    text = json.dumps(envelope.to_json())
    again = Envelope.from_json(json.loads(text))
    assert again == envelope
    assert json.dumps(again.to_json()) == text


def _broken(**changes):
    return day(3).to_json() | changes


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({}, "this is no envelope: KeyError at 'version'"),
        (_broken(version=2), "this envelope is of version 2, and this ninelives reads 1"),
        (_broken(axes=3), "this is no envelope"),
        (_broken(axes=[{"name": "hour", "kind": "odd"}]), "this is no envelope: ValueError at an axis is one of"),
        (_broken(axes=[]), "this is no envelope: KeyError at 'hour'"),
        (_broken(layers=[{"world": "real"}]), "this is no envelope: KeyError"),
    ],
)
def test_what_is_no_envelope_is_refused(facts, message):
    with pytest.raises(NinelivesError, match=message):
        Envelope.from_json(facts)


@given(st.data(), st.sampled_from([None, True, -1, 0, 1e308, float("nan"), "x", [], {}, 10**30, [1, 2], {"a": 1}]))
def test_a_broken_part_is_refused_or_still_an_envelope(data, junk):
    """Anything may stand anywhere in the file: it is refused as our error, or what is read can be used."""
    facts = json.loads(json.dumps(day(3).to_json()))
    spot: Any = facts
    while True:
        key = data.draw(st.sampled_from(list(spot) if isinstance(spot, dict) else range(len(spot))))
        if not isinstance(spot[key], dict | list) or not spot[key] or data.draw(st.booleans()):
            spot[key] = junk
            break
        spot = spot[key]
    with suppress(NinelivesError):
        broken = Envelope.from_json(facts)
        assert broken.picture().startswith("<svg")
        assert isinstance(day(40).gaps(broken), list)


@pytest.mark.parametrize("row", [["6", 3, 3], [6, 4, 3], [6, -1, 3], [6, 3, 9], [True, 3, 3], [6, 3], [6, "x", 3]])
def test_counts_that_cannot_be_are_refused(row):
    facts = day(3).to_json()
    facts["layers"][0]["regions"][0]["rows"] = [row]
    with pytest.raises(NinelivesError, match="this is no envelope"):
        Envelope.from_json(facts)
