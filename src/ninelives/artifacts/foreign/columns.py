"""Which columns of a table made elsewhere hold the probability of which class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ninelives.artifacts.archive.columns import GIVEN, MEASURED
from ninelives.artifacts.archive.tables import LABELS, PATHS
from ninelives.kernels.nets.foreign.faults import Fault, named

if TYPE_CHECKING:
    import polars as pl

PREFIXES: Final = ("p_", "prob_", "probability_", "logit_", "score_")
WORDS: Final = frozenset(
    {"item", "prediction", "predicted", "probability", "confidence", "scene", "votes", "id", "index", ""}
    | {*PATHS, *LABELS, *GIVEN, *MEASURED}
)  # what tables of predictions hold besides
TOLD: Final = 8  # columns told by name


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that are used.

    Attributes:
        names: of the columns, one a class.
        classes: what they are the probabilities of.
        second: there is one column for two classes, and it is the second's.
        notes: columns of numbers that are left alone, in words.
        faults: what is wrong with them.
    """

    names: tuple[str, ...]
    classes: tuple[str, ...]
    second: bool
    notes: tuple[str, ...]
    faults: tuple[Fault, ...]


def choose(frame: pl.DataFrame, key: str | None, classes: Sequence[str] | None) -> Columns:
    """Find the classes' columns: those with the prefix that most have, or else those named as classes are.

    Args:
        frame: the table.
        key: its column of items.
        classes: the classes that it must have, in this order; those that its columns name where left out.
    """
    free = [name for name in frame.columns if name != key]
    sets = {
        prefix: {name.removeprefix(prefix): name for name in free if name.startswith(prefix)} for prefix in PREFIXES
    }
    prefix = max(PREFIXES, key=lambda each: len(sets[each]))
    numbers = {name: name for name in free if frame.schema[name].is_numeric() and name.lower() not in WORDS}
    plain = {name: name for name in free if name in classes} if classes else numbers
    found = sets[prefix] if sets[prefix] and not (classes and len(plain) == len(classes)) else plain
    faults = _check(frame, found, classes)
    second = classes is not None and len(classes) == 2 and list(found) == [classes[1]]
    wanted = list(classes) if classes else list(found)
    chosen = [name for name in wanted if name in found]
    left = [name for name in numbers if name not in found.values()]
    notes = (f"columns of numbers that name no class were left alone: {_listed(left)}",) if left else ()
    return Columns(tuple(found[name] for name in chosen), tuple(wanted), second, notes, tuple(faults))


def _check(frame: pl.DataFrame, found: dict[str, str], classes: Sequence[str] | None) -> list[Fault]:
    faults = []
    if not found or (classes is None and len(found) < 2):
        fix = "name the columns p_CLASS, one for each class; with one column: --classes NO,YES"
        faults.append(Fault(f"it has no column for each class: it has {_listed(frame.columns)}", fix))
    if words := [name for name in found.values() if not frame.schema[name].is_numeric()]:
        faults.append(Fault(f"no numbers stand in {_listed(words)}", "write a number in every row, with a point"))
    if classes is not None and found:
        if unknown := [name for name in found if name not in classes]:
            fix = f"the classes are {_listed(list(classes))}; rename these columns, or drop them"
            faults.append(Fault(f"it has columns for classes that are not there: {_listed(unknown)}", fix))
        missing = [name for name in classes if name not in found]
        if missing and not (len(classes) == 2 and list(found) == [classes[1]]):
            faults.append(Fault(f"it has no column for {_listed(missing)}", f"add the column p_{missing[0]}"))
    return faults


def _listed(names: Sequence[str]) -> str:
    return ", ".join(named(name) for name in names[:TOLD]) + (", …" if len(names) > TOLD else "")
