"""What is asked for: the question, its answers, what mistakes cost, how it is done by hand, and where it is used."""

from ninelives.artifacts.problem.answer import Answer
from ninelives.artifacts.problem.problem import Problem

__all__ = ["Answer", "Problem"]
