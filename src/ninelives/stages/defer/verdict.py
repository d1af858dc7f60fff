"""What a hand-over comes to, in words: what it decides alone, what the promise is and on what it rests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.envelope import cannot_tell, speak
from ninelives.artifacts.handoff.rule import UNKNOWN
from ninelives.report.words import list_and, many, percent, plural
from ninelives.stages.defer.asked import share
from ninelives.stages.defer.promise import WORDS

if TYPE_CHECKING:
    from ninelives.stages.defer.case import Case
    from ninelives.stages.defer.told import Kept

LEVELS = {"keeps": "good", "estimate": "unsure", "hands-all-over": "warn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What it comes to.

    Attributes:
        name: ``keeps``, ``estimate`` or ``hands-all-over``.
        sentence: one that a manager understands.
        why: a paragraph.
        guarantee: what is promised, or ``none``.
        assumption: what that rests on; empty without a promise.
        assumptions: the same step by step.
        notes: what a person should hear beside.
    """

    name: str
    sentence: str
    why: str
    guarantee: str
    assumption: str
    assumptions: list[dict[str, str]]
    notes: list[str]

    @property
    def level(self) -> str:
        """``good``, ``warn`` or ``unsure``."""
        return LEVELS[self.name]


def judged(case: Case) -> Verdict:
    """The verdict on what was reckoned."""
    return Verdict(
        name=case.name,
        sentence=_sentence(case),
        why=" ".join(_why(case)),
        guarantee=_guarantee(case) if case.promised else "none",
        assumption=_assumption(case) if case.promised else "",
        assumptions=_assumptions(case),
        notes=_notes(case),
    )


def _guarantee(case: Case) -> str:
    task, spec = case.task, case.spec
    what = f"of the {many(case.source.noun)} that it decides alone at most {share(task.risk)} are wrong"
    each = "" if case.promise.groups is None else f", for each {case.promise.groups.by} by itself"
    seen = " where it has been" if case.by_estimate else ""
    return f"{what}{seen}{each}, with a certainty of {share(1 - spec.delta)}"


def _sentence(case: Case) -> str:
    shown, which = case.shown, case.which
    total, alone = len(shown.judged), int(shown.alone.sum())
    if not alone:
        elsewhere = float(case.known.alone.mean()) if case.promised and len(case.known.alone) else 0.0
        if not elsewhere:
            whose = "are decided by hand, as today" if case.priced.choice.crowded else "go to a human"
            return f"It decides none of the {which} alone: all {total:,} {whose}."
        where = f"Decides {percent(elsewhere)} alone where it has been, at most {share(case.task.risk)} of them wrong"
        return f"{where}; of the {which} it decides none: all {total:,} go to a human."
    rest = f"; {total - alone:,} of {total:,} go to a human" if alone < total else ""
    kept = percent(alone / total)
    if case.outside:
        wrong = f"at most {share(case.task.risk)}" if case.promised else f"about {percent(case.promise.risk)}"
        there = "none: nobody has been there" if case.name == "hands-all-over" else f"{percent(case.kept)} at most"
        return f"Decides {kept} alone where it has been, {wrong} of them wrong; of the declared use it decides {there}."
    if case.name == "keeps" and not case.by_estimate:
        return f"Decides {kept} of the {which} alone, at most {share(case.task.risk)} of them wrong{rest}."
    dark = case.dark
    if case.name == "keeps" and dark is not None:
        there = percent(float(shown.alone[case.simulated].mean()))
        tail = f" In simulated conditions it decides {there}, about {percent(dark.risk)} of them wrong: an estimate."
        seen = percent(float(shown.alone[~case.simulated].mean()))
        return f"Decides {seen} alone where it has been, at most {share(case.task.risk)} of them wrong{rest}.{tail}"
    risk = dark.risk if dark is not None and case.by_estimate else case.promise.risk
    return f"Decides {kept} of the {which} alone, about {percent(risk)} of them wrong, which is an estimate{rest}."


def _why(case: Case) -> list[str]:
    promise, mixed, source = case.promise, case.mixed, case.source
    told = []
    if case.promised and case.best not in ("keep", "alone"):
        told.append(_not_alone(case))
    elif case.promised:
        own = case.known
        told.append(
            f"It is {share(1 - case.spec.delta)} sure: of {source.apart} it decides {int(own.alone.sum()):,} of "
            f"{len(own.judged):,} alone, {_wrongs(own):,} of them wrongly."
        )
    elif promise.reason:
        told.append(f"No promise can be given: {promise.reason}.")
    else:
        told.append(f"No promise can be given for these: {mixed.words}.")
    if case.gaps:
        first, *more = speak(case.gaps)
        also = f", and {plural(len(more), 'region')} more" if more else ""
        told.append(f"Nobody has been there yet: {first}{also}.")
    if lost := int((case.shown.kind == UNKNOWN).sum()):
        told.append(f"Of {plural(lost, source.noun)} a condition is unknown; --axes leaves one out.")
    dark = case.dark
    if dark is not None and dark.threshold is not None and case.simulated.any() and not case.by_estimate:
        told.append(
            f"With estimates it would decide {percent(dark.kept)} in simulated conditions, about {percent(dark.risk)} "
            "of them wrong, without a guarantee (--trust-simulated)."
        )
    return told


def _not_alone(case: Case) -> str:
    """Why it decides nothing although it could."""
    crowded = case.priced.choice.crowded
    if crowded is None or crowded.queue is None:
        return "It could, but a human costs less than its mistakes."
    asked = f"{crowded.queue.more:,.1f} more a day than people can answer"
    return f"It could, but then {asked} would be asked of them, and their queue only grows."


def _wrongs(known: Kept) -> int:
    return 0 if known.wrong is None else int(known.wrong[known.alone].sum())


def _assumption(case: Case) -> str:
    return list_and([case.mixed.assumption, "scenes come independently of each other"])


def _assumptions(case: Case) -> list[dict[str, str]]:
    recorded = [axis.name for axis in case.source.envelope.axes]
    where = f"what matters of a {case.source.noun} is in {list_and(recorded)}"
    found = [{"step": "envelope", "words": where if recorded else "no condition was recorded, so none can be left"}]
    if case.promised:
        found += [{"step": "mixture", "words": case.mixed.assumption}, {"step": "promise", "words": WORDS}]
    if case.by_estimate and case.dark is not None:
        found.append({"step": "simulated", "words": f"{case.dark.words}: an estimate"})
    return found


def _notes(case: Case) -> list[str]:
    new, task = case.new, case.task
    told = []
    if case.spec.trust_simulated and case.dark is None:
        told.append("nothing was simulated that could be trusted: train with --deployment, such as light=0-0.1, first")
    if case.gaps.unrecorded:
        told.append(cannot_tell(case.gaps.unrecorded))
    if "within" in task.assumed and task.within is not None:
        told.append(f"a number counts as wrong where it is off by more than {task.within:g} (assumed; yours: --within)")
    if new is not None and isinstance(new.visited, Deployment):
        told.append(
            "the use is only declared, so how much is decided alone where it has been is told of the calibration items"
        )
    return told
