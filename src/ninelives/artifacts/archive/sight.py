"""How much of a cat there is to see in photos whose truth is known, and how often anybody could be right."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ninelives.artifacts.archive.archive import Archive

SEEN = 0.55  # below that an ideal observer sees nothing: a coin is right in .5; chosen
EDGES = (1, 6, 10, 20, 50, 100, 200, 500, 1000)  # px of cat, from which the bars of a histogram begin


@dataclass(frozen=True, slots=True)
class Sight:
    """What can be seen by one kind of camera.

    Attributes:
        view: who looks: drone, ground or satellite.
        era: with what, "colour, 0.3 m"; empty where there is one kind.
        pictures: how many.
        cats: how many of them show a cat.
        pixels: of cat in the middle one of these.
        majority: share of the commonest class: what is right without a look.
        ideal: how often the best of all observers would be right of as many photos with a cat as without; None where
            nobody reckoned it.
    """

    view: str
    era: str
    pictures: int
    cats: int
    pixels: float
    majority: float
    ideal: float | None

    @property
    def blind(self) -> bool:
        """Whether no one can see a cat here."""
        return self.ideal is not None and self.ideal < SEEN

    @property
    def name(self) -> str:
        """The view, with its era."""
        return f"{self.view}, {self.era}" if self.era else self.view

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self) | {"blind": self.blind}


def sights(archive: Archive) -> list[Sight]:
    """One for each view and era, in this order; none where the archive's photos have no known truth."""
    import polars as pl

    table = archive.table
    if not {"view", "cat_pixels", "label"} <= set(table.columns):
        return []
    known = table.filter(pl.col("view").is_not_null() & pl.col("label").is_not_null())
    era = pl.col("era").fill_null("") if "era" in table.columns else pl.lit("")
    ideal = pl.col("ideal").mean() if "ideal" in table.columns else pl.lit(None)
    shown = pl.col("label") == "cat"
    each = known.group_by("view", era.alias("era")).agg(
        pictures=pl.len(),
        cats=shown.sum(),
        pixels=pl.col("cat_pixels").filter(shown).median(),
        majority=pl.max_horizontal(shown.mean(), 1 - shown.mean()),
        ideal=ideal.cast(pl.Float64),
    )
    return [Sight(**row | {"pixels": row["pixels"] or 0.0}) for row in each.sort("view", "era").to_dicts()]


def sizes(archive: Archive) -> list[tuple[str, int]]:
    """How many photos show so many pixels of cat: the words and the number of each bar, none for photos without."""
    if "cat_pixels" not in archive.table.columns:
        return []
    import numpy as np

    pixels = archive.table.get_column("cat_pixels").drop_nulls().to_numpy()
    counts = np.bincount(np.searchsorted(EDGES, pixels, side="right"), minlength=len(EDGES) + 1)[1:]
    if not counts.sum():
        return []
    ends = [f"{low} to {high - 1} px" for low, high in pairwise(EDGES)]
    names = [*ends, f"{EDGES[-1]:,} px and more"]
    first, last = np.flatnonzero(counts)[[0, -1]].tolist()
    return list(zip(names, counts.tolist(), strict=True))[first : last + 1]
