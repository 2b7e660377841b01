"""The command-line app, to which the modules here add their commands."""

import typer

app = typer.Typer(
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # help in plain lines: for screen readers, and at half the cost
)
