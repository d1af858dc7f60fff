"""Data that are there: photos by the archive that every stage reads, or a table of numbers and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.archive import Archive, Progress
from ninelives.artifacts.archive.archive import AXES
from ninelives.artifacts.archive.sources import TABLES
from ninelives.artifacts.archive.tables import LABELS, PATHS, read_table
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.problem.answer import Held
from ninelives.artifacts.sheets import close_to, listed
from ninelives.artifacts.table.axes import FEW, WIDEST
from ninelives.artifacts.table.target import answers_of
from ninelives.errors import NinelivesError
from ninelives.stages.ask.spec import AskSpec

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at data shows.

    Attributes:
        what: ``photos`` or ``table``.
        path: where they lie.
        labels: the answer of each, where one is known.
        target: the column that held them, where a table did.
        scenes: in how many scenes.
        envelope: the conditions that they were made under.
        first, last: earliest and latest day of making, where known.
        guessed: whether ``target`` was chosen by its name alone.
        columns: of a table.
    """

    what: str
    path: Path
    labels: tuple[str | None, ...]
    target: str | None
    scenes: int
    envelope: Envelope
    first: date | None = None
    last: date | None = None
    guessed: bool = False
    columns: tuple[str, ...] = ()

    @property
    def classes(self) -> dict[str, int]:
        """Label → how many, by name."""
        return dict(sorted(Counter(label for label in self.labels if label).items()))

    @property
    def measured(self) -> bool:
        """Whether the labels are numbers, so many that they are no classes."""
        names = self.classes
        return len(names) > 20 and all(map(is_number, names))

    def held(self, notes: tuple[str, ...] = ()) -> Held:
        """What an answer says of them."""
        classes = {} if self.measured else self.classes
        answered = sum(label is not None for label in self.labels)
        return Held(len(self.labels), self.scenes, classes, self.envelope.unrecorded, notes, answered)


def look(data: Path, spec: AskSpec, progress: Progress | None = None, also: Collection[str] = ()) -> Look:
    """Read data; of a table the columns of ``also`` are conditions too.

    Raises:
        NinelivesError: they cannot be read.
    """
    if data.suffix.lower() in TABLES and data.is_file():
        table = read_table(data, [spec.target] if spec.target else [])
        if not any(name in table.columns for name in PATHS):
            return _table(data, table, spec, also)
    archive = Archive.of(data, labels=spec.labels, target=spec.target, progress=progress)
    when = archive.table.get_column("captured_at").drop_nulls()
    days: list[Any] = [when.min(), when.max()] if len(when) else []
    ends = [day.date() for day in days] or [None, None]
    return Look("photos", data, tuple(archive.labels), spec.target, archive.scenes, archive.envelope(), *ends)


def _table(path: Path, table: pl.DataFrame, spec: AskSpec, also: Collection[str]) -> Look:
    """A table without photos: each row is a case of its own."""
    import numpy as np

    target = spec.target or next((name for name in LABELS if name in table.columns), None)
    if target is not None and target not in table.columns:
        close = close_to(target, table.columns)
        hint = f"did you mean '{close}' ?" if close else f"it has {listed(table.columns)}"
        fix = f"--target {close}" if close else "name one with --target"
        raise NinelivesError(f"the table '{path}' has no column '{target}': {hint}", fix=fix)
    told = [None] * table.height if target is None else _answers(table.get_column(target))
    conditions = _conditions(table, target, also)
    envelope = Envelope.of(conditions, np.arange(table.height))
    guessed = target is not None and spec.target is None
    columns = tuple(table.columns)
    return Look("table", path, tuple(told), target, table.height, envelope, guessed=guessed, columns=columns)


def _conditions(table: pl.DataFrame, target: str | None, also: Collection[str]) -> dict[str, Any]:
    """A photo's own, recorded or not, and the columns of few names, as ``train`` takes them."""
    import polars as pl

    told: dict[str, Any] = {name: table.get_column(name) if name in table.columns else None for name in AXES}
    yes = {True: "yes", False: "no"}
    for each in table.get_columns():
        said = each.dtype == pl.Boolean
        column = each.replace_strict(yes, default=None, return_dtype=pl.String) if said else each
        usual = column.dtype == pl.String and column.drop_nulls().n_unique() <= FEW and len(told) < len(AXES) + WIDEST
        if (usual or column.name in also) and column.name not in (target, *AXES):
            told[column.name] = column
    return told


def _answers(column: pl.Series) -> list[str | None]:
    """Each as a text; in a column of numbers one that is none, or has no end, is no answer."""
    told = answers_of(column).to_list()
    odd = {text for text in told if text and not is_number(text)}
    return [None if text in odd else text for text in told] if all(map(_endless, odd)) else told


def _endless(text: str) -> bool:
    return text.strip().lower().lstrip("+-") in ("nan", "inf", "infinity")


def is_number(text: str) -> bool:
    """Whether a label is a number, and a finite one."""
    try:
        return isfinite(float(text))
    except ValueError:
        return False
