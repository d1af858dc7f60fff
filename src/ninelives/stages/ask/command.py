"""``ninelives ask``: parse, call the API, print."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ninelives.artifacts.glance import visible
from ninelives.errors import NinelivesError
from ninelives.report.options import UNCHECKED, Json, Labels, Quiet, Target
from ninelives.report.terminal import Show, tell
from ninelives.stages.ask.spec import AskSpec

if TYPE_CHECKING:
    from ninelives.artifacts.problem import Answer, Problem
    from ninelives.stages.ask.reckon import Place

DEFAULT = Path("problem.toml")


def ask(
    problem: Annotated[
        Path | None, typer.Argument(help="A problem to check; without one, eight questions are asked.", **UNCHECKED)
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="DATA", help="Draft the problem from photos or a table.", **UNCHECKED),
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Check PROBLEM against these photos or this table.", **UNCHECKED)
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(help="A TOML file of the answers, where nobody can be asked.", **UNCHECKED)
    ] = None,
    labels: Labels = None,
    target: Target = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The problem's file. Default: problem.toml, here.", **UNCHECKED)
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Say what is wanted, and hear at once whether it pays."""
    _refuse_mixed(problem, from_, data, answers, out, labels, target)
    from ninelives.artifacts.problem import Answer
    from ninelives.report.command import write_report
    from ninelives.stages.ask.draft import problem_of
    from ninelives.stages.ask.reckon import Place, check, from_data, place, saved

    spec, show = AskSpec(labels=labels, target=target), Show(quiet=quiet)
    draft: Path | None = None
    if problem is not None:
        answer, where = check(problem, data, spec, show), Place(problem, done=True)
    else:
        _probe(out or DEFAULT)
        if from_ is not None:
            answer = from_data(from_, spec, show)
        elif answers is not None:
            answer = Answer.of(problem_of(answers))
        else:
            made, draft, out = _interviewed(out, json)
            answer = Answer.of(made)
        where = place(answer.problem, out, DEFAULT)
        answer = saved(answer, where.path)
    report = write_report(answer, where.path)
    if draft is not None:
        draft.unlink(missing_ok=True)
    facts = {"out": visible(str(where.path)), **answer.to_json(), "report": visible(str(report))}
    tell(json, facts, *_told(answer, where, report, checked=problem is not None))


def _refuse_mixed(
    problem: Path | None,
    from_: Path | None,
    data: Path | None,
    answers: Path | None,
    out: Path | None,
    labels: Path | None,
    target: str | None,
) -> None:
    """Options that contradict each other, all at once.

    Raises:
        NinelivesError: some do.
    """
    ways = [
        name for name, told in (("PROBLEM", problem), ("--from", from_), ("--answers", answers)) if told is not None
    ]
    rules = {
        f"{' and '.join(ways)} are each a way to tell the problem: take one": len(ways) < 2,
        "--data is what PROBLEM is checked against: name the problem": data is None or problem is not None,
        "-o names a new problem, and PROBLEM is there already: leave -o out": out is None or problem is None,
        "--labels and --target tell of data: name some with --from or --data": (labels is None and target is None)
        or from_ is not None
        or data is not None,
    }
    if broken := [rule for rule, holds in rules.items() if not holds]:
        raise NinelivesError("; ".join(broken), fix="ninelives ask --help")


def _interviewed(out: Path | None, json: bool) -> tuple[Problem, Path, Path]:
    """The problem that a person tells, the draft that waited for it, and where it goes.

    Raises:
        NinelivesError: there is no terminal to ask at, or nobody answers any more.
    """
    from ninelives.stages.ask import draft
    from ninelives.stages.ask.interview import interview
    from ninelives.stages.ask.reckon import free, taken

    if not sys.stdin.isatty():
        raise NinelivesError(
            "there is no terminal to ask at, and no --answers", fix="ninelives ask --answers answers.toml"
        )
    if out is not None and os.path.exists(out):
        raise taken(out)
    place = out or free(DEFAULT)
    waiting = draft.found(DEFAULT, place) if out is None else draft.beside(place)

    def say(line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    def keep(answers: Mapping[str, str]) -> None:
        draft.keep(waiting, answers)

    try:
        return interview(draft.waiting(waiting), _listener(json), say, keep), waiting, place
    except EOFError:
        raise NinelivesError(
            f"nobody answers any more; what was said waits in '{waiting}'", fix="the same command goes on from there"
        ) from None


def _listener(json: bool) -> Callable[[str], str]:
    """What reads a line: with the keys of a shell where standard output is the same terminal."""
    if sys.stdout.isatty() and not json:
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - that it is loaded gives `input` its keys
        return input

    def listen(prompt: str) -> str:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\n")

    return listen


def _probe(out: Path) -> None:
    from ninelives.store import atomic

    atomic.probe(out)


def _told(answer: Answer, where: Place, report: Path, *, checked: bool) -> list[str]:
    from ninelives.report.answer import lines
    from ninelives.report.asked import following

    head = ["  nothing in it contradicts" + (" the data" if answer.held else " itself")] if checked else []
    head += ["  made before: the same answers"] if where.done and not checked else []
    return [
        *head,
        *lines(answer),
        "",
        f"  {visible(str(where.path))}   report  {visible(str(report))}",
        *([f"  {visible(where.note)}"] if where.note else []),
        f"  next    {'      '.join(following(answer, where.path))}",
    ]
