"""Tests of which letters the bytes of a file are."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninelives.artifacts.sheets.encoding import Recoded, UnclearError, blocks, encoding_of

TEXT = "größe;preis\nérable;1,5\n猫;2\n"
WESTERN = "größe;preis\nérable;1,5 €\n"


def file(folder: Path, data: bytes) -> Path:
    path = folder / "t.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("codec", "text", "name", "noted"),
    [
        ("utf-8", TEXT, "utf-8", False),
        ("utf-8-sig", TEXT, "utf-8-sig", False),
        ("utf-16", TEXT, "utf-16", False),
        ("utf-16-le", TEXT, "utf-16-le", False),
        ("utf-16-be", TEXT, "utf-16-be", False),
        ("cp1252", WESTERN, "cp1252", True),
        ("latin-1", "größe\n", "cp1252", True),
        ("ascii", "a,b\n", "utf-8", False),
    ],
)
def test_what_a_spreadsheet_may_write_is_read(codec: str, text: str, name: str, noted: bool, tmp_path: Path) -> None:
    path = file(tmp_path, text.encode(codec))
    found = encoding_of(path)
    assert (found.name, bool(found.note)) == (name, noted)
    assert b"".join(blocks(path, found.name)).decode() == text


def test_the_line_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    path = file(tmp_path, b"a\n" * 4 + "größe\n".encode("latin-1"))
    assert "(line 5)" in encoding_of(path).note


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("ä\n".encode() + b"b\n\xff\n", "line 3 is not UTF-8, though lines before it are"),
        (b"a\0b,c\n1,2\n", "zero"),
        (b"\0\0\0\0\0\0\0\0", "zero"),
    ],
)
def test_what_is_no_text_or_two_is_told(data: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(UnclearError, match=words):
        encoding_of(file(tmp_path, data))


def test_utf16_that_breaks_off_is_told(tmp_path: Path) -> None:
    path = file(tmp_path, "ab".encode("utf-16") + b"\x00\xd8\x20\x00")
    with pytest.raises(UnclearError, match="begins as UTF-16"):
        b"".join(blocks(path, encoding_of(path).name))


def test_a_letter_cut_by_a_block_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ninelives.artifacts.sheets.encoding.BLOCK", 3)
    path = file(tmp_path, ("aé猫" * 50).encode())
    assert encoding_of(path).name == "utf-8"
    with pytest.raises(UnclearError, match="line 1 "):
        encoding_of(file(tmp_path, ("aé猫" * 50).encode()[:-1] + b"a\n"))


def test_a_file_that_ends_inside_a_letter_is_not_utf8(tmp_path: Path) -> None:
    assert encoding_of(file(tmp_path, b"a\nb\xc3")).name == "cp1252"


@given(text=st.text(alphabet=st.characters(codec="utf-8")), size=st.integers(1, 9))
def test_a_file_of_blocks_is_the_file(text: str, size: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = file(tmp_path_factory.mktemp("t"), text.encode("utf-16"))
    with io.BufferedReader(Recoded(path, "utf-16"), size) as whole:
        assert whole.read().decode() == text
    assert b"".join(blocks(path, "utf-16", size)).decode() == text
