"""What can be adopted is told apart, and the rest is refused with the way to come to it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.adopt.fit import adopt
from ninelives.stages.adopt.sources import PROGRAMS, Function, Shown, TableOf, source_of
from ninelives.stages.adopt.spec import AdoptSpec
from ninelives.store import manifest


def test_each_is_told_apart(net: Path, tmp_path: Path) -> None:
    assert isinstance(source_of(net, AdoptSpec()), Shown)
    assert isinstance(source_of(net.read_bytes(), AdoptSpec()), Shown)
    assert isinstance(source_of(tmp_path / "said.csv", AdoptSpec()), TableOf)
    assert isinstance(source_of(lambda batch: batch, AdoptSpec()), Function)


@pytest.mark.parametrize("suffix", PROGRAMS)
def test_files_that_would_run_code_are_refused_with_the_way_to_onnx(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"model{suffix}").write_bytes(b"any")
    with pytest.raises(NinelivesError, match="is no ONNX file, and no table of predictions") as caught:
        source_of(tmp_path / f"model{suffix}", AdoptSpec())
    assert "onnx" in str(caught.value.fix).lower() or "nl.adopt" in str(caught.value.fix)


def test_what_is_no_model_at_all_is_refused() -> None:
    with pytest.raises(NinelivesError, match="int is no model that can be adopted") as caught:
        source_of(3, AdoptSpec())
    assert caught.value.fix


def test_how_photos_are_shown_has_no_meaning_for_a_table(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="holds answers, so nothing is shown to it: --channels"):
        source_of(tmp_path / "said.csv", AdoptSpec(channels="bgr"))


def test_two_functions_of_one_name_are_two_sources(photos: Path) -> None:
    models = [adopt(_always(share), data=photos) for share in (0.3, 0.4)]
    assert len({model.facts["lineage"]["inputs"]["foreign"] for model in models}) == 2


def _always(share: float):  # type: ignore[no-untyped-def]
    def constant(batch: list[np.ndarray]) -> np.ndarray:
        return np.full(len(batch), share)

    return constant


def test_a_folder_is_no_network(tmp_path: Path) -> None:
    ours = tmp_path / "a.model"
    ours.mkdir()
    manifest.seal(ours, "model", {})
    with pytest.raises(NinelivesError, match=r"a\.model' is a model of ninelives already") as caught:
        source_of(ours, AdoptSpec())
    assert caught.value.fix == f"ninelives predict {ours} NEW"
    with pytest.raises(NinelivesError, match="is a folder, and no ONNX file"):
        source_of(tmp_path, AdoptSpec())
