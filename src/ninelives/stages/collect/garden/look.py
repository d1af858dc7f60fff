"""``ninelives garden look`` and ``ninelives garden film``: the simulated world, to look at."""

from __future__ import annotations

from collections.abc import Iterator
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

Hour = Annotated[float, typer.Option(help="Local hour, 0 to 24.")]
Day = Annotated[str | None, typer.Option("--date", metavar="DAY", help="Such as 2026-06-21.")]
Season = Annotated[str | None, typer.Option(help="Instead of a date: spring, summer, autumn or winter.")]
Wind = Annotated[float, typer.Option(help="Mean wind, m/s.")]
Fog = Annotated[float, typer.Option(help="Extinction, 1/m: 0.05 is thick.")]
Lamp = Annotated[str, typer.Option(help="The drone's: auto (on when the sun is down), on or off.")]
Trees = Annotated[str, typer.Option(help="Whose trees: train, test or final.")]


def look(
    view: Annotated[str, typer.Option(help="Who looks: outside, drone, ground or satellite.")] = "outside",
    hour: Hour = 13.0,
    date: Day = None,
    season: Season = None,
    wind: Wind = 0.0,
    fog: Fog = 0.0,
    lamp: Lamp = "auto",
    trees: Trees = "train",
    seed: Seed = 7,
    size: Annotated[int, typer.Option(help="Pixels of a side.")] = 720,
    sheet: Annotated[bool, typer.Option("--sheet", help="Nine small ones: day, night, winter, fog, orbit.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="The picture, .png or .jpg. Default: VIEW.png, here.", **UNCHECKED),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Draw a picture of the garden, or a sheet of nine."""
    told = {"view": view, "hour": hour, "date": date, "season": season, "wind": wind, "fog": fog, "lamp": lamp}
    told = checked("look", {**told, "trees": trees, "seed": seed, "size": size})
    suffixed(out, (".png", ".jpg"))
    where = free(out, Path("sheet.png" if sheet else f"{view}.png"))
    atomic.probe(where)
    from ninelives.kernels.world.film import still

    if sheet:
        show = Show(quiet=quiet)
        picture = still.sheet(seed, size // 3, trees, lambda done, of: show("sheet", done, of))
        words = f"One garden in {len(still.SHEET)} pictures."
        told = {"seed": seed, "trees": trees, "size": size}
    else:
        picture, words = still.still(ranges(told), view, seed, size)
    atomic.write(where, still.encoded(picture, where.suffix.lower()))
    after = f"ninelives garden film --hour {hour:g} --seed {seed}" if view != "satellite" else "ninelives garden film"
    _tell(json, where, {**told, "words": words}, words, after)


def film(
    hour: Hour = 13.0,
    date: Day = None,
    season: Season = None,
    wind: Wind = 3.0,
    fog: Fog = 0.0,
    lamp: Lamp = "auto",
    trees: Trees = "train",
    seed: Seed = 7,
    size: Annotated[int, typer.Option(help="Pixels of the film's height.")] = 720,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The film. Default: flight.mp4, here.", **UNCHECKED)
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Film a flight of the scripted pilot who sees everything."""
    told = {"hour": hour, "date": date, "season": season, "wind": wind, "fog": fog, "lamp": lamp}
    told = checked("film", {**told, "trees": trees, "seed": seed, "size": size})
    suffixed(out, (".mp4",))
    where = free(out, Path("flight.mp4"))
    atomic.probe(where)
    from ninelives.kernels.world.film.encode import mp4, ready
    from ninelives.kernels.world.film.shoot import LONGEST, RATE, flight

    ready()
    counted = _Counted(flight(ranges(told), seed, height=size), LONGEST, Show(quiet=quiet))
    data = mp4(counted, rate=RATE)
    atomic.write(where, data)
    lasts = counted.done / RATE
    facts = {**told, "frames": counted.done, "seconds": lasts}
    after = f"ninelives garden look --hour {hour:g} --seed {seed}"
    _tell(json, where, facts, f"A flight of {lasts:.0f} s, {len(data) / 1e6:.1f} MB.", after)


class _Counted:
    """Frames that pass by, told to whoever watches."""

    def __init__(self, frames: Iterator[Picture], most: int, show: Show) -> None:
        self._frames, self._most, self._show = frames, most, show
        self.done = 0

    def __iter__(self) -> Iterator[Picture]:
        for frame in self._frames:
            self.done += 1
            self._show("film", self.done, self._most)
            yield frame
        if self.done < self._most:
            self._show("film", self.done, self.done)


def _tell(json: bool, where: Path, facts: dict[str, Any], words: str, after: str) -> None:
    shown = visible(str(where))
    lines = (f"  {words}", "", f"  {shown}", f"  next    {after}")
    tell(json, {"out": shown, **facts}, *lines)
