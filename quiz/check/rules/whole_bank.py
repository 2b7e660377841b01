"""Rules on whole banks: patterns that no single question shows."""

from collections.abc import Iterator
from typing import Final

from quiz.bank.text import sentence_spans, words
from quiz.check.rules.choices import key_is_longest
from quiz.check.rules.rule import Issue, Level, bank_rule
from quiz.core.bank import Bank
from quiz.core.kinds import TrueFalse
from quiz.core.marking import chance_of_at_least
from quiz.core.readability import reading_grade, syllables

UNLIKELY: Final = 0.05
"""A pattern with a lower probability is not due to chance."""
MAX_GRADE: Final = 8.0
MIN_WORDS: Final = 30
"""The fewest words that a reading grade needs."""


@bank_rule("longest-key-often", Level.WARNING)
def longest_key_often(bank: Bank) -> Iterator[Issue]:
    """If the key is usually the longest option, learners can pick it by length."""
    choices = [q.written_options for q in bank.questions if q.one_right and q.written_options]
    longest = sum(map(key_is_longest, choices))
    probability = chance_of_at_least(longest, [1 / len(options) for options in choices])
    if probability < UNLIKELY:
        detail = f"in {longest} of {len(choices)} choices ({_by_chance(probability)})"
        yield Issue(f"the right option is the longest {detail}; shorten some, or lengthen wrong ones", ("questions",))


def _by_chance(probability: float) -> str:
    return f"by chance: {100 * probability:.1f}%" if probability >= 0.001 else "almost never by chance"


@bank_rule("true-false-balance", Level.WARNING)
def true_false_balance(bank: Bank) -> Iterator[Issue]:
    """If nearly all statements are true, or false, learners can answer without reading them."""
    keys = [question.answer for question in bank.questions if isinstance(question, TrueFalse)]
    true = sum(keys)
    more = max(true, len(keys) - true)
    probability = min(1.0, 2 * chance_of_at_least(more, [0.5] * len(keys)))
    if keys and probability < UNLIKELY:
        which, other = ("true", "false") if true == more else ("false", "true")
        problem = f"{more} of {len(keys)} statements are {which} ({_by_chance(probability)})"
        yield Issue(f"{problem}; make some {other}", ("questions",))


@bank_rule("reading-grade", Level.WARNING, english_only=True)
def reading_grade_of_bank(bank: Bank) -> Iterator[Issue]:
    """People who are ill or in pain read less well."""
    texts = [text for question in bank.questions for text in question.texts()]
    all_words = [word for text in texts for word in words(text)]
    if len(all_words) < MIN_WORDS:
        return
    sentences = sum(len(sentence_spans(text)) for text in texts)
    grade = reading_grade(len(all_words), sentences, sum(map(syllables, all_words)))
    if grade > MAX_GRADE:
        problem = f"this bank reads at grade {grade:.1f} (Flesch-Kincaid), above {MAX_GRADE:.0f}"
        yield Issue(f"{problem}; use shorter sentences and shorter words", ("questions",))
