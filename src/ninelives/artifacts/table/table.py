"""Table: rows that something can be learned from, and what was found out about them on the way."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts import glance
from ninelives.artifacts.archive.measure import Progress
from ninelives.artifacts.archive.sources import SetAside
from ninelives.artifacts.table.column import Column
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from ninelives.artifacts.envelope import Envelope
    from ninelives.artifacts.table.coding import Coding
    from ninelives.artifacts.table.leaks import Leak


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in the order of their file.

    Attributes:
        frame: ``item`` (String: the id, or the number of the row from 1), ``scene`` (Int64), the target (an Enum of the
            classes, or Float64), then the inputs: Float64, Boolean, an Enum of the sorted categories, or
            Datetime("us") on the local clock. What is missing is null.
        columns: the inputs, in the order of the file.
        target: the column that is learned, or None.
        task: ``classification``, ``regression``, or None without a target.
        classes: sorted names, or None.
        set_aside: rows that cannot be used, with the reason.
        notes: how it was read and what is doubtful, a sentence each.
        leaks: columns that give something away; those that are ``left_out`` are no inputs.
        world: ``real``.
    """

    frame: pl.DataFrame
    columns: tuple[Column, ...]
    target: str | None = None
    task: str | None = None
    classes: tuple[str, ...] | None = None
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    leaks: tuple[Leak, ...] = ()
    world: str = "real"

    @classmethod
    def of(
        cls,
        data: str | Path | Table | pl.DataFrame | Any,
        *,
        target: str | None = None,
        id: str | None = None,  # noqa: A002  # as the command line calls it
        ignore: Collection[str] = (),
        keep: Collection[str] = (),
        dates: str | None = None,
        task: str | None = None,
        like: Coding | None = None,
        progress: Progress | None = None,
    ) -> Table:
        """Read a CSV, TSV, Parquet or JSON-lines file, or a frame of Polars, pandas or Arrow.

        Args:
            data: a path, a frame, or a table that is there already.
            target: the column that is to be learned.
            id: the column that names each row; else a column ``item``, else the rows are numbered from 1.
            ignore: columns that nothing is learned from.
            keep: columns that are learned from although they look like an id or a copy of the target.
            dates: ``dmy`` or ``mdy``: how dates such as 1/2/11 are meant, where the table does not tell.
            task: ``classification`` or ``regression``, where it is not what the target suggests.
            like: read the columns of this coding as it says: for new rows. Then no leak is looked for, no row is set
                aside, and a target that is there is taken for the truth.
            progress: called with (stage, done, of how many).

        Raises:
            NinelivesError: it cannot be read, or nothing can be learned from it; all faults of it are told.
        """
        from ninelives.artifacts.table.asked import Wanted
        from ninelives.artifacts.table.build import build

        if isinstance(data, Table):
            if target not in (None, data.target):
                learned = f"'{data.target}'" if data.target else "no column"
                raise NinelivesError(
                    f"this table was read to learn {learned}, and not '{target}'", fix="read its file or frame again"
                )
            return data
        wanted = Wanted(target, id, tuple(ignore), tuple(keep), dates, task)
        return build(data, wanted, like, progress)

    def __len__(self) -> int:
        """The number of rows."""
        return int(self.frame.height)

    @property
    def items(self) -> list[str]:
        """The name of each row."""
        return self.frame.get_column("item").to_list()

    @property
    def scene(self) -> np.ndarray:
        """The scene of each row, int64 of shape (rows,)."""
        return self.frame.get_column("scene").to_numpy()

    @property
    def scenes(self) -> int:
        """The number of scenes."""
        return int(self.frame.get_column("scene").n_unique())

    @property
    def labels(self) -> list[str | None]:
        """The class of each row, None where it is not known; of a table of classes."""
        assert self.target is not None
        assert self.classes is not None
        return self.frame.get_column(self.target).cast(str).to_list()

    @property
    def y(self) -> np.ndarray:
        """What is learned, of shape (rows,): int64 places in ``classes`` or float64; -1 or NaN where not known."""
        import polars as pl

        assert self.target is not None
        told = self.frame.get_column(self.target)
        if self.classes is None:
            return told.fill_null(float("nan")).to_numpy()
        return told.to_physical().cast(pl.Int64).fill_null(-1).to_numpy()

    @property
    def digest(self) -> str:
        """Of the rows, the columns, and what is learned; not of where they came from, or how they were written."""
        total = hashlib.sha256(
            repr((self.world, self.target, self.task, self.frame.columns)).encode("utf-8", "replace")
        )
        for column in self.frame.get_columns():
            _digest(total, column)
        return total.hexdigest()

    def select(self, keep: np.ndarray, reason: str | None = None) -> Table:
        """The rows where ``keep`` (bool, one a row) holds; the others are set aside if a reason is given."""
        import numpy as np

        left = self.frame.get_column("item").gather(np.flatnonzero(~keep)) if reason else ()
        gone = tuple(SetAside(str(item), reason or "") for item in left)
        return replace(self, frame=self.frame[np.flatnonzero(keep)], set_aside=(*self.set_aside, *gone))

    def matrix(self, coding: Coding | None = None) -> np.ndarray:
        """The inputs as numbers, float32 of shape (rows, features); by the table's own coding where none is given."""
        from ninelives.artifacts.table.coding import Coding

        return (coding or Coding.of(self)).matrix(self.frame)

    def conditions(self, axes: Sequence[str] | None = None) -> dict[str, pl.Series]:
        """The recorded conditions, one value a row.

        Args:
            axes: the names wanted: of any column, or ``hour``, ``weekday``, ``month`` of a date; by default those
                parts of the first date, and the columns of at most 20 names.

        Raises:
            NinelivesError: there is no such condition.
        """
        from ninelives.artifacts.table.axes import conditions

        return conditions(self.frame, self.columns, axes)

    def envelope(self, axes: Sequence[str] | None = None) -> Envelope:
        """The conditions that these rows were recorded under."""
        from ninelives.artifacts.envelope import Envelope

        recorded: dict[str, Any] = dict(self.conditions(axes))
        return Envelope.of(recorded, self.scene, world=self.world)

    def __repr__(self) -> str:
        kinds = Counter(column.kind for column in self.columns)
        answers = dict(Counter(label for label in self.labels if label)) if self.classes is not None else {}
        return glance.lines(
            f"table of {glance.plural(len(self), 'row')} in {glance.plural(self.scenes, 'scene')}",
            glance.counted(kinds),
            f"{self.target}: {glance.counted(answers)}"
            if answers
            else f"{self.target}: numbers"
            if self.target
            else "",
            f"{glance.plural(len(self.set_aside), 'row')} set aside" if self.set_aside else "",
            f"left out: {glance.few(leak.column for leak in self.leaks if leak.left_out)}"
            if any(leak.left_out for leak in self.leaks)
            else "",
        )


def _digest(total: Any, column: pl.Series) -> None:
    """The values of one column, as bytes that no library's version changes."""
    import polars as pl

    if isinstance(column.dtype, pl.Enum):
        total.update("\0".join(column.dtype.categories).encode("utf-8", "replace"))
        column = column.to_physical().cast(pl.Int32)
    if column.dtype == pl.String:
        total.update("\0".join(column.to_list()).encode("utf-8", "replace"))
        return
    total.update(str(column.dtype).encode())
    plain = column.cast(pl.Int64) if column.dtype == pl.Datetime("us") else column
    if not column.null_count():  # as below, without a query of Polars for each column
        total.update(bytes(len(column)) + plain.to_numpy().tobytes())
        return
    total.update(column.is_null().to_numpy().tobytes())
    total.update(plain.fill_null(0 if plain.dtype != pl.Boolean else False).to_numpy().tobytes())
