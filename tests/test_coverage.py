"""`quiz check --coverage`: which sentences of a document are asked, and how it is shown and printed as JSON."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from grounded import grounded
from jsonschema import Draft202012Validator
from kinds import PATH as KINDS
from pages import drawn
from rich.cells import cell_len
from terminal import Start, run, words

from quiz.bank.default import shipped_file
from quiz.check.checker import check
from quiz.check.coverage import Coverage, asked, coverage_of
from quiz.pages.coverage_page import coverage_page
from quiz.pages.plain import as_lines

SCHEMA = json.loads((Path(__file__).parent.parent / "docs/check.schema.json").read_text("utf-8"))
HUES = re.compile(r"\x1b\[(?:\d+;)*[39][0-7]m")
TEA = """\
Tea is old.

# Leaves

Tea is a bush. It grows in
rows. It is green.

- Pick it by hand.

# Water

Use fresh water.

## Heat
"""


def covered(path: Path) -> Coverage:
    found = check(path)
    assert found.document
    return coverage_of(found.file, found.document)


def sentences(path: Path) -> dict[str, tuple[str, ...]]:
    """The questions about each sentence."""
    return {sentence.text: sentence.questions for sentence in covered(path).sentences}


def shown(path: Path, *more: str, code: int = 0, **environ: str) -> str:
    """The output without a terminal."""
    result = run(path.parent, ["check", "--coverage", str(path), *more], environ=environ)
    assert (result.returncode, result.stderr) == (code, "")
    return result.stdout


def report(path: Path, *, code: int = 0) -> Any:
    """The coverage in the output of --json, validated against its schema."""
    printed = json.loads(shown(path, "--json", code=code))
    Draft202012Validator(SCHEMA).validate(printed)
    return printed["files"][0]["coverage"]


# What counts


def test_a_sentence_is_covered_by_a_passage_or_a_part_of_one(tmp_path: Path) -> None:
    assert sentences(grounded(tmp_path, TEA, "a bush", "rows. It is", "Pick it by hand.", "bush. It grows")) == {
        "Tea is old.": (),
        "Tea is a bush.": ("on-1", "on-4"),
        "It grows in rows.": ("on-2", "on-4"),
        "It is green.": ("on-2",),
        "Pick it by hand.": ("on-3",),
        "Use fresh water.": (),
    }


def test_passages_that_overlap_or_touch_are_shown_as_one(tmp_path: Path) -> None:
    passages = ["It grows", "grows in rows", "rows. It", "green"]
    by_text = {one.text: one for one in covered(grounded(tmp_path, TEA, *passages)).sentences}
    assert by_text["It grows in rows."].passages == ((0, 17),)
    assert by_text["It is green."].passages == ((0, 2), (6, 11))
    assert by_text["It is green."].questions == ("on-3", "on-4")


def test_a_passage_inside_another_keeps_the_longer_one(tmp_path: Path) -> None:
    [*_, water] = covered(grounded(tmp_path, TEA, "Use fresh water.", "fresh")).sentences
    assert (water.passages, len(water.questions)) == (((0, 16),), 2)


def test_a_passage_counts_where_it_is_shown(tmp_path: Path) -> None:
    assert list(sentences(grounded(tmp_path, "# A\n\nSo it is.\n\n# B\n\nSo it is!\n", "So it is")).values()) == [
        ("on-1",),
        (),
    ]


def test_a_passage_that_is_not_in_the_document_counts_nowhere(tmp_path: Path) -> None:
    assert asked(covered(grounded(tmp_path, TEA, "Use stale water.")).sentences) == 0


def test_drafts_are_not_counted_and_the_page_says_so(tmp_path: Path) -> None:
    path = grounded(tmp_path, TEA, "a bush", "Use fresh water.", "It is green.", drafts=[2, 3])
    assert (asked(covered(path).sentences), covered(path).drafts) == (1, 2)
    assert "\nNot counted: 2 drafts.\n" in shown(path)
    assert "drafts" not in shown(grounded(tmp_path, TEA, "a bush"))


def test_what_is_no_warning_and_no_instruction_is_not_named(tmp_path: Path) -> None:
    page = (
        "# Care\n\nThe leg is in a cast.\n\n- When to get help ....... 2\n- Call us if: 3\n\n"
        "Ask us for this leaflet in large print.\n\nRing the ward on 01234 567890.\n\n"
        "# 1. When to get help\n\nAsk a nurse.\n\n# Call us if:\n\n- your toes are blue\n- 01234 567890\n"
    )
    path = grounded(tmp_path, page, "The leg is in a cast.", "Ask a nurse.")
    assert [sentence.text for sentence in covered(path).missing] == [
        "Ring the ward on 01234 567890.",
        "your toes are blue",
    ]


def test_warnings_and_instructions_that_nobody_asks_about_are_named_first(tmp_path: Path) -> None:
    page = (
        "# Care\n\nThe leg is in a cast. Do not wet the cast. Keep your toes moving.\n\n"
        "## Call us if:\n\n- your toes are blue\n- the cast is loose\n\nYou must not:\n\n- drive\n- swim\n"
    )
    path = grounded(tmp_path, page, "Keep your toes moving.", "You must not:")
    assert [sentence.text for sentence in covered(path).missing] == [
        "Do not wet the cast.",
        "your toes are blue",
        "the cast is loose",
    ]
    assert report(path)["missing"][0] == {"line": 3, "sentence": "Do not wet the cast."}
    told = (
        path.read_text("utf-8").replace("This is line 1.", "What?").replace("kind: true-false", "kind: teach-back", 1)
    )
    told = told.replace(
        "        answer: false\n        because: The page says so.\n", "        covers: [The cast is loose]\n", 1
    )
    path.write_text(told, encoding="utf-8")
    assert "the cast is loose" not in [sentence.text for sentence in covered(path).missing]
    path.write_text(told.replace("banks:", "language: de\nbanks:"), encoding="utf-8")
    assert covered(path).missing == ()


def test_each_heading_has_its_own_share_and_none_is_empty(tmp_path: Path) -> None:
    parts = covered(grounded(tmp_path, TEA, "a bush", "It is green.", "Use fresh water.")).parts
    assert [(part.heading, part.line, asked(part.sentences), len(part.sentences)) for part in parts] == [
        ("", 1, 0, 1),
        ("Leaves", 3, 2, 4),
        ("Water", 10, 1, 1),
    ]


def test_a_heading_that_comes_twice_is_counted_by_itself(tmp_path: Path) -> None:
    parts = covered(grounded(tmp_path, "# A\n\nSo it is.\n\n# A\n\nNot so.\n", "Not so")).parts
    assert [(part.line, asked(part.sentences)) for part in parts] == [(1, 0), (5, 1)]


@pytest.mark.parametrize("name", ["page.md", "page.txt"])
def test_a_document_without_headings_is_one_part(tmp_path: Path, name: str) -> None:
    path = grounded(tmp_path, "it is so. it\nis not.\n\nThat is all.\n", "is not", name=name)
    assert [part.heading for part in covered(path).parts] == [""]
    lines = shown(path).splitlines()
    assert lines[0] == f"{name}: 1 of 2 sentences asked about (50%)"
    assert "Before the first heading: 1 of 2 asked about." in lines


def test_the_shipped_bank_covers_every_part_meant_for_it(tmp_path: Path) -> None:
    coverage = report(shipped_file())
    assert 0 < coverage["asked"] == sum(part["asked"] for part in coverage["parts"]) <= coverage["sentences"]
    resting = {name for part in coverage["parts"] for one in part["text"] for name in one["questions"]}
    assert resting == {item.question.id for item in check(shipped_file()).file.items}


# What is shown


def test_line_by_line_each_sentence_has_its_number_and_its_passages_in_brackets(tmp_path: Path) -> None:
    path = grounded(tmp_path, TEA, "a bush", "rows. It", "Tea is a bush.", "Pick it by hand.")
    assert shown(path).splitlines() == [
        "page.md: 4 of 6 sentences asked about (67%)",
        "Before each sentence: the number of questions about it. Their passages are in [brackets].",
        "",
        "Warnings and instructions that no question asks about",
        "Line 12: Use fresh water.",
        "",
        "Before the first heading: 0 of 1 asked about.",
        "",
        "0: Tea is old.",
        "",
        "Leaves: 4 of 4 asked about.",
        "",
        "2: [Tea is a bush.]",
        "1: It grows in [rows.]",
        "1: [It] is green.",
        "",
        "1: [Pick it by hand.]",
        "",
        "Water: 0 of 1 asked about.",
        "",
        "0: Use fresh water.",
    ]


@pytest.mark.parametrize("columns", [80, 40])
def test_a_terminal_shows_the_whole_document_with_its_shares(start: Start, tmp_path: Path, columns: int) -> None:
    path = grounded(tmp_path, TEA, "a bush", "rows. It")
    terminal = start("check", "--coverage", str(path), columns=columns, rows=40)
    assert terminal.wait_for_exit() == 0
    lines = [line.strip() for line in terminal.transcript if line.strip()]
    assert words("page.md: 3 of 6 sentences asked about (50%)") in words("".join(lines))
    shares = [found[0] for line in lines if (found := re.search("[━╸─]{10} .*", line))]
    assert shares == ["──────────    0%", "━━━━━━━╸──   75%", "──────────    0%"]
    assert [line for line in lines if re.match(r"[\d·]  ", line)] == [
        "·  Tea is old.",
        "1  Tea is a bush.",
        "1  It grows in rows.",
        "1  It is green.",
        "·  Pick it by hand.",
        "·  Use fresh water.",
    ]


DOSES = """\
# Doses

