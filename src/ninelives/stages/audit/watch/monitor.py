"""Watch: one observation after another is held against a reference, and it may be asked at every moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from ninelives.errors import NinelivesError
from ninelives.kernels.photos.scenes import BURST_GAP, BURST_LENGTH
from ninelives.kernels.stats.betting import Chance, Past, Wealth, together
from ninelives.stages.audit.watch import clock, state
from ninelives.stages.audit.watch.copies import RUN, Copies
from ninelives.stages.audit.watch.lens import Lens, looked, named
from ninelives.stages.audit.watch.line import Line, number
from ninelives.stages.audit.watch.photos import Photos
from ninelives.stages.audit.watch.risk import Risk
from ninelives.stages.audit.watch.sketch import Sketch, sketch
from ninelives.stages.audit.watch.spec import WatchSpec
from ninelives.stages.audit.watch.trail import Trail


@dataclass(slots=True, eq=False)
class Watch:
    """A stream beside its reference.

    It rests on one assumption: while nothing changes, an observation could change places with those of the reference of
    the same hour. Then an alarm ever comes with a chance of at most alpha, however often one looks. Time and memory of
    an observation do not grow with the stream.

    Attributes:
        lens: how rows become numbers.
        spec: its options.
        sketch: the reference, counted.
        risk: what labels say, see ``learn``.
        n: observations so far.
        alarm: the observation at which it alarmed; None while it never did.
        columns: what is watched, in the order of ``see``.
    """

    lens: Lens
    spec: WatchSpec
    sketch: Sketch
    reference: str  # digest of what it was compared with
    wealth: Wealth
    past: Past
    copies: Copies
    risk: Risk
    trail: Trail = field(default_factory=Trail)
    n: int = 0
    bets: int = 0  # observations that were no copies: one in ``thin`` of them is bet on
    time: float = np.nan
    scene: float = np.nan  # when the last burst of photos began
    alarm: int | None = None
    since: tuple[int, int, int] | None = None
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    outside: list[int] = field(default_factory=list)  # contexts that the reference never saw, told already
    said: list[str] = field(default_factory=list)
    told_risk: float | None = None  # the evidence of labels in the last line that was due
    source: dict[str, Any] = field(default_factory=dict)  # how far whoever feeds it has read; see ``run``
    columns: tuple[str, ...] = field(init=False)
    chance: Chance = field(init=False)
    hours: bool = field(init=False)  # whether the reference records any

    def __post_init__(self) -> None:
        self.columns = self.lens.names
        self.hours = bool(self.sketch.seen[: clock.HOURS].any())
        self.chance = Chance(self.spec.seed, len(self.columns))

    @classmethod
    def of(
        cls,
        reference: Any,
        *,
        against: Any = None,
        alpha: float = 0.05,
        every: int = 1000,
        seed: int = 0,
        time: str | None = None,
        times: Any = None,
        thin: int | None = None,
        risk: float | None = None,
    ) -> Watch:
        """Begin to watch.

        Args:
            reference: a model or its folder, which keeps observations that it was not fitted on; or a table: a path, a
                frame of Polars, pandas or Arrow, or an array of shape (observations, columns).
            against: what a model's stream is held against instead: photos or rows, as they came.
            alpha: the chance of ever alarming though nothing changed.
            every: observations between two lines of ``see_batch``.
            seed: of what breaks ties.
            time: the column that tells the time of a row, in the reference and in the stream.
            times: of the rows of a reference without such a column: datetimes, ISO 8601, or seconds.
            thin: bet on one observation in so many; by default as many as the reference leans on itself.
            risk: how often the model may be wrong; by default what it claims.

        Raises:
            NinelivesError: the reference is too small, or nothing in it can be watched.
        """
        spec = WatchSpec(alpha=alpha, every=every, seed=seed, thin=thin)
        view = looked(reference, time, times, against)
        rows, context = finite(view.rows)[0], clock.contexts(view.hours)
        name = named(view)
        ordered = spec.thin if view.ordered else spec.thin or 1
        told = sketch(rows, context, view.lens.names, ordered)
        told.notes.extend(view.notes)
        columns = len(view.lens.names)
        judged = Risk(most=view.risk if risk is None else risk)
        return cls(view.lens, spec, told, name, Wealth.start(columns), Past(columns), Copies.of(rows), judged)

    def see(self, row: Any, *, time: Any = None) -> Line:
        """One observation.

        Args:
            row: a mapping of columns, or numbers in the order of ``columns``; of a model of photos one picture.
            time: when it was, where no column tells.

        Returns:
            How things stand after it.

        Raises:
            NinelivesError: it lacks columns, or holds something else.
        """
        rows, at = self.lens.look([row])
        lines = self.see_numbers(rows, at if time is None else np.array([clock.seconds(time)]))
        return lines[-1] if lines else self.line()

    def see_batch(self, rows: Any, *, times: Any = None) -> list[Line]:
        """Observations, one after another; how they are parted into batches plays no part.

        Args:
            rows: a frame, an array of shape (rows, columns), or a sequence as for ``see``.
            times: when they were, where no column tells.

        Returns:
            A line for every ``every`` observations, and one for the alarm.

        Raises:
            NinelivesError: they lack columns, or hold something else.
        """
        told, at = self.lens.look(rows)
        return self.see_numbers(told, at if times is None else clock.all_seconds(times))

    def see_numbers(self, rows: np.ndarray, at: np.ndarray) -> list[Line]:
        """The same of what ``lens.look`` gave: numbers of shape (rows, columns), and when they were, in seconds."""
        if len(at) != len(rows):
            raise NinelivesError(f"there are {len(rows):,} rows and {len(at):,} times", fix="give one time a row")
        lines: list[Line] = []
        while len(rows):
            due = self.due
            lines += self._some(rows[:due], at[:due])
            rows, at = rows[due:], at[due:]
        return lines

    def learn(self, item: str, right: bool) -> Line:
        """A label that came late: whether the model was right about an item. Each item counts once.

        Raises:
            NinelivesError: nothing says how often the model may be wrong.
        """
        self.risk.learn(item, bool(right))
        return self.line()

    def line(self, *, alarm: bool = False) -> Line:
        """How things stand; what was ``said`` is said once.

        Args:
            alarm: whether it stands in the middle of a batch, of which the labels are not those up to it.
        """
        path, names, log_e = self.wealth.now, self.columns, self.trail.last
        first, enough = int(path.argmax()), log(len(path) / self.spec.alpha)
        order = np.argsort(-path, kind="stable").tolist() if path[first] >= enough else []
        if not alarm:
            self.told_risk = number(self.risk.log) if self.risk.wrong + self.risk.right else None
        said, self.said = tuple(self.said), []
        return Line(
            n=self.n,
            time=clock.written(self.time),
            e=number(log_e),
            alarm=self.alarm is not None,
            since=self.since[0] if self.since else None,
            since_interval=self.since[1:] if self.since else None,
            column=names[first] if log_e > 0 else None,
            columns=tuple(names[at] for at in order if path[at] >= enough),
            outside=self.counts["outside"],
            risk_e=self.told_risk,
            risk_alarm=self.risk.highest >= log(1 / self.spec.alpha),
            said=said,
        )

    @property
    def due(self) -> int:
        """How many observations are missing to the next line."""
        return self.spec.every - self.n % self.spec.every

    def _some(self, rows: np.ndarray, at: np.ndarray) -> list[Line]:
        """Observations up to the next line that is due, and a line at the very one that alarms."""
        marks = Marks(self.n)
        if not np.isfinite(rows).all():
            rows, odd = finite(rows)
            marks.count("infinite", odd)
            marks.count("missing", np.isnan(rows).any(axis=1))
        context = self._context(at, marks)
        bet = self._kept(rows, at, marks).nonzero()[0]
        chance = self.chance.rows(self.wealth.n, len(bet))
        p = self.sketch.ranks.rank(self.sketch.ranks.bins(rows[bet]), context[bet], chance)
        alarms, trial, path = self._tried(p)
        if alarms == len(p):
            self.wealth = trial
            self._advance(marks, at, p, path, bet, 0, len(rows))
            return self._due()
        cut = int(bet[alarms]) + 1
        self.wealth.bet(p[: alarms + 1])
        self._advance(marks, at, p, path, bet, 0, cut)
        self.alarm = self.n
        self.since = self.past.since(int(self.wealth.now.argmax()))  # later, what it changed to is in the ranks too
        self.said.append(f"alarm at observation {self.n:,}")
        told = [self.line(alarm=self.n % self.spec.every > 0)]
        if cut == len(rows):
            return told
        self.wealth = trial
        self._advance(marks, at, p, path, bet, cut, len(rows))
        return told + self._due()

    def _tried(self, p: np.ndarray) -> tuple[int, Wealth, np.ndarray]:
        """Which bet makes the first alarm, their number where none does; the wealth after all, and its way there."""
        trial = self.wealth.copy()
        path = together(trial.bet(p)) if len(p) else np.empty(0)
        if self.alarm is not None or not len(p) or path.max() < log(1 / self.spec.alpha):
            return len(p), trial, path
        return int((path >= log(1 / self.spec.alpha)).argmax()), trial, path

    def _advance(
        self, marks: Marks, at: np.ndarray, p: np.ndarray, path: np.ndarray, bet: np.ndarray, start: int, stop: int
    ) -> None:
        """Count the rows from ``start`` to ``stop``, and remember what the bets on them said."""
        for what, told in marks.told.items():
            self.counts[what] += int(np.count_nonzero(told[start:stop]))
        self.said += [text for row, text in marks.said if start <= row < stop]
        part = at[start:stop]
        known = part[np.isfinite(part)]
        self.time = float(known[-1]) if len(known) else self.time
        first, last = (0, len(bet)) if stop - start == len(at) else np.searchsorted(bet, (start, stop)).tolist()
        if last > first and self.alarm is None:
            self.past.add(p[first:last], marks.before + 1 + bet[first:last])
        way = path[first:last]
        if len(way) < stop - start:  # where no bet was made nothing was won or lost
            done = np.searchsorted(bet[first:last], np.arange(start, stop), "right")
            way = np.concatenate([[self.trail.last], way])[done]
        self.trail.add(way, self.n + 1)
        self.n += stop - start

    def _due(self) -> list[Line]:
        return [self.line()] if self.n % self.spec.every == 0 else []

    def _context(self, at: np.ndarray, marks: Marks) -> np.ndarray:
        """The context of each observation; those that the reference never saw are counted, and told once."""
        last = np.empty(len(at) + 1)
        last[0], last[1:] = self.time, at
        last = np.fmax.accumulate(last)[:-1]
        back = at < last
        if back.any():
            self._backwards(at, last, back, marks)
        if not self.hours:
            return np.full(len(at), clock.HOURS, np.int64)
        context = clock.contexts(at % 86_400 / 3600)
        seen = self.sketch.seen[context]
        if not seen.all():
            self._unseen(context, ~seen, marks)
        return context

    def _backwards(self, at: np.ndarray, last: np.ndarray, back: np.ndarray, marks: Marks) -> None:
        if not self.counts["backwards"]:
            row = int(back.argmax())
            earlier, later = clock.written(float(at[row])), clock.written(float(last[row]))
            marks.said.append((row, f"time goes backwards: {earlier} after {later}"))
        marks.count("backwards", back)

    def _unseen(self, context: np.ndarray, new: np.ndarray, marks: Marks) -> None:
        for each in sorted(set(context[new].tolist()) - set(self.outside)):
            self.outside.append(each)
            where = "an hour that nobody told" if each == clock.HOURS else f"{each}–{each + 1} h"
            row = int((context == each).argmax())
            marks.said.append((row, f"outside the envelope: the reference never saw {where}"))
        marks.count("outside", new)

    def _kept(self, rows: np.ndarray, at: np.ndarray, marks: Marks) -> np.ndarray:
        """Which observations are bet on: one of a scene, no long runs of copies, and one in ``thin`` of the rest."""
        runs, lags = self.copies.see(rows, marks.before + 1)
        copied = runs >= RUN
        for row in (runs == RUN).nonzero()[0].tolist():
            last, lag = marks.before + 1 + row, int(lags[row])
            again = f"observations {last - RUN + 1:,} to {last:,} repeat those of {lag:,} before"
            same = f"observations {last - RUN:,} to {last:,} are all the same"
            told = f"the stream repeats itself: {same if lag == 1 else again}; copies prove nothing from here on"
            marks.said.append((row, told))
        marks.count("repeated", copied)
        new = ~copied
        if isinstance(self.lens, Photos):
            burst = self._bursts(at)
            marks.count("scenes", burst)
            new &= ~burst
        before, self.bets = self.bets, self.bets + int(np.count_nonzero(new))
        if self.sketch.thin == 1:
            return new
        return np.asarray(new & ((before + np.cumsum(new) - 1) % self.sketch.thin == 0))

    def _bursts(self, at: np.ndarray) -> np.ndarray:
        """Which photos belong to the scene of the one before."""
        found, before = np.zeros(len(at), bool), self.time
        for row, now in enumerate(at.tolist()):
            found[row] = 0 <= now - before <= BURST_GAP and 0 <= now - self.scene <= BURST_LENGTH
            if np.isfinite(now):
                self.scene = self.scene if found[row] else now
                before = now
        return found

    def save(self, path: str | Path) -> None:
        """Keep all that it is in one file, whole or not at all.

        Raises:
            NinelivesError: the disk is full, or there is no permission.
        """
        state.save(self, Path(path))

    @classmethod
    def load(cls, path: str | Path, reference: Any = None, *, against: Any = None) -> Watch:
        """Go on where ``save`` left off.

        Args:
            path: the file.
            reference: the model that judges what is to be seen, where it was begun with one.
            against: as it was begun with.

        Raises:
            NinelivesError: it is damaged, of a newer version, or was begun with another reference.
        """
        return state.load(cls, Path(path), reference, against)

    def __repr__(self) -> str:
        what = f"alarm at observation {self.alarm:,}" if self.alarm else "no alarm"
        return f"watch of {len(self.columns)} columns: {self.n:,} observations, {what}"


COUNTED: Sequence[str] = ("outside", "backwards", "repeated", "missing", "infinite", "set_aside", "scenes")


class Marks:
    """What is odd about some rows, row by row: an alarm among them divides them."""

    def __init__(self, before: int) -> None:
        self.before = before  # observations that were seen before them
        self.told: dict[str, np.ndarray] = {}
        self.said: list[tuple[int, str]] = []

    def count(self, what: str, rows: np.ndarray) -> None:
        """Which of them are so, bool of shape (rows,)."""
        if np.count_nonzero(rows):
            self.told[what] = rows


def finite(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Numbers without infinities, which count as missing, and which rows held one."""
    odd = np.isinf(rows)
    if not np.count_nonzero(odd):
        return rows, np.zeros(len(rows), bool)
    return np.where(odd, np.nan, rows), odd.any(axis=1)
