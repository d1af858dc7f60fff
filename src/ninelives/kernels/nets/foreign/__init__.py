"""Networks made elsewhere: looked through before anything runs, read, tried, and compared with other readings."""

from ninelives.kernels.nets.foreign.judged import Reading, Verdict, compare
from ninelives.kernels.nets.foreign.network import Foreign
from ninelives.kernels.nets.foreign.reading import Told
from ninelives.kernels.nets.foreign.readings import others
from ninelives.kernels.nets.foreign.takes import VALUES, Columns, Photos, Rows, Values, ready

__all__ = [
    "VALUES",
    "Columns",
    "Foreign",
    "Photos",
    "Reading",
    "Rows",
    "Told",
    "Values",
    "Verdict",
    "compare",
    "others",
    "ready",
]
