"""A picture of an envelope: hours as a ring, other axes as strips, pairs as small heat maps. Static SVG, no script.

It stands alone in a notebook and takes the colours of the page it is put into, by the variables that all pages share.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from itertools import combinations, count
from typing import TYPE_CHECKING

from ninelives.artifacts.envelope.axes import UNKNOWN, Axis, Bin
from ninelives.artifacts.envelope.gaps import RegionKind

if TYPE_CHECKING:
    from ninelives.artifacts.envelope.envelope import Envelope

WIDE = 340  # px, a panel; a phone's width, so nothing is ever scrolled
CELLS = 24  # bins a strip shows at the most
ROWS = 6  # heat maps at the most
PAIRED = 14  # bins of each side of a heat map
_FILL: dict[RegionKind, str] = {
    "seen": "var(--seen,#1f7a6d)",
    "thin": "var(--seen-bg,#e3f1ec)",
    "simulated": "none",
    "unseen": "url(#{hatch})",
    "unknown": "url(#{hatch})",
}
_SAID: dict[RegionKind, str] = {
    "seen": "seen",
    "thin": "thin: under 30 scenes",
    "simulated": "simulated only",
    "unseen": "never seen",
    "unknown": "unknown",
}
_numbers = count()


def draw(envelope: Envelope, world: str) -> str:
    """The picture of an envelope for a use in ``world``: one ``<svg>`` for each panel, in a wrapping row."""
    hatch = f"nl-hatch-{next(_numbers)}"  # several pictures may stand on one page
    panels = [_Panel(envelope, world, hatch).axis(axis) for axis in envelope.axes]
    panels += [_Panel(envelope, world, hatch).pair(a, b) for a, b in _pairs(envelope)]
    body = "".join(panels) or "<p>No condition was ever recorded.</p>"
    return (
        f'<div class="envelope" role="group" aria-label="{escape(_summary(envelope))}" '
        'style="display:flex;flex-wrap:wrap;gap:20px 28px;font:13px system-ui,sans-serif;color:var(--soft,#5b6474)">'
        f"{_key(hatch)}{body}</div>"
    )
