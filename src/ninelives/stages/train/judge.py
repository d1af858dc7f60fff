"""Predict: one pass over any number of photos; where they leave the envelope is said before the first prediction."""

from __future__ import annotations

import base64
import hashlib
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.accuracy import by_axis
from ninelives.artifacts.archive import Archive, Measured, Progress, SetAside, Source, measure, open_source, threads
from ninelives.artifacts.archive.build import Survey
from ninelives.artifacts.archive.gauges import FactsGauge, Gauge
from ninelives.artifacts.envelope import Gap
from ninelives.artifacts.lineage import Lineage, Place, foresee, place
from ninelives.artifacts.model import Model
from ninelives.artifacts.predictions import Predictions, Writer, lineage_of, writing
from ninelives.kernels.photos.survey import Facts
from ninelives.kernels.stats.intervals import clustered
from ninelives.stages.train import evidence
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    from ninelives.kernels.photos.header import Header

SAMPLE = 500  # photos drawn over the whole input for the first look
Foretell = Callable[[list[Gap], int], None]


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
    out: str | Path = "predictions.parquet",
    seed: int = 0,
    progress: Progress | None = None,
) -> Predictions:
    """Judge photos.

    Args:
        model: a model, or its folder.
        data: a folder, table, zip, tar or archive, or several.
        out: the Parquet file to write.
        seed: of the sample for the first look.
        progress: called with (stage, done, of how many).

    Raises:
        NinelivesError: no photo can be read, or ``out`` cannot be written.
    """
    loaded = model if isinstance(model, Model) else Model.load(model)
    return predict_into(loaded, data, Path(out), Path(out), seed=seed, progress=progress).predictions


