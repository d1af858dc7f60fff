"""The folder that a model of series is kept in, read back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts import parquet
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.model import parts as shared
from ninelives.artifacts.model.series import kept, parts
from ninelives.artifacts.model.series.score import SeriesScore
from ninelives.artifacts.timings import timings_of
from ninelives.store.arrays import unpack

if TYPE_CHECKING:
    from ninelives.artifacts.model.series.model import SeriesModel
    from ninelives.store import manifest

DATA: Final = "series"  # what the seal says under ``data``


def opened(cls: type[SeriesModel], folder: Path, sealed: manifest.Manifest) -> SeriesModel:
    """The model of a folder whose digests are right.

    Raises:
        Exception: of any kind, where the folder was sealed by somebody else than ``SeriesModel.save``.
    """
    shared.check_reach(sealed.facts)
    facts = dict(sealed.facts)
    timings = timings_of(folder)
    scores = tuple(SeriesScore.from_json(told, timings["rungs"].get(told["name"], 0.0)) for told in facts.pop("scores"))
    chosen = parts.chosen(facts.pop("chosen"), [score.name for score in scores])
    asked = parts.asked(facts.pop("asked"))
    levels = parts.levels(facts.pop("levels"))
    horizon, delay = parts.steps(facts.pop("horizon"), facts.pop("delay"))
    columns = len(asked.known)
    history = parquet.read(folder / kept.HISTORY, kept.schema(columns))
    lines = kept.lines_of(facts.pop("lines"), history, columns)
    parts.check_lines(lines, asked, len(history))
    found = unpack((folder / kept.ARRAYS).read_bytes())
    model = cls(
        asked=asked,
        horizon=horizon,
        delay=delay,
        seasons=parts.seasons(facts.pop("seasons")),
        averaged=parts.averaged(facts.pop("averaged")),
        years=facts.pop("years"),
        levels=levels,
        chosen=chosen,
        scores=scores,
        lines=lines,
        rungs=kept.rungs_of(found, chosen, len(lines), one=facts.pop("shared")),
        half=parts.half(found[kept.HALF], (len(lines), len(levels), horizon)),
        envelope=Envelope.from_json(facts.pop("envelope")),
        facts=facts,
        tables=_tables(folder, numbers=lines[0].grid.unit == ""),
        path=folder,
        seconds=timings["total"],
        digest=sealed.digest,
    )
    parts.check_facts(facts, len(levels))
    parts.check_foresees(model)
    return model


def _tables(folder: Path, *, numbers: bool) -> dict[str, Any]:
    schemas = {"backtest": parts.backtest(numbers=numbers), "set_aside": parts.set_aside()}
    tables = {name: parquet.read(folder / f"{name}.parquet", schema) for name, schema in schemas.items()}
    for name, schema in schemas.items():
        if list(tables[name].columns) != list(schema):
            raise ValueError(f"{name}.parquet has other columns than belong there")
        if name == "set_aside" and tables[name].null_count().sum_horizontal().item():
            raise ValueError("set_aside.parquet does not tell what was set aside")
    judged = tables["backtest"].select("truth", "prediction").to_numpy()
    if not np.isfinite(judged).all() or tables["backtest"].select("item", "time").null_count().sum_horizontal().item():
        raise ValueError("backtest.parquet holds what is no number, or does not name its steps")
    return tables
