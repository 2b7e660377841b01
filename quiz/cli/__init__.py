"""The commands and their options. What a command needs is imported when it runs."""

# `quiz --help` lists the commands in import order: those for learners first.
# isort: off
from quiz.cli.app import app
from quiz.cli import sessions, showing
from quiz.cli.data import data
from quiz.cli import drafting
from quiz.cli import authoring
from quiz.cli import exporting
# isort: on

app.add_typer(data, name="data")

__all__ = ["app", "authoring", "drafting", "exporting", "sessions", "showing"]
