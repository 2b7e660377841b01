"""Sentences of a document that may prove the answer to a question, found by their words (BM25).

Written here, in few lines, as the packages for it bring numpy to rank a hundred sentences.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log
from typing import Final, NamedTuple

from quiz.bank.document import Document
from quiz.bank.text import STOP_WORDS, singular, words
from quiz.core.kinds import AnyQuestion
from quiz.core.kinds.fields import Passage

SATURATION, BY_LENGTH = 1.2, 0.75
"""The usual parameters of BM25: how little repeated words count, and how much long sentences are penalised."""
IN_ANSWER: Final = 2
"""The weight of the words of the right answer, relative to those of the question and the explanation."""
LEAST_SCORE, LEAST_WORDS = 0.12, 2
"""The least share of what all words of the question weigh, and the fewest words in common, of a best sentence.

Measured on our banks: 69 of 76 questions get a proposal from their own document, 7 of 228 from one on something else.
"""


class Sentence(NamedTuple):
    """A sentence, a row of a table or a line of code, and the line, from 1, where its paragraph begins."""

    text: str
    line: int


class Proposals:
    """The sentences of a document, to be searched."""

    def __init__(self, document: Document) -> None:
        self.sentences = [one for one in _sentences(document) if len(one.text) <= Passage().most]
        self.counts = [Counter(_terms(sentence.text)) for sentence in self.sentences]
        self.lengths = [counts.total() for counts in self.counts]
        self.average = sum(self.lengths) / max(1, len(self.lengths))
        self.holders = defaultdict[str, list[int]](list)
        for place, counts in enumerate(self.counts):
            for term in counts:
                self.holders[term].append(place)

    def nearest(self, question: AnyQuestion, most: int) -> list[Sentence]:
        """The sentences nearest to a question, the best first; none if none is near enough."""
        asked = dict.fromkeys(_terms(f"{question.ask} {question.explain}"), 1)
        wanted = asked | dict.fromkeys(_terms(" ".join(question.answer_lines())), IN_ANSWER)
        weights = {term: weight * self.rarity(term) for term, weight in wanted.items()}
        scores, shared = defaultdict[int, float](float), Counter[int]()
        for term, weight in weights.items():
            for place in self.holders.get(term, ()):
                scores[place] += weight * self.presence(term, place)
                shared[place] += 1
        best = sorted(scores, key=lambda place: (-scores[place], place))[:most]
        near = bool(best) and scores[best[0]] >= LEAST_SCORE * sum(weights.values()) and shared[best[0]] >= LEAST_WORDS
        return [self.sentences[place] for place in best] if near else []

    def rarity(self, term: str) -> float:
        """The weight of a word: more if fewer sentences have it."""
        having = len(self.holders.get(term, ()))
        return log(1 + (len(self.sentences) - having + 0.5) / (having + 0.5))

    def presence(self, term: str, place: int) -> float:
        """The weight of a word in a sentence, from 0 to 1 + SATURATION."""
        count = self.counts[place][term]
        held_back = SATURATION * (1 - BY_LENGTH + BY_LENGTH * self.lengths[place] / self.average)
        return count * (SATURATION + 1) / (count + held_back)


def _terms(text: str) -> list[str]:
    return [singular(word) for word in words(text) if word not in STOP_WORDS]


def _sentences(document: Document) -> Iterator[Sentence]:
    for section in document.sections:
        for block in section.blocks:
            for start, end in block.sentences:
                yield Sentence(block.text[start:end], block.line)
