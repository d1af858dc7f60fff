"""What should not matter, and what to expect in a light that nobody has seen, as a terminal and a page say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ninelives.report.terminal import paint
from ninelives.report.words import between, list_and, percent, plural, points, span

LOOKS = {"kept": "seen", "broken": "warn", "cannot tell": "soft"}
ASSUMPTION = "copies of these photos, darkened with a camera's noise, looking as that light will"
MEANING = (
    "Each chooses changed copies to learn from; then other copies, changed in it alone, are judged by a fit that saw "
    "neither the photo nor its copies. It is kept where surely no more than 5 % of the answers flip."
)
_UNTAUGHT = (
    "This rung learns from no copy, so nothing made it so. Copies of the photos, changed in one thing alone, show "
    "whether its answers hold: kept where surely no more than 5 % of them flip."
)


def meaning(rung: str) -> str:
    """How to read the test of what should not matter, for the rung that was chosen."""
    from ninelives.kernels.nets.rungs import UNTAUGHT  # late: it loads numpy, which --help does without

    return _UNTAUGHT if rung in UNTAUGHT else MEANING


def lines(facts: Mapping[str, Any]) -> list[str]:
    """What ``train`` prints of them; nothing where nothing was claimed or declared."""
    asked = facts["lineage"]["options"].get("biases")
    return [*_foreseen(facts["foreseen"]), *_claims(facts["biases"]), *_left_out(facts, asked)]


def _left_out(facts: Mapping[str, Any], asked: Sequence[str] | None) -> list[str]:
    """What was asked for and not tested, and what a declared light would need and nobody asked for."""
    from ninelives.kernels.photos.vary import NIGHT

    if asked and not facts["biases"] and "biases" not in facts["unfinished"]:
        return ["  biases      not tested: the rung looks at nothing, so that nothing matters to it"]
    lacking = [name for name in NIGHT if asked is not None and name not in asked]
    if lacking and facts["foreseen"] is not None:
        why = f"--biases leaves out {list_and(lacking)}"
        return [f"  {paint('▲', 'warn')} Not made ready for that light: {why}"]
    return []


def _foreseen(told: Mapping[str, Any] | None) -> list[str]:
    if told is None:
        return []
    right = f"about {percent(told['accuracy'], 0)} right ({between(told['interval'], 0)})"
    return [
        f"  {paint('estimate', 'estimate')}    in {where(told)} {right}, from darkened copies; nobody has seen it yet"
    ]


def where(told: Mapping[str, Any]) -> str:
    """The light that is foreseen: ``light below 0.1``."""
    return span("light", *told["light"])


def _claims(biases: list[Mapping[str, Any]]) -> list[str]:
    if not biases:
        return []
    own = [bias["name"] for bias in biases if not bias["asked"]]
    if not all(bias["used"] for bias in biases):
        refused = list_and(bias["name"] for bias in biases if bias["contradicted"])
        cost = f"the photos contradict {refused}" if refused else "that costs more than one standard error by day"
        why = f"the declared use asks for {list_and(own)}, and {cost}"
        return [f"  {paint('▲', 'warn')} Not made ready for that light: {why}"]
    told = [
        f"{bias['name']} {paint(bias['verdict'], LOOKS[bias['verdict']])} ({percent(bias['flips'])} flip)"
        for bias in biases
    ]
    lines = [f"  biases      {' · '.join(told)}"]
    if own:
        lines.append(f"              {list_and(own)} switched on by the declared use")
    return lines + [f"  {paint('▲', 'warn')} {sentence}" for sentence in map(contradiction, biases) if sentence]


def contradiction(bias: Mapping[str, Any]) -> str:
    """That the data contradict a bias, in a sentence; empty where they do not."""
    if not bias["contradicted"]:
        return ""
    low, high = bias["gain_interval"]
    return (
        f"The photos contradict {bias['name']}: believing it costs {points(bias['gain'])} "
        f"({-100 * high:.1f}–{-100 * low:.1f})"
    )


def expected(told: Mapping[str, Any] | None) -> str:
    """What to expect in the declared light, in two sentences; empty where nothing was foreseen."""
    if told is None:
        return ""
    right = f"{percent(told['accuracy'], 0)} ({between(told['interval'], 0)})"
    return (
        f"In {where(told)}, which it has never seen, expect about {right} right: an estimate. It rests on {ASSUMPTION}."
    )


def verdict(bias: Mapping[str, Any]) -> str:
    """How often the answer flips under a bias, with the interval and the photos: ``1.4 % (0.7–2.9) of 500 photos``."""
    return f"{percent(bias['flips'])} ({between(bias['interval'])}) of {plural(bias['photos'], 'photo')}"
