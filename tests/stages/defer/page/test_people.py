"""People are measured by each other and by what was known."""

from __future__ import annotations

from types import SimpleNamespace

from ninelives.stages.defer.page.people import agreement
from tests.queues import CAT_DOG


def test_people_are_measured_by_each_other_and_by_what_was_known() -> None:
    def row(task: int, person: int, label: str, known: str | None = None) -> SimpleNamespace:
        return SimpleNamespace(task=task, person=person, label=label, known=known)

    rows = [
        row(1, 1, "cat"),
        row(1, 2, "dog"),
        row(2, 1, "cat"),
        row(2, 2, "cat"),
        row(3, 1, "dog", "cat"),
        row(4, 3, "cat"),
    ]
    assert agreement(rows, CAT_DOG) == {1: (1, 3), 2: (1, 2), 3: (0, 0)}
