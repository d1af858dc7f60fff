"""Answers that contradict each other: each is told where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ninelives.artifacts.problem.fields import BIASES, Facts, Fault
from ninelives.errors import NinelivesError

HAIR: Final = 1e-9  # of a share: what sums of floats may be off by
OUTPUTS: Final = {  # what the outputs of each kind are told by
    "predict": ("classes", "prevalence", "target", "number", "within"),
    "forecast": ("classes", "prevalence", "target", "number", "within", "ahead_hours"),
    "act": ("actions", "reward"),
    "create": ("making",),
}
_LOOKED: Final = {"table": "a table"}
APART: Final = {  # answers that differ in just what should not matter
    "mirror": {"left", "right"},
    "scale": {"small", "large", "big", "little", "huge", "tiny"},
    "brightness": {"day", "night", "dark", "bright", "light", "dim"},
    "colour": {"red", "green", "blue", "yellow", "black", "white", "orange", "brown", "pink", "purple", "grey"},
    "blur": {"sharp", "blurred", "blurry", "soft"},
    "noise": {"noisy", "clean"},
    "rotation": {"upright", "tilted"},
    "translation": {"top", "bottom", "centre", "edge", "above", "below"},
}


def contradictions(facts: Facts) -> list[Fault]:
    """All of them, of what was said; what was assumed gives way and contradicts nothing."""
    return [fault for check in _CHECKS for fault in check(facts)]


def _outputs(facts: Facts) -> Iterator[Fault]:
    """Outputs that another kind has, and a number that is one of some classes."""
    kind = facts.read[("kind",)]
    for path in facts.raw:
        if path[0] == "outputs" and facts.said(*map(str, path)) and path[1] not in OUTPUTS[kind]:
            yield path, f"'{path[1]}' is no output of a problem of kind '{kind}': it has {', '.join(OUTPUTS[kind])}"
    if facts.said("outputs", "classes") and facts.said("outputs", "number"):
        yield ("outputs", "number"), "the answer is one of the classes or a number, and both were said"
    if facts.said("outputs", "within") and not facts.said("outputs", "number"):
        yield ("outputs", "within"), "'within' says when a number is near enough, and no number was said"


def _classes(facts: Facts) -> Iterator[Fault]:
    if not facts.said("outputs", "classes"):
        return
    classes = facts.read["outputs", "classes"]
    first: dict[str, str] = {}
    for at, name in enumerate(classes):
        if name.lower() in first:
            was = first[name.lower()]
            why = f"'{name}' is there twice" if name == was else f"'{name}' and '{was}' differ in case alone"
            yield ("outputs", "classes", at), why
        first.setdefault(name.lower(), name)
    if len(first) == 1 and len(classes) == 1:
        yield ("outputs", "classes"), f"'{classes[0]}' is the only answer, so there is nothing to ask: name another"


def _unread(facts: Facts) -> bool:
    """Whether classes were said that cannot be read: others were assumed in their place, and contradict nothing."""
    return any(path[:2] == ("outputs", "classes") for path, _ in facts.faults)


def _prevalence(facts: Facts) -> Iterator[Fault]:
    """Shares of classes that there are not, and shares that do not sum to all."""
    if not facts.said("outputs", "prevalence") or _unread(facts):
        return
    told, classes = facts.read["outputs", "prevalence"], facts.read.get(("outputs", "classes"), ())
    if not classes:
        yield ("outputs", "prevalence"), "shares are of classes, and there are none: say classes = [...]"
        return
    listed = ", ".join(classes) + ("" if facts.said("outputs", "classes") else ", which was assumed")
    for name in told:
        if name not in classes:
            yield ("outputs", "prevalence", name), f"there is no class '{name}': there are {listed}"
    total = sum(told.values())
    if total > 1 + HAIR:
        yield ("outputs", "prevalence"), f"the shares sum to {total:g}, which is over 1"
    elif set(told) >= set(classes) and total < 1 - 1e-6:
        yield ("outputs", "prevalence"), f"the shares of all classes sum to {total:g}, and should to 1"


def _errors(facts: Facts) -> Iterator[Fault]:
    """Mistakes between classes that there are not, and right answers that cost."""
    if not facts.said("loss", "errors") or _unread(facts):
        return
    classes = facts.read.get(("outputs", "classes"), ())
    listed = ", ".join(classes) + ("" if facts.said("outputs", "classes") else ", which was assumed")
    if not classes:
        yield ("loss", "errors"), "mistakes by name are between classes, and there are none: say what wrong = costs"
        return
    for truth, costs in facts.read["loss", "errors"].items():
        for answer, cost in costs.items():
            at = ("loss", "errors", truth, answer)
            if truth == answer and cost:
                yield at, f"'{truth}' taken for '{answer}' is right, and a right answer costs nothing"
            for name in dict.fromkeys((truth, answer)):
                if name not in classes:
                    yield at, f"there is no class '{name}': there are {listed}"


def _free(facts: Facts) -> Iterator[Fault]:
    """Mistakes that cost nothing at all."""
    wrong = facts.read.get(("loss", "wrong"), 0)
    told = [c for truth, row in facts.read.get(("loss", "errors"), {}).items() for a, c in row.items() if a != truth]
    said = facts.said("loss", "wrong") or facts.said("loss", "errors")
    if said and not any([*told, wrong]):
        at = "wrong" if facts.said("loss", "wrong") else "errors"
        yield ("loss", at), "no mistake costs anything, so any answer will do: say what a wrong one costs"


def _hand(facts: Facts) -> Iterator[Fault]:
    if all(facts.said(*path) for path in (("by_hand", "cost"), ("by_hand", "minutes"), ("loss", "minute"))):
        cost, minutes = facts.read["by_hand", "cost"], facts.read["by_hand", "minutes"]
        time = minutes * facts.read["loss", "minute"]
        if cost < 0.95 * time:
            why = (
                f"{minutes:g} minutes at {facts.read['loss', 'minute']:g} each are {time:g}, and a case is said to cost"
            )
            yield ("by_hand", "cost"), f"{why} {cost:g}"


def _people(facts: Facts) -> Iterator[Fault]:
    """Conditions of people's answers that are none."""
    from ninelives.artifacts.deployment import Deployment

    for text in facts.read.get(("people", "right"), ()):
        try:
            own = [text.partition("=")[0].strip()] if facts.read["inputs", "what"] == "table" else []
            Deployment.parse(text, columns=own)
        except NinelivesError as error:
            yield ("people", "right", text), f"'{text}' is no condition: {str(error).splitlines()[0]}"


