"""The command that analyses the answers of many learners."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.app import app
from quiz.cli.options import Banks, File, print_json, show
from quiz.output import say

if TYPE_CHECKING:
    from quiz.analysis.matrix import Matrix

FROM_HELP = "A file from `quiz data export`, or a single .csv of marks."


@app.command()
def analyse(
    banks: Annotated[list[str] | None, Banks] = None,
    file: File = None,
    from_: Annotated[list[Path] | None, typer.Option("--from", metavar="FILE", help=FROM_HELP)] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV, one row for each question.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Print plain text, without bars and charts.")] = False,
) -> None:
    """Show how good the questions are, judged by each learner's first answers.

    Shows how hard each question is, whether it separates learners, and which options nobody chooses. Without --from,
    uses the answers saved on this machine.

    Example: quiz analyse trigger-points --from ward-a.jsonl --from ward-b.jsonl
    """
    if json and csv:
        raise typer.BadParameter("use either --json or --csv, not both")
    from quiz.analysis.marks import is_matrix
    from quiz.analysis.matrix import analysis_of

    paths = from_ or []
    matrix = next((path for path in paths if is_matrix(path)), None)
    if matrix and len(paths) > 1:
        raise typer.BadParameter(f"{matrix.name} is a matrix of marks: it can't be combined with another --from")
    if matrix and banks:
        raise typer.BadParameter(f"{matrix.name} is a matrix of marks and has no banks: leave out the bank ids")
    matrices = _from_matrix(matrix) if matrix else _from_answers(banks or [], file, paths)
    found = [analysis_of(one) for one in matrices]
    if json:
        from quiz.report import analysis_report

        print_json(analysis_report(found))
        return
    from quiz.pages.analysis_page import analysis_page, notes

    if csv:
        from csv import writer

        from quiz.report import analysis_rows

        writer(sys.stdout, lineterminator="\n").writerows(analysis_rows(found))
        for one in found:
            for note in notes(one):
                say(f"{one.matrix.id}: {note}", err=True)
    else:
        show(analysis_page(found), plain=plain)


def _from_matrix(path: Path) -> "list[Matrix]":
    from quiz.analysis.marks import read_marks

    return [read_marks(path)]


def _from_answers(ids: list[str], file: Path | None, paths: list[Path]) -> "list[Matrix]":
    from quiz.bank.default import chosen_banks, load
    from quiz.clock import SYSTEM
    from quiz.store.attempts import Attempts
    from quiz.store.database import Database
    from quiz.store.place import data_folder, may_hold_answers

    source = load(file)
    banks = chosen_banks(source, ids)
    attempts = Attempts(source)
    for path in paths:
        attempts.add_file(path)
    if not paths:
        database = Database(data_folder(), SYSTEM.now, may_set_aside=False)
        if may_hold_answers(database.path):
            database.run(attempts.add)
        database.close()
    if attempts.elsewhere and not attempts.people:
        from quiz.core.english import series

        others = series(sorted(attempts.elsewhere))
        say(f"These answers belong to another question file ({others}). Name it with --file.", err=True)
    return attempts.matrices(banks)
