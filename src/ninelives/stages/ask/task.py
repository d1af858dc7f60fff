"""What is wanted, what it looks at, and which answers there are, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from ninelives.artifacts.problem.assume import whole
from ninelives.artifacts.toml.keys import Path
from ninelives.stages.ask.amounts import NUMBER, PhraseError, number, pieces, seconds, share
from ninelives.stages.ask.when import when

Said = dict[Path, Any]

KINDS: Final = {
    **dict.fromkeys(("predict", "prediction", "1"), "predict"),
    **dict.fromkeys(("forecast", "2"), "forecast"),
    **dict.fromkeys(("act", "action", "3"), "act"),
    **dict.fromkeys(("create", "creation", "4"), "create"),
}
HINTS: Final = {  # words of a question that tell its kind, where no kind was named
    "act": {"fly", "steer", "fetch", "rescue", "drive", "grasp", "land", "navigate", "control"},
    "create": {"compose", "write", "draw", "invent", "paint", "generate", "melody", "poem"},
    "forecast": {"tomorrow", "forecast", "soon", "future"},
}
WHAT: Final = {
    **dict.fromkeys(("photos", "photo", "pictures", "picture", "images", "image", "frames", "scans"), "photos"),
    **dict.fromkeys(("table", "tables", "rows", "csv", "numbers", "measurements", "spreadsheet"), "table"),
    **dict.fromkeys(("text", "texts", "words", "letters", "mails", "documents"), "text"),
    **dict.fromkeys(("music", "chorales", "melodies", "notes", "songs", "pieces"), "music"),
    **dict.fromkeys(("flights", "flight", "drone", "vehicle", "simulator", "simulation", "demonstrations"), "flights"),
}
NONE_YET: Final = {"none", "none yet", "nothing yet", "not yet", "no", "nothing", "there is none yet", "not any yet"}
_COLUMN: Final = r"(?:in\s+)?(?:the\s+)?column\s+(.+)"
_ARTICLE: Final = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)


def task(text: str) -> tuple[Said, bool]:
    """The kind and the question; and whether the kind was guessed from the question's words."""
    words = bare(text)
    head, _, rest = re.split(r"(:)", words, maxsplit=1) if ":" in words else words.partition(" ")
    kind = KINDS.get(head.strip().lower())
    if kind is None:
        head, _, rest = words.partition(" ")
        kind = KINDS.get(head.lower().rstrip(":.,)"))
    question = rest.strip() if kind else text.strip()
    said: Said = {("kind",): kind or _guess(question)}
    return said | ({("question",): question} if question else {}), kind is None


def _guess(question: str) -> str:
    words = set(re.findall(r"[a-z]+", question.lower()))
    if re.search(r"\bnext (?:hour|day|night|week|month|quarter|year|season)", question.lower()):
        words.add("future")
    return next((kind for kind, hints in HINTS.items() if words & hints), "predict")


def looks_at(text: str) -> Said:
    """What it looks at, where it lies, and when it is collected: ``photos, none yet, collected 13:00 for 5 hours``.

    Raises:
        PhraseError: all that cannot be understood.
    """
    before, found, after = _cut(text, r"\b(?:collected|collecting|collect|taken|recorded)\b[\s:,]*")
    said: Said = {}
    faults: list[str] = []
    for piece in pieces(before):
        try:
            _input(piece, said)
        except PhraseError as fault:
            faults.append(str(fault))
    if found:
        try:
            said["inputs", "collected"] = when(after) or _nothing("when it is collected")
        except PhraseError as fault:
            faults.append(str(fault))
    if faults:
        raise PhraseError("; ".join(faults))
    return said


def _input(piece: str, said: Said) -> None:
    word, _, rest = bare(piece).partition(" ")
    if piece.lower() in NONE_YET:
        return
    if word.lower() in WHAT and ("inputs", "what") not in said and not _is_path(piece.split()[0]):
        said["inputs", "what"] = WHAT[word.lower()]
        if rest.strip() and rest.strip().lower() not in NONE_YET:
            _input(rest.strip(), said)
        return
    path = re.sub(r"^(?:in|at|from|under)\s+", "", piece, flags=re.IGNORECASE).strip("'\"")
    if not (_is_path(path) or path != piece):
        known = "photos, a table, text, music or flights"
        raise PhraseError(f"'{piece}' is nothing that can be looked at: say {known}, and where some of it lies")
    said["inputs", "data"] = [*said.get(("inputs", "data"), []), path]


def _is_path(text: str) -> bool:
    return "/" in text or bool(re.search(r"\.\w{2,8}$", text))


