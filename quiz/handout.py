"""The page to take to an appointment, as blocks of text, and as plain text, Markdown and HTML."""

import re
from collections.abc import Callable, Sequence
from enum import Enum
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from quiz.core.handout import Handout
from quiz.core.kinds import AnyQuestion, Select

if TYPE_CHECKING:
    from quiz.banks.document import Citation

NOT_ADVICE = "Made from a quiz, for learning. It is not medical advice."
WIDTH = 76
WITH_WORDS, MORE, KNOWN, TO_SAY, TO_ASK = 8, 8, 8, 4, 4
"""How much of each the page holds, so that it prints on two sides; must-know questions are never left out."""


class Kind(Enum):
    """What a block is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    ANSWER = "answer"
    QUOTE = "quote"
    LINE = "line"


class Block(NamedTuple):
    """One piece of the page; a LINE has no text: it is there to write on."""

    kind: Kind
    text: str = ""


def blocks_of(
    handout: Handout, cite: "Callable[[str], Citation | None]", *, on: str = "", score: bool = False
) -> list[Block]:
    """The page, must-know first; `on` is its date in words. A score is on it only where it is asked for."""
    blocks = [Block(Kind.TITLE, f"{handout.title}: my page for the appointment")]
    if on:
        blocks.append(Block(Kind.TEXT, on))
    if not handout.answered:
        return [*blocks, Block(Kind.TEXT, "There is nothing on it yet. Answer some questions first, with `quiz`.")]
    if score:
        said = f"Right the last time: {handout.right} of the {handout.answered} questions answered."
        blocks.append(Block(Kind.TEXT, said))
    blocks += _section("Must know: to look at again", handout.must_not_yet, lambda q: _with_words(q, cite))
    blocks += _section("Must know: what I know", handout.must_know, _answered)
    if handout.must_unseen:
        number = handout.must_unseen
        blocks.append(Block(Kind.TEXT, f"Must know, not asked yet: {number} question{'s' if number > 1 else ''}."))
    words = max(0, WITH_WORDS - len(handout.must_not_yet))
    fuller, briefer = handout.not_yet[:words], handout.not_yet[words:]
    blocks += _section("What I got wrong or was not sure of", fuller, lambda q: _with_words(q, cite))
    blocks += _section("Also to look at again", briefer[:MORE], _answered)
    blocks += _and_more(len(briefer) - MORE)
    if handout.known or handout.whole:
        blocks.append(Block(Kind.HEADING, "What I know"))
        blocks += [Block(Kind.ITEM, f"All of “{bank.title}”") for bank in handout.whole]
        blocks += [block for question in handout.known[:KNOWN] for block in _answered(question)]
        blocks += _and_more(len(handout.known) - KNOWN)
    blocks += _section("To say in my own words", handout.teach_back[:TO_SAY], lambda q: [Block(Kind.ITEM, q.ask)])
    return [*blocks, *_to_ask(handout)]


def _and_more(number: int) -> list[Block]:
    return [Block(Kind.ITEM, f"… and {number} more")] if number > 0 else []


def _section(title: str, questions: Sequence[AnyQuestion], each: Callable[[AnyQuestion], list[Block]]) -> list[Block]:
    if not questions:
        return []
    return [Block(Kind.HEADING, title), *(block for question in questions for block in each(question))]


def _with_words(question: AnyQuestion, cite: "Callable[[str], Citation | None]") -> list[Block]:
    """A question, its answer, and the document's own words."""
    answers = question.answer_lines()
    if isinstance(question, Select):
        answers = ["; ".join(answers)]
    citation = cite(question.passage)
    under = f" ({citation.heading})" if citation and citation.heading else ""
    words = f"{citation.before}{citation.passage}{citation.after}" if citation else question.passage
    return [
        Block(Kind.ITEM, question.asked),
        *(Block(Kind.ANSWER, line) for line in answers),
        Block(Kind.QUOTE, f"“{words}”{under}"),
    ]


def _answered(question: AnyQuestion) -> list[Block]:
    return [Block(Kind.ITEM, f"{question.asked} – {'; '.join(question.answer_lines())}")]


