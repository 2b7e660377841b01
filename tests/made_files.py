"""Word and PDF files made from text, and the largest and strangest documents for `quiz draft`."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.title().replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("heading 1", "heading 2", "heading 3", "Title", "List Bullet", "List Number", "List Bullet 2")
)


def docx(body: str, parts: Mapping[str, bytes | str] | None = None, *, title: str = "") -> bytes:
    """A DOCX file with these paragraphs, and other parts beside them."""
    held: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r" Type="{RELATION}" Target="word/document.xml"/></Relationships>',
        "docProps/core.xml": f'<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{STYLES}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**held, **(parts or {})}.items():
            archive.writestr(name, data)
    return file.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; plain text is a run too."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


Placed = tuple[float, float, float, str]
"""Left, baseline and size in points, and the text; a text that begins with `*` is set in bold."""


def pdf(*pages: Iterable[str | Placed], drawn: str = "", rotate: int = 0) -> bytes:
    """A PDF file with these texts on its pages: lines one below the other, or each where it is placed."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
    ]
    for i, page in enumerate(pages):
        shown = list[str]()
        for number, line in enumerate(page):
            left, y, size, text = (72, 720 - 14 * number, 12, line) if isinstance(line, str) else line
            face = "F2" if text.startswith("*") else "F1"
            text = re.sub(r"([\\()])", r"\\\1", text.removeprefix("*"))
            shown.append(f"BT /{face} {size} Tf {left} {y} Td ({text}) Tj ET")
        content = zlib.compress("\n".join([drawn, *shown]).encode("cp1252"))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Rotate %d "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (6 + 2 * i, rotate)
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(content), content))
    file, places = b"%PDF-1.4\n", list[int]()
    for number, written in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    size = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(file))
    )


def sentences(size: int) -> Iterable[str]:
    """Paragraphs of different sentences, with this many characters."""
    number, written = 0, 0
    while written < size:
        number += 1
        text = (
            f"Wear the brace for {number} weeks if the knee number {number} hurts. A brace of kind {number} is a stiff "
            f"sleeve for the joint. You should call ward {number} when the skin is red, and rest {number} times a day."
        )
        written += len(text) + 2
        yield text


MB = 1 << 20


def _pdf_of(lines: list[str]) -> bytes:
    return pdf(*(lines[start : start + 50] for start in range(0, len(lines), 50)))


def _lines(size: int) -> list[str]:
    return [line for text in sentences(size) for line in (text[:75], text[75:150], text[150:])]


LARGE: dict[str, Callable[[], bytes]] = {
    "1 MB of sentences.md": lambda: "\n\n".join(sentences(MB - 400)).encode(),
    "1 MB of short paragraphs.md": lambda: b"Tea is hot.\n\n" * (MB // 13),
    "1 MB of items.md": lambda: b"# A\n\n" + b"- an item of tea\n" * (MB // 18),
    "1 MB of sentences.html": lambda: ("".join(f"<p>{text}</p>" for text in sentences(MB * 9 // 10))).encode(),
    "1 MB of sentences.docx": lambda: docx("".join(map(paragraph, sentences(MB * 9 // 10)))),
    "1 MB of sentences.pdf": lambda: _pdf_of(_lines(MB * 9 // 10)),
    "2 MB of sentences.md": lambda: "\n\n".join(sentences(2 * MB)).encode(),
    "2 MB of sentences.html": lambda: ("".join(f"<p>{text}</p>" for text in sentences(2 * MB))).encode(),
    "2 MB of sentences.docx": lambda: docx("".join(map(paragraph, sentences(2 * MB)))),
    "2 MB of sentences.pdf": lambda: _pdf_of(_lines(2 * MB)),
    "16 MB of tags.html": lambda: b"<p><b>x</b></p>" * (MB * 16 // 16),
    "16 MB of empty paragraphs.html": lambda: b"<p></p>" * (MB * 2),
    "250,000 paragraphs.html": lambda: b"<p>Tea is hot.</p>" * 250_000,
    "250,000 short paragraphs.html": lambda: b"<p>a</p>" * 250_000,
    "250,000 paragraphs.docx": lambda: docx(paragraph("Tea is hot.") * 250_000),
    "250,000 short paragraphs.docx": lambda: docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 250_000),
    "a bomb.docx": lambda: docx("", {"word/document.xml": bytes(1 << 30)}),
    "a table of 400,000 cells.docx": lambda: docx(
        f"<w:tbl>{('<w:tr>' + '<w:tc><w:p/></w:tc>' * 20 + '</w:tr>') * 20_000}</w:tbl>"
    ),
    "a word of 60,000 letters.md": lambda: b"a" * 60_000,
    "a word of 60,000 letters.html": lambda: b"<p>" + b"a" * 60_000,
    "a word of 60,000 letters.docx": lambda: docx(paragraph("a" * 60_000)),
    "a word of 60,000 letters.pdf": lambda: pdf(["a" * 60_000]),
    "40,000 spaces.md": lambda: b"a" + b" " * 40_000 + b"b",
    "40,000 spaces.html": lambda: b"<p>a" + b" " * 40_000 + b"b",
    "40,000 spaces.docx": lambda: docx(paragraph("a" + " " * 40_000 + "b")),
    "40,000 spaces.pdf": lambda: pdf(["a" + " " * 40_000 + "b"]),
    "16,000 items.md": lambda: b"- an item\n" * 16_000,
    "16,000 items.html": lambda: b"<ul>" + b"<li>an item</li>" * 16_000,
    "16,000 open items.html": lambda: b"<ul>" + b"<li>an item" * 16_000,
    "16,000 links in items.html": lambda: b"<ul>" + b"<li><a href='x'>an item</a></li>" * 16_000,
    "16,000 items.docx": lambda: docx(paragraph("an item", style="ListBullet") * 16_000),
    "16,000 items.pdf": lambda: _pdf_of(["- an item"] * 16_000),
    "16,000 lines on a page.pdf": lambda: pdf([(72, 700 - i / 40, 2, f"word {i}") for i in range(16_000)]),
    "10,000 comments without end.md": lambda: b"<!--" * 10_000,
    "10,000 comments without end.html": lambda: b"<p>a</p>" + b"<!--" * 10_000,
    "500,000 signs without end.html": lambda: b"<" * 500_000,
    "20,000 elements in each other.html": lambda: b"<div>" * 20_000,
    "20,000 lines that go on.html": lambda: b"<p>" + b"apples and pears<br>" * 20_000,
    "20,000 lines with numbers.html": lambda: b"<p>" + b"1. pears<br>" * 20_000,
    "2,000 marks of a long note.html": lambda: (
        b"<p>tea<sup><a href='#n'>1</a></sup>" * 2_000 + b"<div id=n>" + b"<p>a word</p>" * 20_000
    ),
    "10,000 open marks of bold.html": lambda: b"<b>a" * 10_000,
    "100,000 superscripts.html": lambda: b"<p>" + b"10<sup>5</sup> " * 50_000,
    "a page as one table.html": lambda: b"<table>" + b"<tr><td rowspan=60000 colspan=1000>a<td>b" * 5_000,
    "2,000 pages.pdf": lambda: pdf(*[["Tea is hot."]] * 2_000),
}
"""Documents by name."""
