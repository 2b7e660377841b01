"""Questions of other systems become drafts: what is imported, what is left out, which passages are proposed."""

import csv
import subprocess
from io import BytesIO
from pathlib import Path
from shutil import copy
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from kept import assert_as_kept
from terminal import DATA, run

from quiz.bank.document import read_document
from quiz.bank.reader import read_question_file
from quiz.core.kinds import AnyQuestion, Choice, Number
from quiz.formats.markup_reader import plain_text
from quiz.formats.proposals import Proposals

ROOT = Path(__file__).parent.parent
FILES = DATA / "imports"
NAMES = ["tea.gift", "tea.xml", "tea.csv"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in FILES.iterdir():
        copy(path, tmp_path)
    return tmp_path


def draft(folder: Path, *words: str, code: int = 0) -> "subprocess.CompletedProcess[str]":
    result = run(folder, ["draft", *words], cwd=folder)
    assert result.returncode == code, result.stderr
    return result


def drafted(folder: Path, text: str, name: str = "one.gift") -> tuple[AnyQuestion, str]:
    """The only question of a file, and what was said of it."""
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "drafts.yaml").unlink(missing_ok=True)
    result = draft(folder, name, "--document", "tea.md", "-o", "drafts.yaml")
    [item] = read_question_file(folder / "drafts.yaml").items
    return item.question, result.stderr


@pytest.mark.parametrize("name", NAMES)
def test_the_drafts_of_these_files_are_these(folder: Path, name: str) -> None:
    result = draft(folder, name, "--document", "tea.md")
    assert_as_kept(f"{result.stdout}\n{result.stderr}", FILES / f"{name}.txt")


@pytest.mark.parametrize("name", NAMES)
def test_check_finds_nothing_else_in_them_than_that_they_are_drafts(folder: Path, name: str) -> None:
    draft(folder, name, "--document", "tea.md", "-o", "drafts.yaml")
    lines = run(folder, ["check", "drafts.yaml"], cwd=folder).stdout.splitlines()
    assert len(lines) > 9
    assert [line for line in lines if ": error: " in line] == []
    assert all(question.draft for _, question in read_question_file(folder / "drafts.yaml").items)


def test_without_a_document_no_passage_is_proposed_and_none_can_be_asked(folder: Path) -> None:
    result = draft(folder, "tea.gift", "-o", "drafts.yaml")
    assert "passage:" not in (folder / "drafts.yaml").read_text("utf-8")
    assert (
        "Saved 16 drafts from tea.gift to drafts.yaml.\nAll lack an explanation, a passage or answers.\n"
        in result.stderr
    )
    checked = run(folder, ["check", "drafts.yaml"], cwd=folder)
    assert checked.returncode == 1
    assert "the file has no 'document' [format]" in checked.stdout
    assert checked.stdout.count("this draft has no passage for its answer yet") == 16
    assert run(folder, ["take", "--drafts", "--file", "drafts.yaml"], cwd=folder).returncode == 3


def test_the_draft_with_a_proposal_is_asked_only_as_a_draft(folder: Path) -> None:
    question, _ = drafted(folder, "Light is good for leaves.{F####Keep them in the dark.}")
    assert question.passage == ("Keep the leaves dry and in the dark.",)
    path = folder / "drafts.yaml"
    proposal = f"# Proposed by its words. Confirm it, or choose another:\n        #   line 13: {question.passage[0]}"
    assert proposal in path.read_text("utf-8")
    assert "every question is still a draft" in run(folder, ["take", "--file", str(path)]).stderr
    assert run(folder, ["take", "--drafts", "--file", str(path)], typed="f\n").returncode == 0


def test_nothing_is_proposed_where_no_sentence_is_near(folder: Path) -> None:
    question, said = drafted(folder, "Which bone is the longest? {=The femur ~The tibia}")
    assert question.passage == ()
    assert "No passages are proposed: no sentence in tea.md is close enough to a question.\n" in said


def test_a_file_that_exists_is_never_overwritten(folder: Path) -> None:
    result = draft(folder, "tea.gift", "-o", "tea.csv", code=3)
    assert "already exists" in result.stderr
    assert (folder / "tea.csv").read_bytes() == (FILES / "tea.csv").read_bytes()


