"""When and where, in plain words: ``20:00 to 6:00, in the garden, from 2026-12-01``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from ninelives.stages.ask.amounts import NUMBER, PhraseError, number, pieces

EXAMPLE: Final = "20:00 to 6:00, in the garden, from 2026-12-01"
KEYS: Final = ("hour", "light", "sharpness", "place", "device", "weather", "season", "date", "from", "to", "world")
HOURS: Final = {
    "around the clock": "0-24",
    "day and night": "0-24",
    "always": "0-24",
    "all day": "0-24",
    "in the morning": "6-12",
    "in the afternoon": "12-18",
    "in the evening": "18-22",
    "by day": "8-18",
    "during the day": "8-18",
    "in daylight": "8-18",
    "at night": "20-6",
    "by night": "20-6",
    "during the night": "20-6",
}
SEASONS: Final = ("winter", "spring", "summer", "autumn", "fall")
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY: Final = r"\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}"
_LASTS: Final = re.compile(r"[-–]|\b(?:to|till|until|for|and)\b", re.IGNORECASE)
_CLOCK: Final = r"(\d{1,3}(?:[:.]\d\d)?|noon|midnight)\s*(?:h\b|hours?\b|uhr\b|o'clock\b)?\s*(am\b|pm\b)?"
_TO: Final = r"(?:to|until|till|bis|-|–)"
_TIMES: Final = re.compile(  # no places, though they are told like them: in the evening of most days, in May
    r"\b(?:days?|nights?|mornings?|afternoons?|evenings?|noon|midnight|dark|daylight|dusk|dawn|weeks?|weekends?|months?"
    rf"|years?|{'|'.join((*SEASONS, *MONTHS))})\b",
    re.IGNORECASE,
)


def when(text: str) -> dict[str, Any]:
    """A deployment's table from plain words; ``key=value`` is taken as it is.

    Raises:
        PhraseError: all that cannot be understood.
    """
    table: dict[str, Any] = {}
    faults = []
    for piece in pieces(text):
        try:
            for key, value in _piece(piece).items():
                if key in table:
                    raise PhraseError(f"'{piece}': {key} was said already, as {table[key]}")
                table[key] = value
        except PhraseError as fault:
            faults.append(str(fault))
    if faults:
        raise PhraseError("; ".join(faults))
    return table


def _piece(piece: str) -> dict[str, Any]:
    key, sign, value = (part.strip() for part in piece.partition("="))
    if sign:
        return {key: _day(value) if re.fullmatch(_DAY, value) else value}
    bare = piece.lower().strip(" .")
    if bare in HOURS:
        return {"hour": HOURS[bare]}
    for pattern, read in _PATTERNS:
        if match := re.fullmatch(pattern, piece.strip(" ."), re.IGNORECASE):
            return read(match)
    raise PhraseError(f"'{piece}' says neither when nor where; say it such as: {EXAMPLE}")


def _span(match: re.Match[str]) -> dict[str, Any]:
    return {"hour": f"{_clock(match[1], match[2])}-{_clock(match[3], match[4])}"}


def is_moment(text: str) -> bool:
    """Whether a time is told that says not how long: ``at 20:00``, which is taken for an hour."""
    bare = re.sub(r"\d{4}-\d\d-\d\d", "", text)  # the strokes of a day part no hours
    return bool(re.search(rf"\bat\s+{_CLOCK}", bare, re.IGNORECASE)) and not _LASTS.search(bare)


def _lasting(match: re.Match[str]) -> dict[str, Any]:
    start = _minutes(match[1], match[2])
    end = start + round(60 * float(number(match[3])))
    if not start < end <= start + 1440:
        raise PhraseError(f"'{match[0]}' lasts longer than a day, or no time at all")
    return {"hour": f"{_told(start)}-{_told(end % 1440 or 1440)}"}


def _at(match: re.Match[str]) -> dict[str, Any]:
    start = _minutes(match[1], match[2])
    if start > 1440:
        return {"hour": _clock(match[1], match[2])}  # told as what it is, out of range
    return {"hour": f"{_told(start % 1440)}-{_told((start + 60) % 1440 or 1440)}"}


def _open(match: re.Match[str]) -> dict[str, Any]:
    raise PhraseError(f"'{match[0]}': until when? Say it such as: 20:00 to 6:00")


def _place(match: re.Match[str]) -> dict[str, Any]:
    where = re.sub(r"^(?:the|a|an)\s+", "", match[1].strip(), flags=re.IGNORECASE)
    if where.lower() in SEASONS:
        return {"season": where.lower()}
    if _TIMES.search(where):
        raise PhraseError(
            f"'{match[0]}' is a time, and says no hours: say it such as: {EXAMPLE}; a place: place={where}"
        )
    return {"place": where}


def _clock(told: str, half: str | None) -> str:
    """A time of day as a deployment writes it; what is out of range stays so, to be told there."""
    return _told(_minutes(told, half))


def _minutes(told: str, half: str | None) -> int:
    if told.lower() in ("noon", "midnight"):
        return 720 if told.lower() == "noon" else 1440
    hours, _, minutes = told.replace(".", ":").partition(":")
    hour = int(hours)
    if int(minutes or 0) > 59 or (half is not None and hour > 12):
        raise PhraseError(f"'{told}{f' {half}' if half else ''}' is no time of day: say it such as: 20:00")
    if half is not None:
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    return 60 * hour + int(minutes or 0)


def _told(minutes: int) -> str:
    hour, rest = divmod(minutes, 60)
    return f"{hour}:{rest:02d}" if rest else f"{hour}"


def _day(text: str) -> Any:
    if "." in text:  # 1.12.2026
        text = "-".join(part.zfill(2) for part in reversed(text.split(".")))
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text  # no day there is, and told where days are read


_PLACE: Final = r"(?:in|at|around|near)\s+(\D.*)"
_PATTERNS: Final[tuple[tuple[str, Callable[[re.Match[str]], dict[str, Any]]], ...]] = (
    (rf"(?:from\s+|on\s+)?({_DAY})\s*(?:{_TO}|\.\.)\s*({_DAY})", lambda m: {"from": _day(m[1]), "to": _day(m[2])}),
    (rf"(?:from|since|starting|starting on)\s+({_DAY})(?:\s+on)?", lambda m: {"from": _day(m[1])}),
    (rf"(?:to|until|till)\s+({_DAY})", lambda m: {"to": _day(m[1])}),
    (rf"(?:on\s+)?({_DAY})", lambda m: {"date": _day(m[1])}),
    (rf"(?:from\s+|at\s+)?{_CLOCK}\s+for\s+({NUMBER})\s*(?:h|hours?)", _lasting),
    (rf"(?:from\s+|between\s+|at\s+|von\s+)?{_CLOCK}\s*(?:{_TO}|and)\s*{_CLOCK}", _span),
    (rf"(?:from|after|before|until|till|to)\s+{_CLOCK}(?:\s+on)?", _open),
    (rf"(?:at\s+|around\s+|um\s+)?{_CLOCK}", _at),
    (r"(?:with|by)\s+(?:the\s+|a\s+|an\s+)?(\D.*)", lambda m: {"device": m[1].strip()}),
    (_PLACE, _place),
)
