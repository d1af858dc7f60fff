"""Any small condition, and the slow reader that a compiled one is compared with."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from hypothesis import strategies as st

from ninelives.stages.train.written.grammar import Comparison, Condition, Every, Not, Rule, Some

NAMES = ("a", "b", "long name")
NUMBERS = (-1.0, 0.0, 0.1, 0.5, 1.0, 2.5)
ANY_NAME, ANY_NUMBER = st.sampled_from(NAMES), st.sampled_from(NUMBERS)
SIGNS = ("<", "<=", ">", ">=", "=")


def comparisons(names: st.SearchStrategy[str], numbers: st.SearchStrategy[float]) -> st.SearchStrategy[Comparison]:
    single = st.builds(Comparison, names, st.sampled_from(SIGNS), st.tuples(numbers))
    truth = st.builds(Comparison, names, st.sampled_from(["yes", "no"]))
    return single | truth | st.builds(Comparison, names, st.just("between"), st.tuples(numbers, numbers))


def conditions(
    names: st.SearchStrategy[str] = ANY_NAME, numbers: st.SearchStrategy[float] = ANY_NUMBER, leaves: int = 6
) -> st.SearchStrategy[Condition]:
    """Conditions of up to so many comparisons."""
    base = comparisons(names, numbers)
    return st.recursive(
        base,
        lambda inner: (
            st.builds(Not, inner)
            | st.builds(Every, st.lists(inner, min_size=2, max_size=3).map(tuple))
            | st.builds(Some, st.lists(inner, min_size=2, max_size=3).map(tuple))
        ),
        max_leaves=leaves,
    )


def rules(kinds: tuple[str, ...] = ("cat", "dog")) -> st.SearchStrategy[list[Rule]]:
    """Ordered lists, down to none."""
    return st.lists(st.builds(Rule, conditions(), st.sampled_from(kinds)), max_size=4)


def holds(condition: Condition, photo: Mapping[str, np.float32]) -> bool:
    """Whether a condition holds, read as a person would."""
    if isinstance(condition, Not):
        return not holds(condition.of, photo)
    if isinstance(condition, Every):
        return all(holds(part, photo) for part in condition.of)
    if isinstance(condition, Some):
        return any(holds(part, photo) for part in condition.of)
    value, ends = photo[condition.name], [np.float32(number) for number in condition.numbers]
    if condition.sign in ("yes", "no"):
        return bool((value > 0.5) == (condition.sign == "yes"))
    told = {
        "<": value < ends[0],
        "<=": value <= ends[0],
        ">": value > ends[0],
        ">=": value >= ends[0],
        "=": value == ends[0],
        "between": ends[0] < value <= ends[-1],
    }
    return bool(told[condition.sign])


def corners() -> list[np.float32]:
    """Numbers of which each side of every threshold has one."""
    ends = [np.float32(number) for number in (*NUMBERS, 0.5)]
    near = [np.nextafter(end, np.float32(side)) for end in ends for side in (-np.inf, np.inf)]
    return sorted({*ends, *near})
