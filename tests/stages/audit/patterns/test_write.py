"""From Python: with and without a folder, and made before."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import ninelives as nl
from tests.events import evenings


def test_python_finds_and_writes(tmp_path: Path) -> None:
    table = pl.DataFrame({"when": evenings(0)})
    loose = nl.patterns(table, time="when", progress=False)
    assert loose.path is None
    kept = nl.patterns(table, time="when", out=tmp_path / "e.patterns", progress=False)
    assert kept.summary() == loose.summary()
    again = nl.patterns(table, time="when", out=tmp_path / "e.patterns", progress=False)
    assert again.summary() == kept.summary()
    assert "between 16:00 and 23:00" in repr(again)
    with pytest.raises(nl.NinelivesError, match=r"its alpha is 0\.05, here it is 0\.01"):
        nl.patterns(table, time="when", alpha=0.01, out=tmp_path / "e.patterns", progress=False)


@pytest.mark.data
@pytest.mark.slow
def test_houston_tells_its_trap_and_its_evenings(data: Path) -> None:
    table = data / "tabular" / "houston_crime_sample30k.csv"
    found = nl.patterns(table, time="time", by="offense", progress=False)
    trap = found.traps[0]
    for words in ("6 h and, in summer, 5 h ahead of 'hour'", "2010-03-14", "America/Chicago"):
        assert words in trap
    assert found.patterns[0].kind == "hours"
    assert "between 13:00" in found.patterns[0].sentence
    groups = {each.group: each.sentence for each in found.patterns if each.kind == "group"}
    assert "between 20:00 and 6:00" in groups["robbery"]
