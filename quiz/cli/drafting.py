"""The command that drafts a bank from a document."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from quiz.cli.app import FOR_AUTHORS, app
from quiz.errors import QuizError
from quiz.output import print_text, say


@app.command(rich_help_panel=FOR_AUTHORS)
def draft(
    document: Annotated[Path, typer.Argument(metavar="DOCUMENT", help="Markdown, plain text, HTML, DOCX or PDF.")],
    to: Annotated[
        Path | None,
        typer.Option("--to", "-o", metavar="FILE", help="The file to write. Existing files are never overwritten."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Draft from every passage, not only the first 20.")] = False,
    line: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Draft only from the passage at this line of the document.")
    ] = None,
    language: Annotated[
        str, typer.Option(metavar="CODE", help="The document's language, such as en or de. Default: detected.")
    ] = "",
) -> None:
    """Draft a bank from a document, for you to review and edit.

    Picks the passages that matter most: warnings, when to get help, what to do, numbers, lists. Each becomes a draft
    in the document's own words, marked `draft: true`: it isn't asked until you delete that line. In a language other
    than English, you write the questions.

    Example: quiz draft leaflet.md -o questions.yaml
    """
    from quiz.bank.document import parse_document
    from quiz.bank.front_matter import CODE
    from quiz.bank.language import language_of
    from quiz.bank.reader import TO_BE_CONVERTED
    from quiz.convert.blocks import limit_text
    from quiz.convert.conversion import as_markdown
    from quiz.draft.drafts import drafts_of, title_of
    from quiz.draft.worksheet import as_yaml, what_was_drafted
    from quiz.files import read_text, write_texts
    from quiz.terminal.waiting import waiting

    if language and not CODE.fullmatch(language):
        raise typer.BadParameter("--language must be a code such as en or de")
    converted = document.suffix.lower() in TO_BE_CONVERTED
    path = _text_beside(document, to) if converted else document
    name = path.name if converted else _name_from_bank(document, to)
    if not name.isprintable() or name != name.strip() or "\\" in name:
        hint = "Rename the document, using letters, digits and '-'."
        raise QuizError("this name cannot be used in a question file", where=str(document), hint=hint)
    left_out = list[str]()
    with waiting(f"Reading {document.name}") as progress:
        if converted:
            text, left_out = as_markdown(document, progress)
        else:
            text = read_text(document)
        limit_text(len(text), sum(map(bool, map(str.strip, text.splitlines()))), str(document))
        progress(0, 0)  # drafting: the number of steps is unknown
        source = parse_document(text, path)
        body = "".join(section.source for section in source.sections)
        language = language or source.language or language_of(body)
        english = language.lower().startswith("en")
        drafts = drafts_of(source, english=english, every=every, line=line or 0)
    if left_out:
        say(f"Left out of {document}:", err=True)
        for what in left_out:
            say(f"  {what}", err=True)
    if not drafts:
        say(
            _nothing_in(document, any(section.blocks for section in source.sections), line, left_out=bool(left_out)),
            err=True,
        )
        raise typer.Exit(1)
    bank = as_yaml(drafts, title_of(source), name, language, [what for what in left_out if "by hand" in what])
    if to is None:
        print_text(bank)
    else:
        write_texts({to: bank, path: text} if converted else {to: bank})
    for told in what_was_drafted(drafts, document, to, path if converted else None):
        say(told, err=True)


def _text_beside(document: Path, to: Path | None) -> Path:
    """The path for the Markdown text of a document in another format. Raises QuizError if it cannot be used."""
    if to is None:
        hint = f"Name the bank: `quiz draft {quote(str(document))} -o questions.yaml`."
        message = "the text is saved as Markdown beside the bank, so the bank needs a file"
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


def _nothing_in(document: Path, has_text: bool, line: int | None, *, left_out: bool) -> str:
    if has_text and line:
        return f"{document}: found nothing to ask about at line {line}. Nothing was written."
    if has_text:
        return f"{document}: found no sentence to ask about. Nothing was written."
    if left_out:
        return f"{document}: no text was left to draft from; what was left out is listed above. Nothing was written."
    scan = " If its pages are scans, run OCR on it first."
    return f"{document}: it has no text.{scan if document.suffix.lower() == '.pdf' else ''} Nothing was written."
