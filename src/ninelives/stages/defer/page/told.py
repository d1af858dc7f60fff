"""The owner's figures in words."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from ninelives.kernels.stats.betting import risk_evidence, upper_bound
from ninelives.report.words import count, percent, plural
from ninelives.report.words import seconds as lasting
from ninelives.stages.defer.page.figures import Figures, grows
from ninelives.stages.defer.page.people import Voice
from ninelives.stages.defer.queue import Asked

MOST_CHECKS = 100_000


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says."""

    headline: str
    chip: str
    tone: str  # good, plain, warn
    lead: str
    facts: tuple[tuple[str, str], ...]  # a figure, and what it is


def told(figures: Figures, asked: Asked) -> Told:
    """The top of the page."""
    chip, tone = promise(figures, asked)
    return Told(headline(figures, asked), chip, tone, lead(figures, asked), _facts(figures, asked))


def headline(figures: Figures, asked: Asked) -> str:
    """One sentence that a manager understands."""
    if grows(figures.came, figures.went, figures.batches):
        one = f"{count(figures.came)} came in within the hour, {count(figures.went)} were answered"
        return f"The queue only grows: {one}."
    if not figures.waiting:
        answered = sum(voice.answers for voice in figures.voices)
        return "Nothing waits for a person." if answered else f"No {asked.noun} has been handed over yet."
    since = "" if figures.oldest is None else f", the oldest for {lasting(figures.oldest)}"
    verb = "waits" if figures.waiting == 1 else "wait"
    return f"{plural(figures.waiting, asked.noun)} {verb} for a person{since}."


def promise(figures: Figures, asked: Asked) -> tuple[str, str]:
    """Whether what it keeps is as seldom wrong as was promised; words and their tone."""
    n, wrong = len(figures.checked), sum(check.wrong for check in figures.checked)
    if asked.risk is None:
        return "no guarantee was given: all is handed over, or is an estimate", "plain"
    if n and risk_evidence(wrong, n - wrong, asked.risk) >= log(1 / asked.delta):
        return f"wrong more often than the promised {percent(asked.risk)}: {wrong} of {count(n)} spot checks", "warn"
    if n and upper_bound(wrong, n - wrong, asked.delta) <= asked.risk:
        return f"the promise holds: at most {percent(upper_bound(wrong, n - wrong, asked.delta))} wrong", "good"
    so_far = f"{plural(n, 'spot check')} answered; it takes {count(enough(asked))} without a mistake"
    return f"cannot tell yet whether the promise holds: {so_far}", "plain"


def enough(asked: Asked) -> int:
    """Spot checks without a fault that would show that the promise holds."""
    low, high = 1, MOST_CHECKS
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if upper_bound(0, middle, asked.delta) <= (asked.risk or 1.0) else (middle + 1, high)
    return low


def lead(figures: Figures, asked: Asked) -> str:
    """A paragraph: what it decided, and what is in hand."""
    kept, handed, refused = figures.decided
    total = kept + handed + refused
    words = []
    if total:
        foreseen = "" if asked.kept is None else f" ({percent(asked.kept)} were foreseen)"
        words.append(f"Of {plural(total, asked.noun)} it decided {percent(kept / total)} alone{foreseen}.")
    if refused:
        words.append(f"It refused {count(refused)}.")
    if figures.second:
        words.append(f"{plural(figures.second, asked.noun)} will be seen by another person too, to measure people.")
    if not grows(figures.came, figures.went, figures.batches) and figures.went > figures.came and figures.waiting:
        hours = figures.waiting / (figures.went - figures.came)
        words.append(f"As in the last hour it is empty in about {lasting(3600 * hours)}.")
    return " ".join(words) or "Filled by ninelives decide HANDOFF NEW; people's answers come in here."


def _facts(figures: Figures, asked: Asked) -> tuple[tuple[str, str], ...]:
    kept, handed, refused = figures.decided
    total = kept + handed + refused
    price = f"{asked.currency} {figures.cost:,.2f}" if asked.minute else lasting(figures.spent)
    each = f"; {asked.currency} {asked.human:,.2f} for each were reckoned with" if asked.minute and asked.human else ""
    took = f" in {lasting(figures.spent)}" if asked.minute and figures.today else ""
    return (
        (count(figures.waiting), f"waiting, {plural(figures.checks_waiting, 'spot check')} among them"),
        (
            "none yet" if figures.wait is None else lasting(figures.wait),
            "from coming in to an answer, the middle of the last ones",
        ),
        (price, f"people's time today, {plural(figures.today, 'answer')}{took}{each}"),
        ("unknown" if not total else percent(kept / total), "decided alone"),
    )


def voice(one: Voice) -> tuple[str, str, str]:
    """A person's row: answers, seconds, agreement."""
    same, of = one.same
    pace = "" if one.seconds is None else f"{one.seconds:.1f} s"
    return count(one.answers), pace, f"{same} of {of}" if of else "not measured yet"
