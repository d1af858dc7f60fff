"""What the page of a Model shows."""

from __future__ import annotations

from ninelives.artifacts.model import Model
from ninelives.report import model as page_of
from ninelives.report.facts.model import outside, page


def test_the_page_says_what_the_model_says(model: Model):
    told = page(model)
    assert (told.name, told.items, told.scenes) == ("photos.model", 61, 60)
    assert [rung.name for rung in told.rungs] == ["majority", "rules"]
    assert told.chosen == "rules"
    assert sum(map(sum, told.confusion)) == 61
    assert [aside.path for aside in told.set_aside] == ["dim/notes.png"]
    assert told.declared == "light 0–0.1"
    assert told.outside == 1.0
    assert sum(rule.count for rule in told.rules) == model.facts["fitted_on"] + model.facts["copies"]
    assert sum(each.count for each in told.calibration) == 61


def test_headline_confusion_and_gallery_are_of_the_same_photos(model: Model):
    told = page(model)
    hits = sum(told.confusion[at][at] for at in range(len(told.classes)))
    assert told.accuracy == hits / 61
    (right, crossfit), (held, apart) = told.judged
    assert (right + held, crossfit + apart) == (hits, 61)
    assert apart == model.facts["calibration_items"] > 0
    assert len(told.wrong) == 61 - hits


def test_the_page_renders_with_its_figures(model: Model):
    html = page_of.render(page(model))
    assert "photos.model" in html
    assert "dim/notes.png" in html
    assert "<script" not in html


def test_outside_is_the_share_on_the_worst_axis_and_never_over_one():
    gaps = [
        {"conditions": [["hour", 0]], "share": 0.5},
        {"conditions": [["hour", 1]], "share": 0.4},
        {"conditions": [["light", 0]], "share": 0.3},
    ]
    assert outside(gaps) == 0.9
    assert outside([*gaps, {"conditions": [["hour", 2]], "share": 0.4}]) == 1.0
    assert outside([]) == 0.0
