"""Answers that are there already, in a table, or that a function gives: kept, since no file can give new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from ninelives.artifacts.archive import Archive, Progress
from ninelives.artifacts.archive.sources import UnreadableError
from ninelives.artifacts.foreign import Origin, read_given, shares
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign.takes import Photos, ready
from ninelives.kernels.photos.decode import decode
from ninelives.kernels.photos.header import NotAPicture
from ninelives.stages.adopt.naming import named
from ninelives.stages.adopt.spec import AdoptSpec
from ninelives.store import digest

BATCH: Final = 64  # photos that a function is given at once


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Probabilities of items, one row each.

    Attributes:
        name: of whom they come from, for people.
        classes: their names.
        p: float64 ``(items, classes)``, each row summing to 1.
        notes: what a person should hear of them.
    """

    name: str
    classes: tuple[str, ...]
    p: np.ndarray
    notes: tuple[str, ...] = ()

    @property
    def x(self) -> np.ndarray:
        """The same, as a rung sees them."""
        return self.p.astype(np.float32)

    @property
    def origin(self) -> Origin:
        """Where a model of them was adopted from."""
        return Origin(name=self.name, takes=None, output=None, kind="probabilities", numbers=self.p.shape[1])

    @property
    def digest(self) -> str:
        """Of what was said, whatever said it."""
        return digest.of_bytes(repr((self.name, self.classes)).encode("utf-8", "replace") + self.p.tobytes())


def digest_of(path: Path) -> str:
    """Of a table of answers.

    Raises:
        NinelivesError: it cannot be read.
    """
    try:
        return digest.of_file(path)
    except OSError as error:
        what = f"cannot read the predictions '{path}': {error.strerror}"
        raise NinelivesError(what, fix=f"ls -l '{path}'") from error


def of_table(path: Path, items: Sequence[str], labels: Sequence[str], spec: AdoptSpec, noun: str) -> Answers:
    """The answers of a table.

    Args:
        path: a Parquet, CSV, TSV or JSON-lines file.
        items: those that it must answer, in this order.
        labels: the different ones of these, sorted.
        spec: its classes, and whether it holds logits.
        noun: what is judged, ``photo`` or ``row``.

    Raises:
        NinelivesError: it cannot be read, or has any fault; all at once.
    """
    given = read_given(path, classes=spec.classes, items=items, logits=spec.logits)
    names = named(len(given.classes), given.classes, spec.classes, labels, noun)
    return Answers(path.name, names.classes, given.probabilities, (*given.notes, *filter(None, [names.note])))


def of_function(
    function: Callable[[Any], Any],
    batches: Any,
    items: Sequence[str],
    labels: Sequence[str],
    spec: AdoptSpec,
    noun: str,
) -> Answers:
    """The answers of a function.

    Args:
        function: gives probabilities, one row an item, of a batch.
        batches: in the order of the items.
        items, labels, spec, noun: as for :func:`of_table`.

    Raises:
        NinelivesError: it breaks off, or gives no probabilities.
    """
    name = str(getattr(function, "__name__", type(function).__name__))
    try:
        found = [np.asarray(_plain(function(batch))) for batch in batches]
        values = np.concatenate(found)
    except NinelivesError:
        raise
    except Exception as error:  # whatever the user's own code raises
        told = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        fix = "try it on one batch: f([picture]) or f(rows)"
        raise NinelivesError(f"the function '{name}' breaks off: {told}", fix=fix) from error
    p = shares(values, items, logits=spec.logits)
    own = tuple(str(each) for each in getattr(function, "classes_", ()))
    names = named(p.shape[1], own, spec.classes, labels, noun)
    return Answers(name, names.classes, p, (names.note,) * bool(names.note))


def pictures(archive: Archive, takes: Photos | None, progress: Progress | None) -> Iterator[Any]:
    """Batches of photos, as a function is given them.

    Args:
        archive: the photos.
        takes: how they are made ready: then a batch is one array ``(n, *takes.sizes)``; None for a list of uint8 arrays
            ``(h, w, 3)`` RGB, each as large as its photo is.
        progress: called with ("judged", done, of how many).

    Raises:
        NinelivesError: a photo can be read no more.
    """
    for start in range(0, len(archive), BATCH):
        rows = range(start, min(start + BATCH, len(archive)))
        shown = [_picture(archive, row) for row in rows]
        yield shown if takes is None else np.stack([ready(picture, takes) for picture in shown])
        if progress:
            progress("judged", rows.stop, len(archive))


def _picture(archive: Archive, row: int) -> np.ndarray:
    try:
        return decode(archive.source.read(row))
    except (NotAPicture, UnreadableError, OSError) as error:
        raise NinelivesError(
            f"the photo '{archive.items[row]}' can be read no more: {error}", fix="adopt again"
        ) from error


def _plain(given: Any) -> Any:
    """Torch's tensors as arrays."""
    given = given.detach() if hasattr(given, "detach") else given
    return given.cpu() if hasattr(given, "cpu") else given
