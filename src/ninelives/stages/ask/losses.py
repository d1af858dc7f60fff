"""What mistakes cost, and a person: ``a cat taken for no cat 100 €, a false alarm 2 €, a minute 0.50 €``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ninelives.artifacts.problem.assume import whole
from ninelives.stages.ask.amounts import PhraseError, money
from ninelives.stages.ask.lists import currency, each, put
from ninelives.stages.ask.task import Said, bare

FALSE: Final = r"(?:false|needless) (?:alarm|positive|call)s?"
MISSED: Final = r"(?:miss(?:es)?|missed(?: ones?| alarms?)?|false negatives?)"
QUIET: Final = r"(?:no|not|nothing|none|normal|ok|clear|healthy)(?: .+)?"  # what a class is called that is no alarm


def mistakes(text: str, classes: Sequence[str]) -> Said:
    """What mistakes cost, and a person: ``a cat taken for no cat 100 €, a minute 0.50 €``.

    Raises:
        PhraseError: all that cannot be understood.
    """
    said: Said = {}
    return each(text, said, lambda piece: _mistake(piece, said, classes))


def _mistake(piece: str, said: Said, classes: Sequence[str]) -> None:
    amount = money(piece)
    if amount is None:
        raise PhraseError(f"'{piece}' names no price; say it such as: a cat taken for a dog 100 €")
    currency(amount.currency, piece, said)
    words = bare(re.sub(r"\s+costs?\b|[:=]", " ", (piece[: amount.start] + " " + piece[amount.end :])).strip()).lower()
    words = bare(re.sub(r"\s+", " ", words).removeprefix("for "))
    if re.fullmatch(r"(?:(?:per|a|an|of) )?(?:person'?s? |human )?hour(?: of.*)?", words):
        put(said, ("loss", "minute"), whole(amount.amount / 60), piece)
    elif re.fullmatch(r"(?:(?:per|a|of) )?(?:person'?s? |human )?minute(?: of.*)?", words):
        put(said, ("loss", "minute"), amount.amount, piece)
    elif re.match(r"(?:asking|ask|a human|human|person|a person)\b", words):
        put(said, ("loss", "human"), amount.amount, piece)
    elif re.fullmatch(r"(?:(?:any|each|every|one) )?(?:other )?(?:mistake|error|wrong (?:one|answer)|wrong)s?", words):
        put(said, ("loss", "wrong"), amount.amount, piece)
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
    if found := _alarm(classes):
        quiet, alarm = found
        if re.fullmatch(FALSE, words):
            return [(quiet, alarm)]
        if re.fullmatch(MISSED, words):
            return [(alarm, quiet)]
    one, other = [*classes, "cat", "dog"][:2] if len(classes) != 1 else ("cat", "dog")
    raise PhraseError(
        f"'{piece}' is no mistake that is known; say it such as: {one} taken for {other} 100 €, any mistake 5 €"
    )


def _alarm(classes: Sequence[str]) -> tuple[str, str] | None:
    """Of two classes that which is nothing, and that which is an alarm: ``no cat`` and ``cat``; None where none is."""
    quiet = [name for name in classes if re.fullmatch(QUIET, name.lower())]
    others = [name for name in classes if name not in quiet]
    return (quiet[0], others[0]) if len(quiet) == len(others) == 1 else None


def _class(words: str, classes: Sequence[str]) -> str:
    """The class that is meant; the words themselves where it is none, to be told as such."""
    for told in (words.strip(), bare(words)):
        for name in classes:
            if name.lower() == told.lower():
                return name
    return bare(words)
