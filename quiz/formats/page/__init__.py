"""One HTML file that asks the questions in a browser, without a server."""

import json
from base64 import b64encode
from collections.abc import Sequence
from gzip import compress
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from quiz.core.bank import Bank, QuestionFile
from quiz.core.citation import Cite
from quiz.formats import Written
from quiz.formats.page.data import page_data
from quiz.formats.page.listing import listing
from quiz.formats.page.typed_tables import typed_script

SCRIPTS: Final = "texts marking rounds answers elements controls screens end appointment".split()
"""The parts of the script besides the one for typed answers; each begins nothing until all are there."""


def write(file: QuestionFile, banks: Sequence[Bank], cite: Cite) -> Written:
    """The page. Raises QuizError if it cannot ask a kind of question.

    The script and the data are packed, which makes the page a third as large. Only the loader that unpacks them, the
    script and the style may run: the content security policy lists their hashes and allows nothing else.
    """
    script = _short("\n".join((*(_part(f"{name}.js") for name in SCRIPTS), typed_script(), "start();")))
    loader, style = _part("loader.js"), _part("page.css")
    packed = json.dumps({"script": script, "data": page_data(file, banks, cite)}, ensure_ascii=False)
    policy = (
        f"default-src 'none'; script-src {_hash(loader)} {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    page = Template(_part("page.html")).substitute(
        policy=policy,
        title=escape(file.title),
        style=style,
        packed=b64encode(compress(packed.encode(), mtime=0)).decode(),
        loader=loader,
        listing=listing(file, banks, cite),
    )
    return Written(page.encode())


def _part(name: str) -> str:
    return files(__name__).joinpath(name).read_text("utf-8")


def _short(script: str) -> str:
    """A script without its indents and the lines that are comments."""
    lines = map(str.strip, script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/**")))


def _hash(text: str) -> str:
    """A text as a source in a content security policy."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
