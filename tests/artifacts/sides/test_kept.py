"""The conditions of a reference that are looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.artifacts.sides import opened
from ninelives.errors import NinelivesError
from ninelives.store.cache import Cache
from tests.rows import write
from tests.stages.audit.test_job import frame


@pytest.fixture
def cache() -> Cache:
    return Cache.user()


def test_axes_are_those_that_were_asked_for(tmp_path: Path, cache: Cache) -> None:
    old, new = (write(tmp_path / f"{at}.csv", frame(60, at)) for at in (0, 1))
    assert [axis.name for axis in opened(old, new, ["kind"], cache).envelope.axes] == ["kind"]
    with pytest.raises(NinelivesError, match="no condition 'kin'"):
        opened(old, new, ["kin"], cache)


def test_a_model_keeps_its_rows_with_the_conditions_that_it_recorded() -> None:
    from ninelives.artifacts.sides.kept import kept, known_axes
    from ninelives.stages.train import train
    from tests.rows import rows

    model = train(rows(200), target="fit", ignore="price", rungs=("majority",), progress=False)
    side = kept(model, None)  # type: ignore[arg-type]
    assert len(side) == len(model.tables["reference"])
    assert set(side.conditions) <= set(known_axes(model, None))  # type: ignore[arg-type]
    assert set(kept(model, ["kind"]).conditions) == {"kind"}  # type: ignore[arg-type]
    with pytest.raises(NinelivesError, match="no axis 'kin'"):
        known_axes(model, ["kin"])  # type: ignore[arg-type]
