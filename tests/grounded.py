"""A small question file with one statement for each passage of a given document."""

from collections.abc import Collection
from json import dumps
from pathlib import Path


def grounded(
    folder: Path, document: str | bytes | None, *passages: str, name: str = "page.md", drafts: Collection[int] = ()
) -> Path:
    """`bank.yaml` in a folder, with a question `on-1` for the first passage, and so on; `drafts` are their numbers.

    No document is written where it is None.
    """
    if document is not None:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(document.encode() if isinstance(document, str) else document)
    lines = [f"title: A page of {folder.name}", f"document: {dumps(name)}", "banks:"]
    lines += ["  - id: only", "    title: The only bank", "    questions:"]
    for number, passage in enumerate(passages, 1):
        lines += [
            f"      - id: on-{number}",
            "        kind: true-false",
            f"        ask: This is line {number}.",
            f"        answer: {dumps(number % 2 == 0)}",
            "        because: The page says so.",
            "        explain: It is said there.",
            f"        passage: {dumps(passage, ensure_ascii=False)}",
            *(["        draft: true"] if number in drafts else []),
        ]
    bank = folder / "bank.yaml"
    bank.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return bank