def test_a_file_of_which_nothing_can_be_taken_is_not_written(folder: Path) -> None:
    (folder / "none.gift").write_text("Only a text.\n\nAnother {=one", encoding="utf-8")
    result = draft(folder, "none.gift", "-o", "none.yaml", code=1)
    assert result.stderr == (
        "none.gift:1: left out a question: it has no answer in braces\n"
        "none.gift:3: left out a question: its '{' has no '}' before the next empty line\n"
        "none.gift: no question could be imported. Nothing was written.\n"
    )
    assert not (folder / "none.yaml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tea.gift", "--all"], "--all and --line are for documents"),
        (["tea.gift", "--line", "3"], "--all and --line are for documents"),
        (["tea.md", "--document", "tea.md"], "--document is for files of questions"),
        (["tea.gift", "--document", "tea.pdf"], "quiz draft tea.pdf -o …"),
        (["tea.gift", "--document", "none.md"], "there is no such file"),
        (["tea.gift", "--document", "tea.md", "-o", "deeper/a.yaml"], "from outside its folder"),
    ],
)
def test_what_does_not_go_together_is_refused_with_the_remedy(folder: Path, words: list[str], said: str) -> None:
    (folder / "deeper").mkdir()
    result = run(folder, ["draft", *words], cwd=folder)
    assert result.returncode in (2, 3)
    assert said in " ".join(result.stderr.split())


def test_gift_in_a_text_file_is_recognised_and_a_leaflet_in_one_is_not(folder: Path) -> None:
    (folder / "gift.txt").write_bytes((folder / "tea.gift").read_bytes())
    assert "16 drafts from gift.txt." in draft(folder, "gift.txt").stderr
    (folder / "leaflet.txt").write_text("Tea {hot}\n\nCall a doctor if you burn your mouth.\n", encoding="utf-8")
    assert "1 draft from leaflet.txt." in draft(folder, "leaflet.txt").stderr


# GIFT


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("{=one ~two ~three}", ["one"]),
        ("{~%0%one ~two =%100%three}", ["three"]),
        ("{=%0%one =two ~three}", ["two"]),
        ("{~%100%one ~%-50%two ~%0%three}", ["one"]),
        ("{~%50%one ~%50%two ~%-100%three}", ["one", "two"]),
        (r"{=o\=ne ~t\~wo ~\#three}", ["o=ne"]),
        ("{=one =two ~three}", ["one", "two"]),
        (r"{=\\one ~\\two ~three}", [r"\one"]),
        ("{=[html]one &amp; <i>only</i> ~two ~three}", ["one & only"]),
        ("{=[markdown]*one* ~two ~three}", ["one"]),
        ("{=[plain]<b>one</b> ~two ~three}", ["<b>one</b>"]),
    ],
)
def test_the_weight_of_an_option_says_whether_it_is_right(folder: Path, text: str, right: list[str]) -> None:
    question, _ = drafted(folder, f"Which? {text}")
    assert [option.text for option in question.options if option.right] == right
    assert len(question.options) == 3


@pytest.mark.parametrize(
    ("written", "answer", "tolerance"),
    [("#5", 5, 0), ("#1.5:0.1", 1.5, 0.1), ("#1..2", 1.5, 0.5), ("#=-3:1", -3, 1), ("#=%50%2 =7:0 ~#No.", 7, 0)],
)
def test_a_number_has_a_tolerance_or_a_range(folder: Path, written: str, answer: float, tolerance: float) -> None:
    question, _ = drafted(folder, f"How many? {{{written}}}")
    assert isinstance(question, Number)
    assert (question.answer, question.tolerance) == (answer, tolerance)


def test_the_first_feedback_of_a_true_false_is_that_on_a_wrong_answer(folder: Path) -> None:
    question, said = drafted(folder, "Tea is cold.{FALSE#It is hot.#Well done.}")
    [reason] = question.reasons()
    assert reason.because == "It is hot."
    assert "one.gift:1: left out the feedback on the right answer" in said


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("Tea wants {=hot ~cold} water.", "Tea wants _____ water."),
        ("{=Tea ~Ice} is hot", "_____ is hot"),
        ("Tea is {=hot}.", "Tea is _____."),
    ],
)
def test_a_question_in_the_middle_of_a_sentence_has_a_blank(folder: Path, text: str, ask: str) -> None:
    assert drafted(folder, text)[0].ask == ask


# Moodle XML


def test_what_a_picture_shows_is_not_taken_and_the_rest_is(folder: Path) -> None:
    text = (
        '<quiz><question type="multichoice"><name><text>x</text></name><questiontext format="html"><text>'
        '&lt;p&gt;What is this? &lt;img src="data:image/png;base64,iVBORw0KGgo="&gt;&lt;/p&gt;</text></questiontext>'
        '<single>true</single><answer fraction="100"><text>A cup</text></answer>'
        '<answer fraction="0"><text>A pot</text></answer></question></quiz>'
    )
    question, said = drafted(folder, text, "one.xml")
    assert isinstance(question, Choice)
    assert question.ask == "What is this?"
    assert "one.xml:1: left out an image" in said


# Tables


