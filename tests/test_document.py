"""What is read of a document, and how a passage is found and shown in it."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quiz.bank.document import Document, read_document
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
def test_what_only_looks_like_a_heading_is_none(tmp_path: Path, written: str) -> None:
    read = document(tmp_path, f"# Yes\n\n{written}\n\nafter\n")
    assert headings(read) == [(0, ""), (1, "Yes")]
    assert blocks(read)[-1] == "after"
    assert written in read.sections[1].source


def test_code_is_no_block_to_find_a_passage_in(tmp_path: Path) -> None:
    assert blocks(document(tmp_path, "before\n\n```\nthe code\n```\n\nafter\n")) == ["before", "after"]


PLAIN = {
    "*a* _b_ **c** __d__ ***e***": "a b c d e",
    "see [the *page*](https://example.org 'title') now": "see the page now",
    "see [the page][1] now\n\n[1]: https://example.org": "see the page now",
    "<https://example.org/a_b>": "https://example.org/a_b",
    "run `quiz *now*`": "run quiz *now*",
    r"3 \* 4 &amp; 5 &lt; 6": "3 * 4 & 5 < 6",
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


@pytest.mark.parametrize(("text", "found"), PLAIN_HEADINGS.items(), ids=PLAIN_HEADINGS)
def test_a_heading_in_plain_text_is_a_short_line_with_text_below_it(
    tmp_path: Path, text: str, found: list[str]
) -> None:
    read = document(tmp_path, text, "tea.txt")
    assert [section.heading for section in read.sections] == ["", *found]
    shown = " ".join([*found, *blocks(read)])
    assert sorted(shown.replace(":", "").split()) == sorted(text.replace(":", "").replace("- ", "").split())


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
def test_a_document_that_cannot_be_read_is_told_so(tmp_path: Path, name: str, told: str) -> None:
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
    assert (citation.context + citation.before, *citation[3:]) == (before, passage, after)


def test_neither_emphasis_nor_line_breaks_nor_spaces_count_in_a_passage(tmp_path: Path) -> None:
    citation = cited(tmp_path, LEAFLET, "  wants\n  fresh\twater ")
    assert citation == Citation("Tea", "Tea grows on a bush. ", "It ", "wants fresh water", ". …")


@pytest.mark.parametrize(
    ("text", "passage"),
    [("So “dry”, isn’t it?", '"dry", isn\'t'), ('So "dry", isn\'t it?', "“dry”, isn’t"), ("So ‘dry’.", "'dry'")],
    ids=["typographic document", "typographic passage", "single"],
)
def test_quotes_of_either_form_are_found_and_shown_as_they_stand(tmp_path: Path, text: str, passage: str) -> None:
    citation = cited(tmp_path, text, passage)
    assert citation.before == "So "
    assert citation.before + citation.passage + citation.after == text


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
    """.split()
)
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
FORMS = st.sampled_from(["{}", "{}\n{}", "# {}", "- {}", "> {}", "    {}", "{}\n==="])
PIECES = st.builds(str.format, FORMS, LINES, LINES)
DOCUMENTS = st.lists(PIECES, min_size=1, max_size=6).map("\n\n".join)
SIGNS = st.lists(st.sampled_from([*"#-=>*_`~[]()<>!&;\\ \n\r\t\x0b\x1b\x85\u202ea1.", "\n\n", "```"])).map("".join)


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
            shown = "".join(citation[1:]).removeprefix("… ").removesuffix(" …")
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
        assert source(read) == FORBIDDEN.sub("\ufffd", whole)
        assert not FORBIDDEN.search("".join([*blocks(read), *(section.heading for section in read.sections)]))
