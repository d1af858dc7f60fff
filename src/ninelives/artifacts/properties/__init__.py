"""Properties: what is known of a photo by name, a yes or no or a number each, and what an answer costs."""

from ninelives.artifacts.properties.answers import fitting, kind_of, lacking, matrix, put_on
from ninelives.artifacts.properties.named import READERS, Property, measured
from ninelives.artifacts.properties.needed import Answers, Need
from ninelives.artifacts.properties.question import MINUTES, Question, Told, read, words

__all__ = [
    "MINUTES",
    "READERS",
    "Answers",
    "Need",
    "Property",
    "Question",
    "Told",
    "fitting",
    "kind_of",
    "lacking",
    "matrix",
    "measured",
    "put_on",
    "read",
    "words",
]
