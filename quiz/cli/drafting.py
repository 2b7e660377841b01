"""The command that drafts a bank from a document, or from questions of another system."""

from io import StringIO
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from quiz.cli.app import FOR_AUTHORS, app
from quiz.errors import QuizError
from quiz.output import print_text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quiz.bank.document import Document
    from quiz.core.kinds import AnyQuestion
    from quiz.formats.reading import Reading

FILE_HELP = "A document (Markdown, plain text, HTML, DOCX, PDF), or questions (Moodle XML, GIFT, CSV, Excel)."
LINE_HELP = "Draft only from the text at line N (for HTML, Word and PDF: of the Markdown made from it)."
DOCUMENT_HELP = "With a file of questions: the document that proves their answers, in Markdown or plain text."


@app.command(rich_help_panel=FOR_AUTHORS)
def draft(
    source: Annotated[Path, typer.Argument(metavar="FILE", help=FILE_HELP)],
    to: Annotated[
        Path | None,
        typer.Option("--to", "-o", metavar="FILE", help="The file to write. Existing files are never overwritten."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Draft from every passage, not only the first 20.")] = False,
    line: Annotated[int | None, typer.Option(min=1, metavar="N", help=LINE_HELP)] = None,
    document: Annotated[Path | None, typer.Option("--document", metavar="DOCUMENT", help=DOCUMENT_HELP)] = None,
    language: Annotated[
        str, typer.Option(metavar="CODE", help="The document's language, such as en or de. Default: detected.")
    ] = "",
) -> None:
    """Draft a bank from a document, for you to review and edit.

    Picks up to 20 passages, the most important first: when to get help, warnings, what to do, numbers. Each becomes a
    draft in the document's own words, marked `draft: true`: it isn't asked until you delete that line. If the document
    isn't in English, it picks the first 20 passages, and you write the questions.

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
    if every and line:
        raise typer.BadParameter("--all and --line don't go together")
    if document and not reader:
        raise typer.BadParameter("--document is for files of questions; name the document itself to draft from it")
    if reader:
        _from_questions(reader, source, document, to, language)
    else:
        _from_document(source, to, every, line, language)


def _from_document(document: Path, to: Path | None, every: bool, line: int | None, language: str) -> None:
    from quiz.bank.document import parse_document, title_of
    from quiz.bank.junk import is_junk
    from quiz.bank.language import language_name, language_of
    from quiz.bank.reader import TO_BE_CONVERTED
    from quiz.characters import brief
    from quiz.convert.blocks import limit_text
    from quiz.convert.conversion import as_markdown
    from quiz.convert.text_files import document_text
    from quiz.core.english import is_english
    from quiz.draft.drafts import MOST, drafts_of
    from quiz.draft.worksheet import as_yaml
    from quiz.files import write_texts
    from quiz.terminal.waiting import waiting

    converted = document.suffix.lower() in TO_BE_CONVERTED
    path = _text_beside(document, to) if converted else document
    name = _usable_name(path.name if converted else _name_from_bank(document, to), document)
    left_out, by_hand = list[str](), list[str]()
    with waiting(f"Reading {document.name}") as progress:
        if converted:
            text, left_out, by_hand = as_markdown(document, progress)
        else:
            text = document_text(document)
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
        named = language or source.language
        language = named or language_of(body)
        english = is_english(language)
        drafts = drafts_of(source, english=english, line=line or 0)
        chosen = drafts if every or line else drafts[:MOST]
    left_out = [*by_hand, *left_out]
    if left_out:
        say(f"Left out of {document}:", err=True)
        for what in left_out:
            say(f"  {what}", err=True)
    if not drafts:
        say(f"{_why_none(document, source, text, line or 0, left_out=bool(left_out))} Nothing was written.", err=True)
        raise typer.Exit(1)
    bank = as_yaml(chosen, title_of(source), name, language, by_hand, len(drafts))
    if to is None:
        print_text(bank)
    elif converted:
        _refuse_existing_text(document, path, to)
        write_texts({to: bank, path: text})
    else:
        write_texts({to: bank})
    more = [f"The text is in {path}: compare it with {document}."] if converted else []
    if not english:
        wrong = "" if named else " If that is wrong, add `--language en`."
        more.append(f"{path} is in {language_name(language)}: you write the questions.{wrong}")
    if len(chosen) < len(drafts):
        which = f"The {MOST} most important" if english else f"The first {MOST}"
        more.append(f"{which} of {len(drafts)} passages; `--all` drafts all of them.")
    _say_saved(document, [draft.question for draft in chosen], to, *more)


def _from_questions(
    reader: "Callable[[], Reading]", source: Path, document: Path | None, to: Path | None, language: str
) -> None:
    from quiz.bank.document import parse_document
    from quiz.bank.language import language_of
    from quiz.bank.reader import TO_BE_CONVERTED
    from quiz.convert.text_files import document_text
    from quiz.core.english import counted
    from quiz.files import write_texts
    from quiz.formats.imported import worksheet

    if document and document.suffix.lower() in TO_BE_CONVERTED:
        hint = f"Convert it first, with `quiz draft {quote(str(document))} -o …`, and name the Markdown file it writes."
        raise QuizError("the document must be Markdown or plain text", where=str(document), hint=hint)
    name = _usable_name(_name_from_bank(document, to), document) if document else ""
    found = parse_document(document_text(document), document) if document else None
    reading = reader()
    if not language:
        texts = [one.question.ask for one in reading.questions]
        body = "".join(section.source for section in found.sections) if found else "\n".join(texts)
        language = found.language if found and found.language else language_of(body)
    sheet = worksheet(reading, source, found, name, language)
    for what in sheet.left_out:
        say(f"{source}:{what.line}: left out {what.what}", err=True)
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
    if to.exists() or to.is_symlink():
        hint = "Choose another name or delete it."
        raise QuizError("cannot write the bank: this file already exists", where=str(to), hint=hint)
    if to == beside:
        hint = "Give the bank another name, such as questions.yaml."
        raise QuizError(
            "the document's text and the bank cannot be the same file", where=str(to), hint=hint, exit_code=2
        )
    return beside


def _refuse_existing_text(document: Path, beside: Path, to: Path) -> None:
    """Raise QuizError if there is already a file where the text of a document is to be saved."""
    if beside.exists() or beside.is_symlink():
        command = f"quiz draft {quote(str(beside))} -o {quote(str(to))}"
        hint = f"If it is that text, run `{command}`; if not, rename it."
        raise QuizError(f"cannot save the text of {document}: this file already exists", where=str(beside), hint=hint)


def _name_from_bank(document: Path, to: Path | None) -> str:
    """The document's path relative to the bank's folder. Raises QuizError if it is outside that folder."""
    if to is None:
        return document.name
    folder, resolved = to.parent.resolve(), document.resolve()
    if not resolved.is_relative_to(folder):
        hint = f"Save it beside the document: `-o {quote(str(document.parent / to.name))}`."
        message = f"a bank can't use a document from outside its folder ({document})"
        raise QuizError(message, where=str(to), hint=hint, exit_code=2)
    return resolved.relative_to(folder).as_posix()


LACKS = {"ask": "a question", "options": "wrong options", "explain": "an explanation", "": "a passage"}
"""What a draft may lack, by the key that would have it; other keys hold answers."""


def _say_saved(source: Path, drafts: "Sequence[AnyQuestion]", to: Path | None, *more: str) -> None:
    """Say how many drafts there are, where they are, what some of them lack, and what to do next."""
    from quiz.core.english import counted, series

    count = counted(len(drafts), "draft")
    say(f"Saved {count} from {source} to {to}." if to else f"{count} from {source}.", err=True)
    for line in more:
        say(line, err=True)
    lacking = [[str(fault.at[0]) if fault.at else "" for fault in question.unfinished()] for question in drafts]
    keys = {key if key in LACKS else "answers" for found in lacking for key in found}
    if keys:
        what = series([text for key, text in [*LACKS.items(), ("answers", "answers")] if key in keys], "or")
        unfinished = sum(map(bool, lacking))
        which = (
            "All lack" if unfinished == len(drafts) else f"{unfinished} of them {'lack' if unfinished > 1 else 'lacks'}"
        )
        say(f"{'It lacks' if len(drafts) == 1 else which} {what}.", err=True)
    edit = "Edit it" if len(drafts) == 1 else "Edit the ones you keep"
    say(f"{edit} and delete {'its' if len(drafts) == 1 else 'their'} `draft: true`. Then run:", err=True)
    say(f"  quiz check {quote(str(to)) if to else 'FILE'}", err=True)


def _why_none(document: Path, source: "Document", text: str, line: int, *, left_out: bool) -> str:
    """Why there are no drafts of a document, or of the text at a line."""
    if not any(section.blocks for section in source.sections):
        if left_out:
            return f"Nothing is left of {document} to draft from: see the list above."
        scan = " If it is a scan, run OCR first." if document.suffix.lower() == ".pdf" else ""
        return f"{document} has no text.{scan}"
    lines = len(StringIO(text, newline=None).readlines())
    if line > lines:
        return f"{source.path} has only {lines} lines."
    if any(section.heading and section.line == line for section in source.sections):
        return f"Line {line} of {source.path} is a heading: name a line with text."
    return (
        f"{source.path} has nothing to ask about at line {line}."
        if line
        else f"{document} has no sentence to ask about."
    )
