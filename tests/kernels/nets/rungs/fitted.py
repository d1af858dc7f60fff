"""One small rung of each kind."""

from __future__ import annotations

import numpy as np

from ninelives.kernels.nets.network.graph import Layer
from ninelives.kernels.nets.rungs import (
    FineTuned,
    Foreign,
    Kernel,
    Kinds,
    Majority,
    Network,
    Perceptron,
    Pretrained,
    Rules,
    Rung,
    ZeroShot,
)


def tree() -> Rules:
    """Two questions: is property 0 at most 1? and else, is property 1 at most 2?"""
    return Rules(
        feature=np.array([0, -1, 1, -1, -1]),
        threshold=np.array([1.0, -2, 2, -2, -2]),
        left=np.array([1, 0, 3, 0, 0]),
        right=np.array([2, 0, 4, 0, 0]),
        value=np.array([[0.5, 0.5], [1, 0], [0.2, 0.8], [0.4, 0.6], [0, 1]]),
        photos=np.array([[6, 4], [5, 0], [1, 4], [1, 1], [0, 3]]),
    )


def head(classes: int = 3, features: int = 4, seed: int = 0) -> Pretrained:
    draw = np.random.default_rng(seed)
    return Pretrained(
        mean=draw.normal(size=features),
        scale=np.asarray(2.0),
        weights=draw.normal(size=(features, classes)),
        bias=draw.normal(size=classes),
        temperature=np.asarray(1.5),
    )


def machine(classes: int = 3, pixels: int = 5, marks: int = 4, seed: int = 0) -> Kernel:
    draw = np.random.default_rng(seed)
    return Kernel(
        mean=draw.normal(size=pixels),
        scale=np.asarray(1.0),
        landmarks=draw.normal(size=(marks, pixels)),
        gamma=np.asarray(0.3),
        whiten=np.eye(marks),
        weights=draw.normal(size=(marks, classes)),
        bias=draw.normal(size=classes),
        temperature=np.asarray(1.0),
    )


def named(features: int = 4, seed: int = 0) -> ZeroShot:
    """Three classes, of two, two and one of ImageNet's."""
    draw = np.random.default_rng(seed)
    return ZeroShot(
        weights=draw.normal(size=(features, 5)),
        bias=draw.normal(size=5),
        member=np.array([0, 0, 1, 1, 2]),
        temperature=np.asarray(1.5),
    )


def convolutions(classes: int = 3, side: int = 8, widths: tuple[int, ...] = (4, 5, 6, 7), seed: int = 0) -> Network:
    """Each pooled but the last."""
    draw = np.random.default_rng(seed)
    layers = [
        Layer(*filters(draw, width, before), pooled=at < len(widths) - 1)
        for at, (before, width) in enumerate(zip((3, *widths), widths, strict=False))
    ]
    return chain(layers, classes, side, draw)


def residual(classes: int = 2, side: int = 12, seed: int = 0) -> Network:
    """Four pixels as one; two layers that add to what comes before them, then one that is pooled."""
    draw = np.random.default_rng(seed)
    first, inner = Layer(*filters(draw, 4, 12)), Layer(*filters(draw, 5, 4))
    adds = Layer(*filters(draw, 4, 5), adds=True)
    return chain([first, inner, adds, Layer(*filters(draw, 6, 4), pooled=True)], classes, side, draw)


def filters(draw: np.random.Generator, width: int, before: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Kernel, gain and bias."""
    shapes: tuple[tuple[int, ...], ...] = ((width, before, 3, 3), (width,), (width,))
    kernel, gain, bias = (draw.normal(size=shape).astype(np.float32) for shape in shapes)
    return kernel, gain, bias


def chain(layers: list[Layer], classes: int, side: int, draw: np.random.Generator) -> Network:
    """Layers with a head."""
    arrays = {"side": np.asarray(side), "mean": draw.uniform(size=3), "steps": np.array([9, 9, 9, 1])}
    features = 2 * len(layers[-1].bias)
    head = {"weights": draw.normal(size=(features, classes)), "bias": draw.normal(size=classes)}
    return Network(**arrays, **Network.packed(layers), **head, temperature=np.asarray(10.0))


def layer(classes: int = 3, properties: int = 2, seed: int = 0) -> Perceptron:
    draw = np.random.default_rng(seed)
    return Perceptron(
        mean=draw.normal(size=properties),
        deviation=draw.uniform(0.5, 2, properties),
        weights=draw.normal(size=(properties, classes)),
        bias=draw.normal(size=classes),
        temperature=np.asarray(0.8),
    )


def kinds(features: int = 4, seed: int = 0) -> Kinds:
    """Three kinds, of which the first and the last have one name."""
    centres = np.random.default_rng(seed).normal(size=(3, features))
    return Kinds(centres=centres, scale=np.asarray(0.7), member=np.array([0, 1, 0]))


EACH: dict[str, Rung] = {
    "majority": Majority(prior=np.array([0.2, 0.8])),
    "rules": tree(),
    "perceptron": layer(),
    "kernel": machine(),
    "zero-shot": named(),
    "network": convolutions(),
    "pretrained": head(),
    "fine-tuned": FineTuned.from_arrays(head().arrays()),
    "kinds": kinds(),
    "foreign": Foreign.of("logits", 0.9),
}
