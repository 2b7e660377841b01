"""Anki itself imports what is written: each question once, and again only what has been reworded."""

from html import unescape
from pathlib import Path

import pytest
from anki.collection import Collection, ImportCsvRequest
from fuzzed import cite, file_of, questions, texts

from quiz.bank.default import citing, load
from quiz.core.bank import QuestionFile
from quiz.core.citation import Cite
from quiz.formats.anki import write


class Anki:
    """A collection of cards into which text files are imported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, file: QuestionFile, cite: Cite) -> tuple[int, int, int]:
        """Import the banks: how many notes were new, updated and unchanged."""
        path = self.folder / "quiz.txt"
        path.write_bytes(write(file, file.banks, cite).content)
        metadata = self.collection.get_csv_metadata(str(path), None)
        log = self.collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
        assert not (log.conflicting or log.missing_notetype or log.missing_deck or log.empty_first_field)
        return len(log.new), len(log.updated), len(log.duplicate)

    def fields(self, guid: str) -> list[str]:
        note = self.collection.db.scalar("select id from notes where guid = ?", guid)
        return [unescape(field.replace("<br>", "\n")) for field in self.collection.get_note(note).fields]


@pytest.fixture
def anki(tmp_path: Path) -> Anki:
    return Anki(tmp_path)


def reworded(file: QuestionFile) -> QuestionFile:
    """The file with another wording of its first question."""
    bank = file.banks[0]
    first = bank.questions[0].replace(ask="Asked in other words?")
    return file._replace(banks=(bank._replace(questions=(first, *bank.questions[1:])), *file.banks[1:]))


def test_a_second_import_updates_reworded_cards_and_duplicates_none(anki: Anki) -> None:
    file = load(None)
    assert anki.take(file, citing(file)) == (file.questions, 0, 0)
    assert anki.take(file, citing(file)) == (0, 0, file.questions)
    assert anki.take(reworded(file), citing(file)) == (0, 1, file.questions - 1)
    guid = f"{file.id}:{file.banks[0].questions[0].id}"
    assert anki.fields(guid)[0].startswith("<p>Asked in other words?</p>")


def test_decks_and_tags_arrive(anki: Anki) -> None:
    file = load(None)
    anki.take(file, citing(file))
    decks = {deck.name for deck in anki.collection.decks.all_names_and_ids()}
    assert {f"{file.title}::{bank.title}" for bank in file.banks} <= decks
    important = [question for _, question in file.items if question.must_know]
    assert len(anki.collection.find_notes("tag:must-know")) == len(important)


def test_a_thousand_texts_full_of_signs_survive(anki: Anki) -> None:
    file = file_of(questions(texts(1000)), title='Tea/cups\t{=a} "# <b> [sound:x]')
    assert anki.take(file, cite) == (file.questions, 0, 0)
    for _, question in file.items:
        front, back = (field.replace("<span>\\</span>", "\\") for field in anki.fields(f"tea:{question.id}"))
        assert question.ask in front
        assert question.explain in back
        assert f"<b>{question.passage[0]}</b>" in back
        for option in question.written_options:
            assert f"<li>{option.text}</li>" in front
        for reason in question.reasons():
            assert reason.because in back
