"""What a valid question file may contain, its values as typed, and which of its banks a command names."""

from pathlib import Path
from typing import Any

import pytest
from reader_files import LEAFLET, NAME, TEA, places, read, swap, write

from quiz.bank.default import chosen_banks, load, shipped_file
from quiz.bank.reader import read_question_file
from quiz.core.bank import QuestionFile
from quiz.core.kinds import (
    Choice,
    Match,
    Number,
    Option,
    Order,
    Pair,
    Rejected,
    Select,
    ShortAnswer,
    TeachBack,
    TrueFalse,
)
from quiz.errors import QuizError


def questions(file: QuestionFile) -> dict[str, Any]:
    """The questions of a file by their ids."""
    return {question.id: question for _, question in file.items}


# Questions of every kind


def test_a_file_its_banks_and_its_questions_are_read(tmp_path: Path) -> None:
    file = read(tmp_path, TEA)
    assert (file.title, file.language) == ("Tea", "en-GB")
    assert file.document.read_text(encoding="utf-8") == LEAFLET
    (bank,) = file.banks
    assert (bank.id, bank.title) == ("tea", "About tea")
    kinds = [Choice, Select, TrueFalse, ShortAnswer, Number, Match, Order, TeachBack]
    assert [type(question) for question in bank.questions] == kinds
    told = bank.questions[-1]
    assert (told.id, told.ask) == ("told", "Tell a friend.")
    assert (told.explain, told.passage[0]) == ("What you can tell, you know.", "Tea grows on a bush")


def test_each_kind_has_its_own_keys(tmp_path: Path) -> None:
    asked = questions(read(tmp_path, TEA))
    assert asked["bush"].options == (Option("On a bush", True), Option("On a tree", False, "A tree is higher."))
    assert asked["wants"].options[1:] == (Option("Time", True), Option("Salt", False, "Salt spoils it."))
    assert asked["wants"].scoring == "all-or-nothing"
    assert asked["fresh"].options == (Option("True", True), Option("False", False, "It is not to be stale."))
    assert asked["plant"].accept == ("bush", "shrub")
    assert asked["plant"].reject == (Rejected("tree", "It has no trunk."),)
    assert (asked["minutes"].answer, asked["minutes"].tolerance, asked["minutes"].unit) == (4, 0.5, "minutes")
    assert asked["sorted"].classes == ("Plant", "Drink")
    assert asked["sorted"].pairs == (Pair("The bush", "Plant", "It grows."), Pair("The cup", "Drink"))
    assert asked["steps"].items == ("Boil the water", "Pour it on")
    assert asked["told"].covers == ("It is a bush", "The water is fresh")


def test_the_keys_that_may_be_left_out_have_their_defaults(tmp_path: Path) -> None:
    file = read(tmp_path, swap("language: en-GB\n", "", swap("scoring: all-or-nothing", "must_know: false")))
    question = questions(file)["wants"]
    assert file.language == "en"
    assert (question.must_know, question.points, question.revision, question.keep_order) == (False, 1, 1, False)
    assert question.scoring == "right-minus-wrong"


def test_the_keys_of_every_scored_question_are_read(tmp_path: Path) -> None:
    more = "id: bush\n        must_know: true\n        points: 2.5\n        revision: 3\n        keep_order: true"
    question = questions(read(tmp_path, swap("id: bush", more)))["bush"]
    assert (question.must_know, question.points, question.revision, question.keep_order) == (True, 2.5, 3, True)


def test_every_option_of_a_select_may_be_right(tmp_path: Path) -> None:
    file = read(tmp_path, swap("- wrong: Salt", "- right: Salt"))
    assert questions(file)["wants"].right == {0, 1, 2}


# Values as they were typed


@pytest.mark.parametrize("typed", ["no", "1:30", "1.10", "010", "2018-01-01", "0x1F"])
def test_text_is_kept_as_it_was_typed(tmp_path: Path, typed: str) -> None:
    text = swap("title: Tea", f"title: {typed}")
    text = swap("right: On a bush", f"right: {typed}", text)
    text = swap("accept: [bush,", f"accept: [{typed},", text)
    text = swap("- Boil the water", f"- {typed}", text)
    file = read(tmp_path, text)
    asked = questions(file)
    assert file.title == typed
    assert asked["bush"].options[0].text == typed
    assert asked["plant"].accept[0] == typed
    assert asked["steps"].items[0] == typed


@pytest.mark.parametrize("typed", ["true", "True", "TRUE", "false", "False", "FALSE"])
def test_a_truth_may_be_spelled_in_each_of_these_ways(tmp_path: Path, typed: str) -> None:
    file = read(tmp_path, swap("answer: true", f"answer: {typed}"))
    assert questions(file)["fresh"].options[0].right is (typed.lower() == "true")


@pytest.mark.parametrize(("typed", "value"), [("-3", -3), ("+.5", 0.5), ("1e3", 1000), ("010", 10), ("2.", 2)])
def test_a_number_is_read_in_the_ways_it_is_written(tmp_path: Path, typed: str, value: float) -> None:
    file = read(tmp_path, swap("answer: 4", f"answer: {typed}"))
    assert questions(file)["minutes"].answer == value


