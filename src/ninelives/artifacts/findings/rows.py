"""The rows of an audit, one a new item: how much each shows of the shift, and what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

ROWS: Final = ("item", "score", "prediction", "probability", "jpeg")


def schema() -> dict[str, Any]:
    """The columns, with their Polars types."""
    import polars as pl

    kinds = (pl.String(), pl.Float64(), pl.String(), pl.Float64(), pl.Binary())
    return dict(zip(ROWS, kinds, strict=True))


def framed(
    items: Sequence[str],
    scores: Sequence[float],
    said: Sequence[str | None],
    sure: Sequence[float | None],
    jpegs: Sequence[bytes | None],
) -> pl.DataFrame:
    """The table of rows; the one that shows most first."""
    import polars as pl

    return pl.DataFrame(dict(zip(ROWS, (items, scores, said, sure, jpegs), strict=True)), schema=schema())