def workbook(rows: list[list[str | float | bool]], *, sheets: int = 1) -> bytes:
    """An Excel workbook with these rows on its first sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def cell(value: str | float | bool) -> str:
        if isinstance(value, bool):
            return f'<c t="b"><v>{value:d}</v></c>'
        if isinstance(value, float):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

    body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    names = "".join(f'<sheet name="S{i}" sheetId="{i}" r:id="r{i}"/>' for i in range(1, sheets + 1))
    links = "".join(
        f'<Relationship Id="r{i}" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        for i in range(1, sheets + 1)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
    }
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize("name", ["book.xlsx", "book.csv"])
def test_a_workbook_gives_the_same_drafts_as_the_table_it_is_made_of(folder: Path, name: str) -> None:
    with (folder / "tea.csv").open(encoding="utf-8", newline="") as file:
        rows: list[list[str | float | bool]] = [list(row) for row in csv.reader(file)]
    rows[3][4], rows[5][4] = True, 4.0
    (folder / name).write_bytes(workbook(rows, sheets=2))
    result = draft(folder, name, "--document", "tea.md")
    of_csv = draft(folder, "tea.csv", "--document", "tea.md").stdout

    def without_lines(text: str) -> list[str]:
        return [line for line in text.splitlines() if "# line " not in line][1:]

    assert without_lines(result.stdout.replace("book", "tea")) == without_lines(of_csv)
    assert f"{name}:1: left out the sheet 'S2'" in result.stderr


@pytest.mark.parametrize(
    "data",
    [
        "ask;right;wrong\nWhich?;A cup;A pot\n".encode("utf-8-sig"),
        "sep=;\r\nask;right;wrong\r\nWhich?;A cup;A pot\r\n".encode("utf-16"),
        b'"sep=;"\nask;right;wrong\nWhich?;A cup;A pot\n',
        b"ask\tright\twrong\rWhich?\tA cup\tA pot\r",
        b"sep=\t\nask\tright\twrong\nWhich?\tA cup\tA pot\n",
        b"\n\n ASK ,Right,wrong\nWhich?,A cup,A pot\n",
    ],
    ids=["semicolons and BOM", "Excel's UTF-16", "quoted sep", "tabs", "sep tab", "empty lines"],
)
def test_a_table_is_read_as_spreadsheets_save_it(folder: Path, data: bytes) -> None:
    (folder / "table.csv").write_bytes(data)
    draft(folder, "table.csv", "--document", "tea.md", "-o", "drafts.yaml")
    [(_, question)] = read_question_file(folder / "drafts.yaml").items
    assert question.ask == "Which?"
    assert [option.text for option in question.options] == ["A cup", "A pot"]


# Texts


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("a&nbsp;b &lt;c&gt; &amp;amp;", "a b <c> &amp;"),
        ("<p>one</p>\n<p>two<br>three</p>", "one\n\ntwo\nthree"),
        ("10<sup>5</sup> H<sub>2</sub>O x<sup>ab!</sup>", "10⁵ H₂O x^(ab!)"),
        ("<ul><li>one</li><li>two</li></ul>after", "• one\n• two\n\nafter"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<script>x()</script>seen<!-- not --><style>p{}</style>", "seen"),
        ("<table><tr><th>Age</th><th>Dose</th></tr><tr><td>2</td><td>5 mg</td></tr></table>", "Age | Dose\n2 | 5 mg"),
        ("a\x00\x1b[31mb<i>c</i>", "a\ufffd\ufffd[31mbc"),
    ],
)
def test_html_is_turned_into_the_text_that_it_shows(html: str, text: str) -> None:
    assert plain_text(html).text == text


def test_html_that_is_nested_too_deeply_is_not_cut_off(folder: Path) -> None:
    (folder / "deep.gift").write_text(f"[html]{'<b>' * 5000}Which? {{=one ~two}}", encoding="utf-8")
    said = draft(folder, "deep.gift", code=1).stderr
    assert "deep.gift:1: left out a question: its HTML is nested too deeply" in said


# Passages


def test_the_passages_of_most_of_our_own_questions_are_found_again() -> None:
    ranks = [
        rank
        for name in ("questions.yaml", "tests/data/hand-washing/hand-washing.yaml")
        for rank in ranks_of(ROOT / name)
    ]
    first, three = (sum(rank < most for rank in ranks) / len(ranks) for most in (1, 3))
    assert (first > 0.7, three > 0.75) == (True, True)


def ranks_of(path: Path) -> list[int]:
    """The place of each question's own sentence among those proposed, from 0; 99 if it is not there."""
    file = read_question_file(path)
    document = read_document(file.document)
    proposals = Proposals(document)
    ranks = []
    for _, question in file.items:
        near = proposals.nearest(question, 3)
        cited = [citation for passage in question.passages if (citation := document.cite(passage))]
        own = [place for place, one in enumerate(near) for c in cited if c.passage in one.text or one.text in c.passage]
        ranks.append(min(own, default=99))
    return ranks
