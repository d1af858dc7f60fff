"""``ninelives garden look`` and ``ninelives garden film``: the simulated world, to look at."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ninelives.artifacts.glance import visible
from ninelives.report.options import UNCHECKED, Json, Quiet, Seed
from ninelives.report.terminal import Show, tell
from ninelives.stages.collect.garden.scene import checked, free, ranges, suffixed
from ninelives.store import atomic

if TYPE_CHECKING:
    from ninelives.kernels.world.film.panel import Picture

Look = Callable[..., None]


def scene(
    *,
    hour: Annotated[float, typer.Option(help="Local hour, 0 to 24.")] = 13.0,
    date: Annotated[str | None, typer.Option("--date", metavar="DAY", help="Such as 2026-06-21.")] = None,
    season: Annotated[str | None, typer.Option(help="Instead of a date: spring, summer, autumn or winter.")] = None,
    wind: Annotated[float, typer.Option(help="Mean wind, m/s.")] = 3.0,
    fog: Annotated[float, typer.Option(help="Extinction, 1/m: 0.05 is thick.")] = 0.0,
    lamp: Annotated[str, typer.Option(help="The drone's: auto (on when the sun is down), on or off.")] = "auto",
    trees: Annotated[str, typer.Option(help="Whose trees: train, test or final.")] = "train",
    seed: Seed = 7,
) -> None:
    """The options that say what there is to see: the part that two commands' heads share."""


def seen(command: Look) -> Look:
    """A command whose argument ``told`` is all that ``scene`` asks for: these options stand where it does."""
    own, shared = (inspect.signature(part, eval_str=True).parameters for part in (command, scene))

    @functools.wraps(command)
    def run(**told: Any) -> None:
        command(told={name: told.pop(name) for name in shared}, **told)

    heads = [head for name in own for head in (shared.values() if name == "told" else [own[name]])]
    run.__signature__ = inspect.Signature(heads)  # type: ignore[attr-defined] # Typer reads both
    run.__annotations__ = {head.name: head.annotation for head in heads}
    return run


def _compiled(show: Show) -> None:
    """Compile what a picture takes, where it never was."""
    from ninelives.kernels.world.ahead import ready
    from ninelives.kernels.world.environment.jobs import jobs

    ready(jobs("camera"), say=lambda done, of: show("compiled", done, of))


@seen
def look(
    *,
    view: Annotated[str, typer.Option(help="Who looks: outside, drone, ground or satellite.")] = "outside",
    told: dict[str, Any],
    size: Annotated[int, typer.Option(help="Pixels of a side.")] = 720,
    sheet: Annotated[bool, typer.Option("--sheet", help="Nine small ones, at dates and hours of their own.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="The picture, .png or .jpg. Default: VIEW.png, here.", **UNCHECKED),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Draw a picture of the garden, or a sheet of nine."""
    told = checked("look", {"view": view, **told, "size": size})
    suffixed(out, (".png", ".jpg"))
    where = free(out, Path("sheet.png" if sheet else f"{view}.png"))
    seed = told["seed"]
    after = "ninelives garden film" + (f" --hour {told['hour']:g} --seed {seed}" if view != "satellite" else "")
    atomic.probe(where)
    from ninelives.kernels.world.film import still

    show = Show(quiet=quiet)
    _compiled(show)
    if sheet:
        picture = still.sheet(seed, size // 3, told["trees"], lambda done, of: show("sheet", done, of))
        words = f"One garden in {len(still.SHEET)} pictures."
        told = {name: told[name] for name in ("seed", "trees", "size")}
    else:
        picture, words = still.still(ranges(told), view, seed, size)
    atomic.write(where, still.encoded(picture, where.suffix.lower()))
    _tell(json, where, {**told, "words": words}, words, after)


@seen
def film(
    *,
    told: dict[str, Any],
    size: Annotated[int, typer.Option(help="Pixels of the film's height.")] = 720,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The film. Default: flight.mp4, here.", **UNCHECKED)
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Film a flight of the scripted pilot who sees everything."""
    told = checked("film", {**told, "size": size})
    suffixed(out, (".mp4",))
    where, seed = free(out, Path("flight.mp4")), told["seed"]
    atomic.probe(where)
    from ninelives.kernels.world.film.encode import mp4, ready
    from ninelives.kernels.world.film.shoot import RATE, flight, frames

    ready()
    show = Show(quiet=quiet)
    _compiled(show)
    with atomic.file(where) as partial:  # a place where nothing can be written is told before the first frame
        many = frames(ranges(told), seed)
        data = mp4(_counted(flight(ranges(told), seed, height=size), many, show), rate=RATE)
        partial.write_bytes(data)
    lasts = many / RATE
    facts = {**told, "frames": many, "seconds": lasts}
    after = f"ninelives garden look --hour {told['hour']:g} --seed {seed}"
    _tell(json, where, facts, f"A flight of {lasts:.0f} s, {len(data) / 1e6:.1f} MB.", after)


def _counted(frames: Iterator[Picture], many: int, show: Show) -> Iterator[Picture]:
    """Frames that pass by, told to whoever watches."""
    for done, frame in enumerate(frames, 1):
        show("film", done, many)
        yield frame


def _tell(json: bool, where: Path, facts: dict[str, Any], words: str, after: str) -> None:
    shown = visible(str(where))
    lines = (f"  {words}", "", f"  {shown}", f"  next    {after}")
    tell(json, {"out": shown, **facts}, *lines)
