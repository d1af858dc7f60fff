"""Archive: how any stage reads any folder, table, zip or tar of photos."""

from ninelives.artifacts.archive.ahead import threads
from ninelives.artifacts.archive.archive import AXES, Archive
from ninelives.artifacts.archive.measure import Measured, Progress, measure
from ninelives.artifacts.archive.sources import SetAside, Source, UnreadableError, open_source

__all__ = [
    "AXES",
    "Archive",
    "Measured",
    "Progress",
    "SetAside",
    "Source",
    "UnreadableError",
    "measure",
    "open_source",
    "threads",
]
