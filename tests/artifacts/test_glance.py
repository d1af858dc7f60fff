"""What Python shows of an artifact: a few short lines."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ninelives as nl
from ninelives.artifacts import glance
from ninelives.artifacts.envelope import Envelope
from tests.folders import noise


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("glance")
    noise(root / "photos", bright=(140, 220, 20), dim=(40, 140, 20))
    (root / "photos" / "note.jpg").write_text("no picture")
    nl.train(root / "photos", out=root / "p.model", rungs=("majority", "rules"))
    nl.predict(root / "p.model", noise(root / "new", dim=(0, 20, 12), seed=1), out=root / "new.parquet")
    (root / "labels.csv").write_text("item,label\na,cat\nb,cat\nc,dog\n")
    return root


def test_each_artifact_is_shown_in_at_most_five_short_lines(room: Path) -> None:
    model, archive = nl.Model.load(room / "p.model"), nl.Archive.of(room / "photos")
    labels, found = nl.Labels.load(room / "labels.csv"), nl.Predictions.load(room / "new.parquet")
    shown = {name: repr(each) for name, each in locals().items() if name != "room" and not isinstance(each, dict)}
    shown |= {"envelope": repr(model.envelope), "deployment": repr(nl.Deployment.parse("hour=20-6"))}
    for text in shown.values():
        lines = text.splitlines()
        assert 1 <= len(lines) <= 5
        assert max(map(len, lines)) < 250
    assert "rules, right in 100.0 % (" in shown["model"]
    assert "bright, dim; from 40 photos in 40 scenes" in shown["model"]
    assert shown["archive"].splitlines()[0] == "archive of 40 photos in 40 scenes, real world"
    assert shown["archive"].endswith("  20 bright, 20 dim\n  1 file set aside")
    assert "right in 0.0 % (0.0-24.2) of the 12 whose truth is known" in shown["found"]
    assert "outside the envelope: light below 0.1" in shown["found"]
    assert shown["labels"].endswith("labels.csv: 3 labels\n  2 cat, 1 dog")
    assert "never recorded: device, hour, place, season, weather" in shown["envelope"]


def test_a_large_envelope_is_short_too() -> None:
    draw = np.random.default_rng(0)
    columns = {"hour": draw.uniform(0, 24, 4000), "place": [f"place {n}" for n in draw.integers(0, 60, 4000)]}
    shown = repr(Envelope.of({**columns, "light": None}, np.arange(4000)))
    assert len(shown.splitlines()) == 4
    assert "around the clock, place place 0, place place 1" in shown
    assert "more" in shown


@pytest.mark.parametrize(
    "words", ["hour=20-6", "hour=6-8:0.3|20-22:0.7, weather=rain:0.5", "place=48.2;16.4, from=2026-12-01, world=garden"]
)
def test_a_deployment_is_shown_as_it_would_be_typed(words: str) -> None:
    use = nl.Deployment.parse(words)
    shown = repr(use)
    assert nl.Deployment.parse(shown.removeprefix("Deployment.parse('").removesuffix("')")) == use
    assert repr(nl.Deployment()) == "Deployment()"


def test_names_are_cut_and_counted() -> None:
    assert glance.few(["a", "b"], 2) == "a, b"
    assert glance.few("abcd", 2) == "a, b and 2 more"
    assert glance.few(["x" * 99]) == "x" * 39 + "…"
    assert glance.few(["a\nb"]) == "a\\nb"
    assert glance.counted({"cat": 1, "dog": 2000, "emu": 0}) == "2,000 dog, 1 cat"
    assert (glance.plural(1, "photo"), glance.plural(0, "photo")) == ("1 photo", "0 photos")
    assert glance.right(0.986, (0.973, 0.993)) == "98.6 % (97.3-99.3)"
    assert glance.lines("a", "", "b") == "a\n  b"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("cat 1.jpg", "cat 1.jpg"),
        ("two\nlines", "two\\nlines"),
        ("\u202egpj.exe", "\\u202egpj.exe"),
        ("a\udcffb", "a\\xffb"),
        ("\x00", "\\x00"),
        ("שלום Ωж 猫", "שלום Ωж 猫"),
    ],
)
def test_visible(name, said):
    assert glance.visible(name) == said


@given(st.text(st.characters(exclude_categories=())))
def test_what_is_visible_can_be_written(name):
    said = glance.visible(name).encode().decode()
    assert not {unicodedata.category(letter) for letter in said} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
