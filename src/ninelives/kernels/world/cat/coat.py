"""Five coats, each with the colour of its fur, of its belly, and how strongly it is striped.

Linear reflectances, chosen: by eye. Brown lies in the range of the oak's bark, so that colour alone does not find it.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np


class Coat(IntEnum):
    """What ``Garden.coat`` holds."""

    ORANGE = 0
    BLACK = 1
    WHITE = 2
    GREY = 3
    BROWN = 4


COATS = len(Coat)
FUR = np.array(
    [[0.52, 0.20, 0.055], [0.018, 0.017, 0.018], [0.78, 0.75, 0.70], [0.23, 0.235, 0.25], [0.13, 0.088, 0.055]],
    np.float32,
)
BELLY = np.array(
    [[0.70, 0.50, 0.32], [0.03, 0.028, 0.028], [0.82, 0.80, 0.77], [0.42, 0.42, 0.43], [0.21, 0.155, 0.105]],
    np.float32,
)
STRIPES = np.array([0.75, 0.15, 0.08, 0.5, 0.65], np.float32)  # span of the texture around 1
