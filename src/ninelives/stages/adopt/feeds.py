"""Which column of a table a network of rows is given where."""

from __future__ import annotations

from collections.abc import Sequence

from ninelives.artifacts.glance import few, plural
from ninelives.artifacts.table import Coding
from ninelives.artifacts.table.coding import Feature
from ninelives.artifacts.table.column import BOOLEAN, CATEGORY
from ninelives.errors import NinelivesError
from ninelives.kernels.nets.foreign import Columns, Rows
from ninelives.kernels.nets.rungs.tables.foreign import Feed

ASSUMED = "its {many} are taken for {names}, in the order of DATA"


def feeds_of(takes: Rows | Columns, coding: Coding, told: Sequence[str] | None) -> tuple[tuple[Feed, ...], str]:
    """One feed for each column of a network, in its order, and what was assumed of them.

    Args:
        takes: what the network takes.
        coding: of the table.
        told: names of the columns, in the network's order; its own, or those of the table, where nothing is said.

    Raises:
        NinelivesError: columns are missing, are too many or too few, or hold something else; all faults at once.
    """
    features = {feature.name: at for at, feature in enumerate(coding.features) if feature.name == feature.column}
    wanted = takes.sizes[0]
    own = takes.names if isinstance(takes, Columns) else None
    names = tuple(told or own or coding.names)
    if len(names) != wanted:
        what = f"it takes {plural(wanted, 'column')}, and {'--columns names' if told else 'DATA has'} {len(names):,}"
        raise NinelivesError(f"{what}: {few(names)}", fix="--columns A,B, one name for each column, in its order")
    faults = [f"DATA has no column '{name}'" for name in names if name not in coding.names]
    faults += [f"'{name}' holds dates" for name in names if name in coding.names and name not in features]
    words = [isinstance(takes, Columns) and dtype == "str" for dtype in _dtypes(takes)]
    feeds = []
    for name, wordy in zip(names, words, strict=True):
        if name in features:
            feature = coding.features[features[name]]
            faults += _faults(feature, wordy=wordy)
            feeds.append(Feed(features[name], feature.categories if wordy else ()))
    if faults:
        fix = "rename the columns of DATA as the model has them, or --columns A,B in its order"
        raise NinelivesError(f"the rows cannot be given to it: {'; '.join(faults)}", fix=fix)
    assumed = "" if told or own else ASSUMED.format(many=plural(wanted, "column"), names=few(names))
    return tuple(feeds), assumed


def _dtypes(takes: Rows | Columns) -> Sequence[str]:
    return takes.dtypes if isinstance(takes, Columns) else [takes.dtype] * takes.columns


def _faults(feature: Feature, *, wordy: bool) -> list[str]:
    if wordy and feature.kind != CATEGORY:
        holds = "yes and no" if feature.kind == BOOLEAN else "numbers"
        return [f"'{feature.name}' holds {holds}, and it takes words there"]
    if not wordy and feature.kind == CATEGORY:
        return [f"'{feature.name}' holds words ({few(feature.categories, 3)}), and it takes numbers there"]
    return []
