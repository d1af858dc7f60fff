"""A watch in one file: all that it is, with how far its source was read, so that a kill counts nothing twice."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ninelives.errors import NinelivesError
from ninelives.kernels.stats.betting import Past, Ranks, Wealth
from ninelives.stages.audit.watch.copies import Copies
from ninelives.stages.audit.watch.lens import lens_of
from ninelives.stages.audit.watch.risk import Risk
from ninelives.stages.audit.watch.sketch import Sketch
from ninelives.stages.audit.watch.spec import WatchSpec
from ninelives.stages.audit.watch.trail import Trail
from ninelives.store import atomic, digest
from ninelives.store.arrays import pack

if TYPE_CHECKING:
    from ninelives.stages.audit.watch.monitor import Watch

KIND, VERSION, KEY = "watch", 1, "ninelives"
PARTS = ("ranks", "wealth", "past", "copies", "risk")
PLAIN = ("n", "bets", "alarm", "counts", "outside", "said", "source", "reference", "told_risk")


def save(watch: Watch, path: Path) -> None:
    """See ``Watch.save``."""
    held: tuple[Any, ...] = (watch.sketch.ranks, watch.wealth, watch.past, watch.copies, watch.risk)
    arrays = {
        f"{part}.{name}": array for part, one in zip(PARTS, held, strict=True) for name, array in one.arrays().items()
    }
    facts = {
        "kind": KIND,
        "version": VERSION,
        "lens": watch.lens.to_json(),
        "spec": asdict(watch.spec),
        "sketch": {
            "seen": watch.sketch.seen.tolist(),
            "rows": watch.sketch.rows,
            "thin": watch.sketch.thin,
            "notes": watch.sketch.notes,
        },
        "risk": watch.risk.to_json(),
        "trail": watch.trail.to_json(),
        "scene": None if np.isnan(watch.scene) else watch.scene,
        "time": None if np.isnan(watch.time) else watch.time,
        "since": list(watch.since) if watch.since else None,
        **{name: getattr(watch, name) for name in PLAIN},
    }
    facts["digest"] = _seal(arrays, facts)
    atomic.write(path, pack(arrays, {KEY: json.dumps(facts)}))


def load(cls: type[Watch], path: Path, reference: Any = None, against: Any = None) -> Watch:
    """See ``Watch.load``."""
    facts, arrays = _read(path)
    if facts.get("version") != VERSION:
        raise NinelivesError(
            f"'{path}' has version {facts.get('version')!r}, and this ninelives knows {VERSION}",
            fix="pip install --upgrade ninelives",
        )
    try:
        sealed = facts.pop("digest")
        if _seal(arrays, facts) != sealed:
            raise ValueError("it was changed")
        lens = lens_of(facts["lens"], facts["reference"], reference, path, against)
        own = {
            part: {name.partition(".")[2]: a for name, a in arrays.items() if name.startswith(f"{part}.")}
            for part in PARTS
        }
        told = facts["sketch"]
        watch = cls(
            lens=lens,
            spec=WatchSpec(**facts["spec"]),
            sketch=Sketch(
                Ranks.from_arrays(own["ranks"]), np.array(told["seen"], bool), told["rows"], told["thin"], told["notes"]
            ),
            wealth=Wealth.from_arrays(own["wealth"]),
            past=Past.from_arrays(own["past"]),
            copies=Copies.from_arrays(own["copies"]),
            risk=Risk.of(own["risk"], facts["risk"]),
            trail=Trail.from_json(facts["trail"]),
            scene=np.nan if facts["scene"] is None else float(facts["scene"]),
            time=np.nan if facts["time"] is None else float(facts["time"]),
            since=tuple(facts["since"]) if facts["since"] else None,
            **{name: facts[name] for name in PLAIN},
        )
        if watch.sketch.ranks.counts.shape[1] != len(lens.names):
            raise ValueError("its columns and counts do not belong together")
        return watch
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(path, str(error)) from error


def _read(path: Path) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    from safetensors import SafetensorError, safe_open

    if not path.is_file():
        raise NinelivesError(f"there is no state '{path}'", fix="ninelives watch MODEL SOURCE --state FILE")
    try:
        with safe_open(path, "numpy") as file:
            facts = json.loads((file.metadata() or {})[KEY])
            arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - it is no mapping
    except (SafetensorError, KeyError, ValueError, OSError, RecursionError) as error:
        raise _damaged(path, "it is cut off, or no state of ours") from error
    if not isinstance(facts, dict) or facts.get("kind") != KIND:
        raise _damaged(path, "it is no state of a watch")
    return facts, arrays


def _seal(arrays: dict[str, np.ndarray], facts: dict[str, Any]) -> str:
    parts = {name: digest.of_bytes(array.tobytes()) for name, array in arrays.items()}
    return digest.of_json([parts, facts])


def _damaged(path: Path, why: str) -> NinelivesError:
    return NinelivesError(f"the state '{path}' cannot be used: {why}", fix=f"rm '{path}', and begin anew")
