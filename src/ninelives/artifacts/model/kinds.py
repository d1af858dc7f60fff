"""What a model tells of kinds that nobody labelled, and whether it makes sense.

``names`` ("thing 1", …, the largest first), ``sizes`` (photos of each), ``there`` (whether all kinds are apart) with
``p`` (of the hypothesis that two of them are one), ``agreement`` (mean share of the photos that two halves of the
scenes sort alike; null where there were too few to halve), ``range`` (its least and greatest over ``halvings``),
``between`` (of each two ``kinds``: photos ``near`` either centre and ``half_way`` in one half, and ``p``), ``typical``
and ``doubtful`` (items of each kind that ``pictures`` shows), and ``labels`` (of each named ``kind`` its ``name`` and
the ``counts`` of what its labels said, in the order of ``names``; empty before anybody named one).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.model import values
from ninelives.kernels.nets.rungs import Kinds

if TYPE_CHECKING:
    from ninelives.kernels.nets.rungs import Rung


def check(told: Mapping[str, Any], rung: Rung, classes: tuple[str, ...]) -> None:
    """Raises ValueError, KeyError or TypeError where a part cannot be what ``Model.save`` wrote."""
    names, k = told["names"], len(told["names"])
    if not isinstance(rung, Kinds) or len(rung.centres) != k:
        raise ValueError("its kinds are not those of its rung")
    if not _texts(names) or len(set(names)) < k or (told["labels"] == [] and tuple(names) != classes):
        raise ValueError("its kinds have no names of their own")
    for part in ("sizes", "typical", "doubtful"):
        if len(told[part]) != k:
            raise ValueError(f"its kinds lack their {part}")
    if not all(_texts(items) for items in (*told["typical"], *told["doubtful"])):
        raise ValueError("a picture of a kind has no name")
    _check_evidence(told)
    if type(told["labels"]) is not list or [heard["kind"] for heard in told["labels"]] not in ([], names):
        raise ValueError("its labels do not name its kinds, one after the other")
    for heard in told["labels"]:
        if heard["name"] not in classes or not _texts(list(heard["counts"])):
            raise ValueError("a label names no kind")
        _check_numbers(*heard["counts"].values())


def _check_evidence(told: Mapping[str, Any]) -> None:
    if type(told["there"]) is not bool:
        raise ValueError("it does not say whether its kinds are there")
    halved = [] if told["agreement"] is None else [told["agreement"], *values.two(told["range"])]
    _check_numbers(*told["sizes"], told["p"], told["halvings"], *halved)
    for pair in told["between"]:
        if not set(values.two(pair["kinds"])) <= set(told["names"]):
            raise ValueError("what lies between two kinds names others")
        _check_numbers(*values.two(pair["near"]), pair["half_way"], pair["p"])


def _texts(told: Any) -> bool:
    return isinstance(told, list) and all(isinstance(text, str) for text in told)


def _check_numbers(*numbers: Any) -> None:
    if not values.numbers(*numbers):
        raise ValueError("its kinds are told with what is no number")
