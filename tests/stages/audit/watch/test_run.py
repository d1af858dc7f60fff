"""A run beside a source: rows that do not fit are set aside, labels count, and a stop falls between two batches."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import ninelives as nl
from ninelives.errors import NinelivesError
from ninelives.stages.audit.watch.line import Line
from ninelives.stages.audit.watch.run import Told, run
from tests.folders import noise
from tests.rows import rows


def ran(watch: nl.Watch, where: Path, labels: str | None = None, state: Path | None = None) -> tuple[list[Line], Told]:
    lines: list[Line] = []
    told = Told(lines.append, lambda _: None)
    run(watch, str(where), told, state=state, labels=labels, follow=False)
    return lines, told


def test_rows_that_do_not_fit_are_named_counted_and_set_aside(table_model: nl.TableModel, tmp_path: Path) -> None:
    each = rows(50, seed=4).to_dicts()
    each[3].pop("size")
    each[7]["size"] = "large"
    path = tmp_path / "s.jsonl"
    path.write_text("\n".join(pl.DataFrame([row]).write_ndjson().strip() for row in each) + "\n{\n")
    watch = nl.Watch.of(table_model)
    lines, told = ran(watch, path)
    assert watch.n == 48
    assert watch.counts["set_aside"] == 3
    assert [entry.path for entry in told.aside] == ["line 51", "observation 4", "observation 8"]
    assert "set aside: line 51" in lines[-1].said[0]


def test_a_stream_with_other_columns_throughout_is_refused(table_model: nl.TableModel, tmp_path: Path) -> None:
    pl.DataFrame({"a": [1, 2, 3]}).write_ndjson(tmp_path / "s.jsonl")
    with pytest.raises(NinelivesError, match="no column"):
        ran(nl.Watch.of(table_model), tmp_path / "s.jsonl")


def test_labels_in_a_column_and_in_a_file_say_the_same(table_model: nl.TableModel, tmp_path: Path) -> None:
    frame = rows(80, seed=5).with_columns(item=pl.int_range(80).cast(str))
    frame.write_csv(tmp_path / "s.csv")
    frame.select("item", label="fit").write_csv(tmp_path / "labels.csv")
    found = []
    for labels in ("fit", str(tmp_path / "labels.csv")):
        watch = nl.Watch.of(table_model)
        lines, _ = ran(watch, tmp_path / "s.csv", labels)
        found.append((watch.risk.right, watch.risk.wrong, lines[-1].risk_e))
    assert found[0] == found[1]
    assert sum(found[0][:2]) == 80


def test_lines_with_labels_do_not_depend_on_how_the_stream_is_parted(
    table_model: nl.TableModel, tmp_path: Path
) -> None:
    frame = rows(90, seed=6)
    frame.write_ndjson(tmp_path / "whole.jsonl")
    whole = ran(nl.Watch.of(table_model, every=20), tmp_path / "whole.jsonl", "fit")[0]
    part, watch, found = tmp_path / "part.jsonl", nl.Watch.of(table_model, every=20), []
    for many in (33, 71, 90):
        frame.head(many).write_ndjson(part)
        found += [line for line in ran(watch, part, "fit", tmp_path / "state")[0] if line.n % 20 == 0 or line.n == 90]
        watch = nl.Watch.load(tmp_path / "state", table_model)
    assert [line.to_json() for line in found] == [line.to_json() for line in whole]


def test_photos_are_read_once_and_what_is_none_is_set_aside(photo_model: nl.Model, tmp_path: Path) -> None:
    folder = noise(tmp_path / "new", dim=(120, 190, 5))
    (folder / "dim" / "broken.png").write_text("no picture")
    watch = nl.Watch.of(photo_model)
    _, told = ran(watch, folder, state=tmp_path / "state")
    assert (watch.n, [entry.path for entry in told.aside]) == (5, ["dim/broken.png"])
    again = nl.Watch.load(tmp_path / "state", photo_model)
    ran(again, folder)
    assert again.n == 5


def test_a_folder_for_rows_and_a_table_for_photos_are_refused(
    photo_model: nl.Model, table_model: nl.TableModel, tmp_path: Path
) -> None:
    folder = noise(tmp_path / "new", dim=(120, 190, 2))
    with pytest.raises(NinelivesError, match="this is no model of photos"):
        ran(nl.Watch.of(table_model), folder)
    rows(20).write_csv(tmp_path / "s.csv")
    with pytest.raises(NinelivesError, match="a model of photos watches photos"):
        ran(nl.Watch.of(photo_model), tmp_path / "s.csv")


def test_ctrl_c_ends_it_between_two_batches_with_the_state_saved(
    table_model: nl.TableModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(3000, seed=7).write_csv(tmp_path / "s.csv")
    watch, seen = nl.Watch.of(table_model), table_model.coding
    lines: list[Line] = []

    def press(line: Line) -> None:
        if not lines:
            os.kill(os.getpid(), signal.SIGINT)
        lines.append(line)

    run(watch, str(tmp_path / "s.csv"), Told(press, lambda _: None), state=tmp_path / "s", labels=None, follow=False)
    assert watch.n == 1024
    again = nl.Watch.load(tmp_path / "s", table_model)
    assert (again.n, again.source["rows"]) == (1024, 1024)
    ran(again, tmp_path / "s.csv")
    whole = nl.Watch.of(table_model)
    ran(whole, tmp_path / "s.csv")
    assert again.line() == whole.line()
    assert seen is table_model.coding
    assert np.isfinite(whole.wealth.log).all()
