"""From a model of kinds to its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.model import Model
from ninelives.report.facts import kinds
from ninelives.report.kinds import render
from ninelives.stages.train.fit import train
from tests.folders import noise


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    root = tmp_path_factory.mktemp("facts")
    return train(
        noise(root / "p", all=(0, 255, 30)), unlabelled=2, size=64, out=root / "p.model", deployment="light=0-0.1"
    )


def test_the_page_tells_what_the_model_holds(model: Model) -> None:
    page = kinds.page(model)
    assert [kind.name for kind in page.kinds] == ["thing 1", "thing 2"]
    assert sum(kind.size for kind in page.kinds) == page.items == 30
    shown = [picture for kind in page.kinds for picture in (*kind.typical, *kind.doubtful)]
    assert len(shown) == model.tables["pictures"].height
    assert all(picture.jpeg for picture in shown)
    assert page.accuracy is None
    assert page.gaps
    assert "the declared use" in render(page)


def test_what_to_type_next_is_naming_and_then_judging(model: Model, tmp_path: Path) -> None:
    assert "--labels FEW.csv" in kinds.page(model).next[0].line
    items = model.tables["crossfit"].get_column("item").to_list()
    p = model.tables["crossfit"].select("p_thing 1", "p_thing 2").to_numpy().argmax(axis=1)
    (tmp_path / "few.csv").write_text(
        "item,label\n" + "".join(f"{item},{'ab'[at]}\n" for item, at in zip(items, p, strict=True))
    )
    named = train(model, labels=tmp_path / "few.csv")
    page = kinds.page(named)
    assert [kind.words.split(" · ")[0] for kind in page.kinds] == ["thing 1", "thing 2"]
    assert [kind.name for kind in page.kinds] == ["a", "b"]
    assert page.accuracy == 1
    assert [command.line for command in page.next] == ["ninelives predict photos.model NEW"]
