"""Labels: what each item shows, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ninelives.artifacts import glance
from ninelives.artifacts.archive.sources import near
from ninelives.artifacts.archive.tables import read_table
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

NAMED = 3  # rows that belong to no item, told by name


@dataclass(frozen=True, slots=True)
class Labels:
    """One row an item.

    Attributes:
        table: ``item``, ``label``, and where known ``probability``, ``p_<class>``, ``votes``.
        path: where they came from.
    """

    table: pl.DataFrame
    path: Path

    def __repr__(self) -> str:
        counts = self.table.get_column("label").drop_nulls().value_counts()
        return glance.lines(
            f"{self.path}: {glance.plural(self.table.height, 'label')}", glance.counted(dict(counts.iter_rows()))
        )

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read a Parquet, CSV or JSON-lines file.

        Raises:
            NinelivesError: a column is missing, an item stands twice, or a probability is none.
        """
        import polars as pl

        if not path.exists():
            raise NinelivesError(f"there is no labels file '{path}'", fix=near(path))
        table = read_table(path)
        if missing := [name for name in ("item", "label") if name not in table.columns]:
            raise NinelivesError(
                f"the labels '{path}' have no column '{missing[0]}': they have {', '.join(table.columns)}",
                fix="a labels file starts with the line: item,label",
            )
        table = table.with_columns(pl.col("item").cast(pl.String), pl.col("label").cast(pl.String))
        if twice := table.filter(pl.col("item").is_duplicated()).get_column("item").to_list():
            raise NinelivesError(f"the labels '{path}' name '{twice[0]}' twice", fix="keep one row an item")
        _check_probabilities(path, table)
        return cls(table, path)

    def called(self, name: str) -> pl.DataFrame:
        """``item``, and the labels under another name."""
        return self.table.select("item", self.table.get_column("label").alias(name))

    def strangers(self, items: Sequence[str]) -> str:
        """The rows that name none of the items, as a sentence; empty where there are none."""
        import polars as pl

        known = pl.Series(items, dtype=pl.String)
        left = self.table.filter(~pl.col("item").is_in(known.implode())).get_column("item").to_list()
        if not left:
            return ""
        named = ", ".join(f"'{item}'" for item in left[:NAMED]) + (", …" if len(left) > NAMED else "")
        rows = "1 row names" if len(left) == 1 else f"{len(left):,} rows name"
        return f"{rows} no file that is there, in the labels '{self.path.name}': {named}"

    def put_on(self, items: pl.DataFrame) -> pl.DataFrame:
        """Give the rows of a table (with ``item`` and ``label``) these labels, in their order.

        Raises:
            NinelivesError: not one item of the table is named.
        """
        import polars as pl

        joined = items.select("item").join(
            self.table.select("item", "label"), on="item", how="left", maintain_order="left"
        )
        labels = joined.get_column("label")
        if labels.null_count() == len(labels):
            raise NinelivesError(
                f"the labels '{self.path}' name none of the {items.height:,} items; "
                f"they begin with '{self.table['item'][0]}', the photos with '{items['item'][0]}'",
                fix="write each item as its path inside the archive",
            )
        return items.with_columns(label=labels.cast(pl.String))


def _check_probabilities(path: Path, table: pl.DataFrame) -> None:
    import polars as pl

    for name in table.columns:
        if name == "probability" or name.startswith("p_"):
            column = table.get_column(name).cast(pl.Float64, strict=False)
            bad = ~column.is_between(0, 1).fill_null(value=False)
            if bad.any():
                row = int(bad.arg_max() or 0)
                raise NinelivesError(
                    f"the labels '{path}' hold {table[name][row]!r} as '{name}' in row {row + 1}",
                    fix="probabilities are numbers from 0 to 1",
                )
