"""A declared use beside what an artifact has seen, as a terminal says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninelives.report.terminal import more, paint

if TYPE_CHECKING:
    from ninelives.artifacts.deployment import Deployment
    from ninelives.artifacts.envelope import Envelope

MOST = 4  # gaps told; the report holds all


def outside(envelope: Envelope, use: Deployment | None) -> list[str]:
    """Where the envelope lacks the declared use, and what had to be assumed; no line where nothing is declared."""
    from ninelives.artifacts.envelope import cannot_tell, speak

    if use is None:
        return []
    gaps = envelope.gaps(use)
    told = speak(gaps)
    lines = [f"  {paint('never seen', 'warn')}  {line}" for line in told[:MOST]]
    if len(told) > MOST:
        lines.append(f"              {more(len(told) - MOST, 'region')}")
    if gaps.unrecorded:
        lines.append(f"  {paint('cannot tell', 'warn')}{cannot_tell(gaps.unrecorded).removeprefix('cannot tell')}")
    elif not told and not any(use.shares(axis) for axis in envelope.axes):
        lines = [f"  {paint('cannot tell', 'warn')}: no condition was declared"]
    elif not told:
        lines = [f"  {paint('inside', 'seen')}      no gap was found in the declared use"]
    return lines + [f"  assumed     {line}" for line in use.assumed]
