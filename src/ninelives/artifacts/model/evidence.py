"""What the model folder keeps of its photos, so that later stages and the report need none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ninelives.artifacts.archive import AXES, Archive
from ninelives.artifacts.archive.gauges import Gauge
from ninelives.artifacts.archive.sources import UnreadableError
from ninelives.artifacts.model.folder import PREFIX
from ninelives.kernels.photos.decode import decode, resize
from ninelives.kernels.photos.header import NotAPicture
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    from ninelives.artifacts.model.split import Split
    from ninelives.kernels.nets.rungs import Rung

REFERENCE = 10_000  # photos that later stages compare with
SHOWN = 24  # pictures in the report
ALIKE = 3  # of one kind of mistake, where there are more mistakes than that
WIDE = 240  # px of their longer side
QUALITY = 80  # of their JPEG
BLOCK = 4096  # photos judged at a time
TAKEN = ("captured_at",)  # no condition: it tells which photos may lean on each other


def tables(
    archive: Archive, parts: Split, rung: Rung, judged: np.ndarray, gauge: Gauge, cache: Cache
) -> dict[str, pl.DataFrame]:
    """All tables of a model folder; see ``Model.tables``.

    Args:
        archive: all usable photos.
        parts: how they are shared out.
        rung: the chosen one.
        judged: what fits new to them said of the photos that it was fitted on, shape (photos, classes).
        gauge: what the chosen rung sees of a photo.
        cache: the user's.
    """
    held = judge(rung, archive.select(parts.kept_apart), gauge, cache, len(parts.classes))
    return gathered(archive, parts, held, judged, lambda some: archive.select(some).vectors(gauge, cache=cache))


def gathered(
    archive: Archive, parts: Split, held: np.ndarray, judged: np.ndarray, seen: Callable[[np.ndarray], np.ndarray]
) -> dict[str, pl.DataFrame]:
    """The same from what was said already.

    Args:
        archive, parts, judged: see :func:`tables`.
        held: probabilities of the photos kept apart, shape (photos, classes).
        seen: gives what the rung sees of the photos of a mask.
    """
    apart = rows(archive.select(parts.kept_apart), parts.y[parts.kept_apart], held, parts.classes)
    known = ~np.isnan(judged).any(axis=1)  # all of them, or of very many those of one fold
    new = parts.fitted_on.copy()
    new[new] = known
    crossfit = rows(parts.part.select(known), parts.y[parts.fitted_on][known], judged[known], parts.classes)
    # where nothing was kept apart, each photo stands with what a fit that had not seen it said
    mask, told = (parts.kept_apart, apart) if len(apart) else (new, crossfit)
    some = spread(len(told))
    chosen = np.zeros(len(archive), bool)
    chosen[np.flatnonzero(mask)[some]] = True
    refused = [(entry.path, entry.reason) for entry in archive.set_aside]
    return {
        "calibration": apart,
        "crossfit": crossfit,
        "reference": beside(told.filter(some), seen(chosen)),
        "set_aside": pl.DataFrame(refused, schema={"path": pl.String, "reason": pl.String}, orient="row"),
        "pictures": pictures(archive, wrong_rows(pl.concat([crossfit, apart]), parts.classes)),
        "learned": learned(archive.select(parts.fitted_on | parts.kept_apart)),
    }


def learned(archive: Archive) -> pl.DataFrame:
    """What tells each of these photos from any other, sorted."""
    return archive.table.select(photo=pl.col("digest").bin.head(PREFIX)).unique().sort("photo")


def rows(archive: Archive, y: np.ndarray, probabilities: np.ndarray, classes: tuple[str, ...]) -> pl.DataFrame:
    """``item, scene``, when they were taken, the conditions, ``truth``, and ``p_<class>`` of some photos."""
    names = [name for name in archive.table.columns if name in (*TAKEN, *AXES)]
    truth = pl.Series("truth", np.array(classes, dtype=object)[y].tolist(), dtype=pl.String)
    told = [pl.Series(f"p_{name}", probabilities[:, at], dtype=pl.Float64) for at, name in enumerate(classes)]
    return archive.table.select("item", "scene", *names).with_columns(truth, *told)


def wrong_rows(judged: pl.DataFrame, classes: tuple[str, ...]) -> pl.DataFrame:
    """The rows of ``judged`` that are worth a look: ``item, truth, prediction, probability``; see ``most_wrong``."""
    judged = judged.sort("item")
    p = judged.select(f"p_{name}" for name in classes).to_numpy()
    names, code = np.array(classes, dtype=object), {name: at for at, name in enumerate(classes)}
    said, sure = p.argmax(axis=1), p.max(axis=1)
    truth = np.array([code[name] for name in judged.get_column("truth")], np.int64)
    told = judged.select("item", "truth").with_columns(
        prediction=pl.Series(names[said].tolist(), dtype=pl.String), probability=pl.Series(sure)
    )
    return told[most_wrong(truth, said, sure)]


def most_wrong(truth: np.ndarray, said: np.ndarray, sure: np.ndarray) -> np.ndarray:
    """Up to ``SHOWN`` rows that were wrong, the surest first.

    Where more were wrong than that, no kind of mistake takes more than ``ALIKE`` of the places, or than its share.
    """
    wrong = np.flatnonzero(truth != said)
    rows = wrong[np.argsort(-sure[wrong], kind="stable")]
    if len(rows) <= SHOWN:
        return np.asarray(rows)
    kinds = Counter[tuple[int, int]]()
    kept: list[int] = []
    most = max(ALIKE, SHOWN // len(set(zip(truth[rows].tolist(), said[rows].tolist(), strict=True))))
    for row in rows.tolist():
        kind = (int(truth[row]), int(said[row]))
        kinds[kind] += 1
        if kinds[kind] <= most and len(kept) < SHOWN:
            kept.append(row)
    return np.array(kept, np.int64)


def pictures(archive: Archive, wanted: pl.DataFrame) -> pl.DataFrame:
    """The wanted rows with ``jpeg``: a small copy of each picture, without any of its metadata."""
    where = {item: row for row, item in enumerate(archive.items)}
    small = [thumbnail(archive, where[item]) for item in wanted.get_column("item")]
    return wanted.with_columns(jpeg=pl.Series(small, dtype=pl.Binary))


def thumbnail(archive: Archive, row: int, wide: int = WIDE) -> bytes | None:
    """A JPEG of one photo, of ``wide`` px at most and without its metadata; None where it can be read no more."""
    import cv2

    try:
        picture = decode(archive.source.read(row), least=wide)
    except (NotAPicture, UnreadableError, OSError):
        return None
    height, width = picture.shape[:2]
    share = min(1.0, wide / max(height, width))
    small = resize(picture, (max(1, round(width * share)), max(1, round(height * share))))
    _, jpeg = cv2.imencode(".jpg", small[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return bytes(jpeg)


def judge(rung: Rung, archive: Archive, gauge: Gauge, cache: Cache, classes: int) -> np.ndarray:
    """Probabilities of every photo, float64 of shape (photos, classes), in blocks of bounded memory."""
    parts = [np.zeros((0, classes))]
    for start in range(0, len(archive), BLOCK):
        mask = np.zeros(len(archive), bool)
        mask[start : start + BLOCK] = True
        parts.append(rung.probabilities(archive.select(mask).vectors(gauge, cache=cache)))
    return np.concatenate(parts)


def reference(archive: Archive, judged: pl.DataFrame, gauge: Gauge, cache: Cache) -> pl.DataFrame:
    """Up to ``REFERENCE`` photos, spread evenly over the names, with their features beside what was said of them."""
    some = spread(len(archive))
    return beside(judged.filter(some), archive.select(some).vectors(gauge, cache=cache))


def spread(many: int) -> np.ndarray:
    """Mask of up to ``REFERENCE`` of so many rows, evenly over them."""
    some = np.zeros(many, bool)
    some[np.linspace(0, many - 1, min(many, REFERENCE)).astype(int)] = True
    return some


def beside(judged: pl.DataFrame, features: np.ndarray) -> pl.DataFrame:
    """What was said of some photos, with their features."""
    return judged.with_columns(features=pl.Series(features, dtype=pl.Array(pl.Float32, features.shape[1])))
