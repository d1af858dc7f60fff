"""What every model tells of how it was made, from its facts and tables alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.model import Model
from ninelives.artifacts.model.made import Made
from ninelives.artifacts.model.series import SeriesModel
from ninelives.artifacts.model.tables import TableModel


@dataclass(frozen=True)
class Plain(Made):
    envelope: Envelope
    facts: dict[str, Any]
    tables: dict[str, pl.DataFrame]


def plain(use: str | None = None) -> Plain:
    aside = pl.DataFrame([("a.jpg", "no picture")], schema={"path": pl.String, "reason": pl.String}, orient="row")
    declared = Deployment.parse(use).to_json() if use else None
    return Plain(Envelope.of({"hour": [12.0, 13.0]}, [0, 1]), {"deployment": declared}, {"set_aside": aside})


def test_a_model_without_a_declared_use_or_an_origin_tells_none() -> None:
    assert plain().deployment is None
    assert plain().unrecorded == ()
    assert plain().origin is None
    assert [(one.path, one.reason) for one in plain().set_aside] == [("a.jpg", "no picture")]


def test_what_of_the_declared_use_was_never_recorded_is_told() -> None:
    use = plain("hour=20-6, weather=rain").deployment
    assert use is not None
    assert use.declared == ("hour", "weather")
    assert plain("hour=20-6, weather=rain").unrecorded == ("weather",)


def test_all_models_have_it_and_none_has_room_for_more() -> None:
    for kind in (Model, SeriesModel, TableModel):
        assert issubclass(kind, Made)
        assert "__dict__" not in dir(kind)
