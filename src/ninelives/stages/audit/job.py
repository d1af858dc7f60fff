"""From two samples to findings; the same lineage is never computed twice."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.findings import Findings
from ninelives.artifacts.lineage import Lineage, foresee, place, put, stem, typed
from ninelives.artifacts.problem.given import opened as opened_problem
from ninelives.artifacts.sides import opened
from ninelives.report.terminal import watched
from ninelives.stages.audit.found import found
from ninelives.stages.audit.spec import AuditSpec
from ninelives.store import digest
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.problem import Problem
    from ninelives.artifacts.sides import Sides


@dataclass(frozen=True, slots=True)
class Audited:
    """Findings, and where they lie."""

    findings: Findings
    done: bool  # the same lineage had made them before
    note: str | None  # on the choice of their name


def audit(
    reference: Any,
    new: Any,
    *,
    labels: str | Path | None = None,
    problem: str | Path | Problem | None = None,
    out: str | Path | None = None,
    spec: AuditSpec | None = None,
    progress: Progress | bool | None = None,
    **options: Any,
) -> Findings:
    """Say whether the world has left what a reference was made under, whether that does harm, and what to do.

    Args:
        reference: a model, an archive, photos, a table or frame, or predictions; or the path of one.
        new: data of the same kind; or a use that is only declared: a ``Deployment``, its words, or a TOML file.
        labels: a file of ``item,label`` for some of the new items.
        problem: what was asked: its use is held against the envelope too, and harm is told at its costs.
        out: the folder to write; without it nothing is written, and ``save`` of the findings does.
        spec: all options together.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.
        options: single options of ``AuditSpec``: ``alpha``, ``axes``, ``draws``, ``seed``, ``adversary``.

    Raises:
        NinelivesError: one of the two cannot be read, or they are of different kinds.
    """
    own, show, start = spec or AuditSpec(**options), watched(progress), time.perf_counter()
    if out is not None:
        return audit_into(reference, new, Path(out), Path(out), own, show, labels=labels, problem=problem).findings
    cache, asked = Cache.user(), _asked(problem)
    sides = opened(reference, new, own.axes, cache, show, labels=labels)
    lineage = _lineage(sides, own, asked)
    return found(sides, own, lineage, _names(reference, new, "FINDINGS"), cache, show, asked, start)


def audit_into(
    reference: Any,
    new: Any,
    out: Path | None,
    default: Path,
    spec: AuditSpec,
    progress: Progress | None = None,
    *,
    labels: str | Path | None = None,
    problem: str | Path | Problem | None = None,
) -> Audited:
    """Audit, and write to ``out``, or beside others at ``default``. For the rest see ``audit``."""
    start, cache, asked = time.perf_counter(), Cache.user(), _asked(problem)
    sides = opened(reference, new, spec.axes, cache, progress, labels=labels)
    lineage = _lineage(sides, spec, asked)
    foresee(out, default, lineage)
    where, saved = place(out, default, lineage), None
    if not where.done:
        names = _names(reference, new, str(where.path))
        where, saved = put(
            where, out, default, lineage, found(sides, spec, lineage, names, cache, progress, asked, start).save
        )
    return Audited(saved or Findings.load(where.path), done=where.done, note=where.note)


def default_of(reference: Any) -> Path:
    """``photos.findings`` for ``photos.model``, in the current folder."""
    name = stem(Path(reference)) if isinstance(reference, str | os.PathLike) else "audit"
    return Path(f"{name.removesuffix('.model')}.findings")


def _asked(problem: str | Path | Problem | None) -> Problem | None:
    return None if problem is None else opened_problem(problem)


def _lineage(sides: Sides, spec: AuditSpec, asked: Problem | None) -> Lineage:
    told = {} if asked is None else {"problem": digest.of_json(asked.to_json())}
    use = {"use": digest.of_json(sides.visited.to_json())} if isinstance(sides.visited, Deployment) else {}
    return Lineage(
        stage="audit",
        inputs={**sides.digests, **use, **told},
        options={
            "alpha": spec.alpha,
            "axes": list(spec.axes) if spec.axes else None,
            "draws": spec.draws,
            **({"adversary": True} if spec.adversary else {}),
        },
        seed=spec.seed,
    )


def _names(reference: Any, new: Any, out: str) -> dict[str, str]:
    """How the three are called, and typed in a shell."""
    told = {"reference": reference, "new": new, "out": out}
    return {name: typed(what, name.upper()) for name, what in told.items()}
