"""Documents in other formats: what of them becomes Markdown, and what is told of those that cannot be read."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from quiz.draft.conversion import READERS, as_markdown, paragraphs_of
from terminal import PATIENCE, environment, run

from quiz.bank.document import read_document
from quiz.bank.reader import TO_BE_CONVERTED, read_question_file
from quiz.errors import QuizError

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
KNOTS = "A knot is a tight band in a muscle. A tendon is a strong cord that ends a muscle."


def markdown(folder: Path, name: str, content: bytes | str) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return as_markdown(path)


def refused(folder: Path, name: str, content: bytes | str) -> QuizError:
    with pytest.raises(QuizError) as caught:
        markdown(folder, name, content)
    assert caught.value.exit_code == 3
    return caught.value


def docx(folder: Path, body: str, parts: dict[str, bytes] | None = None) -> bytes:
    """A DOCX file with these paragraphs, and other parts beside them."""
    path = folder / "made.docx"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{i}"><w:name w:val="heading {i}"/></w:style>' for i in (1, 2)
    )
    held = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r" Type="{RELATION}" Target="word/document.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in held.items():
            archive.writestr(name, text)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return path.read_bytes()


def paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(*pages: list[str]) -> bytes:
    """A PDF file with these lines on its pages."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        drawn = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * i} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    text, places = "%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(f"{len(text):010} 00000 n \n")
        text += f"{number} 0 obj\n{written}\nendobj\n"
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{''.join(places)}trailer << /Size {size} /Root 1 0 R >>\n"
    return f"{text}{table}startxref\n{len(text)}\n%%EOF\n".encode("latin-1")


# Web pages


def test_a_web_page_keeps_headings_text_lists_and_tables(tmp_path: Path) -> None:
    page = """<html><head><title>No</title><style>p {}</style></head><body><nav><a href="/">Home</a></nav>
    <h1>Tea &amp; cake</h1><p>Caf&eacute; &lt;b&gt; 3*4 <i>tea</i> <a href="https://example.org">here</a>.
    <img src="x.png" alt="a picture"></p><ul><li>one<ul><li>two</li></ul></li></ul>
    <table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>
    <script>document.write("no")</script><footer>Imprint</footer></body></html>"""
    assert markdown(tmp_path, "tea.html", page) == (
        "# Tea \\& cake\n\nCafé \\<b\\> 3\\*4 *tea* here.\n\n- one\n  - two\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n"
    )


def test_of_a_page_with_a_main_part_that_part_is_taken(tmp_path: Path) -> None:
    assert markdown(tmp_path, "tea.htm", "<div>Menu</div><main><p>Tea.</p></main><div>More</div>") == "Tea.\n"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [('<meta charset="iso-8859-1">', "latin-1"), ('<meta charset="utf-8">', "utf-8"), ("", "utf-8")],
    ids=["Latin-1", "UTF-8", "not declared"],
)
def test_a_web_page_says_its_own_encoding(tmp_path: Path, head: str, encoding: str) -> None:
    assert markdown(tmp_path, "tea.html", f"{head}<p>Café au lait</p>".encode(encoding)) == "Café au lait\n"


def test_what_hides_or_forges_text_is_replaced(tmp_path: Path) -> None:
    assert markdown(tmp_path, "tea.html", "<p>a\x1b[2Jb\u202ec</p>") == "a\ufffd\\[2Jb\ufffdc\n"


# DOCX


def test_a_docx_keeps_its_headings_and_text(tmp_path: Path) -> None:
    body = paragraph("Tea", "Heading1") + paragraph("Leaves", "Heading2") + paragraph("It grows &lt; 3*4 m.")
    assert markdown(tmp_path, "tea.docx", docx(tmp_path, body)) == "# Tea\n\n## Leaves\n\nIt grows \\< 3\\*4 m.\n"


DOCX: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "no archive": (lambda _: b"hello", "this is not a DOCX file, because it is not a ZIP archive"),
    "a bomb": (
        lambda folder: docx(folder, "", {"word/x.xml": bytes(50 << 20)}),
        "the document unpacks to more than 16 MB",
    ),
    "nested without end": (
        lambda folder: docx(folder, "<w:p>" * 50_000 + "</w:p>" * 50_000),
        "the document is nested too deeply or takes too much memory",
    ),
    "broken inside": (lambda folder: docx(folder, "<w:p>"), "cannot read this file as DOCX ("),
}


@pytest.mark.parametrize(("made", "told"), DOCX.values(), ids=DOCX)
def test_a_docx_that_cannot_be_read_is_told(tmp_path: Path, made: Callable[[Path], bytes], told: str) -> None:
    error = refused(tmp_path, "bad.docx", made(tmp_path))
    assert error.message.startswith(told)
    assert error.hint


# PDF


