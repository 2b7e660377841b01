"""Documents in other formats → Markdown, in which a bank can name their words: HTML, DOCX and PDF."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from quiz.bank.document import BULLET, Block, parse_document
from quiz.characters import harmless
from quiz.errors import QuizError
from quiz.files import LARGEST, read_bytes

NO_TEXT: Final = (
    *("script", "style", "head", "nav", "aside", "footer", "noscript", "template", "iframe", "svg", "canvas"),
    *("form", "button", "select", "input", "textarea", "object", "embed", "audio", "video", "dialog"),
)
"""What a web page has beside its text."""
ENDS: Final = (".", "!", "?", ":", "…", ".”", '."', ".)")
FULL_LINE: Final = 0.75
"""A line shorter than this share of the longest, that ends as a sentence does, ends its paragraph."""
MARKS: Final = re.compile(r"([\\`*_\[\]<>&|~])")
AT_START: Final = re.compile(r"^(#{1,6}(?=\s|$)|[-+=](?=\s|$|[-=])|\d{1,9}(?=[.)](?:\s|$)))")
PAGE_NUMBER: Final = re.compile(r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?", re.I)
BROKEN_WORD: Final = re.compile(r"([^\W\d_]+)-\n([^\W\d_]+)")


def as_markdown(path: Path) -> str:
    """The text of an HTML, DOCX or PDF file as Markdown.

    Raises QuizError where the file cannot be read, is larger than 16 MB or holds more text than that, and where
    the package that reads it is not installed.
    """
    data = read_bytes(path)
    try:
        text = READERS[path.suffix.lower()](data, path)
    except (QuizError, KeyboardInterrupt):
        raise
    except (MemoryError, RecursionError):
        raise _refused(path, "the document is nested too deeply or takes too much memory") from None
    except Exception as error:  # the packages raise many kinds for broken files
        kind = path.suffix.lstrip(".").upper()
        raise _refused(path, f"cannot read this file as {kind} ({type(error).__name__})") from None
    if len(text) > LARGEST:
        raise _refused(path, f"the document has more than {LARGEST // 1024 // 1024} MB of text")
    lines = [harmless(line).rstrip() for line in re.split(r"\r\n|[\r\n\f\v\x85\u2028\u2029]", text)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _refused(path: Path, message: str, hint: str = "") -> QuizError:
    hint = hint or "Open the file in the program that made it, and save it as plain text or Markdown."
    return QuizError(message, where=str(path), hint=hint)


def _missing(path: Path, kind: str, extra: str) -> QuizError:
    return QuizError(
        f'to read {kind} files, run: pip install "leaflet-quiz[{extra}]"',
        where=str(path),
    )


def _html(data: bytes | str, path: Path) -> str:
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    logging.getLogger("bs4.dammit").setLevel(logging.CRITICAL)  # a sentence that lost a letter is not drafted from
    page = BeautifulSoup(data, "html.parser")
    for part in page(NO_TEXT):
        part.decompose()
    main = page("main")
    converter = MarkdownConverter(
        heading_style="atx", bullets="-", strip=["a", "img"], escape_misc=True, newline_style="backslash"
    )
    text: str = converter.convert_soup(main[0] if len(main) == 1 else page)
    return text


def _docx(data: bytes, path: Path) -> str:
    import zipfile

    try:
        import mammoth
    except ImportError:
        raise _missing(path, "DOCX", "docx") from None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist() if not part.filename.startswith("word/media/"))
    except zipfile.BadZipFile:
        raise _refused(path, "this is not a DOCX file, because it is not a ZIP archive") from None
    if size > LARGEST:
        raise _refused(path, f"the document unpacks to more than {LARGEST // 1024 // 1024} MB")
    page = mammoth.convert_to_html(
        BytesIO(data),
        style_map="p[style-name='Title'] => h1:fresh",
        convert_image=mammoth.images.img_element(lambda image: {}),
    )
    return _html(page.value, path)


def _pdf(data: bytes, path: Path) -> str:
    try:
        from pypdf import PdfReader
    except ImportError:
        raise _missing(path, "PDF", "pdf") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it makes do with is no news to a reader
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _refused(path, "the PDF is password-protected", "Save a copy without a password and use that.")
    pages, size = list[str](), 0
    for page in reader.pages:
        pages.append(page.extract_text())
        size += len(pages[-1])
        if size > LARGEST:
            break
    plain = parse_document(paragraphs_of(pages), path.with_suffix(".txt"))
    return "".join(
        "".join([*([f"## {_escaped(section.heading)}\n\n"] if section.heading else []), *_blocks(section.blocks)])
        for section in plain.sections
    )


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield f"- {_escaped(block.text)}\n\n" if block.listed else f"{_escaped(block.text)}\n\n"


def _escaped(text: str) -> str:
    """Plain text as Markdown that reads the same."""
    return AT_START.sub(lambda found: _behind(found[1]), MARKS.sub(r"\\\1", text))


def _behind(mark: str) -> str:
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def paragraphs_of(pages: list[str]) -> str:
    """The lines of pages as paragraphs with an empty line between, without page numbers and running titles.

    A word broken at the end of a line is joined; its hyphen stays where the text has the word with it elsewhere.
    """
    split = [[" ".join(line.split()) for line in page.splitlines()] for page in pages]
    edges = Counter(line for lines in split for line in {*lines[:1], *lines[-1:]} if line)
    running = {line for line, count in edges.items() if count >= 3 and 2 * count > len(pages)}
    lines = [line for page in split for line in page if line not in running and not PAGE_NUMBER.fullmatch(line)]
    longest = max(map(len, lines), default=0)
    told: list[str] = []
    for line in lines:
        begins = not told or not line or not told[-1].strip() or BULLET.match(line) is not None
        if begins or _ends(told[-1].rpartition("\n")[2], line, longest):
            told.append(line)
        else:
            told[-1] += f"\n{line}"
    text = "\n\n".join(part for part in told if part)
    whole = Counter(re.findall(r"[^\W\d_]+-[^\W\d_]+", text))
    joined = BROKEN_WORD.sub(lambda found: _joined(found, whole), text)
    return "\n\n".join(part.replace("\n", " ") for part in joined.split("\n\n"))


def _ends(last: str, following: str, longest: int) -> bool:
    """Whether a paragraph ends with this line, as the one that follows shows."""
    short = len(last) < FULL_LINE * longest
    opens = following[:1].isupper() or not following[:1].isalpha()
    return short and opens and (last.endswith(ENDS) or len(last) < FULL_LINE * longest / 1.5)


def _joined(found: re.Match[str], whole: Counter[str]) -> str:
    with_hyphen = f"{found[1]}-{found[2]}"
    keeps = with_hyphen in whole or found[2][0].isupper()
    return with_hyphen if keeps else found[1] + found[2]


READERS: Final[dict[str, Callable[[bytes, Path], str]]] = {
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
    ".pdf": _pdf,
}
