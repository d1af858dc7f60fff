"""Can a hostile file break the archive reader, or the loading of artifacts?

    python prove/fuzz.py                              # 10 minutes; writes prove/fuzz.json
    python prove/fuzz.py --minutes 2                  # less; writes nothing
    python prove/fuzz.py --runs 300                   # so many inputs to each target; writes nothing
    python prove/fuzz.py --target model --input FILE  # one input again

Nothing but NinelivesError may come out (NotAPicture and UnreadableError from the readers of a single photo); no input
may take 10 s or 2 GB, write outside its folder, start a process or open a connection. The engine is atheris, guided by
coverage, after a tenth of the time with seeds changed at random; where atheris is not installed, that goes on to the
end, and the output says so. Exits with 1 at any finding.
"""

from __future__ import annotations

import argparse
import faulthandler
import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from fuzzing.watch import HANG_S, MEMORY_MB, Watch

Target = Callable[[bytes], None]

TARGETS = {
    "picture": ("readers", "Pictures", "a picture's bytes"),
    "container": ("readers", "Containers", "zips, tars, tables, labels"),
    "table": ("tables", "Tables", "tables to learn from"),
    "model": ("artifacts", "Models", "model folders"),
    "packed": ("artifacts", "Archives", "archives with their photos"),
    "listed": ("artifacts", "Listings", "archives of photos elsewhere"),
    "predictions": ("artifacts", "Judged", "predictions files"),
    "network": ("networks", "Networks", "networks made elsewhere"),
    "handoff": ("handoffs", "Handoffs", "hand-overs at work"),
    "answers": ("handoffs", "Answers", "answers made elsewhere"),
}
SEED = 20261123
LONGEST = 1 << 16  # bytes of an input
ADDRESSES = 16 << 30  # bytes; the runtimes reserve far more than they use
BY_HAND = 0.1  # of the time goes to seeds with a few bytes changed, before atheris goes on from the seeds
BEGINNINGS = 40  # of one target: each crash of the process costs one


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--runs", type=int, help="inputs to each target, instead of minutes")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--plain", action="store_true", help="the mutator in plain Python, atheris or not")
    parser.add_argument("--target", action="append", choices=TARGETS)
    parser.add_argument("--input", type=Path, help="throw this one input at the target")
    parser.add_argument(
        "--keep", type=Path, help="where findings go; by default a temporary folder, kept if there are any"
    )
    parser.add_argument("--room", type=Path, help=argparse.SUPPRESS)  # this process is the one that is attacked
    options = parser.parse_args()
    if options.room:
        return attack(options)
    if options.input:
        return again(options)
    return prove(options)


# --- the process that watches


def prove(options: argparse.Namespace) -> int:
    """Attack every target in processes of their own; one that dies is begun again."""
    engine = "plain" if options.plain or not importlib.util.find_spec("atheris") else "atheris"
    print(f"engine: {engine}" + ("" if engine == "atheris" else " (atheris is not installed)" * (not options.plain)))
    targets = options.target or list(TARGETS)
    minutes = options.minutes or 10.0
    keep = (options.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))).absolute()
    rows = [_watched(name, 60 * minutes / len(targets), keep / name, options) for name in targets]
    found = sum(row["count"] for row in rows)
    if options.minutes is None and options.runs is None and options.target is None:
        facts = {"seed": options.seed, "engine": engine, "minutes": minutes, "rows": rows}
        Path(__file__).with_suffix(".json").write_text(json.dumps(facts, indent=1) + "\n", "utf-8")
    if found:
        print(f"findings are in {keep}")
    elif not options.keep:
        shutil.rmtree(keep)
    return int(found > 0)