def test_the_lines_of_a_pdf_become_headings_paragraphs_and_items(tmp_path: Path) -> None:
    lines = [
        *("Knots", "", "A knot is a tight band in a mus-", "cle fibre. It is felt as a hard spot.", "", "- one * two"),
        *("- three", "1"),
    ]
    text = markdown(tmp_path, "knots.pdf", pdf(lines))
    assert text == (
        "## Knots\n\nA knot is a tight band in a muscle fibre. It is felt as a hard spot.\n\n- one \\* two\n\n- three\n"
    )


def test_page_numbers_and_running_titles_are_left_out() -> None:
    pages = [
        f"The leaflet\nText {word} that goes on.\nPage {i} of 3" for i, word in enumerate(("one", "two", "six"), 1)
    ]
    assert paragraphs_of(pages) == "Text one that goes on. Text two that goes on. Text six that goes on."


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("a tight mus-\ncle", "a tight muscle"),
        ("stainless-\nsteel and stainless-steel", "stainless-steel and stainless-steel"),
        ("Anglo-\nSaxon", "Anglo-Saxon"),
        ("one -\ntwo", "one - two"),
    ],
    ids=["broken", "with its hyphen elsewhere", "a capital", "a dash"],
)
def test_a_word_broken_at_the_end_of_a_line_is_joined(lines: str, joined: str) -> None:
    assert paragraphs_of([lines]) == joined


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    (tmp_path / "open.pdf").write_bytes(pdf(["Tea."]))
    writer = PdfWriter(clone_from=tmp_path / "open.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(QuizError, match="the PDF is password-protected"):
        as_markdown(tmp_path / "locked.pdf")


@pytest.mark.parametrize("content", [b"", b"hello", pdf(["Tea."])[:200]], ids=["empty", "no PDF", "cut off"])
def test_a_broken_pdf_is_told(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path, "bad.pdf", content).message.startswith("cannot read this file as PDF (")


# All of them


@pytest.mark.parametrize("name", ["big.html", "big.docx", "big.pdf"])
def test_a_file_that_is_too_large_is_told(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, name, bytes(17 << 20)).message == "the file is larger than 16 MB"


def test_a_page_nested_without_end_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path, "deep.html", "<div>" * 20_000).message.startswith("the document is nested too deeply")


MADE: dict[str, Callable[[Path], bytes]] = {
    "knots.html": lambda _: f"<h1>Knots</h1><p>{KNOTS} A fascia is a thin layer of tissue.</p>".encode(),
    "knots.docx": lambda folder: docx(folder, paragraph(f"{KNOTS} A fascia is a thin layer of tissue.")),
    "knots.pdf": lambda _: pdf([KNOTS, "A fascia is a thin layer of tissue."]),
}


@pytest.mark.parametrize("name", MADE)
def test_a_bank_is_drafted_with_the_text_beside_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(MADE[name](tmp_path))
    result = run(tmp_path, ("draft", name, "-o", "bank.yaml"), cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "Document text saved to knots.md.\n" in result.stderr
    file = read_question_file(tmp_path / "bank.yaml")
    assert file.document == tmp_path / "knots.md"
    document = read_document(file.document)
    assert all(document.find(question.passage) for bank in file.banks for question in bank.questions)


def test_without_a_file_for_the_bank_there_is_no_place_for_the_text(tmp_path: Path) -> None:
    result = run(tmp_path, ("draft", "knots.html"), cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "Name the bank: `quiz draft knots.html -o questions.yaml`.\n" in result.stderr


def test_a_text_that_is_there_is_not_overwritten_and_no_bank_is_written(tmp_path: Path) -> None:
    (tmp_path / "knots.html").write_bytes(MADE["knots.html"](tmp_path))
    (tmp_path / "knots.md").write_text("mine", encoding="utf-8")
    result = run(tmp_path, ("draft", "knots.html", "-o", "bank.yaml"), cwd=tmp_path)
    assert result.returncode == 3
    assert "if it already has the text, draft from it: `quiz draft knots.md -o …`" in result.stderr
    assert (tmp_path / "knots.md").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "bank.yaml").exists()


@pytest.mark.parametrize(("package", "kind"), [("pypdf", "pdf"), ("mammoth", "docx")])
def test_a_package_that_is_not_installed_is_named(tmp_path: Path, package: str, kind: str) -> None:
    (tmp_path / f"knots.{kind}").write_bytes(b"x")
    code = f"import sys; sys.modules[{package!r}] = None; import quiz.__main__ as m; m.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "draft", f"knots.{kind}", "-o", "bank.yaml"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        f'knots.{kind}: error: to read {kind.upper()} files, run: pip install "leaflet-quiz[{kind}]"\n'
    )


def test_every_document_that_a_bank_refuses_can_be_converted() -> None:
    assert set(READERS) == set(TO_BE_CONVERTED)
