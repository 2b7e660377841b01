"""Commands for authors of banks."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.app import app
from quiz.cli.options import print_json, show
from quiz.errors import QuizError, nearest
from quiz.output import print_text, say

if TYPE_CHECKING:
    from quiz.check.checker import Checked

NAMED = typer.Argument(metavar="[FILE]...", help="Question files.", show_default=False)
IGNORE_HELP = "Ignore a rule. Can be repeated."
COVERAGE_HELP = "Show the document, with the passages that questions ask about highlighted."


@app.command()
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to create, such as my-questions.yaml.")],
) -> None:
    """Create a sample bank to adapt.

    It has one question of each kind, with comments, and its document beside it.

    Example: quiz new my-questions.yaml
    """
    from shlex import quote

    from quiz.bank.starter_files import write_starter

    document = write_starter(file)
    say(f"Created {file} (the questions) and {document} (the document they are based on).")
    name = quote(f"./{file}" if str(file).startswith("-") else str(file))
    say(f"Next: run `quiz preview {name}` to see them, and `quiz check {name}` after a change.")


@app.command()
def check(
    files: Annotated[list[Path] | None, NAMED] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help=IGNORE_HELP)] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help=COVERAGE_HELP)] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Check the form and wording of question files, and compare them with their documents.

    Reports every problem at once, with its rule in brackets (see docs/rules.md). Without FILE, checks the file in
    QUIZ_FILE, or else the one that comes with quiz.

    Example: quiz check my-questions.yaml
    """
    from quiz.check.checker import refuse_unknown

    set_aside = frozenset(ignore or ())
    refuse_unknown(sorted(set_aside))
    unusable: list[QuizError] = []
    found = list(_checked(files or [_usual_file()], set_aside, unusable))
    tell = _show_coverage if coverage else _show_findings
    if json:
        from quiz.check.json_report import check_report

        print_json(check_report(found, coverage=coverage))
    else:
        for number, checked in enumerate(found):
            if number:
                say()
            tell(checked)
    for error in unusable:
        print_text(f"{error}\n", err=True)
    holds = all(checked.holds(strict=strict) for checked in found)
    raise typer.Exit(3 if unusable else 0 if holds else 1)


def _usual_file() -> Path:
    from quiz.bank.default import shipped_file

    named = os.environ.get("QUIZ_FILE")
    return Path(named) if named else shipped_file()


def _checked(paths: list[Path], set_aside: frozenset[str], unusable: list[QuizError]) -> "Iterator[Checked]":
    """Check each file. Notes those that cannot be read in `unusable`."""
    from quiz.check.checker import check

    for path in dict.fromkeys(paths):
        try:
            yield check(path, set_aside)
        except QuizError as error:
            unusable.append(error)


def _show_findings(checked: "Checked") -> None:
    from quiz.pages.findings import findings_page

    show(findings_page(checked), margin=False)


def _show_coverage(checked: "Checked") -> None:
    from quiz.check.coverage import coverage_of
    from quiz.pages.coverage_page import coverage_page

    if checked.document is None:
        _show_findings(checked)
    else:
        show(coverage_page(coverage_of(checked.file, checked.document)))
        if not checked.holds(strict=True):
            from quiz.pages.findings import closing

            say()
            say(f"{closing(checked)} `quiz check` without --coverage lists them.")


@app.command()
def preview(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A question file.")],
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Ids of questions or banks. Default: all.")
    ] = None,
) -> None:
    """Show questions with the feedback for every answer.

    Example: quiz preview my-questions.yaml what-it-is
    """
    from quiz.bank.default import citing
    from quiz.bank.reader import read_question_file
    from quiz.pages.preview import preview_page

    source = read_question_file(file)
    known = [*(bank.id for bank in source.banks), *(question.id for _, question in source.items)]
    for name in ids or ():
        if name not in known:
            problem = f"there is no question or bank '{name}'{nearest(name, known)}"
            raise QuizError(problem, where=str(file), hint="Leave out the ids to see all questions.", exit_code=2)
    found = [item for item in source.items if not ids or {item.question.id, item.bank.id} & set(ids)]
    cite = citing(source)
    for number, item in enumerate(found):
        if number:
            say()
        show(preview_page(item, cite))


@app.command()
def schema() -> None:
    """Print the JSON Schema of question files, for editors.

    Example: quiz schema > question-file.schema.json
    """
    from quiz.bank.schema import schema as schema_of_files

    print_json(schema_of_files())
