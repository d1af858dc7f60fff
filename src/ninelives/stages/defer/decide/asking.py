"""What people are asked about: an item that was handed over, or is checked, as it is shown to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ninelives.artifacts.handoff import ALONE, ASK, REFUSE
from ninelives.artifacts.handoff.marks import chance, mark
from ninelives.artifacts.handoff.reasons import FROM
from ninelives.artifacts.model.evidence import thumbnail
from ninelives.stages.defer.beside import beside
from ninelives.stages.defer.queue import Asked, Queue, Rules, Task
from ninelives.stages.defer.queue.facts import asked_of

if TYPE_CHECKING:
    from ninelives.artifacts.handoff.judged import Judged
    from ninelives.artifacts.handoff.state import State
    from ninelives.stages.defer.decide.whole import Whole

WIDE: Final = 1024  # px of the longer side of a picture that people look at
UNSURE: Final = "not sure enough"
SAID: Final = ("prediction", "lower", "upper")  # of numbers
FIELDS: Final = 24  # columns of a row that are shown


def opened(handoff: Path, database: str | None) -> Queue:
    """The queue of a hand-over, made where there is none.

    Raises:
        NinelivesError: it is that of another one, or cannot be opened.
    """
    return Queue(database or beside(handoff), asked_of(handoff), Rules())


def learned(state: State, queue: Queue) -> int:
    """Take in what people said of checks since the last time; how many."""
    if state.realised is None:
        return 0
    found = queue.checks(since=state.learned)
    if found:
        state.realised.learn([each.score for each in found], [each.wrong for each in found])
        state.learned = found[-1].row
    return len(found)


def ask(queue: Queue, table: Any, whole: Whole, state: State, data: str = "") -> int:
    """Put what was handed over, and what is checked, into the queue; how many were new there.

    What came before as it is counts no second time as decided.
    """
    unread = [state.first(mark(state.handoff, *each)) for each in whole.unread]
    first = table.filter([*state.new.tolist(), *unread])
    counts = dict(first.get_column("decision").value_counts().iter_rows())
    new = queue.add(_tasks(table, whole, state, queue))
    queue.decided(
        kept=counts.get(ALONE, 0),
        asked=counts.get(ASK, 0),
        refused=counts.get(REFUSE, 0),
        data=data,
    )
    return new


def _tasks(table: Any, whole: Whole, state: State, queue: Queue) -> Iterator[Task]:
    """One for each, the pictures made as they are wanted.

    What is drawn comes first, and by chance: so much of it as is answered so far is a fair sample too.
    """
    chances = chance(state.marks).tolist()
    scenes = _scenes(whole.judged)
    for at, row in enumerate(table.iter_rows(named=True)):
        if row["decision"] == REFUSE or (row["decision"] == ALONE and not row["check"]):
            continue
        said, drawn = row["prediction"], bool(state.drawn[at])
        yield Task(
            item=row["item"],
            key=f"{state.marks[at]:016x}",
            kind="check" if row["check"] else "ask",
            reason=_reason(row, drawn=drawn),
            urgency=2.0 - chances[at] if drawn else 1.0 - (row["probability"] or 0.0),
            prediction=None if said is None else _said(said),
            probability=row["probability"],
            score=row["score"],
            said=_answer(whole.judged, queue.asked, at),
            drawn=drawn,
            scene=scenes[at],
            region=row["region"] or "",
            fields=_fields(whole, at),
            picture=None if whole.archive is None else thumbnail(whole.archive, at, WIDE),
        )


def _answer(judged: Judged, asked: Asked, at: int) -> dict[str, float]:
    """All that was said of one, as a table of answers holds it."""
    said = judged.outputs[at].tolist()
    names = SAID if asked.classes is None else [f"p_{name}" for name in asked.classes]
    return dict(zip(names, said, strict=False))


def _scenes(judged: Judged) -> list[str]:
    """The scene of each, called by the first item of it."""
    first: dict[int, str] = {}
    return [first.setdefault(scene, item) for scene, item in zip(judged.scenes.tolist(), judged.items, strict=True)]


def _reason(row: dict[str, Any], *, drawn: bool) -> str:
    """Why it is asked, and what may be the truth; of what is drawn nobody is told before they answered."""
    if row["decision"] == ALONE:
        return "a spot check of what it decides alone"
    some = row.get("set") or []
    why = UNSURE if FROM in row["reason"] else row["reason"]  # how sure it is may be hidden until they answered
    may = f"; 95 % sure that it is {' or '.join(some)}" if len(some) > 1 and not drawn else ""
    return f"{why}{may}"


def _said(prediction: Any) -> str:
    return prediction if isinstance(prediction, str) else repr(float(prediction))


def _fields(whole: Whole, at: int) -> dict[str, Any] | None:
    """The row as it was written, without what is of our own."""
    if whole.rows is None:
        return None
    row = whole.rows.row(at, named=True)
    own = [name for name in row if name not in ("item", "scene")][:FIELDS]
    return {name: _plain(row[name]) for name in own}


def _plain(value: Any) -> str | float | int | None:
    return value if value is None or isinstance(value, str | int | float) else str(value)
