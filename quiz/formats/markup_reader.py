"""HTML and Markdown in questions of other systems → plain text, and what was left out."""

import re
from typing import Any, Final, NamedTuple

from lxml import etree

from quiz.bank.text import LOWERED, RAISED
from quiz.characters import brief, harmless
from quiz.core.feedback import IMPORTANT
from quiz.formats.reading import LONGEST_TEXT, Refused

BLOCKS: Final = frozenset(
    "address article blockquote dl div figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul".split()
)
LINES: Final = frozenset(("caption", "dd", "dt", "li", "tr"))
LINE, PARAGRAPH = "\v", "\f"
"""Where a line and where a paragraph begins or ends. No text has these characters, see `harmless`."""
UNSEEN: Final = frozenset(("head", "script", "style", "template", "title"))
MEDIA: Final = {
    "img": "an image",
    "svg": "a drawing",
    "canvas": "a drawing",
    "video": "a video",
    "audio": "a sound",
    **dict.fromkeys(("embed", "iframe", "object"), "an embedded page"),
}
LATEX: Final = re.compile(r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]", re.S)
MARKED: Final = re.compile(
    r"</?(?:a|b|blockquote|br|code|div|em|h[1-6]|i|img|li|ol|p|pre|span|strong|sub|sup|table|td|tr|u|ul)\b[^<>]*>"
    r"|&(?:[a-z]{2,8}|#[0-9]{1,7}|#x[0-9a-f]{1,6});",
    re.I,
)
TEXT: Final = r"(?:[^<]|<br>)*+"
OURS: Final = re.compile(
    rf"<p>(?P<explain>{TEXT})</p>(?:<(?P<list>[uo]l)>(?P<answer>(?:<li>{TEXT}</li>)*+)</(?P=list)>)?"
    rf"(?:<p><strong>{re.escape(IMPORTANT)}</strong></p>)?"
    rf"(?P<passages>(?:(?:<p>{TEXT}</p>)?<blockquote>{TEXT}<b>{TEXT}</b>{TEXT}</blockquote>)*+)"
)
"""What `explanation` writes."""
PASSAGE: Final = re.compile(rf"<b>({TEXT})</b>")
ITEM: Final = re.compile(rf"<li>({TEXT})</li>")


class Plain(NamedTuple):
    """A text without markup, and what was left out."""

    text: str
    left_out: tuple[str, ...] = ()


class Feedback(NamedTuple):
    """Feedback on every answer. Besides the explanation, `quiz export` writes the passages into it, and the right
    answer as a list, `ordered` if the order is the answer."""

    explain: Plain
    answer: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    ordered: bool = False


def feedback(html: str) -> Feedback:
    """Parse feedback on every answer that `quiz export` wrote."""
    ours = OURS.fullmatch(html.strip())
    if not ours:
        return Feedback(plain_text(html))
    answer = tuple(plain_text(item).text for item in ITEM.findall(ours["answer"] or ""))
    passages = tuple(dict.fromkeys(plain_text(passage).text for passage in PASSAGE.findall(ours["passages"])))
    return Feedback(plain_text(ours["explain"]), answer, passages, ours["list"] == "ol")


def text_of(source: str, format_: str) -> Plain:
    """The text that its source shows in this format of Moodle's: "html", "markdown", "plain", or "moodle", which may
    contain HTML. Raises Refused as `plain_text`."""
    if format_ == "markdown":
        return _from_markdown(source)
    if format_ == "html" or (format_ == "moodle" and MARKED.search(source)):
        return plain_text(source)
    return Plain(source.strip())


def _from_markdown(text: str) -> Plain:
    from markdown_it import MarkdownIt

    _refuse_long(text)
    return plain_text(MarkdownIt("commonmark").enable("table").render(text))


def plain_text(html: str) -> Plain:
    """The text that HTML shows: paragraphs and the items of a list on lines of their own, 10⁵ for `10<sup>5</sup>`.

    Raises Refused if it is nested too deeply or too long.
    """
    if "<" not in html and "&" not in html:
        return _plain([harmless(html)], [])
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True)
    page = etree.fromstring(f"<html><body>{harmless(html)}</body></html>".encode(), parser)
    if any("depth" in error.message for error in parser.error_log):  # the rest of the text is missing
        raise Refused("its HTML is nested too deeply")
    reader = _Reader()
    for event, element in etree.iterwalk(page, events=("start", "end", "comment", "pi")):
        reader.read(event, element)
    return _plain(reader.parts, reader.left_out)


class _Reader:
    """Collects the text of a page, element by element: deep nesting costs no recursion."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.left_out: list[str] = []
        self.begun: list[int] = []  # where the text of each open <sup> or <sub> begins
        self.unseen = 0  # how many open elements are not shown
        self.pre = 0

    def read(self, event: str, element: Any) -> None:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            self.start(name, element)
            self.say(element.text)
        else:
            self.end(name)
            self.say(element.tail)

    def start(self, name: str, element: Any) -> None:
        if name in UNSEEN or name in MEDIA:
            self.unseen += 1
        elif name in ("sup", "sub"):
            self.begun.append(len(self.parts))
        elif name in ("td", "th") and element.getprevious() is not None:
            self.parts.append(" | ")
        elif name == "br":
            self.parts.append("\n")
        else:
            self.pre += name == "pre"
            self.break_line(name)
            self.parts += ["• "] if name == "li" else []
        if name in MEDIA:
            source = (element.get("src") or element.get("data") or "").partition(",")[0].rpartition("/")[2]
            self.left_out.append(f"{MEDIA[name]} ({brief(source)})" if source else MEDIA[name])
        elif name in ("table", "math"):
            self.left_out.append({"table": "the lines of a table", "math": "the form of a formula"}[name])

    def end(self, name: str) -> None:
        if name in UNSEEN or name in MEDIA:
            self.unseen -= 1
        elif name in ("sup", "sub"):
            begun = self.begun.pop()
            inside = "".join(self.parts[begun:]).strip()
            self.parts[begun:] = [_at_height(inside, *(("^", RAISED) if name == "sup" else ("_", LOWERED)))]
        else:
            self.pre -= name == "pre"
            self.break_line(name)

    def break_line(self, name: str) -> None:
        self.parts += [PARAGRAPH] if name in BLOCKS else [LINE] if name in LINES else []

    def say(self, text: str | None) -> None:
        if text and not self.unseen:
            self.parts.append(text if self.pre else re.sub(r"\s+", " ", text))


def _at_height(text: str, sign: str, characters: dict[str, str]) -> str:
    raised = "".join(characters.get(one, "") for one in text)
    return raised if len(raised) == len(text) else f"{sign}({text})"


def _refuse_long(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise Refused(f"it has a text of {len(text):,} characters")


def _gap(found: re.Match[str]) -> str:
    """A run of white space as an empty line, a line break or a space."""
    breaks = 2 if PARAGRAPH in found[0] else found[0].count("\n") or LINE in found[0]
    return "\n" * min(2, breaks) or " "


def _plain(parts: list[str], left_out: list[str]) -> Plain:
    text = re.sub(r"\s+", _gap, "".join(parts)).strip()
    _refuse_long(text)
    formulas = ["the form of a formula in LaTeX"] if LATEX.search(text) else []
    return Plain(text, (*left_out, *formulas))
