"""A watch beside a source: batch after batch, lines out, and a state that is saved with how far it was read."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.archive.sources import SetAside, Source
from ninelives.artifacts.labels import Labels
from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch.line import Line
from ninelives.stages.audit.watch.monitor import Watch
from ninelives.stages.audit.watch.photos import Photos
from ninelives.stages.audit.watch.rows import Rows
from ninelives.stages.audit.watch.sources import Batch, batches

if TYPE_CHECKING:
    import polars as pl

SAVED = 1.0  # s between two saved states
NAMED = 20  # rows that were set aside, told by name
QUIET = 60.0  # s without anything new, after which that is said


@dataclass(slots=True)
class Told:
    """Whom a run tells what.

    Attributes:
        line: each line.
        note: a sentence for people.
        aside: the first rows that were set aside, with the reason.
    """

    line: Callable[[Line], None]
    note: Callable[[str], None]
    aside: list[SetAside] = field(default_factory=list)


def run(watch: Watch, where: str, told: Told, *, state: Path | None, labels: str | None, follow: bool) -> None:
    """Watch a source to its end, or until Ctrl-C, which ends it between two batches.

    Args:
        watch: goes on from how far its source was read.
        where: see ``sources.batches``.
        told: gets the lines.
        state: where to save it.
        labels: a file of labels, or the column that holds them.
        follow: wait for more at the end of the source.

    Raises:
        NinelivesError: the source cannot be read, or none of its rows fits.
    """
    saved = heard = time.monotonic()
    column = labels if labels is not None and not Path(labels).is_file() else None
    with _between_batches() as working:
        try:
            for batch in batches(where, watch.source, follow=follow):
                if batch is None:
                    heard = _silence(heard, told)
                    continue
                heard = time.monotonic()
                with working():
                    for line in take(watch, batch, told, column, remember=labels is not None):
                        told.line(line)
                    if state is not None and time.monotonic() - saved > SAVED:
                        watch.save(state)
                        saved = time.monotonic()
        except KeyboardInterrupt:
            told.note("stopped; what was read is kept")
    if labels is not None and column is None:
        learn_file(watch, Path(labels), told)
    told.line(watch.line())
    if state is not None:
        watch.save(state)


def take(watch: Watch, batch: Batch, told: Told, column: str | None, *, remember: bool) -> list[Line]:
    """Take a batch in; rows that cannot be read are named, counted, and set aside."""
    lines: list[Line] = []
    _aside(watch, batch.aside, told)
    if isinstance(batch.rows, Source):
        lines = _photos(watch, batch.rows, told, remember=remember)
    elif len(batch.rows):
        lines = _rows(watch, batch.rows, told, column, remember=remember)
    watch.source = batch.position
    return lines


def _photos(watch: Watch, source: Source, told: Told, *, remember: bool) -> list[Line]:
    if not isinstance(watch.lens, Photos):
        raise NinelivesError("this is no model of photos, and a folder holds them", fix="name a table or JSON lines")
    judged = watch.lens.judge(source)
    _aside(watch, judged.aside, told)
    if remember:
        for item, answer in zip(judged.items, judged.answers.tolist(), strict=True):
            watch.risk.remember(item, answer)
    return watch.see_numbers(judged.rows, judged.times)


def _rows(
    watch: Watch, rows: list[dict[str, Any]] | pl.DataFrame, told: Told, column: str | None, *, remember: bool
) -> list[Line]:
    if isinstance(watch.lens, Photos):
        raise NinelivesError("a model of photos watches photos, and this holds rows", fix="name a folder of photos")
    try:
        numbers, times = watch.lens.look(rows)
    except NinelivesError:
        rows, numbers, times = _each(watch, rows, told)
    if not remember or not len(numbers) or not isinstance(watch.lens, Rows) or watch.lens.model.classes is None:
        return watch.see_numbers(numbers, times)
    lines: list[Line] = []
    learned = _remembered(watch, rows, column, told)
    while len(numbers):  # a line tells what the labels of just the observations up to it say
        due = min(watch.due, len(numbers))
        lines += watch.see_numbers(numbers[: due - 1], times[: due - 1])
        for item, truth in learned[:due]:
            if truth is not None:
                watch.risk.learn_truth(item, truth)
        lines += watch.see_numbers(numbers[due - 1 : due], times[due - 1 : due])
        learned, numbers, times = learned[due:], numbers[due:], times[due:]
    return lines


def _each(watch: Watch, rows: Any, told: Told) -> tuple[list[dict[str, Any]], np.ndarray, np.ndarray]:
    """The same row by row: those that do not fit are set aside.

    Raises:
        NinelivesError: none fits.
    """
    good: list[dict[str, Any]] = []
    parts: list[tuple[np.ndarray, np.ndarray]] = []
    refused: list[SetAside] = []
    fault: NinelivesError | None = None
    each = rows if isinstance(rows, list) else rows.to_dicts()
    for at, row in enumerate(each, watch.n + 1):
        try:
            parts.append(watch.lens.look([row]))
            good.append(row)
        except NinelivesError as error:
            refused.append(SetAside(f"observation {at:,}", str(error).partition("\n")[0]))
            fault = error
    if not good and fault is not None and not watch.n:
        raise fault
    _aside(watch, refused, told)
    empty = [(np.zeros((0, len(watch.columns))), np.zeros(0))]
    numbers, times = zip(*(parts or empty), strict=True)
    return good, np.concatenate(numbers), np.concatenate(times)


def _remembered(watch: Watch, rows: Any, column: str | None, told: Told) -> list[tuple[str, int | None]]:
    """The item of each row and the place of its class, where a column tells it; what the model says is remembered."""
    assert isinstance(watch.lens, Rows)
    classes = {name: at for at, name in enumerate(watch.lens.model.classes or ())}
    each = rows if isinstance(rows, list) else rows.to_dicts()
    out: list[tuple[str, int | None]] = []
    for at, (row, answer) in enumerate(zip(each, watch.lens.answers(rows).tolist(), strict=True), watch.n + 1):
        item, truth = str(row.get("item") or at), None if column is None else row.get(column)
        watch.risk.remember(item, answer)
        if truth is not None and str(truth) not in classes:
            _aside(watch, [SetAside(f"the label of observation {at:,}", f"the model has no class '{truth}'")], told)
        out.append((item, classes.get(str(truth))))
    return out


def learn_file(watch: Watch, path: Path, told: Told) -> None:
    """Labels that lie in a file, each counted once however often it is read."""
    if not isinstance(watch.lens, Rows | Photos) or (classes := watch.lens.model.classes) is None:
        raise NinelivesError("labels need a model that tells classes", fix="leave --labels out")
    known = {name: at for at, name in enumerate(classes)}
    for item, label in Labels.load(path).table.select("item", "label").iter_rows():
        if label in known:
            watch.risk.learn_truth(item, known[label])
        elif label is not None:
            _aside(watch, [SetAside(f"the label of '{item}'", f"the model has no class '{label}'")], told)


def _aside(watch: Watch, refused: list[SetAside], told: Told) -> None:
    if refused and not watch.counts["set_aside"]:
        watch.said.append(f"set aside: {refused[0].path}: {refused[0].reason}")
    watch.counts["set_aside"] += len(refused)
    told.aside += refused[: NAMED - len(told.aside)]


def _silence(heard: float, told: Told) -> float:
    """Say that nothing comes, each time that it has been long."""
    if time.monotonic() - heard < QUIET:
        return heard
    told.note(f"nothing new for {QUIET:.0f} s: the stream has stopped, or is slow")
    return time.monotonic()


@contextmanager
def _between_batches() -> Iterator[Callable[[], Any]]:
    """Ctrl-C interrupts where nothing is half done: while a batch is taken in, it waits for its end."""
    busy, pressed = False, False

    def press(*_: object) -> None:
        nonlocal pressed
        if not busy:
            raise KeyboardInterrupt
        pressed = True

    @contextmanager
    def working() -> Iterator[None]:
        nonlocal busy
        busy = True
        try:
            yield
        finally:
            busy = False
        if pressed:
            raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGINT, press)
    except ValueError:  # not in the main thread, where nobody presses anything
        yield working
        return
    try:
        yield working
    finally:
        signal.signal(signal.SIGINT, before)
