"""Texts of questions as HTML and numbers as digits, as other systems take them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from quiz.core.citation import Cite, Quotation, quotations
from quiz.core.english import sentence
from quiz.core.kinds import AnyQuestion, Match

IMPORTANT = "Important: make sure you know this one."


def as_html(text: str) -> str:
    """A text as HTML, in which a line feed is a `<br>`."""
    return escape(text, quote=False).replace("\n", "<br>")


def digits(value: float) -> str:
    """A number in digits without an exponent, exact to the last place."""
    text = format(Decimal(repr(float(value))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def general_feedback(question: AnyQuestion, cite: Cite, answer: Sequence[str] = ()) -> str:
    """The feedback on every answer, on one line of HTML: the explanation in a `<p>`, then what the document says, in a
    `<blockquote>` with the passage in `<b>`. `answer` is the right answer, where the system doesn't show it."""
    return "".join(_pieces(question, cite, answer))


def _pieces(question: AnyQuestion, cite: Cite, answer: Sequence[str]) -> Iterator[str]:
    yield f"<p>{as_html(question.explain)}</p>"
    yield _list(answer)
    if isinstance(question, Match):
        yield _list(
            [f"{sentence(f'{item}: {target}')} {because}" for item, target, because, _ in question.pairs if because]
        )
    if question.is_must_know:
        yield f"<p><strong>{IMPORTANT}</strong></p>"
    for quotation in quotations(question.passages, cite):
        yield from _quotation(quotation)


def _list(lines: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{as_html(line)}</li>' for line in lines)}</ul>" if lines else ""


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
