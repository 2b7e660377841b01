"""The names of a document and of its text, as a bank in a question file has them."""

from pathlib import Path
from shlex import quote

from quiz.errors import QuizError


def usable_name(name: str, document: Path) -> str:
    """The document's name in a question file. Raises QuizError if it cannot be one."""
    if not name.isprintable() or name != name.strip() or "\\" in name:
        hint = "Rename the document, using letters, digits and '-'."
        raise QuizError("this name cannot be used in a question file", where=str(document), hint=hint)
    return name


def text_beside(document: Path, to: Path | None) -> Path:
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


def name_from_bank(document: Path, to: Path | None) -> str:
    """The document's path relative to the bank's folder. Raises QuizError if it is outside that folder."""
    if to is None:
        return document.name
    folder, resolved = to.parent.resolve(), document.resolve()
    if not resolved.is_relative_to(folder):
        hint = f"Write the bank beside the document (-o {document.parent / to.name}), or copy the document there."
        message = f"the document must be in the bank's folder or below it, but {document} is not"
        raise QuizError(message, where=str(folder), hint=hint, exit_code=2)
    return resolved.relative_to(folder).as_posix()
