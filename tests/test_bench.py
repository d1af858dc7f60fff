"""The benches run, with data and without, and their page is made of their figures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
BENCH = ROOT / "bench"
DIGITS = "handwritten digits"


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Imports a module of the bench folder as its scripts do."""
    monkeypatch.syspath_prepend(str(BENCH))

    def load(name: str) -> ModuleType:
        import importlib

        return importlib.import_module(name)

    return load


def small(name: str, data: str | Path) -> dict[str, Any]:
    """What a small run prints as JSON."""
    done = subprocess.run(
        [sys.executable, BENCH / f"{name}.py", "--small", "--json"],
        env=os.environ | {"NINELIVES_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def figures(found: dict[str, Any]) -> dict[str, float]:
    assert found["small"]
    assert {"cores", "cpu", "memory_gb", "load", "python"} <= set(found["machine"])
    measured = [row for row in found["rows"] if row["unit"] != "points"]  # a difference may be none, and has no peer
    assert all(row["ours"] > 0 and (row["peer"] or row["rival"]) for row in measured)
    return {row["what"]: row["ours"] for row in found["rows"]}


def test_start_is_measured_beside_an_empty_interpreter(tmp_path: Path) -> None:
    found = small("start", tmp_path)
    assert len(figures(found)) == 2 + 5  # the root and an empty interpreter, then every verb
    assert all(row["peer"] > 0 for row in found["rows"])


def test_series_without_data_measures_nothing_and_says_so(tmp_path: Path) -> None:
    found = small("series", tmp_path)
    assert found["rows"] == []
    assert "nothing was measured" in found["notes"][0]


@pytest.mark.parametrize("name", ["loudly", "labels"])
def test_without_fashion_mnist_nothing_is_measured_and_it_is_said(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NINELIVES_FASHION", str(tmp_path))
    found = small(name, tmp_path)
    assert found["rows"] == []
    assert "dataset-fashion-mnist" in found["notes"][0]


@pytest.mark.deps
@pytest.mark.parametrize(("name", "figure"), [("loudly", "shifts seen, 100"), ("labels", "right with the correction")])
def test_shifts_of_fashion_mnist_are_seen_and_corrected_beside_the_peers(
    name: str, figure: str, tmp_path: Path
) -> None:
    if not Path("/usr/share/datasets/fashion-mnist").is_dir():
        pytest.skip("Debian's dataset-fashion-mnist is not installed")
    found = small(name, tmp_path)
    told = {row["what"]: row for row in found["rows"]}
    (row,) = (row for what, row in told.items() if figure in what and "knock-out" not in what)
    assert row["ours"] >= 30
    assert row["peer"] > 0


def test_the_kernel_distance_is_measured_in_a_process_of_its_own(tmp_path: Path) -> None:
    found = small("shift", tmp_path)
    told = figures(found)
    assert 0 < told["200 + 200 rows, 100 relabellings: error"] < 0.1
    assert any("missing" in row["rival"] for row in found["rows"])


@pytest.mark.data
def test_series_are_measured_beside_frozen_forecasts_of_the_same_hours(data: Path) -> None:
    found = small("series", data)
    told = figures(found)
    assert {"seasonal: MASE a day ahead", "network: MASE a day ahead"} <= set(told)
    assert "AutoETS" in found["notes"][0]


def test_answers_are_counted_after_their_commit(tmp_path: Path) -> None:
    told = {row["what"]: row["ours"] for row in small("answers", tmp_path)["rows"]}
    assert told["durable answers, 64 connections"] > 50
    assert told["first load of the page"] < 100


def test_deciding_is_measured_in_rows(tmp_path: Path) -> None:
    told = [row["ours"] for row in small("decide", tmp_path)["rows"]]
    assert 0 < told[0] < told[1]
    assert told[2] > 1000


def test_flight_is_measured_with_its_compilation_and_missing_peers(tmp_path: Path) -> None:
    found = small("flight", tmp_path)
    told = figures(found)
    assert told["first step, full cache"] < told["first step, empty cache"]
    assert told["control steps, 2 threads"] > 10_000
    assert sum("missing" in row["rival"] for row in found["rows"]) == 4


def test_photos_of_the_garden_are_judged_by_day_by_night_and_from_orbit(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the torch extra is not installed")
    found = small("garden_train", tmp_path)
    told = list(figures(found))
    assert [name.split(": right")[0] for name in told[:3]] == ["by day", "at dusk", "at night"]
    assert [name[:18] for name in told[4:]] == [f"from orbit in {era}" for era in (1961, 1990, 2025)]
    assert "ideal observer" in told[0]
    assert any("at night" in note and "20–4 h: 100 % of the new scenes" in note for note in found["notes"])


def test_a_watch_is_measured_with_and_without_its_peer(tmp_path: Path) -> None:
    found = small("watch", tmp_path)
    assert [row["what"] for row in found["rows"]][-2:] == [
        "one at a time",
        "memory that all after the first tenth added",
    ]
    assert all(row["ours"] > 0 for row in found["rows"][:3])


def test_an_audit_is_quicker_where_its_reference_was_sketched(tmp_path: Path) -> None:
    told = figures(small("audit", tmp_path))
    again, anew = list(told.values())[:2]
    assert 0 < again < anew


def test_train_is_measured_on_digits_where_there_is_no_data(tmp_path: Path) -> None:
    found = small("train", tmp_path)
    assert len(figures(found)) == 3
    assert any(DIGITS in note for note in found["notes"])
    assert any("fastai" in note and "did not run" in note for note in found["notes"])


def test_predict_is_measured_on_digits_where_there_is_no_data(tmp_path: Path) -> None:
    found = small("predict", tmp_path)
    assert len(figures(found)) == 8
    assert any(DIGITS in note for note in found["notes"])


def test_every_rung_is_measured_alone_and_drawn(tmp_path: Path, bench: Any) -> None:
    found = small("ladder", tmp_path)
    told = figures(found)
    assert {"majority: right", "rules: folder to model", "the default ladder on 80 photos"} <= set(told)
    picture = bench("picture").draw(found)
    assert {f">{name} " in picture for name, _, _ in bench("picture").points(found)} == {True}


def test_the_network_is_measured_on_digits_where_there_is_no_data(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the torch extra is not installed")
    found = small("network", tmp_path)
    assert len(figures(found)) == 4
    assert any(DIGITS in note for note in found["notes"])
    assert any("fastai" in note for note in found["notes"])


def test_the_layer_is_measured_on_digits_where_there_is_no_data(tmp_path: Path) -> None:
    found = small("layer", tmp_path)
    average = {row["rival"]: row["ours"] - row["peer"] for row in found["rows"] if "1,200" in row["what"]}
    assert average["the last weights"] > 0
    alarm, find = (row["ours"] for row in found["rows"][-2:])  # of five cases each, of 80 scans
    assert alarm <= 20 < find
    assert any(DIGITS in note for note in found["notes"])


def test_kinds_are_measured_on_digits_where_there_is_no_data(tmp_path: Path) -> None:
    found = small("kinds", tmp_path)
    assert len(figures(found)) == 5  # ImageNet names no digit
    assert any(DIGITS in note for note in found["notes"])


def test_tables_are_measured_on_made_up_ones(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="the torch extra is not installed")
    found = small("tables", tmp_path / "absent")
    told = [row["what"] for row in found["rows"] if row["ours"] > 0 and row["peer"]]
    assert len(told) == 2 * (3 + 6) - 1  # always saying the mean explains nothing
    assert sum("chosen" in what for what in told) == 2
    assert any("no real table" in note for note in found["notes"])


@pytest.mark.data
def test_night_is_measured_on_real_photos(data: Path) -> None:
    told = figures(small("night", data))
    assert told["right by day, 160 px"] > 80
    assert {"right by night, 224 px", "foreseen for the night, mended", "off by"} <= set(told)


@pytest.mark.data
def test_train_is_measured_on_real_photos(data: Path) -> None:
    found = small("train", data)
    told = figures(found)
    assert not any(DIGITS in note for note in found["notes"])
    assert all(told[what] > 85 for what in told if what.startswith("right"))


def test_photos_of_the_garden_are_drawn_beside_a_folder_of_them(tmp_path: Path) -> None:
    assert len(figures(small("garden", tmp_path))) == 3  # drone, ground and satellite


@pytest.mark.parametrize(
    ("ours", "target", "less", "met"),
    [
        (2, 1, False, True),
        (2, 3, False, False),
        (2, 3, True, True),
        (2, 1, True, False),
        (100 * 0.984, 98.4, False, True),
    ],
)
def test_a_target_is_met_from_its_own_side(bench: Any, ours: float, target: float, less: bool, met: bool) -> None:
    assert bench("table").Row("x", ours, "s", target=target, less=less).met is met


def test_a_ratio_says_how_many_times_better(bench: Any) -> None:
    row = bench("table").Row
    assert row("x", 2.0, "s", peer=8.0, rival="it", less=True).ratio == 4
    assert row("x", 8.0, "photos/s", peer=2.0, rival="it").ratio == 4
    assert row("x", 98.0, "%", peer=97.0, rival="it").ratio is None
    assert row("x", 8.0, "photos/s", rival="missing").ratio is None


def test_a_missing_peer_is_said_to_be_missing(bench: Any) -> None:
    assert bench("table").Row("x", 8.0, "photos/s", rival="fastai: not installed").cells()[2] == "fastai: not installed"


def test_the_page_is_what_the_figures_say(bench: Any) -> None:
    results, page = bench("results"), (BENCH / "RESULTS.md").read_text("utf-8")
    kept = json.loads((BENCH / "figures.json").read_text("utf-8"))
    assert results.page(kept, page) == page
    assert not any(found["small"] for found in kept.values())


def test_every_bench_has_its_script(bench: Any) -> None:
    assert all((BENCH / f"{name}.py").is_file() for name in bench("results").BENCHES)


@pytest.mark.slow
def test_an_environment_is_measured_over_worlds_and_threads_and_from_its_start(tmp_path: Path) -> None:
    found = small("environment", tmp_path)
    told = figures(found)
    assert told["the same, cached"] < told["first step with state, cold"]
    assert 0 < told["steps at 1 worlds, 2 threads"] < told["steps at 64 worlds, 2 threads"]
    assert sum("missing" in row["rival"] for row in found["rows"]) == 4
