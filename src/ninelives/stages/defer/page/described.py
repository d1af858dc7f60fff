"""The HTTP surface as OpenAPI describes it, for programs that answer and for tests that try everything."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ninelives.stages.defer.page.human import MOST
from ninelives.stages.defer.queue.receipts import ID, LARGEST

_TEXT = {"type": "string", "minLength": 1, "maxLength": 64}
_TASK = {"type": "integer", "minimum": 1, "maximum": LARGEST}
_ANSWER = {"type": "string", "pattern": f"^{ID.pattern}$"}
_BODIES: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {
    "/next": (
        "Tasks that are this tab's for a while",
        {"tab": _TEXT, "count": {"type": "integer", "minimum": 1, "maximum": MOST}},
        ("tab",),
    ),
    "/answer": (
        "Keep an answer; the same id again is the same answer",
        {"id": _ANSWER, "task": _TASK, "label": {"type": ["string", "number"]}, "spent": {"type": "number"}},
        ("id", "task", "label"),
    ),
    "/undo": ("Take one's last answer back", {"id": _TEXT, "tab": _TEXT}, ("id", "tab")),
    "/skip": ("Give a task back", {"task": _TASK, "tab": _TEXT}, ("task", "tab")),
}
_PAGES = {
    "/": "The page of whoever answers",
    "/owner": "The owner's page",
    "/owner/live": "What changes on it",
    "/labels.csv": "What people agreed on",
    "/calibration.csv": "Truth beside what the machine said, of a fair sample",
    "/drawn-labels.csv": "The truth of the same sample",
}
_FORMS = {"/owner/invite": "A new link for somebody", "/owner/revoke": "Withdraw somebody's link and sessions"}
_SAID = {
    "200": "as asked",
    "303": "done: go there",
    "400": "it cannot be read",
    "401": "nobody that was invited",
    "403": "not for this person, or sent by another site",
    "404": "there is no such thing",
    "405": "asked in another way",
    "409": "it does not fit what is there",
    "413": "it is too large",
    "503": "the database does not answer now",
    "507": "the disk is full",
}


def described() -> Route:
    """Where the description is."""
    return Route("/openapi.json", _answer)


def _answer(_: Request) -> Response:
    return JSONResponse(description())


def description() -> dict[str, Any]:
    """The description itself."""
    paths: dict[str, Any] = {path: {"get": _operation(words)} for path, words in _PAGES.items()}
    picture = {"name": "task", "in": "path", "required": True, "schema": _TASK}
    paths["/picture/{task}"] = {"get": {**_operation("The picture of a task"), "parameters": [picture]}}
    for path, (words, properties, required) in _BODIES.items():
        schema = {"type": "object", "properties": properties, "required": [*required]}
        paths[path] = {"post": {**_operation(words), "requestBody": _body("application/json", schema)}}
    for path, words in _FORMS.items():
        schema = {"type": "object", "properties": {"name": _TEXT}, "required": ["name"]}
        paths[path] = {"post": {**_operation(words), "requestBody": _body("application/x-www-form-urlencoded", schema)}}
    return {"openapi": "3.1.0", "info": {"title": "ninelives: the human queue", "version": "1"}, "paths": paths}


def _operation(words: str) -> dict[str, Any]:
    return {"summary": words, "responses": {status: {"description": said} for status, said in _SAID.items()}}


def _body(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {kind: {"schema": schema}}}
