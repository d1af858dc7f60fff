"""When, where and with what a photo was taken: the few EXIF fields that are conditions.

Read here and not through Pillow, whose reader warns through Python's warnings (not thread safe) on every damaged
block and takes ten times as long. Nothing in a file raises: what cannot be believed is None.
Source: CIPA DC-008 (Exif 2.32), TIFF 6.0 section 2.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

MAKE, MODEL, ORIENTATION, EXIF_IFD, GPS_IFD = 0x010F, 0x0110, 0x0112, 0x8769, 0x8825
TAKEN, DIGITISED, TAKEN_ZONE, DIGITISED_ZONE = 0x9003, 0x9004, 0x9011, 0x9012
LATITUDE_REF, LATITUDE, LONGITUDE_REF, LONGITUDE, GPS_TIME, GPS_DATE = 1, 2, 3, 4, 7, 29

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}  # bytes of one value of each TIFF type
_MOST_ENTRIES = 512  # of one directory; cameras write under 100
_MOST_BYTES = 256  # of one field that is read here
_LONGEST_DEVICE = 80

_DAY = re.compile(r"\s*(\d{4})[:\-/.](\d\d)[:\-/.](\d\d)", re.ASCII)
_WALL_CLOCK = re.compile(_DAY.pattern + r"[ T](\d\d):(\d\d):(\d\d)", re.ASCII)
_ZONE = re.compile(r"\s*([+-])(\d\d):?(\d\d)\s*$|\s*(Z)\s*$", re.ASCII)

Fields = Mapping[int, object]


@dataclass(frozen=True, slots=True)
class Exif:
    """What a photo says about how it was made; None where it says nothing that can be believed."""

    captured_at: datetime | None = None  # local wall clock; aware of its zone only where the file records one
    place: tuple[float, float] | None = None  # latitude, longitude in degrees, WGS 84, north and east positive
    device: str | None = None  # make and model


def read_exif(block: bytes) -> tuple[Exif, int]:
    """The conditions and the orientation (1 to 8) in an EXIF block.

    Args:
        block: a TIFF structure, with or without ``Exif\\0\\0`` before it. Any bytes are taken.
    """
    tiff = block[6:] if block[:6] == b"Exif\0\0" else block
    top = _directory(tiff, _first(tiff))
    taken = _directory(tiff, top.get(EXIF_IFD))
    gps = _directory(tiff, top.get(GPS_IFD))
    return Exif(_captured_at(taken, gps), _place(gps), _device(top)), _orientation(top)


def _order(tiff: bytes) -> str:
    return {b"II": "<", b"MM": ">"}.get(tiff[:2], "")


def _first(tiff: bytes) -> int | None:
    order = _order(tiff)
    return struct.unpack_from(order + "I", tiff, 4)[0] if order and len(tiff) >= 8 else None


def _directory(tiff: bytes, at: object) -> dict[int, object]:
    """The fields of the directory that starts at byte ``at``; those that are damaged are left out."""
    order = _order(tiff)
    if not order or not isinstance(at, int) or not 8 <= at <= len(tiff) - 2:
        return {}
    (entries,) = struct.unpack_from(order + "H", tiff, at)
    starts = range(at + 2, min(at + 2 + 12 * min(entries, _MOST_ENTRIES), len(tiff) - 11), 12)
    found = (_field(tiff, order, start) for start in starts)
    return {tag: value for tag, value in found if value is not None}


def _field(tiff: bytes, order: str, start: int) -> tuple[int, object]:
    tag, kind, count = struct.unpack_from(order + "HHI", tiff, start)
    size = _SIZES.get(kind, 0) * count
    if not 0 < size <= _MOST_BYTES:
        return tag, None
    at = start + 8 if size <= 4 else struct.unpack_from(order + "I", tiff, start + 8)[0]
    raw = tiff[at : at + size]
    return tag, _value(raw, order, kind) if len(raw) == size else None


def _value(raw: bytes, order: str, kind: int) -> object:
    """A str, an int, or a tuple of floats (rationals; nan where one is divided by zero)."""
    if kind == 2:
        return raw.split(b"\0")[0].decode("utf-8", "replace")
    if kind in (3, 4, 9):
        return int(struct.unpack_from(order + {3: "H", 4: "I", 9: "i"}[kind], raw)[0])
    if kind in (5, 10):
        numbers = struct.unpack(f"{order}{len(raw) // 4}{'I' if kind == 5 else 'i'}", raw)
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return tuple(over / under if under else math.nan for over, under in pairs)
    return None


def _orientation(fields: Fields) -> int:
    value = fields.get(ORIENTATION)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _device(fields: Fields) -> str | None:
    make, model = (_clean(fields.get(tag)) for tag in (MAKE, MODEL))
    if make and model.casefold().startswith(make.split()[0].casefold()):
        make = ""  # "Canon" + "Canon EOS 40D"
    return f"{make} {model}".strip()[:_LONGEST_DEVICE].strip() or None


def _clean(value: object) -> str:
    """Printable words, one blank apart."""
    text = value if isinstance(value, str) else ""
    return " ".join("".join(c if c.isprintable() and c != "\ufffd" else " " for c in text).split())


def _place(gps: Fields) -> tuple[float, float] | None:
    latitude = _degrees(gps.get(LATITUDE), gps.get(LATITUDE_REF), "NS")
    longitude = _degrees(gps.get(LONGITUDE), gps.get(LONGITUDE_REF), "EW")
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return None if latitude == longitude == 0 else (latitude, longitude)  # 0, 0 is what a receiver without a fix writes


def _degrees(value: object, side: object, sides: str) -> float | None:
    """Degrees, minutes and seconds as one number, negative on the second side."""
    if not isinstance(value, tuple) or not 1 <= len(value) <= 3 or not isinstance(side, str):
        return None
    side = side.strip().upper()[:1]
    if side not in sides or not side or not all(math.isfinite(part) and part >= 0 for part in value):
        return None
    degrees: float = sum(part / 60**power for power, part in enumerate(value))
    return -degrees if side == sides[1] else degrees


def _captured_at(taken: Fields, gps: Fields) -> datetime | None:
    """The time of the exposure. ``DateTime`` of the first directory is when the *file* was changed, and is not used."""
    for time_tag, zone_tag in ((TAKEN, TAKEN_ZONE), (DIGITISED, DIGITISED_ZONE)):
        wall = _wall_clock(taken.get(time_tag))
        if wall is not None:
            return wall.replace(tzinfo=_zone(taken.get(zone_tag)) or _zone_by_gps(wall, gps))
    return None


def _wall_clock(value: object) -> datetime | None:
    match = _WALL_CLOCK.match(value) if isinstance(value, str) else None
    if not match:
        return None
    try:
        wall = datetime(*map(int, match.groups()))  # type: ignore[arg-type]  # six integers
    except ValueError:  # 0000:00:00, 31 February, 24:00
        return None
    return wall if 1900 <= wall.year <= datetime.now(UTC).year + 2 else None


def _zone(value: object) -> tzinfo | None:
    match = _ZONE.match(value) if isinstance(value, str) else None
    if not match:
        return None
    sign, hours, minutes, zulu = match.groups()
    return UTC if zulu else _offset((60 * int(hours) + int(minutes)) * (-1 if sign == "-" else 1))


def _zone_by_gps(wall: datetime, gps: Fields) -> tzinfo | None:
    """The zone that makes the wall clock agree with the satellites' UTC, where the two are within 5 minutes."""
    day, time = gps.get(GPS_DATE), gps.get(GPS_TIME)
    match = _DAY.match(day) if isinstance(day, str) else None
    if not match or not isinstance(time, tuple) or len(time) != 3 or not all(0 <= part < 61 for part in time):
        return None
    try:
        midnight = datetime(*map(int, match.groups()))  # type: ignore[arg-type]  # three integers
    except ValueError:
        return None
    utc = midnight + timedelta(hours=time[0], minutes=time[1], seconds=time[2])
    apart = (wall - utc).total_seconds() / 60
    quarters = round(apart / 15)
    return _offset(15 * quarters) if abs(apart - 15 * quarters) <= 5 else None


def _offset(minutes: int) -> tzinfo | None:
    """A zone so many minutes east of Greenwich, None where no place on earth keeps it."""
    return timezone(timedelta(minutes=minutes)) if -12 * 60 <= minutes <= 14 * 60 else None
