"""Answers in a file: a draft that waits for the same command, or one that was written beforehand."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from ninelives.artifacts.problem.problem import Problem
from ninelives.artifacts.toml import Source
from ninelives.artifacts.toml.write import written
from ninelives.stages.ask.questions import NAMES, line
from ninelives.stages.ask.said import Told, settled
from ninelives.store import atomic

HEAD: Final = "# Answers so far. The same command goes on from here, and takes this file away when it is done.\n\n"
EXAMPLE: Final = 'task = "predict: is there a cat in this photo?"'


def beside(out: Path) -> Path:
    """Where the draft of a problem waits."""
    return out.with_name(f"{out.name}.draft")


def found(default: Path, out: Path) -> Path:
    """The draft to go on with: one that waits beside the default, whose name another problem may have taken since."""
    return next((path for path in (beside(default), beside(out)) if os.path.exists(path)), beside(out))


def keep(path: Path, answers: Mapping[str, str]) -> None:
    """Write the answers that were given so far, whole or not at all."""
    atomic.write(path, (HEAD + written({name: answers[name] for name in NAMES if name in answers})).encode())


def waiting(path: Path) -> dict[str, str]:
    """The answers of a draft; none where there is none.

    Raises:
        NinelivesError: it is no TOML, or holds what is no answer.
    """
    if not os.path.exists(path):
        return {}
    answers, source = opened(path)
    source.refuse()
    return answers


def opened(path: Path) -> tuple[dict[str, str], Source]:
    """The answers of a file, and the file with what is wrong with its keys.

    Raises:
        NinelivesError: it is no TOML.
    """
    source = Source(path, what="file of answers", example=EXAMPLE)
    for name, why in strangers(source.told):
        source.fault_of(why, name, fix=line(name))
    answers = {}
    for name in source.told.keys() & set(NAMES):
        if isinstance(text := source.told[name], str):
            answers[name] = text
        else:
            source.fault_of(f"an answer is a text in quotes, got {text!r}", name, fix=line(name))
    return answers, source


def strangers(names: Iterable[str]) -> Told:
    """Names that no question has, each with the near one."""
    told = Told()
    for name in names:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, n=1)
            hint = f" (did you mean '{near[0]}' ?)" if near else ""
            told.append((name, f"there is no question '{name}'{hint}: they are {', '.join(NAMES)}"))
    return told


def problem_of(path: Path) -> Problem:
    """The problem that a file of answers makes.

    Raises:
        NinelivesError: all that is wrong with it, each with line and column.
    """
    answers, source = opened(path)
    problem, faults = settled(answers)
    for name, why in faults:
        source.fault_of(why, name, fix=line(name, problem.kind))
    source.refuse()
    return problem
