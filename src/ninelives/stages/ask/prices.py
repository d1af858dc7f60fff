"""How it is done by hand, what should not matter, and how sure it must be, in plain words."""

from __future__ import annotations

import re
from typing import Final

from ninelives.artifacts.problem.assume import whole
from ninelives.artifacts.problem.fields import SUREST
from ninelives.stages.ask.amounts import NUMBER, PhraseError, money, number, right, seconds
from ninelives.stages.ask.lists import currency, each, put
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


def by_hand(text: str) -> Said:
    """How it is done today: ``3 minutes, 4 €, right in 98 %, 500 a year``.

    Raises:
        PhraseError: all that cannot be understood.
    """
    said: Said = {}
    if text.strip().lower() in NOBODY:
        return said
    return each(text, said, lambda piece: _hand(piece, said))


def ignore(text: str) -> Said:
    """What should not matter: ``left and right, light, size``.

    Raises:
        PhraseError: all that cannot be understood.
    """
    if text.strip().lower() in NOTHING:
        return {("biases",): []}
    found: list[str] = []
    one = text.replace("left and right", "mirror")
    each(one.replace(" and ", ", "), {}, lambda piece: found.append(_bias(piece)))
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


def _hand(piece: str, said: Said) -> None:
    words = piece.lower()
    if match := _OFTEN.fullmatch(words):
        put(said, ("by_hand", "a_year"), number(match[1]) * PERIODS[match[2]], piece)
    elif any(word in words for word in ("right", "wrong", "correct")):
        put(said, ("by_hand", "right"), _right(words, piece), piece)
    elif (time := seconds(words)) is not None:
        put(said, ("by_hand", "minutes"), whole(time / 60), piece)
    elif (amount := money(piece)) is not None and (amount.currency or "cost" in words):
        if match := re.search(rf"\b(?:an?|per|each|every)\s+(?:minute|{'|'.join(PERIODS)})\b|/\s*(?:h|year)\b", words):
            raise PhraseError(f"'{piece}': say what one case costs, not what it costs {match[0].strip('/ ')}")
        currency(amount.currency, piece, said)
        put(said, ("by_hand", "cost"), amount.amount, piece)
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
