"""A model of rows made elsewhere gets what our own have."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from polars import selectors

import ninelives as nl
from ninelives.artifacts.model.tables import TableModel
from ninelives.artifacts.table import Coding, Table
from ninelives.cli import main
from ninelives.errors import NinelivesError
from ninelives.stages.adopt.command import KEYS
from ninelives.stages.adopt.exports import of_estimator
from ninelives.stages.adopt.fit import adopt
from tests.stages.adopt.pipelines import INPUTS, pipeline, plain, table

SKL2ONNX = pytest.importorskip("skl2onnx", reason="skl2onnx is not installed")


@pytest.fixture(scope="module")
def onnx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "pipe.onnx"
    coding = Coding.of(Table.of(table(), target="fit"))
    path.write_bytes(of_estimator(pipeline(), coding, INPUTS, named_columns=True))
    return path


@pytest.fixture(scope="module")
def model(onnx: Path, tmp_path_factory: pytest.TempPathFactory) -> TableModel:
    made = adopt(onnx, data=table(), target="fit", out=tmp_path_factory.mktemp("rows") / "pipe.model")
    assert isinstance(made, TableModel)
    return made


def test_a_pipeline_through_skl2onnx_judges_as_scikit_learn_does(model: TableModel) -> None:
    new = table(3)
    theirs = pipeline().predict_proba(new.select(INPUTS))
    ours = model.predict_proba(new)
    assert model.classes == ("no", "yes")
    assert (ours.argmax(axis=1) == theirs.argmax(axis=1)).all()
    heat = float(model.rungs["foreign"].rung.temperature)
    logits = np.log(theirs) / heat
    np.testing.assert_allclose(ours, np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)), atol=1e-4)


def test_it_is_judged_calibrated_and_read_back(model: TableModel) -> None:
    found = model.accuracy()
    assert found is not None
    assert found[0] > 0.75
    assert model.best.score == found[0]
    assert model.facts["calibration_items"] == len(model.tables["calibration"]) == 96
    assert model.envelope == Table.of(table(), target="fit").envelope()
    again = TableModel.load(str(model.path))
    assert again.digest == model.digest
    np.testing.assert_array_equal(again.predict_proba(table(3)), model.predict_proba(table(3)))


def test_every_later_command_takes_it(model: TableModel, tmp_path: Path) -> None:
    told = nl.predict(model, table(3), out=tmp_path / "p.parquet")
    assert told.facts["accuracy"] > 0.75
    assert nl.predict(model, table(), out=tmp_path / "q.parquet").facts["learned_from"] == 240
    moved = table(3).with_columns(selectors.float() + 5)
    assert nl.audit(model, moved).verdict in ("shifted-harmful", "shifted-harmless", "outside-envelope")
    watch = nl.Watch.of(model)
    watch.see_batch(moved)
    assert watch.alarm is not None


def test_an_estimator_as_an_object_is_the_same_as_its_file(model: TableModel) -> None:
    made = adopt(pipeline(), data=table(), target="fit")
    assert isinstance(made, TableModel)
    assert made.judges
    np.testing.assert_allclose(made.predict_proba(table(3)), model.predict_proba(table(3)), atol=1e-6)


def test_an_estimator_of_a_matrix_takes_the_columns_that_are_named() -> None:
    made = adopt(plain(), data=table(), target="fit", columns="size,wet")
    assert made.judges
    assert made.accuracy()[0] > 0.7  # type: ignore[index]
    with pytest.raises(NinelivesError, match="breaks off: ValueError: could not convert string"):
        assert adopt(plain(), data=table(), target="fit", columns="size,kind").judges


def test_what_onnx_cannot_express_is_kept_as_its_answers(tmp_path: Path) -> None:
    class Odd:
        classes_ = np.array(["no", "yes"])
        feature_names_in_ = np.array(INPUTS)

        def predict_proba(self, x: pl.DataFrame) -> np.ndarray:
            return np.asarray(pipeline().predict_proba(x))

    made = adopt(Odd(), data=table(), target="fit", out=tmp_path / "odd.model")
    assert not made.judges
    assert any("Odd is kept as its answers: skl2onnx cannot write it" in note for note in made.facts["notes"])
    assert made.accuracy()[0] > 0.75  # type: ignore[index]
    with pytest.raises(NinelivesError, match="judges no others"):
        made.predict(table(3))
    with pytest.raises(NinelivesError, match="judges no others"):
        nl.predict(tmp_path / "odd.model", table(3), out=tmp_path / "p.parquet")
    assert not (tmp_path / "p.parquet").exists()


def test_a_function_is_given_a_frame() -> None:
    seen = []

    def call(rows: pl.DataFrame) -> np.ndarray:
        seen.append(rows.columns)
        return 1 / (1 + np.exp(-(rows["size"].to_numpy() - 50) / 5))

    made = adopt(call, data=table(), target="fit")
    assert seen == [INPUTS]
    assert made.accuracy()[0] > 0.7  # type: ignore[index]


def test_a_table_of_answers_is_matched_by_the_name_of_each_row(tmp_path: Path) -> None:
    data = table().with_columns(name=pl.format("row {}", pl.int_range(240)))
    p = pipeline().predict_proba(data.select(INPUTS))
    pl.DataFrame({"item": data["name"], "p_no": p[:, 0], "p_yes": p[:, 1]}).reverse().write_csv(tmp_path / "p.csv")
    made = adopt(tmp_path / "p.csv", data=data, target="fit", id="name")
    assert made.accuracy()[0] == pytest.approx((p.argmax(axis=1) == (data["fit"] == "yes").to_numpy()).mean())  # type: ignore[index]
    with pytest.raises(NinelivesError, match="240 items have no row"):
        adopt(tmp_path / "p.csv", data=table(), target="fit")


def test_rows_that_it_was_trained_on_do_not_judge_it(onnx: Path) -> None:
    before = pl.concat([table()[:40], table(5)])
    made = adopt(onnx, data=table(), target="fit", trained_on=before)
    assert 195 <= made.facts["items"] <= 200  # a few are in both by chance
    assert made.origin
    assert made.origin.items == 280
    assert made.envelope == Table.of(before, target="fit").envelope()
    with pytest.raises(NinelivesError, match="trained on all 240 rows of DATA"):
        adopt(onnx, data=table(), target="fit", trained_on=table())


def test_the_command_tells_it_and_its_json_has_exactly_its_keys(
    onnx: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table().write_csv(tmp_path / "rows.csv")
    told = [
        "adopt",
        str(onnx),
        "--data",
        str(tmp_path / "rows.csv"),
        "--target",
        "fit",
        "-o",
        str(tmp_path / "o.model"),
    ]
    for more, check in ((["--json"], "json"), ([], "words")):
        with pytest.raises(SystemExit) as end:
            main([*told, "--quiet", *more])
        assert end.value.code == 0
        said = capsys.readouterr().out
        if check == "json":
            assert list(json.loads(said)) == [*KEYS, "report"]
        else:
            assert "of rows like these: pipe.onnx." in said
            assert "nobody said what it was trained on (--trained-on): the rows it was judged on stand in" in said
    html = (tmp_path / "o.model" / "report.html").read_text()
    assert "Made elsewhere" in html
    assert "The ladder" not in html


def refused(**told: Any) -> str:
    with pytest.raises(NinelivesError) as caught:
        adopt(**{"data": table(), "target": "fit", **told})
    assert caught.value.fix
    return str(caught.value)


def test_what_does_not_fit_is_refused(onnx: Path, tmp_path: Path, net: Path, photos: Path) -> None:
    assert "--target does not say which column holds the truth" in refused(foreign=onnx, target=None)
    assert "has no column 'kind'" in refused(foreign=onnx, data=table().rename({"kind": "sort"}))
    assert "takes photos, and DATA holds rows" in refused(foreign=net)
    assert "--channels is of photos, and DATA holds rows" in refused(foreign=onnx, channels="rgb")
    assert "--labels is of photos, and DATA holds rows" in refused(foreign=onnx, labels="labels.csv")
    assert "--columns is of a table of rows" in refused(foreign=net, data=photos, target=None, columns="a,b")
    assert "the rows show no, yes" in refused(foreign=onnx, classes="a,b")
    assert "int is no model" in refused(foreign=3)
    assert "is no ONNX file" in refused(foreign=tmp_path / "m.pkl")
    assert "breaks off" in refused(foreign=lambda rows: rows["gone"])


def test_a_model_whose_parts_do_not_fit_is_refused(model: TableModel, tmp_path: Path) -> None:
    import dataclasses

    for bent in ({"foreign": None}, {"foreign": {**model.facts["foreign"], "numbers": 3}}):
        made = dataclasses.replace(model, facts={**model.facts, **bent})
        with pytest.raises(NinelivesError, match="no model that can be used"):
            made.save(tmp_path / f"bent{len(str(bent))}.model")
