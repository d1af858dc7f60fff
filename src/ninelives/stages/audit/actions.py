"""What to do about it, ranked by what it would gain, with a line to paste for each."""

from __future__ import annotations

import shlex
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.envelope import speak
from ninelives.artifacts.model import Model
from ninelives.artifacts.model.tables import TableModel
from ninelives.kernels.stats.tempering import temperature
from ninelives.report.words import percent, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ninelives.artifacts.envelope import Gaps
    from ninelives.artifacts.sides import Sides

SEEN = 30  # scenes of a region that is seen
LABELLED = 50  # new rows with a truth, from which a temperature is told
COOL = 0.8  # temperature, or its inverse, within which nothing is gained


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do.

    Attributes:
        what: in a few words.
        why: what it rests on, in words.
        gain: at most so many more of the new rows would be decided rightly, as a share; of numbers, so much of the
            error would go. None where nobody knows.
        command: to paste.
    """

    what: str
    why: str
    gain: float | None
    command: str

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that was found, as far as it decides what to do.

    Attributes:
        sides: what was compared.
        gaps: never seen.
        kind, harm: what was reckoned.
        shifted: whether any shift was found.
        handed: rows that lie in gaps.
        reference, new, out: how the artifacts are typed in a shell.
    """

    sides: Sides
    gaps: Gaps
    kind: dict[str, Any]
    harm: dict[str, Any]
    shifted: bool
    handed: int
    reference: str
    new: str
    out: str

    @property
    def rows(self) -> int:
        """How many new ones there are."""
        return 0 if self.sides.new is None else len(self.sides.new)

    @property
    def lost(self) -> float | None:
        """What the shift costs, as a share; None where nobody knows."""
        here, before = self.harm["value"], self.harm["before"]
        if here is None or before is None:
            return None
        more = before - here if self.harm["measure"] == "accuracy" else 1 - before / max(here, 1e-12)
        return max(float(more), 0.0)

    def train(self, data: str) -> str:
        """The model again, from some other data with labels."""
        model = self.sides.model
        how = f"--target {shlex.quote(model.target)}" if isinstance(model, TableModel) else "--labels LABELS.csv"
        return f"ninelives train {data} {how}"

    def audit(self, *more: str) -> str:
        """This audit again, with more options."""
        return " ".join(["ninelives audit", self.reference, self.new, *more])


def ranked(case: Case) -> list[Action]:
    """Everything that would help, what gains most first; what nobody can weigh comes last."""
    found = [
        *_hand_over(case),
        *_retrain(case),
        *_reweight(case),
        *_recalibrate(case),
        *_relearn(case),
        *_collect(case),
        *_label(case),
    ]
    return sorted(found, key=lambda each: (each.gain is None, -(each.gain or 0.0)))


def _hand_over(case: Case) -> Iterator[Action]:
    if not case.handed:
        return
    share = case.handed / case.rows
    wrong = 1 - case.harm["value"] if case.harm.get("measure") == "accuracy" and case.harm.get("value") else None
    what = f"hand {plural(case.handed, case.sides.noun)} over to a human"
    why = f"{percent(share)} of the new ones lie where nothing was seen; {case.out}/handover.csv names them"
    yield Action(what, why, None if wrong is None else share * min(1.0, wrong / share), _handing(case))


def _handing(case: Case) -> str:
    """A model hands over itself; without one the items are named."""
    if case.sides.model is None:
        return f"cat {case.out}/handover.csv"
    return f"ninelives defer {case.reference} --new {case.new}"


def _retrain(case: Case) -> Iterator[Action]:
    """Copies in other light stand in for a light that was never seen."""
    dark = any(name == "light" for gap in case.gaps for name, _ in gap.conditions)
    if dark and isinstance(case.sides.model, Model) and case.sides.model.origin is None:
        use = "" if case.sides.new is None else f' --deployment "{_range(case.gaps)}"'
        yield Action(
            "retrain with brightness and noise",
            "copies in that light make it simulated: an estimate there, and no guarantee",
            case.lost,
            f"ninelives train PHOTOS --biases brightness,noise{use}",
        )


