"""Pages as HTML."""

from html import escape
from itertools import chain

from quiz.pages.blocks import Block, Box, Heading, Item, Page, Quote, WritingLine, in_print, is_inside, spoken

WRITING_LINE = '<div class="line" contenteditable="true" role="textbox" aria-label="My own question"></div>'
OPEN = {"strong": "<strong>", "marked": "<mark>"}
CLOSE = {"strong": "</strong>", "marked": "</mark>"}
DOCUMENT = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 11pt/1.4 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }}
h1 {{ font-size: 1.4em; margin-bottom: 0; }}
h2 {{ font-size: 1.1em; margin: 1.2em 0 .3em; border-bottom: 1px solid #999; break-after: avoid; }}
ul {{ margin: .2em 0; padding-left: 1.2em; }}
li {{ break-inside: avoid; margin: .2em 0; }}
blockquote {{ margin: .1em 0 .5em; padding-left: .7em; border-left: 3px solid #999; color: #333; }}
.box {{ border: 2px solid; padding: .5em .7em; margin: .8em 0; font-weight: bold; break-inside: avoid; }}
.line {{ border-bottom: 1px solid #999; min-height: 2em; }}
@media screen {{ :not(.line) + .line:empty::before {{ content: attr(aria-label) "…"; color: #666; }} }}
@page {{ margin: 12mm 15mm; }}
@media print {{
body {{ font-size: 9.5pt; line-height: 1.2; margin: 0; padding: 0; max-width: none; }}
h2 {{ margin: .6em 0 .15em; }}
li {{ margin: .05em 0; }}
p, .box {{ margin: .4em 0; }}
.line {{ min-height: 1.8em; }}
}}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def as_html(page: Page, language: str) -> list[str]:
    """The page as self-contained HTML that prints well."""
    blocks = list(chain.from_iterable(page))
    lines: list[str] = []
    in_list = False
    for block in blocks:
        if not (in_print(block) or isinstance(block, WritingLine)):
            continue
        inside = in_list and is_inside(block)
        item = isinstance(block, Item) and not inside
        if in_list and not inside:
            lines += ["</li>"] if item else ["</li>", "</ul>"]
        if item and not in_list:
            lines.append("<ul>")
        in_list = item or inside
        lines.append(_element(block, inside=inside))
    body = "\n".join([*lines, *["</li>", "</ul>"] * in_list])
    title = next((spoken(block) for block in blocks if isinstance(block, Heading)), "")
    return DOCUMENT.format(language=escape(language), title=escape(title), body=body).splitlines()


def _element(block: Block, *, inside: bool) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{escape(spoken(block))}</h{block.level}>"
        case Item() if not inside:
            return f"<li>{_inline(block)}"
        case Box():
            return f'<p class="box">{_inline(block)}</p>'
        case Quote():
            return f"<blockquote>{_inline(block)}</blockquote>"
        case WritingLine():
            return WRITING_LINE
    return f"<div>{_inline(block)}</div>" if inside else f"<p>{_inline(block)}</p>"


def _inline(block: Block) -> str:
    return "".join(
        f"{OPEN.get(span.tone, '')}{escape(span.text)}{CLOSE.get(span.tone, '')}" for span in in_print(block)
    )
