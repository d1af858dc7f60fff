"""What mistakes and people cost, how it is done by hand, and how sure it must be, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from ninelives.artifacts.problem.assume import whole
from ninelives.artifacts.problem.fields import SUREST
from ninelives.stages.ask.amounts import NUMBER, PhraseError, money, number, pieces, right, seconds
from ninelives.stages.ask.questions import UNKNOWN
from ninelives.stages.ask.task import Said, bare

PERIODS: Final = {"year": 1, "month": 12, "week": 52, "day": 365, "hour": 8760}
BIASES: Final = {
    **dict.fromkeys(("left and right", "left or right", "mirror", "mirror images"), "mirror"),
    **dict.fromkeys(("where in the picture", "position", "translation", "where it is"), "translation"),
    **dict.fromkeys(("size", "scale", "distance", "how far"), "scale"),
    **dict.fromkeys(("a small turn", "small turn", "turn", "rotation", "tilt"), "rotation"),
    **dict.fromkeys(("light", "brightness", "lighting", "exposure"), "brightness"),
    **dict.fromkeys(("colour", "color", "colours", "colors"), "colour"),
    **dict.fromkeys(("sharpness", "blur", "focus"), "blur"),
    **dict.fromkeys(("noise", "grain"), "noise"),
}
_OFTEN: Final = re.compile(
    rf"(?:about\s+)?({NUMBER})\s*(?:cases?|photos?|times|of them)?\s*(?:a|an|per|each|every|/)\s*({'|'.join(PERIODS)})"
)
NOBODY: Final = {"nobody", "nobody does it", "not at all", "not done", "it is not done", "never"}
NOTHING: Final = {"nothing", "none", "all matters", "everything matters"}


def mistakes(text: str, classes: Sequence[str]) -> Said:
    """What mistakes cost, and a person: ``a cat taken for no cat 100 €, a minute 0.50 €``.

    Raises:
        PhraseError: all that cannot be understood.
    """
    said: Said = {}
    return _each(text, said, lambda piece: _mistake(piece, said, classes))


def by_hand(text: str) -> Said:
    """How it is done today: ``3 minutes, 4 €, right in 98 %, 500 a year``.

    Raises:
        PhraseError: all that cannot be understood.
    """
    said: Said = {}
    if text.strip().lower() in NOBODY:
        return said
    return _each(text, said, lambda piece: _hand(piece, said))


def ignore(text: str) -> Said:
    """What should not matter: ``left and right, light, size``.

    Raises:
        PhraseError: all that cannot be understood.
    """
    if text.strip().lower() in NOTHING:
        return {("biases",): []}
    found: list[str] = []
    one = text.replace("left and right", "mirror")
    _each(one.replace(" and ", ", "), {}, lambda piece: found.append(_bias(piece)))
    return {("biases",): found}


def sure(text: str) -> Said:
    """The share that may be wrong: ``2 in 100``, ``right in 98 %``, ``0.02``.

    Raises:
        PhraseError: it is none.
    """
    told = text.strip().lower()
    if re.fullmatch(NUMBER, told):
        value = float(number(told))
        portion: float | None = value / 100 if value >= 1 else value
    else:
        portion = right(told)
    if portion is None or not 0 <= portion <= 1:
        raise PhraseError(f"'{text}' is no share; say it such as: 2 in 100, or: right in 98 %")
    said = any(word in told for word in ("right", "wrong", "sure", "correct"))
    risk = round(portion if not said and portion <= 0.5 else 1 - portion, 9)
    if risk < SUREST:
        raise PhraseError(f"'{text}': nothing is never wrong; say how many may be, such as: 1 in 1,000")
    return {("risk",): risk}


def _each(text: str, said: Said, read: Callable[[str], Any]) -> Said:
    faults = []
    for piece in pieces(text.replace(";", ",")):
        if piece.lower().replace("’", "'").rstrip(".!") in UNKNOWN:
            continue  # of a list some may be known
        try:
            read(piece)
        except PhraseError as fault:
            faults.append(str(fault))
    if faults:
        raise PhraseError("; ".join(faults))
    return said


def _mistake(piece: str, said: Said, classes: Sequence[str]) -> None:
    amount = money(piece)
    if amount is None:
        raise PhraseError(f"'{piece}' names no price; say it such as: a cat taken for a dog 100 €")
    _currency(amount.currency, piece, said)
    words = bare(re.sub(r"\s+costs?\b|[:=]", " ", (piece[: amount.start] + " " + piece[amount.end :])).strip()).lower()
    words = bare(re.sub(r"\s+", " ", words).removeprefix("for "))
    if re.fullmatch(r"(?:(?:per|a|an|of) )?(?:person'?s? |human )?hour(?: of.*)?", words):
        _put(said, ("loss", "minute"), whole(amount.amount / 60), piece)
    elif re.fullmatch(r"(?:(?:per|a|of) )?(?:person'?s? |human )?minute(?: of.*)?", words):
        _put(said, ("loss", "minute"), amount.amount, piece)
    elif re.match(r"(?:asking|ask|a human|human|person|a person)\b", words):
        _put(said, ("loss", "human"), amount.amount, piece)
    elif re.fullmatch(r"(?:(?:any|each|every|one) )?(?:other )?(?:mistake|error|wrong (?:one|answer)|wrong)s?", words):
        _put(said, ("loss", "wrong"), amount.amount, piece)
    else:
        for truth, answer in _pairs(words, piece, classes):
            costs = said.setdefault(("loss", "errors"), {}).setdefault(truth, {})
            if costs.get(answer, amount.amount) != amount.amount:
                raise PhraseError(f"'{piece}': that mistake was said to cost {costs[answer]:g} already")
            costs[answer] = amount.amount


def _pairs(words: str, piece: str, classes: Sequence[str]) -> list[tuple[str, str]]:
    """Truths and answers of a mistake: ``a cat taken for a dog``, ``a missed cat``, ``a false cat``."""
    if match := re.fullmatch(r"(.+?) (?:as|taken for|called|mistaken for|for) (.+)", words):
        return [(_class(match[1], classes), _class(match[2], classes))]
    if match := re.fullmatch(r"(miss)(?:ed|ing) (.+)|(false|wrong) (.+)", words):
        name = _class(match[2] or match[4], classes)
        others = [each for each in classes if each != name]
        if name in classes:
            return [(name, each) if match[1] else (each, name) for each in others]
    one, other = [*classes, "cat", "dog"][:2] if len(classes) != 1 else ("cat", "dog")
    raise PhraseError(
        f"'{piece}' is no mistake that is known; say it such as: {one} taken for {other} 100 €, any mistake 5 €"
    )


def _class(words: str, classes: Sequence[str]) -> str:
    """The class that is meant; the words themselves where it is none, to be told as such."""
    for told in (words.strip(), bare(words)):
        for name in classes:
            if name.lower() == told.lower():
                return name
    return bare(words)


def _hand(piece: str, said: Said) -> None:
    words = piece.lower()
    if match := _OFTEN.fullmatch(words):
        _put(said, ("by_hand", "a_year"), number(match[1]) * PERIODS[match[2]], piece)
    elif any(word in words for word in ("right", "wrong", "correct")):
        _put(said, ("by_hand", "right"), _right(words, piece), piece)
    elif (time := seconds(words)) is not None:
        _put(said, ("by_hand", "minutes"), whole(time / 60), piece)
    elif (amount := money(piece)) is not None and (amount.currency or "cost" in words):
        if match := re.search(rf"\b(?:an?|per|each|every)\s+(?:minute|{'|'.join(PERIODS)})\b|/\s*(?:h|year)\b", words):
            raise PhraseError(f"'{piece}': say what one case costs, not what it costs {match[0].strip('/ ')}")
        _currency(amount.currency, piece, said)
        _put(said, ("by_hand", "cost"), amount.amount, piece)
    else:
        raise PhraseError(f"'{piece}' is unclear; say it such as: 3 minutes, 4 €, right in 98 %, 500 a year")


def _right(words: str, piece: str) -> float:
    portion = right(words)
    if portion is None:
        raise PhraseError(f"'{piece}' is no share; say it such as: right in 98 %")
    return portion


def _bias(piece: str) -> str:
    words = bare(piece).lower()
    if words in BIASES:
        return BIASES[words]
    raise PhraseError(
        f"'{piece}' is nothing that can be left out of account: {', '.join(dict.fromkeys(_plain()))}, or nothing"
    )


def _plain() -> list[str]:
    """Each bias by the first of its words."""
    first: dict[str, str] = {}
    for word, name in BIASES.items():
        first.setdefault(name, word)
    return list(first.values())


def _currency(sign: str | None, piece: str, said: Said) -> None:
    if sign is not None:
        if said.get(("loss", "currency"), sign) != sign:
            raise PhraseError(f"'{piece}': costs are of one currency, and {said['loss', 'currency']} was named before")
        said["loss", "currency"] = sign


def _put(said: Said, path: tuple[str, str], value: float | int, piece: str) -> None:
    if said.get(path, value) != value:
        raise PhraseError(f"'{piece}': that was said already, as {said[path]:g}")
    said[path] = value
