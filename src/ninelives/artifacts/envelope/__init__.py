"""The flight envelope: axes, counted regions, gaps, a picture."""

from ninelives.artifacts.envelope.axes import MONTHS, PHOTO_AXES, WEEKDAYS, Axis, season_of
from ninelives.artifacts.envelope.columns import UNKNOWN, Bin, place_bin
from ninelives.artifacts.envelope.envelope import Envelope
from ninelives.artifacts.envelope.gaps import Gap, Gaps, cannot_tell, speak
from ninelives.artifacts.envelope.places import KINDS, Places, places
from ninelives.artifacts.envelope.regions import SEEN, Region

__all__ = [
    "KINDS",
    "MONTHS",
    "PHOTO_AXES",
    "SEEN",
    "UNKNOWN",
    "WEEKDAYS",
    "Axis",
    "Bin",
    "Envelope",
    "Gap",
    "Gaps",
    "Places",
    "Region",
    "cannot_tell",
    "place_bin",
    "places",
    "season_of",
    "speak",
]
