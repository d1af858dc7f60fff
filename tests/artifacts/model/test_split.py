"""Only photos with a label are judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.archive import Archive
from ninelives.artifacts.model.split import labelled
from ninelives.errors import NinelivesError
from tests.folders import noise


def test_photos_without_a_label_are_set_aside_and_named(tmp_path: Path) -> None:
    root = noise(tmp_path / "photos", bright=(150, 220, 3))
    (root / "lone.png").write_bytes((root / "bright" / "001.png").read_bytes())
    archive = labelled(Archive.of(root))
    assert set(archive.labels) == {"bright"}
    assert [(entry.path, entry.reason) for entry in archive.set_aside] == [("lone.png", "it has no label")]


def test_without_any_label_there_is_nothing_to_judge_by(tmp_path: Path) -> None:
    root = noise(tmp_path / "photos", bright=(150, 220, 3))
    with pytest.raises(NinelivesError, match="none of the 3 photos has a label") as caught:
        labelled(Archive.of(root / "bright"))
    assert caught.value.fix
