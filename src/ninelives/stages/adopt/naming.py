"""Which output of a model made elsewhere is which class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ninelives.artifacts.glance import few
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign import compare


@dataclass(frozen=True, slots=True)
class Named:
    """The classes, in the order of the outputs.

    Attributes:
        classes: their names.
        note: what was assumed of them, or is not known, a sentence; empty where nothing was.
    """

    classes: tuple[str, ...]
    note: str = ""


def named(count: int, own: Sequence[str], told: Sequence[str] | None, labels: Sequence[str], noun: str) -> Named:
    """Name so many outputs: as they were told, else as the file has them, else by the labels in their order.

    Args:
        count: outputs.
        own: names that the file has; none where it has none.
        told: names that the user gave.
        labels: the different labels of what it is judged on, sorted.
        noun: what is judged, ``photo`` or ``row``.

    Raises:
        NinelivesError: so many were not named, or a label is none of the names.
    """
    fix = "--classes A,B, one name for each output, in their order"
    if told is None and own and not set(own) & set(labels) and len(labels) == count:
        note = f"its file calls the classes {few(own)}; they are taken for {few(labels)}, in the order of the alphabet"
        return Named(tuple(labels), note)
    if told is None and not own and len(labels) != count:
        shown = f"the {noun}s show {len(labels):,}: {few(labels)}"
        raise NinelivesError(f"it tells {count:,} classes apart and does not name them, and {shown}", fix=fix)
    if told is None and not own:
        return Named(tuple(labels), f"its outputs are taken for {few(labels)}, in the order of the alphabet")
    classes = tuple(told or own)
    if len(classes) != count:
        raise NinelivesError(
            f"it tells {count:,} classes apart, and {len(classes):,} were named: {few(classes)}", fix=fix
        )
    if strangers := [label for label in labels if label not in classes]:
        raise NinelivesError(
            f"the {noun}s show {few(strangers)}, and the classes that it tells apart are {few(classes)}",
            fix=f"{fix}; or leave these {noun}s out",
        )
    unseen = [name for name in classes if name not in labels]
    return Named(classes, f"no {noun} shows {few(unseen)}: nothing is known of how it does there" if unseen else "")


def order(
    y: np.ndarray, said: np.ndarray, scene: np.ndarray, held: np.ndarray, classes: Sequence[str], typed: str
) -> str:
    """What to say aloud where the classes stand in another order than they were named in; empty where they do not.

    The order that fits best is chosen on some items, and compared with the told one on the others.

    Args:
        y: class of each item, shape (n,).
        said: class that it was taken for.
        scene: of each item.
        held: mask of those that the orders are compared on; on all of them where none is held.
        classes: as they were named.
        typed: how to say so, before the names in the other order.
    """
    from scipy.optimize import linear_sum_assignment

    if not held.any():
        held = np.ones(len(y), bool)
    chosen = ~held if not held.all() else held
    counts = np.zeros((len(classes), len(classes)))
    np.add.at(counts, (said[chosen], y[chosen]), 1)
    _, meant = linear_sum_assignment(counts + np.eye(len(classes)) / 2, maximize=True)
    if (meant == np.arange(len(classes))).all():
        return ""
    verdict = compare((said == y)[held], {"": (meant[said] == y)[held]}, scene[held])
    if (other := verdict.suspected) is None:
        return ""
    share = f"right in {100 * other.accuracy:.1f} % instead of {100 * verdict.accuracy:.1f} %"
    return f"Its classes seem to stand in another order: {share} {typed} {','.join(classes[at] for at in meant)}"
