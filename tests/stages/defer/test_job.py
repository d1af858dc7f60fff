"""From a model to a hand-over; the same lineage is never computed twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from ninelives.artifacts.model.tables import TableModel
from ninelives.errors import NinelivesError
from ninelives.stages.audit import AuditSpec, audit, itself
from ninelives.stages.defer import DeferSpec, defer
from ninelives.stages.defer.job import Asked, default_of, defer_into
from tests.rows import write
from tests.stages.defer.answers import answers, numbers, written


def test_the_same_again_is_done_and_other_options_get_another_name(judged: Path, tmp_path: Path) -> None:
    default = tmp_path / "judged.handoff"
    assert not defer_into(judged, None, default, DeferSpec(), None, Asked()).done
    assert defer_into(judged, None, default, DeferSpec(), None, Asked()).done
    other = defer_into(judged, None, default, DeferSpec(risk=0.05), None, Asked())
    assert not other.done
    assert other.handoff.path == tmp_path / "judged-2.handoff"
    with pytest.raises(NinelivesError, match="its option 'risk' differs"):
        defer_into(judged, default, default, DeferSpec(risk=0.01), None, Asked())


def test_a_hand_over_is_called_as_its_model() -> None:
    assert default_of("some/photos.model") == Path("photos.handoff")
    assert default_of("said.csv") == Path("said.handoff")
    assert default_of(3) == Path("model.handoff")


def test_what_an_audit_found_is_taken_and_findings_of_others_are_refused(
    model: TableModel, fresh: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(itself, "HALVES", 10)
    new = write(tmp_path / "new.csv", fresh.drop("fit"))
    found = audit(model, new, spec=AuditSpec(draws=99), progress=False)
    assert defer(model, new=new, findings=found, progress=False, risk=0.1).facts["lineage"]["inputs"]["findings"]
    with pytest.raises(NinelivesError, match="are of other new data"):
        defer(model, new=write(tmp_path / "other.csv", fresh.head(100)), findings=found, progress=False)
    with pytest.raises(NinelivesError, match="are of other models"):
        defer(written(tmp_path / "a.csv", answers(300)), findings=found, progress=False)


def test_labels_that_contradict_the_model_withdraw_the_promise(
    model: TableModel, fresh: pl.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(itself, "HALVES", 10)
    turned = fresh.with_columns(pl.col("fit").replace({"yes": "no", "no": "yes"}))
    new = write(tmp_path / "turned.csv", turned)
    found = audit(model, new, spec=AuditSpec(draws=99), progress=False)
    assert found.facts["kind"]["name"] == "concept-change"
    handoff = defer(model, new=new, findings=found, progress=False, risk=0.3)
    assert handoff.facts["guarantee"] == "none"
    assert handoff.facts["kept"] == 0
    assert "the rule itself has changed" in handoff.facts["why"]
    assert defer(model, new=new, progress=False, risk=0.3).facts["kept"] > 0


def test_adopted_answers_need_no_model(judged: Path, tmp_path: Path) -> None:
    handoff = defer(judged, out=tmp_path / "x.handoff", progress=False)
    assert handoff.facts["model"]["kind"] == "predictions"
    assert handoff.path == tmp_path / "x.handoff"


def test_numbers_are_decided_as_they_were_promised(tmp_path: Path) -> None:
    wide = 1 + pl.col("prediction") / 20  # the intervals tell a second time what is hard
    ends = {"lower": pl.col("prediction") - wide, "upper": pl.col("prediction") + wide * 2}
    new = numbers(3000, seed=1).with_columns(**ends)
    judged = written(tmp_path / "a.csv", numbers(1500).with_columns(**ends))
    made = defer(judged, progress=False, risk=0.05, within=8.0)
    handoff = made.save(tmp_path / "n.handoff")
    assert made.doubt is not None
    assert handoff.doubt is not None
    for name, array in made.doubt.arrays().items():
        np.testing.assert_array_equal(handoff.doubt.arrays()[name], array)
    told = handoff.decide(new.drop("truth"))
    alone = (told["decision"] == "alone").to_numpy()
    assert 0.2 < handoff.facts["kept"] < 0.95
    assert abs(alone.mean() - handoff.facts["kept"]) < 0.05
    off = (new["truth"] - new["prediction"]).abs().to_numpy()
    assert (off[alone] > 8.0).mean() < 0.05
