"""What browsers send, read strictly."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request

Kind = TypeVar("Kind")


async def body(request: Request) -> dict[str, Any]:
    """The JSON object of a request.

    Raises:
        HTTPException: it is none.
    """
    try:
        told = json.loads(await request.body())
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise HTTPException(400, "This wants one JSON object.")
    return told


def field(told: dict[str, Any], name: str, kind: type[Kind], default: Kind | None = None) -> Kind:
    """One of its fields.

    Raises:
        HTTPException: it is missing, or of another kind.
    """
    value = told.get(name, default)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise HTTPException(400, f"The field '{name}' is missing, or of another kind.")
    return value


def text(told: dict[str, Any], name: str, most: int = 64) -> str:
    """A short text without zero bytes, which no database takes.

    Raises:
        HTTPException: it is missing, long, or no UTF-8.
    """
    value = field(told, name, str)
    if not 0 < len(value) <= most or "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise HTTPException(400, f"The field '{name}' has 1 to {most} letters.")
    return value


def number(told: dict[str, Any], name: str, low: int, high: int, default: int | None = None) -> int:
    """A whole number between two others.

    Raises:
        HTTPException: it is missing, or none.
    """
    value = field(told, name, int, default)
    if not low <= value <= high:
        raise HTTPException(400, f"The field '{name}' lies between {low} and {high}.")
    return value