def predict_into(
    model: Model,
    data: str | Path | Sequence[str | Path],
    out: Path | None,
    default: Path,
    *,
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
        seed: of the sample for the first look.
        progress: called with (stage, done, of how many).
        foretell: called before the first prediction with the gaps that the sample shows, and the sample's size.
    """
    start = time.perf_counter()
    foresee(out, _lineage(model, {}, seed), read=lineage_of)
    source = open_source([Path(p) for p in data] if isinstance(data, list | tuple) else Path(str(data)))
    looks = _Looks(model, source, Cache.user(), progress)
    if foretell:
        foretell(*_foreseen(model, looks, seed))
    where = Place(out or default, done=False)
    if where.path.exists():  # only then is a pass spent on whether it holds the same
        where = place(out, default, _lineage(model, {"photos": _content(looks)}, seed), read=lineage_of)
    if where.done:
        return Predicted(Predictions.load(where.path), done=True, note=where.note)
    with writing(where.path, model.classes) as writer:
        told, content = judge(model, looks, writer)
        seconds = time.perf_counter() - start
        times = {"seconds": round(seconds, 3), "network_s": round(min(looks.network_s, seconds), 3)}
        writer.close({**told, **times, "lineage": _lineage(model, {"photos": content}, seed).to_json()})
    return Predicted(Predictions.load(where.path), done=False, note=where.note)


def _lineage(model: Model, photos: dict[str, str], seed: int) -> Lineage:
    return Lineage(stage="predict", inputs={"model": model.digest, **photos}, seed=seed)


class _Content:
    """Digest of what was read: the notes on it, then each item with its bytes, or that it was set aside."""

    def __init__(self, source: Source) -> None:
        self._items, self._labels = source.items, source.labels
        self._total = hashlib.sha256("\0".join(source.notes).encode())

    def add(self, result: Measured | SetAside) -> None:
        if isinstance(result, Measured):
            named = f"{self._items[result.index]}\0{self._labels[result.index]}\0"
            self._total.update(named.encode() + result.digest)
        else:
            self._total.update(str(result).encode())

    def digest(self) -> str:
        return self._total.hexdigest()


class _Timed:
    """A gauge that counts the seconds it takes, over all threads."""

    def __init__(self, gauge: Gauge) -> None:
        self._gauge = gauge
        self._spent: list[float] = []  # appended to by any thread
        self.recipe, self.least, self.width, self.vector = gauge.recipe, gauge.least, gauge.width, gauge.vector

    def measure(self, picture: np.ndarray, header: Header) -> bytes:
        start = time.perf_counter()
        blob = self._gauge.measure(picture, header)
        self._spent.append(time.perf_counter() - start)
        return blob

    @property
    def seconds(self) -> float:
        return sum(self._spent)


class _Looks:
    """Passes over the photos: their conditions, and what the chosen rung sees; each measured once, then cached."""

    def __init__(self, model: Model, source: Source, cache: Cache, progress: Progress | None) -> None:
        gauge = model.gauge()
        self.source, self.cache = source, cache
        self._progress = progress
        self._gauges: list[Gauge] = [FactsGauge()]
        self.eye = gauge
        self._network: _Timed | None = None
        if gauge is not None and not isinstance(gauge, FactsGauge):
            self._network = _Timed(gauge)
            self._gauges.append(self._network)

    @property
    def network_s(self) -> float:
        """Wall-clock time that what the rung sees has taken so far, s: that of the threads, shared among them."""
        return self._network.seconds / threads() if self._network else 0.0

    def chunks(
        self, stage: str, order: list[int] | None = None
    ) -> Iterator[list[tuple[Measured | SetAside, Facts | None]]]:
        """Chunk by chunk, each photo with its facts, None where it was set aside."""
        total, done = len(self.source if order is None else order), 0
        for chunk in measure(self.source, self._gauges, self.cache, order=order):
            yield [(result, _facts(result)) for result in chunk]
            done += len(chunk)
            if self._progress:
                self._progress(stage, done, total)


def _facts(result: Measured | SetAside) -> Facts | None:
    return Facts.unpack(result.blobs[0]) if isinstance(result, Measured) else None


def _content(looks: _Looks) -> str:
    total = _Content(looks.source)
    for chunk in looks.chunks("compare"):
        for result, _ in chunk:
            total.add(result)
    return total.digest()


def _foreseen(model: Model, looks: _Looks, seed: int) -> tuple[list[Gap], int]:
    """Where a sample, drawn over the whole input, leaves the envelope; kept in the cache for the pass itself."""
    draw = np.random.default_rng(seed)
    count = len(looks.source)
    few = np.sort(draw.choice(count, min(SAMPLE, count), replace=False)).tolist()
    survey = Survey(looks.source, model.facts["world"])
    for chunk in looks.chunks("sample", few):
        for result, facts in chunk:
            survey.add(result, facts)
    if not survey.kept:
        return [], 0
    archive = survey.archive(looks.cache)
    return model.envelope.gaps(archive.envelope(_axes(model, archive))), len(archive)


def _axes(model: Model, archive: Archive) -> list[str]:
    """The model's axes that these photos record: a folder lacks the columns of the table that was learned from."""
    return [axis for axis in model.facts["axes"] if axis in archive.table.columns]


def judge(model: Model, looks: _Looks, writer: Writer) -> tuple[dict[str, Any], str]:
    """The single pass: every photo read, judged and written; returns the facts of all, and the content's digest."""
    source = looks.source
    survey, content = Survey(source, model.facts["world"]), _Content(source)
    seen = _Seen(model, source)
    for chunk in looks.chunks("predict"):
        good = [result for result, _ in chunk if isinstance(result, Measured)]
        for result, facts in chunk:
            content.add(result)
            survey.add(result, facts)
        for result, row in zip(good, _probabilities(model, looks.eye, good), strict=True):
            writer.add(source.items[result.index], source.paths(result.index), row)
            seen.add(result.index, row)
    return seen.facts(survey.archive(looks.cache)), content.digest()


def _probabilities(model: Model, gauge: Gauge | None, good: list[Measured]) -> np.ndarray:
    if not good:
        return np.zeros((0, len(model.classes)))
    if gauge is None:
        x = np.zeros((len(good), 0), np.float32)
    else:
        x = np.stack([gauge.vector(result.blobs[-1]) for result in good])
    return model.rungs[model.chosen].probabilities(x)


class _Seen:
    """What stays in memory of each judged photo: nine bytes."""

    def __init__(self, model: Model, source: Source) -> None:
        self._model = model
        self._codes = {name: code for code, name in enumerate(model.classes)}
        self._labels = source.labels
        self._said = array("i")
        self._truth = array("i")
        self._sure = array("f")

    def add(self, index: int, row: np.ndarray) -> None:
        best = int(row.argmax())
        self._said.append(best)
        self._truth.append(self._codes.get(self._labels[index] or "", -1))
        self._sure.append(float(row[best]))

    def facts(self, archive: Archive) -> dict[str, Any]:
        """Everything that the file's metadata says of the photos."""
        said, truth = np.frombuffer(self._said, np.int32), np.frombuffer(self._truth, np.int32)
        sure, known = np.frombuffer(self._sure, np.float32), truth >= 0
        model, correct = self._model, said == truth
        new = archive.envelope(_axes(model, archive))
        mean, _, low, high = clustered(correct[known], archive.scene[known]) if known.any() else (None, 0, 0, 0)
        some = archive.select(known)
        conditions = some.conditions(_axes(model, some))
        return {
            "model": {
                "name": model.path.name if model.path else "model",
                "digest": model.digest,
                "accuracy": model.best.score,
                "interval": list(model.best.interval),
                "envelope": model.envelope.to_json(),
                "by_axis": by_axis(model.envelope, *model.judged()),
            },
            "classes": list(model.classes),
            "items": len(archive),
            "scenes": archive.scenes,
            "set_aside": [{"path": entry.path, "reason": entry.reason} for entry in archive.set_aside],
            "notes": list(archive.notes),
            "accuracy": mean,
            "interval": None if mean is None else [low, high],
            "known": int(known.sum()),
            "counts": np.bincount(said, minlength=len(model.classes)).tolist(),
            "envelope": new.to_json(),
            "gaps": [gap.to_json() for gap in model.envelope.gaps(new)],
            "by_axis": by_axis(model.envelope, conditions, correct[known], some.scene),
            "doubtful": self._pictures(archive, np.argsort(sure, kind="stable")[: evidence.SHOWN // 2]),
            "wrong": self._pictures(archive, _surest(sure, known & ~correct)),
        }

    def _pictures(self, archive: Archive, rows: np.ndarray) -> list[dict[str, Any]]:
        classes = self._model.classes
        return [
            {
                "item": archive.items[row],
                "truth": classes[self._truth[row]] if self._truth[row] >= 0 else None,
                "prediction": classes[self._said[row]],
                "probability": self._sure[row],
                "jpeg": base64.b64encode(evidence.thumbnail(archive, row) or b"").decode(),
            }
            for row in rows.tolist()
        ]


def _surest(sure: np.ndarray, which: np.ndarray) -> np.ndarray:
    rows = np.flatnonzero(which)
    return np.asarray(rows[np.argsort(-sure[rows], kind="stable")][: evidence.SHOWN])
