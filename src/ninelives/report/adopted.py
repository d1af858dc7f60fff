"""What is said of a model that was made elsewhere, as a terminal and a page say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninelives.report.words import list_and, many, plural

if TYPE_CHECKING:
    from ninelives.artifacts.foreign import Origin
    from ninelives.kernels.nets.foreign import Photos

WORDS = {
    "size": "photos of {height} x {width} px",
    "channels": "colours in the order {channels}",
    "values": "{values} values",
    "fit": "{fit}",
}
FITS = {"crop": "the middle of each photo", "squash": "each photo whole, squashed"}
UNKNOWN = (
    "nobody said what it was trained on (--trained-on): the {many} it was judged on stand in, and are taken to be new "
    "to it"
)


def shown(takes: Photos) -> str:
    """How photos are shown to it."""
    return list_and(_said(takes, name) for name in WORDS)


def assumed(origin: Origin, noun: str = "photo") -> list[str]:
    """What its verdict rests on and nobody said, a sentence each."""
    told = []
    if origin.takes is not None and origin.takes.assumed:
        read = list_and(_said(origin.takes, name) for name in WORDS if name in origin.takes.assumed)
        told.append(f"{read}; other ways were tried beside")
    return told + ([UNKNOWN.format(many=many(noun))] if origin.items is None else [])


def trained_on(origin: Origin, noun: str = "photo") -> str:
    """What it was trained on, as far as that is known."""
    if origin.items is None or origin.scenes is None:
        return "nobody said on what"
    return f"{plural(origin.items, noun)} in {plural(origin.scenes, 'scene')}"


def _said(takes: Photos, name: str) -> str:
    told = {"fit": FITS[takes.fit], "channels": takes.channels, "values": takes.values}
    return WORDS[name].format(**told, height=takes.height, width=takes.width)
