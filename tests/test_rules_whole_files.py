"""What `quiz check` says about whole files: ignored rules, other languages, any text, and very long ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_files import DOCUMENT, asking, checked, quote, said, spoken, written
from terminal import PATIENCE

from quiz.characters import FORBIDDEN
from quiz.check.checker import refuse_unknown
from quiz.check.rules import RULES
from quiz.core.kinds import KINDS
from quiz.errors import QuizError

NOT_LONG = "- kind: true-false\n  ask: The needles do not stay in.\n  answer: true\n"
REASON = "  # the leaflet puts it so"


def ignoring(folder: Path, lines: str, question: str = NOT_LONG) -> list[str]:
    """What is said of a question with these further lines; `negative-stem` where that rule still speaks."""
    found = checked(folder, written(question + lines)).findings
    return [finding.message if finding.rule == "ignore" else finding.rule for finding in found]


# Ignored rules


@pytest.mark.parametrize(
    "lines",
    [
        f"  ignore: [negative-stem]{REASON}\n",
        f"  ignore:{REASON}\n    - negative-stem\n",
        f"  ignore:\n    - negative-stem{REASON}\n",
        f"  ignore:\n  {REASON}\n    - negative-stem\n",
        f"{REASON}\n  ignore: [negative-stem]\n",
        f"  ignore: [\n    negative-stem]{REASON}\n",
        f"  ignore: [{REASON}\n    negative-stem]\n",
        f"  ignore: ['negative-stem']{REASON}\n",
    ],
    ids=["beside", "beside the key", "beside the item", "between", "above", "second line", "first line", "quoted"],
)
def test_a_rule_is_set_aside_with_a_reason_beside_or_above(tmp_path: Path, lines: str) -> None:
    assert ignoring(tmp_path, lines) == []


@pytest.mark.parametrize(
    "lines",
    [
        "  ignore: [negative-stem]\n",
        "  ignore: [negative-stem]  #\n",
        "  ignore: [negative-stem]  # \n",
        "  #\n  ignore: [negative-stem]\n",
        "  ignore: [negative-stem]\n  # below\n",
        f"{REASON}\n  draft: false\n  ignore: [negative-stem]\n",
        "  explain: |\n    # Tea\n  ignore: [negative-stem]\n",
    ],
    ids=["none", "a bare sign", "a sign and a space", "a bare sign above", "below", "further up", "text above"],
)
def test_without_words_there_is_no_reason(tmp_path: Path, lines: str) -> None:
    (told,) = ignoring(tmp_path, lines)
    assert told.startswith("no reason is given")


def test_a_sign_within_quotes_is_no_reason(tmp_path: Path) -> None:
    inline = "- {kind: true-false, id: a, ignore: [negative-stem], ask: 'It is not # 1', answer: true, because: It is, "
    inline += "explain: It is, passage: Tea grows}\n"
    text = written("language: en\n").split("    questions:")[0] + f"    questions:\n      {inline}"
    found = [finding.message for finding in checked(tmp_path, text).findings if finding.rule == "ignore"]
    assert len(found) == 1
    assert found[0].startswith("no reason is given")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("negative-stems", "there is no rule 'negative-stems'; did you mean 'negative-stem'?"),
        ("n", "there is no rule 'n'"),
        ("ג🍵", "there is no rule 'ג🍵'"),
        ("passage", "the rule 'passage' cannot be ignored"),
        ("key", "the rule 'key' cannot be ignored"),
        ("draft", "the rule 'draft' cannot be ignored"),
        ("ignore", "the rule 'ignore' cannot be ignored"),
        ("reading-grade", "the rule 'reading-grade' cannot be ignored for a question"),
        ("clang", "the rule 'clang' finds nothing here; delete it"),
    ],
)
def test_an_ignored_rule_without_a_finding_is_reported(tmp_path: Path, name: str, told: str) -> None:
    (found,) = said(tmp_path, NOT_LONG + f"  ignore: [{name}]{REASON}\n", "ignore")
    assert found.startswith(told)


def test_a_rule_that_cannot_be_set_aside_speaks_all_the_same(tmp_path: Path) -> None:
    found = ignoring(tmp_path, f"  draft: true\n  ignore: [draft, negative-stem]{REASON}\n")
    assert "draft" in found
    assert "negative-stem" not in found


def test_one_rule_is_set_aside_and_another_still_speaks(tmp_path: Path) -> None:
    asked = asking("Which is not so?", "It is always so", "It is", "It can be")
    found = ignoring(tmp_path, f"  ignore: [negative-stem]{REASON}\n", asked)
    assert "negative-stem" not in found
    assert "absolutes" in found


def test_a_rule_set_aside_for_the_call_is_left_out_of_all_questions(tmp_path: Path) -> None:
    found = checked(tmp_path, written(NOT_LONG), ignored={"negative-stem"}).findings
    assert found == ()


# Another language


def test_a_bank_in_another_language_has_no_rules_on_english_words(tmp_path: Path) -> None:
    options = "All of the above", "Both A and B", "None of the above"
    text = written(asking("Is it not always a", *options))
    english = {finding.rule for finding in checked(tmp_path, text).findings}
    english_only = {name for name, rule in RULES.items() if rule.english_only}
    assert len(english & english_only) >= 5
    for language in ("nl", "de-CH", "he", "zh-Hans"):
        found = {finding.rule for finding in checked(tmp_path, f"language: {language}\n{text}").findings}
        assert found == english - english_only | {"language"}
    for language in ("en", "en-GB", "EN-us"):
        assert {finding.rule for finding in checked(tmp_path, f"language: {language}\n{text}").findings} == english


def test_rules_on_numbers_and_lengths_hold_in_every_language(tmp_path: Path) -> None:
    asked = asking("Hoe lang?", "3 tot 5", "2", "1", "1.")
    found = {finding.rule for finding in checked(tmp_path, f"language: nl\n{written(asked)}").findings}
    assert {"key", "language"} <= found


# Any file

SNIPPETS = st.sampled_from(
    [
        *("not", "n’t", "All of the above", "Both A and B", "5 to 10 days", "less than 5", "2,5", "10 mg", "1,000"),
        *("a", "an", "8", "🍵", "שלום", "# x", "…", "()", "usually", "only", "Tea grows on a bush", "x" * 300, "\n"),
    ]
)
LETTERS = st.text(st.characters(codec="utf-8"), max_size=6)
TEXT = st.lists(SNIPPETS | LETTERS, min_size=1, max_size=4).map(" ".join)
RULE = st.one_of(st.sampled_from(sorted(RULES)), TEXT)


def typed(text: str) -> str:
    """A text as YAML in double quotes, in one line."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@st.composite
