"""Where the keys of a TOML file stand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from ninelives.artifacts.toml.keys import Path, keys
from ninelives.artifacts.toml.write import key, written
from tests.artifacts.toml.test_write import tables


def paths(facts: Any, at: Path = ()) -> Iterator[Path]:
    """Every key and list item of values that were read."""
    inside = facts.items() if isinstance(facts, dict) else enumerate(facts) if isinstance(facts, list) else ()
    for name, value in inside:
        yield (*at, name)
        yield from paths(value, (*at, name))


@given(tables)
def test_each_key_is_found_where_it_stands_and_no_other(facts: dict[str, Any]) -> None:
    text = written(facts)
    found = keys(text)
    assert set(found) == set(paths(facts))
    for path, offset in found.items():
        if isinstance(path[-1], str):
            assert text[offset:].startswith(key(path[-1]))


WRITTEN = """\
# a.b = 1
a.b = 3.5 # c = 2
"a key" = '''
x = 1
'''
'its' = 0
list = [
  "one", # two
  [1, 2], { deep = 1979-05-27 07:32:00, b.c = [ ] },
]

[ table . "in it" ]
x = "[not]"
[[rows]]
x = 1
[[rows]]
  x = 2
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("a",), 2, 1),
        (("a", "b"), 2, 3),
        (("a key",), 3, 1),
        (("list",), 7, 1),
        (("list", 0), 8, 3),
        (("list", 1), 9, 3),
        (("list", 1, 1), 9, 7),
        (("list", 2, "deep"), 9, 13),
        (("list", 2, "b", "c"), 9, 43),
        (("table", "in it"), 12, 11),
        (("table", "in it", "x"), 13, 1),
        (("rows",), 14, 3),
        (("rows", 1, "x"), 17, 3),
    ],
)
def test_every_way_to_write_a_key_is_known(path: Path, line: int, column: int) -> None:
    assert set(paths(tomllib.loads(WRITTEN))) == set(keys(WRITTEN))
    before = WRITTEN[: keys(WRITTEN)[path]]
    assert (before.count("\n") + 1, len(before) - before.rfind("\n")) == (line, column)


def test_escapes_in_a_quoted_key_are_read() -> None:
    assert keys('"caf\\u00e9 \\t" = 1') == {("café \t",): 0}
