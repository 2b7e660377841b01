"""Pages as lines of text for a screen."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from quiz.core.english import percent
from quiz.core.feedback import SIGNS, TONES, WORDS
from quiz.pages import blocks
from quiz.pages.blocks import Group, Page, Words, is_inside
from quiz.pages.summary import Row, Summary
from quiz.terminal.controls.base import POINTER, Look
from quiz.terminal.frontend import Move
from quiz.terminal.layout import (
    ACCENT,
    BAD,
    DIM,
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
from quiz.terminal.page import View
from quiz.terminal.views import page_of, passage_lines
from quiz.terminal.wording import BRIEFLY, OFFERS

COLUMNS = " ▁▂▃▄▅▆▇█"
ROWS = 4
"""The height of a chart."""
LONGEST_BAR = 28
NARROW = 26
"""Below this width, items have no bar."""
DAY_WIDTH = 7
LEAST_ROWS = 3
"""The minimum number of questions shown of a longer list, if there is room without the bars."""
WIDE = 56
"""From this width on, a question in the list has its note beside it."""


def summary_view(
    summary: Summary, offers: Sequence[Move], columns: int, *, rows: int | None = None, cursor: int | None = None
) -> View:
    """The summary of a session on a screen of so many rows, with the choices that follow, of which the first is that
    of the Enter key. The list shows the page with the `cursor`. Where there is little room, it first has no empty
    lines, then no bars, then no legend. Without `rows` all of it is shown, and every question in full.
    """
    width = measure(columns)
    moving, still = (summary_hints(summary, offers, width, at) for at in (0, None))
    footer, below = still if cursor is None else moving, max(len(still), len(moving)) + 1
    score, banks, box = (page_lines([group], width) for group in (summary.score, summary.banks, summary.urgent))
    number = len(summary.rows)

    def laid_out(listed: list[Text], bars: list[Text], gap: list[Text]) -> list[Text]:
        parts = [score, bars, listed]
        parts.insert(0 if summary.urgent_first else 3, box)
        body: list[Text] = []
        for part in filter(None, parts):
            body += [*(gap if body else []), *part]
        return [Text(), *body]

    heading = wrap(summary.title, width, STRONG) if number else []
    if rows is None:
        whole = [line for row in summary.rows for line in _row(row, width)]
        return View(indent(laid_out([*heading, *whole], banks, [Text()])), indent(footer))
    legend = _legend(summary, width) if width < WIDE else []
    layouts = [(bars, gap, legend, LEAST_ROWS) for bars in (banks, []) for gap in ([Text()], [])]
    for bars, gap, key, least in [*layouts, ([], [], legend, 2), ([], [], [], 1)]:
        room = rows - below - len(laid_out([*heading, *key], bars, gap))
        if room >= min(number, least):
            break
    size = max(1, min(room, number))
    start = (cursor or 0) // size * size
    shown = summary.rows[start : start + size]
    if size < number:
        count = Text(f"{start + 1} to {start + len(shown)} of {number}", DIM)
        fits = cell_len(summary.title) + 2 + count.cell_len <= width
        heading = spread(Text(summary.title if fits else summary.title.partition(",")[0], STRONG), count, width)
    drawn = [_row(row, width, here=place == cursor, cut=True)[0] for place, row in enumerate(shown, start)]
    body = laid_out([*heading, *key, *drawn], bars, gap)
    at = next((row for row, line in enumerate(body) if cursor is not None and line is drawn[cursor - start]), 0)
    return View(indent(body), indent(footer), (at, at))


def summary_hints(summary: Summary, offers: Sequence[Move], width: int, cursor: int | None) -> list[Text]:
    """The keys of the summary."""
    default, *others = offers
    hints = [("Enter", BRIEFLY[default]), *([("↑↓", "choose")] if summary.rows else [])]
    if cursor is not None:
        hints = [("Enter", "view")]
        others = [offer for offer in offers if offer is not Move.LEAVE]
    hints += [("e", "each answer")] if summary.all_questions else []
    hints += [("i", "details"), *((OFFERS[offer][0], BRIEFLY[offer]) for offer in others)]
    leaves = cursor is None and default is Move.LEAVE
    return key_hints([*hints, *([] if leaves else [("q", BRIEFLY[Move.LEAVE])])], width)


def _legend(summary: Summary, width: int) -> list[Text]:
    """What the signs in the list mean, where its notes have no room; the score explains that for must-know."""
    found = {row.result.verdict for row in summary.rows}
    return key_hints([(SIGNS[verdict], WORDS[verdict].lower()) for verdict in SIGNS if verdict in found], width)


def _row(row: Row, width: int, *, here: bool = False, cut: bool = False) -> list[Text]:
    """A question of the list, with its sign and its note; with `cut` in one line, without the note where it's
    narrow."""
    verdict, look = row.result.verdict, POINTER if here else Look()
    must = ("! ", STYLES["middling"]) if row.to_learn else "  "
    lead = Text.assemble((look.sign, look.style), (f"{SIGNS[verdict]} ", STYLES[TONES[verdict]]), must)
    note = Text(row.note, DIM)
    if not cut:
        return hang(Text.assemble(row.text, (f"  {row.note}", DIM)), width, lead)
    room = width - lead.cell_len - (note.cell_len + 2 if width >= WIDE else 0)
    text = Text(row.text, look.text)
    text.truncate(max(1, room), overflow="ellipsis")
    if width < WIDE:
        return [Text.assemble(lead, text)]
    text.pad_right(room - text.cell_len)
    return [Text.assemble(lead, text, "  ", note)]


def details_view(page: Page, columns: int) -> View:
    """The details behind the summary."""
    width = measure(columns)
    return page_of([page_lines(page, width)], key_hints([("↑↓", "scroll"), ("Enter", "back")], width))


def shown_page_view(page: Page, columns: int, *, can_save: bool) -> View:
    """A page to read, and perhaps to save."""
    width = measure(columns)
    hints = [("↑↓", "scroll"), *([("w", "save for printing")] if can_save else []), ("Enter", "back")]
    return page_of([page_lines(page, width)], key_hints(hints, width))


def page_lines(page: Page, width: int) -> list[Text]:
    """The page in lines of `width` cells, unless a word or a bar is wider."""
    return paragraphs(*(_group(group, width) for group in page))


def _group(group: Group, width: int) -> list[Text]:
    rows = [block for block in group if isinstance(block, blocks.Item) and block.columns]
    if rows and len(rows) == len(group):
        drawn_table = table([(_lead(row), styled(row.text), row.columns) for row in rows], width)
        if drawn_table:
            return drawn_table
    lines: list[Text] = []
    figures = max((styled(block.figure).cell_len for block in group if isinstance(block, blocks.Meter)), default=0)
    indented = 0  # of blocks inside the latest item, in cells
    for block in group:
        cells = indented if is_inside(block) else 0
        inner = max(1, width - cells)
        drawn: Iterable[Text]
        match block:
            case blocks.Heading():
                drawn = _heading(block, inner)
            case blocks.Paragraph():
                drawn = wrap(styled(block.text), inner)
            case blocks.Item():
                drawn = _item(block, inner)
                indented = indented if block.inside else cell_len(block.lead.shown)
            case blocks.Meter():
                drawn = _meter(block, inner, figures)
            case blocks.Chart():
                drawn = _chart(block, inner)
            case blocks.Timeline():
                drawn = _timeline(block, inner)
            case blocks.Quote():
                drawn = passage_lines(block.quotation, inner)
            case blocks.Box():
                drawn = _box(block, inner)
            case blocks.WritingLine():
                drawn = [Text(f"  {'_' * (inner - 2)}")]
        lines += indent(drawn, cells)
    return lines


def styled(text: Words, style: str = "") -> Text:
    """Words in their tones; those without a tone in `style`."""
    return Text.assemble(*((span.text, STYLES[span.tone] or style) for span in text))


def _heading(heading: blocks.Heading, width: int) -> list[Text]:
    text, aside = styled(heading.text, STRONG), styled(heading.aside)
    if heading.share is not None:
        aside = Text.assemble(bar(heading.share, 10), f"{aside.plain:>6}")
    return spread(text, aside, width) if aside else wrap(text, width)


def _item(item: blocks.Item, width: int) -> list[Text]:
    text, lead = styled(item.text), _lead(item)
    if item.share is not None and width < NARROW:
        text = Text.assemble(f"{percent(item.share)}: ", text)
    elif item.share is not None:
        lead = Text.assemble(bar(item.share, 10 if width >= 50 else 4), f" {percent(item.share):>4}  ", lead)
    if lead:
        return hang(text, width, lead)
    first, *rest = wrap(text, width - 2)
    return [first, *indent(rest, 2)]


def _lead(item: blocks.Item) -> Text:
    return Text(item.lead.shown, STYLES[item.lead.tone])


def _meter(meter: blocks.Meter, width: int, figures: int) -> list[Text]:
    """A bar, on one line with its label if both fit; `figures` is the width of the widest figure in the group."""
    figure = styled(meter.figure)
    bar_width = max(8, min(LONGEST_BAR, width // (3 if figures <= width // 4 else 6)))
    room = width - bar_width - figures - 4
    if meter.label and room >= 9 and figures <= width // 2:
        label = wrap(meter.label, room)
        label[0].pad_right(room - label[0].cell_len)
        gap = " " * (figures - figure.cell_len + 2)
        return [Text.assemble(label[0], "  ", bar(meter.share, bar_width), gap, figure), *label[1:]]
    label = wrap(meter.label, width) if meter.label else []
    aside = styled(meter.aside)
    if not aside:
        return [*label, *spread(bar(meter.share, min(LONGEST_BAR, width - 2)).append("  "), figure, width)]
    drawn = bar(meter.share, max(4, min(LONGEST_BAR, width - figure.cell_len - 4)))
    plot = "".join(COLUMNS[max(1, round(8 * share))] for share in meter.plot)
    return [*label, *spread(Text.assemble(drawn, "  ", figure), Text.assemble(aside, "  ", (plot, ACCENT)), width)]


def _box(box: blocks.Box, width: int) -> list[Text]:
    """Words in a frame."""
    edge, inner = f"{STRONG} {BAD}", max(1, width - 4)
    rows = wrap(box.text, inner, STRONG)
    for row in rows:
        row.pad_right(inner - row.cell_len)
    top, bottom = (Text(f"{left}{'─' * (inner + 2)}{right}", edge) for left, right in ("╭╮", "╰╯"))
    return [top, *(Text.assemble(("│ ", edge), row, (" │", edge)) for row in rows), bottom]


def _chart(chart: blocks.Chart, width: int) -> list[Text]:
    """Columns of equal width, wrapped to further rows where there is no room."""
    margin = max(map(cell_len, chart.axis))
    room, number = max(1, width - margin - 2), len(chart.heights)
    block, gap = next((fit for fit in ((2, 1), (1, 1), (1, 0)) if number * sum(fit) <= room + fit[1]), (1, 0))
    lines = []
    per_row = max(1, (room + gap) // (block + gap))
    for start in range(0, number, per_row):
        for row in range(ROWS, 0, -1):
            heights = chart.heights[start : start + per_row]
            cells = (" " * gap).join(_cell(height, row) * block for height in heights).rstrip()
            label = {ROWS: chart.axis[0], 1: chart.axis[1]}.get(row, "")
            lines.append(Text.assemble((f"{label:>{margin}} │", DIM), (cells, ACCENT)))
    if any(chart.below):
        first, last = chart.below
        across = min(number, per_row) * (block + gap) - gap
        lines += wrap(f"{'':{margin + 2}}{first}{last.rjust(across - cell_len(first))}", width, DIM)
    return lines


def _cell(height: float | None, row: int) -> str:
    """One row of a column, counted from 1 at the foot; a height of 0 still shows a line."""
    eighths = 0 if height is None else max(1, round(height * ROWS * 8)) - 8 * (row - 1)
    return COLUMNS[max(0, min(8, eighths))]


def _timeline(timeline: blocks.Timeline, width: int) -> list[Text]:
    """The number of each day, a block of that height, and the day's name; as many to a line as fit."""
    most = max((number for _, number in timeline.days), default=0)
    per_line = max(1, min(7, width // DAY_WIDTH))
    lines = []
    for start in range(0, len(timeline.days) if most else 0, per_line):
        days = timeline.days[start : start + per_line]
        columns = "".join(f"{COLUMNS[-(-8 * number // most)] * 3:^{DAY_WIDTH}}" for _, number in days).rstrip()
        lines += [
            Text("".join(f"{number or '·':^{DAY_WIDTH}}" for _, number in days).rstrip()),
            *([Text(columns, ACCENT)] if columns else []),
            Text("".join(f"{name:^{DAY_WIDTH}}" for name, _ in days).rstrip(), DIM),
        ]
    return lines