def _to_ask(handout: Handout) -> list[Block]:
    """What to ask the practitioner: what is not clear yet, and room for more."""
    marked = [question for question in handout.marked if question not in handout.must_not_yet]
    unclear = [*handout.must_not_yet[:TO_ASK], *marked[:TO_ASK]]
    blocks = [Block(Kind.HEADING, "Questions to ask my practitioner")]
    if unclear:
        blocks.append(Block(Kind.TEXT, "Can you explain these points to me?"))
        blocks += [Block(Kind.ITEM, question.asked) for question in unclear]
    return [
        *blocks,
        Block(Kind.TEXT, "What of this matters most for me?"),
        *[Block(Kind.LINE)] * 3,
        Block(Kind.TEXT, NOT_ADVICE),
    ]


def as_text(blocks: Sequence[Block], width: int = WIDTH) -> list[str]:
    """The page in lines of at most `width` characters."""
    lines: list[str] = []
    for block in blocks:
        match block.kind:
            case Kind.TITLE:
                lines += [*wrap(block.text, width), "=" * min(width, len(block.text))]
            case Kind.HEADING:
                lines += ["", *wrap(block.text, width), "-" * min(width, len(block.text))]
            case Kind.TEXT:
                lines += ["", *wrap(block.text, width)]
            case Kind.ITEM:
                lines += wrap(block.text, width, initial_indent="- ", subsequent_indent="  ")
            case Kind.ANSWER:
                lines += wrap(block.text, width, initial_indent="  > ", subsequent_indent="    ")
            case Kind.QUOTE:
                lines += wrap(block.text, width, initial_indent="    ", subsequent_indent="    ")
            case Kind.LINE:
                lines += ["", f"  {'_' * (width - 2)}"]
    return lines


def as_markdown(blocks: Sequence[Block]) -> list[str]:
    """The page in Markdown. What stands for something in Markdown is escaped."""
    lines: list[str] = []
    for block in blocks:
        text = re.sub(r"([\\`*_{}\[\]<>#+|~!&])", r"\\\1", " ".join(block.text.split()))
        text = re.sub(r"^(\d*)([-=.)])", r"\1\\\2", text)
        match block.kind:
            case Kind.TITLE:
                lines += [f"# {text}"]
            case Kind.HEADING:
                lines += ["", f"## {text}", ""]
            case Kind.TEXT:
                lines += ["", text]
            case Kind.ITEM:
                lines += [f"- {text}"]
            case Kind.ANSWER:
                lines += [f"  - **{text}**"]
            case Kind.QUOTE:
                lines += ["", f"  > {text}", ""]
            case Kind.LINE:
                lines += ["", r"\_" * 60]
    return lines


HTML = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 11pt/1.4 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }}
h1 {{ font-size: 1.4em; margin-bottom: 0; }}
h2 {{ font-size: 1.1em; margin: 1.2em 0 .3em; border-bottom: 1px solid #999; break-after: avoid; }}
ul {{ margin: .2em 0; padding-left: 1.2em; }}
li {{ break-inside: avoid; margin: .2em 0; }}
.answer {{ font-weight: 600; }}
blockquote {{ margin: .1em 0 .5em; padding-left: .7em; border-left: 3px solid #999; color: #333; }}
.line {{ border-bottom: 1px solid #999; height: 2em; }}
@page {{ margin: 14mm; }}
@media print {{ body {{ font-size: 9.5pt; line-height: 1.3; margin: 0; max-width: none; }} }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def as_html(blocks: Sequence[Block], language: str) -> list[str]:
    """The page as HTML that stands alone and prints well."""
    lines: list[str] = []
    in_list = False
    for block in blocks:
        text = escape(block.text)
        inside = block.kind in (Kind.ITEM, Kind.ANSWER, Kind.QUOTE)
        if block.kind is Kind.ITEM or (in_list and not inside):
            lines += ["</li>"] * in_list
        if in_list and not inside:
            lines += ["</ul>"]
        if block.kind is Kind.ITEM and not in_list:
            lines += ["<ul>"]
        in_list = inside
        match block.kind:
            case Kind.TITLE:
                lines += [f"<h1>{text}</h1>"]
            case Kind.HEADING:
                lines += [f"<h2>{text}</h2>"]
            case Kind.TEXT:
                lines += [f"<p>{text}</p>"]
            case Kind.ITEM:
                lines += [f"<li>{text}"]
            case Kind.ANSWER:
                lines += [f'<div class="answer">{text}</div>']
            case Kind.QUOTE:
                lines += [f"<blockquote>{text}</blockquote>"]
            case Kind.LINE:
                lines += ['<div class="line"></div>']
    body = "\n".join([*lines, *["</li>", "</ul>"] * in_list])
    title = escape(blocks[0].text)
    return HTML.format(language=escape(language), title=title, body=body).splitlines()
