"""The file of decisions: whose it is, so that none takes the place of another hand-over's."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ninelives.errors import NinelivesError
from ninelives.store import atomic

if TYPE_CHECKING:
    import polars as pl

WHOSE: Final = "ninelives.handoff"  # in the metadata of the file


def write(table: pl.DataFrame, path: Path, digest: str) -> None:
    """Write it, whole or not at all."""
    with atomic.file(path) as partial:
        table.write_parquet(partial, metadata={WHOSE: digest})


def is_free(path: Path, digest: str) -> bool:
    """Whether nothing lies there, or earlier decisions of the same hand-over."""
    import polars as pl

    if not path.exists():
        return True
    try:
        return pl.read_parquet_metadata(path).get(WHOSE) == digest
    except (pl.exceptions.PolarsError, OSError):
        return False


def refuse_anothers(path: Path, digest: str) -> None:
    """Raise where something else lies there.

    Raises:
        NinelivesError: the decisions of another hand-over, or another file.
    """
    if not is_free(path, digest):
        raise NinelivesError(
            f"'{path}' holds something else than decisions of this hand-over", fix="name another file with --out"
        )


def free(stem: str, digest: str) -> Path:
    """``NAME.decisions.parquet``, here; numbered where that is another hand-over's."""
    names = (f"{stem}{'' if at == 1 else f'-{at}'}.decisions.parquet" for at in count(1))
    return next(path for name in names if is_free(path := Path(name), digest))
