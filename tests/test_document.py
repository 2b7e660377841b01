"""How documents are read, and how passages are found and shown in them."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.bank.document import Document, parse_document, read_document
from quiz.bank.text import fold
from quiz.characters import FORBIDDEN
from quiz.core.citation import Citation
from quiz.errors import QuizError

LEAFLET = """\
Words before the first heading.

# Tea

Tea grows on a *bush*. It wants
fresh **water**. Boil it!

## How to brew it

- Warm the pot.
- Put in the leaves, and [wait](https://example.org "for long").

A last word.
"""


def document(folder: Path, content: str | bytes, name: str = "leaflet.md") -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path)


def headings(read: Document) -> list[tuple[int, str]]:
    return [(section.level, section.heading) for section in read.sections]


def blocks(read: Document) -> list[str]:
    return [block.text for section in read.sections for block in section.blocks]


def source(read: Document) -> str:
    return "".join(section.source for section in read.sections)


def cited(folder: Path, content: str, passage: str) -> Citation:
    found = document(folder, content).cite(passage)
    assert found is not None
    return found


# Sections and blocks


def test_a_document_is_read_by_its_headings(tmp_path: Path) -> None:
    read = document(tmp_path, LEAFLET)
    assert read.path == tmp_path / "leaflet.md"
    assert headings(read) == [(0, ""), (1, "Tea"), (2, "How to brew it")]
    assert [[(block.text, block.line, block.listed) for block in section.blocks] for section in read.sections] == [
        [("Words before the first heading.", 1, False)],
        [("Tea grows on a bush. It wants fresh water. Boil it!", 5, False)],
        [("Warm the pot.", 10, True), ("Put in the leaves, and wait.", 11, True), ("A last word.", 13, False)],
    ]
    assert [section.line for section in read.sections] == [1, 3, 8]


def test_each_section_has_its_lines_as_written_with_the_heading(tmp_path: Path) -> None:
    _, tea, _ = document(tmp_path, LEAFLET).sections
    assert tea.source == "# Tea\n\nTea grows on a *bush*. It wants\nfresh **water**. Boil it!\n\n"


HEADINGS = {
    "# Tea": (1, "Tea"),
    "###### Tea ######": (6, "Tea"),
    "   ## Tea": (2, "Tea"),
    "Tea\nand cake\n===": (1, "Tea and cake"),
    "Tea\n---": (2, "Tea"),
    "## *Tea* and `cake` [here](x)": (2, "Tea and cake here"),
    "##": (2, ""),
}


@pytest.mark.parametrize(("written", "heading"), HEADINGS.items(), ids=HEADINGS)
def test_a_heading_in_each_of_its_forms(tmp_path: Path, written: str, heading: tuple[int, str]) -> None:
    read = document(tmp_path, f"before\n\n{written}\n\nafter\n")
    assert headings(read) == [(0, ""), heading]
    assert blocks(read) == ["before", "after"]
    assert [len(section.blocks) for section in read.sections] == [1, 1]
    assert read.sections[1].source.startswith(written)


@pytest.mark.parametrize(
    "written",
    ["```\n# no\n\n## no\n```", "~~~ sh\n# no\n~~~", "    # no\n    no\n    ==", "#no", "\\# no", "####### no"],
    ids=["fence", "tildes", "indented", "no space", "escaped", "seven"],
)
def test_text_that_only_looks_like_a_heading_is_not_one(tmp_path: Path, written: str) -> None:
    read = document(tmp_path, f"# Yes\n\n{written}\n\nafter\n")
    assert headings(read) == [(0, ""), (1, "Yes")]
    assert blocks(read)[-1] == "after"
    assert written in read.sections[1].source


PLAIN = {
    "*a* _b_ **c** __d__ ***e***": "a b c d e",
    "see [the *page*](https://example.org 'title') now": "see the page now",
    "see [the page][1] now\n\n[1]: https://example.org": "see the page now",
    "<https://example.org/a_b>": "https://example.org/a_b",
    "run `quiz *now*`": "run quiz *now*",
    r"3 \* 4 &amp; 5 &lt; 6": "3 * 4 & 5 < 6",
    "see ![a knee](knee.png) it": "see it",
    "one  \ntwo\\\nthree\nfour": "one two three four",
    "one\ttwo   three\u00a0four": "one two three four",
    "snake_case 2*3": "snake_case 2*3",
}


@pytest.mark.parametrize(("written", "plain"), PLAIN.items(), ids=PLAIN)
def test_a_block_is_plain_text(tmp_path: Path, written: str, plain: str) -> None:
    assert blocks(document(tmp_path, f"{written}\n")) == [plain]


def test_list_items_and_quotes_are_blocks_of_their_own(tmp_path: Path) -> None:
    text = "- one\n  goes on\n\n  and more\n- two\n  1. deep\n  2. deeper\n\n> quoted\n> words\n"
    assert blocks(document(tmp_path, text)) == ["one goes on", "and more", "two", "deep", "deeper", "quoted words"]


# Front matter


FRONT = {
    "title: Care of the elbow\nlang: en-GB": ("Care of the elbow", "en-GB"),
    "# set by hand\ntags: [a, b]\ntitle: 'It''s a knee' # yes\nlanguage: de_AT": ("It's a knee", "de-AT"),
    "title: >-\n  Care of\n  the knee\nlang: no": ("Care of the knee", "no"),
    "title: Knees: how to care\nlanguage: all of them": ("Knees: how to care", ""),
    'title: "cut": short': ('"cut": short', ""),
    'title: "\\e[2J\\uD800"': ("\ufffd[2J\ufffd", ""),
    "layout: page\nauthor:\n  title: Dr": ("", ""),
    "title:": ("", ""),
    "og:type: page\nTitle: Care": ("Care", ""),
    '"title": Care': ("Care", ""),
}


@pytest.mark.parametrize(("fields", "found"), FRONT.items(), ids=FRONT)
@pytest.mark.parametrize("name", ["leaflet.md", "leaflet.txt"])
def test_front_matter_gives_title_and_language_and_is_no_content(
    tmp_path: Path, fields: str, found: tuple[str, str], name: str
) -> None:
    read = document(tmp_path, f"---\n{fields}\n---\n\nRest it.\n", name)
    assert (read.title, read.language) == found
    [section] = read.sections
    assert [(block.text, block.line) for block in section.blocks] == [("Rest it.", fields.count("\n") + 5)]
    assert section.source == "\nRest it.\n"


def test_front_matter_in_toml_is_read(tmp_path: Path) -> None:
    read = document(tmp_path, '+++\ntitle = "Care"\nlanguage = "de"\n+++\nRuhe.\n')
    assert (read.title, read.language, blocks(read)) == ("Care", "de", ["Ruhe."])


@pytest.mark.parametrize(
    "text", ["---\n\nTake: care.\n\n---\n", "---\nTake care.\n---\n", "A\n\n---\nnote: so\n---\n", "---\nnote: so\n"]
)
def test_lines_between_rules_are_no_front_matter(tmp_path: Path, text: str) -> None:
    read = document(tmp_path, text)
    assert (read.title, read.language) == ("", "")
    assert source(read) == text


# Tables


DOSES = """\
# Doses

| Age | **Dose** | Can I drive? |
|-----|---------:|:-----|
| 0-2 | 5 <b>mg</b> | |
| 3\\|6 | 10&nbsp;mg | No. Ask first. |
"""


def test_a_row_of_a_table_is_words_with_the_headings_of_its_cells(tmp_path: Path) -> None:
    [_, section] = document(tmp_path, DOSES).sections
    assert [(block.text, block.line) for block in section.blocks] == [
        ("Age: 0-2 · Dose: 5 mg", 5),
        ("Age: 3|6 · Dose: 10 mg · Can I drive? No. Ask first.", 6),
    ]


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("5 mg", "5 mg"),
        ("0-2 | 5 mg", "0-2 · Dose: 5 mg"),
        ("0–2 5 mg", "0-2 · Dose: 5 mg"),
        ("| 0-2 | 5 mg | |", "0-2 · Dose: 5 mg"),
        ("Age: 0-2 · Dose: 5 mg", "Age: 0-2 · Dose: 5 mg"),
        ("3|6 | 10 mg | No. Ask first.", "3|6 · Dose: 10 mg · Can I drive? No. Ask first."),
        ("10 mg | No", "10 mg · Can I drive? No"),
    ],
)
def test_a_table_is_cited_by_the_cell_or_the_row_and_the_whole_row_is_shown(
    tmp_path: Path, passage: str, shown: str
) -> None:
    citation = cited(tmp_path, DOSES, passage)
    assert citation.passage == shown
    assert citation.text in blocks(document(tmp_path, DOSES))
    cells = [citation.text[column.start : column.end] for column in citation.columns]
    assert cells in (["0-2", "5 mg", ""], ["3|6", "10 mg", "No. Ask first."])
    assert [column.heading for column in citation.columns] == ["Age", "Dose", "Can I drive?"]


@pytest.mark.parametrize("passage", ["5 mg | 0-2", "0-2 | 10 mg", "0-2 ; 5 mg", "| |"])
def test_cells_are_found_in_their_order_and_row(tmp_path: Path, passage: str) -> None:
    assert document(tmp_path, DOSES).find(passage) is None


def test_a_table_of_headings_alone_is_a_row(tmp_path: Path) -> None:
    assert blocks(document(tmp_path, "| Tea | Water |\n|---|---|\n")) == ["Tea · Water"]


# Call-outs and HTML


SHOWN_OF = {
    '!!! warning "Take care"\n    A *bruise*.\n\n    - one\n\nAfter.': ["Take care", "A bruise.", "one", "After."],
    "!!! note\n    It is so.\n!!! tip\n\n    Rest.": ["It is so.", "Rest."],
    '??? info inline end "More"\n    It is so.': ["More", "It is so."],
    "!!! danger\nIt is so.": ["It is so."],
    "!!! Do not drive\n    for 24 hours.": ["Do not drive", "for 24 hours."],
    "Before.\n::: tip\nRest is good.\n:::\nAfter.": ["Before.", "Rest is good.", "After."],
    ":::warning Take care\n\n- one\n\n:::": ["Take care", "one"],
    ":::note[Take *care*]\nIt is so.\n:::": ["Take care", "It is so."],
    '::: {.callout-note title="x"}\nIt is so.\n:::': ["It is so."],
    ":::: columns\n::: {.column}\nleft\n:::\n::: {.column}\nright\n:::\n::::": ["left", "right"],
    "::: Do not drive\nfor 24 hours.\n:::": ["Do not drive", "for 24 hours."],
    "> [!WARNING]\n> Do not *drive*.": ["Do not drive."],
    "> [!note]- Take care\n> It is so.": ["Take care It is so."],
    "- [ ] [Wash](x) it.": ["Wash it."],
    "> [!notes] not": ["[!notes] not"],
    "- \\[x\\] Yes": ["[x] Yes"],
    "> \\[!note\\] Yes": ["[!note] Yes"],
    "- [ ] Wash.\n- [x] Dry.\n- [y] not": ["Wash.", "Dry.", "[y] not"],
    "Wow!!! great": ["Wow!!! great"],
    "    ::: code\n    !!! code": ["::: code\n!!! code"],
    "<details>\n<summary>More <b>here</b></summary>\n\nIt *is* so.\n\n</details>": ["More here", "It is so."],
    "<details open><summary>More</summary>It is &lt; 3<br>days.</details>": ["More", "It is < 3 days."],
    '<div align="center"><p>One</p><p>Two</p>\n<ul><li>Three</li></ul></div>': ["One", "Two", "Three"],
    "<!-- no -->\n\nYes. <!-- no --> So.": ["Yes. So."],
    "<script>\nno()\n</script>\n\n<style>p {}</style>": [],
    "<pre>\na  b\nc\n</pre>": ["a  b\nc"],
    "<table><tr><td>no</td></tr></table>": [],
    "un<em>believ</em>able <span title='x'>so</span>, one<br>two": ["unbelievable so, one two"],
}


@pytest.mark.parametrize(("written", "shown"), SHOWN_OF.items(), ids=SHOWN_OF)
def test_call_outs_and_html_are_the_text_that_they_show(tmp_path: Path, written: str, shown: list[str]) -> None:
    assert blocks(document(tmp_path, f"{written}\n")) == shown


def test_a_footnote_is_a_paragraph_and_its_mark_is_raised(tmp_path: Path) -> None:
    notes = "[^1]: https://example.org\n[^note]: By *mouth*,\n  with food.\n"
    text = f"A dose is 20[^1] mg.[^note] See [^a-z], x\\[^1\\].\n\n{notes}"
    assert blocks(document(tmp_path, text)) == [
        "A dose is 20¹ mg.^(note) See [^a-z], x[^1].",
        "https://example.org",
        "By mouth, with food.",
    ]


def test_headings_in_html_begin_sections_and_those_in_call_outs_are_their_titles(tmp_path: Path) -> None:
    text = (
        '<h1 align="center">Tea</h1>\n\n::: tip\n## Leaves\nGreen.\n:::\n\n<div>\nOne\n<h3>Water</h3>\nFresh.\n</div>\n'
    )
    read = document(tmp_path, text)
    assert headings(read) == [(0, ""), (1, "Tea"), (3, "Water")]
    assert [section.line for section in read.sections] == [1, 1, 10]
    assert [[block.text for block in section.blocks] for section in read.sections] == [
        [], ["Leaves", "Green.", "One"], ["Fresh."],
    ]  # fmt: skip
    assert source(read) == text


LEVELS = {
    "H<sub>2</sub>O": "H₂O",
    "10<sup>5</sup>": "10⁵",
    "10<SUP>−3</SUP> cm<sup>2</sup>": "10⁻³ cm²",
    "Ca<sup>2+</sup>": "Ca²⁺",
    "x<sup>**n**</sup>": "xⁿ",
    "x<sup>n/k</sup>": "x^(n/k)",
    "V<sub>D</sub>": "V_(D)",
    "the 1<sup>st</sup> day": "the 1st day",
    "Brand<sup>®</sup>": "Brand®",
    "a <sup>b": "a b",
    "a</sup> b": "a b",
}


@pytest.mark.parametrize(("written", "shown"), LEVELS.items(), ids=LEVELS)
def test_superscripts_and_subscripts_are_characters(tmp_path: Path, written: str, shown: str) -> None:
    assert blocks(document(tmp_path, f"{written}\n\n<p>{written}</p>\n".replace("**", ""))) == [shown, shown]
    assert blocks(document(tmp_path, f"{written}\n")) == [shown]


def test_what_is_struck_out_shows_that_and_is_found(tmp_path: Path) -> None:
    for written in ("~~Ten~~ five", "<del>Ten</del> five", "<s>T*en*</s> five"):
        assert cited(tmp_path, written, "Ten five").text == "T\u0336e\u0336n\u0336 five"


# Code


CODE = "Run this:\n\n```sh\nuseradd  -M anna\n  ls -l\n\ncd x\n```\n\n    indented\n"


def test_code_is_a_block_and_its_lines_are_shown_whole(tmp_path: Path) -> None:
    [section] = document(tmp_path, CODE).sections
    assert [(block.text, block.line, block.code) for block in section.blocks] == [
        ("Run this:", 1, False),
        ("useradd  -M anna\n  ls -l\n\ncd x", 4, True),
        ("indented", 10, True),
    ]
    assert cited(tmp_path, CODE, "-M anna") == Citation("", "", "useradd  ", "-M anna", " …")
    assert cited(tmp_path, CODE, "ls -l cd") == Citation("", "… ", "", "ls -l\n\ncd", " x")


# How files are written


def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    plain = document(tmp_path, LEAFLET)
    assert document(tmp_path, LEAFLET.replace("\n", "\r\n")) == plain
    assert document(tmp_path, LEAFLET.replace("\n", "\r")) == plain
    assert document(tmp_path, b"\xef\xbb\xbf" + LEAFLET.encode()) == plain


@pytest.mark.parametrize("name", ["leaflet.md", "leaflet.MD", "leaflet.markdown"])
def test_markdown_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    read = document(tmp_path, LEAFLET, name)
    assert read.is_markdown
    assert len(read.sections) == 3


@pytest.mark.parametrize("name", ["leaflet.txt", "leaflet", "md"])
def test_any_other_text_is_paragraphs_and_list_items(tmp_path: Path, name: str) -> None:
    text = "# no heading\nTea *grows*\non a bush.\n  \nIt wants water.\n\n\n\n- one\n  goes on\n2) two\n• three\n-x\n"
    read = document(tmp_path, text, name)
    assert not read.is_markdown
    assert headings(read) == [(0, "")]
    assert [(block.text, block.line, block.listed) for block in read.sections[0].blocks] == [
        ("# no heading Tea *grows* on a bush.", 1, False),
        ("It wants water.", 5, False),
        ("one goes on", 9, True),
        ("two", 11, True),
        ("three -x", 12, True),
    ]
    assert read.cite("on a bush") == Citation("", "", "# no heading Tea *grows* ", "on a bush", ".")


def test_a_number_at_the_end_of_a_sentence_begins_no_list_item(tmp_path: Path) -> None:
    text = "If they faint, ring\n999. Stay with them.\n\n1. Wash it.\n2. If it bleeds, ring\n999. Press on it.\n"
    assert [(block.text, block.listed) for block in document(tmp_path, text, "leaflet.txt").sections[0].blocks] == [
        ("If they faint, ring 999. Stay with them.", False),
        ("Wash it.", True),
        ("If it bleeds, ring 999. Press on it.", True),
    ]


PLAIN_HEADINGS = {
    "Tea\n\nIt grows.": ["Tea"],
    "Tea\n\n\nWhat is tea?\n\nIt grows.": ["Tea", "What is tea?"],
    "It grows.\n\nThe benefits of tea:\n- It warms.\n- It wakes.": ["The benefits of tea"],
    "Tea": [],
    "It grows.\n\nTea\n\nCake\n\nIt is baked.": ["Cake"],
    "Tea grows.\n\nIt grows.": [],
    "tea\n\nIt grows.": [],
    "Tea\nIt grows.": [],
    "Tea is a long story that goes on and on until it is too long for a heading\n\nIt grows.": [],
}
DRAWN = {
    "Tea\n===\nIt grows.\n\nCare\n----\nKeep it dry.": [("Tea", ["It grows."]), ("Care", ["Keep it dry."])],
    "It grows.\nCare\n~~~~\nKeep it dry.": [("", ["It grows."]), ("Care", ["Keep it dry."])],
    "***\nTea\nSheet 3\n***\nIt grows.": [("Tea", ["Sheet 3"]), ("", ["It grows."])],
    "Tea\n\nIt grows.\n\n- - -\nShop\non time": [("Tea", ["It grows."]), ("", ["Shop on time"])],
    "It grows in the\nhills of Nepal\n-----\nEnd": [("", ["It grows in the hills of Nepal"]), ("", ["End"])],
    "Tea\n___\n": [("", ["Tea"])],
    "TEA\nIt grows.\nIt wants rain.": [("TEA", ["It grows. It wants rain."])],
    "TEA IS HOT\nIN A CUP\nSip it.": [("", ["TEA IS HOT IN A CUP Sip it."])],
}
COLUMNS = {
    "two": "DO                DON'T\nBoil the water    Use it twice",
    "a cell on two lines": "Green    At 70 degrees, for\n         two minutes",
    "numbers to the right": "Green     70\nBlack    100",
    "three": "Green    70    2\nBlack    95    4",
    "tabs": "Green\t70\nBlack\t95",
    "a line below the heads": "Sort   Degrees\n------ -------\nGreen  70",
    "a grid": "+-------+----+\n| Green | 70 |\n+-------+----+",
    "items": "1. Warm    2. Wait\n3. Pour    4. Sip",
}
RUNNING = {
    "a space in one line": "It is hot.    It is good.\nIt grows in the hills.",
    "spaces at different places": "It is    hot and good.\nIt grows in the    hills of Nepal.",
    "an item": "1.    Warm the pot\n      with hot water.",
    "lines in the middle": "          It grows\n      in the hills.",
}


@pytest.mark.parametrize(("text", "found"), PLAIN_HEADINGS.items(), ids=PLAIN_HEADINGS)
def test_a_heading_in_plain_text_is_a_short_line_with_text_below_it(
    tmp_path: Path, text: str, found: list[str]
) -> None:
    read = document(tmp_path, text, "tea.txt")
    assert [section.heading for section in read.sections] == ["", *found]
    shown = " ".join([*found, *blocks(read)])
    assert sorted(shown.replace(":", "").split()) == sorted(text.replace(":", "").replace("- ", "").split())


@pytest.mark.parametrize(("text", "found"), DRAWN.items(), ids=DRAWN)
def test_a_line_of_signs_in_plain_text_underlines_or_divides_and_is_no_text(
    tmp_path: Path, text: str, found: list[tuple[str, list[str]]]
) -> None:
    read = document(tmp_path, text, "tea.txt")
    assert [(section.heading, [block.text for block in section.blocks]) for section in read.sections][
        not read.sections[0].blocks and len(read.sections) > 1 :
    ] == found


@pytest.mark.parametrize("text", COLUMNS.values(), ids=COLUMNS)
def test_columns_in_plain_text_are_lines_as_written(tmp_path: Path, text: str) -> None:
    read = document(tmp_path, f"Tea\n\n{text}\n\nSip it.\n", "tea.txt")
    assert [(block.text, block.code) for block in read.sections[1].blocks] == [(text, True), ("Sip it.", False)]
    line = text.split("\n")[1].strip()
    found = read.cite(line)
    assert found is not None
    assert found.text.strip("… ") == line


@pytest.mark.parametrize("text", RUNNING.values(), ids=RUNNING)
def test_other_spaces_in_plain_text_make_no_columns(tmp_path: Path, text: str) -> None:
    assert not any(block.code for section in document(tmp_path, text, "tea.txt").sections for block in section.blocks)


@pytest.mark.parametrize("character", ["\x1b", "\0", "\x9b", "\u202e", "\u2069", "\u2028"], ids=ascii)
def test_what_hides_or_forges_text_is_replaced(tmp_path: Path, character: str) -> None:
    for name in ("leaflet.md", "leaflet.txt"):
        read = document(tmp_path, f"# A{character}b\n\nTea {character}[2J grows.\n", name)
        assert source(read) == "# A\ufffdb\n\nTea \ufffd[2J grows.\n"
        assert character not in "".join([*blocks(read), *(section.heading for section in read.sections)])
        assert "Tea \ufffd[2J grows." in blocks(read)


def test_what_every_script_needs_is_kept(tmp_path: Path) -> None:
    text = "שלום \u200eabc\u200f 👩\u200d⚕️ نمی\u200cخواهم"
    assert blocks(document(tmp_path, text)) == [text]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("bytes.md", ":2:1: error: byte 0x80 is not UTF-8; save the file as UTF-8\n"),
        ("none.md", ": error: there is no such file\nCheck its name and folder."),
        ("folder", ": error: this is a folder, not a file\nName a file in it."),
    ],
    ids=["not UTF-8", "missing", "a folder"],
)
def test_an_unreadable_document_is_reported(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "bytes.md").write_bytes(b"# Caf\xc3\xa9\n\x80\n")
    (tmp_path / "folder").mkdir()
    with pytest.raises(QuizError) as caught:
        read_document(tmp_path / name)
    assert str(caught.value).startswith(f"{tmp_path / name}{told}")
    assert caught.value.exit_code == 3


# Passages


SENTENCES = "Tea is old. Tea grows on a bush. It wants water! Does it want 1.5 g of salt? No.\n"
SHOWN = {
    "at the start": ("", "Tea is old", ". …"),
    "a whole sentence": ("", "Tea is old.", " …"),
    "in the second sentence": ("Tea is old. Tea ", "grows on", " a bush. …"),
    "at the start of a sentence": ("… Tea grows on a bush. ", "It wants", " water! …"),
    "over two sentences": ("… Tea grows on a bush. It wants ", "water! Does it", " want 1.5 g of salt? …"),
    "over three sentences": ("Tea is ", "old. Tea grows on a bush. It", " wants water! …"),
    "at the end": ("… Does it want 1.5 g of salt? ", "No.", ""),
    "the whole paragraph": ("", SENTENCES.strip(), ""),
}


@pytest.mark.parametrize(("before", "passage", "after"), SHOWN.values(), ids=SHOWN)
def test_a_passage_is_shown_with_the_sentence_before(tmp_path: Path, before: str, passage: str, after: str) -> None:
    citation = cited(tmp_path, f"# Tea\n\nOther.\n\n{SENTENCES}", passage)
    assert (citation.context + citation.before, *citation[3:5]) == (before, passage, after)


def test_neither_emphasis_nor_line_breaks_nor_spaces_count_in_a_passage(tmp_path: Path) -> None:
    citation = cited(tmp_path, LEAFLET, "  wants\n  fresh\twater ")
    assert citation == Citation("Tea", "Tea grows on a bush. ", "It ", "wants fresh water", ". …")


@pytest.mark.parametrize(
    ("text", "passage"),
    [("So “dry”, isn’t it?", '"dry", isn\'t'), ('So "dry", isn\'t it?', "“dry”, isn’t"), ("So ‘dry’.", "'dry'")],
    ids=["typographic document", "typographic passage", "single"],
)
def test_quotes_of_either_form_are_found_and_shown_as_written(tmp_path: Path, text: str, passage: str) -> None:
    citation = cited(tmp_path, text, passage)
    assert citation.before == "So "
    assert citation.before + citation.passage + citation.after == text


ALIKE = {
    "soft hyphen": ("The nee\u00addle", "The needle", "The needle"),
    "soft hyphen in the passage": ("The needle", "The nee\u00addle", "The needle"),
    "zero width": ("zero\u200bwidth", "zerowidth", "zerowidth"),
    "joiner": ("zero\u200dwidth", "zerowidth", "zero\u200dwidth"),
    "no-break space": ("5\u202fmg", "5 mg", "5 mg"),
    "ligature": ("the ﬁrst oﬃce", "first office", "ﬁrst oﬃce"),
    "inside a ligature": ("the ﬁrst oﬃce", "first of", "ﬁrst oﬃ"),
    "en dash": ("10–20 drops", "10-20 drops", "10–20 drops"),
    "em dash": ("so — it", "so - it", "so — it"),
    "no-break hyphen": ("in\u2011and\u2011out", "in-and-out", "in\u2011and\u2011out"),
    "minus": ("at −18 °C", "at -18 ºC", "at −18 °C"),
    "ellipsis": ("Wait… then go", "Wait... then", "Wait… then"),
    "ellipsis in the passage": ("Wait... then go", "Wait… then", "Wait... then"),
    "quotes": ("„so“ «it» is", '"so" "it"', "„so“ «it»"),
    "apostrophe": ("isn´t", "isn’t", "isn´t"),
    "micro": ("5 \u00b5g", "5 \u03bcg", "5 \u00b5g"),
    "subscript": ("H<sub>2</sub>O flows", "H2O flows", "H₂O flows"),
    "subscript in words": ("V<sub>D</sub> is", "VD is", "V_(D) is"),
    "superscript": ("10<sup>-5</sup> germs", "10^-5 germs", "10⁻⁵ germs"),
    "superscript as typed": ("10^5 germs", "10⁵ germs", "10^5 germs"),
    "decomposed": ("na\u0131ve cafe\u0301", "café", "café"),
}


@pytest.mark.parametrize(("written", "passage", "shown"), ALIKE.values(), ids=ALIKE)
def test_invisible_differences_are_ignored_and_the_document_is_shown_as_written(
    tmp_path: Path, written: str, passage: str, shown: str
) -> None:
    assert cited(tmp_path, f"Before. {written}. After.", passage).passage == shown


@pytest.mark.parametrize(
    ("written", "passage"),
    [
        ("10<sup>5</sup>", "105"),
        ("10⁵", "105"),
        ("cm²", "cm2"),
        ("1½", "11/2"),
        ("-a", "--a"),
        ("3 × 4", "3 x 4"),
    ],
)
def test_what_means_another_thing_is_not_found(tmp_path: Path, written: str, passage: str) -> None:
    assert document(tmp_path, f"It is {written} x.").find(passage) is None


NUMBERS = "Feb. 3, 2015 – Is it so? No. 24 hours are enough, says sheet no. 22."


def test_a_sentence_does_not_end_between_an_abbreviation_and_its_number(tmp_path: Path) -> None:
    citation = cited(tmp_path, f"# Tea\n\n{NUMBERS}\n", "hours")
    assert citation.context + citation.before == "… No. 24 "
    assert citation.after == " are enough, says sheet no. 22."
    assert cited(tmp_path, f"# Tea\n\n{NUMBERS}\n", "so?").before == "Feb. 3, 2015 – Is it "


@pytest.mark.parametrize("called", ['"dry."', "'dry.'", "“dry.”", "‘dry.’", "(dry.)"])
def test_a_sentence_ends_after_its_closing_quote(tmp_path: Path, called: str) -> None:
    text = f"First. It is called {called} It is so. More."
    assert cited(tmp_path, text, "is so") == Citation("", f"… It is called {called} ", "It ", "is so", ". …")


def test_the_first_of_several_places_is_shown(tmp_path: Path) -> None:
    citation = cited(tmp_path, "# One\n\nTea here. Tea there.\n\n# Two\n\nTea.\n", "Tea")
    assert citation == Citation("One", "", "", "Tea", " here. …")


@pytest.mark.parametrize(
    "passage",
    ["coffee", "tea grows", "Boil it! Warm the pot", "How to brew it", "*bush*", "bush; it", " \n\t", ""],
    ids=["absent", "other case", "over blocks", "heading", "marks", "other punctuation", "spaces", "empty"],
)
def test_a_passage_that_is_not_word_for_word_in_a_block_is_not_found(tmp_path: Path, passage: str) -> None:
    read = document(tmp_path, LEAFLET)
    assert read.find(passage) is None
    assert read.cite(passage) is None


# Any passage of any document


WORDS = st.sampled_from(
    """
    tea a It is so. why? Never! “dry” “dry.” "straight." isn't isn’t (its role) (done.) e.g. 1.5 3. – × *soft* **hard**
    [link](x) `code` naïve お茶。 שלום 👩‍⚕️ a_b & < > \\* ...
    ﬁne… 10–20 nee\u00addle 10<sup>5</sup> H<sub>2</sub>O <b>x</b> x<sup>a,b</sup> ~~no~~
    """.split()
)
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
FORMS = st.sampled_from(
    [
        "{}",
        "{}\n{}",
        "# {}",
        "- {}",
        "> {}",
        "    {}",
        "{}\n===",
        "|{}|b|\n|-|-|\n|{}|c|",
        "!!! note\n    {}",
        "<p>{}</p>",
    ]
)
PIECES = st.builds(str.format, FORMS, LINES, LINES)
DOCUMENTS = st.lists(PIECES, min_size=1, max_size=6).map("\n\n".join)
SIGNS = st.lists(
    st.sampled_from(
        [
            *("#-=>*_`~[]()<>!&;|:\\ \n\r\t\x0b\x1b\x85\u202ea1."),
            *(
                "\n\n",
                "```",
                "|-|-|\n",
                "\n!!! a\n    ",
                "\n::: a\n",
                "<h1>",
                "</h1>",
                "<sup>",
                "</sup>",
                "<details>",
                "<li>",
            ),
        ]
    )
).map("".join)


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("anywhere")


@settings(derandomize=True, deadline=None, max_examples=300)
@given(text=DOCUMENTS, name=st.sampled_from(["leaflet.md", "leaflet.txt"]), data=st.data())
def test_any_run_of_words_is_found_and_shown(anywhere: Path, text: str, name: str, data: st.DataObject) -> None:
    read = document(anywhere, text, name)
    for section in read.sections:
        for block in section.blocks:
            words = block.text.split(" ")
            first = data.draw(st.integers(0, len(words) - 1))
            last = data.draw(st.integers(first, len(words) - 1))
            passage = " \n".join(words[first : last + 1])
            citation = read.cite(passage)
            assert citation is not None
            assert fold(citation.passage) == fold(passage)
            shown = citation.text.removeprefix("… ").removesuffix(" …")
            assert any(shown in other for other in blocks(read))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(text=st.text() | SIGNS)
@example(text="# A\n# B\n")
@example(text="A\n=\nB\n-")
@example(text="- # in a list\n\n> ## in a quote\n")
@example(text="```\nopen to the end\n# no\n")
@example(text="one\x85two\x0bthree\n# four")
def test_the_sources_of_the_sections_of_any_text_join_to_it(anywhere: Path, text: str) -> None:
    for name in ("leaflet.md", "leaflet.txt"):
        read = document(anywhere, text, name)
        whole = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        assert not read.title
        assert source(read) == FORBIDDEN.sub("\ufffd", whole)
        assert not FORBIDDEN.search("".join([*blocks(read), *(section.heading for section in read.sections)]))


@pytest.mark.parametrize("after", ["## Next\n\nMore.", "- one\n- two", "| a |\n|---|\n| b |", "> quoted"])
def test_a_footnote_ends_where_a_paragraph_does(after: str) -> None:
    read = parse_document(f"# Tea\n\nHot[^1].\n\n[^1]: A source.\n{after}\n", Path("tea.md"))
    assert "A source." in [block.text for section in read.sections for block in section.blocks]


def test_a_line_that_leads_to_a_list_belongs_to_no_item_before_it(tmp_path: Path) -> None:
    text = "Care:\n- Keep it dry.\n- Rest.\nPlease do not:\n- Bathe.\n- Scratch.\n"
    sections = parse_document(text, Path("cast.txt")).sections
    assert [section.heading for section in sections if section.heading] == ["Care", "Please do not"]
