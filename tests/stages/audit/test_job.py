"""From two samples to a verdict: the right one, or a reason why there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.findings import Findings
from ninelives.artifacts.model.tables import TableModel
from ninelives.errors import NinelivesError
from ninelives.stages.audit import AuditSpec, audit
from ninelives.stages.audit.job import audit_into, default_of
from ninelives.stages.train import train
from tests.rows import rows, write

QUICK = AuditSpec(draws=199)


def frame(rows: int, seed: int, *, by: float = 0.0, **columns: Any) -> pl.DataFrame:
    """Rows that do not lean on each other; ``a`` is moved by so many deviations."""
    draw = np.random.default_rng(seed)
    plain = {"a": draw.normal(size=rows) + by, "b": draw.normal(size=rows), "kind": draw.choice(["x", "y"], rows)}
    return pl.DataFrame({**plain, **columns})


def found(old: Any, new: Any, **options: Any) -> Findings:
    return audit(old, new, spec=QUICK, progress=False, **options)


@pytest.fixture(scope="module")
def model() -> TableModel:
    return train(rows(400), target="fit", ignore="price", rungs=("majority", "rules"), progress=False)  # type: ignore[return-value]


def test_the_same_world_again_shifts_nothing_and_says_what_it_would_have_seen() -> None:
    same = found(frame(300, 0), frame(200, 1))
    assert same.verdict == "no-shift-found"
    assert same.facts["p"] > 0.05
    assert "would have been" in same.facts["why"]
    assert all(test["smallest_detectable"] is not None for test in same.facts["tests"] if test["column"] in ("a", "b"))


def test_a_column_that_moved_is_found_explained_and_shown() -> None:
    moved = found(frame(300, 0), frame(200, 1, by=1.5))
    assert moved.verdict == "shifted-harmful"  # until somebody shows that it does none
    assert moved.facts["explained_by"][0]["column"] == "a"
    assert moved.facts["tests"][0]["p"] == pytest.approx(1 / 200)
    first = [int(row["item"]) - 1 for row in moved.facts["rows"]]
    assert frame(200, 1, by=1.5)["a"].to_numpy()[first].mean() > 2.3


def test_where_no_p_value_could_tell_it_is_said() -> None:
    walk = pl.DataFrame({"a": np.cumsum(np.random.default_rng(0).normal(size=60))})
    other = pl.DataFrame({"a": np.cumsum(np.random.default_rng(1).normal(size=60))})
    told = found(walk, other)
    assert told.verdict == "cannot-tell"
    assert told.facts["units"]["least"] > 0.05


@pytest.mark.parametrize(("old", "new"), [(9, 100), (100, 9)])
def test_fewer_than_ten_are_too_few(old: int, new: int) -> None:
    told = found(frame(old, 0), frame(new, 1))
    assert told.verdict == "cannot-tell"
    assert "10 are the least" in told.sentence
    assert told.facts["tests"] == []


def test_the_reference_itself_is_nothing_new() -> None:
    told = found(frame(100, 0), frame(100, 0))
    assert (told.verdict, told.facts["repeated"]) == ("cannot-tell", 100)


def test_rows_that_the_reference_holds_are_left_out_and_told() -> None:
    old = frame(100, 0)
    told = found(old, pl.concat([old[:40], frame(100, 1)]))
    assert (told.facts["repeated"], told.facts["items"]) == (40, 100)
    assert any("40 of 140" in note for note in told.facts["notes"])


def test_a_constant_new_sample_is_a_shift_and_no_crash() -> None:
    still = pl.DataFrame({"a": [0.0] * 50, "b": [1.0] * 50, "kind": ["x"] * 50})
    assert found(frame(200, 0), still).verdict == "shifted-harmful"


def test_what_is_missing_everywhere_is_outside() -> None:
    lost = frame(60, 1).with_columns(a=pl.lit(None, pl.Float64), b=pl.lit(None, pl.Float64), kind=pl.lit(None, str))
    assert found(frame(200, 0), lost).verdict == "outside-envelope"


def test_a_name_that_was_never_seen_is_outside() -> None:
    told = found(frame(200, 0), frame(100, 1, kind=["z"] * 100))
    assert told.verdict == "outside-envelope"
    assert len(told.handover) == 100


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (pl.DataFrame({"z": [1.0, 2.0] * 30}), "no column"),
        (frame(50, 1).with_columns(a=pl.lit("word")), "should hold numbers"),
        (frame(0, 1), "no rows"),
        ("nowhere.csv", "nowhere.csv"),
    ],
)
def test_other_columns_and_nothing_at_all_are_refused(new: Any, words: str) -> None:
    with pytest.raises(NinelivesError, match=words):
        found(frame(100, 0), new)


def test_columns_that_never_vary_tell_nothing() -> None:
    with pytest.raises(NinelivesError, match="one value only"):
        found(pl.DataFrame({"a": [1.0] * 50}), pl.DataFrame({"a": [1.0] * 50}))


def test_labels_without_a_model_are_refused(tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text("item,label\n1,x\n")
    with pytest.raises(NinelivesError, match="the reference is no model"):
        found(frame(100, 0), frame(100, 1), labels=tmp_path / "few.csv")


def test_a_declared_use_is_outside_or_cannot_be_told(model: TableModel) -> None:
    assert found(model, "kind=flat:0.5|cubic:0.5").verdict == "outside-envelope"
    assert found(model, "kind=flat|round").verdict == "cannot-tell"
    told = found(model, Deployment.parse("hour=20-6"))
    assert told.verdict == "cannot-tell"
    assert told.facts["unrecorded"] == ["hour"]
    assert told.facts["tests"] == []


def test_a_model_audits_rows_that_it_reads_itself(model: TableModel) -> None:
    same = found(model, rows(200, seed=5))
    assert same.verdict in ("no-shift-found", "shifted-harmless")
    assert {test["part"] for test in same.facts["tests"]} == {"inputs", "outputs"}


def test_the_rows_of_a_model_are_known_again(model: TableModel) -> None:
    told = found(model, rows(400))
    assert told.facts["repeated"] > 0 or "too alike" in " ".join(told.facts["notes"]) or not model.facts["recognises"]


def test_the_same_audit_is_never_made_twice(tmp_path: Path) -> None:
    old, new = write(tmp_path / "old.csv", frame(60, 0)), write(tmp_path / "new.csv", frame(60, 1))
    out = tmp_path / "x.findings"
    first = audit_into(old, new, out, out, QUICK)
    again = audit_into(old, new, out, out, QUICK)
    assert (first.done, again.done) == (False, True)
    assert first.findings.digest == again.findings.digest
    with pytest.raises(NinelivesError, match="made from something else"):
        audit_into(old, new, out, out, AuditSpec(draws=199, alpha=0.01))


def test_findings_are_called_after_the_reference() -> None:
    assert default_of("there/photos.model") == Path("photos.findings")
    assert default_of("rows.csv") == Path("rows.findings")
    assert default_of(frame(3, 0)) == Path("audit.findings")


@pytest.mark.slow
def test_a_hundred_thousand_columns_are_audited_and_what_moved_is_found() -> None:
    draw = np.random.default_rng(0)
    old, new = draw.normal(size=(20, 100_000)), draw.normal(0.4, 1, (20, 100_000))
    frames = [pl.DataFrame(rows, [f"c{at}" for at in range(100_000)]) for rows in (old, new)]
    found = audit(*frames)
    assert found.verdict == "shifted-harmful"  # nothing shows that it does no harm
    assert found.facts["p"] <= 0.05
