"""Photos and tables that a problem is drafted from and checked against."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import noise


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def photos(here: Path) -> Path:
    """40 bright and 10 dim pictures in ``photos/``, named by a table with hours 13 to 17, of 5 and 6 December."""
    noise(here / "photos", bright=(120, 220, 40), dim=(40, 140, 10))
    rows = ["path,label,captured_at"]
    for at, path in enumerate(sorted((here / "photos").rglob("*.png"))):
        rows.append(
            f"photos/{path.parent.name}/{path.name},{path.parent.name},2026-12-0{5 + at % 2}T{13 + at % 5}:00:00"
        )
    (here / "photos.csv").write_text("\n".join(rows) + "\n")
    return here / "photos.csv"


@pytest.fixture
def table(here: Path) -> Path:
    """60 rows of a table without photos: hours 8 to 17, and what was bought."""
    rows = ["hour,weight,kind"] + [f"{8 + at % 10},{at},{'tea' if at % 3 else 'coffee'}" for at in range(60)]
    (here / "shop.csv").write_text("\n".join(rows) + "\n")
    return here / "shop.csv"
