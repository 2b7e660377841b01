"""The commands and their options. What a command needs is imported when it runs."""

from quiz.cli import asking, drafting, showing
from quiz.cli.app import app
from quiz.cli.data import data

app.add_typer(data, name="data")

__all__ = ["app", "asking", "drafting", "showing"]
