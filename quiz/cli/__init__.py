"""The commands and their options. What a command needs is imported when it runs."""

# `quiz --help` lists the commands in the order in which they are imported: those for learners first.
# isort: off
from quiz.cli.app import app
from quiz.cli import sessions, showing
from quiz.cli.data import data
from quiz.cli import drafting
from quiz.cli import authoring
from quiz.cli import analysing
# isort: on

app.add_typer(data, name="data")

__all__ = ["analysing", "app", "authoring", "drafting", "sessions", "showing"]
