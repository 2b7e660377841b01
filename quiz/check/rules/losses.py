"""The rule on conditions and negations of the document that a question has lost."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.bank.text import content_words, fold, missing, sentence_spans, words
from quiz.characters import quoted
from quiz.check.rules.rule import Issue, Level, Subject, question_rule
from quiz.core.citation import Citation
from quiz.core.kinds import TrueFalse
from quiz.core.kinds.question import AnyQuestion, Part

IGNORE: Final = re.IGNORECASE
OPENER: Final = re.compile(r"\b(?:do not|don't|never|if|unless|when|only)\W*$", IGNORE)
"""A heading that begins the sentences below it."""
BREAK: Final = re.compile(r"[;:.!?()—–]|,? \b(?:but|because|although|though|while|whereas|so|as|since|and)\b", IGNORE)
COMMA: Final = re.compile(rf",|{BREAK.pattern}", IGNORE)
NOT: Final = re.compile(
    r"(?<!\bor )(?<!\bif )(?<!\bwhy )\b(?:not|cannot|never|\w+n't)\b(?! (?:only|just|merely|simply|even|until)\b)",
    IGNORE,
)
ONLY: Final = re.compile(
    r"(?<!\bnot )(?<!\bthe )\bonly\b(?! (?:if|when|after|before|until|once)\b)"
    r"(?! (?:\w+ )?an? (?:little|few|bit|short)\b)",
    IGNORE,
)
IF: Final = re.compile(
    r"(?<!\bas )(?<!\beven )(?<!\bwhat )(?<!\bthe day )(?<!\bthe time )\b(?:if|unless|when)\b"
    r"(?! (?:any|possible|necessary|needed|so|not)\b)",
    IGNORE,
)
WHETHER: Final = re.compile(r"\b(?:ask|asks|know|knows|see|check|wonder)\b[^,;]*\bif\b", IGNORE)
NEGATIVE: Final = re.compile(r"not|cannot|no|none|nobody|never|nothing|neither|nor|without|non-.*|.*n't")
LIMITING: Final = re.compile(rf"only|just|alone|most|except|exclusively|solely|single|sole|limited|{NEGATIVE.pattern}")
CONDITION: Final = re.compile(
    r"if|when|whenever|case|before|after|while|once|soon|unless|until|without|during|provided|whose"
)
IN_OTHER_WORDS: Final = re.compile(
    r"un(?!der|it|til|cle|i).*|avoid.*|stop.*|wait.*|skip.*|rest|refus.*|refrain.*|prevent.*|protect.*|against|except|"
    r"away|off|out|instead|than|free|rid|less|few.*|little|hardly|rare.*|brief.*|short.*|soon|once|only|leaves?|left|"
    r"harm.*|danger.*|risk.*|bad|worse.*|wrong|mistake|false|myth|forbid.*|fail.*|lack.*|miss.*|los[est].*|limit.*|"
    r"exclud.*|den(?:y|ies)|doubt.*|forget.*|impossible|too|before|after|until|later"
)
"""Words that can say the same as a negation."""
NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


class Claim(NamedTuple):
    """What a question and a part of its key say together. `key` is that part alone, empty for a statement."""

    said: str
    key: str
    part: Part

    def says(self, phrase: str, clause: str, most: float = 2 / 3) -> bool:
        """Whether it says this share of a phrase, with a key that is about the clause around it."""
        return bool(content_words(phrase)) and _share(phrase, self.said) >= most and _share(self.key, clause) > 1 / 2

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether it has a word of a kind."""
        return any(map(pattern.fullmatch, words(self.said)))


@question_rule("lost-condition", Level.WARNING, english_only=True)
def lost_condition(subject: Subject) -> Iterator[Issue]:
    """A key that leaves out a condition of the document is wrong for some."""
    for claim in _claims(subject.question):
        runs = (*subject.question.passage, *claim.part.passages)
        sentences = (text for citation in subject.citations(runs) if citation for text in _sentences(citation))
        lost = next((word for text in sentences for word in _lost(text, claim)), None)
        if lost:
            remedy = "say it too, or choose a passage without it"
            problem = f"the document says {quoted(lost)} here, but the question and its key do not"
            yield Issue(f"{problem}; {remedy}", claim.part.at)


def _claims(question: AnyQuestion) -> Iterator[Claim]:
    """What a question says with each part of its key; nothing for a statement that is false."""
    if isinstance(question, TrueFalse):
        if question.answer:
            yield Claim(question.ask, "", Part(question.ask, (), ("ask",)))
        return
    answers = [Part(answer, (), ("ask",)) for answer in question.answer_lines()]
    for part in [part for part in question.cited_parts() if part.in_key] or answers:
        yield Claim(f"{question.ask} {part.text} {part.target}", part.text, part)


def _sentences(citation: Citation) -> Iterator[str]:
    """The sentences of a passage, each with its heading if that begins it: "Don't", "See a doctor if:"."""
    text = fold(citation.sentences)
    opener = f"{citation.heading.rstrip(' :….')} " if OPENER.search(citation.heading) else ""
    return (opener + text[start:end] for start, end in sentence_spans(text))


def _lost(sentence: str, claim: Claim) -> Iterator[str]:
    """The words of a sentence that a claim has lost."""
    negations = list(NOT.finditer(sentence))
    for found in negations:
        in_condition = IF.search(sentence[: found.start()])
        before, after = _around(sentence, found, COMMA if in_condition else BREAK)
        reworded = Counter(filter(IN_OTHER_WORDS.fullmatch, words(claim.said)))
        reworded -= Counter(filter(IN_OTHER_WORDS.fullmatch, words(sentence)))
        if claim.says(after, before + after) and not claim.has(NEGATIVE) and not reworded and not NOT.search(after):
            yield found[0]
    for found in ONLY.finditer(sentence):
        before, after = _around(sentence, found, COMMA)
        phrase = after if content_words(after) else before
        if claim.says(phrase, before + after) and not claim.has(LIMITING):
            yield found[0]
    for found in IF.finditer(sentence):
        condition, main = _condition(sentence, found)
        met = claim.has(CONDITION) or _is_case(claim.said, sentence) or WHETHER.search(sentence)
        if claim.says(main, main, 3 / 4) and _share(condition, claim.said) < 1 / 4 and not met:
            yield found[0]


def _share(wanted: str, text: str) -> float:
    """The share of the content words of one text that another has; 1 if there are none."""
    found = content_words(wanted)
    return 1 - len(missing(found, content_words(text))) / max(1, len(found))


def _around(sentence: str, found: re.Match[str], breaks: re.Pattern[str]) -> tuple[str, str]:
    """The rest of the clause before and after a word."""
    before = breaks.split(sentence[: found.start()])[-1]
    return before, breaks.split(sentence[found.end() :])[0]


def _condition(sentence: str, found: re.Match[str]) -> tuple[str, str]:
    """The condition that a word begins, and the main clause."""
    before, after = _around(sentence, found, BREAK)
    if content_words(before):
        return after, before
    condition, _, main = after.partition(",")
    return condition, main


def _is_case(said: str, sentence: str) -> bool:
    """Whether a question describes somebody's situation, which can meet a condition in other words."""
    first, *others = (said[start:end] for start, end in sentence_spans(said))
    told = bool(others) and not first.endswith(("?", ":"))
    return told or any(name not in sentence for name in NAME.findall(said))
