"""A problem against the data: what of it they contradict, each where it stands, and what else they show."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ninelives.artifacts.archive.sources import near
from ninelives.artifacts.envelope import PHOTO_AXES, speak
from ninelives.artifacts.problem.fields import Facts, Fault
from ninelives.artifacts.problem.plan import planned
from ninelives.artifacts.problem.problem import Problem
from ninelives.artifacts.sheets import close_to, listed
from ninelives.kernels.stats import wilson
from ninelives.report.asked import exact
from ninelives.report.words import percent, plural
from ninelives.stages.ask.look import Look, is_number


def absent(facts: Facts) -> list[Fault]:
    """Data that were said to lie where nothing is."""
    faults: list[Fault] = []
    for at, path in enumerate(facts.read.get(("inputs", "data"), ())):
        if not os.path.exists(path):
            hint = near(Path(path))
            meant = f" ({hint})" if hint.startswith("did you mean") else ""
            faults.append((("inputs", "data", at), f"there is nothing at '{path}'{meant}"))
    return faults


def contradicted(problem: Problem, seen: Look) -> list[Fault]:
    """What of a problem its data contradict; what was assumed gives way, and is none."""
    return [*_inputs(problem, seen), *_answers(problem, seen), *_columns(problem, seen), *_days(problem, seen)]


def declared(problem: Problem) -> tuple[str, ...]:
    """The conditions that its use names."""
    return problem.deployment.declared if problem.deployment else ()


def notes(problem: Problem, seen: Look) -> tuple[str, ...]:
    """What the data show that is no fault."""
    return (*_untold(seen), *_unnamed(problem, seen), *_shares(problem, seen))


def _inputs(problem: Problem, seen: Look) -> Iterator[Fault]:
    if problem.facts.said("inputs", "what") and problem.inputs.what != seen.what:
        wanted = "a table" if problem.inputs.what == "table" else problem.inputs.what
        yield ("inputs", "what"), f"it looks at {wanted}, and '{seen.path}' holds {_held(seen)}"
    plan = problem.inputs.collected
    if plan is not None:
        found = planned(plan).gaps(seen.envelope)
        for line in speak([gap for gap in found if gap.kind != "unknown"]):  # who is silent denies nothing
            yield ("inputs", "collected"), f"the data were not collected so: {line.replace('new scenes', 'data')}"


def _held(seen: Look) -> str:
    return "a table" if seen.what == "table" else "photos"


def _answers(problem: Problem, seen: Look) -> Iterator[Fault]:
    outputs = problem.outputs
    odd = [name for name in seen.classes if not is_number(name)]
    if odd and problem.facts.said("outputs", "number"):
        yield ("outputs", "number"), f"the answer is a number, and the data hold '{odd[0]}'"
    if problem.facts.said("outputs", "classes"):
        for name, count in seen.classes.items():
            if name not in outputs.classes:
                times = "once" if count == 1 else f"{count:,} times"
                yield ("outputs", "classes"), f"the data hold '{name}' {times}, which is none of the answers"


def _columns(problem: Problem, seen: Look) -> Iterator[Fault]:
    """A use that names columns which the table has not."""
    if seen.what != "table":
        return
    for name in declared(problem):
        if name not in (*seen.columns, *(axis.name for axis in PHOTO_AXES)):
            close = close_to(name, seen.columns)
            hint = f"did you mean '{close}' ?" if close else f"it has {listed(seen.columns)}"
            yield ("deployment", name), f"'{seen.path}' has no column '{name}': {hint}"


def _days(problem: Problem, seen: Look) -> Iterator[Fault]:
    use = problem.deployment
    if use is not None and use.start is not None and seen.first is not None and use.start < seen.first:
        why = f"it is used from {use.start} on, and its data are from {seen.first} on: nothing was there yet"
        told = problem.facts.raw[("deployment",)]
        yield ("deployment", next((key for key in ("from", "date") if key in told), "from")), why


def _untold(seen: Look) -> Iterator[str]:
    """A table of which nobody said where the answer stands."""
    if seen.what == "table" and seen.target is None:
        listed = ", ".join(f"'{name}'" for name in seen.columns[:8])
        yield f"in which column the answer stands, nobody said: name it with --target; there are {listed}" + (
            ", …" * (len(seen.columns) > 8)
        )


def _unnamed(problem: Problem, seen: Look) -> Iterator[str]:
    """Answers that nobody named and the data do, and the other way round."""
    classes = seen.classes
    if not problem.facts.said("outputs", "classes") and classes and not seen.measured and problem.outputs.classes:
        listed = ", ".join(f'"{name}"' for name in list(classes)[:8])
        yield f"the answers were assumed; these data know others: classes = [{listed}{', …' * (len(classes) > 8)}]"
        return
    if classes and (lacking := [name for name in problem.outputs.classes if name not in classes]):
        yield f"none of these data shows {', '.join(lacking)}"


def _shares(problem: Problem, seen: Look) -> Iterator[str]:
    """Classes of which the data hold surely more or fewer than the use will."""
    if not problem.facts.said("outputs", "prevalence"):
        return
    counts = seen.classes
    total = sum(counts.values())
    for name, share in problem.outputs.prevalence.items():
        low, high = wilson(counts.get(name, 0), total, 0.999) if total else (0.0, 1.0)
        if not low <= share <= high:
            held = f"{percent(counts.get(name, 0) / total)} of the {plural(total, problem.noun)}"
            yield f"'{name}' will be {exact(share)} of the cases and is {held}: no sample of the use"
