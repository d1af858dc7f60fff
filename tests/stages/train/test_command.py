"""What ``train`` and ``predict`` print, and what they call their output."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from ninelives.artifacts.model import Score
from ninelives.artifacts.predictions import Predictions
from ninelives.cli import main
from ninelives.stages.train.command import _ladder_words
from tests.folders import noise

if TYPE_CHECKING:
    from ninelives.artifacts.model import Model

LOW = ["--rungs", "majority,rules,perceptron,kernel"]


def run(*arguments: str | Path) -> None:
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    assert end.value.code in (0, None)


def answer(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line for line in capsys.readouterr().out.splitlines() if line]


def page(model: Path) -> str:
    return (model / "report.html").read_text("utf-8")


def test_without_a_name_output_goes_here_and_never_over_another(
    photos: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for seed in ("0", "1"):
        run("train", photos, "--rungs", "majority", "--seed", seed, "--json")
    told = [json.loads(line) for line in answer(capsys)]
    assert [one["out"] for one in told] == ["photos.model", "photos-2.model"]


def test_another_lineage_is_never_written_over(
    photos: Path, model: Model, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert model.path is not None
    shutil.copytree(model.path, tmp_path / "kept.model")
    with pytest.raises(SystemExit) as end:
        main(["train", str(photos), "--rungs", "majority", "-o", str(tmp_path / "kept.model")])
    assert end.value.code == 2
    assert "was made from something else" in capsys.readouterr().err


def test_the_answer_names_the_rung_its_interval_and_the_best_below(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("train", photos, *LOW, "-o", tmp_path / "m.model", "--quiet")
    lines = answer(capsys)
    assert lines[0].startswith("  ladder     majority ")
    assert lines[1].startswith("  Right in ")
    assert any(line.startswith("  seen  ") for line in lines)
    assert any("notes.png: it is text" in line for line in lines)


def test_a_rung_that_cannot_answer_is_told_where_it_was_asked_for_and_always_in_the_facts(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("train", photos, "--rungs", "majority,zero-shot", "-o", tmp_path / "asked.model", "--quiet")
    told = "  Not tried: zero-shot, because ImageNet names no 'bright', 'dim'"
    assert told in answer(capsys)
    run("train", photos, "--size", "64", "-o", tmp_path / "all.model", "--quiet")  # the usual ladder
    assert not any("zero-shot" in line for line in answer(capsys))
    run("train", photos, "--size", "64", "-o", tmp_path / "all.model", "--json", "--quiet")
    untried = json.loads(answer(capsys)[0])["untried"]
    assert {"name": "zero-shot", "reason": "ImageNet names no 'bright', 'dim'", "fix": ""} in untried
    assert told.strip() in " ".join(re.findall(r"Not tried[^<]*", html.unescape(page(tmp_path / "all.model"))))


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (0.79, "The lowest rung that does the job; pretrained would buy 1.0 point more, within one standard error."),
        (0.8, "The lowest rung that does the job; pretrained would buy nothing."),
        (0.6, "The lowest rung that did the job before it learned from copies; now pretrained is 20.0 points better."),
    ],
)
def test_what_higher_rungs_would_buy_is_said(score: float, words: str) -> None:
    both = (("kernel", score), ("pretrained", 0.8))
    low, top = (Score(name=name, score=at, interval=(0, 1), error=0.02, parameters=1) for name, at in both)
    assert _ladder_words(SimpleNamespace(scores=(low, top), chosen="kernel", best=low)) == words


def test_new_photos_without_a_truth_are_counted_by_class(
    photos: Path, model: Model, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(photos / "dim", tmp_path / "flat")
    run("predict", model.path or "", tmp_path / "flat", "-o", tmp_path / "flat.parquet", "--quiet")
    said = "\n".join(answer(capsys))
    assert "31 photos:" in said
    assert "No truth came with them" in said
    assert Predictions.load(tmp_path / "flat.parquet").accuracy is None


def test_photos_that_it_learned_from_are_no_evidence(
    photos: Path, model: Model, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("predict", model.path or "", photos, "-o", tmp_path / "p.parquet", "--quiet")
    said = "\n".join(answer(capsys))
    assert "61 of these 61 photos are among those it learned from" in said
    assert "Right in" not in said
    assert "No truth came" not in said
    page = (tmp_path / "p.html").read_text()
    assert "61 of these 61 photos are among those that photos.model learned from" in page
    assert "No truth" not in page


def test_new_photos_are_foretold_before_they_are_judged(
    others: Path, model: Model, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("predict", model.path or "", others, "-o", tmp_path / "new.parquet")
    told = capsys.readouterr()
    assert told.err.index("(an estimate)") < told.err.index("predict ")
    assert "Right in" in told.out
    run("predict", model.path or "", others, "-o", tmp_path / "new.parquet")
    assert "made before" in capsys.readouterr().out


def test_the_exact_gaps_follow_in_the_answer(model: Model, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    noise(tmp_path / "night", bright=(0, 20, 20), dim=(0, 15, 20), seed=9)
    command: list[Any] = ["predict", model.path, tmp_path / "night", "-o", tmp_path / "night.parquet"]
    run(*command)
    told = capsys.readouterr()
    assert "▲ outside the envelope" in told.err
    assert "▲ light below 0.1: 100 % of these scenes, never seen in training" in told.out
    assert told.out.splitlines()[-1].startswith("  next    ninelives train")


def test_of_too_few_photos_nothing_is_claimed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = noise(tmp_path / "few", a=(0, 255, 2), b=(0, 255, 2))
    run("train", root, "--rungs", "majority", "-o", tmp_path / "few.model", "--quiet")
    told = capsys.readouterr().out
    assert "  Cannot tell yet: 4 photos in 4 scenes, and 30 scenes would do." in told
    assert re.search(r"  So far right in [\d.]+ % \([\d.]+–[\d.]+\): majority\.", told)
    assert "of photos like these" not in told
    assert "Cannot tell yet: 4 photos in 4 scenes" in (tmp_path / "few.model" / "report.html").read_text()


def test_axes_that_were_left_out_are_named(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("train", photos, "--rungs", "majority", "--axes", "light,hour", "-o", tmp_path / "m.model", "--quiet")
    told = capsys.readouterr().out
    assert "  left out    sharpness, place, device, weather, season: --axes does not name them" in told
    assert "  unrecorded  hour: nothing is known about them" in told
    assert (
        'Sharpness, place, device, weather and season were left out by <code class="typed">--axes</code>'
        in (tmp_path / "m.model" / "report.html").read_text()
    )


def test_a_name_that_was_taken_is_told_beside_the_new_one(
    photos: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for seed in ("0", "1"):
        run("train", photos, "--rungs", "majority", "--seed", seed, "--quiet")
    lines = answer(capsys)
    at = next(at for at, line in enumerate(lines) if line.startswith("  photos-2.model"))
    assert lines[at + 1] == "  'photos.model' holds another training; this goes to 'photos-2.model'"


def test_what_new_photos_do_not_say_is_not_called_unseen(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"{path},{path.parent.name},X100\n" for path in sorted(photos.rglob("0*.png"))]
    (tmp_path / "t.csv").write_text("path,label,device\n" + "".join(rows))
    run("train", tmp_path / "t.csv", "--rungs", "majority", "-o", tmp_path / "t.model", "--quiet")
    (tmp_path / "u.csv").write_text("path,label,device\n" + "".join(row.replace("X100", "") for row in rows))
    run("predict", tmp_path / "t.model", tmp_path / "u.csv", "-o", tmp_path / "u.parquet", "--quiet")
    assert "▲ device unknown: 100 % of these scenes do not say\n" in capsys.readouterr().out
    assert "100 % of these scenes do not say their device." in (tmp_path / "u.html").read_text().replace("\xa0", " ")


def test_classes_that_are_digits_are_not_taken_for_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    noise(tmp_path / "digits", **{"3": (140, 180, 10), "6": (90, 130, 10)})
    run("train", tmp_path / "digits", "--rungs", "rules", "-o", tmp_path / "d.model", "--quiet")
    shutil.copytree(tmp_path / "digits" / "3", tmp_path / "flat")
    run("predict", tmp_path / "d.model", tmp_path / "flat", "-o", tmp_path / "d.parquet", "--quiet")
    assert "10 photos: 10 × '3'. No truth" in capsys.readouterr().out


def test_a_column_that_cannot_be_kept_is_told(photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"{path},{path.parent.name},1\n" for path in sorted(photos.rglob("0*.png"))]
    (tmp_path / "t.csv").write_text("path,label,light\n" + "".join(rows))
    train = ["train", tmp_path / "t.csv", "--rungs", "majority", "-o", tmp_path / "t.model", "--quiet"]
    predict = ["predict", tmp_path / "t.model", tmp_path / "t.csv", "-o", tmp_path / "t.parquet", "--quiet"]
    for command in (train, predict, predict):
        run(*command)
        assert "  note        the column 'light' of 't.csv' was left out: " in capsys.readouterr().out
        run(*command, "--json")
        assert len(json.loads(capsys.readouterr().out)["notes"]) == 1
