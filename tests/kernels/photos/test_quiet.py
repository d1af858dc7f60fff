from __future__ import annotations

import subprocess
import sys

CODE = """
import ctypes, sys, threading
from ninelives.kernels.photos.quiet import quiet
libc = ctypes.CDLL(None)
def say(text):
    libc.perror(text)  # C's own stderr
{body}
"""


def stderr_of(body: str) -> str:
    done = subprocess.run([sys.executable, "-c", CODE.format(body=body)], capture_output=True, text=True, check=True)
    return done.stderr


def test_c_is_silent_inside_and_heard_before_and_after():
    heard = stderr_of("say(b'before')\nwith quiet():\n  say(b'inside')\nsay(b'after')")
    assert "before" in heard
    assert "after" in heard
    assert "inside" not in heard


def test_python_is_heard_inside():
    assert "python" in stderr_of("with quiet():\n  print('python', file=sys.stderr)")


def test_the_last_of_many_threads_gives_the_stream_back():
    body = """
def work():
    for _ in range(500):
        with quiet():
            say(b'inside')
threads = [threading.Thread(target=work) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
say(b'after')
"""
    heard = stderr_of(body)
    assert "inside" not in heard
    assert heard.count("after") == 1


def test_an_exception_inside_gives_the_stream_back():
    assert "after" in stderr_of("try:\n  with quiet():\n    1 / 0\nexcept ZeroDivisionError:\n  say(b'after')")
