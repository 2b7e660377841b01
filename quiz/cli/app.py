"""The command line itself, which each of these modules adds its commands to."""

import typer

app = typer.Typer(
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # help in plain lines: for screen readers, and at half the cost
)
