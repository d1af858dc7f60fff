"""The eight questions, in plain words, each with an example."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

UNKNOWN: Final = {
    *("don't know", "dont know", "do not know", "i don't know", "i dont know", "i do not know", "don't know yet"),
    *(
        "unknown",
        "no idea",
        "dunno",
        "idk",
        "not sure",
        "i am not sure",
        "i'm not sure",
        "no clue",
        "?",
        "??",
        "weiß nicht",
    ),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        name: in drafts and files of answers.
        words: what is asked.
        hint: what may be said; empty where the question is enough.
        example: an answer.
        assumed: what follows from "don't know".
        examples: kind of problem → an answer that fits it better.
        otherwise: kind of problem → what follows there in its place.
    """

    name: str
    words: str
    hint: str
    example: str
    assumed: str
    examples: dict[str, str] = field(default_factory=dict)
    otherwise: dict[str, str] = field(default_factory=dict)

    def example_for(self, kind: str) -> str:
        """An answer that fits a kind of problem."""
        return self.examples.get(kind, self.example)

    def assumed_for(self, kind: str) -> str:
        """What follows from "don't know" in a kind of problem."""
        return self.otherwise.get(kind, self.assumed)


QUESTIONS: Final = (
    Question(
        "task",
        "A prediction or an action?",
        "predict what is there, forecast what comes, act, or create something new; then your question",
        "predict: is there a cat in this photo?",
        "a prediction",
    ),
    Question(
        "looks_at",
        "What does it look at, and is there any of it yet?",
        "photos, a table, text, music or flights; where they lie, or when they will be collected",
        "photos, none yet, collected from 13:00 for 5 hours",
        "photos, and none yet",
        {
            "forecast": "a table, in meter.csv",
            "act": "flights, none yet, collected from 13:00 for 5 hours",
            "create": "music, in chorales/",
        },
        {
            "forecast": "a table, and none of it yet",
            "act": "flights, and none yet",
            "create": "music, and none yet",
        },
    ),
    Question(
        "answers",
        "What are the possible answers?",
        "and how often each is the right one, if you know it",
        "cat 1 in 100, no cat",
        "yes and no, alike often",
        {
            "forecast": "a number in kWh, within 5, 24 hours ahead",
            "act": "up, down, left, right; worth: cat rescued 1000000, second in the air 1, crash -10000",
            "create": "a melody of eight bars",
        },
        {
            "forecast": "a number, 24 hours ahead, right where it is off by 1 at most",
            "act": "go and stay; that it is done is worth 1",
            "create": "a piece",
        },
    ),
    Question(
        "mistakes",
        "What does each mistake cost, and a minute of a person's time?",
        "",
        "a cat taken for no cat 100 €, no cat taken for a cat 2 €, a minute 0.50 €",
        "0.50 a minute, and a mistake twenty times as much as asking a person",
        dict.fromkeys(("forecast", "act", "create"), "any mistake 100 €, a minute 0.50 €"),
    ),
    Question(
        "by_hand",
        "How is it done by hand today: how fast, at what cost, how often right?",
        "and how many there are a year, if you know it",
        "3 minutes, 4 €, right in 98 %, 2,000 a year",
        "one minute each, right in 95 %",
    ),
    Question(
        "use",
        "When and where will it be used, and from when on?",
        "",
        "20:00 to 6:00, in the garden, from 2026-12-01",
        "nothing: then no gap can be named",
    ),
    Question(
        "ignore",
        "What should not matter?",
        "left and right, where in the picture, size, a small turn, light, colour, sharpness, noise; or nothing",
        "left and right, light, size",
        "what a declared night needs, and no more",
        dict.fromkeys(("forecast", "act", "create"), "nothing"),
    ),
    Question(
        "sure",
        "How sure must it be?",
        "how many of its answers may be wrong",
        "2 in 100",
        "as sure as a person is",
    ),
)
NAMES: Final = tuple(question.name for question in QUESTIONS)


def line(name: str, kind: str = "") -> str:
    """The line that a file of answers may have for a question, or for that which was meant."""
    near = get_close_matches(name, NAMES, n=1)
    question = QUESTIONS[NAMES.index(near[0])] if near else QUESTIONS[0]
    return f'{question.name} = "{question.example_for(kind)}"'
