"""Question files completed with what a rule doesn't look at, and what `quiz check` finds in them."""

import re
from collections.abc import Collection
from pathlib import Path

from quiz.check.checker import Checked, check

DOCUMENT = "Tea grows on a bush.\n"
PASSAGE = "Tea grows on a bush"
HEAD = {"title": "Examples", "document": "leaflet.md"}
WRONG = re.compile(r"(\s*)- wrong:")
BECAUSE = re.compile(r"\s*because:")


def written(questions: str, *, reasons: bool = True, subject_words: str = "") -> str:
    """The text of a question file with these questions (or with these keys of its own), made complete.

    Without `reasons`, no reason is filled in.
    """
    if not questions.startswith("- "):
        return _file(questions, _bank("- kind: true-false\n  ask: Tea grows on a bush.\n  answer: true\n"))
    return _file("", _bank(questions, reasons=reasons, subject_words=subject_words))


def _bank(questions: str, *, reasons: bool = True, subject_words: str = "") -> str:
    filled = [
        f"      {line}"
        for number, question in enumerate(re.split(r"^(?=- )", questions, flags=re.MULTILINE)[1:])
        for line in _question(question.splitlines(), number, reasons)
    ]
    known = [f"    subject_words: {subject_words}"] if subject_words else []
    return "\n".join(["  - id: bank", "    title: Bank", *known, "    questions:", *filled, ""])


def _file(keys: str, banks: str) -> str:
    head = "".join(f"{key}: {value}\n" for key, value in HEAD.items() if not re.search(rf"^{key}:", keys, re.MULTILINE))
    return f"{head}{keys}banks:\n{banks}"


def _question(lines: list[str], number: int, reasons: bool) -> list[str]:
    """The lines of a question, with the keys that it must have, and reasons for its wrong answers."""
    filled = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        filled.append(line)
        wrong = WRONG.match(line)
        if reasons and wrong and not BECAUSE.match(following):
            filled.append(f"{wrong[1]}  because: It is not so.")
    given = {found[1] for line in lines if (found := re.match(r"(?:[- ] |\s+(?=passage))(\w+):", line))}
    wanted = {"id": f"question-{number}", "explain": "It is so.", "passage": PASSAGE}
    if reasons and "kind: true-false" in lines[0]:
        wanted["because"] = "It is so."
    return filled + [f"  {key}: {value}" for key, value in wanted.items() if key not in given]


def checked(folder: Path, text: str, document: str = DOCUMENT, ignored: Collection[str] = ()) -> Checked:
    (folder / "leaflet.md").write_text(document, encoding="utf-8")
    path = folder / "bank.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    return check(path, ignored)


def spoken(folder: Path, questions: str, *, subject_words: str = "") -> set[str]:
    """The rules that find something in these questions."""
    text = written(questions, subject_words=subject_words)
    return {finding.rule for finding in checked(folder, text).findings}


def said(folder: Path, questions: str, rule: str) -> list[str]:
    """The messages of one rule about these questions."""
    return [finding.message for finding in checked(folder, written(questions)).findings if finding.rule == rule]


def asking(ask: str, *options: str, kind: str = "choice", more: str = "") -> str:
    """A question with these options, of which the first is right."""
    lines = [f"- kind: {kind}", f"  ask: {quote(ask)}", *more.splitlines(), "  options:"]
    lines += [f"    - {'wrong' if place else 'right'}: {quote(option)}" for place, option in enumerate(options)]
    return "\n".join(lines) + "\n"


def quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
