"""The command that drafts a bank from a document, or from questions of another system."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.app import FOR_AUTHORS, app
from quiz.errors import QuizError
from quiz.output import print_text, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.formats.reading import Reading

FILE_HELP = "A document (Markdown, plain text, HTML, DOCX, PDF), or questions (Moodle XML, GIFT, CSV, Excel)."
DOCUMENT_HELP = "With a file of questions: the document that proves their answers, in Markdown or plain text."


@app.command(rich_help_panel=FOR_AUTHORS)
def draft(
    source: Annotated[Path, typer.Argument(metavar="FILE", help=FILE_HELP)],
    to: Annotated[
        Path | None,
        typer.Option("--to", "-o", metavar="FILE", help="The file to write. Existing files are never overwritten."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Draft from every passage, not only the first 20.")] = False,
    line: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Draft only from the passage at this line of the document.")
    ] = None,
    document: Annotated[Path | None, typer.Option("--document", metavar="DOCUMENT", help=DOCUMENT_HELP)] = None,
    language: Annotated[
        str, typer.Option(metavar="CODE", help="The document's language, such as en or de. Default: detected.")
    ] = "",
) -> None:
    """Draft a bank from a document, for you to review and edit.

    Picks the passages that matter most: warnings, when to get help, what to do, numbers, lists. Each becomes a draft
    in the document's own words, marked `draft: true`: it isn't asked until you delete that line. In a language other
    than English, you write the questions.

    From a file of questions, each question becomes a draft. With --document, sentences that may prove its answer are
    proposed, for you to confirm.

    Example: quiz draft leaflet.md -o questions.yaml
    """
    from quiz.bank.front_matter import CODE
    from quiz.formats.reading import reader_of

    if language and not CODE.fullmatch(language):
        raise typer.BadParameter("--language must be a code such as en or de")
    reader = reader_of(source)
    if reader and (every or line):
        raise typer.BadParameter("--all and --line are for documents, not for files of questions")
    if document and not reader:
        raise typer.BadParameter("--document is for files of questions; name the document itself to draft from it")
    if reader:
        _from_questions(reader, source, document, to, language)
    else:
        _from_document(source, to, every, line, language)


def _from_document(document: Path, to: Path | None, every: bool, line: int | None, language: str) -> None:
    from quiz.bank.document import parse_document
    from quiz.bank.language import language_of
    from quiz.bank.matter import is_junk
    from quiz.bank.reader import TO_BE_CONVERTED
    from quiz.characters import brief
    from quiz.convert.blocks import limit_text
    from quiz.convert.conversion import as_markdown
    from quiz.draft.drafts import drafts_of, title_of
    from quiz.draft.names import name_from_bank, text_beside, usable_name
    from quiz.draft.worksheet import as_yaml, drafted_lines, nothing_drafted
    from quiz.files import read_text, write_texts
    from quiz.terminal.waiting import waiting

    converted = document.suffix.lower() in TO_BE_CONVERTED
    path = text_beside(document, to) if converted else document
    name = usable_name(path.name if converted else name_from_bank(document, to), document)
    left_out = list[str]()
    with waiting(f"Reading {document.name}") as progress:
        if converted:
            text, left_out = as_markdown(document, progress)
        else:
            text = read_text(document)
        lines = sum(map(bool, map(str.strip, text.splitlines()))) + text.count("|")
        limit_text(len(text), lines, str(document))
        progress(0, 0)  # drafting: the number of steps is unknown
        source = parse_document(text, path)
        if not (converted or source.is_markdown):
            columns = [block for section in source.sections for block in section.blocks if block.code]
            left_out = [
                f"columns at line {block.line} (“{brief(' '.join(block.text.split()), 50)}”): ask about these by hand"
                for block in columns
                if not is_junk(block.text)
            ]
        body = "".join(section.source for section in source.sections)
        language = language or source.language or language_of(body)
        english = language.lower().startswith("en")
        drafts = drafts_of(source, english=english, every=every, line=line or 0)
    if left_out:
        say(f"Left out of {document}:", err=True)
        for what in left_out:
            say(f"  {what}", err=True)
    if not drafts:
        has_text = any(section.blocks for section in source.sections)
        say(nothing_drafted(document, has_text, line, left_out=bool(left_out)), err=True)
        raise typer.Exit(1)
    bank = as_yaml(drafts, title_of(source), name, language, [what for what in left_out if "by hand" in what])
    if to is None:
        print_text(bank)
    else:
        write_texts({to: bank, path: text} if converted else {to: bank})
    for message in drafted_lines(drafts, document, to, path if converted else None):
        say(message, err=True)


def _from_questions(
    reader: "Callable[[], Reading]", source: Path, document: Path | None, to: Path | None, language: str
) -> None:
    from quiz.bank.document import read_document
    from quiz.bank.language import language_of
    from quiz.bank.reader import TO_BE_CONVERTED
    from quiz.draft.imported import imported_lines, worksheet
    from quiz.draft.names import name_from_bank, usable_name
    from quiz.files import write_texts

    if document and document.suffix.lower() in TO_BE_CONVERTED:
        hint = f"Convert it first, with `quiz draft {quote(str(document))} -o …`, and name the Markdown file it writes."
        raise QuizError("the document must be Markdown or plain text", where=str(document), hint=hint)
    name = usable_name(name_from_bank(document, to), document) if document else ""
    found = read_document(document) if document else None
    reading = reader()
    if not language:
        texts = [one.question.ask for one in reading.questions]
        body = "".join(section.source for section in found.sections) if found else "\n".join(texts)
        language = found.language if found and found.language else language_of(body)
    sheet = worksheet(reading, source, found, name, language)
    for what in sheet.left_out:
        say(f"{source}:{what.line}: left out: {what.what}", err=True)
    if not sheet.drafts:
        say(f"{source}: no question could be imported. Nothing was written.", err=True)
        raise typer.Exit(1)
    if to is None:
        print_text(sheet.text)
    else:
        write_texts({to: sheet.text})
    for message in imported_lines(sheet, source, document, to):
        say(message, err=True)
