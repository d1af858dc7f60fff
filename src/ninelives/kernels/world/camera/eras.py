"""What satellites saw, from January 1961 on: the finest pictures of their day that anybody can have now.

So the years do not simply grow better: the high-resolution cameras of 1967 to 1971 and after 1984 are still secret, and
what is left is coarser.

Sources. Corona (KH-1 to KH-4B): Internet Archaeology 32, 1.1 Corona background (KH-1 to KH-4 7.62 to 12.19 m,
KH-4B 1.83 m). KH-7: US National Archives, release 03-02 of 2002 (July 1963 to June 1967, 4 feet, 2 feet by 1966).
KH-9: 1971 to 1984, 2 feet (declassified in 2011). Landsat 5: NASA (1 March 1984, 30 m in colour). SPOT 1: CNES
(22 February 1986, 10 m). IKONOS and GeoEye-1: GeoEye (24 September 1999, .82 m; 6 September 2008, .41 m). QuickBird:
DigitalGlobe (18 October 2001, .61 m). WorldView-3: DigitalGlobe (13 August 2014, .31 m). Colour is as sharp as
monochrome in these, once sharpened by it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from ninelives.kernels.world.camera.cameras import Sensor


@dataclass(frozen=True, slots=True)
class Era:
    """One kind of picture.

    Attributes:
        since: the first day of it.
        name: of the satellite.
        metres: of ground to a pixel.
        sensor: what it is recorded on.
    """

    since: date
    name: str
    metres: float
    sensor: Sensor


ERAS = (
    Era(date(1961, 1, 1), "KH-2 to KH-4, Corona", 7.6, Sensor.FILM),
    Era(date(1963, 7, 12), "KH-7, Gambit", 1.2, Sensor.FILM),
    Era(date(1966, 1, 1), "KH-7, Gambit, improved", 0.6, Sensor.FILM),
    Era(date(1967, 9, 15), "KH-4B, Corona", 1.8, Sensor.FILM),
    Era(date(1971, 6, 15), "KH-9, Hexagon", 0.6, Sensor.FILM),
    Era(date(1984, 10, 18), "Landsat 5", 30.0, Sensor.COLOUR),
    Era(date(1986, 2, 22), "SPOT 1", 10.0, Sensor.MONO),
    Era(date(1999, 9, 24), "IKONOS", 0.82, Sensor.COLOUR),
    Era(date(2001, 10, 18), "QuickBird", 0.61, Sensor.COLOUR),
    Era(date(2008, 9, 6), "GeoEye-1", 0.41, Sensor.COLOUR),
    Era(date(2014, 8, 13), "WorldView-3", 0.31, Sensor.COLOUR),
)
_FIRST = [(era.since - date(1970, 1, 1)).days for era in ERAS]


def era(day: int) -> Era:
    """The era of a day.

    Args:
        day: since 1970-01-01.

    Raises:
        ValueError: the day lies before January 1961.
    """
    if day < _FIRST[0]:
        raise ValueError(f"satellite pictures begin on {ERAS[0].since}, got {date.fromordinal(719163 + day)}")
    return ERAS[bisect_right(_FIRST, day) - 1]
