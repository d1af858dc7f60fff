from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.kernels.photos.decode import decode
from ninelives.kernels.photos.hashes import fingerprint
from ninelives.kernels.photos.header import NotAPicture, read_header
from ninelives.kernels.photos.measure import light, sharpness
from ninelives.kernels.photos.properties import measure
from ninelives.kernels.photos.survey import LEAST, Facts, measure_picture, survey
from tests.kernels.photos.pictures import encode, exif_block, scene

PHOTO = encode(
    scene(640, 480),
    "JPEG",
    exif=exif_block(
        {0x010F: "NIKON", 0x0110: "D70s", 0x0112: 6},
        {0x9003: "2024:05:06 07:08:09", 0x9011: "+02:00"},
        {1: "N", 2: (48.0, 12.0, 0.0), 3: "E", 4: (16.0, 24.0, 0.0)},
    ),
)
ARRAYS = ("gradient", "dct", "thumb", "sketch", "properties")


def test_what_is_known_of_a_photo():
    facts = survey(PHOTO)
    assert (facts.width, facts.height, facts.orientation) == (480, 640, 6)
    assert (facts.captured_at, facts.zone, facts.device) == ("2024-05-06T07:08:09+02:00", "+02:00", "NIKON D70s")
    assert facts.place == pytest.approx((48.2, 16.4))


def test_the_measurements_are_those_of_the_room():
    picture, header, facts = decode(PHOTO, least=LEAST), read_header(PHOTO), survey(PHOTO)
    assert (facts.light, facts.sharpness) == (light(picture), sharpness(picture))
    assert (facts.properties == measure(picture, header)).all()
    seen = fingerprint(picture)
    assert all((getattr(facts, name) == getattr(seen, name)).all() for name in ARRAYS[:4])
    assert facts.pack() == measure_picture(picture, header).pack()


def test_a_time_without_a_zone():
    data = encode(scene(), "JPEG", exif=exif_block(taken={0x9003: "2024:05:06 07:08:09"}))
    facts = survey(data)
    assert (facts.captured_at, facts.zone, facts.place, facts.device) == ("2024-05-06T07:08:09", None, None, None)
    assert facts.orientation == 1


@pytest.mark.parametrize(("size", "takes_part"), [((32, 32), True), ((31, 400), False), ((400, 31), False)])
def test_small_pictures_are_compared_with_nothing(size, takes_part):
    assert np.isfinite(survey(encode(scene(*size), "PNG")).sketch).all() == takes_part


@pytest.mark.parametrize("data", [PHOTO, encode(scene(), "PNG"), encode(np.zeros((1, 1, 3), np.uint8), "PNG")])
def test_packing_keeps_everything(data):
    facts = survey(data)
    blob = facts.pack()
    again = Facts.unpack(blob)
    assert len(blob) < 1500
    assert again.pack() == blob
    for name in Facts.__slots__:
        if name in ARRAYS:
            np.testing.assert_array_equal(getattr(again, name), getattr(facts, name))
        else:
            assert getattr(again, name) == getattr(facts, name)


BLOB = survey(PHOTO).pack()


@given(st.integers(0, len(BLOB) - 1), st.integers(1, 255))
def test_one_changed_byte_is_noticed(at, change):
    blob = bytearray(BLOB)
    blob[at] ^= change
    with pytest.raises(ValueError, match=r"damaged|recipe"):
        Facts.unpack(bytes(blob))


@given(st.integers(0, len(BLOB) - 1))
def test_a_cut_blob_is_noticed(length):
    with pytest.raises(ValueError, match=r"damaged|bytes or more"):
        Facts.unpack(BLOB[:length])


def test_another_recipe_is_refused(monkeypatch):
    monkeypatch.setattr("ninelives.kernels.photos.survey.RECIPE", "another")
    with pytest.raises(ValueError, match="recipe 'another'"):
        Facts.unpack(BLOB)


def test_what_is_no_picture():
    with pytest.raises(NotAPicture):
        survey(b"")


def test_every_odd_file_has_facts_or_a_reason(data):
    refused = []
    for file in sorted((data / "odd").glob("*/*")):
        try:
            facts = survey(file.read_bytes())
        except NotAPicture as error:
            refused.append((file.name, str(error).split(":")[0]))
        else:
            assert 0 <= facts.light <= 1
            assert facts.width >= 1
    assert refused == [
        ("agricultural00.tif", "it is a pointer of git-lfs, not the picture itself"),
        ("ultrahdr.jpg", "cut off before its first row"),
    ]
