"""The rule on conditions and negations of the document that a question has lost."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from quiz.bank.text import content_words, fold, missing, sentence_spans, sentences_of, words
from quiz.characters import quoted
from quiz.check.rules.rule import Issue, Level, Subject, question_rule
from quiz.core.citation import Citation
from quiz.core.kinds import TrueFalse
from quiz.core.kinds.parts import Part
from quiz.core.kinds.question import AnyQuestion

IGNORE: Final = re.IGNORECASE
OPENER: Final = re.compile(r"\b(?:do not|don't|never|if|unless|when|only)\W*$", IGNORE)
"""A heading that begins the sentences below it."""
BREAK: Final = re.compile(r"[;:.!?()—–]|,? \b(?:but|because|although|though|while|whereas|so|as|since|and)\b", IGNORE)
COMMA: Final = re.compile(rf",|{BREAK.pattern}", IGNORE)
NOT: Final = re.compile(
    r"(?<!\bor )(?<!\bif )(?<!\bwhy )\b(?:not|cannot|never|\w+n't|neither|nobody|nothing|none|without|except"
    r"|rarely|seldom|hardly|no(?! (?:more|less|fewer|later|earlier|sooner|matter|doubt)\b))\b"
    r"(?! (?:only|just|merely|simply|even|until)\b)",
    IGNORE,
)
NOR: Final = re.compile(r",? \bn?or\b", IGNORE)
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
WHETHER: Final = re.compile(r"\b(?:asks?\b[^,;]*|knows?|see|check|wonder) if\b", IGNORE)
NEGATIVE: Final = re.compile(
    r"not|cannot|no|none|nobody|never|nothing|neither|nor|without|except|rarely|seldom|hardly|non-.*|.*n't"
)
LIMITING: Final = re.compile(rf"only|just|alone|most|exclusively|solely|single|sole|limited|{NEGATIVE.pattern}")
CONDITION: Final = re.compile(
    r"if|when|whenever|case|before|after|while|once|unless|until|without|during|provided|whose"
)
IN_OTHER_WORDS: Final = re.compile(
    r"un(?!der|it|til|cle|i).*|avoid.*|stop.*|wait.*|skip.*|rest|refus.*|refrain.*|prevent.*|protect.*|against|except|"
    r"away|off|out|instead|than|free|rid|less|few.*|little|hardly|rare.*|brief.*|short.*|soon|once|only|leaves?|left|"
    r"harm.*|danger.*|risk.*|bad|worse.*|wrong|mistake|false|myth|forbid.*|fail.*|lack.*|miss.*|los[est].*|limit.*|"
    r"exclud.*|den(?:y|ies)|doubt.*|forget.*|impossible|too|before|after|until|later"
)
"""Words that can say the same as a negation."""
OPPOSITES: Final = (
    ("on", "off"),
    ("in", "out"),
    ("up", "down"),
    ("open", "closed"),
    ("open", "shut"),
    ("wet", "dry"),
    ("hot", "cold"),
    ("warm", "cool"),
    ("high", "low"),
    ("heavy", "light"),
)
"""Words of which one says the same as the other with a negation."""
NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
MOST, ALMOST_NONE = 3 / 4, 1 / 4
"""Shares of the content words of a clause."""
FEWEST_WORDS: Final = 2
"""The fewest content words of a key that can be one with a clause."""
MAX_LENGTH: Final = 1000
"""The maximum length of a sentence that is searched, in characters."""


class Claim(NamedTuple):
    """What a question says with one part of its key, which is empty for a statement."""

    ask: str
    part: Part
    tokens: list[str]
    known: set[str]

    def says(self, phrase: str, clause: str) -> bool:
        """Whether it says most of a phrase, with a key that is about the clause around it or has all of the phrase."""
        about = _share(self.part.text, content_words(clause)) >= 1 / 2
        whole = _share(phrase, content_words(self.part.text)) == 1
        return bool(content_words(phrase)) and _share(phrase, self.known) >= MOST and (about or whole)

    def repeats(self, phrase: str) -> bool:
        """Whether the key says nothing but words of a phrase: several, or one of its alternatives."""
        key = content_words(self.part.text) - {"yes"} or content_words(self.ask)
        one_of = any(content_words(one) and _share(one, self.known) == 1 for one in NOR.split(phrase))
        return not missing(key, content_words(phrase)) and (len(key) >= FEWEST_WORDS or one_of)

    def opposes(self, clause: list[str]) -> bool:
        """Whether it has the opposite of a word of a clause in its place."""
        pairs = {pair for one, other in OPPOSITES for pair in ((one, other), (other, one))}
        return any(
            one in clause and one not in self.tokens and other in self.tokens and other not in clause
            for one, other in pairs
        )

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether it has a word of a kind."""
        return any(map(pattern.fullmatch, self.tokens))


