"""Commands for authors of banks."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.app import FOR_AUTHORS, app
from quiz.cli.options import Banks, File, PrintJson, PrintPlain, complete_id, is_screen, print_json, show
from quiz.errors import QuizError, nearest
from quiz.output import print_text, say

if TYPE_CHECKING:
    from quiz.analysis.matrix import Matrix
    from quiz.check.checker import Checked
    from quiz.pages.blocks import Page

NAMED = typer.Argument(metavar="[FILE]...", help="Question files.", show_default=False)
IGNORE_HELP = "Ignore a rule. Can be repeated."
FROM_HELP = "A file from `quiz data export`, or a single .csv of marks."
COVERAGE_HELP = "Show the document, and highlight the passages that questions ask about."


@app.command(rich_help_panel=FOR_AUTHORS)
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


@app.command(rich_help_panel=FOR_AUTHORS)
def check(
    files: Annotated[list[Path] | None, NAMED] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help=IGNORE_HELP)] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help=COVERAGE_HELP)] = False,
    json: PrintJson = False,
) -> None:
    """Check question files: form, wording and passages.

    Reports every problem at once, with its rule in brackets (see docs/rules.md). Without FILE, checks the file in
    QUIZ_FILE, or else the one that comes with quiz.

    Example: quiz check my-questions.yaml
    """
    from quiz.check.checker import check as check_file
    from quiz.check.checker import refuse_unknown
    from quiz.store.identity import clashes_among

    refuse_unknown(sorted(set(ignore or ())))
    results: list[Checked] = []
    unusable: list[QuizError] = []
    for path in dict.fromkeys(files or [_default_file()]):
        try:
            results.append(check_file(path, ignore or ()))
        except QuizError as error:
            unusable.append(error)
    clashes = clashes_among([checked.file for checked in results])
    results = [checked.with_clashes(messages) for checked, messages in zip(results, clashes, strict=True)]
    if json:
        from quiz.report import check_report

        print_json(check_report(results, coverage=coverage))
    elif results:
        show([group for checked in results for group in _page(checked, coverage=coverage)])
    for problem in unusable:
        print_text(f"{problem}\n", err=True)
    passes = all(checked.passes(strict=strict) for checked in results)
    raise typer.Exit(3 if unusable else 0 if passes else 1)


def _default_file() -> Path:
    from quiz.bank.default import shipped_file

    named = os.environ.get("QUIZ_FILE")
    return Path(named) if named else shipped_file()


def _page(checked: "Checked", *, coverage: bool) -> "Page":
    from quiz.pages.findings import findings_page

    if not coverage or checked.document is None:
        return findings_page(checked, grouped=is_screen())
    from quiz.check.coverage import coverage_of
    from quiz.pages.blocks import Paragraph, words
    from quiz.pages.coverage_page import coverage_page
    from quiz.pages.findings import closing

    page = coverage_page(coverage_of(checked.file, checked.document))
    if checked.passes(strict=True):
        return page
    return [*page, [Paragraph(words(f"{closing(checked)} `quiz check` without --coverage lists them."))]]


@app.command(rich_help_panel=FOR_AUTHORS)
def preview(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A question file.")],
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Ids of questions or banks. Default: all.", autocompletion=complete_id),
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
    show([group for item in found for group in preview_page(item, cite)])


@app.command(rich_help_panel=FOR_AUTHORS)
def schema() -> None:
    """Print the JSON Schema of question files, for editors.

    Example: quiz schema > question-file.schema.json
    """
    from quiz.bank.schema import schema as schema_of_files

    print_json(schema_of_files())


@app.command(rich_help_panel=FOR_AUTHORS)
def analyse(
    banks: Annotated[list[str] | None, Banks] = None,
    file: File = None,
    from_: Annotated[list[Path] | None, typer.Option("--from", metavar="FILE", help=FROM_HELP)] = None,
    json: PrintJson = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV, one row for each question.")] = False,
    plain: PrintPlain = False,
) -> None:
    """Show how good the questions are, judged by each learner's first answers.

    Shows how hard each question is, whether it separates learners, and which options nobody chooses. Without --from,
    uses the answers saved on this machine.

    Example: quiz analyse trigger-points --from ward-a.jsonl --from ward-b.jsonl
    """
    if json and csv:
        raise typer.BadParameter("use either --json or --csv, not both")
    from quiz.analysis.marks import is_matrix, read_marks
    from quiz.analysis.matrix import analysis_of

    paths = from_ or []
    matrix = next((path for path in paths if is_matrix(path)), None)
    if matrix and len(paths) > 1:
        raise typer.BadParameter(f"{matrix.name} is a matrix of marks: don't combine it with another --from")
    if matrix and banks:
        raise typer.BadParameter(f"{matrix.name} is a matrix of marks without banks: leave out the bank ids")
    matrices = [read_marks(matrix)] if matrix else _from_answers(banks or [], file, paths)
    analyses = [analysis_of(one) for one in matrices]
    if json:
        from quiz.report import analysis_report

        print_json(analysis_report(analyses))
        return
    from quiz.pages.analysis_page import analysis_page, notes

    if csv:
        from csv import writer

        from quiz.report import analysis_rows

        writer(sys.stdout, lineterminator="\n").writerows(analysis_rows(analyses))
        for one in analyses:
            for note in notes(one):
                say(f"{one.matrix.id}: {note}", err=True)
    else:
        show(analysis_page(analyses), plain=plain)


def _from_answers(ids: list[str], file: Path | None, paths: list[Path]) -> "list[Matrix]":
    from quiz.bank.default import chosen_banks, load
    from quiz.store.attempts import Attempts
    from quiz.store.database import Database
    from quiz.store.place import may_hold_answers

    source = load(file)
    banks = chosen_banks(source, ids)
    attempts = Attempts(source)
    for path in paths:
        attempts.add_file(path)
    if not paths:
        database = Database(may_set_aside=False)
        if may_hold_answers(database.path):
            database.run(attempts.add)
        database.close()
    if attempts.elsewhere and not attempts.people:
        from quiz.core.english import series

        others = series(sorted(attempts.elsewhere))
        say(f"These answers belong to another question file ({others}). Name it with --file.", err=True)
    return attempts.matrices(banks)
