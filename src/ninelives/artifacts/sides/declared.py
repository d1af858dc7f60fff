"""A use that is only declared, beside what an artifact was made under."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.model import Model
from ninelives.artifacts.model.tables import TableModel
from ninelives.artifacts.predictions import Predictions
from ninelives.artifacts.problem import Problem
from ninelives.artifacts.sides import given, photos, rows
from ninelives.artifacts.sides.kept import kept
from ninelives.artifacts.sides.sides import Sides
from ninelives.artifacts.table import Coding, Table
from ninelives.artifacts.table.which import is_table
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.store.cache import Cache


def use_of(new: Any, reference: Any) -> Deployment | None:
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


def beside(
    reference: Any, use: Deployment, axes: Sequence[str] | None, cache: Cache, progress: Progress | None
) -> Sides:
    """A use that is declared, and nothing of it seen yet."""
    if isinstance(reference, Model | TableModel):
        whole, side = reference.envelope, kept(reference, axes)
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
