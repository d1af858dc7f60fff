"""Values as TOML: what ``tomllib`` reads back is what was written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def written(facts: Mapping[str, Any], table: tuple[str, ...] = ()) -> str:
    """A table as TOML, its own values first, tables in it after them under names of their own.

    Args:
        facts: texts, numbers, truth values, dates, lists and tables of these.
        table: what the whole is called; nothing at the top.

    Raises:
        TypeError: a value is none of these.
    """
    values = {name: value for name, value in facts.items() if not isinstance(value, Mapping) or _inline(value)}
    lines = [f"{key(name)} = {value_of(value)}" for name, value in values.items()]
    head = [f"[{'.'.join(map(key, table))}]"] if table and (lines or not facts) else []
    parts = ["\n".join([*head, *lines])] if head or lines else []
    parts += [written(inner, (*table, name)) for name, inner in facts.items() if name not in values]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n" * (not table)


def key(name: str) -> str:
    """A key, in quotes where it needs them."""
    return name if _BARE.fullmatch(name) else value_of(name)


def value_of(value: Any) -> str:
    """A value on one line.

    Raises:
        TypeError: TOML has none such.
    """
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # JSON leaves this control as it is
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_of, value))}]"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key(name)} = {value_of(each)}" for name, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    raise TypeError(f"TOML has no {type(value).__name__}")


def _inline(value: Mapping[str, Any]) -> bool:
    """Whether a table stands on one line: one that says of a value that it was assumed."""
    return set(value) == {"value", "assumed"}