def question(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(list(KINDS)))
    lines = [f"kind: {kind}", f"ask: {typed(draw(TEXT))}", f"passage: {typed(draw(TEXT))}"]
    parts = draw(st.lists(TEXT, min_size=2, max_size=8, unique=True))
    listed = ", ".join(map(typed, parts))
    if kind in ("choice", "select"):
        lines += ["options:", f"  - right: {typed(parts[0])}", *(f"  - wrong: {typed(part)}" for part in parts[1:])]
    elif kind == "match":
        lines += [f"classes: [{listed}]", "pairs:", f"  - {{item: {typed(draw(TEXT))}, class: {typed(parts[0])}}}"]
    elif kind == "number":
        lines += [f"answer: {draw(st.integers(-9999, 9999))}", f"unit: {typed(parts[0])}"]
    else:
        name = {"true-false": "answer", "short-answer": "accept", "order": "items", "teach-back": "covers"}[kind]
        lines += [f"{name}: " + (draw(st.sampled_from(["true", "false"])) if kind == "true-false" else f"[{listed}]")]
    if draw(st.booleans()):
        lines += [f"ignore: [{', '.join(map(typed, draw(st.lists(RULE, min_size=1, max_size=3))))}]"]
        lines[-1] += draw(st.sampled_from(["", "  # why", "  #", "\n  # below"]))
    return "- " + "\n  ".join(lines) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@settings(max_examples=150)
@given(
    questions=st.lists(question(), min_size=1, max_size=4).map("".join),
    document=TEXT,
    language=st.sampled_from(["en", "nl"]),
)
def test_findings_on_any_file_are_in_order_and_in_place(
    folder: Path, questions: str, document: str, language: str
) -> None:
    text = f"language: {language}\n{written(questions)}"
    first = checked(folder, text, document)
    assert checked(folder, text, document) == first
    assert list(first.findings) == sorted(first.findings)
    lines = text.splitlines()
    for finding in first.findings:
        assert finding.message
        assert not FORBIDDEN.search(finding.message)
        assert "\n" not in finding.message
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1


# Very long texts

LONG = " ".join(f"word{number}" for number in range(12_000))[:100_000]


