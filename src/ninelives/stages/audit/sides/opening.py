"""Whatever a person names as reference and as new, opened as two sides of one kind."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import Envelope
from ninelives.artifacts.model import Model
from ninelives.artifacts.model.series import SeriesModel
from ninelives.artifacts.model.tables import TableModel, load_model
from ninelives.artifacts.model.tables.rows import prefixes
from ninelives.artifacts.predictions import Predictions
from ninelives.artifacts.problem import Problem
from ninelives.artifacts.table import Coding, Table
from ninelives.artifacts.table.twins import twins
from ninelives.artifacts.table.which import is_table
from ninelives.errors import NinelivesError
from ninelives.report.words import plural
from ninelives.stages.audit.sides import given, photos, rows
from ninelives.store import digest, manifest

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.stages.audit.side import Side
    from ninelives.store.cache import Cache


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sides:
    """What is held against each other.

    Attributes:
        noun: what one row is called: ``photo``, ``row`` or ``prediction``.
        reference: what the new is compared with.
        new: what came, None where a use is only declared.
        envelope: that the reference was made under.
        visited: that of the new rows, or the declared use.
        world: whose.
        model: that judges both, if there is one.
        classes: of the outputs; None of numbers, and where there are no outputs.
        repeated: new rows that the reference holds too; they are left out.
        notes: what a person should hear, a sentence each.
        digests: of the inputs, for the lineage.
    """

    noun: str
    reference: Side
    new: Side | None
    envelope: Envelope
    visited: Envelope | Deployment
    model: Model | TableModel | None = None
    classes: tuple[str, ...] | None = None
    repeated: int = 0
    notes: tuple[str, ...] = ()
    digests: dict[str, str]

    @property
    def numbers(self) -> bool:
        """Whether the outputs are numbers, and no probabilities."""
        return isinstance(self.model, TableModel) and self.model.classes is None


def opened(
    reference: Any,
    new: Any,
    axes: Sequence[str] | None,
    cache: Cache,
    progress: Progress | None = None,
    *,
    labels: str | Path | None = None,
) -> Sides:
    """Both sides of an audit.

    Args:
        reference: a model, an archive, photos, a table, or predictions; a path, or what Python holds of it.
        new: data of the same kind, or a declared use.
        axes: the conditions to look at; None for those of the reference.
        cache: the user's.
        progress: called with (stage, done, of how many).
        labels: a file that names the class, or number, of some new items.

    Raises:
        NinelivesError: one cannot be read, or the two are of different kinds.
    """
    reference = _loaded(reference)
    new = _use(new, reference) or new
    if isinstance(reference, SeriesModel):
        raise NinelivesError(
            f"'{reference.path or 'this'}' is a model of series, and its steps lean on each other by design",
            fix="ninelives audit OLD.csv NEW.csv, of the rows themselves",
        )
    if isinstance(new, Deployment):
        _refuse_labels(labels)
        return _declared(reference, new, axes, cache, progress)
    if isinstance(reference, Predictions) or given.is_given(reference):
        return given.against(reference, new, labels)
    if isinstance(reference, Model | TableModel) and (isinstance(new, Predictions) or given.is_given(new)):
        return given.judged_elsewhere(reference, new, labels)
    if isinstance(reference, Model | TableModel) and not reference.judges:
        raise NinelivesError(
            f"'{reference.path or 'this model'}' was adopted with its answers alone, and judges nothing new",
            fix="ninelives audit MODEL PREDICTIONS.csv, with what it says of the new ones",
        )
    if isinstance(reference, TableModel):
        return _rows_of_model(reference, new, axes, labels)
    if isinstance(reference, Model):
        return _photos_of_model(reference, new, axes, cache, progress, labels)
    if is_table(reference):
        return _rows(reference, new, axes, labels)
    return _photos(reference, new, axes, cache, progress, labels)


def _loaded(reference: Any) -> Any:
    """What lies at a path, where it is a model or predictions; else the path."""
    if not isinstance(reference, str | os.PathLike):
        return reference
    path = Path(reference)
    if manifest.is_sealed(path):
        kind = manifest.peek(path).kind
        if kind not in ("model", "archive"):
            raise NinelivesError(
                f"'{path}' is of kind '{kind}', and nothing can be held against it",
                fix="name a model, an archive, photos, a table, or predictions",
            )
        return load_model(path) if kind == "model" else path
    return Predictions.load(path) if given.is_ours(path) else path


def _use(new: Any, reference: Any) -> Deployment | None:
    """The use that is declared in words, in a file of TOML, or by a problem; None for data.

    It may name the conditions of the reference beside a photo's own.
    """
    if isinstance(new, Deployment):
        return new
    if isinstance(new, Problem):
        return _of_problem(new)
    if not isinstance(new, str | os.PathLike) or os.path.exists(new) is (not str(new).endswith(".toml")):
        return None
    if not str(new).endswith(".toml"):
        return Deployment.of(str(new), columns=_conditions(reference)) if "=" in str(new) else None
    try:
        told = tomllib.loads(Path(new).read_text())
    except (OSError, ValueError):
        return Deployment.of(Path(new))  # which says what is wrong with it
    if "kind" in told:
        return _of_problem(Problem.load(Path(new)))
    return Deployment.of(Path(new), columns=_conditions(reference))


def _conditions(reference: Any) -> list[str]:
    if isinstance(reference, Model | TableModel):
        return [axis.name for axis in reference.envelope.axes]
    return list(Table.of(reference).conditions()) if is_table(reference) else []


def _of_problem(problem: Problem) -> Deployment:
    if problem.deployment is None:
        raise NinelivesError(
            f"'{problem.path or 'the problem'}' declares no use",
            fix='add [deployment] with hour = "20-6", or name the new data',
        )
    return problem.deployment


def _refuse_labels(labels: Any) -> None:
    if labels is not None:
        raise NinelivesError("labels are of new items, and only a use is declared", fix="leave --labels out")


def _declared(
    reference: Any, use: Deployment, axes: Sequence[str] | None, cache: Cache, progress: Progress | None
) -> Sides:
    """A use that is declared, and nothing of it seen yet."""
    if isinstance(reference, Model | TableModel):
        whole, side = reference.envelope, _kept(reference, axes)
        digests = {"reference": reference.identity}
        noun, model = ("row" if isinstance(reference, TableModel) else "photo"), reference
    elif isinstance(reference, Predictions) or given.is_given(reference):
        raise NinelivesError(
            "predictions record no conditions, so a declared use cannot be held against them",
            fix='ninelives audit MODEL "hour=20-6"',
        )
    elif is_table(reference):
        table = Table.of(reference)
        whole, side = table.envelope(axes), rows.of_table(table, [], Coding.of(table), None)
        digests, noun, model = {"reference": table.digest}, "row", None
    else:
        archive = Archive.of(reference, cache=cache, progress=progress)
        whole = archive.envelope(axes)
        side = photos.of_archive(archive, [], None, cache, progress)
        digests, noun, model = {"reference": archive.digest}, "photo", None
    envelope = whole if axes is None else whole.only(axes)
    return Sides(noun=noun, reference=side, new=None, envelope=envelope, visited=use, model=model, digests=digests)


def _kept(model: Model | TableModel, axes: Sequence[str] | None) -> Side:
    names = [axis.name for axis in model.envelope.axes if axes is None or axis.name in axes]
    return rows.kept(model, names) if isinstance(model, TableModel) else photos.kept(model, names)


def _known_axes(model: Model | TableModel, axes: Sequence[str] | None) -> list[str]:
    """The conditions of a model that are looked at.

    Raises:
        NinelivesError: one was asked for that it never recorded.
    """
    for name in axes or ():
        model.envelope.axis(name)
    return list(model.facts["axes"] if axes is None else axes)


def _photos_of_model(
    model: Model,
    new: Any,
    axes: Sequence[str] | None,
    cache: Cache,
    progress: Progress | None,
    labels: str | Path | None,
) -> Sides:
    names = _known_axes(model, axes)
    _refuse_table(new)
    archive = Archive.of(new, labels=labels, cache=cache, progress=progress)
    own = photos.repeated(model, archive)
    fresh = archive.select(~own) if own.any() and not own.all() else archive
    names = [name for name in names if name in fresh.table.columns]
    return Sides(
        noun="photo",
        reference=_kept(model, names),
        new=_labelled(photos.of_archive(fresh, names, model, cache, progress), model.classes),
        envelope=model.envelope.only(names),
        visited=fresh.envelope(names),
        model=model,
        classes=model.classes,
        repeated=int(own.sum()),
        notes=(*fresh.notes, *_aside(len(archive.set_aside)), *_again(int(own.sum()), len(archive), "photo")),
        digests={"reference": model.identity, "new": archive.digest},
    )


def _photos(
    reference: Any,
    new: Any,
    axes: Sequence[str] | None,
    cache: Cache,
    progress: Progress | None,
    labels: str | Path | None,
) -> Sides:
    _refuse_table(new)
    old = Archive.of(reference, cache=cache, progress=progress)
    archive = Archive.of(new, labels=labels, cache=cache, progress=progress)
    own = _shared(old, archive, reference, new, cache)
    fresh = archive.select(~own) if own.any() and not own.all() else archive
    names = photos.axes_of(old, axes)
    return Sides(
        noun="photo",
        reference=photos.of_archive(old, names, None, cache, progress),
        new=photos.of_archive(fresh, names, None, cache, progress),
        envelope=old.envelope(names),
        visited=fresh.envelope([name for name in names if name in fresh.table.columns]),
        repeated=int(own.sum()),
        notes=(*fresh.notes, *_aside(len(archive.set_aside)), *_again(int(own.sum()), len(archive), "photo")),
        digests={"reference": old.digest, "new": archive.digest},
    )


def _shared(old: Archive, new: Archive, reference: Any, other: Any, cache: Cache) -> np.ndarray:
    """New photos of a scene that the reference holds a photo of, bool of shape (photos,)."""
    if all(isinstance(each, str | os.PathLike) for each in (reference, other)) and reference != other:
        both = Archive.of([reference, other], cache=cache).table
        scene = dict(zip(both.get_column("digest"), both.get_column("scene"), strict=True))
    else:
        digests = [*old.table.get_column("digest"), *new.table.get_column("digest")]
        scene = {each: at for at, each in enumerate(dict.fromkeys(digests))}
    held = {scene.get(each) for each in old.table.get_column("digest")} - {None}
    return np.array([scene.get(each) in held for each in new.table.get_column("digest")], bool)


def _rows_of_model(model: TableModel, new: Any, axes: Sequence[str] | None, labels: str | Path | None) -> Sides:
    names = _known_axes(model, axes)
    table = Table.of(new, target=model.target, task=model.task, like=model.coding)
    own = model.learned_from(table.matrix(model.coding))
    fresh = table.select(~own) if own.any() and not own.all() else table
    new_side = rows.of_table(fresh, names, model.coding, model)
    return Sides(
        noun="row",
        reference=_kept(model, names),
        new=_labelled(_told(new_side, labels, numbers=model.classes is None), model.classes),
        envelope=model.envelope.only(names),
        visited=fresh.envelope(names),
        model=model,
        classes=model.classes,
        repeated=int(own.sum()),
        notes=(*fresh.notes, *_timeless(model.coding), *_again(int(own.sum()), len(table), "row")),
        digests={"reference": model.identity, "new": table.digest, **_digest_of(labels)},
    )


def _rows(reference: Any, new: Any, axes: Sequence[str] | None, labels: str | Path | None) -> Sides:
    _refuse_labels_without_model(labels)
    old = Table.of(reference)
    coding = Coding.of(old)
    table = Table.of(new, like=coding)
    own = np.isin(prefixes(table.matrix(coding)), prefixes(old.matrix(coding)))
    own &= not twins(old.frame.select(coding.names)).chance
    fresh = table.select(~own) if own.any() and not own.all() else table
    envelope = old.envelope(axes)
    names = [axis.name for axis in envelope.axes]
    return Sides(
        noun="row",
        reference=rows.of_table(old, names, coding, None),
        new=rows.of_table(fresh, names, coding, None),
        envelope=envelope,
        visited=fresh.envelope(names),
        repeated=int(own.sum()),
        notes=(*fresh.notes, *_timeless(coding), *_again(int(own.sum()), len(table), "row")),
        digests={"reference": old.digest, "new": table.digest},
    )


def _refuse_table(new: Any) -> None:
    if is_table(new):
        raise NinelivesError(
            f"the reference is of photos, and '{new if isinstance(new, str | os.PathLike) else 'the new data'}' is a "
            "table without pictures",
            fix="name a folder of photos, or a table with a column of their paths",
        )


def _refuse_labels_without_model(labels: Any) -> None:
    if labels is not None:
        raise NinelivesError("labels tell how right a model is, and the reference is no model", fix="name a model")


def _told(side: Side, labels: str | Path | None, *, numbers: bool) -> Side:
    """A side with the truth that a file names; what it does not name keeps its own."""
    if labels is None:
        return side
    found = given.truth(Path(labels), side.items, numbers=numbers)
    return replace(side, truth=found)


def _labelled(side: Side, classes: tuple[str, ...] | None) -> Side:
    """A side without labels that are none of the model's: the folder ``night`` is no class of cats and dogs."""
    if side.truth is None or classes is None:
        return side
    known = [each in set(classes) for each in side.truth if each is not None]
    return side if any(known) else replace(side, truth=None)


def _aside(files: int) -> tuple[str, ...]:
    return (f"{plural(files, 'file')} set aside, which could not be read",) if files else ()


def _again(own: int, of: int, noun: str) -> tuple[str, ...]:
    """What is told of new rows that the reference holds too."""
    if not own:
        return ()
    what = f"{own:,} of {plural(of, f'new {noun}')} {'are' if own > 1 else 'is'} of scenes that the reference holds"
    return (f"{what}: {'nothing in it is new' if own == of else 'left out, they would prove nothing'}",)


def _timeless(coding: Coding) -> tuple[str, ...]:
    grown = rows.time_of(coding)
    return (f"{', '.join(grown)}: only grow, so they are not compared",) if grown else ()


def _digest_of(labels: str | Path | None) -> dict[str, str]:
    return {} if labels is None else {"labels": digest.of_file(Path(labels))}
