"""Predict: one pass over any number of photos; where they leave the envelope is said before the first prediction."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ninelives.artifacts.archive import Measured, Progress, open_source
from ninelives.artifacts.archive.build import Survey
from ninelives.artifacts.archive.sources import named
from ninelives.artifacts.envelope import Gaps
from ninelives.artifacts.lineage import Lineage, Place, foresee, place
from ninelives.artifacts.model import Model
from ninelives.artifacts.predictions import Predictions, Writer, lineage_of, writing
from ninelives.artifacts.properties import Told, read
from ninelives.report.terminal import watched
from ninelives.stages.train.passes import Content, Passes
from ninelives.stages.train.tally import Tally, axes_of
from ninelives.store.cache import Cache

SAMPLE = 500  # photos drawn over the whole input for the first look
Foretell = Callable[[Gaps, int], None]


@dataclass(frozen=True, slots=True)
class Predicted:
    """Predictions, and where they lie."""

    predictions: Predictions
    done: bool  # the same lineage had made them before
    note: str | None


def predict(
    model: Model | str | Path,
    data: str | Path | Sequence[str | Path],
    *,
    properties: Told | None = None,
    out: str | Path = "predictions.parquet",
    seed: int = 0,
    progress: Progress | bool | None = None,
) -> Predictions:
    """Judge photos.

    Args:
        model: a model, or its folder.
        data: a folder, table, zip, tar or archive, or several.
        properties: files of answers to what the model asks for, as for ``train``; columns are found by their names.
        out: the Parquet file to write.
        seed: of the sample for the first look.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.

    Raises:
        NinelivesError: no photo can be read, or ``out`` cannot be written.
    """
    loaded = model if isinstance(model, Model) else Model.load(model)
    where, show = Path(out), watched(progress)
    return predict_into(loaded, data, where, where, properties=properties, seed=seed, progress=show).predictions


def predict_into(
    model: Model,
    data: str | Path | Sequence[str | Path],
    out: Path | None,
    default: Path,
    *,
    properties: Told | None = None,
    seed: int = 0,
    progress: Progress | None = None,
    foretell: Foretell | None = None,
) -> Predicted:
    """Predict, and write to ``out``, or beside others at ``default``.

    Args:
        model: the judge.
        data: what to judge.
        out: as named by the user, None for ``default``.
        default: the name otherwise.
        properties: files of answers to what the model asks for.
        seed: of the sample for the first look.
        progress: called with (stage, done, of how many).
        foretell: called before the first prediction with the gaps that the sample shows, and the sample's size.
    """
    start = time.perf_counter()
    foresee(out, default, _lineage(model, {}, seed), read=lineage_of)
    questions, paths = read(properties), named(data)
    source = open_source(paths[0] if isinstance(data, str | os.PathLike) else paths)
    passes = Passes(model, source, Cache.user(), progress, questions)
    if foretell:
        foretell(*_foreseen(model, passes, seed))
    where = Place(out or default, done=False)
    if where.path.exists():  # only then is a pass spent on whether it holds the same
        where = place(out, default, _lineage(model, {"photos": passes.content()}, seed), read=lineage_of)
    if where.done:
        return Predicted(Predictions.load(where.path), done=True, note=where.note)
    with writing(where.path, model.classes) as writer:
        told, content = judge(model, passes, writer)
        seconds = time.perf_counter() - start
        times = {"seconds": round(seconds, 3), "network_s": round(min(passes.network_s, seconds), 3)}
        writer.close({**told, **times, "lineage": _lineage(model, {"photos": content}, seed).to_json()})
    return Predicted(Predictions.load(where.path), done=False, note=where.note)


def _lineage(model: Model, photos: dict[str, str], seed: int) -> Lineage:
    return Lineage(stage="predict", inputs={"model": model.identity, **photos}, seed=seed)


def _foreseen(model: Model, passes: Passes, seed: int) -> tuple[Gaps, int]:
    """Where a sample, drawn over the whole input, leaves the envelope; kept in the cache for the pass itself."""
    draw = np.random.default_rng(seed)
    count = len(passes.source)
    few = np.sort(draw.choice(count, min(SAMPLE, count), replace=False)).tolist()
    survey = Survey(passes.source, model.facts["world"])
    for chunk in passes.chunks("sample", few):
        for result, facts in chunk:
            survey.add(result, facts)
    if not survey.kept:
        return Gaps(), 0
    archive = survey.archive(passes.cache)
    return model.envelope.gaps(archive.envelope(axes_of(model, archive))), len(archive)


def judge(model: Model, passes: Passes, writer: Writer) -> tuple[dict[str, Any], str]:
    """The single pass: every photo read, judged and written; returns the facts of all, and the content's digest."""
    source = passes.source
    survey, content = Survey(source, model.facts["world"]), Content(source, passes.answers.values)
    seen, rung = Tally(model, source), model.rungs[model.chosen]
    for chunk in passes.chunks("predict"):
        good = [result for result, _ in chunk if isinstance(result, Measured)]
        for result, facts in chunk:
            content.add(result)
            survey.add(result, facts)
        rows = rung.probabilities(passes.seen(good)) if good else ()
        for result, row in zip(good, rows, strict=True):
            writer.add(source.items[result.index], source.paths(result.index), row)
            seen.add(result, row)
    return seen.facts(survey.archive(passes.cache)), content.digest()
