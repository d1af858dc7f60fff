"""What the page of an Archive shows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.sight import sights, sizes
from ninelives.report.archive import ArchivePage
from ninelives.report.charts import NARROW, WIDE
from ninelives.report.facts import axes, lineage
from ninelives.report.page import Aside, Command

SCENES = (
    "Photos are one scene when their bytes are equal, when two fingerprints and a pixel check call them the same "
    "picture, or when one camera took them within 10 s of each other, for at most 60 s."
)


TREES = "Photos are one scene when they show the same tree."


def page(archive: Archive, path: Path) -> ArchivePage:
    """Everything that the report of an archive says."""
    envelope = archive.envelope()
    when = archive.table.get_column("captured_at").drop_nulls()
    told = archive.world == "garden"  # there a scene is known, and need not be found
    found = {} if told else _twice(archive.table)
    return ArchivePage(
        name=path.name,
        items=len(archive),
        scenes=archive.scenes,
        date=date.today(),
        first=when.min().date() if len(when) else None,  # type: ignore[union-attr]
        last=when.max().date() if len(when) else None,  # type: ignore[union-attr]
        world=archive.world,
        next=(Command(f"ninelives train {path.name}", "the lowest rung that does the job, with its envelope"),),
        classes=tuple(sorted(Counter(label for label in archive.labels if label).items())),
        axes=tuple(axes.axis(envelope, axis.name, world=archive.world) for axis in envelope.axes),
        unrecorded=envelope.unrecorded,
        envelope_svg=envelope.picture(world=archive.world, width=WIDE),
        envelope_svg_narrow=envelope.picture(world=archive.world, width=NARROW),
        set_aside=tuple(Aside(entry.path, entry.reason) for entry in archive.set_aside),
        notes=archive.notes,
        lineage=(("photos", lineage.short(archive.digest)), ("from", ", ".join(archive.source.origins))),
        assumptions=(TREES if told else SCENES,),
        sights=tuple(sights(archive)),
        sizes=tuple(sizes(archive)),
        **found,
    )


def _twice(table: pl.DataFrame) -> dict[str, Any]:
    """How many photos are there again: in the same bytes, in other bytes, in a burst."""
    identical = table.height - table.get_column("digest").n_unique()
    joined = table.filter(pl.len().over("scene") > 1)
    timed = joined.filter(pl.col("captured_at").is_not_null() & (pl.col("captured_at").n_unique().over("scene") > 1))
    distinct = joined.filter(pl.col("digest").is_first_distinct())
    extra = distinct.height - distinct.get_column("scene").n_unique()
    burst_extra = timed.height - timed.get_column("scene").n_unique()
    return {
        "identical": identical,
        "copies": max(0, extra - burst_extra),
        "bursts": timed.get_column("scene").n_unique(),
        "burst_items": timed.height,
    }
