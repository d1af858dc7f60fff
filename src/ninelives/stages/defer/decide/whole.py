"""All items of new data, judged: those too that a model learned from, since each must be decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.handoff.batch import read
from ninelives.artifacts.model import Model
from ninelives.artifacts.model.series import SeriesModel
from ninelives.artifacts.model.tables import TableModel, load_model
from ninelives.artifacts.predictions import lineage_of
from ninelives.artifacts.sides import photos, rows
from ninelives.artifacts.table import Table
from ninelives.errors import NinelivesError
from ninelives.stages.defer.sources.fresh import judged_of
from ninelives.stages.defer.sources.given import path_of

if TYPE_CHECKING:
    from pathlib import Path

    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.handoff import Handoff
    from ninelives.artifacts.handoff.judged import Judged
    from ninelives.store.cache import Cache


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Whole:
    """New items.

    Attributes:
        judged: what the model said of each.
        unread: names of what could not be read, each with the reason.
        archive: the photos, to be shown; None of rows.
        rows: the rows of a table as they were written, to be shown; None of photos.
    """

    judged: Judged
    unread: tuple[tuple[str, str], ...] = ()
    archive: Archive | None = None
    rows: Any = None


def by_model(handoff: Handoff, path: Path, data: Any, cache: Cache, progress: Progress | None) -> Whole:
    """New data, judged by the model that the hand-over was made for.

    Raises:
        NinelivesError: the model is not there, or another one; or the data cannot be read.
    """
    if not path.exists():
        raise NinelivesError(
            f"the model '{path}' of this hand-over is not there", fix="--model MODEL, or name what it said of the new"
        )
    model = load_model(path)
    if model.identity != handoff.facts["model"]["identity"]:
        raise NinelivesError(
            f"'{path}' is another model than that of this hand-over: its promise is of that one alone",
            fix=f"ninelives defer {path}",
        )
    if isinstance(model, SeriesModel):
        return _of_series(handoff, model, data)
    names = [axis.name for axis in handoff.envelope.axes]
    if isinstance(model, TableModel):
        return _of_rows(model, data, names)
    return _of_photos(model, data, names, cache, progress)


def by_answers(handoff: Handoff, data: Any) -> Whole:
    """What was said of new items already.

    Raises:
        NinelivesError: another model said it.
    """
    path, own = path_of(data), handoff.facts["model"]["identity"]
    said = (lineage_of(path) or {}).get("inputs", {}).get("model")
    if said is not None and handoff.facts["model"]["kind"] != "predictions" and said != own:
        raise NinelivesError(
            f"'{path}' is what another model said than the one that this hand-over was made for",
            fix="ninelives predict MODEL NEW, with the model of this hand-over",
        )
    return Whole(judged=read(data, handoff))


def _of_photos(model: Model, data: Any, names: list[str], cache: Cache, progress: Progress | None) -> Whole:
    archive = Archive.of(data, cache=cache, progress=progress)
    side = photos.of_archive(archive, names, model, cache, progress)
    unread = tuple((entry.path, entry.reason) for entry in archive.set_aside)
    keys = archive.table.get_column("digest").bin.encode("hex").to_list()
    return Whole(judged=replace(judged_of(side, model), keys=keys), unread=unread, archive=archive)


def _of_rows(model: TableModel, data: Any, names: list[str]) -> Whole:
    table = Table.of(data, target=model.target, task=model.task, like=model.coding)
    side = rows.of_table(table, names, model.coding, model)
    own = [column for column in table.frame.columns if column != table.target]
    keys = [repr(row) for row in table.frame.select(own).rows()]
    return Whole(judged=replace(judged_of(side, model), keys=keys), rows=table.frame.select(own))


def _of_series(handoff: Handoff, model: SeriesModel, data: Any) -> Whole:
    said = model.predict(data)
    return Whole(judged=read(said, handoff), rows=said)