@pytest.mark.parametrize(
    "text",
    ["a\u200eb\u200fc", "👩\u200d⚕️", "نمی\u200cخواهم", "שלום, תה", "お茶", "e\u0301te\u0301", "naïve – “tea” × 2"],
    ids=["direction marks", "joiner", "non-joiner", "Hebrew", "Japanese", "combining", "typographic"],
)
def test_text_of_every_script_is_kept(tmp_path: Path, text: str) -> None:
    file = read(tmp_path, swap("title: Tea", f"title: {text}", swap("ask: Where does tea grow?", f'ask: "{text}"')))
    assert (file.title, questions(file)["bush"].ask) == (text, text)


# How a file is written


@pytest.mark.parametrize(("mark", "end"), [(b"\xef\xbb\xbf", "\n"), (b"", "\r\n")], ids=["byte order mark", "CRLF"])
def test_a_byte_order_mark_and_crlf_change_nothing(tmp_path: Path, mark: bytes, end: str) -> None:
    plain = read(tmp_path, TEA)
    other = read(tmp_path, mark + TEA.replace("\n", end).encode())
    banks = tuple(bank._replace(source=bank.source.replace(end, "\n")) for bank in other.banks)
    assert other._replace(banks=banks) == plain
    wrong = swap("kind: match", "kind: mach", swap("language:", "languages:"))
    assert places(tmp_path, mark + wrong.replace("\n", end).encode()) == [(3, 1), (53, 15)]


def test_a_block_text_under_crlf_has_plain_line_ends(tmp_path: Path) -> None:
    text = swap("ask: Where does tea grow?", "ask: |\n          Where\n          does it grow?")
    assert questions(read(tmp_path, text.replace("\n", "\r\n")))["bush"].ask == "Where\ndoes it grow?"


def test_a_file_may_have_the_marks_of_a_yaml_document(tmp_path: Path) -> None:
    plain = read(tmp_path, TEA)
    assert read(tmp_path, f"---\n{TEA}...\n") == plain


# Its document


def test_the_document_may_be_below_the_folder_or_linked_within_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "deep.md").write_text("deep\n", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "sub" / "deep.md")
    for name in ("sub/deep.md", "link.md"):
        assert read(tmp_path, swap("leaflet.md", name)).document.read_text(encoding="utf-8") == "deep\n"


def test_the_document_is_found_through_a_link_to_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder, TEA)
    (tmp_path / "link").symlink_to(folder)
    assert read_question_file(tmp_path / "link" / NAME).document.read_text(encoding="utf-8") == LEAFLET


def test_the_document_is_found_from_inside_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, TEA)
    monkeypatch.chdir(tmp_path)
    assert read_question_file(Path(NAME)).document.read_text(encoding="utf-8") == LEAFLET


# The file and the banks that are meant


def test_the_file_that_comes_with_the_program_is_read_where_none_is_named() -> None:
    file = load(None)
    assert shipped_file().name == "questions.yaml"
    assert file.banks == load(shipped_file()).banks
    assert file.document == shipped_file().parent / "leaflet.md"
    assert file.banks


def test_a_file_that_is_named_is_read_in_its_place(tmp_path: Path) -> None:
    assert load(write(tmp_path, TEA)).title == "Tea"


@pytest.fixture
def three_banks(tmp_path: Path) -> QuestionFile:
    text = "title: Tea\ndocument: leaflet.md\nbanks:\n"
    for name in ("leaves", "water", "pot"):
        question = f"id: {name}, kind: order, ask: Which?, items: [One, Two], explain: So it is., passage: Tea"
        text += f"  - id: {name}\n    title: About it\n    questions:\n      - {{{question}}}\n"
    return read(tmp_path, text)


@pytest.mark.parametrize(
    ("ids", "chosen"),
    [
        ([], ["leaves", "water", "pot"]),
        (["water"], ["water"]),
        (["pot", "leaves"], ["pot", "leaves"]),
        (["pot", "water", "pot"], ["pot", "water"]),
    ],
    ids=["none named", "one", "in the order named", "twice"],
)
def test_the_banks_named_are_chosen(three_banks: QuestionFile, ids: list[str], chosen: list[str]) -> None:
    assert [bank.id for bank in chosen_banks(three_banks, ids)] == chosen


@pytest.mark.parametrize(
    ("name", "message"),
    [("leafs", "there is no bank 'leafs'; did you mean 'leaves'?"), ("x", "there is no bank 'x'")],
    ids=["misspelt", "nothing near"],
)
def test_an_unknown_bank_is_reported_with_the_nearest_id(three_banks: QuestionFile, name: str, message: str) -> None:
    with pytest.raises(QuizError) as caught:
        chosen_banks(three_banks, ["pot", name])
    assert str(caught.value) == f"error: {message}\nThe banks are: leaves, water, pot."
    assert caught.value.exit_code == 2
