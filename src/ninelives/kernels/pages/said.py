"""Answers that say what went wrong: a page for people, JSON for programs."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from ninelives.errors import NinelivesError
from ninelives.kernels.pages.shell import write
from ninelives.store.database import StorageError

TITLES = {
    400: "That cannot be read",
    401: "Who are you?",
    403: "Not for you",
    404: "There is nothing here",
    405: "Not in this way",
    409: "That does not fit",
    413: "That is too large",
    503: "Not just now",
    507: "There is no room left",
}
WORDS = {404: "This address leads nowhere.", 405: "This address wants to be asked in another way."}
WENT_WRONG = "Something went wrong here. What was acknowledged before is kept."


def said(headers: Headers, status: int, text: str, fix: str = "") -> Response:
    """An answer of this status; a page where ``headers`` ask for one."""
    if "text/html" in headers.get("accept", ""):
        title = TITLES.get(status, "That went wrong")
        return HTMLResponse(write("said.html", title=title, text=text, fix=fix), status)
    return JSONResponse({"error": text, "fix": fix}, status)


def refused(request: Request, error: Exception) -> Response:
    """As a page asked for it."""
    assert isinstance(error, HTTPException)
    response = said(request.headers, error.status_code, WORDS.get(error.status_code, error.detail))
    response.headers.update(error.headers or {})
    return response


def failed(request: Request, error: Exception) -> Response:
    """What a user can mend, or whoever runs the page."""
    assert isinstance(error, NinelivesError)
    status = error.status if isinstance(error, StorageError) else 400
    return said(request.headers, status, f"{error.message[:1].upper()}{error.message[1:]}.", error.fix or "")


def broken(request: Request, _: Exception) -> Response:
    """What nobody foresaw."""
    return said(request.headers, 500, WENT_WRONG)
