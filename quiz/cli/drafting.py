"""The command that drafts a bank from a document."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from quiz.cli.app import app
from quiz.errors import QuizError
from quiz.output import print_text, say


@app.command()
def draft(
    document: Annotated[Path, typer.Argument(metavar="DOCUMENT", help="Markdown, plain text, HTML, DOCX or PDF.")],
    to: Annotated[
        Path | None,
        typer.Option("--to", "-o", metavar="FILE", help="The file to write. Existing files are never overwritten."),
    ] = None,
) -> None:
    """Draft a bank from a document, for you to review and edit.

    Looks for definitions, lists, numbers, reasons, contrasts, steps and instructions, in English. Every draft uses the
    document's own words and is marked `draft: true`: it isn't asked until you delete that line.

    Example: quiz draft leaflet.md -o questions.yaml
    """
    from quiz.bank.document import parse_document, read_document
    from quiz.bank.reader import TO_BE_CONVERTED
    from quiz.draft.banks import draft_banks, title_of
    from quiz.draft.conversion import as_markdown
    from quiz.draft.worksheet import as_yaml, summary

    text = ""
    if document.suffix.lower() in TO_BE_CONVERTED:
        beside = _text_beside(document, to)
        text = as_markdown(document)
        source = parse_document(text, beside)
        name = beside.name
    else:
        name = _name_from_bank(document, to)
        source = read_document(document)
    if not name.isprintable() or name != name.strip() or "\\" in name:
        hint = "Rename the document, using letters, digits and '-'."
        raise QuizError("this name has characters that a question file cannot hold", where=str(document), hint=hint)
    drafted = draft_banks(source)
    if not drafted:
        say(_nothing_found(document, any(section.blocks for section in source.sections)), err=True)
        raise typer.Exit(1)
    bank = as_yaml(drafted, title_of(source), name)
    if to is None:
        print_text(bank)
    else:
        from quiz.files import write_texts

        write_texts({to: bank, beside: text} if text else {to: bank})
    for line in summary(drafted, document, to, beside if text else None):
        say(line, err=True)


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


def _nothing_found(document: Path, has_text: bool) -> str:
    if has_text:
        return (
            f"{document}: found nothing to ask about. `quiz draft` looks for English sentences such as "
            '"X is a …", lists, numbers, reasons and contrasts (see docs/drafts.md). Nothing was written.'
        )
    scan = " If its pages are scans, run OCR on it first." if document.suffix.lower() == ".pdf" else ""
    return f"{document}: this document has no text.{scan} Nothing was written."
