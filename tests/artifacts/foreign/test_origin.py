"""Where a model was adopted from is read back as it was written, and refused where it makes no sense."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ninelives.artifacts.foreign.origin import Origin, plain, told
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign import Photos, Values

TAKES = Photos("x", "float32", None, "nchw", 8, 10, "rgb", "0-1", assumed=("fit",))
ORIGIN = Origin(name="net.onnx", takes=TAKES, output=None, kind="logits", numbers=2)


@pytest.mark.parametrize(
    "origin",
    [
        ORIGIN,
        replace(ORIGIN, takes=None, doubts=("it may not be",)),
        replace(ORIGIN, items=9, scenes=3, output="y"),
        replace(ORIGIN, takes=replace(TAKES, values="own", own=Values(1 / 255, (0.5, 0.5, 0.5)), batch=4)),
    ],
)
def test_there_and_back(origin: Origin) -> None:
    import json

    assert Origin.from_json(json.loads(json.dumps(origin.to_json()))) == origin


@pytest.mark.parametrize(
    "bent",
    [
        {"kind": "votes"},
        {"numbers": 0},
        {"numbers": None},
        {"numbers": 2.0},
        {"name": 3},
        {"output": 3},
        {"doubts": [3]},
        {"items": 3},
        {"items": True, "scenes": True},
        {"more": 1},
        {"takes": {}},
        {"takes": TAKES.__class__.__name__},
    ],
)
def test_what_cannot_be_is_refused(bent: dict[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        Origin.from_json({**ORIGIN.to_json(), **bent})


@pytest.mark.parametrize(
    "bent",
    [
        {"layout": "chwn"},
        {"height": 0},
        {"height": 1 << 20},
        {"height": 8.0},
        {"channels": "cmyk"},
        {"values": "odd"},
        {"values": "own"},
        {"fit": "stretch"},
        {"batch": 1 << 20},
        {"batch": True},
        {"name": 3},
        {"either": 1},
        {"own": {"scale": 1, "mean": [1, 2], "std": [1, 1, 1]}},
    ],
)
def test_a_way_to_show_photos_that_there_is_not_is_refused(bent: dict[str, Any]) -> None:
    facts = ORIGIN.to_json()
    with pytest.raises((ValueError, KeyError, TypeError, NinelivesError)):
        Origin.from_json({**facts, "takes": {**facts["takes"], **bent}})


def test_a_network_is_told_all_that_was_read() -> None:
    assert ORIGIN.told == told(TAKES)
    assert (ORIGIN.told.size, ORIGIN.told.values, ORIGIN.told.fit) == ((8, 10), "0-1", "crop")
    assert plain(TAKES) == plain(replace(TAKES, assumed=(), either=True)) != plain(replace(TAKES, fit="squash"))
