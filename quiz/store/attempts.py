"""The first attempts of many learners, from the answers saved here or from exports."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from itertools import groupby
from math import inf
from operator import itemgetter
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple, TypeAlias

from quiz.analysis.matrix import Column, Excluded, Matrix, shares_of
from quiz.core.bank import Bank, QuestionFile
from quiz.errors import QuizError
from quiz.store.importing import import_answers
from quiz.store.migrations import migrate
from quiz.store.remarking import mark_of
from quiz.store.rows import from_json

Person: TypeAlias = tuple[int, str]
"""A place among the files that were read, and the name of a learner in that file."""


class Attempt(NamedTuple):
    """A learner's first answer: `turn` gives the order; a response of None is "I don't know" or no answer."""

    turn: float
    response: str | None


class Attempts:
    """The first attempts at the questions of a file, by everyone in the histories that were added.

    An exam counts once it is handed in, and its open questions are then attempts. A question left open in another
    session is one only if that learner never answered it. Learners of two histories are two people, whatever their
    names, unless a session is in both.
    """

    def __init__(self, file: QuestionFile) -> None:
        self.file = file
        self.revisions = {question.id: question.revision for _, question in (file.whole or file).items}
        self.people: dict[Person, dict[str, Attempt]] = {}
        self.same: dict[Person, Person] = {}
        self.sessions: dict[str, Person] = {}
        self.revised: set[str] = set()
        self.gone: set[tuple[str, str]] = set()
        self.elsewhere: set[str] = set()
        self.histories = 0

    def add(self, db: Connection) -> None:
        """Add the answers to this question file that are in a database."""
        others = db.execute("SELECT DISTINCT file FROM sittings WHERE file <> ?", (self.file.id,))
        self.elsewhere |= {name for (name,) in others}
        query = """
            SELECT sittings.id, uid, learner, items, ended_at, position, response,
            responses.turn FROM sittings LEFT JOIN responses ON responses.sitting = sittings.id
            WHERE file = ? AND (mode <> 'exam' OR ended_at IS NOT NULL) ORDER BY sittings.id
        """
        for _, group in groupby(db.execute(query, (self.file.id,)), key=itemgetter(0)):
            rows = list(group)
            _, uid, learner, items, ended_at, *_ = rows[0]
            answered = {position: Attempt(turn, response) for *_, position, response, turn in rows}
            left_open = Attempt(inf if ended_at is None else ended_at, None)
            person = (self.histories, learner)
            self._union(person, uid)
            firsts = self.people.setdefault(person, {})
            for place, (bank, question, revision) in enumerate(from_json(items) or ()):
                if self.revisions.get(question) == revision:
                    _keep_first(firsts, question, answered.get(place, left_open))
                elif question in self.revisions:
                    self.revised.add(question)
                else:
                    self.gone.add((bank, question))
        self.histories += 1

    def add_file(self, path: Path) -> None:
        """Add the answers in a file from `quiz data export`. Raises QuizError if it cannot be used."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
            migrate(db, 0)
            db.execute("BEGIN")
            try:
                import_answers(db, path)
            except QuizError as error:
                hint = "--from takes files that `quiz data export` wrote, or one CSV of marks: its name ends in .csv."
                raise QuizError(error.message, where=error.where, hint=hint) from None
            self.add(db)

    def _union(self, person: Person, uid: str) -> None:
        before = self._find(self.sessions.setdefault(uid, person))
        own = self._find(person)
        if own != before:
            self.same[max(own, before)] = min(own, before)

    def _find(self, person: Person) -> Person:
        """The first of all that are the same person."""
        while person in self.same:
            person = self.same[person]
        return person

    def matrices(self, banks: Iterable[Bank]) -> list[Matrix]:
        """The marks of the learners who were asked all questions of a bank, teach-backs apart; for each bank."""
        together: dict[Person, dict[str, Attempt]] = {}
        for person, firsts in self.people.items():
            known = together.setdefault(self._find(person), {})
            for question, attempt in firsts.items():
                _keep_first(known, question, attempt)
        return [self._matrix(bank, together.values()) for bank in banks]

    def _matrix(self, bank: Bank, people: Iterable[dict[str, Attempt]]) -> Matrix:
        questions = {question.id: question for question in bank.questions if not question.self_assessed}
        asked = [firsts for firsts in people if not questions.keys().isdisjoint(firsts)]
        whole = [
            {name: firsts[name].response for name in questions} for firsts in asked if questions.keys() <= firsts.keys()
        ]
        marks = {
            name: {response: mark_of(question, response) for response in {responses[name] for responses in whole}}
            for name, question in questions.items()
        }
        stale = Counter(
            (name, responses[name]) for name in questions for responses in whole if marks[name][responses[name]] is None
        )
        fitting = [responses for responses in whole if stale.keys().isdisjoint(responses.items())]
        columns = []
        for name, question in questions.items():
            given = Counter(responses[name] for responses in fitting)
            shares = shares_of(question, [(from_json(response), number) for response, number in given.items()])
            own = [marks[name][responses[name]] or 0.0 for responses in fitting]
            columns.append(Column(name, own, question, shares))
        left_out = Excluded(
            learners=len(asked) - len(whole),
            gone=sum(name == bank.id for name, _ in self.gone),
            revised=len(questions.keys() & self.revised),
            stale=tuple((name, from_json(response), number) for (name, response), number in stale.items()),
        )
        return Matrix(bank.id, bank.title, tuple(columns), left_out, of_bank=True)


def _keep_first(firsts: dict[str, Attempt], question: str, attempt: Attempt) -> None:
    before = firsts.get(question)
    if before is None or attempt.turn < before.turn:
        firsts[question] = attempt
