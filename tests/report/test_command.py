"""``ninelives report``: any artifact, one file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ninelives.cli import main
from ninelives.errors import NinelivesError
from ninelives.report.command import load, write_report
from ninelives.stages.collect import collect
from ninelives.stages.train import predict, train
from ninelives.stages.train.tables.fit import train_table_into
from ninelives.stages.train.tables.job import Columns
from ninelives.stages.train.tables.spec import TableSpec
from tests.folders import noise
from tests.rows import rows


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive, a model and predictions of 24 small pictures."""
    root = tmp_path_factory.mktemp("made")
    noise(root / "photos", bright=(120, 220, 12), dim=(20, 120, 12))
    collect(root / "photos", out=root / "photos.archive")
    model = train(root / "photos", out=root / "photos.model", rungs=("majority", "rules"))
    predict(model, root / "photos", out=root / "new.parquet")
    return root


@pytest.mark.parametrize(
    ("artifact", "where"),
    [
        ("photos.archive", "photos.archive/report.html"),
        ("photos.model", "photos.model/report.html"),
        ("new.parquet", "new.html"),
    ],
)
def test_every_artifact_has_a_page_in_its_place(
    made: Path, artifact: str, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (made / where).unlink(missing_ok=True)
    main_ok(["report", str(made / artifact), "--json"])
    assert json.loads(capsys.readouterr().out) == {"out": str(made / where)}
    page = (made / where).read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert len(page) < 5_000_000


def test_the_page_may_go_elsewhere(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main_ok(["report", str(made / "photos.model"), "-o", str(tmp_path / "a b.html")])
    assert (tmp_path / "a b.html").stat().st_size > 1000
    assert "next    " in capsys.readouterr().out


def test_the_same_artifact_gives_the_same_page(made: Path, tmp_path: Path) -> None:
    pages = [write_report(load(made / "photos.model"), out=tmp_path / f"{n}.html").read_bytes() for n in range(2)]
    assert pages[0] == pages[1]


def test_what_is_no_artifact_is_told(made: Path, tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="there is no artifact"):
        load(tmp_path / "none")
    with pytest.raises(NinelivesError):
        load(made / "photos")
    with pytest.raises(NinelivesError, match="no Predictions file"):
        load(made / "photos" / "dim" / "000.png")


def main_ok(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code in (0, None)


def test_the_model_of_a_table_has_a_page_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "fit.model"
    columns = Columns(target="fit", ignore=("price",))
    train_table_into(rows(), columns, None, TableSpec(rungs=("majority", "rules")), out, out)
    main_ok(["report", str(out), "--json"])
    assert "What it looks at" in (out / "report.html").read_text("utf-8")
