from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ninelives.kernels.photos.jpeg import walk
from tests.kernels.photos.pictures import encode, exif_block, jpeg_of_size, scene

PLAIN = encode(scene(), "JPEG")


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_agrees_with_pillow(mode, progressive):
    data = encode(Image.fromarray(scene(81, 61)).convert(mode), "JPEG", progressive=progressive)
    found = walk(data)
    assert (found.width, found.height) == Image.open(io.BytesIO(data)).size
    assert (found.mode, found.sequential, found.complete) == (mode, not progressive, True)


def test_exif_is_found_and_its_thumbnail_is_not_the_end():
    block = exif_block({0x010F: "thumb \xff"}) + PLAIN  # a thumbnail with an end marker of its own
    data = encode(scene(), "JPEG", exif=block)
    assert walk(data).exif == block
    assert walk(data[:-2]).complete is False


def test_rubbish_between_segments_is_skipped():
    at = PLAIN.find(b"\xff\xdb")
    data = PLAIN[:at] + b"\x01\x02\xff\x00\x03\xff\xff" + PLAIN[at:]
    assert walk(data).width == 80


def test_too_few_bytes_for_its_blocks_is_incomplete():
    assert not walk(jpeg_of_size(PLAIN, 20000, 20000)).complete


@given(st.integers(2, len(PLAIN) - 1))
def test_a_prefix_is_never_complete(length):
    found = walk(PLAIN[:length])
    assert found is None or not found.complete


@given(st.binary(max_size=200))
def test_any_bytes_are_taken(rubbish):
    found = walk(b"\xff\xd8\xff" + rubbish)
    assert found is None or found.width >= 0
