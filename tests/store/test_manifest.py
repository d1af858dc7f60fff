"""Tests of sealed folders: whatever was changed is found before anything is read."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ninelives.errors import NinelivesError
from ninelives.store import digest, manifest

FILES = {"one.bin": b"\0\1\2", "deep/two.txt": "grüße".encode(), "empty": b""}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "sealed"
    for name, data in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    manifest.seal(root, "model", {"answer": 42})
    return root


def reseal(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change a manifest, and give it a digest that fits."""
    body = json.loads((folder / manifest.NAME).read_text())
    change(body)
    del body["digest"]
    body["digest"] = digest.of_json(body)
    (folder / manifest.NAME).write_text(json.dumps(body))


def listing(folder: Path, name: str, entry: Any) -> None:
    reseal(folder, lambda body: body["files"].update({name: entry}))


def entry_of(path: Path) -> dict[str, Any]:
    return {"size": path.stat().st_size, "sha256": digest.of_file(path)}


def test_what_was_sealed_is_read_back(folder: Path) -> None:
    found = manifest.check(folder, "model")
    assert (found.kind, found.facts, set(found.files)) == ("model", {"answer": 42}, set(FILES))
    assert manifest.is_sealed(folder)
    assert found == manifest.peek(folder)


def test_whoever_waits_sees_how_far_it_is(folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    manifest.check(folder, "model", lambda done, of: seen.append((done, of)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_the_digest_depends_on_facts_kind_names_and_bytes_only(tmp_path: Path) -> None:
    def sealed(name: str, files: dict[str, bytes], kind: str = "model", facts: dict[str, Any] | None = None) -> str:
        root = tmp_path / name
        root.mkdir()
        for each, data in files.items():
            (root / each).write_bytes(data)
        return manifest.seal(root, kind, facts or {"a": 1, "b": 2})

    first = sealed("1", {"x": b"1", "y": b"2"})
    again = sealed("2", {"y": b"2", "x": b"1", "report.html": b"now", "timings.json": b"3 s"}, facts={"b": 2, "a": 1})
    assert first == again
    others = [
        sealed("3", {"x": b"1", "y": b"3"}),
        sealed("4", {"x": b"1", "z": b"2"}),
        sealed("5", {"x": b"1", "y": b"2"}, kind="archive"),
        sealed("6", {"x": b"1", "y": b"2"}, facts={"a": 1, "b": 3}),
    ]
    assert len({first, *others}) == 5


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_in_any_file_is_found(folder: Path, name: str) -> None:
    data = bytearray(FILES[name] or b"\0")
    data[-1] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(NinelivesError, match=f"is damaged: {name} was changed"):
        manifest.check(folder, "model")


def test_a_changed_byte_anywhere_in_the_manifest_is_found(folder: Path) -> None:
    path, found = folder / manifest.NAME, manifest.peek(folder)
    whole = path.read_bytes()
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1
        path.write_bytes(changed)
        try:
            read = manifest.check(folder, "model")
        except NinelivesError:
            continue
        assert read == found  # only blanks between the parts may differ


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_found(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(NinelivesError, match=f"is damaged: {name} is missing") as error:
        manifest.check(folder, "model")
    assert error.value.fix


def test_no_manifest_at_all(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="no folder that ninelives made"):
        manifest.check(tmp_path, "model")
    assert not manifest.is_sealed(tmp_path)


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/passwd", "deep/../../secret", "..", "deep\\..\\..\\secret", "C:\\secret", "link/secret"]
)
def test_a_path_that_climbs_out_is_not_loaded(folder: Path, name: str) -> None:
    secret = folder.parent / "secret"
    secret.write_bytes(b"secret")
    (folder / "link").symlink_to(folder.parent)
    listing(folder, name, entry_of(secret))
    with pytest.raises(NinelivesError, match="leaves the folder: it is not loaded"):
        manifest.check(folder, "model")


def test_a_listed_link_that_leads_outside_is_not_loaded(folder: Path) -> None:
    outside = folder.parent / "one.bin"
    outside.write_bytes(FILES["one.bin"])
    (folder / "one.bin").unlink()
    (folder / "one.bin").symlink_to(outside)
    with pytest.raises(NinelivesError, match="leaves the folder"):
        manifest.check(folder, "model")


@pytest.mark.parametrize("name", ["nul\0name", "loop/x", "x" * 5000], ids=["nul", "loop", "long"])
def test_a_name_that_no_file_can_have_is_an_error(folder: Path, name: str) -> None:
    (folder / "loop").symlink_to("loop")
    listing(folder, name, {"size": 0, "sha256": digest.of_bytes(b"")})
    with pytest.raises(NinelivesError):
        manifest.check(folder, "model")


def test_a_folder_where_a_file_should_be_is_an_error(folder: Path) -> None:
    listing(folder, "deep", {"size": 0, "sha256": digest.of_bytes(b"")})
    with pytest.raises(NinelivesError, match="deep is missing"):
        manifest.check(folder, "model")


@pytest.mark.parametrize(
    ("version", "fix"), [(2, "pip install --upgrade ninelives"), (0, "make '"), ("1", "make '"), (None, "make '")]
)
def test_another_version_is_refused(folder: Path, version: Any, fix: str) -> None:
    reseal(folder, lambda body: body.update(version=version))
    with pytest.raises(NinelivesError, match=f"has layout {version!r}, and this ninelives knows 1") as error:
        manifest.check(folder, "model")
    assert error.value.fix
    assert error.value.fix.startswith(fix)


def test_another_kind_is_refused(folder: Path) -> None:
    with pytest.raises(NinelivesError, match="is of kind 'model', and 'archive' is needed"):
        manifest.check(folder, "archive")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff\xfe\0",
        b"{",
        b"[1, 2]",
        b"null",
        b"7",
        b"NaN",
        b'{"version": 1}',
        b'{"version": 1, "facts": {"x": NaN}, "files": {}, "kind": "model", "digest": "x"}',
        b'{"version": 1, "facts": {"x": "\\ud800"}, "files": {}, "kind": "model", "digest": "x"}',
        b'{"version": 1, "facts": {}, "files": [], "kind": "model", "digest": "x"}',
        b"[" * 200_000,
        b'{"version": 1, "facts": ' + b'{"a":' * 100_000,
        b'{"version": 1, "facts": {"x": ' + b"9" * 10_000 + b'}, "files": {}, "kind": "model", "digest": "x"}',
    ],
    ids=range(14),
)
def test_garbage_for_a_manifest_is_a_clear_error(folder: Path, text: bytes) -> None:
    (folder / manifest.NAME).write_bytes(text)
    with pytest.raises(NinelivesError, match="is damaged"):
        manifest.check(folder, "model")


@pytest.mark.parametrize(
    "change",
    [
        {"files": []},
        {"files": {"one.bin": None}},
        {"files": {"one.bin": {}}},
        {"files": {"one.bin": {"size": "3", "sha256": "x"}}},
        {"files": {"one.bin": {"size": 3, "sha256": None}}},
        {"facts": []},
        {"kind": 7},
    ],
    ids=str,
)
def test_a_resealed_manifest_of_wrong_types_is_a_clear_error(folder: Path, change: dict[str, Any]) -> None:
    reseal(folder, lambda body: body.update(change))
    with pytest.raises(NinelivesError, match="is damaged"):
        manifest.check(folder, "model")


def test_a_manifest_that_is_a_folder_is_none(folder: Path) -> None:
    os.unlink(folder / manifest.NAME)
    (folder / manifest.NAME).mkdir()
    assert not manifest.is_sealed(folder)
    with pytest.raises(NinelivesError, match="cannot be read"):
        manifest.check(folder, "model")


def test_a_file_is_no_damaged_folder(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("a,b\n")
    with pytest.raises(NinelivesError, match=r"rows\.csv' is a file, and a folder that ninelives made is needed here"):
        manifest.check(tmp_path / "rows.csv", "model")