def _risk(facts: Facts) -> Iterator[Fault]:
    if not (facts.said("risk") and facts.said("by_hand", "right")):
        return
    risk, right = facts.read[("risk",)], facts.read[("by_hand", "right")]
    if right == 1:
        yield ("by_hand", "right"), "nobody is always right, and nothing replaces who is: say how often, such as 0.99"
    elif risk > 1 - right + HAIR:
        by_hand = f"by hand {100 * (1 - right):.4g} % are wrong"
        yield ("risk",), f"{by_hand}, and {100 * risk:.4g} % may be: that is worse than what is done already"


def _reward(facts: Facts) -> Iterator[Fault]:
    if facts.read[("kind",)] != "act":
        return
    told = facts.read.get(("outputs", "reward"))
    if told is None:
        at = ("outputs", "actions")
        yield at, "an action needs a reward: say what each outcome is worth, such as rescued = 1000000"
    elif facts.said("outputs", "reward") and max(told.values()) <= 0:
        yield ("outputs", "reward"), "no outcome is worth anything, so doing nothing is best: say what is wanted"


def _biases(facts: Facts) -> Iterator[Fault]:
    told = facts.read.get(("biases",), ())
    what = facts.read["inputs", "what"]
    classes = {name.lower(): name for name in facts.read.get(("outputs", "classes"), ())}
    for at, name in enumerate(told):
        if name in told[:at]:
            yield ("biases", at), f"'{BIASES[name]}' is there twice"
        if facts.said("inputs", "what") and what != "photos":
            yield (
                ("biases", at),
                f"'{BIASES[name]}' is something of photos, and this looks at {_LOOKED.get(what, what)}",
            )
        if len(differ := [classes[word] for word in classes if word in APART[name]]) > 1:
            listed = " and ".join(f"'{each}'" for each in differ[:2])
            yield ("biases", at), f"{BIASES[name]} should not matter, and the answers {listed} differ in just that"


def _days(facts: Facts) -> Iterator[Fault]:
    """A use before its data."""
    made, used = facts.read.get(("inputs", "collected")), facts.read.get(("deployment",))
    if made and used and made.start and used.start and used.start < made.start:
        why = f"it is used from {used.start} on, and its data are collected from {made.start} on: nothing is there yet"
        at = next((key for key in ("from", "date") if key in facts.raw[("deployment",)]), "from")
        yield ("deployment", at), why


def _conditions(facts: Facts) -> Iterator[Fault]:
    """A condition that photos do not have; of a table it may be a column."""
    if facts.read["inputs", "what"] == "table":
        return
    from ninelives.artifacts.deployment.words import KEYS, unknown_key

    for path in (("deployment",), ("inputs", "collected")):
        for key in facts.raw.get(path, ()):
            if key not in KEYS:
                why = f'{unknown_key(key, KEYS)}; a column is one where inputs.what is "table"'
                yield (*path, key), why


_CHECKS: Final[tuple[Callable[[Facts], Iterator[Fault]], ...]] = (
    *(_outputs, _classes, _prevalence, _errors, _free, _hand, _people, _risk, _reward, _biases, _days, _conditions),
)
