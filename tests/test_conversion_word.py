"""Word documents: what becomes Markdown, and what is reported as left out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from converting import converted, markdown, refused
from made_files import WORD, docx, paragraph, run


def test_a_docx_keeps_its_headings_and_text(tmp_path: Path) -> None:
    body = (
        paragraph("Tea", style="Heading1") + paragraph("Leaves", style="Heading2") + paragraph("It grows &lt; 3*4 m.")
    )
    assert markdown(tmp_path, "tea.docx", docx(body)) == "# Tea\n\n## Leaves\n\nIt grows \\< 3\\*4 m.\n"


BOLD = "<w:b/>"
SIZE = '<w:sz w:val="32"/>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            paragraph(run("Your brace", BOLD)) + paragraph(run("1. The brace", BOLD)) + paragraph("It holds."),
            "# Your brace\n\n## 1\\. The brace\n\nIt holds.\n",
        ),
        (
            paragraph(run("1. Use", BOLD)) + paragraph("Do.") + paragraph(run("1.1 Nights", BOLD)) + paragraph("Off."),
            "## 1\\. Use\n\nDo.\n\n### 1.1 Nights\n\nOff.\n",
        ),
        (paragraph(run("Your brace", SIZE)) + paragraph("It holds."), "# Your brace\n\nIt holds.\n"),
        (paragraph(run("It holds.", SIZE)) + paragraph(run("Wear it.", SIZE)), "It holds.\n\nWear it.\n"),
        (
            paragraph("Your brace", style="Title") + paragraph("Use", style="Heading1") + paragraph("Do."),
            "# Your brace\n\n## Use\n\nDo.\n",
        ),
        (paragraph("Take "), "Take\n"),
        (
            paragraph(run("Your brace", BOLD + SIZE))
            + paragraph(run("Use", BOLD + '<w:sz w:val="26"/>'))
            + paragraph(run("Nights.", BOLD), " Off.")
            + paragraph(run("Ring if:", BOLD))
            + paragraph("red", style="ListBullet")
            + "<w:tbl>"
            + ("<w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 2 + "</w:tr>") * 2
            + "</w:tbl>",
            "# Your brace\n\n## Use\n\n**Nights.** Off.\n\n**Ring if:**\n\n- red\n\n"
            "| 1 | 1 |\n| --- | --- |\n| 1 | 1 |\n",
        ),
        (
            paragraph(
                "10",
                run("5", '<w:vertAlign w:val="superscript"/>'),
                " germs, O",
                run("2", '<w:vertAlign w:val="subscript"/>'),
            ),
            "10⁵ germs, O₂\n",
        ),
        (paragraph("one", style="ListBullet") + paragraph("two", style="ListBullet2"), "- one\n  - two\n"),
        (
            paragraph("Your brace", style="Title")
            + paragraph("By day", properties='<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
            "# Your brace\n\nBy day\n",
        ),
        (paragraph("one", style="ListNumber") + paragraph("two", style="ListNumber"), "1. one\n2. two\n"),
        (
            "".join(
                paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>')
                for text, level, list in (("If cold:", 0, 1), ("Wait.", 1, 2), ("Drink.", 0, 1))
            ),
            "- If cold:\n  - Wait.\n- Drink.\n",
        ),
        (
            paragraph("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:noBreakHyphen/><w:tab/><w:t>three</w:t></w:r>"),
            "one\ntwo- three\n",
        ),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Take care.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "Take care.\n"),
    ],
)
def test_word_as_its_authors_set_it(tmp_path: Path, body: str, text: str) -> None:
    assert markdown(tmp_path, "brace.docx", docx(body)) == text


def test_empty_cells_around_a_page_of_word_make_no_table(tmp_path: Path) -> None:
    bold = [paragraph(run(title, BOLD)) for title in ("Tea", "Drinking")]
    page = f"{bold[0]}{paragraph('Wait.')}{bold[1]}{paragraph('Sit: ● at a table')}{paragraph('● on a chair')}"
    cells = [[paragraph("")] * 3, [paragraph(""), page, paragraph("")], [paragraph("")] * 3]
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in cells)
    text = "# Tea\n\nWait.\n\n## Drinking\n\nSit:\n\n- at a table\n- on a chair\n"
    assert markdown(tmp_path, "tea.docx", docx(f"<w:tbl>{rows}</w:tbl>")) == text


def test_a_box_of_word_ends_with_its_title(tmp_path: Path) -> None:
    inside = paragraph(run("Heat", "<w:b/>")) + paragraph("Wait.")
    box = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    body = paragraph("Tea", style="Heading1") + paragraph("Pour it.") + box + paragraph("Drink.")
    text = '# Tea\n\nPour it.\n\n!!! note "Heat"\n\n    Wait.\n\nDrink.\n'
    assert markdown(tmp_path, "tea.docx", docx(body)) == text


def test_text_after_what_to_do_and_not_to_do_belongs_to_the_section(tmp_path: Path) -> None:
    boxes = '<div class="do"><h3>Do</h3><p>Rest.</p></div><div class="dont"><h3>Don\'t</h3><p>Run.</p></div>'
    page = f"<main><h1>Knee</h1><h2>At home</h2><div>{boxes}</div><p>Wear a bandage.</p></main>".encode()
    text = '# Knee\n\n## At home\n\n!!! note "Do"\n\n    Rest.\n\n!!! note "Don\'t"\n\n    Run.\n\nWear a bandage.\n'
    assert markdown(tmp_path, "knee.html", page) == text


def test_a_table_of_word_is_a_table(tmp_path: Path) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>"

    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("Week") + cell("Walking") + cell("Bending"),
        cell("1", start) + cell("crutches") + cell("70°"),
        cell("", more) + cell("free", '<w:gridSpan w:val="2"/>'),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    assert markdown(tmp_path, "weeks.docx", docx(f"<w:tbl>{table}</w:tbl>")) == (
        "| Week | Walking | Bending |\n| --- | --- | --- |\n| 1 | crutches | 70° |\n| 1 | free | free |\n"
    )


def test_the_title_of_the_file_is_that_of_the_text(tmp_path: Path) -> None:
    assert (
        markdown(tmp_path, "x.docx", docx(paragraph("It holds."), title="Your brace")) == "# Your brace\n\nIt holds.\n"
    )


def test_lines_to_fill_in_are_left_out_and_listed(tmp_path: Path) -> None:
    form = "Name: ________ Side: Left / Right Date of operation: ____"
    body = paragraph(form) + paragraph("Call your doctor's office on weekdays at ____.") + paragraph("Take ____ a day.")
    assert converted(tmp_path, "form.docx", docx(body)) == (
        "Call your doctor's office on weekdays at \\_\\_\\_\\_.\n\nTake \\_\\_\\_\\_ a day.\n",
        f"a line to fill in (“{form}”)",
    )


def test_what_word_does_not_print_is_left_out_and_listed(tmp_path: Path) -> None:
    body = (
        paragraph("Take", run(" two", "<w:strike/>"), run(" secret", "<w:vanish/>"), " three.")
        + '<w:p><w:r><w:t>Rest.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        + "<w:del><w:r><w:delText>Go.</w:delText></w:r></w:del></w:p>"
    )
    notes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2">{paragraph("See Lee.")}</w:footnote></w:footnotes>'
    text, left_out = converted(tmp_path, "take.docx", docx(body, {"word/footnotes.xml": notes}))
    assert text == "Take three.\n\nRest.\n"
    for what in (
        "struck-out text (“two”)",
        "hidden text (“secret”)",
        "deleted text (“Go.”)",
        "a footnote (“See Lee.”)",
    ):
        assert what in left_out


DOCX: dict[str, tuple[Callable[[], bytes], str]] = {
    "no archive": (lambda: b"hello", "this is not a DOCX file: it is not a ZIP archive"),
    "another archive": (
        lambda: docx("").replace(b"word/document.xml", b"word/documemt.xml"),
        "this is not a DOCX file",
    ),
    "encrypted": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "this file is password-protected or in Word"),
    "a bomb": (
        lambda: docx("", {"word/document.xml": bytes(50 << 20)}),
        "the document unpacks to more than 32 MB",
    ),
    "nested without end": (lambda: docx("<w:p>" * 50_000 + "</w:p>" * 50_000), "the document is nested too deeply"),
    "broken inside": (lambda: docx("<w:p>"), "cannot read this file as DOCX ("),
}


@pytest.mark.parametrize(("made", "told"), DOCX.values(), ids=DOCX)
def test_an_unreadable_docx_is_reported(tmp_path: Path, made: Callable[[], bytes], told: str) -> None:
    error = refused(tmp_path, "bad.docx", made())
    assert error.message.startswith(told)
    assert error.hint