def answers(text: str, kind: str) -> Said:
    """The possible answers, as the kind of problem has them.

    Raises:
        PhraseError: all that cannot be understood.
    """
    if kind == "act":
        return _actions(text)
    if kind == "create":
        return {("outputs", "making"): text.strip()}
    if re.match(r"(?:an?\s+)?number\b", text.strip(), re.IGNORECASE):
        return _number(pieces(text))
    said: Said = {}
    names, shares = [], {}
    for piece in _named(text):
        if match := re.fullmatch(_COLUMN, piece, re.IGNORECASE):
            said["outputs", "target"] = match[1].strip("'\"")
            continue
        name, portion = _class(piece)
        names.append(name)
        if portion is not None:
            shares[name] = portion
    said |= {("outputs", "classes"): names} if names else {}
    return said | ({("outputs", "prevalence"): shares} if shares else {})


def _named(text: str) -> list[str]:
    """Names as people list them: ``sparrow, robin or tit``, ``yes/no``, ``cat; dog``."""
    told = pieces(re.sub(r";|\s+or\s+", ", ", text))
    if len(told) == 1:
        told = re.split(r"(?<=\w)/(?=\w)|\s/\s", told[0])
    *first, last = told or [""]
    return [*first, *re.split(r"\s+and\s+", last)] if first or text.count(" and ") == 1 else told


def _class(piece: str) -> tuple[str, float | None]:
    """A class, and how often it is the right answer: ``cat 1 in 10,000``, ``30 % dog``, ``dog 0.3``.

    Raises:
        PhraseError: it is the answer in more than all of the cases.
    """
    portion = (
        rf"{NUMBER}\s*(?:%|per ?cent)|{NUMBER}\s+(?:in|of|out of)\s+(?:a\s+)?(?:{NUMBER}|hundred|thousand|million)"
    )
    behind = re.fullmatch(rf"(.+?)[\s:=(]+(?:about\s+)?({portion}|0?[.,]\d+)\)?", piece, re.IGNORECASE)
    before = re.fullmatch(rf"(?:about\s+)?(?P<share>{portion})\s+(?:of them\s+|are\s+)?(.+)", piece, re.IGNORECASE)
    if behind is None and before is None:
        return bare(piece), None
    name, told = (behind[1], behind[2]) if behind else (before[2], before["share"]) if before else ("", "")
    found = float(number(told)) if re.fullmatch(r"0?[.,]\d+", told) else share(told)
    if found is None or found > 1:
        raise PhraseError(f"'{told}' is no share of the cases; say it such as: cat 1 in 100")
    return bare(name), found


def _number(told: Iterable[str]) -> Said:
    said: Said = {}
    for piece in told:
        if match := re.fullmatch(
            rf"(?:an?\s+)?number(?:\s+(?:in|of)\s+((?:(?!\bwithin\b).)+?))?(?:\s+within\s+({NUMBER}))?",
            piece,
            re.IGNORECASE,
        ):
            said["outputs", "number"] = match[1] or "units"
            said |= {("outputs", "within"): number(match[2])} if match[2] else {}
        elif match := re.fullmatch(rf"within\s+({NUMBER})(?:\s*(?!.*\b(?:ahead|before)\b)\D+)?", piece, re.IGNORECASE):
            said["outputs", "within"] = number(match[1])
        elif piece.lower().endswith(("ahead", "before")) and (time := seconds(piece)) is not None:
            said["outputs", "ahead_hours"] = whole(time / 3600)
        elif match := re.fullmatch(_COLUMN, piece, re.IGNORECASE):
            said["outputs", "target"] = match[1].strip("'\"")
        else:
            raise PhraseError(f"'{piece}' is unclear; say it such as: a number in kWh, within 5, 24 hours ahead")
    return said


def _actions(text: str) -> Said:
    before, found, after = _cut(text, r"[;,]?\s*\b(?:worth|rewards?|rewarded)\b[\s:]*")
    said: Said = {("outputs", "actions"): pieces(before.replace(";", ","))} if pieces(before) else {}
    if not found:
        return said
    worth: dict[str, float | int] = {}
    for piece in pieces(after.replace(";", ",")):
        match = re.fullmatch(rf"(.+?)[\s:=]+({NUMBER})(?:\s*points?)?", piece, re.IGNORECASE)
        if match is None:
            raise PhraseError(f"'{piece}' has no worth; say it such as: cat rescued 1000000, crash -10000")
        worth[match[1].strip()] = number(match[2])
    return said | {("outputs", "reward"): worth or _nothing("what an outcome is worth")}


def bare(text: str) -> str:
    """Some words without an article before them."""
    return _ARTICLE.sub("", text.strip())


def _cut(text: str, at: str) -> tuple[str, bool, str]:
    parts = re.split(at, text, maxsplit=1, flags=re.IGNORECASE)
    return parts[0], len(parts) == 2, parts[1] if len(parts) == 2 else ""


def _nothing(what: str) -> Any:
    raise PhraseError(f"{what} was begun, and not said")
