"""The gravest verdict that holds, in a word and in a sentence, and what it rests on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ninelives.report.facts import axes
from ninelives.report.tested import would_have
from ninelives.report.words import Gap, between, figure, many, percent, plural, sentence, together

if TYPE_CHECKING:
    from ninelives.artifacts.envelope import Gaps
    from ninelives.kernels.stats.shift import Compared as Tested

LEVELS = {
    "outside-envelope": "bad",
    "shifted-harmful": "bad",
    "shifted-harmless": "warn",
    "no-shift-found": "good",
    "cannot-tell": "unsure",
}
SEEN = {"thin": "of which it has seen {} only", "simulated": "which it knows from copies alone"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found, for a person.

    Attributes:
        name: see ``artifacts.findings.GRAVEST``.
        sentence: that a manager understands.
        why: one more sentence, or nothing.
    """

    name: str
    sentence: str
    why: str = ""

    @property
    def level(self) -> str:
        """Of the traffic light."""
        return LEVELS[self.name]


def judged(
    gaps: Gaps,
    tested: Tested | None,
    harm: dict[str, Any],
    *,
    alpha: float,
    noun: str,
    silent: str,
    would: str = "",
) -> Verdict:
    """The gravest verdict that holds.

    A shift counts as harmful until it is shown to do none: where nobody can tell, that is said.

    Args:
        gaps: regions that the new visits and that were never seen.
        tested: the tests of data; None where there are none.
        harm: what was reckoned of it.
        alpha: level of the tests.
        noun: of one row.
        silent: why nothing can be tested; empty where it can.
        would: what would tell then, a sentence.
    """
    if gaps:
        return _outside(gaps, harm)
    if tested is None or silent:
        return Verdict("cannot-tell", f"Cannot tell, because {silent}.", would)
    if tested.least > alpha:
        least = f"No p-value could fall below {tested.least:.2g}, and {alpha:g} is asked for."
        more = f"{least} More {many(noun)}, from more scenes or more time, would tell."
        return Verdict(
            "cannot-tell", "Cannot tell, because there are too few blocks or scenes for any shift to show.", more
        )
    contradicted = harm.get("verdict") == "harmful" and harm.get("labels")
    if tested.p > alpha and not contradicted:
        return Verdict("no-shift-found", "No shift was found.", _least(would_have(list(map(asdict, tested.tests)))))
    return _shifted(harm, found=tested.p <= alpha)


def _least(would: str) -> str:
    """What would have been found, so that nobody takes silence for a promise."""
    if not would:
        return "How small a shift would have been found is not known."
    return f"The smallest that would have been found, in four such samples of five: {would}."


def _outside(gaps: Gaps, harm: dict[str, Any]) -> Verdict:
    first, *rest = together(axes.gaps([gap.to_json() for gap in gaps]))
    of = "of the declared use lies" if gaps[0].visits is None else "of the new scenes lie"
    where = f"{first.portion(0)} {of} {_there(first)}"
    more = f"{plural(len(rest), 'more region')} {'lies' if len(rest) == 1 else 'lie'} outside it too" if rest else ""
    if told := _harm(harm):
        word = {"harmful": ", and it does harm", "harmless": ", and so far it does no harm"}.get(harm["verdict"], "")
        return Verdict("outside-envelope", f"Outside the envelope{word}: {told}.", _sentences(where, more))
    unknown = f"whether that does harm, nobody can say yet: {harm['reason']}" if harm.get("reason") else ""
    return Verdict("outside-envelope", f"Outside the envelope: {where}.", _sentences(more, unknown))


def _sentences(*told: str) -> str:
    return " ".join(map(sentence, filter(None, told)))


def _there(gap: Gap) -> str:
    if gap.kind == "unknown":
        return f"where nobody knows the {gap.axes[0]}"
    return f"{gap.where}, {SEEN.get(gap.kind, 'which was never seen').format(gap.held)}"


def _shifted(harm: dict[str, Any], *, found: bool) -> Verdict:
    told = _harm(harm)
    start = "It has shifted" if found else "What is seen has not shifted, but the answers have"
    if harm.get("verdict") == "harmless":
        return Verdict("shifted-harmless", f"{start}, and that does no harm: {told}.")
    if harm.get("verdict") == "harmful":
        return Verdict("shifted-harmful", f"{start}, and it does harm: {told}.")
    why = f"Nobody can say yet that it does no harm: {harm['reason']}." if harm.get("reason") else ""
    return Verdict("shifted-harmful", f"{start}, and may do harm{': ' + told if told else ''}.", why)


def _harm(harm: dict[str, Any]) -> str:
    """How right it is here, and was before."""
    if harm.get("value") is None:
        return ""
    estimate, about = (", an estimate", "about ") if harm["estimate"] else ("", "")
    if harm["measure"] == "accuracy":
        before = "" if harm.get("before") is None else f", {percent(harm['before'])} before"
        return f"{about}{percent(harm['value'])} right here ({between(harm['interval'])}{estimate}){before}"
    low, high = harm["interval"]
    before = "" if harm.get("before") is None else f", {figure(harm['before'])} before"
    return f"off by {about}{figure(harm['value'])} here ({figure(low)} to {figure(high)}{estimate}){before}"
