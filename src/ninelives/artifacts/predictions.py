"""Predictions: what a model says of items, one row each, in one Parquet file.

The file's metadata holds the rest: lineage, classes, how often it was right where the truth is known, where the items
leave the model's envelope, and what its report shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts import glance
from ninelives.errors import NinelivesError
from ninelives.store import atomic

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

KEY = b"ninelives"
KIND = "predictions"
VERSION = 1
FACTS: dict[str, tuple[type, ...]] = {
    "accuracy": (float, int, type(None)),
    "interval": (list, type(None)),
    "items": (int,),
    "gaps": (list,),
    "learned_from": (int,),
    "set_aside": (list,),
    "notes": (list,),
    "lineage": (dict,),
}
NUMBERS = (
    "target",
    "mean_absolute_error",
    "error_interval",
    "interval_level",
    "interval_coverage",
    "mase",
    "horizon",
)  # of a table's rows
ROWS = 16_384  # rows in one row group


@dataclass(frozen=True, slots=True)
class Predictions:
    """Read from a file.

    Attributes:
        path: the file.
        facts: items, set aside, notes, accuracy, interval, how many the model had learned from, gaps, unrecorded,
            lineage, and the report's figures.
    """

    path: Path
    facts: dict[str, Any]

    @property
    def table(self) -> pl.DataFrame:
        """``item, path, prediction, probability, p_<class>``, or of numbers ``item, prediction, lower, upper``.

        Rows of a table have no ``path``. It is read at each call.
        """
        from ninelives.artifacts import parquet

        return parquet.read(self.path)

    @property
    def accuracy(self) -> float | None:
        """Share right among the items whose truth is known and that the model did not learn from; None without any."""
        value = self.facts["accuracy"]
        return None if value is None else float(value)

    def __repr__(self) -> str:
        facts = self.facts
        learned = f"{facts['learned_from']:,} of them are among those the model learned from"
        right = "" if self.accuracy is None else f"right in {glance.right(self.accuracy, facts['interval'])}"
        return glance.lines(
            f"{self.path}: {glance.plural(facts['items'], facts.get('noun', 'photo'))}",
            glance.counted(dict(zip(facts.get("classes", ()), facts.get("counts", ()), strict=False))),
            f"{right} of the {facts.get('known', 0):,} whose truth is known" if right else "no truth",
            learned if facts["learned_from"] else "",
            f"outside the envelope: {glance.few(str(gap['words']) for gap in facts['gaps'])}" if facts["gaps"] else "",
        )

    def summary(self) -> dict[str, Any]:
        """What ``predict --json`` prints."""
        names = (
            "items",
            "set_aside",
            "notes",
            "accuracy",
            "interval",
            "learned_from",
            "gaps",
            "unrecorded",
            "seconds",
            "network_s",
        )
        own = {name: self.facts[name] for name in NUMBERS if name in self.facts}
        return {"out": str(self.path), **{name: self.facts.get(name) for name in names}, **own}

    @classmethod
    def load(cls, path: str | Path) -> Predictions:
        """Read the facts of a Predictions file.

        Raises:
            NinelivesError: it is none, is damaged, or of a newer version.
        """
        where = Path(path)
        facts = _read(where)
        if facts is None:
            raise NinelivesError(
                f"'{where}' is no Predictions file that ninelives wrote", fix="ninelives predict photos.model photos/"
            )
        if facts.get("version") != VERSION:
            raise NinelivesError(
                f"'{where}' has version {facts.get('version')!r}, and this ninelives knows {VERSION}",
                fix="pip install --upgrade ninelives",
            )
        if wrong := [name for name, kinds in FACTS.items() if name not in facts or not isinstance(facts[name], kinds)]:
            raise NinelivesError(f"'{where}' is damaged: it does not tell its {wrong[0]}", fix="predict again")
        return cls(where, facts)


def lineage_of(path: Path) -> Any:
    """The lineage of a Predictions file, in JSON; None for anything else."""
    facts = _read(path)
    return facts.get("lineage") if facts else None


def _read(path: Path) -> dict[str, Any] | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        told = (pq.read_metadata(path).metadata or {}).get(KEY)
        facts = json.loads(told) if told else None
    except (OSError, ValueError, RecursionError, pa.ArrowException):
        return None
    return facts if isinstance(facts, dict) and facts.get("kind") == KIND else None


class Writer:
    """Takes predictions in as they come; memory does not grow with their number."""

    def __init__(self, file: Any, classes: tuple[str, ...]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        probabilities = [(f"p_{name}", pa.float32()) for name in classes]
        texts = [(name, pa.string()) for name in ("item", "path", "prediction")]
        self._schema = pa.schema([*texts, ("probability", pa.float32()), *probabilities])
        self._file = pq.ParquetWriter(file, self._schema)
        self._classes = classes
        self._items: list[str] = []
        self._paths: list[str] = []
        self._judged: list[np.ndarray] = []

    def add(self, item: str, path: str, probabilities: np.ndarray) -> None:
        """One row; ``probabilities`` has shape (classes,)."""
        self._items.append(item)
        self._paths.append(path)
        self._judged.append(probabilities)
        if len(self._items) == ROWS:
            self._flush()

    def close(self, facts: dict[str, Any]) -> None:
        """Write what is left, and the facts."""
        self._flush()
        self._file.add_key_value_metadata(_sealed(facts))
        self._file.close()

    def release(self) -> None:
        """Let go of a file that will not be finished; nothing after ``close``. Else Arrow does it later, too late."""
        with suppress(Exception):  # whatever went wrong has been told
            self._file.close()
        self._file.is_open = False

    def _flush(self) -> None:
        import numpy as np
        import pyarrow as pa

        if not self._items:
            return
        p = np.stack(self._judged).astype(np.float32)
        best = p.argmax(axis=1)
        said = np.array(self._classes, dtype=object)[best]
        columns = [self._items, self._paths, said, p[np.arange(len(p)), best], *p.T]
        arrays = [pa.array(values, field.type) for values, field in zip(columns, self._schema, strict=True)]
        self._file.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._items, self._paths, self._judged = [], [], []


@contextmanager
def writing(path: Path, classes: tuple[str, ...]) -> Iterator[Writer]:
    """A writer whose file takes its name only when the body ends well, after it closed the writer.

    Raises:
        NinelivesError: the disk is full, or there is no permission.
    """
    with atomic.file(path) as partial, partial.open("wb") as file:
        writer = Writer(file, classes)
        try:
            yield writer
        finally:
            writer.release()


def save_rows(path: Path, rows: pl.DataFrame, facts: dict[str, Any]) -> Predictions:
    """Write what was said of the rows of a table, all at once, and read it back.

    Args:
        path: the file.
        rows: ``item``, and what was said.
        facts: as for ``Writer.close``.

    Raises:
        NinelivesError: the disk is full, or there is no permission.
    """
    import pyarrow.parquet as pq

    table = rows.to_arrow()
    with atomic.file(path) as partial:
        pq.write_table(table.replace_schema_metadata(_sealed(facts)), partial, row_group_size=ROWS)
    return Predictions.load(path)


def _sealed(facts: dict[str, Any]) -> dict[bytes, bytes]:
    """What the file's metadata holds."""
    told = json.dumps({"kind": KIND, "version": VERSION, **facts}, ensure_ascii=False, allow_nan=False)
    return {KEY: told.encode()}
