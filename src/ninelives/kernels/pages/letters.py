"""How much room words take, where nobody can measure them: in the broadest of the usual system fonts."""

from __future__ import annotations

import unicodedata

_SLIM, _BROAD = frozenset("ijlIJ.,:;'|!/\\()[] ·ftr-\"`"), frozenset("mwMW%@—…&#+<=>^~≈→▲GODQNHU")


def reach(text: str, size: float, *, bold: bool = False) -> float:
    """Width in px that ``text`` takes at most, in type of ``size`` px."""
    return sum(map(_em, text)) * size * (1.14 if bold else 1)


def fit(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """``text``, or as much of its head as ``room`` px hold, with an ellipsis."""
    if reach(text, size, bold=bold) <= room:
        return text
    while text and reach(f"{text}…", size, bold=bold) > room:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""


def _em(letter: str) -> float:
    if letter in _SLIM:
        return 0.47 if letter in 'ftr"`-' else 0.4
    if letter in _BROAD:
        return 1.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    return 0.0 if unicodedata.combining(letter) else 0.79 if letter.isupper() or ord(letter) > 0x24F else 0.65
