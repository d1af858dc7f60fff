"""The answer to a problem, as a terminal shows it: at most a screen."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from ninelives.artifacts.glance import visible
from ninelives.report import asked
from ninelives.report.assumed import notes, supposed
from ninelives.report.terminal import paint
from ninelives.report.words import plural

if TYPE_CHECKING:
    from ninelives.artifacts.problem import Answer

FEW: Final = 3  # gaps and needs told; the report holds all
WIDEST: Final = 100  # letters in a line


def lines(answer: Answer) -> list[str]:
    """All of it, for a terminal."""
    look = "seen" if answer.pays.verdict == "machine" else "bold"
    return [
        *_line("by hand", asked.by_hand(answer), look),
        *_line("", asked.verdict(answer)),
        *_table_lines(answer),
        *(line for trap in answer.traps[:FEW] for line in _line("▲ rare", asked.rare(trap), "warn")),
        *(line for words in asked.bribes(answer)[:1] for line in _line("▲ reward", words, "warn")),
        *_gap_lines(answer),
        *_line("guessing", asked.guessing(answer)),
        *_line("enough", asked.enough(answer)),
        *_line("alone", asked.sure(answer)),
        *_line("ignores", asked.ignored(answer.problem)),
        *_need_lines(answer),
        *(line for note in notes(answer) for line in _line("note", note)),
        *_line("assumed", "; ".join(supposed(answer))),
        *_line("asked", answer.problem.question),
    ]


def _line(head: str, words: str, look: str = "") -> list[str]:
    """A line with its head, gone on below where it is long; none where there is nothing to say."""
    whole = re.sub(r"(?<=\d) (?=[%€$£]|h\b)", "\N{NO-BREAK SPACE}", visible(words))  # no unit without its number
    told = [line.replace("\N{NO-BREAK SPACE}", " ") for line in wrap(whole, WIDEST - 14, break_on_hyphens=False)]
    lead = f"  {paint(head, look) if look else head}{' ' * (12 - len(head))}"
    return [f"{lead if not at else ' ' * 14}{line}" for at, line in enumerate(told)]


def _table_lines(answer: Answer) -> list[str]:
    head, rows = asked.table(answer)
    shown = (1, answer.problem.machine.alone, 0.5)
    kept = [row for row, (alone, _) in zip(rows, answer.pays.rows, strict=True) if alone in shown]
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    told = ["   ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in [head, *kept]]
    return [f"  {('pays from' if not at else ''):<12}{line}" for at, line in enumerate(told)]


def _gap_lines(answer: Answer) -> list[str]:
    if words := asked.silent(answer):
        return _line("cannot tell", words, "warn")
    found = asked.gaps(answer)
    basis = "" if answer.basis == "data" else "; none will be collected"
    told = [line for words in found[:FEW] for line in _line("▲ gap", words + basis, "warn")]
    if len(found) > FEW:
        told += _line("", f"and {plural(len(found) - FEW, 'region')} more, all in the report")
    told += _line("cannot tell", asked.unknown(answer), "warn")
    return told or _line("inside", "no gap was found in the declared use", "seen")


def _need_lines(answer: Answer) -> list[str]:
    told = [asked.need(answer, one) for one in answer.needs]
    told_lines = [f"{at}  {what}   {price}" for at, (what, price) in enumerate(told[:FEW], 1)]
    if len(told) > FEW:
        told_lines.append(f"and {len(told) - FEW} more, all in the report")
    return [line for at, words in enumerate(told_lines) for line in _line("" if at else "get first", words)]
