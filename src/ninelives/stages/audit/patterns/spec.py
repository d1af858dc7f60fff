"""Options of the search for patterns in time."""

from __future__ import annotations

from dataclasses import dataclass

from ninelives.errors import NinelivesError


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternsSpec:
    """What is looked for, and where."""

    time: tuple[str, ...]  # the column of times; or a date, and the clock time beside it
    by: tuple[str, ...] = ()  # columns whose groups may have times of their own
    zone: str = ""  # whose clocks the times are told in
    alpha: float = 0.05  # chance of any false word, all tests together
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.alpha <= 0.5:
            raise NinelivesError(f"alpha must lie in (0, 0.5], got {self.alpha}", fix="--alpha 0.05")
        if not 1 <= len(self.time) <= 2:
            raise NinelivesError(
                f"times are one column, or a date and its hours, got {len(self.time)}", fix="--time date,hour"
            )
        if self.zone:
            check_zone(self.zone)


def check_zone(name: str) -> None:
    """Refuse a zone that nobody knows.

    Raises:
        NinelivesError: with the one that may have been meant.
    """
    import difflib
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        known = {each.lower(): each for each in available_timezones()}
        ends = {each.rpartition("/")[2]: whole for each, whole in known.items()}
        near = difflib.get_close_matches(name.lower(), [*known, *ends], n=1)
        meant = (known | ends)[near[0]] if near else ""
        raise NinelivesError(
            f"there is no zone '{name}'", fix=f"did you mean --zone {meant} ?" if meant else "--zone Europe/Vienna"
        ) from None
