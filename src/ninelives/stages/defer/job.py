"""From a model to a hand-over; the same lineage is never computed twice."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ninelives.artifacts.deployment import Deployment
from ninelives.artifacts.findings import Findings
from ninelives.artifacts.handoff import Handoff
from ninelives.artifacts.lineage import Lineage, foresee, place, put, stem, typed
from ninelives.artifacts.problem.given import opened as opened_problem
from ninelives.errors import NinelivesError
from ninelives.report.terminal import watched
from ninelives.stages.defer.found import found
from ninelives.stages.defer.sources import New, Source, opened
from ninelives.stages.defer.spec import DeferSpec
from ninelives.store import digest
from ninelives.store.cache import Cache

if TYPE_CHECKING:
    from ninelives.artifacts.archive import Progress
    from ninelives.artifacts.problem import Problem


@dataclass(frozen=True, slots=True)
class Deferred:
    """A hand-over, and where it lies."""

    handoff: Handoff
    done: bool  # the same lineage had made it before
    note: str | None  # on the choice of its name


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """All that a person names beside the model.

    Attributes:
        calibration: data whose truth is known, in place of what the model kept apart.
        labels: a file of labels of these.
        new: what it will decide on.
        findings: what an audit of the two found.
        problem: what was asked, and what errors and people cost.
    """

    calibration: Any = None
    labels: str | Path | None = None
    new: Any = None
    findings: str | Path | Findings | None = None
    problem: str | Path | Problem | None = None


def defer(
    model: Any,
    *,
    calibration: Any = None,
    labels: str | Path | None = None,
    new: Any = None,
    findings: str | Path | Findings | None = None,
    problem: str | Path | Problem | None = None,
    out: str | Path | None = None,
    spec: DeferSpec | None = None,
    progress: Progress | bool | None = None,
    **options: Any,
) -> Handoff:
    """Say what a model may decide alone, what a person must be asked, with which guarantee and at what price.

    Args:
        model: a model, ours or adopted, or answers with their truth; or the path of one.
        calibration: data whose truth is known and that the model did not learn from; by default what it kept apart.
        labels: a file of ``item,label`` for these.
        new: what it will decide on: data of the same kind, or a use that is only declared.
        findings: what an audit of the model against ``new`` found: weights under a shift come from there.
        problem: what was asked: errors, people and waiting cost what it says.
        out: the folder to write; without it nothing is written, and ``save`` of the hand-over does.
        spec: all options together.
        progress: called with (stage, done, of how many); by default shown where somebody looks, False for silence.
        options: single options of ``DeferSpec``: ``risk``, ``delta``, ``within``, ``axes``, ``trust_simulated``,
            ``each``, ``seed``.

    Raises:
        NinelivesError: one of them cannot be read, or they do not fit each other.
    """
    own, show = spec or DeferSpec(**options), watched(progress)
    asked = Asked(calibration=calibration, labels=labels, new=new, findings=findings, problem=problem)
    if out is not None:
        return defer_into(model, Path(out), Path(out), own, show, asked).handoff
    start, cache = time.perf_counter(), Cache.user()
    source, fresh, audited, problem_ = _opened(model, asked, own, cache, show)
    lineage = _lineage(source, fresh, audited, problem_, own)
    return found(source, fresh, audited, problem_, own, lineage, _names(model, asked), start)


def defer_into(
    model: Any, out: Path | None, default: Path, spec: DeferSpec, progress: Progress | None, asked: Asked
) -> Deferred:
    """Defer, and write to ``out``, or beside others at ``default``. For the rest see ``defer``."""
    start, cache = time.perf_counter(), Cache.user()
    source, fresh, findings, problem = _opened(model, asked, spec, cache, progress)
    lineage = _lineage(source, fresh, findings, problem, spec)
    foresee(out, default, lineage)
    where, saved = place(out, default, lineage), None
    if not where.done:
        made = found(source, fresh, findings, problem, spec, lineage, _names(model, asked), start)
        where, saved = put(where, out, default, lineage, made.save)
    return Deferred(saved or Handoff.load(where.path), done=where.done, note=where.note)


def default_of(model: Any) -> Path:
    """``photos.handoff`` for ``photos.model``, in the current folder."""
    name = stem(Path(model)) if isinstance(model, str | os.PathLike) else "model"
    return Path(f"{name.removesuffix('.model')}.handoff")


def _opened(
    model: Any, asked: Asked, spec: DeferSpec, cache: Cache, progress: Progress | None
) -> tuple[Source, New | None, Findings | None, Problem | None]:
    findings = asked.findings
    if findings is not None and not isinstance(findings, Findings):
        findings = Findings.load(findings)
    problem = None if asked.problem is None else opened_problem(asked.problem)
    source, fresh = opened(model, asked.calibration, asked.new, spec.axes, cache, progress, labels=asked.labels)
    if findings is not None:
        _check_findings(findings, source)
    return source, fresh, findings, problem


def _check_findings(findings: Findings, source: Source) -> None:
    """Refuse findings of another model, or of other data than those that are named as new."""
    inputs = findings.facts["lineage"].get("inputs", {})
    for name, own, what in (("reference", source.identity, "models"), ("new", source.digests.get("new"), "new data")):
        if own is not None and inputs.get(name) != own:
            raise NinelivesError(
                f"the findings '{findings.path or 'given'}' are of other {what}",
                fix="ninelives audit MODEL NEW, and name what it wrote with --findings",
            )


def _lineage(
    source: Source, new: New | None, findings: Findings | None, problem: Problem | None, spec: DeferSpec
) -> Lineage:
    told = {} if problem is None else {"problem": digest.of_json(problem.to_json())}
    told |= {} if findings is None else {"findings": findings.digest or digest.of_json(findings.facts)}
    if new is not None and isinstance(new.visited, Deployment):
        told["use"] = digest.of_json(new.visited.to_json())
    options = {
        "risk": spec.risk,
        "delta": spec.delta,
        "axes": list(spec.axes) if spec.axes else None,
        **({"within": spec.within} if spec.within else {}),
        **({"trust_simulated": True} if spec.trust_simulated else {}),
        **({"each": spec.each} if spec.each else {}),
    }
    return Lineage(stage="defer", inputs={**source.digests, **told}, options=options, seed=spec.seed)


def _names(model: Any, asked: Asked) -> dict[str, str]:
    """How the things are called, and typed in a shell."""
    return {"model": typed(model, "MODEL"), "new": typed(asked.new, "NEW")}
