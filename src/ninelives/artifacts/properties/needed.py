"""What a fitted rung needs to be told of new photos, and that somebody does."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ninelives.artifacts.properties.answers import fitting, put_on
from ninelives.artifacts.properties.named import Property
from ninelives.errors import NinelivesError

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.archive.sources import Source
    from ninelives.artifacts.properties.question import Question


@dataclass(frozen=True, slots=True)
class Answers:
    """What was told of new photos.

    Attributes:
        values: what a rung sees of it, float32 of shape (photos, columns); 0 in columns that it does not read.
        lacking: position of each photo that cannot be judged, with the reason.
    """

    values: np.ndarray
    lacking: dict[int, str]


@dataclass(frozen=True, slots=True)
class Need:
    """What a fitted rung needs to be told of new photos.

    Attributes:
        known: all properties that its model was told of beside the photos.
        columns: those of them that the rung was fitted on, none for one that looks at photos alone.
        read: those of these that its answers depend on.
    """

    known: tuple[Property, ...] = ()
    columns: tuple[Property, ...] = ()
    read: tuple[Property, ...] = ()

    def of(self, source: Source, questions: Sequence[Question] = ()) -> Answers:
        """As ``answers``, of a source; a rung that reads nothing costs no look at its columns."""
        if self.read or questions:
            return self.answers(source.frame, questions)
        return Answers(np.zeros((len(source), len(self.columns)), np.float32), {})

    def answers(self, frame: pl.DataFrame, questions: Sequence[Question] = ()) -> Answers:
        """Find what is read in the columns of new photos, and in files of answers.

        Args:
            frame: one row a photo: ``item``, and the columns of the table that they came with.
            questions: columns and files that were named for these photos.

        Raises:
            NinelivesError: a property is told by nobody, always in another kind, or is none of the model's.
        """
        self._refuse_strangers(questions)
        names = [each.name for each in self.read]
        frame = put_on(frame, [question for question in questions if question.name in names])
        if gone := [name for name in names if name not in frame.columns]:
            listed = " and ".join(f"'{name}'" for name in gone)
            files = ",".join(f"{name}={name}.csv" for name in gone)
            raise NinelivesError(
                f"the model asks for {listed} of each photo, and nobody tells {'it' if len(gone) == 1 else 'them'}",
                fix=f'--properties "{files}" (files with item,label), or photos from a table with such columns',
            )
        told, lacking = fitting(frame, self.read)
        values = np.zeros((frame.height, len(self.columns)), np.float32)
        values[:, [self.columns.index(each) for each in self.read]] = np.nan_to_num(told)
        return Answers(values, lacking)

    def _refuse_strangers(self, questions: Sequence[Question]) -> None:
        known = [each.name for each in self.known]
        for question in questions:
            if question.name not in known:
                close = difflib.get_close_matches(question.name, known, n=1)
                told = ", ".join(known) or "it looks at photos alone"
                raise NinelivesError(
                    f"the model asks for no property '{question.name}': {told}",
                    fix=f"did you mean {close[0]} ?" if close else "leave it out of --properties",
                )
