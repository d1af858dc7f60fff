"""What somebody sends, and what they are told of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite
from typing import Any

from ninelives.stages.defer.queue.asked import Asked
from ninelives.stages.defer.queue.task import CHECK

KEPT, AGAIN, UNDONE, REFUSED = "kept", "again", "undone", "refused"
ID = re.compile(r"[A-Za-z0-9-]{8,64}")
LARGEST = 2**31 - 1  # number of a task


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody says of one task."""

    id: str  # made by whoever sends it
    task: int
    label: object
    spent: float = 0.0  # s from picture to key

    def fault(self) -> str:
        """What is wrong with its form; the empty string for nothing."""
        if not isinstance(self.id, str) or not ID.fullmatch(self.id):
            return "the id of an answer has 8 to 64 letters, digits or hyphens"
        if not isinstance(self.task, int) or isinstance(self.task, bool) or not 0 < self.task <= LARGEST:
            return "there is no such task"
        if isinstance(self.spent, bool) or not isinstance(self.spent, int | float):
            return "the time spent is a number of seconds"
        return "" if 0 <= self.spent < 1e9 and isfinite(self.spent) else "the time spent is a number of seconds"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an answer, told after its commit."""

    state: str  # KEPT, AGAIN (it was there), UNDONE or REFUSED
    why: str = ""
    row: int | None = None
    label: str | None = None
    view: dict[str, Any] | None = None  # the machine's: prediction, probability, same

    def to_json(self) -> dict[str, Any]:
        """As it is sent."""
        return {"state": self.state, "why": self.why, "row": self.row, "label": self.label, "view": self.view}


def hidden(task: Any, independent: bool) -> bool:
    """Whether the machine's view is shown only after the answer: always where it is itself looked at."""
    return independent or task.kind == CHECK or task.drawn


def named(item: str, asked: Asked) -> str:
    """The name of a thing whose answer nobody may be told: without its folder, and none where it names a class."""
    name = item.replace("\\", "/").rpartition("/")[2]
    return "" if any(label.casefold() in name.casefold() for label in asked.classes or ()) else name


def view(task: Any, label: str, asked: Asked) -> dict[str, Any] | None:
    """What the machine made of a task that was answered."""
    if task.prediction is None:
        return None
    same = asked.same(label, task.prediction)
    return {"prediction": task.prediction, "probability": task.probability, "same": same}
