"""``ninelives decide`` as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ninelives.cli import main


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("none.handoff", "new.csv"), "there is no hand-over"), (("folder", "new.csv"), "")],
)
def test_what_is_no_hand_over_is_refused_and_nothing_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(SystemExit) as end:
        main(["decide", *arguments])
    assert end.value.code == 2
    assert says in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]
