"""Each item decided: by how sure the machine is, where it lies, and what spot checks of late have said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ninelives.artifacts.envelope import KINDS, Envelope, places
from ninelives.artifacts.handoff.groups import Groups
from ninelives.artifacts.handoff.marks import drawn, marks
from ninelives.artifacts.handoff.reasons import reasons
from ninelives.artifacts.handoff.rule import ALONE, ASK, REFUSE, SIMULATED, sureness
from ninelives.kernels.stats.guarantee import Sets

if TYPE_CHECKING:
    import polars as pl

    from ninelives.artifacts.envelope import Places
    from ninelives.artifacts.handoff.handoff import Handoff
    from ninelives.artifacts.handoff.judged import Bools, Floats, Judged
    from ninelives.artifacts.handoff.state import State

GROWN: Final = 1.1  # times as many items as when gaps were last looked for


def decided(handoff: Handoff, state: State, batch: Judged) -> pl.DataFrame:
    """The table of decisions; ``state`` has grown by the batch. See ``Handoff.decide``."""
    import polars as pl

    where = places(handoff.envelope, batch.conditions, len(batch), world=handoff.facts["world"])
    state.meet(marks(handoff.digest, batch, state.decided), named=batch.keys is not None)
    crowded = _crowded(handoff, state, batch) & (where.kind < SIMULATED)
    score, broken = scored(handoff, batch)
    least = _least(handoff, state, where, batch)
    alone = (score >= least) & ~crowded & ~broken
    state.drawn = drawn(state.marks, handoff.facts["spot_rate"])
    check = _checkable(state, score) & state.drawn & _may(handoff, where) & ~crowded & ~broken
    decision = np.where(broken, REFUSE, np.where(alone, ALONE, ASK))
    said, sure = _said(handoff, batch, broken)
    kinds = np.array(KINDS, object)[where.kind]
    regions = np.array([*where.words, ""], object)[where.region]
    told = pl.DataFrame(
        {
            "item": batch.items,
            "decision": decision.astype(object),
            "prediction": said,
            "probability": sure,
            "reason": reasons(handoff, state, where, score, least, alone=alone, crowded=crowded, broken=broken),
            "check": check,
            "score": np.where(np.isfinite(score), score, np.nan),
            "kind": kinds,
            "region": regions,
        },
        schema_overrides={"decision": pl.String, "kind": pl.String, "region": pl.String},
    )
    return told.with_columns(*_beside(handoff, batch, ~alone))


def _beside(handoff: Handoff, batch: Judged, asked: Bools) -> list[pl.Series]:
    """What helps a person who is asked: the classes that may be the truth, or the ends of the interval."""
    import polars as pl

    if handoff.classes is None:
        ends = batch.outputs[:, 1:] if batch.outputs.shape[1] > 1 else np.full((len(batch), 2), np.nan)
        return [pl.Series(name, ends[:, at]).fill_nan(None) for at, name in enumerate(("lower", "upper"))]
    told = handoff.facts["sets"]
    if told is None:
        return []
    sets = Sets(float(told["level"]), np.array(told["floors"], float))
    held = sets.of(np.nan_to_num(batch.outputs[asked]), _group(handoff, batch.select(asked)))
    found: list[list[str] | None] = [None] * len(batch)
    for at, row in zip(np.flatnonzero(asked).tolist(), held, strict=True):
        found[at] = [handoff.classes[place] for place in np.flatnonzero(row).tolist()]
    return [pl.Series("set", found, dtype=pl.List(pl.String))]


def _least(handoff: Handoff, state: State, where: Places, batch: Judged) -> Floats:
    """The score that each item needs by now: checks that fail raise it everywhere, and may hand all over."""
    active = state.threshold
    if active is None:
        return np.full(len(batch), np.inf)
    seen = None if handoff.rule.threshold is None else active
    return np.maximum(handoff.rule.least(where.kind, _group(handoff, batch), seen), active)


def _may(handoff: Handoff, where: Places) -> Bools:
    """Where it may decide alone at all: what is checked elsewhere tells nothing of what was promised."""
    trusted = handoff.rule.simulated is not None
    return np.asarray((where.kind < SIMULATED) | ((where.kind == SIMULATED) & trusted))


def scored(handoff: Handoff, batch: Judged) -> tuple[Floats, Bools]:
    """The score of each item, and whether what was said of it is no answer at all."""
    broken: Bools = np.asarray(~np.isfinite(batch.outputs).all(axis=1))
    if handoff.classes is None:
        assert handoff.doubt is not None
        clean = np.where(broken[:, None], 0.0, batch.outputs)
        return sureness(clean, handoff.doubt), broken
    broken |= (batch.outputs < -1e-6).any(axis=1) | (batch.outputs > 1 + 1e-6).any(axis=1)
    return sureness(np.where(broken[:, None], 0.0, batch.outputs)), broken


def _group(handoff: Handoff, batch: Judged) -> Any:
    """The group of each item, where each group has a promise of its own."""
    told = handoff.facts["groups"]
    return None if told is None else Groups.from_json(told).place(batch, handoff.envelope)


def _crowded(handoff: Handoff, state: State, batch: Judged) -> Bools:
    """Items of regions that are visited more than the artifact's own sampling explains, by all that came so far.

    What comes again is no new visit.
    """
    if not handoff.envelope.axes:
        return np.zeros(len(batch), bool)
    if state.visited is None or state.new.any():
        new = batch.select(state.new)
        conditions = {axis.name: new.conditions.get(axis.name) for axis in handoff.envelope.axes}
        now = Envelope.of(conditions, new.scenes, world=handoff.facts["world"], axes=handoff.envelope.axes)
        state.visited = now if state.visited is None else state.visited | now
    if state.gaps is None or state.decided >= GROWN * state.looked:
        state.gaps, state.looked = handoff.envelope.gaps(state.visited), state.decided
    return np.asarray(state.gaps.hold(batch.conditions, len(batch)))


def _checkable(state: State, score: Floats) -> Bools:
    """Items that were, or might again be, decided alone: those are checked whatever is decided now."""
    if state.realised is None:
        return np.zeros(len(score), bool)
    return np.asarray(score >= state.realised.levels[0].threshold)


def _said(handoff: Handoff, batch: Judged, broken: Bools) -> tuple[Any, Any]:
    """What the machine says, and how sure it is of it; of numbers the number, and nothing."""
    import polars as pl

    if handoff.classes is None:
        return pl.Series(
            [None if b else v for b, v in zip(broken.tolist(), batch.outputs[:, 0].tolist(), strict=True)]
        ), (pl.Series([None] * len(batch), dtype=pl.Float64))
    names = np.array([*handoff.classes, None], object)
    best = np.where(broken, len(handoff.classes), np.nan_to_num(batch.outputs).argmax(axis=1))
    sure = np.where(broken, np.nan, batch.outputs.max(axis=1))
    return pl.Series(names[best].tolist(), dtype=pl.String), pl.Series(sure).fill_nan(None)
