"""The screens of a session, each a pure function of its content and the number of columns."""

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from rich.text import Text

from quiz.core.citation import Cite, Quotation, origin, quotations
from quiz.core.feedback import HEADLINES, LEVELS, SIGNS, TONES, Feedback
from quiz.core.kinds import AnyQuestion
from quiz.core.session import Session
from quiz.core.wording import HOW_SURE
from quiz.dates import time_left
from quiz.terminal.controls.base import Drawn, Entry
from quiz.terminal.layout import (
    ACCENT,
    DIM,
    MARGIN,
    MIDDLING,
    STRONG,
    STYLES,
    bar,
    hang,
    indent,
    key_hints,
    measure,
    paragraphs,
    spread,
    table,
    wrap,
)
from quiz.terminal.page import Pinned, View
from quiz.terminal.wording import (
    CONTINUE,
    LEAVE,
    badge,
)

if TYPE_CHECKING:
    from quiz.bank.document import Document

MOST_PINNED = 2
"""The maximum number of lines of a question that stay in sight."""


class Asking(Enum):
    """The prompt at the foot of a question."""

    ANSWER = "answer"
    CERTAINTY = "certainty"
    LEAVING = "leaving"


def page_of(blocks: list[list[Text]], footer: list[Text], drawn: Drawn | None = None) -> View:
    """A view of blocks inside the margins, separated by one empty line; `drawn` comes last and sets the focus."""
    view = View(indent([Text(), *paragraphs(*blocks, drawn.lines if drawn else [])]), indent(footer))
    if drawn is None:
        return view
    above = len(view.body) - len(drawn.lines)
    first, last = drawn.focus
    caret = drawn.caret and (drawn.caret[0] + above, drawn.caret[1] + MARGIN)
    return view._replace(focus=(first + above, last + above), caret=caret)


def notice_lines(notices: Sequence[str], columns: int) -> list[Text]:
    """Notices, for the lines above the footer."""
    lead = Text("· ", f"{STRONG} {ACCENT}")
    return indent([line for notice in notices for line in hang(notice, measure(columns), lead, STRONG)])


def offer_view(what: str, resume: str, columns: int) -> View:
    """The unfinished session, and whether to resume it."""
    width = measure(columns)
    body = [[*wrap(what, width), *wrap(CONTINUE, width, STRONG)]]
    return page_of(body, key_hints([("Enter", "continue"), ("n", f"not now (`{resume}` later)")], width))


def header(session: Session, width: int, cite: Cite, *, answered: bool, left: float | None = None) -> list[Text]:
    """The bank, whether the question is one to know, its number, a progress bar, and the seconds `left`, if limited;
    and where in the document a question comes from that isn't scored."""
    number = Text(f"Question {session.position + 1} of {len(session)}")
    if left is not None:
        number = Text.assemble((f"{time_left(left)} · ", STRONG), number)
    if session.position in session.flagged:
        number = Text.assemble(("marked · ", ACCENT), number)
    if session.open and session.current:
        number = Text.assemble(("answered · ", DIM), number)
    done = len(session.answers) if session.open else session.position + answered
    beyond = origin(session.item, cite)
    title = Text(session.item.bank.title, DIM)
    if must_know := badge(session.question):
        title = Text.assemble(title, "  ", (f"! {must_know}", f"{STRONG} {MIDDLING}"))
    return [
        *spread(title, number, width),
        *(wrap(beyond, width, MIDDLING) if beyond else []),
        bar(done / len(session), width),
    ]


def question_view(
    session: Session,
    entry: Entry,
    cite: Cite,
    columns: int,
    *,
    asking: Asking = Asking.ANSWER,
    left: float | None = None,
) -> View:
    """A question being answered; `left` is the number of seconds left in an exam."""
    width = measure(columns)
    if asking is Asking.LEAVING:
        footer = leave_hints(session, width)
    elif asking is Asking.CERTAINTY:
        levels = [*zip("123", LEVELS, strict=True), ("any other key", "back to my answer")]
        footer = [*wrap(HOW_SURE, width, STRONG), *key_hints(levels, width)]
    else:
        if session.exam:
            mark = "unmark" if session.position in session.flagged else "mark"
            commands = [("Tab", "all questions"), ("Shift-Tab", "back"), *([] if entry.typing else [("m", mark)])]
        elif entry.typing:
            commands = [("Tab", "I don't know"), ("Esc", "leave")]
        else:
            commands = [("s", "I don't know"), ("?", "keys")]
        footer = key_hints([*entry.hints, *commands], width)
        if entry.nudge:
            footer = [*wrap(entry.nudge, width, f"{STRONG} {MIDDLING}"), *footer]
    stem = [header(session, width, cite, answered=False, left=left), wrap(session.question.asked, width, STRONG)]
    return page_of(stem, footer, entry.draw(width))


def leave_hints(session: Session, width: int) -> list[Text]:
    """The prompt before leaving."""
    answered = f"{LEAVE} {len(session.answers)} of {len(session)} answered."
    return [*wrap(answered, width, STRONG), *key_hints([("y", "leave"), ("any other key", "stay")], width)]


