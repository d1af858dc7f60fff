"""From a hand-over and new data to a table of decisions; what it did is remembered in the hand-over's folder."""

from __future__ import annotations

import os
import shlex
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ninelives.artifacts.handoff import REFUSE, Handoff
from ninelives.artifacts.handoff.deciding import decided
from ninelives.artifacts.handoff.reasons import FROM
from ninelives.artifacts.handoff.state import FILE, State
from ninelives.errors import NinelivesError
from ninelives.report.terminal import typed, watched
from ninelives.stages.defer.decide.asking import UNSURE, ask, learned, opened
from ninelives.stages.defer.decide.whole import Whole, by_answers, by_model
from ninelives.stages.defer.decide.written import refuse_anothers, write
from ninelives.stages.defer.sources.given import is_answers
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.archive import Progress

LOCK: Final = "state.lock"
SHOWN: Final = 5  # reasons that are counted


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Decided:
    """What was decided.

    Attributes:
        table: see ``Handoff.decide``.
        path: where it was written.
        state: after it.
        whole: the data, to be shown to people.
        reasons: why items were handed over, the commonest first, each with how many.
        queued: new ones among those that people are asked about.
        checked: answers of spot checks that were learned from this time.
        mend: what to do where the state is broken.
        estimate: whether what it decides alone rests on an estimate, and is under no guarantee.
        seconds: that it took.
    """

    table: pl.DataFrame
    path: Path | None
    state: State
    whole: Whole
    reasons: tuple[tuple[str, int], ...] = ()
    queued: int = 0
    checked: int = 0
    mend: str = ""
    estimate: bool = False
    seconds: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)

    def summary(self) -> dict[str, Any]:
        """What ``decide --json`` prints."""
        realised = self.state.realised
        level = realised.levels[0] if realised else None
        return {
            "out": None if self.path is None else str(self.path),
            "items": len(self.table),
            "alone": self.counts.get("alone", 0),
            "ask_human": self.counts.get("ask-human", 0),
            "refuse": self.counts.get("refuse", 0),
            "estimate": self.estimate,
            "spot_checks": int(self.table.get_column("check").sum()),
            "threshold": self.state.threshold,
            "reasons": [{"reason": reason, "items": items} for reason, items in self.reasons],
            "queued": self.queued,
            "newly_checked": self.checked,
            "checked": 0 if realised is None else realised.checks,
            "wrong": 0 if level is None else level.wrong,
            "broken": self.state.broken or None,
            "fix": self.mend or None,
            "seconds": round(self.seconds, 3),
        }


def decide(
    handoff: str | Path | Handoff,
    new: Any,
    *,
    out: Path | None = None,
    model: Path | None = None,
    database: str | None = None,
    queue: bool = True,
    progress: Progress | bool | None = None,
) -> Decided:
    """Decide each new item, and remember what was done.

    Args:
        handoff: the hand-over, or the path of its folder.
        new: data of the kind that the model learned from, or what it said of them already.
        out: the Parquet file to write; nothing is written without it.
        model: where the model lies, if it was moved.
        database: of the queue that people answer from; by default a file beside the hand-over.
        queue: whether what is handed over goes there, and answers of checks are learned from.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.

    Raises:
        NinelivesError: something cannot be read, or the model is another one.
    """
    start, show = time.perf_counter(), watched(progress)
    held = handoff if isinstance(handoff, Handoff) else Handoff.load(handoff)
    if out is not None:
        refuse_anothers(out, held.digest)
    with _alone(held), ExitStack() as stack:
        state = held.state
        people = stack.enter_context(opened(held.path, database)) if queue and held.path is not None else None
        checked = 0 if people is None or state.broken else learned(state, people)
        whole = _judged(held, new, model, show)
        table = _with_unread(decided(held, state, whole.judged), whole)
        if out is not None:
            write(table, out, held.digest)
        added = 0 if people is None else ask(people, table, whole, state, _called(new))
        if held.path is not None and not state.broken:
            state.save(held.path / FILE)
    handed = table.filter(table.get_column("decision") == "ask-human")
    return Decided(
        table=table,
        path=out,
        state=state,
        whole=whole,
        reasons=_reasons(handed),
        queued=added,
        checked=checked,
        mend=state.mend(held),
        estimate=held.facts["verdict"] == "estimate",
        counts=dict(Counter(table.get_column("decision").to_list())),
        seconds=time.perf_counter() - start,
    )


def _called(new: Any) -> str:
    """How data are typed, where they lie anywhere."""
    return typed(Path(new)) if isinstance(new, str | os.PathLike) else ""


def _judged(held: Handoff, new: Any, model: Path | None, show: Progress | None) -> Whole:
    if is_answers(new):
        return by_answers(held, new)
    made = held.facts["model"]
    if made["kind"] == "predictions":
        said = ["prediction"] if held.classes is None else [f"p_{name}" for name in held.classes]
        raise NinelivesError(
            f"'{_called(new)}' has no column '{said[0]}', and this hand-over was made of answers, not of a model",
            fix=f"name a table of item, {', '.join(said)}: what the model said of each",
        )
    return by_model(held, model or _found(held, made["typed"]), new, Cache.user(), show)


def _found(held: Handoff, typed: str) -> Path:
    """The model where it was, or beside the hand-over."""
    was = Path((shlex.split(typed) or ["MODEL"])[0])
    if was.exists() or held.path is None:
        return was
    beside = held.path.parent / was.name
    return beside if beside.exists() else was


def _with_unread(table: pl.DataFrame, whole: Whole) -> pl.DataFrame:
    """The table, and a row for each file that nobody can read."""
    import polars as pl

    if not whole.unread:
        return table
    more = pl.DataFrame(
        {
            "item": [path for path, _ in whole.unread],
            "decision": REFUSE,
            "reason": [f"it cannot be read: {reason}" for _, reason in whole.unread],
            "check": False,
        },
        schema_overrides={"item": pl.String, "decision": pl.String, "reason": pl.String, "check": pl.Boolean},
    )
    return pl.concat([table, more], how="diagonal")


def _reasons(handed: pl.DataFrame) -> tuple[tuple[str, int], ...]:
    """Why items were handed over; how sure it was of each is left out."""
    return tuple(Counter(map(_kind, handed.get_column("reason").to_list())).most_common(SHOWN))


def _kind(reason: str) -> str:
    """A reason without what is of the one item alone."""
    if FROM in reason:
        return UNSURE
    head, colon, _ = reason.partition(": ")
    return "where nobody has been" if colon and head == "never seen" else reason


@contextmanager
def _alone(held: Handoff) -> Iterator[None]:
    """One ``decide`` at a time: two would each forget what the other did."""
    if held.path is None or not os.access(held.path, os.W_OK):
        yield
        return
    import fcntl

    with (held.path / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
