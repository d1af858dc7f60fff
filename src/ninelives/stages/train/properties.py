"""What the user tells beside the photos: properties of each, and rules about them."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts import properties
from ninelives.artifacts.archive import Archive
from ninelives.artifacts.archive.archive import FIXED
from ninelives.artifacts.archive.sources import SetAside
from ninelives.artifacts.properties import READERS, Property, Question
from ninelives.errors import NinelivesError
from ninelives.stages.train.written import Rulebook, Written
from ninelives.store import digest

if TYPE_CHECKING:
    from ninelives.stages.train.spec import TrainSpec


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """What the user tells.

    Attributes:
        questions: the properties that are asked for beside those that are measured.
        book: the user's own rules.
    """

    questions: tuple[Question, ...] = ()
    book: Rulebook | None = None

    @classmethod
    def of(
        cls,
        told: properties.Told | None,
        rules: str | Path | None,
        spec: TrainSpec,
        *,
        photos: object = None,
        labels: str | Path | None = None,
        target: str | None = None,
    ) -> Knowledge:
        """Read files of answers and rules, before any photo is looked at.

        Args:
            told: properties, see ``artifacts.properties.read``.
            rules: the file of rules.
            spec: which rungs are tried.
            photos: where they come from; a table may name their classes.
            labels: the file that does.
            target: the column that does.

        Raises:
            NinelivesError: a file is wrong, a property is the answer itself, or no rung reads what is told.
        """
        questions = properties.read(told)
        _refuse_unread(questions, rules, spec)
        _refuse_answer(questions, [labels, *(photos if isinstance(photos, list | tuple) else [photos])], target)
        book = None if rules is None else Rulebook.read(rules, _kinds(questions), _domain())
        return cls(questions, book)

    def inputs(self, asked: Sequence[Property] = ()) -> dict[str, str]:
        """What of it belongs to a lineage's inputs; the answers themselves are part of the archive's digest."""
        rules = {"rules": self.book.source.digest} if self.book else {}
        return rules | ({"properties": digest.of_json([each.to_json() for each in asked])} if asked else {})

    def put_on(self, archive: Archive) -> tuple[Archive, tuple[Property, ...]]:
        """The photos with all answers, and what is known of each; one without an answer is set aside by name.

        Raises:
            NinelivesError: there is no such column, an answer is none, or no photo has them all.
        """
        if not self.questions:
            return archive, ()
        _refuse_unknown(archive, [each.name for each in self.questions if each.labels is None])
        names = [*archive.items, *(entry.path for entry in archive.set_aside)]
        strangers = [each.labels.strangers(names) for each in self.questions if each.labels]
        table = properties.put_on(archive.table, self.questions)
        archive = replace(archive, table=table, notes=(*archive.notes, *filter(None, strangers)))
        asked = tuple(
            Property(each.name, properties.kind_of(table, each.name), each.source, each.minutes)
            for each in self.questions
        )
        return _answered(archive, asked), asked

    def written(self, asked: Sequence[Property], classes: Sequence[str]) -> Written | None:
        """The rules as questions about the properties, measured and asked for.

        Raises:
            NinelivesError: a rule names a class that there is not, or takes a number for yes or no.
        """
        if self.book is None:
            return None
        self.book.settle({each.name: each.kind for each in asked}, classes)
        return self.book.compiled(columns(asked), classes)


def columns(asked: Sequence[Property]) -> tuple[str, ...]:
    """The names of all properties, in the order in which the rungs see them."""
    return tuple(each.name for each in (*properties.measured(), *asked))


def _answered(archive: Archive, asked: tuple[Property, ...]) -> Archive:
    lacking = properties.lacking(properties.matrix(archive.table, asked), asked)
    if len(lacking) == len(archive):
        names = ", ".join(f"'{each.name}'" for each in asked)
        raise NinelivesError(f"no photo has an answer to all of {names}", fix="answer them, or ask for fewer")
    keep = np.ones(len(archive), bool)
    keep[list(lacking)] = False
    left = [SetAside(archive.items[row], reason) for row, reason in lacking.items()]
    return replace(archive.select(keep), set_aside=(*archive.set_aside, *left))


def _kinds(questions: Sequence[Question]) -> dict[str, str | None]:
    """The kind of each property; None for columns of photos that nobody has opened yet."""
    kinds: dict[str, str | None] = {each.name: each.kind for each in properties.measured()}
    for each in questions:
        kinds[each.name] = properties.kind_of(each.labels.called(each.name), each.name) if each.labels else None
    return kinds


def _domain() -> dict[str, tuple[float, float]]:
    """The numbers that measured properties can have: over the first, at most the second."""
    from ninelives.kernels.photos.properties import HIGH, LOW, NAMES

    below = np.nextafter(LOW, np.float32(-np.inf))
    return {name: (float(low), float(high)) for name, low, high in zip(NAMES, below, HIGH, strict=True)}


def _refuse_unread(questions: Sequence[Question], rules: str | Path | None, spec: TrainSpec) -> None:
    if rules is not None and "rules" not in spec.rungs:
        raise NinelivesError(f"'{rules}' is for the rung rules, which is not to be tried", fix="--rungs rules")
    if questions and not set(READERS) & set(spec.rungs):
        raise NinelivesError(
            f"'{questions[0].name}' is a property, and no rung that is to be tried reads any", fix="--rungs rules"
        )


def _refuse_answer(questions: Sequence[Question], truths: Iterable[object], target: str | None) -> None:
    files = {os.path.realpath(path) for path in truths if isinstance(path, str | os.PathLike)}
    for each in questions:
        same = os.path.realpath(each.labels.path) in files if each.labels else each.name == target
        if same:
            where = f"'{each.labels.path}'" if each.labels else f"the column '{target}'"
            raise NinelivesError(
                f"{where} holds the classes themselves, which no property may tell", fix="leave it out of --properties"
            )


def _refuse_unknown(archive: Archive, names: Sequence[str]) -> None:
    own = [name for name in archive.table.columns if name not in FIXED]
    if gone := [name for name in names if name not in own]:
        close = difflib.get_close_matches(gone[0], own, n=1)
        told = f"the photos come with no column '{gone[0]}': they have {', '.join(own) or 'none of a table'}"
        fix = f"did you mean {close[0]} ?" if close else f"a file with item,label: --properties {gone[0]}={gone[0]}.csv"
        raise NinelivesError(told, fix=fix)
