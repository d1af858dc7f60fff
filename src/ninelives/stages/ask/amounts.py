"""Numbers, money, times and shares as people write them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

WORDS: Final = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        range(1, 13),
        strict=True,
    )
)
_SPACE: Final = "[ \u00a0\u202f'’]"  # between three digits and three: 10 000, 10'000
_DIGITS: Final = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d(?:[\d.,]*\d)?|\.\d+"
NUMBER: Final = rf"[+\-−]?(?:{_DIGITS}|\b(?:{'|'.join(WORDS)})\b)(?:\s*(?:million|thousand|k)\b)?"
_BY_THREES: Final = r"\d{1,3}(?:%s\d{3})+"
_COMMA: Final = re.compile(rf"({_BY_THREES % ','})(\.\d+)?")  # 1,000.50
_POINT: Final = re.compile(rf"({_BY_THREES % '[.]'})(,\d+)?")  # 1.000,50
_SIGNS: Final = {
    "€": "€",
    "eur": "€",
    "euro": "€",
    "$": "$",
    "usd": "$",
    "dollar": "$",
    "£": "£",
    "gbp": "£",
    "pound": "£",
}
_SIGN: Final = r"(?:[€$£]|\b(?:eur|euro|usd|dollar|gbp|pound)s?\b|(?-i:\b[A-Z]{3}\b))"
_MONEY: Final = re.compile(rf"(?P<before>{_SIGN})?\s*(?P<amount>{NUMBER})\s*(?P<after>{_SIGN})?", re.IGNORECASE)
_TIME: Final = re.compile(
    rf"^(?:about\s+)?({NUMBER})\s*(s|secs?|seconds?|min|mins|minutes?|h|hours?|days?|weeks?)\b", re.IGNORECASE
)
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


_FILLERS: Final = re.compile(
    r"\b(?:at most|at least|(?:no|not) more than|may be|can be|about|of the time|of (?:the )?cases"
    r"|right|correct|wrong|sure)\b"
)


class PhraseError(Exception):
    """Some words that cannot be understood; its text says which, and how they would be."""


class Money(NamedTuple):
    """An amount, and its currency where one was named."""

    amount: float | int
    currency: str | None
    start: int
    end: int


def pieces(text: str, by: str = ",") -> list[str]:
    """The parts of a list, where a comma inside a number is none: ``1 in 10,000, no cat``, ``0,5 %, 2,50 €``."""
    # a comma between digits parts a list of digits (0,1,2), and no number that goes on: in threes, or to its unit
    inside = r"(?<=\d),(?=\d{3}(?!\d))|(?<=[\s:=(]0),(?=\d+(?!\d|,\d))|(?<=\d),(?=\d{1,2}(?:\s*[^\s\d,.;]))(?<!,\d,)"
    cut = rf"{by}" if by != "," else rf"(?!{inside}),"
    return [part.strip() for part in re.split(cut, text) if part.strip()]


def number(text: str) -> float | int:
    """A number: ``1,000``, ``1.000,50``, ``2,5``, ``10 000``, ``.5``, ``five``, ``1 million``, ``−3``.

    Raises:
        PhraseError: it may be read in two ways, as ``1.000`` may.
    """
    bare = re.sub(_SPACE, "", text.strip().lower()).replace("−", "-")
    for word, times in (("million", 1_000_000), ("thousand", 1000), ("k", 1000)):
        if bare.endswith(word) and bare != word:
            return _whole(number(bare.removesuffix(word)) * times)
    return WORDS[bare] if bare in WORDS else _whole(float(_plain(bare, text.strip())))


def _plain(bare: str, text: str) -> str:
    """Digits as Python reads them, whatever parts their thousands."""
    sign, digits = (bare[0], bare[1:]) if bare[0] in "+-" else ("", bare)
    if match := _COMMA.fullmatch(digits):
        if digits[0] != "0":
            return sign + match[1].replace(",", "") + (match[2] or "")
    elif (match := _POINT.fullmatch(digits)) and digits[0] != "0":
        if match[2] is None and digits.count(".") == 1:
            whole, _, rest = digits.partition(".")
            small = f"{whole}.{rest}0" if rest.strip("0") else whole
            raise PhraseError(f"'{text}' may be {whole}{rest} or {small}: write one of the two")
        return sign + match[1].replace(".", "") + (match[2] or "").replace(",", ".")
    told = sign + digits.replace(",", ".")
    if told.count(".") > 1:
        raise PhraseError(f"'{text}' is no number: write it such as 1,000.50")
    return told


def money(text: str) -> Money | None:
    """The last amount in some words, with its currency if one stands beside it."""
    found = [match for match in _MONEY.finditer(text) if match["amount"]]
    if not found:
        return None
    last = found[-1]
    signs = {_currency(each) for each in (last["before"], last["after"]) if each}
    return Money(number(last["amount"]), min(signs, default=None), last.start(), last.end())


def seconds(text: str) -> float | None:
    """A time that some words begin with: ``3 minutes``, ``20 s``, ``1.5 h``."""
    match = _TIME.match(text)
    return None if match is None else float(number(match[1])) * _SECONDS[match[2][0].lower()]


def share(text: str) -> float | None:
    """A share: ``2 %``, ``1 in 10,000``, ``3 out of 100``; None where it is none."""
    match = re.fullmatch(rf"({NUMBER})\s*(?:%|per ?cent)", text.strip(), re.IGNORECASE)
    if match:
        return round(float(number(match[1])) / 100, 12)
    match = re.fullmatch(
        rf"({NUMBER})\s+(?:in|of|out of)\s+(?:a\s+)?({NUMBER}|hundred|thousand|million)", text.strip(), re.IGNORECASE
    )
    if match:
        whole = {"hundred": 100, "thousand": 1000, "million": 1_000_000}.get(match[2].lower()) or number(match[2])
        return float(number(match[1])) / float(whole) if whole else None
    return None


def right(text: str) -> float | None:
    """How often something is right: ``right in 98 %``, ``2 % wrong``, ``1 wrong in 50``, ``always right``."""
    words = text.strip().lower()
    if words in ("always right", "never wrong", "always"):
        return 1.0
    bare = _FILLERS.sub(" ", words)
    portion = share(re.sub(r"^in ", "", " ".join(bare.split())))
    if portion is None or not 0 <= portion <= 1:
        return None
    return round(1 - portion if "wrong" in words else portion, 12)


def _currency(sign: str) -> str:
    bare = sign.strip().lower()
    return _SIGNS.get(bare) or _SIGNS.get(bare.removesuffix("s")) or sign.strip().upper()


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value
