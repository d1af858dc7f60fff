"""The server says where it is once it answers, refuses an address it cannot have, and ends when it is told to."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys

import httpx2 as httpx
import pytest
from granian.server.embed import Server

from ninelives.errors import NinelivesError
from ninelives.kernels.pages.serving import _held, address, application, serve

CODE = """
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from ninelives.kernels.pages.serving import application, serve
app = application([Route("/", lambda request: PlainTextResponse("here"))])
serve(app, port=0, ready=lambda where: print(where, flush=True))
print("ended")
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_ends(how: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        where = running.stdout.readline().strip()
        assert where.startswith("http://127.0.0.1:")
        assert httpx.get(where).text == "here"
        running.send_signal(how)
        assert running.stdout.read() == "ended\n"
        assert running.wait(10) == 0


def test_half_a_request_does_not_hold_the_end() -> None:
    code = CODE.replace("serve(app", "from ninelives.kernels.pages import serving\nserving.GRACE = 0.3\nserve(app")
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        port = int(running.stdout.readline().rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as half:
            half.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
            assert httpx.get(f"http://127.0.0.1:{port}").text == "here"
            running.terminate()
            assert running.stdout.read() == "ended\n"
            assert running.wait(10) == 0


def test_a_second_one_on_the_same_port_is_told() -> None:
    with subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        port = int(running.stdout.readline().rpartition(":")[2])
        with pytest.raises(NinelivesError, match="is taken"):
            serve(application([]), port=port)
        running.terminate()
        assert running.wait(10) == 0


def test_nobody_gets_the_port_before_it_answers() -> None:
    with _held("127.0.0.1", 0) as held, socket.socket() as other, pytest.raises(OSError, match="in use"):
        other.bind(held.getsockname())


def test_a_server_that_cannot_begin_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_: Server) -> None:
        raise RuntimeError("no thread left")

    monkeypatch.setattr(Server, "serve", broken)
    with pytest.raises(RuntimeError, match="no thread left"):
        serve(application([]), port=0)


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(NinelivesError, match="is taken"):
            serve(application([]), port=other.getsockname()[1])


@pytest.mark.parametrize(("host", "port"), [("203.0.113.7", 0), ("no such host", 0), ("127.0.0.1", 99_999)])
def test_an_address_of_no_use_is_told(host: str, port: int) -> None:
    with pytest.raises(NinelivesError, match="there is no address"):
        serve(application([]), host, port)


@pytest.mark.parametrize(
    ("host", "where"),
    [("0.0.0.0", "http://127.0.0.1:1"), ("::", "http://[::1]:1"), ("::1", "http://[::1]:1"), ("box", "http://box:1")],
)
def test_an_address_is_one_that_can_be_typed(host: str, where: str) -> None:
    assert address(host, 1) == where