def feedback_view(
    session: Session,
    entry: Entry,
    feedback: Feedback,
    cite: Cite,
    columns: int,
    *,
    leaving: bool = False,
) -> View:
    """A question with its answer and the feedback. If it is longer than the screen, the beginning of the question stays
    in sight."""
    width = measure(columns)
    question = session.question
    head = header(session, width, cite, answered=True)
    listed = entry.draw(width, reveal=True).lines
    blocks = [head, wrap(question.asked, width, STRONG), listed]
    verdict_row = len(paragraphs(*blocks)) + 2
    blocks += [verdict_lines(feedback, width, listed=entry.lists_key), hang(question.explain, width, "  ")]
    reasoned = feedback.why or feedback.comments or feedback.parts
    last_row = len(paragraphs(*(blocks[:-1] if reasoned else blocks)))
    blocks.append(
        [line for quotation in quotations(feedback.evidence, cite) for line in passage_lines(quotation, width)]
    )
    mark = "unmark" if session.position in session.flagged else "mark for review"
    hints = [("Enter", "next"), ("d", "document"), ("m", mark), ("q", "leave")]
    view = page_of(blocks, leave_hints(session, width) if leaving else key_hints(hints, width))
    number = f"Question {session.position + 1} of {len(session)}"
    pinned = Pinned(len(head) + 2, indent(beginning(number, question, width)))
    return view._replace(focus=(verdict_row, last_row), pinned=pinned)


def look_back_hints(session: Session, width: int, *, last: bool) -> list[Text]:
    """The keys of feedback that is shown again after the end."""
    mark = "unmark" if session.position in session.flagged else "mark for review"
    onward = [("Enter", "back")] if last else [("Enter", "next"), ("q", "back")]
    marking = [("m", mark)] if session.handed_in else []
    return indent(key_hints([*onward, ("d", "document"), *marking], width))


def beginning(label: str, question: AnyQuestion, width: int, *, most: int = MOST_PINNED) -> list[Text]:
    """A label and the first words of a question, in so many lines at most."""
    lines = wrap(Text.assemble((f"{label}: ", DIM), (question.asked, STRONG)), width)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1].truncate(width - 2)
        lines[-1].rstrip()
        lines[-1].append(" …")
    return lines


def verdict_lines(feedback: Feedback, width: int, *, listed: bool) -> list[Text]:
    """The verdict as sign, word and colour, the reason, the corrections and the key; without what is `listed` above
    it, with the key."""
    style = STYLES[TONES[feedback.verdict]]
    headline = Text.assemble((HEADLINES[feedback.verdict], style), f": {feedback.why}" if feedback.why else ".")
    lines = hang(headline, width, Text(f"{SIGNS[feedback.verdict]} ", style))
    for part in feedback.comments if listed else feedback.parts:
        lines += hang(part, width, "  · ")
    if not listed:
        for answer in [feedback.key] if feedback.key else feedback.answer:
            lines += hang(answer, width, "  ")
    for note in feedback.notes:
        lines += hang(note, width, "  ", STRONG)
    return lines


def passage_lines(quotation: Quotation, width: int) -> list[Text]:
    """The deciding words of the document in bold, within their sentence."""
    rule, citation = Text("▎ ", ACCENT), quotation.citation
    words = Text(quotation.passage, STRONG)
    if citation:
        words = Text.assemble(citation.context, citation.before, (citation.passage, STRONG), citation.after)
    row = table([(Text(), words, citation.columns)], width - 2) if citation and citation.columns else []
    lines = [Text.assemble(rule, line) for line in row] or hang(words, width, rule, rest=rule)
    return [*hang(quotation.title, width, rule, DIM, rest=rule), *lines] if quotation.title else lines


def document_view(document: "Document", passages: Sequence[str], columns: int) -> View:
    """The document around the first of these passages that is in it: its section, and the ones before and after. The
    whole document if there is no such passage."""
    from quiz.bank.text import fold  # imported only where the document is read

    width = measure(columns)
    wanted = [fold(passage) for passage in passages]
    found = next(filter(None, map(document.find, passages)), None)
    here = document.sections.index(found.section) if found else 0
    blocks, first = list[list[Text]](), 0
    for section in document.sections[max(0, here - 1) : here + 2] if found else document.sections:
        if section.heading:
            blocks.append(wrap(section.heading, width, f"{STRONG} {ACCENT}"))
        in_list = False
        for block in section.blocks:
            if not (in_list and block.listed):
                blocks.append([])
            in_list = block.listed
            text, deciding = Text(block.text), list(filter(None, map(block.find, wanted)))
            for start, end in deciding:
                text.stylize(STRONG, start, end)
            if found and block is found.block:
                first = len(paragraphs(*blocks)) + (1 if blocks[-1] else 2)
            lead, rule = "• " if block.listed else "", Text("▎ ", ACCENT)
            blocks[-1] += hang(text, width, rule, rest=rule) if deciding else hang(text, width, lead)
    view = page_of(blocks, key_hints([("↑↓", "scroll"), ("Enter", "back")], width))
    return view._replace(focus=(max(0, first - 2), len(view.body) - 1))


def help_view(columns: int) -> View:
    """All keys and their effects."""
    width = measure(columns)
    keys = [
        ("↑ ↓", "move; a letter or a number goes straight there"),
        ("Space", "tick, or number the next item"),
        ("1-9 ← →", "sort into a class"),
        ("Enter", "answer; then go to the next question"),
        ("s or Tab", "I don't know"),
        ("1 2 3", "how sure you are, if asked"),
        ("m", "mark the question for review at the end"),
        ("d", "read the document, after an answer"),
        ("PgUp PgDn", "scroll what is longer than the screen"),
        ("q or Esc", "leave, with a summary of your answers"),
        ("In a text", "← → Home End move the cursor, Ctrl-← → by words; Backspace, Delete, Ctrl-W and Ctrl-U erase"),
        ("In an exam", "Tab, q and Esc show all questions (h there hands in); Shift-Tab goes back"),
        ("Ctrl-C", "stop at once"),
    ]
    lines = [line for key, effect in keys for line in hang(effect, width, Text(f"{key:<11}", STRONG))]
    return page_of([[Text("Keys", STRONG)], lines], key_hints([("any key", "back")], width))
