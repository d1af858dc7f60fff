"""Columns that say what another says: no leak, but one thing counted twice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import permutations

from ninelives.artifacts.table.leaks.coded import Coded, chance_of, table
from ninelives.artifacts.table.leaks.leak import CHANCE, DERIVED, SAME, Leak

FEW = 60  # columns of which every pair is looked at
VALUES = 50  # of a column that another may follow from


def same(coded: Mapping[str, Coded]) -> list[Leak]:
    """Columns that rename an earlier one."""
    found, first = [], dict[bytes, str]()
    for name, column in coded.items():
        if not 2 <= column.count <= len(column.code) // 2:
            continue
        other = first.setdefault(column.code.tobytes(), name)
        if other != name and _sure(coded[other], column, len(coded)):
            what = f"'{name}' says the same as '{other}'"
            found.append(Leak(name, SAME, what, {"other": other, "values": column.count}))
    return found


def derived(coded: Mapping[str, Coded], besides: Iterable[str] = ()) -> list[Leak]:
    """Columns whose value follows from one other's, which has more of them; each is told once."""
    left = set(besides)
    few = {name: column for name, column in coded.items() if 2 <= column.count <= VALUES and name not in left}
    if len(few) > FEW:
        return []
    found = []
    for name, other in permutations(few, 2):
        one, two = few[name], few[other]
        if name in left or one.count >= two.count or not _follows(one, two) or not _sure(two, one, len(few) ** 2):
            continue
        left.add(name)
        what = f"'{name}' follows from '{other}'"
        found.append(Leak(name, DERIVED, what, {"other": other, "values": one.count}))
    return found


def _follows(one: Coded, two: Coded) -> bool:
    """Whether each value of two has one of one."""
    return int((table(two.code, one.code) > 0).sum()) == two.count


def _sure(groups: Coded, column: Coded, tried: int) -> bool:
    return groups.count <= 1000 and chance_of(table(groups.code, column.code)) <= math.log(CHANCE / max(tried, 1))
