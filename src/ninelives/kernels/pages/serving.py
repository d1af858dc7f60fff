"""An application of routes, and the server that runs it until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
import socket
from collections.abc import Callable, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from ninelives.errors import NinelivesError
from ninelives.kernels.pages.said import broken, failed, refused
from ninelives.kernels.pages.shell import STATIC
from ninelives.kernels.pages.shield import Shield

LOOPBACK, PORT = "127.0.0.1", 8765
_TRY = 0.02  # s between two looks whether it answers
GRACE = 5.0  # s for what was begun
_LETS_GO = 0.1  # s until Granian's own threads hold nothing of Python, which must not end under them


def application(routes: Sequence[BaseRoute]) -> ASGIApp:
    """Routes behind the shield, with the static files of every page, and errors that a person can read."""
    handlers = {HTTPException: refused, NinelivesError: failed, Exception: broken}
    return Shield(Starlette(routes=[STATIC.route(), *routes], exception_handlers=handlers))


def serve(app: ASGIApp, host: str = LOOPBACK, port: int = PORT, ready: Callable[[str], None] = print) -> None:
    """Answer requests until SIGINT or SIGTERM; what was begun is answered before it ends, if that takes GRACE at most.

    Args:
        app: what answers.
        host: this machine alone, by default.
        port: 0 takes a free one.
        ready: is told the address as soon as it answers.

    Raises:
        NinelivesError: the address is taken, or is none of this machine.
    """
    logging.getLogger("_granian").setLevel(logging.WARNING)
    with _held(host, port) as held, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(app, host, held.getsockname()[1], ready))


def address(host: str, port: int) -> str:
    """What is typed into a browser on this machine."""
    shown = {"0.0.0.0": LOOPBACK, "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}"


async def _serve(app: ASGIApp, host: str, port: int, ready: Callable[[str], None]) -> None:
    from granian.constants import Interfaces
    from granian.server.embed import Server

    server = Server(app, host, port, interface=Interfaces.ASGINL, websockets=False, log_enabled=False, backlog=1024)
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    running, stopped = asyncio.create_task(server.serve()), asyncio.create_task(stop.wait())
    answers = asyncio.create_task(_answers(host, port))
    await asyncio.wait([running, stopped, answers], return_when=asyncio.FIRST_COMPLETED)
    if answers.done():
        ready(address(host, port))
        await asyncio.wait([running, stopped], return_when=asyncio.FIRST_COMPLETED)
    server.stop()  # type: ignore[no-untyped-call]
    ended, _ = await asyncio.wait([running], timeout=GRACE)  # half a request would be waited for without end
    for task in ended:
        task.result()
    await asyncio.sleep(_LETS_GO)


async def _answers(host: str, port: int) -> None:
    where = {"0.0.0.0": LOOPBACK, "::": "::1"}.get(host, host)
    while True:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection(where, port)
            writer.close()
            return
        await asyncio.sleep(_TRY)


def _held(host: str, port: int) -> socket.socket:
    """The port, once it is known that it can be had: Granian binds it again, and until then nobody else may get it."""
    try:
        if not 0 <= port < 2**16:  # a socket takes the rest of it
            raise OverflowError
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        if port:
            socket.create_server(found[4][:2], family=found[0]).close()  # alone: Granian would share it with another
        return _bound(found[0], found[4])
    except (OSError, OverflowError, UnicodeError) as error:
        number = getattr(error, "errno", None)
        if number == errno.EADDRINUSE:
            raise NinelivesError(f"port {port} is taken", fix=f"--port {port + 1}, or --port 0 for any") from error
        if number == errno.EACCES:
            raise NinelivesError(f"port {port} is not for everybody", fix=f"--port {PORT}") from error
        raise NinelivesError(f"there is no address '{host}' with port {port} here", fix="--host 127.0.0.1") from error


def _bound(family: int, where: tuple[object, ...]) -> socket.socket:
    held = socket.socket(family, socket.SOCK_STREAM)
    try:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as Granian does
        held.bind(where)
    except OSError:
        held.close()
        raise
    return held
