"""Who is at the door: a token in the address is changed for a cookie at once; each page asks for whom it is."""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ninelives.kernels.pages.shell import write
from ninelives.kernels.pages.tokens import LASTS, OWNER, Person, Tokens, who

Page = Callable[[Request, Person], Response]
NOBODY = "This page is for people who were invited."


def entered(request: Request, tokens: Tokens) -> Response:
    """The answer to a first visit: a cookie, and the same address without the token.

    A plain redirect would lose a strict cookie where the link was clicked on another site, in a mail for instance;
    so it is this page that leads on.

    Raises:
        HTTPException: there is no such token.
    """
    cookie = tokens.enter(request.query_params["token"])
    if cookie is None:
        raise HTTPException(401, "This link is not valid any more. Ask whoever runs this page for a new one.")
    page = write("said.html", title="Welcome", text="One moment.", fix="")
    response = HTMLResponse(page, headers={"refresh": f"0; url={request.url.path}", "referrer-policy": "no-referrer"})
    secure = request.url.scheme == "https"
    response.set_cookie(_name(request), cookie, max_age=LASTS, httponly=True, samesite="strict", secure=secure)
    return response


def page_for(role: str, tokens: Tokens, page: Page) -> Callable[[Request], Response]:
    """A page that only people of one role see; owners see all."""

    def guarded(request: Request) -> Response:
        if request.method == "GET" and "token" in request.query_params:
            return entered(request, tokens)
        return page(request, at_the_door(request, tokens, role))

    return guarded


def at_the_door(request: Request, tokens: Tokens, role: str) -> Person:
    """Who asks.

    Raises:
        HTTPException: nobody that is known, or somebody of another role.
    """
    with tokens.database.read() as connection:
        return allowed(who(connection, [cookie_of(request)]).get(cookie_of(request)), role)


def allowed(person: Person | None, role: str) -> Person:
    """The same person.

    Raises:
        HTTPException: it is nobody, or somebody of another role.
    """
    if person is None:
        raise HTTPException(401, f"{NOBODY} Open the link that you were given, or ask for a new one.")
    if person.role not in (role, OWNER):
        raise HTTPException(403, "This page is for the owner.")
    return person


def cookie_of(request: Request) -> str | None:
    """What a browser that was let in shows."""
    return request.cookies.get(_name(request))


def _name(request: Request) -> str:
    return f"ninelives-{request.url.port or ''}"  # browsers share cookies among the ports of a machine
