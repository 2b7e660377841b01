"""The questions as a plain list with folded answers, for browsers without JavaScript and for print."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from quiz.core.bank import Bank, QuestionFile
from quiz.core.citation import Cite, Quotation, quotations
from quiz.core.kinds import AnyQuestion, Match, Order
from quiz.core.selection import shown_order
from quiz.core.wording import MUST_KNOW, NOT_ADVICE

PLAIN: Final = "This is a plain list. A browser with JavaScript asks the questions one by one."


def listing(file: QuestionFile, banks: Sequence[Bank], cite: Cite) -> str:
    """The list as HTML: a heading for each bank, its questions, and the answer to each in a fold."""
    language = "" if file.language == "en" else f' lang="{escape(file.language)}"'
    lines = [f"<h1{language}>{escape(file.title)}</h1>", f"<p>{NOT_ADVICE} {PLAIN}</p>"]
    if file.urgent:
        lines.append(f'<p class="urgent"{language}><strong>Important:</strong> {escape(file.urgent_help)}</p>')
    for bank in banks:
        lines += [f"<h2{language}>{escape(bank.title)}</h2>", f"<ol{language}>"]
        for question in bank.questions:
            lines += ["<li>", *_question(question, cite), "</li>"]
        lines.append("</ol>")
    return "\n".join(lines)


def _question(question: AnyQuestion, cite: Cite) -> Iterator[str]:
    must = f'<strong class="badge">! {MUST_KNOW}.</strong> ' if question.is_must_know else ""
    yield f"<h3>{must}{escape(question.asked)}</h3>"
    parts = _parts(question)
    if parts:
        yield f"<ul>{''.join(f'<li>{escape(part)}</li>' for part in parts)}</ul>"
    yield "<details><summary>Answer</summary>"
    yield f'<ul class="answer">{"".join(f"<li>{escape(line)}</li>" for line in question.answer_lines())}</ul>'
    yield f"<p>{escape(question.explain)}</p>"
    yield from (_quote(quotation) for quotation in quotations(question.evidence(None), cite))
    yield "</details>"


def _parts(question: AnyQuestion) -> list[str]:
    """The parts to choose from, sort or put in order; never in the right order."""
    texts = [option.text for option in question.options]
    if isinstance(question, Order):
        texts = list(question.items)
    elif isinstance(question, Match):
        texts = [f"{pair.item} ({' / '.join(question.classes)})" for pair in question.pairs]
    return [texts[place] for place in shown_order(question, 0)] if texts else []


def _quote(quotation: Quotation) -> str:
    citation = quotation.citation
    title = f"<figcaption>{escape(quotation.title)}</figcaption>" if quotation.title else ""
    before, after = (f"{citation.context}{citation.before}", citation.after) if citation else ("", "")
    passage = citation.passage if citation else quotation.passage
    words = f"{escape(before)}<mark>{escape(passage)}</mark>{escape(after)}"
    return f"<figure>{title}<blockquote>{words}</blockquote></figure>"
