"""What the page of a watch is told."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Sequence
from math import log
from pathlib import Path

import numpy as np

from ninelives.artifacts.archive.sources import SetAside
from ninelives.report import watch as report
from ninelives.report.charts import Won, power
from ninelives.report.page import Aside, Command
from ninelives.report.words import count, percent, plural
from ninelives.stages.audit.watch import clock
from ninelives.stages.audit.watch.monitor import Watch
from ninelives.store import atomic

ODD = {
    "scenes": "belonged to the scene of the photo before, and were not bet on",
    "repeated": "repeated what had been seen, and were not bet on",
    "backwards": "went backwards in time",
    "missing": "lacked a value",
    "infinite": "held an infinity, which counts as missing",
    "set_aside": "could not be read, and were set aside",
}
HARM = "which rows show it, and does it do harm?"
ASSUMED = (
    "It rests on one assumption: while nothing changes, an observation could change places with those of the reference"
)


def write_page(watch: Watch, path: Path, aside: Sequence[SetAside], named: tuple[str, str]) -> None:
    """Write the page.

    Args:
        watch: what it tells of.
        path: of the page.
        aside: the first rows that were set aside.
        named: the model, and the source.

    Raises:
        NinelivesError: it cannot be written.
    """
    atomic.write(path, report.render(facts(watch, aside, named, path.name.removesuffix(".html"))).encode())


def facts(watch: Watch, aside: Sequence[SetAside], named: tuple[str, str], name: str = "watch") -> report.WatchPage:
    """Everything that it shows; for the arguments see ``write_page``."""
    path = watch.wealth.now
    order = np.argsort(-path, kind="stable").tolist()
    over = log(len(path) / watch.spec.alpha)
    trail = [*watch.trail.logs, *([watch.trail.open] if np.isfinite(watch.trail.open) else [])]
    return report.WatchPage(
        name=name,
        reference=watch.sketch.rows,
        date=dt.datetime.now().astimezone().date(),
        won=Won(tuple(trail), watch.trail.step, watch.n, watch.spec.alpha, watch.alarm, watch.since),
        log_e=watch.wealth.evidence(),
        columns=tuple((watch.columns[at], float(path[at])) for at in order),
        moved=tuple(watch.columns[at] for at in order if path[at] >= over),
        alpha=watch.spec.alpha,
        alarm=f"observation {watch.alarm:,}" if watch.alarm else None,
        since=_since(watch),
        outside=watch.counts["outside"],
        bets=watch.wealth.n,
        risk=_risk(watch),
        risk_alarm=watch.risk.highest >= log(1 / watch.spec.alpha),
        odd=tuple(
            f"{plural(watch.counts[each], 'observation')} {told}." for each, told in ODD.items() if watch.counts[each]
        ),
        set_aside=tuple(Aside(each.path, each.reason) for each in aside),
        next=(Command(audit(*named), HARM),) if watch.alarm else (),
        lineage=tuple((what, told) for what, told in zip(("model", "source"), named, strict=True) if told),
        assumptions=_assumed(watch),
    )


def audit(model: str, source: str) -> str:
    """The command that comes after an alarm; what cannot be read twice is left open."""
    return f"ninelives audit {shlex.quote(model)} {shlex.quote(source) if source != '-' else 'NEW'}"


def _since(watch: Watch) -> str | None:
    if watch.since is None:
        return None
    begin, first, last = watch.since
    if last == 0 or (begin == 0 and first == 0):
        return f"It changed before observation {count(max(last, 1))}, perhaps before the first (95 % sure)."
    return f"It changed after about observation {count(begin)}, between {count(first)} and {count(last)} (95 % sure)."


def _risk(watch: Watch) -> str:
    """What labels say of the model."""
    risk = watch.risk
    many = risk.wrong + risk.right
    if not many or risk.most is None:
        return ""
    right = f"Right in {percent(risk.right / many)} of {plural(many, 'answer')} whose truth came"
    claim = f"it claims to be wrong in at most {percent(risk.most)}"
    worse = risk.highest >= log(1 / watch.spec.alpha)
    verdict = "that does not hold" if worse else "nothing speaks against that yet"
    return f"{right}; {claim}, and {verdict}: the evidence against it is {power(risk.log)}."


def _assumed(watch: Watch) -> tuple[str, ...]:
    hours = watch.sketch.seen[: clock.HOURS].any()
    told = [f"{ASSUMED}{' of the same hour' if hours else ''}."]
    if watch.risk.wrong + watch.risk.right:
        told.append(
            "What the model claims is the upper end of the 95 % interval of how often it was wrong where it was made. "
            "Whether a label comes may not depend on whether the answer was right."
        )
    return (*told, *(f"{note[:1].upper()}{note[1:]}." for note in watch.sketch.notes))
