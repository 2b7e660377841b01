"""A terminal quiz whose every answer is grounded in the words of a document."""

__version__ = "0.2.0"
