"""Texts of questions as HTML and numbers as digits, as other systems take them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from quiz.core.citation import Cite, Quotation, quotations
from quiz.core.english import sentence
from quiz.core.kinds import AnyQuestion, Match, Order, TeachBack

IMPORTANT = "Important: make sure you know this one."


def as_html(text: str) -> str:
    """A text as HTML, in which a line feed is a `<br>`."""
    return escape(text, quote=False).replace("\n", "<br>")


def digits(value: float) -> str:
    """A number in digits without an exponent, exact to the last place."""
    text = format(Decimal(repr(float(value))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def unused_classes(question: Match) -> list[str]:
    """The classes to which nothing belongs."""
    used = {pair.target for pair in question.pairs}
    return [name for name in question.classes if name not in used]


def general_feedback(question: AnyQuestion, cite: Cite) -> str:
    """The feedback on every answer, on one line of HTML: the explanation in a `<p>`, then what the document says, in a
    `<blockquote>` with the passage in `<b>`. The right answer is in it where other systems take an essay, which has
    none."""
    return "".join(_pieces(question, cite))


def _pieces(question: AnyQuestion, cite: Cite) -> Iterator[str]:
    yield f"<p>{as_html(question.explain)}</p>"
    if isinstance(question, Order):
        yield _list(question.items, "ol")
    if isinstance(question, TeachBack):
        yield _list(question.covers)
    if isinstance(question, Match):
        yield _list(
            [f"{sentence(f'{item}: {target}')} {because}" for item, target, because, _ in question.pairs if because]
        )
    if question.is_must_know:
        yield f"<p><strong>{IMPORTANT}</strong></p>"
    for quotation in quotations(question.passages, cite):
        yield from _quotation(quotation)


def _list(lines: Sequence[str], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li>{as_html(line)}</li>' for line in lines)}</{tag}>" if lines else ""


def _quotation(quotation: Quotation) -> Iterator[str]:
    cited = quotation.citation
    if cited is None:
        yield f"<p>{quotation.title}</p><blockquote><b>{as_html(quotation.passage)}</b></blockquote>"
        return
    if not quotation.again:
        where = f"The document, under “{as_html(cited.heading)}”:" if cited.heading else "The document:"
        yield f"<p>{where}</p>"
    before, after = as_html(f"{cited.context}{cited.before}"), as_html(cited.after)
    yield f"<blockquote>{before}<b>{as_html(cited.passage)}</b>{after}</blockquote>"
