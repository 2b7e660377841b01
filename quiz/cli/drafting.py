"""The command that drafts a bank from a document, or from questions of another system."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.app import FOR_AUTHORS, app
from quiz.errors import QuizError
from quiz.output import print_text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quiz.core.kinds import AnyQuestion
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
    from quiz.bank.document import parse_document, title_of
    from quiz.bank.junk import is_junk
    from quiz.bank.language import language_of
    from quiz.bank.reader import TO_BE_CONVERTED
    from quiz.characters import brief
    from quiz.convert.blocks import limit_text
    from quiz.convert.conversion import as_markdown
    from quiz.draft.drafts import drafts_of
    from quiz.draft.worksheet import as_yaml
    from quiz.files import read_text, write_texts
    from quiz.terminal.waiting import waiting

    converted = document.suffix.lower() in TO_BE_CONVERTED
    path = _text_beside(document, to) if converted else document
    name = _usable_name(path.name if converted else _name_from_bank(document, to), document)
    left_out, by_hand = list[str](), list[str]()
    with waiting(f"Reading {document.name}") as progress:
        if converted:
            text, left_out, by_hand = as_markdown(document, progress)
        else:
            text = read_text(document)
        limit_text(text, str(document))
        progress(0, 0)  # drafting: the number of steps is unknown
        source = parse_document(text, path)
        if not (converted or source.is_markdown):
            columns = [block for section in source.sections for block in section.blocks if block.code]
            by_hand = [
                f"columns at line {block.line} (“{brief(' '.join(block.text.split()), 50)}”): ask about these by hand"
                for block in columns
                if not is_junk(block.text)
            ]
        body = "".join(section.source for section in source.sections)
        language = language or source.language or language_of(body)
        english = language.lower().startswith("en")
        drafts = drafts_of(source, english=english, every=every, line=line or 0)
    left_out = [*by_hand, *left_out]
    if left_out:
        say(f"Left out of {document}:", err=True)
        for what in left_out:
            say(f"  {what}", err=True)
    if not drafts:
        has_text = any(section.blocks for section in source.sections)
        say(_why_none(document, has_text, line, left_out=bool(left_out)), err=True)
        raise typer.Exit(1)
    bank = as_yaml(drafts, title_of(source), name, language, by_hand)
    if to is None:
        print_text(bank)
    else:
        write_texts({to: bank, path: text} if converted else {to: bank})
    beside = [f"Document text saved to {path}."] if converted else []
    _say_saved(document, [draft.question for draft in drafts], to, *beside)


def _from_questions(
    reader: "Callable[[], Reading]", source: Path, document: Path | None, to: Path | None, language: str
) -> None:
    from quiz.bank.document import read_document
    from quiz.bank.language import language_of
    from quiz.bank.reader import TO_BE_CONVERTED
    from quiz.core.english import counted
    from quiz.files import write_texts
    from quiz.formats.imported import worksheet

    if document and document.suffix.lower() in TO_BE_CONVERTED:
        hint = f"Convert it first, with `quiz draft {quote(str(document))} -o …`, and name the Markdown file it writes."
        raise QuizError("the document must be Markdown or plain text", where=str(document), hint=hint)
    name = _usable_name(_name_from_bank(document, to), document) if document else ""
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
    proposed = []
    if sheet.proposed:
        count = counted(sheet.proposed, "draft")
        proposed = [f"Passages from {document} are proposed for {count}: confirm each, or replace it."]
    elif document and not all(question.passages for question in sheet.drafts):
        proposed = [f"No passages are proposed: no sentence in {document} is close enough to a question."]
    _say_saved(source, sheet.drafts, to, *proposed)


def _usable_name(name: str, document: Path) -> str:
    """The document's name in a question file. Raises QuizError if it cannot be one."""
    if not name.isprintable() or name != name.strip() or "\\" in name:
        hint = "Rename the document, using letters, digits and '-'."
        raise QuizError("this name cannot be used in a question file", where=str(document), hint=hint)
    return name


def _text_beside(document: Path, to: Path | None) -> Path:
    """The path for the Markdown text of a document in another format. Raises QuizError if it cannot be used."""
    if to is None:
        hint = f"Name the bank: `quiz draft {quote(str(document))} -o questions.yaml`."
        message = "the document's text is saved beside the bank, so the bank needs a file name"
        raise QuizError(message, where=str(document), hint=hint, exit_code=2)
    beside = to.with_name(f"{document.stem}.md")
    for path, what in ((to, "the bank"), (beside, "the document's text")):
        if path.exists() or path.is_symlink():
            command = f"quiz draft {quote(str(path))} -o …"
            again = f"Delete it, or, if it already has the text, draft from it: `{command}`."
            hint = again if path == beside else "Choose another name or delete it."
            raise QuizError(f"cannot write {what}: this file already exists", where=str(path), hint=hint)
    if to == beside:
        hint = "Give the bank another name, such as questions.yaml."
        raise QuizError(
            "the document's text and the bank cannot be the same file", where=str(to), hint=hint, exit_code=2
        )
    return beside


def _name_from_bank(document: Path, to: Path | None) -> str:
    """The document's path relative to the bank's folder. Raises QuizError if it is outside that folder."""
    if to is None:
        return document.name
    folder, resolved = to.parent.resolve(), document.resolve()
    if not resolved.is_relative_to(folder):
        hint = f"Write the bank beside the document (-o {document.parent / to.name}), or copy the document there."
        message = f"the document must be in the bank's folder or below it, but {document} is not"
        raise QuizError(message, where=str(folder), hint=hint, exit_code=2)
    return resolved.relative_to(folder).as_posix()


def _say_saved(source: Path, drafts: "Sequence[AnyQuestion]", to: Path | None, *more: str) -> None:
    """Say how many drafts there are, how many of them can't be asked yet, where they are, and what to do next."""
    from quiz.core.english import counted

    unfinished = sum(any(question.unfinished()) for question in drafts)
    count = counted(len(drafts), "draft") + (f", {unfinished} of them unfinished" if unfinished else "")
    say(f"From {source}: {count}.{f' Saved to {to}.' if to else ''}", err=True)
    for line in more:
        say(line, err=True)
    check = f"quiz check {quote(str(to)) if to else 'FILE'}"
    say(f"None is asked yet. Finish those you keep, delete `draft: true` from them, and run `{check}`.", err=True)


def _why_none(document: Path, has_text: bool, line: int | None, *, left_out: bool) -> str:
    """Why there are no drafts of a document, or of the passage at a line."""
    if has_text:
        what = f"found nothing to ask about at line {line}" if line else "found no sentence to ask about"
    elif left_out:
        what = "no text was left to draft from; what was left out is listed above"
    else:
        scan = document.suffix.lower() == ".pdf"
        what = f"it has no text{'. If its pages are scans, run OCR on it first' if scan else ''}"
    return f"{document}: {what}. Nothing was written."
