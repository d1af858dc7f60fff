"""When things happen: what a list of moments has that chance would not give it, each with the place where it is."""

from ninelives.kernels.stats.moments.habits import shuffled, split, strangers
from ninelives.kernels.stats.moments.scans import Found, arcs, bursts, silence, turn
from ninelives.kernels.stats.moments.surprise import surprise
from ninelives.kernels.stats.moments.uniform import thrown, uniform

__all__ = [
    "Found",
    "arcs",
    "bursts",
    "shuffled",
    "silence",
    "split",
    "strangers",
    "surprise",
    "thrown",
    "turn",
    "uniform",
]
