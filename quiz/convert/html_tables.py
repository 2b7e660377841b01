"""The tables of a web page, and those that only serve the layout."""

from typing import Final

from quiz.convert.html_area import is_menu
from quiz.convert.html_elements import Element, has, text_of
from quiz.convert.html_text import TextReader
from quiz.convert.structure import as_box, cell_text

MOST_COLUMNS: Final = 50


class TableReader(TextReader):
    """Walks a page and reads its tables."""

    def on_table(self, element: Element) -> None:
        self.flush()
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        caption = element.find("caption")
        if caption is not None:
            self.children(caption)
            self.flush()
        grid = _grid_of(rows)
        for_layout = (element.get("role") or "") in ("presentation", "none") or any(
            True for row in rows for _ in row.iter("table", "h1", "h2", "h3", "h4")
        )
        filled = max(map(len, grid)) if for_layout else max(map(_filled, rows), default=0)
        if for_layout or len(grid) < 2 or filled < 2:
            start, level = len(self.result.blocks), self.level
            for row in rows:
                for cell in row:
                    self.element(cell) if cell.tag not in ("td", "th") else self.children(cell)
                    self.flush()
            whole = self.area.is_most(element)
            alone = filled == 1 and not (whole or self.boxes or self.lists or self.in_cell)
            if alone and as_box(self.result.blocks, start):
                self.level = level
            return
        if self.skipping:
            return
        self.go_back()
        texts = dict[Element, str]()
        for cell in {cell: None for line in grid for cell in line if cell is not None}:
            texts[cell] = self._cell(cell)
        lines = [[texts.get(cell, "") for cell in line] for line in grid]
        self.result.table(lines, self.lists, headed=_is_head(next(filter(_filled, rows), element)))

    def _cell(self, cell: Element) -> str:
        """The text of a cell: its paragraphs and items, joined."""
        blocks, lists, level = self.result.blocks, self.lists, self.level
        self.result.blocks, self.lists, self.pending, self.in_cell = [], 0, None, True
        self.children(cell)
        self.flush()
        self.in_cell = False
        inside, self.result.blocks = self.result.blocks, blocks
        self.lists, self.level = lists, level
        return cell_text(inside)

    def on_caption(self, element: Element) -> None:
        """Do nothing: it is read with its table."""


def _is_head(row: Element) -> bool:
    """Whether a first row is about the columns, not about what its own first cell names."""
    cells = [cell for cell in row if cell.tag in ("td", "th") and text_of(cell).strip()]
    names = [cell.tag == "th" and cell.get("scope") != "row" for cell in cells]
    marked = any(cell.tag == "th" for cell in cells)
    return row.getparent().tag == "thead" or all(names) or not marked or len(cells) == 1


def _filled(row: Element) -> int:
    """How many cells of a row are neither empty nor a menu."""
    cells = (cell for cell in row if cell.tag in ("td", "th"))
    return sum((bool(text_of(cell).strip()) and not is_menu(cell)) or has(cell, "img") for cell in cells)


def _grid_of(rows: list[Element]) -> list[list[Element | None]]:
    """The cell at each place of a table. A cell that spans rows or columns is repeated in each."""
    below = dict[int, tuple[Element, int]]()  # by column: a cell that spans more rows, and how many
    grid = list[dict[int, Element]]()
    for row in rows:
        line = {x: cell for x, (cell, _) in below.items()}
        below = {x: (cell, left - 1) for x, (cell, left) in below.items() if left > 1}
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        alone, x = len(cells) == 1 and not line, 0  # a heading inside the table
        for cell in cells:
            wide, high = _span(cell, "colspan", MOST_COLUMNS), _span(cell, "rowspan", len(rows))
            while x in line:
                x += 1
            for column in range(x, min(x + (1 if alone else wide), MOST_COLUMNS)):
                line[column] = cell
                below |= {column: (cell, high - 1)} if high > 1 else {}
        grid.append(line)
    width = max((x + 1 for line in grid for x in line), default=0)
    return [[line.get(x) for x in range(width)] for line in grid if line] or [[]]


def _span(cell: Element, name: str, most: int) -> int:
    value = cell.get(name) or "1"
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 9 else 1
