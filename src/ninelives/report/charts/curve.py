"""How good it is along one axis: the line with its band, estimates, and the points of new data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ninelives.report.charts.bins import LEFT, RIGHT, TOP, Axis, Bin, Frame, ends, known, step_of
from ninelives.report.charts.sheet import Sheet, Spot, reach
from ninelives.report.words import between, percent


def grid(sheet: Sheet, frame: Frame) -> None:
    """A line and its share at each round step."""
    start = frame.start or 0.0
    step = step_of(1 - start)
    for line in range(round((1 - start) / step) + 1):
        share = 1 - line * step
        sheet.line(LEFT, frame.y(share), sheet.width - RIGHT, frame.y(share), "grid")
        sheet.text((LEFT - 8, frame.y(share) + 4, "end"), f"{100 * share:.0f} %", "tick", size=12)


def line(sheet: Sheet, frame: Frame, bins: Sequence[Bin], *, clear: bool) -> None:
    """The share right with its band; dashed and plum where it is an estimate.

    ``clear`` keeps later labels out of the whole band, else out of the line alone.
    """
    for run in _unbroken(bins):
        est = " est" if any(each.estimate for each in run) else ""
        sheet.path(_band(frame, run), f"band{est}", closed=True)
        sheet.path([(frame.centre(each), frame.y(each.right or 0)) for each in run], f"line{est}")
    for each in bins:
        low, high = ends(each)
        right = f"{percent(each.right)} ({between((low, high))})" + (", an estimate" if each.estimate else "")
        y = frame.y(each.right or 0)
        sheet.dot(frame.centre(each), y, 3, "dot est" if each.estimate else "dot", f"{each.words}: right in {right}")
        top, foot = (frame.y(high), frame.y(low)) if clear else (y, y)
        sheet.block((frame.x(each.start), min(top, y - 5), frame.x(each.stop), max(foot, y + 5)))


def _unbroken(bins: Sequence[Bin]) -> Iterator[list[Bin]]:
    """Neighbours that are all known or all estimated; an estimate sets out from what is known beside it."""
    for at, run in enumerate(runs := list(_neighbours(bins))):
        before, after = runs[at - 1][-1:] if at else [], runs[at + 1][:1] if at + 1 < len(runs) else []
        joins = run[0].estimate
        head = before if joins and before and before[0].stop == run[0].start else []
        tail = after if joins and after and after[0].start == run[-1].stop else []
        yield [*head, *run, *tail]


def _neighbours(bins: Sequence[Bin]) -> Iterator[list[Bin]]:
    run: list[Bin] = []
    for each in bins:
        if run and (run[-1].stop != each.start or run[-1].estimate != each.estimate):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _band(frame: Frame, run: Sequence[Bin]) -> list[tuple[float, float]]:
    """The outline of the interval, out to the ends of the bins that it is of."""
    own = [each for each in run if each.estimate == any(one.estimate for one in run)]
    left, right = frame.x(own[0].start), frame.x(own[-1].stop)
    xs = [min(max(frame.centre(each), left), right) for each in run]
    xs, run = [left, *xs, right], [run[0], *run, run[-1]]
    tops = [(x, frame.y(ends(each)[1])) for x, each in zip(xs, run, strict=True)]
    feet = [(x, frame.y(ends(each)[0])) for x, each in zip(xs, run, strict=True)]
    return [*tops, *reversed(feet)]


def points(sheet: Sheet, frame: Frame, bins: Sequence[Bin]) -> None:
    """New data: a dot where the envelope holds it, a diamond where it does not."""
    for each in bins:
        x, y, (low, high) = frame.centre(each), frame.y(each.right or 0), ends(each)
        look = "out" if _is_out(each) else "in"
        sheet.line(x, frame.y(high), x, frame.y(low), f"whisker {look}")
        hint = f"{each.words}: right in {percent(each.right)} ({between((low, high))}) here"
        if _is_out(each):
            sheet.path([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], "new out", closed=True)
        sheet.dot(x, y, 3 if _is_out(each) else 5, f"new {look}", hint)
        sheet.block((x - 7, y - 7, x + 7, y + 7))
        sheet.block((x - 1.5, frame.y(high), x + 1.5, frame.y(low)))
    for each in sorted(bins, key=lambda each: -each.use):
        _figure(sheet, frame, each)


def _figure(sheet: Sheet, frame: Frame, each: Bin) -> None:
    """The share right of new data beside its point, or under its interval."""
    words, x, y, foot = percent(each.right), frame.centre(each), frame.y(each.right or 0), frame.y(ends(each)[0])
    wide = reach(words, 13)
    under = max(x, LEFT + wide / 2 + 2)
    spots: list[Spot] = [(x + 11, y + 4, "start"), (under, foot + 16, "middle"), (x + 11, y + 18, "start")]
    spots += [(x + 11, y - 10, "start"), (under, foot + 30, "middle"), (under, foot + 44, "middle")]
    if x - 11 - wide > LEFT:
        spots.append((x - 11, y + 4, "end"))
    free = [spot for spot in spots if spot[1] < frame.middle + 6]
    sheet.place([words], free, "warn" if _is_out(each) else "lab")


def _is_out(each: Bin) -> bool:
    return each.gap or each.kind in {"unseen", "unknown"}


def labels(sheet: Sheet, frame: Frame, axis: Axis, label: str) -> None:
    """The share right over all at the line, and what is estimated at the dashed one."""
    sure = [each for each in known(axis.bins) if not each.estimate]
    guessed = [each for each in known(axis.bins) if each.estimate]
    if sure and label:
        _say(sheet, frame, sure, [label], "big")
    if guessed:
        weight = sum(each.use for each in guessed)
        shares = [(each.right or 0) * (each.use / weight if weight else 1 / len(guessed)) for each in guessed]
        about = f"≈ {percent(sum(shares), 0)}"
        _say(sheet, frame, guessed, [f"{about}, an estimate", f"{about} est."], "bigest")


def _say(sheet: Sheet, frame: Frame, bins: Sequence[Bin], words: list[str], look: str) -> None:
    """Words near the longest stretch of the line, under it rather than over it."""
    runs = sorted(_neighbours(bins), key=lambda run: run[0].start - run[-1].stop)
    for text in words:
        half = reach(text, 17, bold=True) / 2
        for run in runs:
            x = (frame.x(run[0].start) + frame.x(run[-1].stop)) / 2
            near = frame.y(min(run, key=lambda each: abs(frame.centre(each) - x)).right or 0) + 26
            heights = sorted(range(int(TOP) + 18, int(frame.middle), 4), key=lambda y: abs(y - near))
            inside = frame.x(run[0].start) <= x - half and x + half <= frame.x(run[-1].stop)
            if inside and sheet.place([text], [(x, y, "middle") for y in heights], look, size=17):
                return
