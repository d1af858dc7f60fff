"""Of which kind a shift is: the classes' shares, what is seen, the rule itself, or classes that nobody learned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.kernels.stats.shift import Priors, black_box, likeliest, nearest, only_shares
from ninelives.report.words import list_and, percent

if TYPE_CHECKING:
    from ninelives.artifacts.sides import Sides

FEWEST = 30  # rows of either side, below which shares are not estimated
NEAR = 0.99  # quantile of the reference's own distances, beyond which a row is unlike all of it
FAR = 0.05  # share of such rows that is worth a word


def reckon(sides: Sides, *, shifted: bool, concept: float | None, alpha: float, seed: int) -> dict[str, Any]:
    """The kind of a shift, with the assumption that the word rests on.

    Args:
        sides: with a new one.
        shifted: whether any shift was found.
        concept: p-value of the labels given against what the model claims, corrected for nothing else; None without.
        alpha: level.
        seed: of the bootstrap.

    Returns:
        ``name`` (``none``, ``new-classes``, ``concept-change``, ``label-shift``, ``covariate-shift``, ``unknown``),
        ``words``, ``assumption``, and of the classes' shares what could be told.
    """
    assert sides.new is not None
    shares = _shares(sides, alpha, seed)
    told: dict[str, Any] = {"shares": shares, "strangers": _strangers(sides)}
    if others := _other_classes(sides):
        words = f"classes that it never learned: {list_and(others[:5])}"
        return {"name": "new-classes", "words": words, "assumption": "the labels given are right", **told}
    if concept is not None and concept <= alpha:
        words = "the rule itself: labels contradict what the model claims of rows like these"
        return {"name": "concept-change", "words": words, "assumption": "the labels given are right", **told}
    if not shifted:
        return {"name": "none", "words": "no shift was found", "assumption": "", **told}
    if shares is not None and shares["is"] and shares["moved"]:
        words = f"the classes' shares: {_said(shares)}"
        return {"name": "label-shift", "words": words, "assumption": "each class looks as it did", **told}
    if sides.reference.outputs is None or sides.reference.truth is None:
        words = "what is seen has changed; whether the answers have, nobody can tell without a model and its truth"
        return {"name": "unknown", "words": words, "assumption": "", **told}
    words = "what is seen has changed, and not just how common each class is"
    return {
        "name": "covariate-shift",
        "words": words,
        "assumption": "what is seen still decides the answer as it did: only labels could tell otherwise",
        **told,
    }


def _shares(sides: Sides, alpha: float, seed: int) -> dict[str, Any] | None:
    """How common the classes have become, by two estimates, and whether that is all that changed; None of numbers."""
    old, new = sides.reference, sides.new
    if new is None or sides.classes is None or old.outputs is None or new.outputs is None or old.truth is None:
        return None
    place = {name: at for at, name in enumerate(sides.classes)}
    truth = np.array([place.get(str(name), -1) for name in old.truth])
    known = truth >= 0
    if known.sum() < FEWEST or len(new) < FEWEST or len(np.unique(truth[known])) < len(place):
        return None
    said, true, scenes = old.outputs[known], truth[known], old.scenes[known]
    found = black_box(said, true, new.outputs, scenes=(scenes, new.scenes), level=1 - alpha / len(place), seed=seed)
    before = np.bincount(true, minlength=len(place)) / len(true)
    p = None if found.clouded else only_shares(said, true, new.outputs, seed=seed)
    is_it = p is not None and p > alpha
    return {
        "is": is_it,
        "moved": _moved(found),
        "p": p,
        "condition": float(found.condition) if np.isfinite(found.condition) else None,
        "classes": [
            {
                "class": name,
                "before": float(before[at]),
                "share": float(found.shares[at]) if is_it else None,
                "weight": float(found.weights[at]) if is_it else None,
                "interval": [float(found.low[at]), float(found.high[at])] if is_it else None,
                "likeliest": float(also[at]) if is_it else None,
            }
            for also in [likeliest(new.outputs, before)]
            for name, at in place.items()
        ],
        "why": _why(found, p, alpha),
    }


def _moved(found: Priors) -> bool:
    """Whether any class has surely become commoner or rarer."""
    return bool(((found.low > 1) | (found.high < 1)).any())


def _why(found: Priors, p: float | None, alpha: float) -> str:
    if found.clouded:
        return "the outputs hardly tell the classes apart, so nothing is corrected"
    if p is not None and p <= alpha:
        return f"more than the shares has changed (p {p:.3g}), so nothing is corrected"
    return "the new outputs look as the old ones would at these shares"


def _said(shares: dict[str, Any]) -> str:
    most = sorted(shares["classes"], key=lambda one: -abs(one["share"] - one["before"]))[:2]
    return list_and(f"{one['class']} {percent(one['before'])} before, {percent(one['share'])} now" for one in most)


def _other_classes(sides: Sides) -> list[str]:
    """Labels of new rows that the model has no class for."""
    new = sides.new
    if new is None or new.truth is None or sides.classes is None:
        return []
    return sorted({str(name) for name in new.truth if name is not None} - set(sides.classes))


def _strangers(sides: Sides) -> dict[str, Any] | None:
    """The share of new photos that lie farther from all of the reference than its own do from each other."""
    old, new = sides.reference, sides.new
    if new is None or sides.noun != "photo":
        return None
    if old.features is None or new.features is None or not old.features.shape[1] or len(old) < FEWEST:
        return None
    own, theirs = nearest(old.features, new.features)
    far = theirs > np.quantile(own, NEAR)
    share = float(far.mean())
    return {"share": share, "expected": 1 - NEAR, "told": bool(share > FAR)}
