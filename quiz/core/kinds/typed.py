"""What kinds share whose response is the text as typed."""

from typing import Any

from quiz.core.kinds.question import Question


class Typed(Question[str]):
    """A question whose response is a text."""

    @property
    def hint(self) -> str:
        """What is to be typed, in the prompt of the line-by-line front end."""
        return "in words"

    def unclear(self, typed: str) -> str:
        """What a text lacks to be an answer, as a sentence; empty where it can be marked."""
        return "" if typed else "Please type your answer in a few words."

    def write(self, response: str) -> str:
        return response

    def read(self, value: Any) -> str:
        if not isinstance(value, str):
            raise TypeError
        return value