| Age | Dose | When |
|---|---|---|
| 0-2 | 5 mg | With food. At night. |
| 3-6 | 10 mg | |

```
wash x
  dry x
```
"""


def test_a_row_of_a_table_and_a_line_of_code_are_sentences(tmp_path: Path) -> None:
    path = grounded(tmp_path, DOSES, "0-2 | 5 mg", "dry x")
    assert sentences(path) == {
        "Age: 0-2 · Dose: 5 mg · When: With food. At night.": ("on-1",),
        "Age: 3-6 · Dose: 10 mg": (),
        "wash x": (),
        "dry x": ("on-2",),
    }
    assert shown(path).splitlines()[5:] == [
        "",
        "Doses: 2 of 4 asked about.",
        "",
        "1: Age: [0-2 · Dose: 5 mg] · When: With food. At night.",
        "0: Age: 3-6 · Dose: 10 mg",
        "",
        "0: wash x",
        "1: [dry x]",
    ]


def test_a_terminal_draws_a_table_where_it_fits(tmp_path: Path) -> None:
    page = coverage_page(covered(grounded(tmp_path, DOSES, "0-2 | 5 mg")))
    assert [line.plain for line in drawn(page, 60) if "│" in line.plain] == [
        "       Age │ Dose  │ When",
        "    1  0-2 │ 5 mg  │ With food. At night.",
        "    ·  3-6 │ 10 mg │",
    ]
    narrow = [line.plain for line in drawn(page, 36)]
    assert not any("│" in line for line in narrow)
    assert "    ·  Age: 3-6 · Dose: 10 mg" in narrow


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120])
def test_no_line_is_wider_than_the_screen_and_no_word_is_lost(columns: int) -> None:
    coverage = covered(KINDS)
    lines = [line.plain for line in drawn(coverage_page(coverage), columns)]
    assert max(map(cell_len, lines)) < columns
    whole = words("".join(lines))
    assert all(words(sentence.text) in whole for sentence in coverage.sentences)
    assert all(words(part.heading) in whole for part in coverage.parts)


def test_the_passages_are_bold_and_what_is_not_asked_is_dim(tmp_path: Path) -> None:
    lines = drawn(coverage_page(covered(grounded(tmp_path, TEA, "a bush"))), 80)
    [resting] = [line for line in lines if "Tea is a bush." in line.plain]
    bold = [resting.plain[span.start : span.end] for span in resting.spans if "bold" in str(span.style)]
    assert [text.strip() for text in bold] == ["1", "a bush"]
    [old] = [line for line in lines if "Tea is old." in line.plain]
    assert any("dim" in str(span.style) for span in old.spans)


def test_colour_follows_the_environment_and_carries_no_meaning_alone(start: Start, tmp_path: Path) -> None:
    path = grounded(tmp_path, TEA, "a bush")
    screens = []
    for environ, hues in (({}, True), ({"NO_COLOR": "1"}, False)):
        terminal = start("check", "--coverage", str(path), rows=30, environ=environ)
        assert terminal.wait_for_exit() == 0
        assert bool(HUES.search(terminal.written)) == hues
        screens.append(terminal.lines)
    assert screens[0] == screens[1]


def test_what_is_piped_holds_no_escapes_bars_or_signs(tmp_path: Path) -> None:
    path = grounded(tmp_path, TEA, "a bush")
    assert shown(path, FORCE_COLOR="1") == shown(path)
    assert not re.search("[\x1b━─·]", shown(path))


def test_brackets_and_escapes_in_a_document_are_shown_as_typed(start: Start, tmp_path: Path) -> None:
    path = grounded(tmp_path, "# [/red] :tea:\n\nIt is [bold] here\x1b[31m.\n", "[bold]")
    terminal = start("check", "--coverage", str(path), rows=30)
    assert terminal.wait_for_exit() == 0
    assert terminal.shows("[/red] :tea:", "It is [bold] here\ufffd[31m.")
    assert "1: It is [[bold]] here\ufffd[31m." in shown(path)


@pytest.mark.parametrize("document", ["", "# A heading\n"])
def test_a_document_without_sentences_is_reported_without_a_wrong_number(tmp_path: Path, document: str) -> None:
    path = grounded(tmp_path, document, "It is so")
    coverage = covered(path)
    for lines in (as_lines(coverage_page(coverage)), [line.plain for line in drawn(coverage_page(coverage), 80)]):
        assert lines[0].strip() == "page.md: 0 of 0 sentences asked about (nothing to ask about)"
    assert report(path, code=1) | {"document": "page.md"} == {
        "document": "page.md",
        "sentences": 0,
        "asked": 0,
        "share": 0,
        "drafts": 0,
        "missing": [],
        "parts": [],
    }


# A file that does not hold


@pytest.mark.parametrize(
    "passage", ["It is so", "a bush"], ids=["a passage that is not there", "a fault of the reader"]
)
def test_where_the_file_has_errors_the_coverage_does_not_hide_them(tmp_path: Path, passage: str) -> None:
    path = grounded(tmp_path, TEA, passage, "Use fresh water.")
    if passage == "a bush":
        path.write_text(path.read_text("utf-8").replace("explain", "explian", 1), encoding="utf-8")
    out = shown(path, code=1)
    assert "page.md: 1 of 6 sentences asked about (17%)" in out
    assert re.search(r"\b[12] errors?\b", out), "nothing says why the exit code is 1"


def test_where_the_document_cannot_be_read_the_findings_are_shown(tmp_path: Path) -> None:
    path = grounded(tmp_path, b"caf\xe9", "a bush")
    assert "the document cannot be used" in shown(path, code=1)
    assert report(path, code=1) is None


def test_several_files_are_shown_one_after_another(tmp_path: Path) -> None:
    path = grounded(tmp_path, TEA, "a bush")
    heads = [line for line in shown(path, str(KINDS)).splitlines() if "sentences asked about" in line]
    assert [head.split(":")[0] for head in heads] == ["page.md", "kinds.md"]


# JSON


def test_the_json_has_the_passages_of_the_questions(tmp_path: Path) -> None:
    path = grounded(tmp_path, "It is old.\n\n# Leaves\n\nA bush. It grows.\n", "bush. It", "bush", "old", drafts=[3])
    assert report(path) == {
        "document": "page.md",
        "sentences": 3,
        "asked": 2,
        "share": 0.666667,
        "drafts": 1,
        "missing": [],
        "parts": [
            {
                "heading": "",
                "line": 1,
                "sentences": 1,
                "asked": 0,
                "share": 0,
                "text": [{"line": 1, "sentence": "It is old.", "questions": [], "passages": []}],
            },
            {
                "heading": "Leaves",
                "line": 3,
                "sentences": 2,
                "asked": 2,
                "share": 1,
                "text": [
                    {"line": 5, "sentence": "A bush.", "questions": ["on-1", "on-2"], "passages": ["bush."]},
                    {"line": 5, "sentence": "It grows.", "questions": ["on-1"], "passages": ["It"]},
                ],
            },
        ],
    }
