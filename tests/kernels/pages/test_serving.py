"""The server says where it is once it answers, refuses an address it cannot have, and ends when it is told to."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys

import httpx2 as httpx
import pytest

from ninelives.errors import NinelivesError
from ninelives.kernels.pages.serving import address, application, serve

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
