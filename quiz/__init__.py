"""Quizzes whose every answer is proved by the words of a document."""

__version__ = "0.2.0"
