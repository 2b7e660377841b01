"""Rules on stems, and on cues in them."""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

from quiz.bank.text import content_words, fold, words
from quiz.characters import quoted
from quiz.check.rules.rule import Issue, Level, Subject, question_rule

NEGATION: Final = re.compile(
    r"(?<![\w-])(?:not|cannot|except|(?<!at )(?<!at the )least|never|\w+n't)(?![\w-])", re.IGNORECASE
)
ARTICLE: Final = re.compile(r"(?<![/(])\b(an?)\s*[:.…_?–—-]*$")
INITIALS: Final = re.compile(r"[A-Z]{2,4}s?\b|[A-Z]\b")
INITIALS_WITH_AN: Final = frozenset("AEFHILMNORSX")
SOUNDED_AS_VOWEL: Final = re.compile(r"[aeiou]|[fhlmnrsx]-|hour|honest|honou?r|heir|8|1[18](?!\d)", re.IGNORECASE)
SOUNDED_AS_CONSONANT: Final = re.compile(
    r"uni(?![nmd])|unidir|unimod|unan|use|usu|ubiq|ut[ei]|uk|ur[aeio]|urug|eu|one\b|once\b|ewe", re.IGNORECASE
)


@question_rule("negative-stem", Level.WARNING, english_only=True)
def negative_stem(subject: Subject) -> Iterator[Issue]:
    """A negative stem is easily misread, even by learners who know the answer."""
    if not subject.question.self_assessed:
        for found in NEGATION.finditer(fold(subject.question.ask)):
            if not found[0].isupper():
                remedy = "ask what is true, or write it in capitals"
                yield Issue(f"{quoted(found[0])} is easily overlooked in a question; {remedy}", ("ask",))
                return


@question_rule("article-cue", Level.ERROR, english_only=True)
def article_cue(subject: Subject) -> Iterator[Issue]:
    """A final "a" or "an" rules out the options that do not fit it."""
    found = ARTICLE.search(subject.question.ask)
    if found:
        article = found[1]
        for option in subject.options:
            fitting = "an" if takes_an(option.text) else "a"
            if fitting != article:
                remedy = "end it before the article and begin each option with its own"
                problem = f"the question ends in {quoted(article)}, which does not fit {quoted(option.text)}"
                yield Issue(f"{problem}; {remedy}", ("ask",))
                return


def takes_an(text: str) -> bool:
    """Whether a text takes "an", by its sound: an hour, a unit, an MRI."""
    text = normalize("NFKD", text).lstrip("\"'“”‘’([{ ")
    initials = INITIALS.match(text)
    if initials and not (len(initials[0]) == 1 and initials[0] in "AI"):
        return initials[0][0] in INITIALS_WITH_AN
    return bool(SOUNDED_AS_VOWEL.match(text)) and not SOUNDED_AS_CONSONANT.match(text)


@question_rule("clang", Level.WARNING, english_only=True)
def clang(subject: Subject) -> Iterator[Issue]:
    """A word that only the stem and the key share gives the key away."""
    options = subject.options
    subject_words = set().union(*map(content_words, subject.bank.subject_words))
    in_distractors = set().union(*(content_words(option.text) for option in options if not option.right))
    asked = content_words(subject.question.ask) - subject_words - in_distractors
    for place, option in enumerate(options):
        shared = asked & content_words(option.text) if option.right else set()
        if shared:
            word = next(word for word in words(option.text) if content_words(word) & shared)
            remedy = "reword one of them, or add the word to the bank's 'subject_words'"
            message = f"{quoted(word)} is in the question and, of the options, only in the right one; {remedy}"
            yield Issue(message, ("options", place))
            return
