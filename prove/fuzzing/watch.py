"""Watches one process: what came out, what was written where, what was started."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

HANG_S = 10
MEMORY_MB = 2048
NEVER = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect", "pickle.find_class"}
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """Runs inputs, and notes in ``folder`` every kind of failure once, with the first input that showed it.

    A failure is an exception of a kind not allowed, more than ``HANG_S`` or ``MEMORY_MB``, a file made or changed
    outside ``room``, a process started, a connection opened, or a class unpickled.
    """

    def __init__(self, folder: Path, room: Path) -> None:
        self.folder, self._room = folder, os.fspath(room)
        self.runs = 0
        self._known: set[str] = set()
        self._offence: str | None = None
        self._armed = False
        folder.mkdir(parents=True, exist_ok=True)
        sys.addaudithook(self._hear)

    def run(self, target: Callable[[bytes], None], data: bytes) -> None:
        """One input; never raises but for a stop asked for."""
        (self.folder / "current").write_bytes(data)  # what a crash of the process leaves behind
        before, self._offence, self._armed = time.perf_counter(), None, True
        try:
            target(data)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of a native library is no Exception
            self._armed = False
            self._note(_place(error), "".join(traceback.format_exception(error))[-4000:], data)
        self._armed = False
        self.runs += 1
        took, peak = time.perf_counter() - before, _peak()
        if self._offence:
            self._note(self._offence, self._offence, data)
        if took > HANG_S:
            self._note("hang", f"took {took:.0f} s", data)
        if peak > MEMORY_MB:
            self._note("memory", f"{peak:,.0f} MB", data)
        if self.runs % 50 == 0:
            self.count()

    def count(self) -> None:
        """Say how many inputs were run so far."""
        (self.folder / "runs").write_text(str(self.runs))

    def _note(self, what: str, how: str, data: bytes) -> None:
        name = hashlib.sha256(what.encode()).hexdigest()[:12]
        if name in self._known:
            return
        self._known.add(name)
        if (self.folder / f"{name}.json").exists():
            return
        (self.folder / f"{name}.input").write_bytes(data)
        (self.folder / f"{name}.json").write_text(json.dumps({"what": what, "how": how, "bytes": len(data)}))
        print(f"finding {name}: {what}", file=sys.stderr, flush=True)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._armed:
            return
        if event in NEVER:
            self._offence = f"{event} {arguments[:1]}"
        elif (event == "open" and _writes(*arguments[1:3])) or event in CHANGES:
            for path in arguments[:2] if event in {"os.rename", "os.link", "os.symlink"} else arguments[:1]:
                if isinstance(path, str | bytes | os.PathLike) and not self._inside(os.fsdecode(path)):
                    self._offence = f"{event} outside: {os.fsdecode(path)}"

    def _inside(self, path: str) -> bool:
        whole = os.path.abspath(path)
        return (
            f"{whole}{os.sep}".startswith(self._room + os.sep)
            or whole == os.devnull
            or f"{os.sep}__pycache__{os.sep}" in whole
        )


def _peak() -> float:
    """The most memory of this process so far, MB; what ``getrusage`` says would count that of whoever started it."""
    told = Path("/proc/self/status").read_text()
    return int(told.split("VmHWM:")[1].split()[0]) / 1024


def _writes(mode: str | None, flags: int | None) -> bool:
    return bool(set(mode or "") & set("wax+")) or (mode is None and bool((flags or 0) & WRITES))


def _place(error: BaseException) -> str:
    """The kind of an exception, and the line of ours that it came through: what makes two failures the same."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f"{os.sep}ninelives{os.sep}" in f.filename]
    at = f"{Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}" if frames else "nowhere of ours"
    return f"{type(error).__name__} at {at}"
