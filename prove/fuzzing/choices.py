"""Bytes as decisions: the same bytes always bend the same file in the same way, whichever engine made them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, TypeVar

Thing = TypeVar("Thing")

ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 0.5, 1e308, 2**31, 2**63, 2**70, -(2**63)),
    *("", "0", "x" * 5000, "\0", "../../x", "/etc/hostname", "C:\\x", "\ud800", "ä\n\t'\"<b>", "nan", "2026-13-45"),
    *([], {}, [[]], [None], {"": None}, [1, "a", None], {"a": {"a": {"a": []}}}),
)


class Choices:
    """Decisions read off some bytes, two at a time; all are the first one when the bytes run out."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def below(self, count: int) -> int:
        number = int.from_bytes(self._data[self._at : self._at + 2], "little")
        self._at += 2
        return number % count

    def pick(self, things: Sequence[Thing]) -> Thing:
        return things[self.below(len(things))]

    def rest(self) -> bytes:
        return self._data[self._at :]


def bent(value: Any, choices: Choices, depth: int = 0) -> Any:
    """A copy of some JSON in which one place holds something odd, is gone, or stands twice."""
    if not isinstance(value, dict | list) or not value or (depth and choices.below(4) == 0):
        return choices.pick(ODD)
    copy = json.loads(json.dumps(value))
    key = choices.pick(sorted(copy)) if isinstance(copy, dict) else choices.below(len(copy))
    how = choices.below(8)
    if how == 0:
        del copy[key]
    elif how == 1 and isinstance(copy, list):
        copy.append(copy[key])
    elif how == 1:
        copy[f"{key}2"] = copy.pop(key)
    else:
        copy[key] = bent(copy[key], choices, depth + 1)
    return copy


def mutated(seed: bytes, other: bytes, random: Random) -> bytes:
    """A seed with a few bytes changed, lost, repeated, or taken from another: the engine where atheris is missing."""
    data = bytearray(seed)
    changes: list[Callable[[bytearray, int, int], None]] = [
        lambda d, at, _: d.__setitem__(at, random.randrange(256)),
        lambda d, at, _: d.__setitem__(at, d[at] ^ (1 << random.randrange(8))),
        lambda d, at, _: d.__setitem__(at, random.choice((0, 1, 0x7F, 0x80, 0xFF))),
        lambda d, at, n: d.__delitem__(slice(at, at + n)),
        lambda d, at, n: d.__setitem__(slice(at, at), d[at : at + n]),
        lambda d, at, n: d.__setitem__(slice(at, at), bytes(random.randrange(256) for _ in range(min(n, 16)))),
        lambda d, at, n: d.__setitem__(slice(at, at + n), other[at : at + n]),
        lambda d, at, _: d.__delitem__(slice(at, len(d))),
    ]
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        if data:
            random.choices(changes, (4, 4, 4, 2, 2, 2, 2, 1))[0](
                data, random.randrange(len(data)), random.choice((1, 4, 64))
            )
    return bytes(data)