@question_rule("lost-condition", Level.WARNING, english_only=True)
def lost_condition(subject: Subject) -> Iterator[Issue]:
    """A key that leaves out a condition of the document is wrong for some."""
    for part in _parts(subject.question):
        text = f"{subject.question.ask} {part.text} {part.target}"
        claim = Claim(subject.question.ask, part, words(text), content_words(text))
        runs = (*subject.question.passage, *part.passages)
        citations = (subject.citations[run] for run in runs if run in subject.citations)
        sentences = dict.fromkeys(sentence for citation in citations for sentence in _sentences(citation))
        if _is_quoted(fold(part.text), sentences):
            continue
        lost = next((word for sentence in sentences for word in _lost(sentence, claim)), None)
        if lost:
            opposite = " or its plain opposite" if NOT.fullmatch(lost) else ""
            remedy = f"add it{opposite} to one of them, or choose another passage"
            problem = f"the passage's sentence says {quoted(lost)}, but neither the question nor its key does"
            yield Issue(f"{problem}; {remedy}", part.at)


def _parts(question: AnyQuestion) -> Iterable[Part]:
    """The parts of the key; an empty one for a statement, and none if that is false."""
    if isinstance(question, TrueFalse):
        return [Part("", (), ("ask",))] if question.answer else []
    key = [part for part in question.cited_parts() if part.in_key]
    return key or [Part(answer, (), ("ask",)) for answer in question.answer_lines()]


def _sentences(citation: Citation) -> Iterator[str]:
    """The sentences of a passage, each with its heading if that begins it: "Don't", "See a doctor if:"."""
    text = fold(citation.sentences)
    opener = f"{citation.heading.rstrip(' :….')} " if OPENER.search(citation.heading) else ""
    return (opener + one for one in sentences_of(text) if len(one) <= MAX_LENGTH)


def _is_quoted(text: str, sentences: Iterable[str]) -> bool:
    """Whether a text is nothing but whole sentences, word for word."""
    spans = sentence_spans(text)
    return bool(spans) and all(any(one.endswith(text[start:end]) for one in sentences) for start, end in spans)


def _lost(sentence: str, claim: Claim) -> Iterator[str]:
    """The words of a sentence that a claim has lost."""
    reworded = Counter(filter(IN_OTHER_WORDS.fullmatch, claim.tokens))
    reworded -= Counter(filter(IN_OTHER_WORDS.fullmatch, words(sentence)))
    for found in NOT.finditer(sentence) if not reworded and not claim.has(NEGATIVE) else ():
        before, after = _around(sentence, found, COMMA if IF.search(sentence[: found.start()]) else BREAK)
        denied, *others = NOT.split(after)  # "not … without" is kept by "with"
        said = claim.says(denied, before + denied) or claim.repeats(denied)
        kept = NOT.search(before) or any(_share(more, claim.known) >= ALMOST_NONE for more in others)
        if said and not kept and not claim.opposes(words(before + denied)):
            yield found[0]
    for found in ONLY.finditer(sentence) if not claim.has(LIMITING) else ():
        before, after = _around(sentence, found, COMMA)
        if claim.says(after if content_words(after) else before, before + after):
            yield found[0]
    met = claim.has(CONDITION) or _is_case(claim.ask, sentence) or WHETHER.search(sentence)
    for found in IF.finditer(sentence) if not met else ():
        before, after = _around(sentence, found, BREAK)
        first, _, rest = after.partition(",")
        condition, main = (after, before) if content_words(before) else (first, rest)
        if claim.says(main, main) and _share(condition, claim.known) < ALMOST_NONE:
            yield found[0]


def _share(text: str, known: set[str]) -> float:
    """The share of the content words of a text that are known; 1 if it has none."""
    wanted = content_words(text)
    return 1 - len(missing(wanted, known)) / max(1, len(wanted))


def _around(sentence: str, found: re.Match[str], breaks: re.Pattern[str]) -> tuple[str, str]:
    """The rest of the clause before and after a word."""
    return breaks.split(sentence[: found.start()])[-1], breaks.split(sentence[found.end() :])[0]


def _is_case(ask: str, sentence: str) -> bool:
    """Whether a question describes somebody's situation, which can meet a condition in other words."""
    first, *others = sentences_of(ask)
    described = bool(others) and not first.endswith(("?", ":"))
    return described or any(name not in sentence for name in NAME.findall(ask))
