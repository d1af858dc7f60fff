"""The shell of every page: one HTML file that opens offline, prints, and reads on a phone, by day and by night."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ninelives.artifacts.glance import visible
from ninelives.report import charts, words

MOST_PICTURES, MOST_ASIDE, MOST_GAPS = 24, 50, 12
_ROOM = 1_400_000  # bytes of JPEG in one gallery; at most two galleries stay under 5 MB as text


@dataclass(frozen=True, slots=True)
class Picture:
    """A thumbnail with what was made of it."""

    item: str  # its path inside the archive
    jpeg: bytes  # about 240 px on the long side, under 15 kB
    truth: str | None = None
    prediction: str | None = None
    probability: float | None = None  # of the prediction
    note: str = ""  # what else is told of it


@dataclass(frozen=True, slots=True)
class Aside:
    """A file that could not be used."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Command:
    """What to type next, and why."""

    line: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader sees first."""

    headline: str
    chip: str
    tone: str  # "good", "shifted", "warn" or "plain"
    paragraph: str
    facts: tuple[tuple[str, str], ...]  # a figure and what it counts
    lights: bool = False  # the chip is a traffic light


def write(template: str, **facts: Any) -> str:
    """The page that ``template`` makes of ``facts``; every text in them is escaped."""
    return _environment().get_template(template).render(facts)


def shown(pictures: Iterable[Picture], room: int = _ROOM) -> list[Picture]:
    """The first of ``pictures``, as many as a page holds: ``MOST_PICTURES``, and ``room`` bytes together."""
    kept: list[Picture] = []
    for picture in list(pictures)[:MOST_PICTURES]:
        room -= len(picture.jpeg)
        if room < 0:
            break
        kept.append(picture)
    return kept


def drawing(svg: str, narrow: str = "") -> Markup:
    """An SVG that was drawn elsewhere, and another for phones, checked to hold no script, no handler and no address.

    Raises:
        ValueError: one does, or is no SVG.
    """
    for each in filter(None, (svg, narrow)):
        _check(each)
    return charts.two(lambda width: svg if width == charts.WIDE else narrow) if narrow else Markup(svg)


def told_unrecorded(axes: Sequence[str]) -> str:
    """What follows from axes that nobody recorded, as a sentence; the empty string for none."""
    if not axes:
        return ""
    one = len(axes) == 1
    verb, them = ("was", "it") if one else ("were", "them")
    return words.sentence(f"{words.list_and(axes)} {verb} never recorded, so nothing can be said about {them}")


def told_left_out(axes: Sequence[str]) -> str:
    """What follows from usual axes that it was told to do without, as a sentence; the empty string for none."""
    if not axes:
        return ""
    verb, them = ("was", "it") if len(axes) == 1 else ("were", "them")
    return words.sentence(f"{words.list_and(axes)} {verb} left out by --axes, so nothing is said about {them}")


def _check(svg: str) -> None:
    for part in _parsed(svg).iter():
        name = part.tag.rpartition("}")[2]
        if name in {"script", "style", "foreignObject", "image", "iframe"} or any(map(_is_active, part.attrib.items())):
            raise ValueError(f"a drawing must not hold <{name}> with {dict(part.attrib)}")


def _parsed(svg: str) -> ElementTree.Element:
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as cause:
        raise ValueError(f"a drawing must be XML: {cause}") from None
    if root.tag.rpartition("}")[2] != "svg":
        raise ValueError(f"a drawing must be an <svg>, got <{root.tag}>")
    return root


def _is_active(attribute: tuple[str, str]) -> bool:
    name, value = attribute[0].rpartition("}")[2].lower(), attribute[1]
    return (
        name.startswith("on")
        or (name in {"href", "src"} and not value.startswith("#"))
        or ("url(" in value and "url(#" not in value)
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=ChoiceLoader([PackageLoader(f"ninelives.{room}") for room in ("report", "kernels.pages")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_spelled,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "said": _kept_together,
        "sentences": lambda text: re.split(r"(?<=[.?]) (?=[A-Z])", text),
        "percent": words.percent,
        "between": words.between,
        "starts": charts.said,
        "count": words.count,
        "day": words.day,
        "plural": words.plural,
        "many": words.many,
        "sentence": words.sentence,
        "jpeg": lambda data: f"data:image/jpeg;base64,{b64encode(data).decode()}",
    }
    made.globals |= {"most_aside": MOST_ASIDE, "most_gaps": MOST_GAPS}
    return made


def _spelled(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _kept_together(text: str) -> Markup:
    """Our own sentences never break between a figure and its unit, nor within what is typed."""
    safe = re.sub(r"(?<=\d) (?=%|(?:s|ms|h|min)\b)", "\N{NO-BREAK SPACE}", str(escape(_spelled(text))))
    safe = re.sub(r"\d[\d.,]*–[\d.,]*\d", r'<bdi class="whole">\g<0></bdi>', safe)  # nor within an interval
    return Markup(re.sub(r"--[a-z][\w-]*", r'<code class="typed">\g<0></code>', safe))
