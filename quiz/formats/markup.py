"""Texts as HTML and numbers as digits, for other systems."""

from collections.abc import Iterable
from decimal import Decimal
from html import escape

from quiz.core.bank import Item
from quiz.core.citation import Cite, Quotation, quotations
from quiz.core.english import sentence
from quiz.core.feedback import IMPORTANT
from quiz.core.kinds import AnyQuestion, Match, Order, TeachBack


def as_html(text: str) -> str:
    """A text as HTML, in which a line feed is a `<br>`."""
    return escape(text, quote=False).replace("\n", "<br>")


def digits(value: float) -> str:
    """A number in digits without an exponent, exact to the last place."""
    text = format(Decimal(repr(float(value))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def points_of(item: Item) -> float:
    """The points of a question: 0 in a bank that isn't scored, or if the learner judges the answer."""
    return item.question.points if item.scored else 0


def unused_classes(question: Match) -> list[str]:
    """The classes to which nothing belongs."""
    used = {pair.target for pair in question.pairs}
    return [name for name in question.classes if name not in used]


def html_list(lines: Iterable[str], tag: str = "ul") -> str:
    """Texts as a list, numbered if the tag is `ol`; empty if there are none."""
    items = "".join(f"<li>{as_html(line)}</li>" for line in lines)
    return f"<{tag}>{items}</{tag}>" if items else ""


def explanation(question: AnyQuestion, cite: Cite, answer: str = "") -> str:
    """What there is to learn, on one line of HTML: the explanation in a `<p>`, the answer, and what the document says,
    in a `<blockquote>` with the passage in `<b>`."""
    important = f"<p><strong>{IMPORTANT}</strong></p>" if question.is_must_know else ""
    quoted = "".join(map(_quotation, quotations(question.passages, cite)))
    return f"<p>{as_html(question.explain)}</p>{answer}{important}{quoted}"


def general_feedback(question: AnyQuestion, cite: Cite) -> str:
    """The explanation, with the answers that other systems don't show: of essays, and why a pair is right."""
    match question:
        case Order():
            return explanation(question, cite, html_list(question.items, "ol"))
        case TeachBack():
            return explanation(question, cite, html_list(question.covers))
        case Match():
            pairs = (f"{sentence(f'{item}: {name}')} {because}" for item, name, because, _ in question.pairs if because)
            return explanation(question, cite, html_list(pairs))
    return explanation(question, cite)


def _quotation(quotation: Quotation) -> str:
    cited = quotation.citation
    if cited is None:
        return f"<p>{quotation.title}</p><blockquote><b>{as_html(quotation.passage)}</b></blockquote>"
    before, after = as_html(f"{cited.context}{cited.before}"), as_html(cited.after)
    quote = f"<blockquote>{before}<b>{as_html(cited.passage)}</b>{after}</blockquote>"
    under = f", under “{as_html(cited.heading)}”" if cited.heading else ""
    return quote if quotation.again else f"<p>The document{under}:</p>{quote}"