def _range(gaps: Gaps) -> str:
    """The light that was never seen, as a use is declared."""
    bins = [(axis, each) for gap in gaps for axis, (_, each) in zip(gap.axes, gap.conditions, strict=True)]
    ends = [
        (axis.step * each, axis.step * (each + 1))
        for axis, each in bins
        if axis.name == "light" and axis.step and isinstance(each, int)
    ]
    return f"light={min(low for low, _ in ends):g}-{max(high for _, high in ends):g}" if ends else "light=0-0.1"


def _reweight(case: Case) -> Iterator[Action]:
    """Where only the classes' shares changed, the probabilities are told anew by their weights."""
    if case.kind.get("name") != "label-shift":
        return
    weights = [one["weight"] for one in case.kind["shares"]["classes"]]
    gain = _gain_of_weights(case.sides, np.array(weights))
    told = ", ".join(f"{weight:.3g}" for weight in weights)
    line = f"p = model.predict_proba(new) * [{told}]; p /= p.sum(axis=1, keepdims=True)"
    yield Action(
        "reweight the answers by the new shares", "each class looks as it did, and is commoner or rarer", gain, line
    )


def _gain_of_weights(sides: Sides, weights: np.ndarray) -> float:
    """How many more of the reference's rows, weighted to the new shares, are right after the correction."""
    old, classes = sides.reference, sides.classes
    assert old.outputs is not None
    assert old.truth is not None
    assert classes is not None
    place = {name: at for at, name in enumerate(classes)}
    truth = np.array([place.get(str(name), -1) for name in old.truth])
    known = truth >= 0
    said, truth = old.outputs[known], truth[known]
    weight = weights[truth]
    after = (said * weights).argmax(axis=1) == truth
    before = said.argmax(axis=1) == truth
    return float(max(0.0, ((after.astype(float) - before) * weight).sum() / max(weight.sum(), 1e-12)))


def _recalibrate(case: Case) -> Iterator[Action]:
    """Where labels show that it is as often right as before and no longer as sure as it should be, or the reverse."""
    new, classes = case.sides.new, case.sides.classes
    if new is None or classes is None or new.outputs is None or new.truth is None:
        return
    place = {name: at for at, name in enumerate(classes)}
    truth = np.array([place.get(str(name), -1) for name in new.truth])
    known = truth >= 0
    if known.sum() < LABELLED:
        return
    said, truth = new.outputs[known], truth[known]
    heat = temperature(said, truth)
    if COOL < heat < 1 / COOL:
        return
    sure, right = float(said.max(axis=1).mean()), float((said.argmax(axis=1) == truth).mean())
    yield Action(
        f"recalibrate: temperature {heat:.2g}",
        f"it is {percent(sure)} sure here and {percent(right)} right; no answer changes, only how sure it is",
        None,
        f"p = model.predict_proba(new) ** (1 / {heat:.3g}); p /= p.sum(axis=1, keepdims=True)",
    )


def _relearn(case: Case) -> Iterator[Action]:
    if case.kind.get("name") not in ("concept-change", "new-classes") or not case.rows:
        return
    why = (
        "the labels say that the rule itself is another one"
        if case.kind["name"] == "concept-change"
        else ("no model answers with a class that it never learned")
    )
    yield Action("learn from new labels", why, case.lost, case.train(case.new))


def _collect(case: Case) -> Iterator[Action]:
    if not case.gaps:
        return
    lacking = sum(SEEN - gap.scenes for gap in case.gaps)
    first, *rest = speak(case.gaps)
    where = first.split(": ")[0]
    more = f", and in {plural(len(rest), 'region')} more" if rest else ""
    if case.sides.noun == "photo":
        command = "ninelives collect OLD NEW"
    elif case.sides.model is None:
        command = f"ninelives audit MORE {case.new}"
    else:
        command = case.train("MORE.csv")
    yield Action(
        f"collect {plural(lacking, 'scene')}: {where}{more}",
        f"{SEEN} scenes of a region make it seen, and a guarantee can hold there",
        case.lost,
        command,
    )


def _label(case: Case) -> Iterator[Action]:
    if case.sides.model is None or not case.rows or case.harm.get("labels") or not (case.gaps or case.shifted):
        return
    yield Action(
        "label the rows that tell most",
        f"with labels the harm is a bound that holds; {case.out}/relabel.csv lists whose",
        None,
        case.audit("--labels", shlex.quote(f"{case.out}/relabel.csv")),
    )
