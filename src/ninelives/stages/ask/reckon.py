"""Ask: a problem from answers, from data or from its file, and what can be said of it at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ninelives.artifacts.archive import Progress
from ninelives.artifacts.problem import Answer, Problem
from ninelives.errors import NinelivesError
from ninelives.report.terminal import watched
from ninelives.stages.ask.against import absent, contradicted, declared, notes
from ninelives.stages.ask.draft import EXAMPLE, strangers
from ninelives.stages.ask.from_data import drafted
from ninelives.stages.ask.look import look
from ninelives.stages.ask.questions import NAMES
from ninelives.stages.ask.said import settled
from ninelives.stages.ask.spec import AskSpec


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem goes, whether it is there already, and a word on the choice."""

    path: Path
    done: bool = False
    note: str | None = None


def ask(
    problem: Problem | str | Path | Mapping[str, Any] | None = None,
    *,
    data: str | Path | None = None,
    labels: str | Path | None = None,
    target: str | None = None,
    out: str | Path | None = None,
    progress: Progress | bool | None = None,
) -> Answer:
    """Ask what a problem comes to: whether a machine pays, what it lacks, and which data to get first.

    Args:
        problem: a problem, the path of its file, tables as the file has them, or the eight answers in plain words
            (``{"task": "predict: is there a cat?", …}``); without it one is drafted from ``data``.
        data: photos or a table, which the problem is drafted from or checked against.
        labels: a Labels file that names the answer of each item.
        target: the column of a table that holds the answer.
        out: where to write the problem; nowhere by default.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.

    Raises:
        NinelivesError: all that is wrong with the problem, or that the data contradict; or neither was named.
    """
    spec = AskSpec(labels=None if labels is None else Path(labels), target=target)
    show = watched(progress)
    if problem is None:
        if data is None:
            raise NinelivesError("there is nothing to ask: name a problem or data", fix="nl.ask('problem.toml')")
        answer = from_data(Path(data), spec, show)
    elif isinstance(problem, str | Path):
        answer = check(Path(problem), None if data is None else Path(data), spec, show)
    else:
        made = problem if isinstance(problem, Problem) else _made(problem)
        answer = Answer.of(made) if data is None else _against(made, Path(data), spec, show)
    return answer if out is None else saved(answer, place(answer.problem, Path(out), Path(out)).path)


def from_data(data: Path, spec: AskSpec, progress: Progress | None = None) -> Answer:
    """The answer to a problem that is drafted from data.

    Raises:
        NinelivesError: they cannot be read.
    """
    seen = look(data, spec, progress)
    problem = drafted(seen)
    return Answer.of(problem, seen.envelope, seen.held(notes(problem, seen)))


def check(path: Path, data: Path | None, spec: AskSpec, progress: Progress | None = None) -> Answer:
    """The answer to a file, checked against data where some are named.

    Raises:
        NinelivesError: it is no TOML; or all that is wrong with it, each with line and column.
    """
    problem, source = Problem.opened(path)
    sound = source.sound  # what is read wrongly is not held against data too
    for at, why in absent(problem.facts):
        source.fault_of(why, *at)
    if data is None or not sound:
        source.refuse()
        return Answer.of(problem)
    target = spec.target or problem.target
    try:
        seen = look(data, replace(spec, target=target), progress, declared(problem))
    except NinelivesError as error:
        if spec.target or target is None:
            raise
        seen = look(data, spec, progress)  # else the data are at fault
        source.fault_of(error.message, "outputs", "target")
    for at, why in contradicted(problem, seen):
        source.fault_of(why, *at)
    source.refuse()
    return Answer.of(problem, seen.envelope, seen.held(notes(problem, seen)))


def place(problem: Problem, out: Path | None, default: Path) -> Place:
    """Choose where a problem goes: a default name that holds another one gives way.

    Raises:
        NinelivesError: ``out`` holds something else.
    """
    for path in [out] if out is not None else _names(default):
        if not os.path.exists(path):
            note = None if path in (out, default) else f"'{default}' holds another problem; this goes to '{path}'"
            return Place(path, note=note)
        if _holds(path, problem):
            return Place(path, done=True)
    raise taken(out or default)


def taken(out: Path) -> NinelivesError:
    """That a name holds something else."""
    return NinelivesError(
        f"'{out}' exists, and holds something else: it is left alone",
        fix="choose another name with -o, or remove it yourself",
    )


def free(default: Path) -> Path:
    """The first name that nothing has: ``problem.toml``, ``problem-2.toml``, …"""
    return next(path for path in _names(default) if not os.path.exists(path))


def saved(answer: Answer, path: Path) -> Answer:
    """The same answer, its problem in a file.

    Raises:
        NinelivesError: it cannot be written.
    """
    if not _holds(path, answer.problem):
        answer.problem.save(path)
    return replace(answer, problem=Problem(answer.problem.facts, path))


def _holds(path: Path, problem: Problem) -> bool:
    try:
        return path.read_bytes() == problem.to_toml(path.name).encode()
    except OSError:
        return False


def _names(default: Path) -> Iterator[Path]:
    yield default
    number = 2
    while True:
        yield default.with_name(f"{default.stem}-{number}{default.suffix}")
        number += 1


def _made(told: Mapping[str, Any]) -> Problem:
    """A problem from tables, or from answers in words."""
    words = {name: text for name, text in told.items() if isinstance(text, str)}
    if len(words) < len(told) or not set(words) & set(NAMES):
        return Problem.of(told)
    problem, faults = settled(words)
    faults = [*strangers(words), *faults]
    if faults:
        raise NinelivesError("; ".join(f"{name}: {why}" for name, why in faults), fix=EXAMPLE)
    return problem


def _against(problem: Problem, data: Path, spec: AskSpec, progress: Progress | None) -> Answer:
    seen = look(data, replace(spec, target=spec.target or problem.target), progress, declared(problem))
    if faults := contradicted(problem, seen):
        listed = "; ".join(f"{'.'.join(map(str, path))}: {why}" for path, why in faults)
        raise NinelivesError(f"the data contradict the problem: {listed}", fix=f"nl.ask(data='{data}')")
    return Answer.of(problem, seen.envelope, seen.held(notes(problem, seen)))
