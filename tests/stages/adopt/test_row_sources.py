"""Models of rows are told apart, and columns are checked before a row is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.errors import NinelivesError
from ninelives.stages.adopt.job import Order
from ninelives.stages.adopt.row_sources import hear_rows
from ninelives.stages.adopt.spec import AdoptSpec
from tests.kernels.nets.foreign.builds import trees
from tests.stages.adopt.pipelines import table


def order(**spec: object) -> Order:
    told = AdoptSpec(**spec)  # type: ignore[arg-type]
    return Order(data=table(), labels=None, target="fit", trained_on=None, deployment=None, spec=told)


def test_what_is_known_is_told_before_any_row_is_read(tmp_path: Path) -> None:
    (tmp_path / "trees.onnx").write_bytes(trees(zipmap=True).SerializeToString())
    seen = []

    def stop(known: object) -> None:
        seen.append(known)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hear_rows(tmp_path / "trees.onnx", order(), None, stop)
    assert list(seen[0].inputs) == ["foreign"]  # type: ignore[attr-defined]


def test_a_network_of_a_matrix_takes_its_columns_in_order(tmp_path: Path) -> None:
    (tmp_path / "trees.onnx").write_bytes(trees(zipmap=True).SerializeToString())
    job, answers = hear_rows(tmp_path / "trees.onnx", order(columns="size,wet", classes="no,yes"), None, lambda _: None)
    heard = answers()
    assert heard.seen[:, 1] == pytest.approx([0.8 if size > 0.5 else 0.1 for size in table()["size"]])
    assert [feed.column for feed in heard.rung.feeds] == [0, 2]
    assert job.lineage.inputs.keys() == {"foreign", "table"}


def test_a_table_of_answers_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(NinelivesError, match="cannot read the predictions"):
        hear_rows(tmp_path / "gone.csv", order(), None, lambda _: None)
