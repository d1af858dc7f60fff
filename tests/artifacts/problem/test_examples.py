"""Lines to paste: one for every key, and each is taken."""

from __future__ import annotations

import tomllib

import pytest

from ninelives.artifacts.problem.examples import LINES, line
from ninelives.artifacts.problem.fields import FIELDS


def test_every_key_has_a_line_of_its_own_that_can_be_read() -> None:
    assert set(LINES) == {".".join(map(str, path)) for path in FIELDS}
    for name, text in LINES.items():
        told = tomllib.loads(text)
        path = next(path for path in FIELDS if ".".join(map(str, path)) == name)
        value = told if name == "deployment" else told[name.rpartition(".")[2]]
        FIELDS[path](value)  # raises where it is wrong


@pytest.mark.parametrize(
    ("path", "says"),
    [
        (("loss", "wrong"), "wrong = 100   under [loss]"),
        (("loss", "errors", "cat", "dog"), "under [loss]"),
        (("loss", "wrng"), "wrong = 100   under [loss]"),
        (("deployment", "hour"), 'hour = "20-6"   under [deployment]'),
        (("knd",), 'kind = "predict"'),
        (("by_hand", "zzz"), "under [by_hand]"),
        (("zzz",), 'kind = "predict"'),
    ],
)
def test_the_line_of_what_was_wrong_or_meant(path: tuple[str, ...], says: str) -> None:
    assert line(*path).endswith(says)