@pytest.mark.parametrize(
    "option",
    [
        *(LONG, "x" * 100_000, "1" * 100_000, "5 to 10 " * 12_500, "a and b " * 12_500, "don't " * 16_000),
        *("🍵" * 100_000, "1" + " " * 10_000 + "x 2", "(" * 26 + "x", "é" * 100_000, "." * 100_000),
    ],
    ids=lambda option: f"{option[:8].strip()} of {len(option)}",
)
def test_a_very_long_option_is_checked(tmp_path: Path, option: str) -> None:
    checked(tmp_path, written(asking("Which?", option, "Tea", "Milk")))


@pytest.mark.parametrize(
    "document", [DOCUMENT, LONG, LONG + " more", LONG[:-9] + "other end"], ids=["other", "same", "more", "near"]
)
def test_a_very_long_passage_is_checked(tmp_path: Path, document: str) -> None:
    asked = asking("Which?", "Tea", "Milk", "Salt") + f"  passage: {quote(LONG)}\n"
    checked(tmp_path, written(asked), document)


def test_a_long_option_and_a_long_passage_are_checked(tmp_path: Path) -> None:
    answer = " ".join(f"other{number}" for number in range(4_000))
    asked = asking("Which?", answer, "Milk", "Salt") + f"  passage: {quote(LONG[:40_000])}\n"
    checked(tmp_path, written(asked))


@pytest.mark.parametrize("option", ["Tea of number {}x", "{} days", "{}"])
@pytest.mark.parametrize("many", [4_900, 10_000])
def test_very_many_options_are_checked(tmp_path: Path, option: str, many: int) -> None:
    options = (option.format(number) for number in range(many))
    checked(tmp_path, written(asking("Which?", *options), reasons=False))


def test_a_message_stays_short_however_long_the_texts_are(tmp_path: Path) -> None:
    asked = asking(LONG, LONG + "x", LONG + "y", LONG + "z") + f"  ignore: [{quote(LONG)}]\n"
    for finding in checked(tmp_path, written(asked)).findings:
        assert len(finding.message) < 400, finding.rule


def test_an_ignored_rule_in_the_last_line_of_a_file_is_no_trouble(tmp_path: Path) -> None:
    assert ignoring(tmp_path, "  ignore:\n    - |\n      negative-stem") == [
        "no reason is given; say why in a comment on this line or above it: # …"
    ]


@pytest.mark.parametrize("name", ["format", "language"])
def test_findings_of_no_rule_cannot_be_ignored(tmp_path: Path, name: str) -> None:
    told = ignoring(tmp_path, f"  ignore: [{name}]{REASON}\n")
    assert f"the rule '{name}' cannot be ignored for a question; delete it and fix the problem" in told
    with pytest.raises(QuizError, match="cannot be ignored"):
        refuse_unknown([name])


def test_ranges_of_a_select_may_lie_in_one_another(tmp_path: Path) -> None:
    options = "[{right: More than 5}, {right: More than 10}, {wrong: Less than 5, because: No.}]"
    asked = f"- kind: select\n  ask: Which?\n  keep_order: true\n  options: {options}\n"
    assert "range-overlap" not in spoken(tmp_path, asked)


# Very short and very odd texts


@pytest.mark.parametrize(
    "options", [("a", "b", "c"), ("🍵", "☕", "🧉"), ("שלום", "תודה", "כן"), ("?", "!", "…"), ("1", "2", "3")]
)
def test_one_letter_signs_and_other_scripts_are_options_like_any(tmp_path: Path, options: tuple[str, ...]) -> None:
    asked = asking("?", *options, more="  keep_order: true")
    assert spoken(tmp_path, asked) <= {"unsupported", "key-verbatim"}


def test_an_empty_option_is_an_error_of_form(tmp_path: Path) -> None:
    assert said(tmp_path, asking("Which?", "", "b", "c"), "format") == ["this is empty; expected text"]


def test_the_command_ends_with_1_and_names_each_rule_at_its_line(tmp_path: Path) -> None:
    checked(tmp_path, written(asking("It is an", "apple", "pear", "lemon")))
    run = subprocess.run(
        [sys.executable, "-m", "quiz", "check", str(tmp_path / "bank.yaml")],
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
        timeout=PATIENCE,
    )
    assert run.returncode == 1
    assert "bank.yaml:8:14: error: the question ends in 'an', which does not fit 'pear'" in run.stdout
    assert "[article-cue]" in run.stdout
