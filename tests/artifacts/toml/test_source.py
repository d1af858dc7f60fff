"""One TOML file, and files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.toml import Source
from ninelives.artifacts.toml import source as module
from ninelives.errors import NinelivesError


def read(path: Path) -> Source:
    return Source(path, what="file of rules", example="rules = []")


def file(folder: Path, text: str | bytes) -> Path:
    path = folder / "rules.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_what_is_no_file_is_told_with_its_neighbour(tmp_path: Path) -> None:
    file(tmp_path, "")
    with pytest.raises(NinelivesError, match="there is no file of rules") as caught:
        read(tmp_path / "rule.toml")
    assert "rules.toml" in str(caught.value.fix)
    with pytest.raises(NinelivesError, match="there is no file of rules"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a = 1\nrules == []", "rules.toml', line 2, column 8: Invalid value"),
        ("rules = [", "rules.toml', "),
        (b"a = '\xff'", "is no UTF-8 text: byte 6"),
        ("a = 1\na = 2", "Cannot overwrite a value"),
        ("a = " + "[" * 5000, "rules.toml'"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(tmp_path: Path, text: str | bytes, why: str) -> None:
    with pytest.raises(NinelivesError, match=r"rules\.toml") as caught:
        read(file(tmp_path, text))
    assert why in caught.value.message


def test_a_file_of_another_size_is_no_file_of_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 9)
    with pytest.raises(NinelivesError, match="is larger than"):
        read(file(tmp_path, "# ten bytes"))


def test_one_fault_stands_in_the_sentence_and_several_below_it_in_order(tmp_path: Path) -> None:
    source = read(file(tmp_path, "a = 1\nb = 2\n"))
    source.refuse()
    assert source.sound
    source.fault_of("this is wrong", "b")
    with pytest.raises(NinelivesError, match=r"rules\.toml', line 2, column 1: this is wrong"):
        source.refuse()
    source.fault_of("this too", "b")
    source.fault_of("and this", "a")
    with pytest.raises(NinelivesError, match="has 2 faults") as caught:
        source.refuse()
    told = caught.value.message.splitlines()[1:]
    assert told == ["  line 1, column 1: and this", "  line 2, column 1: this too"]


def test_what_windows_writes_is_read(tmp_path: Path) -> None:
    source = read(file(tmp_path, b"\xef\xbb\xbfa = 1\r\nb = 2\r\n"))
    source.fault_of("this is wrong\x1b[31m", "b")
    with pytest.raises(NinelivesError, match=r"line 2, column 1: this is wrong\\x1b\[31m"):
        source.refuse()


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    one, other = (read(file(tmp_path, text)).digest for text in ("a = 1", "a = 1 "))
    assert one != other


def test_a_string_that_cannot_be_found_stands_at_its_key(tmp_path: Path) -> None:
    assert read(file(tmp_path, "a = 1\nb = 'x'")).place("y", "b").offsets == (6, 6)
