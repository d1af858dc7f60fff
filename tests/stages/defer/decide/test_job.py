"""A hand-over at work: what it did is remembered, and answers of people are learned from."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from ninelives.artifacts.handoff import Handoff
from ninelives.artifacts.model.tables import TableModel
from ninelives.errors import NinelivesError
from ninelives.stages.defer import defer
from ninelives.stages.defer.decide.asking import opened
from ninelives.stages.defer.decide.job import decide
from ninelives.stages.defer.page.figures import look
from ninelives.stages.defer.queue import Given, Queue
from ninelives.stages.defer.queue.sampled import columns
from tests.rows import rows, write
from tests.stages.defer.answers import answers, written


@pytest.fixture
def handoff(judged: Path, tmp_path: Path) -> Handoff:
    return defer(judged, out=tmp_path / "said.handoff", progress=False)


def fresh(tmp_path: Path, seed: int, count: int = 400) -> Path:
    return written(tmp_path / f"new{seed}.csv", answers(count, seed=seed, truth=False))


def test_each_item_is_decided_once_and_the_next_run_goes_on_from_there(handoff: Handoff, tmp_path: Path) -> None:
    assert handoff.path is not None
    first = decide(handoff.path, fresh(tmp_path, 1), out=tmp_path / "one.parquet", progress=False)
    assert len(pl.read_parquet(tmp_path / "one.parquet")) == 400
    assert first.state.decided == 400
    second = decide(handoff.path, fresh(tmp_path, 2), progress=False)
    assert second.state.decided == 800
    assert second.path is None


def test_what_is_handed_over_waits_for_people_and_a_repeat_adds_nothing(handoff: Handoff, tmp_path: Path) -> None:
    assert handoff.path is not None
    new = fresh(tmp_path, 1)
    first = decide(handoff.path, new, progress=False)
    assert first.queued >= first.counts["ask-human"]
    assert (tmp_path / "said.queue").exists()
    again = decide(handoff.path, new, progress=False)
    assert again.queued == 0
    assert decide(handoff.path, fresh(tmp_path, 3), queue=False, progress=False).queued == 0


def test_wrong_checks_lower_what_it_keeps(handoff: Handoff, tmp_path: Path) -> None:
    assert handoff.path is not None
    before = decide(handoff.path, fresh(tmp_path, 1, 1500), progress=False)
    with opened(handoff.path, None) as queue:
        person = _person(queue)
        for card in queue.next(person, count=500):
            said = before.table.filter(pl.col("item") == card["item"])["prediction"][0]
            other = "dog" if said == "cat" else "cat"
            queue.answer(person, Given(id=f"{card['task']:032x}", task=card["task"], label=other))
    after = decide(handoff.path, fresh(tmp_path, 2, 1500), progress=False)
    assert after.checked > 0
    assert after.counts.get("alone", 0) < before.counts["alone"]


def test_a_model_decides_new_rows_and_another_one_is_refused(model: TableModel, tmp_path: Path) -> None:
    assert model.path is not None
    made = defer(model.path, risk=0.1, out=tmp_path / "rows.handoff", progress=False)
    new = write(tmp_path / "new.csv", rows(200, seed=7).drop("fit"))
    done = decide(made.path or "", new, progress=False)
    assert len(done.table) == 200
    assert set(done.counts) <= {"alone", "ask-human"}
    other = tmp_path / "other.model"
    shutil.copytree(model.path, other)
    with pytest.raises(NinelivesError, match="is not there"):
        decide(made.path or "", new, model=tmp_path / "gone.model", progress=False)
    assert len(decide(made.path or "", new, model=other, progress=False).table) == 200


def test_a_state_that_cannot_be_read_hands_everything_over_and_says_so(handoff: Handoff, tmp_path: Path) -> None:
    assert handoff.path is not None
    decide(handoff.path, fresh(tmp_path, 1), progress=False)
    (handoff.path / "state.json").write_bytes(b"{}")
    done = decide(handoff.path, fresh(tmp_path, 2), progress=False)
    assert set(done.counts) == {"ask-human"}
    assert "cannot be read" in done.summary()["broken"]
    assert "ninelives defer" in done.summary()["fix"]
    assert (handoff.path / "state.json").read_bytes() == b"{}"
    (handoff.path / "state.json").unlink()
    assert set(decide(handoff.path, fresh(tmp_path, 2), progress=False).counts) == {"ask-human"}


def _person(queue: Queue) -> int:
    queue.tokens.invite("ann")
    return 1


def test_a_folder_decided_again_is_counted_once_and_draws_the_same_checks(handoff: Handoff, tmp_path: Path) -> None:
    assert handoff.path is not None
    night, test = fresh(tmp_path, 1), fresh(tmp_path, 2)
    done = [decide(handoff.path, each, progress=False) for each in (night, test, night, night)]
    assert [each.state.decided for each in done] == [400, 800, 800, 800]
    checks = [each.table.filter("check")["item"].to_list() for each in done]
    assert checks[0] == checks[2] == checks[3]
    with opened(handoff.path, None) as queue:
        assert sum(look(queue).decided) == 800
        assert look(queue).checks_waiting == sum(each.table["check"].sum() for each in done[:2])


def test_a_row_that_changed_is_asked_anew(handoff: Handoff, tmp_path: Path) -> None:
    assert handoff.path is not None
    new = fresh(tmp_path, 1)
    first = decide(handoff.path, new, progress=False)
    fresh(tmp_path, 3).rename(new)
    assert decide(handoff.path, new, progress=False).queued > first.queued / 2


def test_the_answers_that_are_drawn_calibrate_as_items_came(judged: Path, handoff: Handoff, tmp_path: Path) -> None:
    assert handoff.path is not None
    known = answers(4000, seed=5)
    done = decide(handoff.path, written(tmp_path / "new.csv", known.drop("truth")), progress=False)
    truth = dict(known.select("item", "truth").iter_rows())
    with opened(handoff.path, None) as queue:
        person = _person(queue)
        for card in queue.next(person, count=4000):
            queue.answer(person, Given(id=f"{card['task']:032x}", task=card["task"], label=truth[card["item"]]))
        asked, rows = queue.answers(), queue.calibration()
        table = pl.DataFrame(rows, infer_schema_length=None).select(columns(queue.asked, rows))
    wrong = (table["truth"] != table["prediction"]).mean()
    among_all = (done.table["prediction"] != known["truth"]).mean()
    assert isinstance(wrong, float)
    assert isinstance(among_all, float)
    hard = sum(done.table["decision"] != "alone") / 4000
    assert len(rows) < len(asked)
    assert abs((table["kind"] == "ask").mean() - hard) < 0.05  # type: ignore[operator]
    assert abs(wrong - among_all) < 0.02
    again = defer(judged, calibration=written(tmp_path / "calibration.csv", table), progress=False)
    assert again.facts["of"]["items"] <= len(rows)


def test_a_table_without_answers_is_told_what_it_lacks(handoff: Handoff, tmp_path: Path) -> None:
    new = write(tmp_path / "bikes.csv", rows(20, seed=7))
    with pytest.raises(NinelivesError, match="has no column 'p_cat', and this hand-over was made of answers"):
        decide(handoff.path or "", new, progress=False)


def test_a_model_is_found_beside_its_hand_over_and_the_truth_is_not_shown(
    model: TableModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert model.path is not None
    shutil.copytree(model.path, tmp_path / "there" / "rows.model")
    monkeypatch.chdir(tmp_path / "there")
    defer("rows.model", risk=0.1, out=Path("rows.handoff"), progress=False)
    monkeypatch.chdir(tmp_path)
    new = write(tmp_path / "new.csv", rows(200, seed=7))
    done = decide("there/rows.handoff", new, progress=False)
    assert len(done.table) == 200
    assert done.whole.rows is not None
    assert "fit" not in done.whole.rows.columns
