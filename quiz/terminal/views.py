"""The screens of a session, each a pure function of its content and the number of columns."""

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from rich.text import Text

from quiz.core.citation import Cite, Quotation, origin, quotations
from quiz.core.feedback import HEADLINES, LEVELS, SIGNS, TONES, Feedback
from quiz.core.home import Home, Known, Row
from quiz.core.kinds import AnyQuestion
from quiz.core.session import Session
from quiz.core.wording import FOR_TRAINEES, HOW_SURE, INTRODUCTION, MUST_KNOW, NOT_ADVICE, WHAT_MUST_BE_KNOWN
from quiz.dates import time_left
from quiz.terminal.controls.base import POINTER, Drawn, Entry, Look, stack
from quiz.terminal.frontend import Move
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
    HAND_IN,
    LEAVE,
    badge,
    size_of,
    state_of,
    still_open,
)

if TYPE_CHECKING:
    from quiz.bank.document import Document

MOST_PINNED = 2
"""The most lines of a question that stay in sight."""


MOST_OF_A_STEM = 3
"""The most lines of the question at the cursor of the overview."""
LEAST_ROWS = 5
"""The fewest questions of an exam below each other, if there are so many."""
ANSWERED, OPEN, MARKED = "●", "○", "m"
"""The signs of the overview; that for marked is the key."""

NARROWEST_TITLE = 18
"""The least room for the title of a menu row, with its number, beside its count."""


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


def home_view(home: Home, cursor: int, columns: int) -> View:
    """The menu: what to do next, and the banks with what is known of each; those for trainees come last."""
    width = measure(columns)
    known, of = home.must_know
    sign = ("! ", f"{STRONG} {MIDDLING}")
    safe = Text.assemble(sign, f"{MUST_KNOW}: ", (f"{known} of {of} known", STRONG))
    if home.first_run or not of:
        explained = wrap(Text.assemble(sign, WHAT_MUST_BE_KNOWN), width) if of else []
        head = [*wrap(home.title, width, STRONG), *wrap(INTRODUCTION, width), *explained]
    else:
        head = spread(Text(home.title, STRONG), safe, width)
    items = [_home_row(row + 1, entry, width, row == cursor) for row, entry in enumerate(home.rows)]
    first_bank = next(place for place, entry in enumerate(home.rows) if entry.bank)
    items[first_bank].insert(0, Text())
    if home.trainees:
        apart = len(items) - home.trainees
        items[apart] = [Text(), *wrap(FOR_TRAINEES, width, DIM), *items[apart]]
    more = [] if home.first_run else [("p", "progress"), ("a", "my page")]
    hints = [("↑↓ or number", "choose"), ("Enter", "start"), *more, ("d", "document"), ("q", "quit")]
    return page_of([head], [*key_hints(hints, width), *wrap(NOT_ADVICE, width, DIM)], stack(items, cursor))


def _home_row(number: int, row: Row, width: int, here: bool) -> list[Text]:
    look = POINTER if here else Look()
    lead = Text.assemble((look.sign, look.style), (f"{number:>2}", look.text), "  ")
    wide = width >= 60
    aside = Text(size_of(row, brief=not wide), DIM)
    if isinstance(row.size, Known) and row.bank and wide:
        aside = Text.assemble(bar(row.size.known / row.size.of, 8), "  ", aside)
    title, must = Text(row.title, look.text), f"  ! {MUST_KNOW.lower()}"
    fits = wide and lead.cell_len + title.cell_len + len(must) + 2 + aside.cell_len <= width
    title.append((must if fits else " !") if row.open else "", f"{STRONG} {MIDDLING}")
    if width < aside.cell_len + NARROWEST_TITLE:
        return [*hang(title, width, lead), *hang(aside, width, " " * lead.cell_len)]
    first, *rest = hang(title, width - aside.cell_len - 2, lead)
    first.pad_right(width - aside.cell_len - first.cell_len)
    return [first.append_text(aside), *rest]


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


def overview_view(
    session: Session, cursor: int, columns: int, *, ending: Move | None = None, left: float | None = None
) -> View:
    """The questions of an exam, answered or open, in columns, and the beginning of the one at the cursor; `ending`
    asks whether to hand in or to leave."""
    width, rows = measure(columns), overview_rows(session, measure(columns))
    title, status = Text("All questions", STRONG), wrap(still_open(session), width, DIM)
    head = spread(title, Text(time_left(left), STRONG), width) if left is not None else [title]
    if ending is Move.HAND_IN:
        asked = wrap(f"{still_open(session)} {HAND_IN}", width, STRONG)
        footer, status = [*asked, *key_hints([("y", "hand in"), ("any other key", "stay")], width)], []
    elif ending is Move.LEAVE:
        footer = leave_hints(session, width)
    else:
        hints = [("↑↓←→ or number", "choose"), ("Enter", "go"), ("h", "hand in"), ("q", "leave")]
        footer = key_hints(hints, width)
    legend = key_hints(
        [(ANSWERED, "answered"), (OPEN, "open"), *([(MARKED, "marked")] if session.flagged else [])], width
    )
    grid = [
        Text("  ").join(_cell(session, place, place == cursor) for place in range(row, len(session), rows))
        for row in range(rows)
    ]
    label = f"Question {cursor + 1} ({state_of(session, cursor)})"
    stem = beginning(label, session.items[cursor].question, width, most=MOST_OF_A_STEM)
    row = cursor % rows
    lines = [*grid, Text(), *stem]
    return page_of([[*head, *status, *legend]], footer, Drawn(lines, (row, len(lines) - 1)))


def overview_rows(session: Session, width: int) -> int:
    """How many questions of an exam are below each other in the overview."""
    across = (width + 2) // (_cell(session, 0, here=False).cell_len + 2)
    return max(min(len(session), LEAST_ROWS), -(-len(session) // max(1, across)))


def _cell(session: Session, place: int, here: bool) -> Text:
    """A question in the overview: its number, and the signs for answered or open, and for marked."""
    look = POINTER if here else Look()
    sign = (ANSWERED, ACCENT) if place in session.answers else (OPEN, DIM)
    number = (f"{place + 1:>{len(str(len(session)))}} ", look.text)
    marked = (MARKED if place in session.flagged else " ", STRONG)
    return Text.assemble((look.sign, look.style), number, sign, marked)
