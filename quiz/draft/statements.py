"""What the sentences of a document say: of what, and what of it."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.bank.document import Block, Document, Section
from quiz.bank.text import sentence_spans
from quiz.draft import grammar

LONGEST: Final = 400
"""A longer sentence is not asked about."""
LONGEST_SUBJECT: Final = 8

APART: Final = re.compile(
    r"(sources?|references?|bibliography|literature|citations?|further reading|links?|useful links|contacts?|contact us"
    r"|contact details|where to get help|acknowledge?ments?|authors?|copyright|licen[cs]e|disclaimer|version history"
    r"|where (?:this|these|the) .{0,20}come(?:s)? from|credits|imprint|footnotes?|index|(table of )?contents)",
    re.I,
)
"""Headings of parts that say nothing to be asked about."""

NO_PROSE: Final = re.compile(
    r"https?:|www\.|@\w|\bdoi\b|\bISBN\b|\bet al\b|\bAccessed\b|\bAvailable at\b|\bvol\. ?\d|\[online\]|\|"
    r"|\(\d{4}[a-z]?\)\.|, \d{4}\. |\b\d+\(\d+\)|\(?\+?\d[\d ()/-]{7,}\d|\ufffd|[<>{}]|…|_{2,}|©"
    r"|^\W*(Tel|Phone|Fax|E-?mail|Address)\b",
    re.I,
)
"""What stands in references, addresses, tables and code, and not in sentences."""

_DOCUMENT: Final = "(?:the|this|that|our) (?:leaflet|page|document|guide|booklet|text|article|brochure|sheet|section)"
LINK: Final = re.compile(r"https?:|www\.|\w@\w", re.I)
SAID: Final = re.compile(
    rf"(?:{_DOCUMENT}|it)(?: also)? (?:says|states|tells|explains|notes|adds|writes)(?: you)? that "
    r"|(?:it is important to |please )?(?:note|know|remember)(?: that)? |as the \w+ (?:tells|has|puts) it, ",
    re.I,
)
"""How a document tells that it says something, before it says it."""
OF_ITSELF: Final = re.compile(rf"(?:{_DOCUMENT}|the (?:last|next|first) section|no question)\b", re.I)
LABEL: Final = re.compile(r"([^.:,?!]{3,50}): +(?=[A-Z])")
"""A few words that name what a paragraph is about."""
ADVERBS: Final = frozenset(
    "also always generally normally often only rarely seldom sometimes typically usually".split()
)
ASIDE: Final = re.compile(r"([^,;:()]{3,60}), ((?:also |sometimes |often )?(?:known as|called)) [^,;:()]{3,60}, (?=\w)")


FURTHER: Final = re.compile(r",? (?:and that|while|so|because) |, (?=they |it |and (?:it|they) )")
IMPERATIVES: Final = grammar.BASE_VERBS - {"pain"} | frozenset(
    "arrange avoid bring call check choose contact do don't don’t drink eat ensure inform never phone please read "
    "put remember rinse rub seek speak store swallow talk tell wait watch wear wrap".split()
)
"""Words that a sentence begins with when it tells somebody to do something."""
BEHIND: Final = frozenset("the a an your them it these this both up down off away".split())
"""What stands behind a verb that begins a sentence, and not behind a noun."""
NO_VERBS: Final = frozenset("half twice perhaps maybe soon today yes quite well".split())
YOU_SHOULD: Final = re.compile(
    r"(?:you|please|always|never)(?: \w+)? (?:should|must|need to|have to|ought to) (.+)", re.I
)
GOES_ON: Final = re.compile(r"\b(?:if|when|whether|who)\b.*:$|\b(?:you|have|has|to|are|is|can|may|for|with):$", re.I)
"""A line before a list whose items only go on with it."""


FORBIDS: Final = re.compile(r"(?:.*\b)?(?:not|never|avoid|cannot|stop)\b|.*n['’]t\b", re.I)
"""What a line before a list, or a heading, says that turns the meaning of its items round."""


class Statement(NamedTuple):
    """A sentence, and what it says. `number` is its place in the document.

    `said` is the sentence from where it says something itself. `subject` is empty where it is not certain; what "it"
    stands for is already in its place. `predicate` begins with the verb. `topic` is the label of its paragraph, or
    the heading; `before` and `after` are the sentences next to it in the same block, or empty. `lead` is the line with
    a colon before the list that it stands in.
    """

    number: int
    section: Section
    block: Block
    topic: str
    sentence: str
    said: str
    subject: str
    predicate: str
    plural: bool
    before: str
    after: str
    lead: str = ""

    @property
    def verb(self) -> str:
        return self.predicate.split(" ", 1)[0].lower()

    @property
    def self_contained(self) -> bool:
        """Whether what it says of its subject is understood without the sentences around it."""
        return (
            bool(self.subject)
            and not re.search(r"\bones?\b", self.subject)
            and not grammar.is_anaphoric(self.predicate)
        )

    @property
    def core(self) -> str:
        """The predicate without a clause that goes on to something else."""
        return FURTHER.split(self.predicate, maxsplit=1)[0]

    @property
    def in_place(self) -> str:
        """The sentence, with the one before where it is not understood without, or the line before its list."""
        if self.lead:
            return f"{self.lead} {self.sentence}"
        alone = not self.before or not grammar.is_anaphoric(self.sentence.split(" ", 1)[0])
        return self.sentence if alone else f"{self.before} {self.sentence}"

    @property
    def in_full(self) -> str:
        """The sentence with its subject named, where that is known, without the full stop."""
        whole = self.subject and not re.match(r"(?:during|when) ", self.said, re.I)
        return f"{self.subject} {self.predicate}" if whole else self.said.rstrip(".! ")


def statements_of(document: Document) -> Iterator[Statement]:
    """The sentences that can be asked about, in their order."""
    number = 0
    for section in document.sections:
        if APART.fullmatch(section.heading.strip(" .:")):
            continue
        known, plural, listed, lead = "", False, False, ""
        for block in section.blocks:
            if not (block.listed and listed):
                known, plural = "", False
            listed = block.listed
            lead = lead if listed else block.text if block.text.endswith(":") and len(block.text) < 200 else ""
            goes_on = listed and (GOES_ON.search(lead) is not None or (bool(lead) and block.text[:1].islower()))
            if NO_PROSE.search(block.text[:LONGEST]) if listed else LINK.search(block.text[:LONGEST]):
                continue
            label = LABEL.match(block.text)
            if label and APART.fullmatch(label[1].strip()):
                continue
            topic = label[1].strip() if label else section.heading
            begin = label.end() if label else 0
            spans = [(start, end) for start, end in sentence_spans(block.text[begin:]) if start or end]
            texts = [block.text[begin + start : begin + end] for start, end in spans]
            usable = [
                10 <= len(text) <= LONGEST and not NO_PROSE.search(text) and text[-1] not in "?:" for text in texts
            ]
            for i, sentence in enumerate(texts):
                said = own_words(sentence)
                if not usable[i] or OF_ITSELF.match(said):
                    known = ""
                    continue
                before = texts[i - 1] if i and usable[i - 1] else ""
                after = texts[i + 1] if i + 1 < len(texts) and usable[i + 1] else ""
                known, plural, subject, predicate, many = _understood("" if goes_on else said, known, plural)
                yield Statement(
                    *(number, section, block, topic, sentence, said, subject, predicate, many, before, after),
                    lead=lead if listed else "",
                )
                number += 1


def instructs(text: str) -> bool:
    """Whether a text tells somebody what to do, by its first words."""
    first, _, rest = text.replace("’", "'").partition(" ")
    first, second = first.lower(), rest.split(" ", 1)[0].lower().rstrip(",;:.")
    if first in IMPERATIVES:
        return bool(rest) and second not in grammar.FINITE
    plain = first.isalpha() and first not in grammar.SMALL | NO_VERBS | ADVERBS
    ends = first.endswith(("ing", "ed", "ly")) or (first.endswith("s") and not first.endswith("ss"))
    return plain and not ends and second in BEHIND


def instruction_in(statement: Statement) -> str:
    """The instruction that a sentence is, or gives after a colon or in a case; empty where it gives none."""
    if statement.lead and (GOES_ON.search(statement.lead) or statement.said[:1].islower()):
        return ""
    over = statement.lead or statement.section.heading if statement.block.listed else ""
    if FORBIDS.search(over) and not FORBIDS.match(statement.said):
        return ""
    said = re.sub(r"^please,? ", "", statement.said.rstrip(".! "), flags=re.I)
    case = re.match(r"(?:if|when|before|after) [^,;:]{4,100}, ", said, re.I)
    if instructs(said) or YOU_SHOULD.match(said) or (case and instructs(said[case.end() :])):
        return said
    behind = said.partition(": ")[2]
    return behind if instructs(behind) or YOU_SHOULD.match(behind) else ""


def own_words(sentence: str) -> str:
    """A sentence from where it says something itself: "The leaflet says that …" is left out."""
    attribution = SAID.match(sentence)
    said = sentence[attribution.end() :] if attribution else sentence
    return said.partition(": ")[2] or said if OF_ITSELF.match(said) else said


def _understood(said: str, known: str, plural: bool) -> tuple[str, bool, str, str, bool]:
    """What the next "it" or "they" stands for and its number; then the subject, the predicate, and its number."""
    subject, predicate, many = parted(said)
    first = subject.split(" ", 1)[0].lower()
    if subject.lower() in ("it", "they"):
        if known and plural == (first == "they"):
            return known, plural, known, predicate, plural
        return "", False, "", "", False
    if first in ("its", "their") and " " in subject:
        if known and plural == (first == "their"):
            return known, plural, f"the {subject.split(' ', 1)[1]} of {known[:1].lower()}{known[1:]}", predicate, many
        return "", False, "", "", False
    if not subject or first in grammar.PRONOUNS or (" " not in subject and first in grammar.SMALL):
        return "", False, "", "", False
    return subject, many, subject, predicate, many


def parted(said: str) -> tuple[str, str, bool]:
    """The subject of a sentence, what is said of it, and whether the subject is more than one."""
    while_doing = re.match(r"unlike [^,;:]{4,60}, (?=(?:the |an? )?[\w -]{3,})", said, re.I)
    if while_doing:
        return parted(said[while_doing.end() :])
    aside = ASIDE.match(said)
    rest = said[aside.end() :] if aside else ""
    found = re.match(r"[^,;:()]+", said)
    text = f"{aside[1]} {rest}" if aside else said
    tokens = (text if aside else found[0] if found else "").rstrip(".! ").split(" ")[: LONGEST_SUBJECT + 1]
    first = tokens[0].lower()
    at = 0 if first in grammar.OPENERS or first in IMPERATIVES or instructs(said) else _verb_at(tokens)
    if not at:
        return "", "", False
    while at > 1 and tokens[at - 1].lower() in ADVERBS:
        at -= 1
    verb, subject = tokens[at].lower(), " ".join(tokens[:at])
    predicate = text[len(subject) :].strip().rstrip(".! ")
    if verb in grammar.MODALS | ADVERBS | {"had", "did"}:
        return subject, predicate, grammar.is_plural(subject)
    return subject, predicate, verb not in ("is", "was", "has", "does") and verb not in grammar.S_VERBS


def _verb_at(tokens: list[str]) -> int:
    """Where the verb of a sentence stands among its first words; 0 where that is not certain."""
    which = False  # in a clause that says which one is meant
    for i in range(1, len(tokens)):
        word, before = tokens[i].lower().replace("’", "'"), tokens[i - 1].lower()
        negated = word.endswith("n't") and word[:-3] in grammar.FINITE | {"ca", "wo"}
        of_it = i == 1 and before == "it" and word.endswith("s") and word not in grammar.SMALL | ADVERBS
        if before in ("that", "which", "who"):
            which = True
        elif of_it or negated or grammar.is_verb(word, before) or (which and word in grammar.BASE_VERBS | {"put"}):
            return i
        elif "'" in word or word in grammar.LINKS - {"and", "or", "that", "which", "who"}:
            return 0
    return 0
