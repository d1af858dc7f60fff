"""What each added rule gains: the list grows one by one, and shows where it stops paying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.archive.gauges import FactsGauge
from ninelives.artifacts.properties import READERS, measured
from ninelives.kernels.nets.rungs import Rules
from ninelives.kernels.stats import clustered, mean_of_scenes
from ninelives.stages.train import ladder
from ninelives.stages.train.rungs import rules
from ninelives.stages.train.spec import TrainSpec
from ninelives.stages.train.written import Rulebook, Written

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Archive
    from ninelives.stages.train.ready import Ready
    from ninelives.store.cache import Cache


def facts(
    book: Rulebook | None,
    climbed: Mapping[str, ladder.Climbed],
    part: Archive,
    task: ladder.Task,
    final: Ready,
    spec: TrainSpec,
    cache: Cache,
) -> dict[str, Any]:
    """What the model says of its properties and its rules: ``properties``, ``rules`` (None where none were tried).

    Args:
        book: the user's own rules.
        climbed: all rungs.
        part: the photos that they were fitted on.
        task: what was learned of them.
        final: the chosen rung, with the copies that it learned from.
        spec: of the ladder.
        cache: the user's.
    """
    known = [each.to_json() for each in (*measured(), *task.asked)] if set(climbed) & set(READERS) else []
    if "rules" not in climbed:
        return {"properties": known, "rules": None}
    rung, gauge = climbed["rules"].rung, FactsGauge(task.asked)
    assert isinstance(rung, Rules)
    own = final.climbed.rung is rung
    copies = final.plan.copies(gauge, part, cache) if own else ladder.Copies.none()
    told = steps(rung, part.vectors(gauge, cache=cache), task, copies, spec)
    return {"properties": known, "rules": {**_written(book, task.written), "steps": told, "enough": enough(told)}}


def _written(book: Rulebook | None, written: Written | None) -> dict[str, Any]:
    if book is None or written is None:
        return {"written": [], "otherwise": None, "tail": 0}
    lines = [
        {"text": line.text, "class": line.rule.kind, "leaf": leaf}
        for line, leaf in zip(book.lines, written.leaf.tolist(), strict=True)
    ]
    return {"written": lines, "otherwise": book.otherwise, "tail": written.tail}


def steps(
    rung: Rules, x: np.ndarray, task: ladder.Task, copies: ladder.Copies, spec: TrainSpec
) -> list[dict[str, Any]]:
    """How often lists of one rule, of two, of three and so on are right, on the folds of the ladder.

    The first rule is what is said of every photo; then come the written ones in their order, and then the learned ones
    as the tree grew. In each fold the learner finds rules of its own, so a gain there is that of a list one rule
    longer. It is paired photo by photo, and its interval is over scenes.

    Args:
        rung: as fitted on all photos; it has as many rules as the last list.
        x: what it sees of the photos, float32 of shape (photos, properties).
        task: what is to be learned of them.
        copies: that are learned from beside the photos.
        spec: folds and seed.

    Returns:
        For each list ``score``, ``interval``, ``error``, ``gain`` over the list before and ``gain_interval``, which of
        the first are 0.
    """
    written = task.written or Written.nothing()
    many = len(written.leaf) + leaves(rung, written.tail)
    fold = ladder.folds_of(task, spec.folds, spec.seed)
    said = np.empty((many, len(x)), np.int64)
    for number in np.unique(fold):
        out = fold == number
        part = rules.fit(ladder.lesson("rules", x, task, ~out, copies, spec.seed))
        said[:, out] = growing(part, written, x[out], many)
    right = said == task.y
    return [_step(right[at], right[at - 1] if at else right[0], task.scene) for at in range(many)]


def enough(told: list[dict[str, Any]]) -> int:
    """Rules of the shortest list within one standard error of the best: what comes after does not pay for sure."""
    best = max(told, key=lambda step: step["score"])
    return 1 + next(at for at, step in enumerate(told) if step["score"] >= best["score"] - best["error"])


def leaves(rung: Rules, tail: int) -> int:
    """How many rules were learned, of what the written ones leave at the node ``tail``."""
    return int((rung.feature[tail:] < 0).sum())


def growing(rung: Rules, written: Written, x: np.ndarray, many: int) -> np.ndarray:
    """What lists of one rule up to ``many`` say, each the beginning of the next, int64 of shape (many, rows).

    The last is the rung itself, should it have more rules than that.
    """
    rule = written.caught(x)
    rule[rule < 0] = len(written.leaf)
    lists = [_first(rung, written, rule, at) for at in range(len(written.leaf))]
    said, node = np.append(written.kind, 0)[rule], np.full(len(x), written.tail)
    for split in [None, *splits(rung, written.tail)]:
        if split is not None:
            here = node == split
            low = x[here, rung.feature[split]] <= rung.threshold[split]
            node[here] = np.where(low, rung.left[split], rung.right[split])
        lists.append(np.where(rule < len(written.leaf), said, rung.value[node].argmax(axis=1)))
    shorter = lists[: many - 1]
    return np.array([*shorter, *[lists[-1]] * (many - len(shorter))])


def splits(rung: Rules, tail: int) -> list[int]:
    """The questions of the tree at the node ``tail``, in the order in which it grew: its nodes are numbered so."""
    inner = tail + np.flatnonzero(rung.feature[tail:] >= 0)
    return [int(node) for node in inner[np.argsort(rung.left[inner])]]


def _first(rung: Rules, written: Written, rule: np.ndarray, count: int) -> np.ndarray:
    """What the first written rules say, and of the rest the class that the writer named, or their commonest."""
    if written.otherwise is not None:
        rest = written.otherwise
    else:
        seen = rung.photos[[*written.leaf[count:], written.tail]].sum(axis=0)
        rest = int((seen if seen.any() else rung.photos[0]).argmax())
    return np.where(rule < count, written.kind[np.minimum(rule, len(written.leaf) - 1)], rest)


def _step(right: np.ndarray, before: np.ndarray, scene: np.ndarray) -> dict[str, Any]:
    score, error, low, high = clustered(right, scene)
    gain, least, most = mean_of_scenes(right.astype(float) - before, scene)
    return {"score": score, "interval": [low, high], "error": error, "gain": gain, "gain_interval": [least, most]}
