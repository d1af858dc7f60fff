"""A model from what a network elsewhere says of photos: score, temperature, envelope, evidence."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from ninelives.artifacts.archive import AXES
from ninelives.artifacts.foreign import Origin
from ninelives.artifacts.model import Model, evidence
from ninelives.artifacts.model.split import Split
from ninelives.kernels.nets.rungs import Foreign
from ninelives.kernels.stats import apart
from ninelives.stages.adopt.job import Job
from ninelives.stages.adopt.judgement import Judgement, abroad, facts

UNTOLD = {"size": 224, "side": 16, "levelled": False, "copies": 0, "kinds": None, "rules": None}  # of our own rungs


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """What was said of the photos of a job.

    Attributes:
        classes: in the order of the outputs.
        x: the outputs, float32 of shape (photos, numbers).
        origin: where the model comes from, as far as it is known beforehand.
        weights: numbers that it consists of, as far as anybody knows.
        data: the ONNX file; None where there is none.
        notes: what a person should hear of it.
        digest: of the answers, where nothing else tells them from others.
    """

    classes: tuple[str, ...]
    x: np.ndarray
    origin: Origin
    weights: int
    data: bytes | None
    notes: tuple[str, ...] = ()
    digest: str = ""

    @property
    def said(self) -> np.ndarray:
        """Class that each photo was taken for."""
        return np.asarray(Foreign.of(self.origin.kind).probabilities(self.x).argmax(axis=1))

    def doubted(self, doubts: Iterable[str]) -> Heard:
        """The same, with what is suspected of it."""
        return replace(self, origin=replace(self.origin, doubts=tuple(doubts)))


def shared(job: Job, classes: tuple[str, ...]) -> Split:
    """The photos, shared out: how sure it is gets set on most of them, and the others are kept apart for ``defer``."""
    archive, spec = job.archive, job.order.spec
    y = job.places(classes)
    kept = apart(archive.scene, y, spec.calibration_share, seed=spec.seed, key=archive.items)
    return Split(classes, y, kept, ~kept, archive.select(~kept))


def made(job: Job, parts: Split, heard: Heard, start: float) -> Model:
    """The model.

    Args:
        job: what was asked for.
        parts: its photos, see :func:`shared`.
        heard: what was said of them.
        start: when it began, of ``time.perf_counter``, s.
    """
    archive, trained, spec = job.archive, job.trained, job.order.spec
    found = Judgement.of(
        *(Foreign.of(heard.origin.kind), heard.x, parts.y, archive.scene, parts.kept_apart), heard.weights
    )
    envelope, origin = (trained or archive).envelope(spec.axes), heard.origin
    notes = [*archive.notes, *job.order.notes, *heard.notes, *found.notes]
    if trained is not None:
        origin = replace(origin, items=len(trained), scenes=trained.scenes)
        notes += abroad(envelope, archive.envelope(spec.axes))
    sealed: dict[str, Any] = UNTOLD | {
        "task": "classification",
        "foreign": origin.to_json(),
        "notes": notes,
        "problem": job.order.problem,
        "axes": list(spec.axes or AXES),
        **{name: [] for name in ("biases", "untried", "unfinished", "properties")},
        **dict.fromkeys(("foreseen", "fine_tuned", "interaction")),
    }
    p = found.p
    tables = evidence.gathered(archive, parts, p[parts.kept_apart], p[parts.fitted_on], lambda some: heard.x[some])
    if trained is not None:
        known = pl.concat([tables["learned"], evidence.learned(trained)]).unique().sort("photo")
        tables = {**tables, "learned": known}
    return Model(
        classes=heard.classes,
        chosen=Foreign.name,
        scores=(found.score,),
        rungs={Foreign.name: found.rung},
        envelope=envelope,
        facts=sealed | facts(job.lineage, job.order.deployment, envelope, parts.kept_apart, archive.scene),
        tables=tables,
        foreign=heard.data,
        seconds=time.perf_counter() - start,
    )
