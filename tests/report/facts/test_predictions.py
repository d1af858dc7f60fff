"""What the page of Predictions shows."""

from __future__ import annotations

from pathlib import Path

from ninelives.artifacts.model import Model
from ninelives.report import predictions as page_of
from ninelives.report.facts.predictions import page
from ninelives.stages.train.judge import predict
from tests.folders import noise


def test_the_page_says_what_the_predictions_say(model: Model, tmp_path: Path):
    photos = noise(tmp_path / "photos", bright=(140, 180, 30), dim=(90, 130, 30), seed=1)
    (photos / "dim" / "again.png").write_bytes((photos / "dim" / "000.png").read_bytes())
    (photos / "dim" / "notes.png").write_text("no picture")
    told = page(predict(model, photos, out=tmp_path / "photos.predictions.parquet"))
    assert (told.name, told.model, told.items, told.scenes) == ("photos.predictions", "photos.model", 61, 60)
    assert sum(count for _, count in told.counts) == 61
    assert told.accuracy is not None
    assert told.accuracy > 0.9
    assert [aside.reason for aside in told.set_aside] == ["it is text"]
    assert sum(map(sum, told.confusion)) == sum(each.count for each in told.calibration) == told.known == 61
    assert told.axis is not None
    assert sum(each.scenes for each in told.axis.bins) == 60
    assert "photos.predictions" in page_of.render(told)
