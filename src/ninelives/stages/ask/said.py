"""Answers in words become a problem; what is wrong is told at its question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ninelives.artifacts.problem.fields import BIASES, Facts
from ninelives.artifacts.problem.problem import Problem
from ninelives.artifacts.toml.keys import Path
from ninelives.stages.ask import losses, prices
from ninelives.stages.ask import task as wanted
from ninelives.stages.ask.against import absent
from ninelives.stages.ask.amounts import PhraseError
from ninelives.stages.ask.questions import NAMES, UNKNOWN
from ninelives.stages.ask.when import is_moment, when

Told = list[tuple[str, str]]  # a question's name, and what is wrong with its answer

_TABLES: Final = {
    "kind": "task",
    "question": "task",
    "inputs": "looks_at",
    "outputs": "answers",
    "loss": "mistakes",
    "by_hand": "by_hand",
    "deployment": "use",
    "biases": "ignore",
    "risk": "sure",
}
_LABELS: Final[dict[Path, str]] = {
    ("deployment",): "used",
    ("inputs", "what"): "looks at",
    ("inputs", "data"): "lies in",
    ("outputs", "making"): "makes",
    ("outputs", "reward"): "worth",
    ("loss", "wrong"): "any mistake",
    ("loss", "human"): "asking a person",
}
_KINDS: Final = {
    "predict": "a prediction",
    "forecast": "a forecast",
    "act": "an action",
    "create": "something new",
}


def heard(answers: Mapping[str, str]) -> tuple[Facts, dict[Path, str], Told]:
    """What some answers say.

    Args:
        answers: question → words; what is not there, or not known, says nothing.

    Returns:
        Their values, the question that each comes from, and what cannot be understood.
    """
    facts, owner, faults = Facts(), dict[Path, str](), Told()
    for name in NAMES:
        text = answers.get(name, "").strip()
        if not text or is_unknown(text):
            continue
        try:
            said, guessed = _parsed(name, text, facts)
        except PhraseError as fault:
            faults.append((name, str(fault)))
            continue
        for path, value in said.items():
            if facts.raw.get(path, value) != value:
                faults.append((name, f"{path[-1]}: {value} was said here, and {facts.raw[path]} before"))
                continue
            facts.put(path, value, assumed=path in guessed)
            owner[path] = name
    told = [(_owner(path, owner), why) for path, why in [*facts.faults, *absent(facts)]]
    return facts, owner, [*faults, *told]


def settled(answers: Mapping[str, str]) -> tuple[Problem, Told]:
    """The problem that some answers make, and all that is wrong with them, down to contradictions."""
    facts, owner, unclear = heard(answers)
    problem, faults = Problem.checked(facts)
    return problem, list(dict.fromkeys([*unclear, *((_owner(path, owner), why) for path, why in faults)]))


def is_unknown(text: str) -> bool:
    """Whether an answer is "don't know", in one of its forms."""
    return text.strip().lower().replace("’", "'").rstrip(".!") in UNKNOWN


def understood(answers: Mapping[str, str], name: str) -> str:
    """What was understood of one answer, in a line."""
    facts, owner, _ = heard(answers)
    mine = {path: facts.raw[path] for path, question in owner.items() if question == name and path in facts.raw}
    mine = {path: value for path, value in mine.items() if path[-1] != "currency" or len(mine) == 1}
    guess = " (a guess: say which, if it is another)" if mine.keys() & facts.assumed else ""
    if name == "use" and is_moment(answers[name]):
        guess = " (taken for an hour: say until when, if it is longer)"
    return " · ".join(_phrase(path, value) for path, value in mine.items()) + guess


def _parsed(name: str, text: str, facts: Facts) -> tuple[dict[Path, Any], set[Path]]:
    """An answer's values, and which of them are guesses."""
    kind, classes = facts.read.get(("kind",), "predict"), facts.read.get(("outputs", "classes"), ())
    if name == "task":
        said, guessed = wanted.task(text)
        return said, {("kind",)} if guessed else set()
    if name == "use":
        return {("deployment",): when(text)}, set()
    if name == "answers":
        return wanted.answers(text, kind), set()
    if name == "mistakes":
        return losses.mistakes(text, classes), set()
    read = {"looks_at": wanted.looks_at, "by_hand": prices.by_hand, "ignore": prices.ignore, "sure": prices.sure}
    return read[name](text), set()


def _owner(path: Path, owner: Mapping[Path, str]) -> str:
    """The question that a value belongs to."""
    said = (owner[path[:end]] for end in range(len(path), 0, -1) if path[:end] in owner)
    return next(said, _TABLES.get(str(path[0]), NAMES[0]))


def _phrase(path: Path, value: Any) -> str:
    if path == ("kind",):
        return _KINDS[value]
    if path == ("risk",):
        return f"at most {_percent(value)} wrong"
    if path == ("biases",):
        return ", ".join(BIASES[name] for name in value) + " should not matter" if value else "all of it matters"
    if path == ("by_hand", "right"):
        return f"right in {_percent(value)}"
    if path == ("outputs", "prevalence"):
        return ", ".join(f"{name} in {_percent(share)}" for name, share in value.items())
    if path == ("loss", "errors"):
        return ", ".join(f"{truth} taken for {answer}: {cost:g}" for truth, answer, cost in _mistakes(value))
    label = _LABELS.get(path) or str(path[-1]).replace("_", " ")
    return f"{label}: {_plain(value)}" if path not in (("question",), ("outputs", "classes")) else _plain(value)


def _mistakes(errors: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, str, float]]:
    return ((truth, answer, cost) for truth, row in errors.items() for answer, cost in row.items())


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {each}" for name, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return f"{value:,g}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)


def _percent(share: float) -> str:
    return f"{100 * share:.6g} %"
