"""What stands before every page: strict headers, bodies of a fair size, and no requests that another site made."""

from __future__ import annotations

import logging

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ninelives.kernels.pages.said import said

MOST = 16_384  # bytes of a body; an answer has a few hundred
HEADERS = {
    "content-security-policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # without one, browsers hide where a form comes from: Origin: null
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_RAW = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})

_log = logging.getLogger("ninelives.pages")


class Shield:
    """An ASGI application around another."""

    def __init__(self, app: ASGIApp, most: int = MOST) -> None:
        self.app, self.most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is fair, and give every answer its headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers, taken = Headers(scope=scope), 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most:
                raise HTTPException(413, self._too_large)
            return message

        async def strict(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = [*message["headers"]]
                names = {name for name, _ in given}
                message["headers"] = given + [pair for pair in _RAW if pair[0] not in names]
            await send(message)

        if refused := self._refused(scope["method"], headers):
            await said(headers, *refused)(scope, receive, strict)
            return
        try:
            await self.app(scope, counted, strict)
        except Exception:  # it was answered before it came here
            _log.exception("%s %s", scope["method"], scope["path"])

    @property
    def _too_large(self) -> str:
        return f"A request may have {self.most:,} bytes."

    def _refused(self, method: str, headers: Headers) -> tuple[int, str] | None:
        """Why a request goes no further: browsers say where it comes from, and only they carry cookies unasked."""
        size = headers.get("content-length", "0")
        if not (size.isascii() and size.isdigit()) or int(size) > self.most:
            return 413, self._too_large
        if method in HARMLESS:
            return None
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        foreign = origin is not None and origin.partition("://")[2] != headers.get("host")
        if foreign or site not in (None, "same-origin", "none"):
            return 403, "This was sent from the page of another site."
        return None
