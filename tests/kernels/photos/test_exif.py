from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.photos.exif import Exif, read_exif
from tests.kernels.photos.pictures import exif_block

TAKEN = 0x9003
NORTH_EAST = {1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 0.0)}


def read(**directories) -> Exif:
    return read_exif(exif_block(**directories))[0]


def test_a_plain_photo():
    found, orientation = read_exif(
        exif_block({0x010F: "NIKON", 0x0110: "D70s", 0x0112: 6}, {TAKEN: "2024:05:06 07:08:09"}, NORTH_EAST)
    )
    assert found.captured_at == datetime(2024, 5, 6, 7, 8, 9)
    assert found.place == pytest.approx((48 + 12.5 / 60, 16 + 22 / 60))
    assert found.device == "NIKON D70s"
    assert orientation == 6


def test_no_block_says_nothing():
    assert read_exif(b"") == (Exif(), 1)


@pytest.mark.parametrize(
    "words",
    ["0000:00:00 00:00:00", "2024:02:30 10:00:00", "1899:12:31 10:00:00", "9999:01:01 00:00:00", "2024:01:01 24:00:00",
     "    :  :     :  :  ", "yesterday", ""],
)  # fmt: skip
def test_a_date_that_cannot_be_is_none(words):
    assert read(taken={TAKEN: words}).captured_at is None


def test_next_years_clock_is_believed_and_three_years_ahead_is_not():
    year = datetime.now(UTC).year
    assert read(taken={TAKEN: f"{year + 1}:01:01 00:00:00"}).captured_at is not None
    assert read(taken={TAKEN: f"{year + 3}:01:01 00:00:00"}).captured_at is None


def test_the_time_of_the_file_is_not_the_time_of_the_photo():
    assert read(top={0x0132: "2024:05:06 07:08:09"}).captured_at is None


def test_the_time_of_digitising_stands_in():
    assert read(taken={TAKEN: "0000:00:00 00:00:00", 0x9004: "2024:05:06 07:08:09"}).captured_at == datetime(
        2024, 5, 6, 7, 8, 9
    )


@pytest.mark.parametrize(("words", "minutes"), [("+02:00", 120), ("-09:30", -570), ("Z", 0), ("+0545", 345)])
def test_the_zone_as_recorded(words, minutes):
    captured = read(taken={TAKEN: "2024:05:06 07:08:09", 0x9011: words}).captured_at
    assert captured.utcoffset() == timedelta(minutes=minutes)
    assert captured.replace(tzinfo=None) == datetime(2024, 5, 6, 7, 8, 9)


@pytest.mark.parametrize("words", ["+25:00", "-13:00", "+15:00", "   :  ", "CET"])
def test_a_zone_that_no_place_keeps_is_none(words):
    assert read(taken={TAKEN: "2024:05:06 07:08:09", 0x9011: words}).captured_at.tzinfo is None


def test_the_zone_by_the_satellites():
    gps = {29: "2024:05:05", 7: (22.0, 8.0, 40.0)}
    captured = read(taken={TAKEN: "2024:05:06 07:08:09"}, gps=gps).captured_at
    assert captured.tzinfo == timezone(timedelta(hours=9))


def test_a_stale_satellite_time_gives_no_zone():
    gps = {29: "2024:05:05", 7: (22.0, 0.0, 40.0)}  # 7.5 minutes from the nearest quarter
    assert read(taken={TAKEN: "2024:05:06 07:08:09"}, gps=gps).captured_at.tzinfo is None


@pytest.mark.parametrize(
    "gps",
    [
        {**NORTH_EAST, 2: (91.0, 0.0, 0.0)},
        {**NORTH_EAST, 4: (180.0, 1.0, 0.0)},
        {**NORTH_EAST, 1: "X"},
        {**NORTH_EAST, 1: ""},
        {1: "N", 2: (48.0, 0.0, 0.0)},
        {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)},
    ],
)
def test_a_place_that_cannot_be_is_none(gps):
    assert read(gps=gps).place is None


def test_south_and_west_are_negative():
    latitude, longitude = read(gps={**NORTH_EAST, 1: "S", 3: "W"}).place
    assert latitude < -48
    assert longitude < -16


def test_a_degree_divided_by_zero_is_none():
    block = exif_block(gps=NORTH_EAST)
    degrees = (48).to_bytes(4, "little") + (1).to_bytes(4, "little")
    if degrees not in block:
        degrees = (48).to_bytes(4) + (1).to_bytes(4)
    assert degrees in block
    assert read_exif(block.replace(degrees, degrees[:4] + bytes(4)))[0].place is None


@pytest.mark.parametrize(
    ("make", "model", "device"),
    [
        ("Canon", "Canon EOS 40D", "Canon EOS 40D"),
        ("NIKON CORPORATION", "NIKON D90", "NIKON D90"),
        ("  Apple ", "iPhone\t12 ", "Apple iPhone 12"),
        ("Sony\x07", "", "Sony"),
        ("", "", None),
        ("\x01\x02", " ", None),
    ],
)
def test_device_is_clean(make, model, device):
    assert read(top={0x010F: make, 0x0110: model}).device == device


def test_an_endless_device_is_cut():
    assert len(read(top={0x0110: "x" * 200}).device) == 80


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_there_is_not_is_1(orientation):
    assert read_exif(exif_block({0x0112: orientation}))[1] == 1


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"Exif\0\0II*\0\x08\0\0\0"])
)
def test_any_bytes_are_taken(rubbish, start):
    found, orientation = read_exif(start + rubbish)
    assert isinstance(found, Exif)
    assert 1 <= orientation <= 8


BLOCK = exif_block({0x010F: "NIKON", 0x0112: 6}, {TAKEN: "2024:05:06 07:08:09", 0x9011: "+02:00"}, NORTH_EAST)


@given(st.lists(st.tuples(st.integers(0, len(BLOCK) - 1), st.integers(0, 255)), max_size=8), st.integers(0, len(BLOCK)))
def test_a_damaged_block_gives_sane_fields_or_none(changes, length):
    block = bytearray(BLOCK)
    for at, value in changes:
        block[at] = value
    found, orientation = read_exif(bytes(block[:length]))
    assert 1 <= orientation <= 8
    assert found.captured_at is None or 1900 <= found.captured_at.year <= datetime.now(UTC).year + 2
    assert found.place is None or (abs(found.place[0]) <= 90 and abs(found.place[1]) <= 180)
    assert found.device is None or (found.device.isprintable() and 0 < len(found.device) <= 80)
