"""What is told of all judged photos together: how often right, where, and which pictures show it."""

from __future__ import annotations

import base64
from array import array
from typing import Any

import numpy as np

from ninelives.artifacts.accuracy import by_axis, by_sureness, taken
from ninelives.artifacts.archive import Archive, Measured, Source
from ninelives.artifacts.model import Model, evidence, prefix
from ninelives.kernels.stats.intervals import clustered


def axes_of(model: Model, archive: Archive) -> list[str]:
    """The model's axes that these photos record: a folder lacks the columns of the table that was learned from."""
    return [axis for axis in model.facts["axes"] if axis in archive.table.columns]


class Tally:
    """Takes predictions in, photo by photo; twenty bytes of each stay in memory.

    A photo that the model learned from is judged like any other, and proves nothing: how often it is right is counted
    over the others alone.
    """

    def __init__(self, model: Model, source: Source) -> None:
        self._model = model
        self._codes = {name: code for code, name in enumerate(model.classes)}
        self._labels = source.labels
        self._said = array("i")
        self._truth = array("i")
        self._sure = array("f")
        self._photos = array("Q")

    def add(self, photo: Measured, row: np.ndarray) -> None:
        """One photo, and its probabilities, shape (classes,)."""
        best = int(row.argmax())
        self._said.append(best)
        self._truth.append(self._codes.get(self._labels[photo.index] or "", -1))
        self._sure.append(float(row[best]))
        self._photos.append(prefix(photo.digest))

    def facts(self, archive: Archive) -> dict[str, Any]:
        """Everything that the file's metadata says of the photos."""
        said, truth = np.frombuffer(self._said, np.int32), np.frombuffer(self._truth, np.int32)
        sure = np.frombuffer(self._sure, np.float32)
        fresh = ~self._model.learned_from(np.frombuffer(self._photos, np.uint64))
        known = (truth >= 0) & fresh
        model, correct = self._model, said == truth
        new = archive.envelope(axes_of(model, archive))
        mean, _, low, high = clustered(correct[known], archive.scene[known]) if known.any() else (None, 0, 0, 0)
        some = archive.select(known)
        conditions = some.conditions(axes_of(model, some))
        made, ends = model.accuracy() if model.known else (None, None)
        wrong = evidence.most_wrong(np.where(known, truth, said), said, sure)
        return {
            "model": {
                "name": model.path.name if model.path else "model",
                "digest": model.identity,
                "accuracy": made,
                "interval": list(ends) if ends else None,
                "envelope": model.envelope.to_json(),
                "by_axis": {} if model.kinds else by_axis(model.envelope, *model.judged()),
            },
            "classes": list(model.classes),
            "items": len(archive),
            "scenes": archive.scenes,
            "set_aside": [{"path": entry.path, "reason": entry.reason} for entry in archive.set_aside],
            "notes": list(archive.notes),
            "accuracy": mean,
            "interval": None if mean is None else [low, high],
            "learned_from": int((~fresh).sum()),
            "told": int((truth >= 0).sum()),
            "known": int(known.sum()),
            "counts": np.bincount(said, minlength=len(model.classes)).tolist(),
            "envelope": new.to_json(),
            "gaps": [gap.to_json() for gap in model.envelope.gaps(new)],
            "unrecorded": list(model.envelope.unrecorded_by(new)),
            "by_axis": by_axis(model.envelope, conditions, correct[known], some.scene),
            "taken": taken(truth[known], said[known]),
            "by_sureness": by_sureness(sure[known], correct[known], some.scene),
            "doubtful": self._pictures(archive, _doubtful(sure, wrong)),
            "wrong": self._pictures(archive, wrong),
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


def _doubtful(sure: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """The least sure that are not shown already."""
    rows = np.argsort(sure, kind="stable")[: len(shown) + evidence.SHOWN // 2]
    return np.asarray(rows[~np.isin(rows, shown)][: evidence.SHOWN // 2])
