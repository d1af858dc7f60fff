"""A PostgreSQL of the tests' own: made, started, and thrown away."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ABSENT = "PostgreSQL is not installed: apt-get install postgresql"


def _found(name: str) -> str | None:
    rooms = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return shutil.which(name, path=os.pathsep.join([*map(str, rooms), os.environ.get("PATH", "")]))


FOUND = _found("initdb")


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database, while the body runs."""
    initdb, control = _found("initdb"), _found("pg_ctl")
    assert initdb
    assert control
    room = Path(tempfile.mkdtemp(prefix="ninelives-postgres-"))
    other: dict[str, Any] = {"cwd": room, "stdout": subprocess.DEVNULL}
    if os.geteuid() == 0:  # it refuses to run as root
        shutil.chown(room, "postgres", "postgres")
        other |= {"user": "postgres", "group": "postgres", "extra_groups": []}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    try:
        subprocess.run([initdb, "-D", room / "data", "-U", "ninelives", "-A", "trust", "-N"], check=True, **other)
        options = f"-p {port} -k {room} -c listen_addresses=127.0.0.1"
        subprocess.run(
            [control, "-D", room / "data", "-l", room / "log", "-w", "-o", options, "start"], check=True, **other
        )
        yield f"postgresql://ninelives@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([control, "-D", room / "data", "-m", "immediate", "stop"], check=False, **other)
        shutil.rmtree(room, ignore_errors=True)
