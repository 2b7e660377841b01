"""Documents in other formats: forms that carry meaning, how Markdown is written, and any format's limits."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from converting import KNOTS, markdown, refused
from made_files import LARGE, docx, paragraph, pdf
from terminal import CTRL_C, PATIENCE, Terminal, environment
from terminal import run as run_quiz

from quiz.bank.document import parse_document, read_document
from quiz.bank.reader import TO_BE_CONVERTED, read_question_file
from quiz.convert.blocks import BOLD as START
from quiz.convert.blocks import NOT_BOLD, Block, Conversion, lowered, raised
from quiz.convert.markdown_writer import markdown as written
from quiz.convert.structure import parts_of, typed_lists, with_headings

# Forms that carry meaning


@pytest.mark.parametrize(
    ("before", "above", "after", "shown"),
    [
        ("10", "5", "/ml", "⁵"),
        ("3 × 10", "-3", "", "⁻³"),
        ("5 m", "2", "", "²"),
        ("kg/m", "2", ".", "²"),
        ("x", "2", " + 1", "²"),
        ("5", "2", " = 25", "²"),
        ("Ca", "2+", "", "²⁺"),
        ("", "14", "C", "¹⁴"),
        ("1", "st", " week", "st"),
        ("e", "-kt", "", "^(-kt)"),
    ],
)
def test_raised_text_that_means_something_stays(before: str, above: str, after: str, shown: str) -> None:
    assert raised(above, before, after) == shown


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("the heart", "2", "."),
        ("30", "2", " percent"),
        ("20 mg", "1", " once"),
        ("a needle.", "12", ""),
        ("a needle", "1,2", ""),
        ("a needle", "3–5", ""),
        ("a needle", "[1]", ""),
        ("a needle", "*", ""),
        ("a needle", "a", ""),
    ],
)
def test_marks_of_footnotes_go(before: str, mark: str, after: str) -> None:
    assert raised(mark, before, after) is None


def test_what_leads_to_a_note_is_its_mark_whatever_it_looks_like() -> None:
    assert raised("5", "10", "", linked=True) is None


def test_lowered_text_stays() -> None:
    assert [lowered(text) for text in ("2", "12", "max")] == ["₂", "₁₂", "_(max)"]


def test_marks_that_are_typed_as_characters_go_too() -> None:
    result = Conversion()
    assert result.shown("3 days¹. It has 10⁵ germs per m², or H₂O.³", "", "", "") == (
        "3 days. It has 10⁵ germs per m², or H₂O."
    )
    assert result.left_out == [("the mark of a footnote", "1"), ("the mark of a footnote", "3")]


# Markdown


def test_lists_in_lists_are_indented_below_their_item() -> None:
    blocks = [
        Block("item", "one", 0, 1, first=True),
        Block("item", "two", 1, first=True),
        Block("paragraph", "more", 2),
        Block("item", "three", 0, 2),
        Block("item", "another list", 0, first=True),
    ]
    assert written(blocks) == "1. one\n   - two\n\n     more\n2. three\n* another list\n"


def test_plain_text_reads_the_same_as_markdown() -> None:
    assert written([Block("paragraph", "# 3*4 <b> | _x_\n1. no")]) == "\\# 3\\*4 \\<b\\> \\| \\_x\\_\n1\\. no\n"
    assert written([Block("heading", "In C#", 2)]) == "## In C\\#\n"


def test_bold_text_is_marked_where_markdown_reads_the_marks() -> None:
    def bold(text: str) -> str:
        return text.replace("[", START).replace("]", NOT_BOLD)

    for text, shown in (
        ("[No aspirin.] Never.", "**No aspirin.** Never.\n"),
        ("[A] to[ be ]or", "**A** to **be** or\n"),
        ("w[or]d, [“so”]x", "w**or**d, “so”x\n"),
        ("[*]", "**\\***\n"),
    ):
        assert written([Block("paragraph", bold(text))]) == shown
    assert written([Block("heading", bold("[A] b"), 2)]) == "## A b\n"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p><b>&shy;</b># tea</p>", "\\# tea\n"),
        ("<p><b>&shy;</b> # tea</p>", "\\# tea\n"),
        ("<p><b># tea!</b>x</p>", "\\# tea!x\n"),
        ("<p>1<b>. tea</b></p>", "1\\. tea\n"),
        ("<p>-<b> tea</b></p>", "\\- **tea**\n"),
        ('<p><b>&shy;</b>!!! note "tea"</p>', '\\!!! note "tea"\n'),
        ("<p>&#xfdd0;tea<sup>&#xfdd1;2</sup><sub>&#xfdd1;</sub></p>", "tea\n"),
        ("<p>&#xfdd0;x <math>&#xfdd0;<mi>y&#xfdd1;</mi></math>&#xfdd1;</p>", "x y\n"),
    ],
)
def test_text_of_a_page_is_no_markup(tmp_path: Path, page: str, text: str) -> None:
    assert markdown(tmp_path, "tea.html", page) == text


def test_text_of_word_is_no_markup(tmp_path: Path) -> None:
    formula = '<m:oMath xmlns:m="m"><m:r><m:t>\ufdd0y\ufdd1</m:t></m:r></m:oMath>'
    assert markdown(tmp_path, "tea.docx", docx(paragraph("\ufdd0x\ufdd1 ", formula))) == "x y\n"


def test_lines_that_end_as_sentences_do_are_paragraphs() -> None:
    block = Block("paragraph", "Wait.\nTake two\ntablets:\n• now")
    assert written(parts_of(block)) == "Wait.\n\nTake two\ntablets:\n\n- now\n"


def test_most_lines_of_a_paragraph_are_paragraphs_or_as_they_are() -> None:
    lines = "Sore Throats\nThey heal alone.\nGargle twice.\nFever Or Pain\nRing us\nif it\nlasts.\nWard Four"
    apart = "Sore Throats|They heal alone.|Gargle twice.|Fever Or Pain|Ring us\nif it\nlasts.|Ward Four"
    assert written(parts_of(Block("paragraph", lines))) == apart.replace("|", "\n\n") + "\n"
    lines = "Do not take:|Aspirin|Iron|Ibuprofen.|Avoid:|Rice|Beans|Why so?|Stop:|Smoking|Drinking|After The Test"
    long = f"{'Rest at home ' * 9}for a day."
    text = written(parts_of(Block("paragraph", "\n".join([*lines.split("|"), long, "Then go out."]))))
    shown = "take:\n\n- Aspirin\n- Iron\n- Ibuprofen.\n\nAvoid:\n\n- Rice\n- Beans\n\nWhy so?\n\nStop:\n\n- Smoking\n"
    assert f"{shown}- Drinking\n\nAfter The Test\n\nRest" in text
    address = "We are open.\nRiver Clinic\nEast Street\nNewtown"
    assert written(parts_of(Block("paragraph", address))) == address.replace("open.\n", "open.\n\n") + "\n"


def test_nothing_is_indented_but_below_the_title_of_its_call_out() -> None:
    text = written(
        [Block("paragraph", "Rest.", boxed=True), Block("title", "Ring if", boxed=True), Block("item", "sore")]
    )
    assert text == 'Rest.\n\n!!! note "Ring if"\n\n- sore\n'


def test_the_title_of_a_call_out_may_hold_quotation_marks(tmp_path: Path) -> None:
    text = written([Block("title", 'Say "no"'), Block("paragraph", "Go.", boxed=True), Block("paragraph", "On.")])
    assert text == '!!! note "Say &quot;no&quot;"\n\n    Go.\n\nOn.\n'
    blocks = parse_document(text, tmp_path / "no.md").sections[0].blocks
    assert [(block.text, block.title) for block in blocks] == [('Say "no"', True), ("Go.", False), ("On.", False)]


# All of them


@pytest.mark.parametrize("name", ["big.html", "big.docx", "big.pdf"])
def test_a_file_that_is_too_large_is_reported(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, name, bytes(17 << 20)).message == "the file is larger than 16 MB"


STRANGE = ("60,000", "40,000 spaces", "without end", "in each other", "bomb", "250,000 short paragraphs.docx")
"""The others take longer, and are for benchmarks/draft.py."""


@pytest.mark.parametrize("name", [name for name in LARGE if any(part in name for part in STRANGE)])
def test_the_largest_and_strangest_documents_are_read_or_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"large{Path(name).suffix}"
    path.write_bytes(LARGE[name]())
    done = run_quiz(tmp_path, ("draft", path.name, "-o", "bank.yaml"), cwd=tmp_path)
    told = done.stderr.rstrip("\n").replace("\n", " ")
    if "bomb" in name or "250,000" in name:
        assert done.returncode == 3
        assert "more than" in told
    assert done.returncode in (0, 1, 3)
    assert "Traceback" not in told
    assert done.returncode == 0 or not (tmp_path / "bank.yaml").exists()


def test_an_endlessly_nested_page_is_reported(tmp_path: Path) -> None:
    assert refused(tmp_path, "deep.html", "<div>" * 20_000).message.startswith("the document is nested too deeply")


IMPATIENT = "import quiz.terminal.waiting as w; w.PATIENCE = 0.1; import quiz.__main__ as m; m.main()"
"""A program that shows its bar sooner than `quiz`."""


def test_a_bar_shows_while_a_document_is_read_and_goes_when_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "knots.md")
    program = (sys.executable, "-c", IMPATIENT)
    with Terminal("draft", "knots.md", home=tmp_path, cwd=tmp_path, program=program) as terminal:
        terminal.wait_for("Reading knots.md")
        (tmp_path / "knots.md").write_text(f"# Knots\n\n{KNOTS}\n", encoding="utf-8")
        assert terminal.wait_for_exit() == 0
        assert terminal.shows("1 draft from knots.md.")
        assert not terminal.shows("Reading")
        assert terminal.cursor_is_shown


def test_ctrl_c_ends_the_reading_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "slow.docx").write_bytes(LARGE["a table of 400,000 cells.docx"]())
    program = (sys.executable, "-c", IMPATIENT)
    command = ("draft", "slow.docx", "-o", "bank.yaml")
    with Terminal(*command, home=tmp_path, cwd=tmp_path, program=program) as terminal:
        terminal.wait_for("Reading slow.docx")
        terminal.send(CTRL_C)
        assert terminal.wait_for_exit() == 130
        assert not terminal.shows("Traceback")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(("slow", "bank"))] == ["slow.docx"]


MADE: dict[str, bytes] = {
    "knots.html": f"<h1>Knots</h1><p>{KNOTS} A fascia is a thin layer of tissue.</p>".encode(),
    "knots.docx": docx(paragraph(f"{KNOTS} A fascia is a thin layer of tissue.")),
    "knots.pdf": pdf([KNOTS, "A fascia is a thin layer of tissue."]),
}


@pytest.mark.parametrize("name", MADE)
def test_a_bank_is_drafted_with_the_text_beside_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(MADE[name])
    result = run_quiz(tmp_path, ("draft", name, "-o", "bank.yaml"), cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert f"\nThe text is in knots.md: compare it with {name}.\n" in result.stderr
    file = read_question_file(tmp_path / "bank.yaml")
    assert file.document == tmp_path / "knots.md"
    document = read_document(file.document)
    assert all(document.find(question.passage[0]) for bank in file.banks for question in bank.questions)


def test_what_was_left_out_is_listed(tmp_path: Path) -> None:
    (tmp_path / "knots.html").write_text(f"<nav>Home</nav><p>{KNOTS}</p>", encoding="utf-8")
    result = run_quiz(tmp_path, ("draft", "knots.html", "-o", "bank.yaml"), cwd=tmp_path)
    assert result.stderr.startswith("Left out of knots.html:\n  navigation (“Home”)\nSaved 1 draft from knots.html")


def test_words_of_a_document_do_not_say_what_to_copy_by_hand(tmp_path: Path) -> None:
    (tmp_path / "knots.html").write_text(f"<nav>Wash it by hand</nav><p>{KNOTS}</p>", encoding="utf-8")
    run_quiz(tmp_path, ("draft", "knots.html", "-o", "bank.yaml"), cwd=tmp_path)
    assert "Missing" not in (tmp_path / "bank.yaml").read_text(encoding="utf-8")


def test_what_to_copy_by_hand_is_at_the_top_of_the_bank(tmp_path: Path) -> None:
    lines = [(72.0, 700.0, 11.0, "Rest the leg"), (150.0, 700.0, 11.0, "in bed"), (203.0, 700.0, 11.0, "and sleep")]
    lines += [(72.0, 686.0, 11.0, "Rest it all of the week"), (203.0, 686.0, 11.0, "or more")]
    (tmp_path / "leg.pdf").write_bytes(pdf([*lines, (72.0, 600.0, 11.0, KNOTS)]))
    result = run_quiz(tmp_path, ("draft", "leg.pdf", "-o", "bank.yaml"), cwd=tmp_path)
    missing = (tmp_path / "bank.yaml").read_text(encoding="utf-8").partition("# Missing from leg.md: ")[2]
    assert missing.startswith("page 1 has text side by side, from ")
    assert result.stderr.startswith(f"Left out of leg.pdf:\n  {missing.splitlines()[0]}\nSaved")


def test_without_a_file_for_the_bank_there_is_no_place_for_the_text(tmp_path: Path) -> None:
    result = run_quiz(tmp_path, ("draft", "knots.html"), cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "Name the bank: `quiz draft knots.html -o questions.yaml`.\n" in result.stderr


def test_a_text_that_is_there_is_not_overwritten_and_no_bank_is_written(tmp_path: Path) -> None:
    (tmp_path / "knots.html").write_bytes(MADE["knots.html"])
    (tmp_path / "knots.md").write_text("mine", encoding="utf-8")
    result = run_quiz(tmp_path, ("draft", "knots.html", "-o", "bank.yaml"), cwd=tmp_path)
    assert result.returncode == 3
    assert "If it is that text, run `quiz draft knots.md -o bank.yaml`; if not, rename it.\n" in result.stderr
    (tmp_path / "knots.html").write_bytes(b"<nav>Home</nav>")
    empty = run_quiz(tmp_path, ("draft", "knots.html", "-o", "bank.yaml"), cwd=tmp_path)
    left = "Nothing is left of knots.html to draft from: see the list above. Nothing was written.\n"
    assert (empty.returncode, empty.stderr.splitlines(keepends=True)[-1]) == (1, left)
    assert (tmp_path / "knots.md").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "bank.yaml").exists()


@pytest.mark.parametrize(("name", "package"), [("knots.pdf", "pypdfium2"), ("knots.xlsx", "python-calamine")])
def test_a_package_that_is_not_installed_is_named(tmp_path: Path, name: str, package: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    module = package.replace("-", "_")
    code = f"import sys; sys.modules[{module!r}] = None; import quiz.__main__ as m; m.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "draft", name, "-o", "bank.yaml"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    error, remedy = done.stderr.splitlines()
    assert error.startswith(f"{name}: error: reading ") and error.endswith(f" files needs the package {package}")
    assert remedy == f"Run: {sys.executable} -m pip install {package}"


@pytest.mark.parametrize("kind", TO_BE_CONVERTED)
def test_every_document_that_a_bank_refuses_can_be_converted(tmp_path: Path, kind: str) -> None:
    made = MADE["knots.html" if kind == ".htm" else f"knots{kind}"]
    assert "tight band" in markdown(tmp_path, f"knots{kind}", made)


@pytest.mark.parametrize(
    ("texts", "markdown_text"),
    [
        (["1. Sit up.", "2. Bite.", "3. Rest."], "1. Sit up.\n2. Bite.\n3. Rest.\n"),
        (["- one", "- two", "After."], "- one\n- two\n\nAfter.\n"),
        (["1. Alone.", "Text."], "1\\. Alone.\n\nText.\n"),
        (["2. Second.", "3. Third."], "2\\. Second.\n\n3\\. Third.\n"),
        (["a) Sit up.", "b) Bite.", "c) Rest."], "1. Sit up.\n2. Bite.\n3. Rest.\n"),
        (["(i) one", "(ii) two"], "1. one\n2. two\n"),
        (["a) one\nb) two"], "1. one\n2. two\n"),
        (["Step 1: one", "Step 2: two"], "1. one\n2. two\n"),
        (
            ["a) Sit up", "It helps.", "b) Lie down", "Softly.", "After."],
            "1. Sit up\n\n   It helps.\n2. Lie down\n\n   Softly.\n\nAfter.\n",
        ),
    ],
    ids=[
        "numbers",
        "bullets",
        "one number",
        "no beginning",
        "letters",
        "roman numbers",
        "lines",
        "steps",
        "text between",
    ],
)
def test_what_is_typed_as_a_list_paragraph_after_paragraph_is_one(texts: list[str], markdown_text: str) -> None:
    assert written(typed_lists([Block("paragraph", text) for text in texts])) == markdown_text


def test_steps_in_bold_are_items_and_no_headings() -> None:
    steps = (Block("paragraph", f"{START}{mark}) Push it{NOT_BOLD}", bold=True) for mark in "ab")
    apart = [block for step in steps for block in (step, Block("paragraph", "Wait."))]
    assert [block.kind for block in with_headings(list(typed_lists(apart)))] == ["item", "paragraph"] * 2


def test_an_item_in_bold_leads_to_the_items_after_it() -> None:
    bold, items = Block("item", "Rest:", bold=True), [Block("item", "Sit."), Block("item", "Lie.")]
    assert list(with_headings([items[0], bold, items[1]])) == [items[0], replace(bold, kind="paragraph"), items[1]]
    assert next(with_headings([bold, bold, items[0]])) == bold


def test_bold_numbered_paragraphs_stay_headings() -> None:
    blocks = [Block("paragraph", "**1. First**", bold=True), Block("paragraph", "Text."), Block("paragraph", "More.")]
    assert list(typed_lists(blocks)) == blocks
