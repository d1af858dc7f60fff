"""Rung 4: a small convolutional network, trained from scratch.

Of many pictures that are small themselves (``look.closely``) it is another network: one that sees them as they are,
since what counts may be a few pixels wide. How it learns is ``kernels/nets/network/lesson.py``. The amount of work is
fixed beforehand, in photos shown, so that the same photos give the same network whatever the clock did.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.artifacts.archive import threads
from ninelives.kernels.nets.network.graph import Layer
from ninelives.kernels.nets.pixels import blocks, mean_and_deviation
from ninelives.kernels.nets.rungs import Network
from ninelives.kernels.stats import mean_of_scenes
from ninelives.stages.train.rungs import kernel
from ninelives.stages.train.rungs.lesson import Lesson
from ninelives.stages.train.rungs.taught import one_thread, taught

if TYPE_CHECKING:
    from ninelives.kernels.nets.network.lesson import Course

SHOWN = 66_000  # photos that are shown in a full training, counted as often as they are
LEAST = 12  # times that each photo is shown in a full training, however many there are
SHORT = 8_000  # photos that are shown in a capped one
CLOSE_SHOWN, CLOSE_MOST = 300_000, 24  # photos that are shown where it looks closely, and how often each at most
CLOSE: dict[str, Any] = {
    "close": True,
    "coarse": 0.4,
    "rate": 0.05,
    "decay": 0.05,
    "smoothing": 0.0,
}  # and what else differs there
SMALL, ASKED = 12, 2_000  # px of their side, and how many photos are asked whether left and right matter
REMEMBER = 50  # steps between two states that are remembered
NEVER = -30.0  # the logit of a class that has no photo


def fit(lesson: Lesson) -> Network:
    """Train it; what is written beside outlives a kill."""
    x, side = lesson.x, math.isqrt(lesson.x.shape[1] // 3)
    present, y = _classes(lesson)
    first = np.asarray(x[:1])
    if len(present) == 1 or all((block == first).all() for block in blocks(x)):  # nothing to learn
        return _untrained(side, present, y, lesson.classes)
    from ninelives.kernels.nets.network import layers

    close = side == Network.CLOSE
    course, shown = _course(lesson, close), Shown(x, side, *mean_and_deviation(x))
    with one_thread():
        net = (layers.build_close if close else layers.build)(len(present), lesson.seed)
        steps = _taught(net, shown, y, course, lesson)
        (seen, *others), (weights, bias) = layers.folded(net.eval())
    scale = np.tile(shown.scale, seen.kernel.shape[1] // 3)
    chain = [seen._replace(kernel=(seen.kernel / scale[:, None, None]).astype(np.float32)), *others]
    return _network(side, shown.mean, chain, *_spread(weights, bias, present, lesson.classes), steps)


def _course(lesson: Lesson, close: bool) -> Course:
    """How much is learned and how, from the number of photos alone."""
    from ninelives.kernels.nets.network.lesson import Course

    x, count = lesson.x, len(lesson.x)
    scene = np.arange(count) if lesson.scene is None else lesson.scene
    mirror = not handed(x, _classes(lesson)[1], scene, lesson.seed, lesson.tick)
    usual = min(CLOSE_SHOWN, CLOSE_MOST * count) if close else max(SHOWN, LEAST * count)
    full = lesson.shown or usual
    told = CLOSE | {"workers": threads()} if close else {}
    shown = min(SHORT, full) if lesson.capped else full
    return Course(shown=shown, seed=lesson.seed, mirror=mirror, remember=REMEMBER, **told)


class Shown:
    """The photos as the network takes them: brought to the same mean and spread when they are looked at."""

    ndim = 4

    def __init__(self, x: np.ndarray, side: int, mean: np.ndarray, deviation: np.ndarray) -> None:
        self._x, self.mean = x, mean.astype(np.float32)
        self.scale = deviation.astype(np.float32) + np.float32(1e-6)
        self.shape = (len(x), side, side, 3)

    def __len__(self) -> int:
        """The number of photos."""
        return len(self._x)

    def __getitem__(self, which: Any) -> np.ndarray:
        pictures = np.asarray(self._x[which]).reshape(-1, *self.shape[1:])
        return np.asarray((pictures - self.mean) / self.scale)


def handed(x: np.ndarray, y: np.ndarray, scene: np.ndarray, seed: int, tick: Callable[[], None] = lambda: None) -> bool:
    """Whether left and right matter: a mirrored b is a d.

    The kernel rung is asked, on small pictures, each half of the scenes judged by a fit on the other half: with mirror
    images of what it learned from, it is wrong more often, surely (95 %).

    Args:
        x: photos, float32 of shape (photos, side * side * 3).
        y: class of each, int64 of shape (photos,).
        scene: of each, int64 of shape (photos,).
        seed: of the halves.
        tick: called before and after each of the fits.
    """
    side = math.isqrt(x.shape[1] // 3)
    by = max(1, side // SMALL)
    rows = np.random.default_rng(seed).permutation(len(x))[:ASKED]
    small, y, scene = np.asarray(x[rows]).reshape(-1, side, side, 3)[:, ::by, ::by], y[rows], scene[rows]
    _, first, number = np.unique(scene, return_index=True, return_inverse=True)
    half = np.argsort(np.argsort(first))[number] % 2 == 0  # every second scene, in the order drawn
    if any(len(np.unique(y[some])) < 2 for some in (half, ~half)):
        return False
    worse = np.zeros(len(rows))
    for some in (half, ~half):
        shown, truth = small[some], y[some]
        right = []
        for photos, labels in ((shown, truth), (np.concatenate([shown, shown[:, :, ::-1]]), np.tile(truth, 2))):
            tick()
            fitted = kernel.fit(Lesson(_rows(photos), labels, ("",) * (int(y.max()) + 1), seed))
            right.append(fitted.probabilities(_rows(small[~some])).argmax(axis=1) == y[~some])
        worse[~some] = right[0].astype(float) - right[1]
    tick()
    return bool(mean_of_scenes(worse, scene)[1] > 0)


def _rows(x: np.ndarray) -> np.ndarray:
    return x.reshape(len(x), -1)


def _classes(lesson: Lesson) -> tuple[np.ndarray, np.ndarray]:
    """The classes that have photos, in the order of their first, and the place of each photo's class among them."""
    found, first = np.unique(lesson.y, return_index=True)
    present = found[np.argsort(first)]
    place = np.zeros(lesson.classes, np.int64)
    place[present] = np.arange(len(present))
    return present, place[lesson.y]


