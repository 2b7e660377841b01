"""Text as a self-contained SVG picture."""

import re
from io import StringIO

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

WHITE, GREY = (214, 218, 224), (118, 126, 138)
RED, GREEN, YELLOW, BLUE = (240, 113, 120), (126, 200, 140), (229, 192, 123), (97, 175, 239)
MAGENTA, CYAN, BLACK = (198, 146, 233), (86, 190, 200), (27, 31, 36)
THEME = TerminalTheme(BLACK, WHITE, [BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE], [GREY] * 8)
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"


def as_svg(text: Text, *, columns: int, title: str) -> str:
    """A picture of a terminal showing this text."""
    console = Console(record=True, width=columns, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(text, soft_wrap=True)
    svg = console.export_svg(title=title, theme=THEME, unique_id="quiz")
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # use local fonts
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    return re.sub(r"font-family: ?(Fira Code, ?monospace|arial);?", f"font-family: {FONTS};", svg)
