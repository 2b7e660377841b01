"""Texts full of characters with a meaning in other systems' formats, and questions made of them."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from quiz.core.bank import Bank, QuestionFile
from quiz.core.citation import Citation
from quiz.core.kinds import (
    AnyQuestion,
    Choice,
    Match,
    Number,
    Option,
    Order,
    Pair,
    Rejected,
    Select,
    ShortAnswer,
    TeachBack,
    TrueFalse,
)
from quiz.core.kinds.fields import Exact

PIECES = [
    *r"\~=#{}:%$/-+@<>&;'`|,.*_[]()^!?",
    *('"', " ", "\u2019", "\u00a0", "\u3000", "é", "日本", "😀", "٣", "=", "\\", "{", "}"),
    *("->", "//", "::", "####", "=%50%", "%-100%", "{T}", "{}", "[html]", "[markdown]", "$CATEGORY:", "&&061;"),
    *("&amp;", "&#x3c;", "&nbsp;", "<b>", "</p>", "<!--", "-->", "]]>", "<![CDATA[", "<script>", "<br>", "\\n", "\\*"),
    *("{{c1::x}}", "#html:true", "#separator:", "\t", ";", '""', "\\\\", "\\=", "=1+1", "sound:[x]", "\\(", "$$x$$"),
    *("tea", "cup", "Water", "5", "0.5"),
]


def texts(number: int, seed: int = 1) -> list[str]:
    """Different lines of text, without spaces at their ends."""
    random = Random(seed)
    found: dict[str, None] = {}
    while len(found) < number:
        text = "".join(random.choice(PIECES) for _ in range(random.randint(1, 9))).strip()
        if text:
            found[text] = None
    return list(found)


def questions(lines: list[str]) -> Iterator[AnyQuestion]:
    """Questions of each kind in turn, as long as there are enough lines."""
    left = iter(lines)
    number = 0

    def take() -> str:
        return next(left)

    def head() -> dict[str, Any]:
        nonlocal number
        number += 1
        return {
            "id": f"q-{number}",
            "ask": f"{take()}\n\n{take()}",
            "explain": f"{take()}\n{take()}",
            "passage": (take(),),
            "must_know": number % 3 == 0,
        }

    def wrong() -> Option:
        return Option(take(), False, take())

    try:
        while True:
            yield Choice(**head(), options=(Option(take(), True), wrong(), wrong()))
            yield Select(**head(), options=(Option(take(), True), wrong(), Option(take(), True), wrong()))
            yield TrueFalse(**head(), answer=number % 2 == 0, because=take())
            yield Match(**head(), classes=(name := take(), other := take()), pairs=(
                Pair(take(), name, take()), Pair(take(), other), Pair(take(), name)))  # fmt: skip
            yield ShortAnswer(**head(), accept=(take(), take()), reject=(
                Rejected(take(), take()), Rejected(take(), take(), True)))  # fmt: skip
            yield ShortAnswer(**head(), accept=(Exact(take()),))
            yield Number(**head(), answer=number * -0.25, tolerance=number * 1e-7, unit=take())
            yield Order(**head(), items=(take(), take(), take()))
            yield TeachBack(**head(), covers=(take(), take()))
    except StopIteration:
        return


def file_of(questions: Iterator[AnyQuestion] | list[AnyQuestion], title: str = "Tea") -> QuestionFile:
    """A question file that was not read from a disk."""
    return QuestionFile("tea", title, Path("tea.md"), "en", (Bank("leaves", title, tuple(questions)),))


def cite(passage: str) -> Citation:
    """A passage in its place in a document: the same before it and after it."""
    return Citation("Tea & <co>", "… ", "Before ", passage, " after. …")
