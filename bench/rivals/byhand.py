"""What one would write by hand: Pillow opens, ONNX Runtime looks in float32, scikit-learn decides.

The same pretrained network as ours, one photo after the other, every library with its own defaults for threads.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from sklearn.linear_model import LogisticRegressionCV

from ninelives.kernels.nets.lite0 import build_onnx
from ninelives.kernels.nets.runtime import runtime
from ninelives.kernels.nets.weights import lite0_weights

NAME = "Pillow + ONNX Runtime fp32 + scikit-learn, by hand"


class ByHand:
    """One script's worth of transfer learning."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._session = runtime().InferenceSession(build_onnx(lite0_weights()).SerializeToString())

    def features(self, paths: list[Path]) -> np.ndarray:
        return np.stack([self._look(path) for path in paths])

    def _look(self, path: Path) -> np.ndarray:
        with Image.open(path) as picture:
            square = picture.convert("RGB").resize((self._size, self._size), Image.Resampling.BILINEAR)
        (features,) = self._session.run(["features"], {"picture": np.asarray(square)[None]})
        return features[0]

    def fit(self, x: np.ndarray, y: list[int] | np.ndarray) -> LogisticRegressionCV:
        return head().fit(x, y)


def head() -> LogisticRegressionCV:
    """Its penalty chosen by five-fold cross-validation, over scikit-learn's own range cut to what is of use here."""
    penalties = np.logspace(-4, 1, 6)
    return LogisticRegressionCV(
        Cs=penalties, l1_ratios=(0,), scoring="accuracy", use_legacy_attributes=False, max_iter=300
    )