def _watched(name: str, seconds: float, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    folder.mkdir(parents=True, exist_ok=True)
    end, runs, corpus = time.monotonic() + seconds, 0, folder / "corpus"
    for beginning in range(BEGINNINGS):
        left = max(1, round(end - time.monotonic()))
        more = ["--runs", str(options.runs - runs)] if options.runs else ["--minutes", str(left / 60)]
        with tempfile.TemporaryDirectory(prefix="fuzz-room-") as room:
            command = [sys.executable, __file__, "--target", name, "--room", room, "--keep", str(folder), *more]
            command += ["--seed", str(options.seed + beginning), *(["--plain"] if options.plain else [])]
            with (folder / "log").open("a") as log:
                code = subprocess.run(command, stdout=log, stderr=log, check=False).returncode
        runs += _counted(folder)
        if code == 0:
            break
        _died(folder, code)
        if time.monotonic() >= end or (options.runs and runs >= options.runs):
            break
    shutil.rmtree(corpus, ignore_errors=True)
    row = {"what": f"failures, {TARGETS[name][2]}", "count": len(list(folder.glob("*.json"))), "draws": runs}
    row |= {"at_most": 0, "holds": row["count"] == 0}
    print(f"{row['what']:<45} {row['count']:>4} of {runs:>9,} inputs  {'' if row['holds'] else 'BROKEN'}", flush=True)
    for finding in sorted(folder.glob("*.json")):
        print(f"  {finding.stem}  {json.loads(finding.read_text())['what']}")
    return row


def _counted(folder: Path) -> int:
    file = folder / "runs"
    runs = int(file.read_text()) if file.exists() else 0
    file.unlink(missing_ok=True)
    return runs


def _died(folder: Path, code: int) -> None:
    """A process that was ended by an input: the input is the one it was at."""
    tail = (folder / "log").read_text(errors="replace")[-3000:]
    what = f"the process ended with {code}" + (", it took too long" if "imeout" in tail else "")
    name = f"died-{abs(code)}-{len(list(folder.glob('died-*.json')))}"
    if (folder / "current").exists():
        shutil.copy(folder / "current", folder / f"{name}.input")
    (folder / f"{name}.json").write_text(json.dumps({"what": what, "how": tail}))


def again(options: argparse.Namespace) -> int:
    """One input, in this process, with its traceback."""
    with tempfile.TemporaryDirectory(prefix="fuzz-room-") as room:
        data = options.input.read_bytes()
        target, _ = _target(options.target[0], Path(room))
        target(data)
    return 0


# --- the process that is attacked


def attack(options: argparse.Namespace) -> int:
    """Throw inputs at one target until the time or the number is reached."""
    limit = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES if limit < 0 else min(limit, ADDRESSES), limit))
    plain = options.plain or not importlib.util.find_spec("atheris")
    target, seeds = _target(options.target[0], options.room, instrument=not plain)
    watch = Watch(options.keep, options.room)
    minutes, runs = options.minutes or 60.0, options.runs or sys.maxsize
    share = 1 if plain else BY_HAND
    _by_hand(watch, target, seeds, seed=options.seed, minutes=minutes * share, runs=round(runs * share))
    if plain:
        return 0
    import atheris

    corpus = options.keep / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number:04d}").write_bytes(seed)
    flags = [f"-timeout={HANG_S}", f"-rss_limit_mb={MEMORY_MB}", f"-max_len={LONGEST}", f"-seed={options.seed}"]
    left = 60 * minutes * (1 - share)
    flags += [f"-runs={runs - watch.runs}"] if options.runs else [f"-max_total_time={max(1, round(left))}"]
    flags += [f"-artifact_prefix={options.room}/", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], lambda data: watch.run(target, data))
    try:
        atheris.Fuzz()
    finally:
        watch.count()
    return 0


def _target(name: str, room: Path, *, instrument: bool = False) -> tuple[Target, list[bytes]]:
    """A target with its seeds; its cache and its temporary files stay in ``room``."""
    os.environ["NINELIVES_CACHE"] = os.fspath(room / "cache")
    os.environ["TMPDIR"] = tempfile.tempdir = os.fspath(room)
    os.chdir(room)  # a path bent to nothing means the current folder
    module, kind, _ = TARGETS[name]
    if instrument:
        import atheris

        with atheris.instrument_imports(include=["ninelives", "zipfile", "tarfile"]):
            _import_all()
    made = getattr(importlib.import_module(f"fuzzing.{module}"), kind)(room)
    return made, [seed for seed in made.seeds() if len(seed) <= LONGEST]


def _import_all() -> None:
    import pkgutil

    import ninelives.artifacts
    import ninelives.kernels.nets.foreign
    import ninelives.kernels.photos
    import ninelives.stages.defer.sources
    import ninelives.store

    kernels = (ninelives.kernels.nets.foreign, ninelives.kernels.photos)
    for room in (ninelives.artifacts, *kernels, ninelives.stages.defer.sources, ninelives.store):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            importlib.import_module(module.name)


def _by_hand(watch: Watch, target: Target, seeds: list[bytes], *, seed: int, minutes: float, runs: int) -> None:
    """The engine where atheris is missing: every seed once, then seeds with a few bytes changed."""
    from fuzzing.choices import mutated

    random, end = Random(seed), time.monotonic() + 60 * minutes
    whole = random.sample(seeds, min(len(seeds), 1 + runs // 2))
    while time.monotonic() < end and watch.runs < runs:
        data = whole.pop() if whole else mutated(random.choice(seeds), random.choice(seeds), random)[:LONGEST]
        faulthandler.dump_traceback_later(HANG_S + 5, exit=True)
        watch.run(target, data)
    faulthandler.cancel_dump_traceback_later()
    watch.count()


if __name__ == "__main__":
    sys.exit(main())
