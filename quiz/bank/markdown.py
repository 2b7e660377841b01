"""Markdown as authors write it: with front matter, tables, call-outs, and HTML in it.

The parser is imported here, so import this module where a document is read and not before.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from quiz.bank.html_in_markdown import WITHIN_WORDS, element_of, tokens_of
from quiz.bank.text import LOWERED, RAISED, STRUCK
from quiz.characters import harmless

CALL_OUT: Final = re.compile(
    r"(?P<mark>!!!|\?\?\?\+?|:{3,})[ \t]*"
    r"(?P<words>(?P<sort>\{[^}\n]*\}|[\w-]*)[ \t]*(?:\{[^}\n]*\})?[ \t]*(?P<title>[^\n]*))"
)
"""The first line of a call-out, or the closing `:::`. The text of `!!!` and `???` is indented."""
BOXES: Final = frozenset("!?:><")
"""The signs that a call-out, a quotation or `<details>` may begin with."""
DETAILS: Final = re.compile(r"\s*<(?P<shut>/?)details\b")
TITLE: Final = re.compile(r"(?:[\w -]*\"(?P<quoted>[^\"]*)\"|\[(?P<bracketed>.*)\])\s*")
FOOTNOTES: Final = "footnotes"
FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]{1,40})\]:[ \t]*(?=\S)")
"""The beginning of a footnote."""
REFERENCE: Final = re.compile(r"\[\^([^\]\s]{1,40})\]")
FURTHER: Final = 4
"""The indentation of the text of `!!!`."""
DEEPEST: Final = 40
"""The indentation at which `!!!` no longer begins a call-out."""
FIRST_MARKS: Final = {
    "blockquote_open": re.compile(r"\[!(?:note|tip|important|warning|caution|info|danger)\][-+]?(?: |$)", re.I | re.M),
    "list_item_open": re.compile(r"\[[ x]\] ", re.I),
}
"""Marks of a call-out in a quotation, and of a task in a list item."""
STRIKES: Final = frozenset(("del", "s", "strike"))
NO_HEIGHT: Final = frozenset("st nd rd th er re ère ème TM SM ™ ® ℠ * † ‡".split())
"""Text that is raised only by convention, as in 1st."""
MINUS: Final = str.maketrans("−–", "--")


def parse_markdown(text: str) -> list[Token]:
    """The tokens of a text, where HTML and call-outs are the paragraphs that they show.

    Superscripts, marks of footnotes and subscripts are characters, or `^(…)` and `_(…)` where there are none.
    """
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    ends = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("fence", "call_out", _call_out, {"alt": ends})
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ["paragraph"]})
    parser.inline.ruler.before("link", "reference", _reference)
    tokens = list[Token]()
    for token in parser.parse(text):
        tokens += tokens_of(token) if token.type == "html_block" else [token]
    for place, token in enumerate(tokens):
        if token.type == "inline":
            mark = FIRST_MARKS.get(tokens[max(0, place - 2)].type)
            token.children = _shown(_without(mark, token))
    return tokens


def shown_text(token: Token) -> str:
    """The text of an inline token without markup and pictures; struck-out characters are marked one by one."""
    texts, struck = list[str](), 0
    for child in token.children or ():
        if child.type in ("s_open", "s_close"):
            struck += child.nesting
        text = {"softbreak": " ", "hardbreak": " ", "image": ""}.get(child.type, child.content)
        texts.append("".join(f"{sign}{STRUCK}" for sign in text) if struck > 0 else text)
    return harmless("".join(texts))  # entities such as &#x202e; have become characters


def call_outs(lines: Sequence[str]) -> list[int]:
    """For each line of Markdown the number, from 1, of the call-out, quotation or `<details>` around it, or 0.

    One that has no end holds its first paragraph.
    """
    if not any(line.strip()[:1] in BOXES for line in lines):
        return [0] * len(lines)
    numbers, opened, count = list[int](), list[tuple[str, int, int]](), 0
    for line in lines:
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        while (
            opened
            and text
            and ((opened[-1][0] in "!?" and indent <= opened[-1][1]) or (opened[-1][0] == ">" and text[0] != ">"))
        ):
            opened.pop()
        if opened and opened[-1][0] == ">" and not text:
            opened.pop()
        found, details = CALL_OUT.fullmatch(text), DETAILS.match(line)
        sort = found["mark"][0] if found else "<" if details else text[:1]
        shuts = bool(details and details["shut"]) or (sort == ":" and bool(found) and not text.strip(":"))
        begins = found or details or (sort == ">" and not (opened and opened[-1][0] == ">"))
        if begins and not shuts:
            count += 1
            opened.append((sort, indent, count))
        numbers.append(opened[-1][2] if opened else 0)
        if shuts and opened and opened[-1][0] == sort:
            opened.pop()
    endless = {number for sort, _, number in opened if sort in ":<"}
    texts, over = Counter[int](), set[int]()  # for each: its non-empty lines, and those after its end
    for place, (number, line) in enumerate(zip(numbers, lines, strict=True)):
        if number in over or (number in endless and not line.strip() and texts[number] > 1):
            over.add(number)
            numbers[place] = 0
        texts[number] += bool(line.strip())
    return numbers


def _call_out(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A parser rule: drops the marks of a call-out, and keeps its title and its text."""
    if state.is_code_block(line) or state.blkIndent > DEEPEST:
        return False
    found = CALL_OUT.fullmatch(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    if not found or (found["mark"][0] != ":" and not found["sort"]):
        return False
    if silent:
        return True
    title = _title(found)
    if title:
        _push_paragraph(state, title, line).meta = {"title": True}
    state.line = line + 1
    if found["mark"][0] != ":":
        _parse_inside(state, line + 1, end)
    return True


def _footnote(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A parser rule: turns a footnote into a paragraph, and records its label."""
    found = FOOTNOTE.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    if not found or state.is_code_block(line):
        return False
    if silent:
        return True
    last = line + 1
    while last < end and not state.isEmpty(last) and not _interrupts(state, last, end):
        last += 1
    text = state.getLines(line, last, state.blkIndent, keepLastLF=False)
    _push_paragraph(state, text[text.index("]:") + 2 :].strip(), line)
    state.env.setdefault(FOOTNOTES, set()).add(found[1])
    state.line = last
    return True


def _reference(state: StateInline, silent: bool) -> bool:
    """A parser rule: raises the mark of a footnote."""
    found = REFERENCE.match(state.src, state.pos, state.posMax)
    if not found or found[1] not in state.env.get(FOOTNOTES, ()):
        return False
    if not silent:
        state.pending += (
            "".join(map(RAISED.__getitem__, found[1])) if set(found[1]) <= set("0123456789") else f"^({found[1]})"
        )
    state.pos = found.end()
    return True


def _interrupts(state: StateBlock, line: int, end: int) -> bool:
    """Whether a line ends the paragraph before it."""
    if state.sCount[line] < state.blkIndent:
        return True
    return any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("paragraph"))


def _push_paragraph(state: StateBlock, text: str, line: int) -> Token:
    """Add a paragraph, and return the token of its text."""
    lines = [line, line + 1]
    state.push("paragraph_open", "p", 1).map = lines
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, lines, []
    state.push("paragraph_close", "p", -1)
    return inline


def _title(found: re.Match[str]) -> str:
    """The title of a call-out: the text after its type, or all of it if a capital shows that it has no type."""
    marked = TITLE.fullmatch(found["title"])
    if marked:
        return (marked["quoted"] or marked["bracketed"] or "").strip()
    prose = found["title"] and found["sort"][:1].isupper()
    return found["words" if prose else "title"].strip()


def _parse_inside(state: StateBlock, first: int, end: int) -> None:
    """Parse the lines that are indented further than the mark."""
    last = first
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent + FURTHER):
        last += 1
    outer = state.blkIndent, state.lineMax
    state.blkIndent, state.lineMax = state.blkIndent + FURTHER, last
    state.md.block.tokenize(state, first, last)
    state.blkIndent, state.lineMax = outer
    state.line = last


def _without(mark: re.Pattern[str] | None, token: Token) -> list[Token]:
    """Inline tokens without the mark before their text, and without its line if nothing else is on it."""
    children = token.children or []
    found = mark.match(token.content) if mark and children and children[0].type == "text" else None
    if found:
        children[0].content = children[0].content[found.end() :]
    if not found or children[0].content:
        return children
    return children[2:] if children[1:] and children[1].type == "softbreak" else children[1:]


def _shown(children: list[Token]) -> list[Token]:
    """Inline tokens as shown, without HTML."""
    shown, level, start, struck = list[Token](), "", 0, 0
    for child in children:
        child.content = harmless(child.content)
        if child.type != "html_inline":
            shown.append(child)
            continue
        name, opens = element_of(child.content)
        if name in ("sub", "sup"):
            if opens and not level:
                level, start = name, len(shown)
            elif not opens and level == name:
                _set_level(shown, start, LOWERED if level == "sub" else RAISED)
                level = ""
        elif name in STRIKES and (opens or struck):
            struck += 1 if opens else -1
            shown.append(Token("s_open", "s", 1) if opens else Token("s_close", "s", -1))
        elif name == "br":
            shown.append(Token("hardbreak", "br", 0))
        elif name and name not in WITHIN_WORDS:
            shown.append(Token("text", "", 0, content=" "))
    return [*shown, *(Token("s_close", "s", -1) for _ in range(struck))]


def _set_level(shown: list[Token], start: int, signs: dict[str, str]) -> None:
    """Turn the text from `start` on into superscripts or subscripts."""
    run = [token for token in shown[start:] if token.content]
    text = "".join(token.content for token in run).strip()
    if not text or (signs is RAISED and text in NO_HEIGHT):
        return
    if all(sign in signs for sign in text.translate(MINUS)):
        for token in run:
            token.content = "".join(signs.get(sign, sign) for sign in token.content.translate(MINUS))
    else:
        shown.insert(start, Token("text", "", 0, content="_(" if signs is LOWERED else "^("))
        shown.append(Token("text", "", 0, content=")"))