def _taught(net: Any, x: Shown, y: np.ndarray, course: Course, lesson: Lesson) -> np.ndarray:
    """Train to the end; returns ``Network.steps``."""
    report = taught(net, x, y, course, lesson.work, lambda _: lesson.tick())
    steps = np.array([report.good.step, report.step, course.steps, report.epoch])
    if broke := Network.broke(steps):
        warnings.warn(f"network: {broke}", RuntimeWarning, stacklevel=2)
    return steps


def _spread(weights: np.ndarray, bias: np.ndarray, present: np.ndarray, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """The head with a column for each class, those without a photo too."""
    wide, told = np.zeros((len(weights), classes)), np.full(classes, NEVER)
    wide[:, present], told[present] = weights, bias
    return wide, told


def _untrained(side: int, present: np.ndarray, y: np.ndarray, classes: int) -> Network:
    """One that knows how common each class is, and no more."""
    none = np.zeros(1, np.float32)
    layers = [Layer(np.zeros((1, 3, 3, 3), np.float32), none, none)]
    head = _spread(np.zeros((2, len(present))), np.log(np.bincount(y) / len(y)), present, classes)
    return _network(side, np.zeros(3), layers, *head, np.zeros(4, np.int64))


def _network(
    side: int,
    mean: np.ndarray,
    layers: list[Layer],
    weights: np.ndarray,
    bias: np.ndarray,
    steps: np.ndarray,
) -> Network:
    arrays = {"side": np.asarray(side), "mean": mean, "weights": weights, "bias": bias, "steps": steps}
    return Network(**Network.packed(layers), **arrays, temperature=np.asarray(1.0))
