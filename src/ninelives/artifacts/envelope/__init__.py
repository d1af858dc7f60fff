"""The flight envelope: axes, counted regions, gaps, a picture."""

from ninelives.artifacts.envelope.axes import PHOTO_AXES, UNKNOWN, Axis, Bin, place_bin, season_of
from ninelives.artifacts.envelope.envelope import Envelope, Region
from ninelives.artifacts.envelope.gaps import SEEN, Gap, speak

__all__ = [
    "PHOTO_AXES",
    "SEEN",
    "UNKNOWN",
    "Axis",
    "Bin",
    "Envelope",
    "Gap",
    "Region",
    "place_bin",
    "season_of",
    "speak",
]
