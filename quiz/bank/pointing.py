"""Tell from English words whether a sentence or heading refers to something outside itself."""

import re
from functools import lru_cache
from typing import Final

from quiz.bank.matter import instructs

GOES_ON: Final = re.compile(
    r"\b(?=\w+:?$)(?:if|when|unless|until|you|to|that|have|has|are|is|be|can|could|may|might|must|should|will|with|or"
    r"|and|not|your|a|for|by|include|includes):?$",
    re.I,
)
"""The end of a heading or lead that is incomplete without the text after it."""
CONDITION: Final = re.compile(r"\b(?:if|when|unless)\b", re.I)
LIMITS: Final = re.compile(r"(?:when|some)\b|.*(?<!even )\b(?:if|unless)\b", re.I)
"""Words of a sentence about one case, or some cases only."""
FOLLOWS: Final = re.compile(r"(?!(?:if|when|unless)\b)(?:You\b|(?:\S+ ){1,7}\S+$)", re.I)
"""A following sentence that is about the same case."""
HALF: Final = re.compile(
    r":$|\b(?:if|when|unless|until)(?: (?:you|your \w+|the \w+))?(?: have| has| are| is)?:?$", re.I
)
"""The end of a heading that the list or paragraph below it completes."""
ANNOUNCES: Final = re.compile(r"\b(?:the following|as follows|below)\b|\b(?:these|this) \w+[.:]$", re.I)
"""A sentence that announces the list after it."""
SAYS: Final = re.compile(
    r"(?:you|your|we|our|it|they|there|this|the|an?|most|some)\b.*\b(?:is|are|will|can|may|should|must|has|have|do|does)\b",
    re.I,
)
"""A sentence, even if it has no full stop."""
CASE_ONLY: Final = re.compile(r"(?:if|unless|when (?!to\b))[^,]*(?<![.!?])$", re.I)
"""A case without what to do in it."""
ALONE: Final = re.compile(
    r"^(?:you )?(?:call|ring|phone|dial|contact|go to|see|get|seek|when to|tell|do|dos|do not|don['’]ts?|never|avoid"
    r"|check|choose|limit|eat|can|cannot|can['’]t|(?:un)?safe|(?:un)?healthy|(?:un)?suitable|(?:not )?allowed"
    r"|good|bad|yes|no)\b",
    re.I,
)
"""The heading of a list of its own: of a column, or of nothing but the list below it."""
EXPLETIVE: Final = re.compile(
    r"\bit(?: is|['’]s| may be| can be)(?: very| quite| also| not| usually)? (?:normal|important|best|safe|safer|common"
    r"|vital|essential|helpful|a good|usual|possible|hard|easy|difficult|likely|unlikely|rare|better|too \w+ to)\b"
    r"|\bit takes\b",
    re.I,
)
POINTERS: Final = re.compile(
    r"\b(?:(?P<thing>(?:it|its|itself|he|she|his|him|her|they|them|their|theirs|both"
    r"|(?:after|before|until|since|for|with|by|like|than) that"
    r"(?= \w+ing\b|[,.;:]|$)|that(?= (?:is|was|means|time|case|way|point|day|one)\b))\b)"
    r"|(?P<outside>(?:this(?! (?:leaflet|page|booklet|guide|handout|sheet"
    r"|medicine|vaccine|test|treatment|operation|week|year)\b)"
    r"|these|those|here"
    r"|there(?! (?:is|are|was|were|may|might|can|could|will|has|have|should|must)\b)"
    r"|(?:after|until|by|before|since) then|such(?! as)|do so|if (?:so|not)(?=,)|\d+ \w+ more(?! than)"
    r"|(?:can['’]t|cannot|not) get through(?! (?:to|the|your|a)\b)"
    r"|the (?:same|rest|latter|former|above)(?! \w)|the (?:others?|area)|(?:had|have|has|take|taken|swallowed|used?"
    r"|got|need|miss(?:ed)?|give|given|without) one(?= within| before| after|[,.;]|$)|as (?:above|below)"
    r"|at other times|others|once done|the other (?:one|side|hand|foot|leg|arm|end|half)|the next (?:step|one|time|day)"
    r"|(?:put|place|push|pull|slide|clip|screw|turn|move|take|bring) (?:the|both|each) (?:\w+ ){1,3}back)\b))"
)
"""For small letters: four times as fast as with `re.I`."""
STARTS_BACK: Final = re.compile(
    r"(?:\w+ )?(?:\w+ ){0,3}then\b"
    r"|(?:but|and|so|instead|also|however|otherwise|afterwards|therefore|thus|another|other|again|or)\b"
    r"|(?:if|when|unless) [^,]*\b(?:told|asked|advised|able|need|want|do|does|are|is|did) ?(?:to|not|so)?,"
    r"|(?:if|when) (?:you|they|it) (?:do|does|are|is|have|has|can|cannot|did|don['’]t|do not|need to)\b[,.]",
    re.I,
)
AHEAD: Final = re.compile(
    r"(?<=\w )(?:(?:any|one|all|each|either) of )?(?:the following|these|those|this|below)\b|^these(?= [\w ]+:$)", re.I
)
"""References to the list that follows."""
LIST_BEFORE: Final = re.compile(r"\b(?:these|those|above)\b", re.I)
"""References to a list or a paragraph before."""
IN_LIST: Final = re.compile(r"\b(?:these|those|they|them|get through|of the above)\b", re.I)
"""References to what is in a list, to the people whom it is about, or to the number to call."""
NAMED: Final = re.compile(
    r"\b(?:an?|your|the|any(?! of)|each|every|some(?! of)|no|someone|anyone|somebody|anybody|\d+) [\w-]+"
    r"|\b(?:someone|anyone|somebody|anybody)\b",
    re.I,
)
LABELLED: Final = re.compile(r"(?P<label>[A-Z][^.:!?]{2,60}): (?:This|It|These|They)\b")
"""A sentence about the label before it."""
NO_SUBJECT: Final = re.compile(
    r"(?:if|when|after|before|until|once|while|in|on|at|for|to|from|with|you|we|i|there|nothing|nobody|no one|what|all"
    r"|some|most|many|each|one|as|by|because)\b",
    re.I,
)
"""The beginning of a sentence whose first words name nothing that a later "it" could refer to."""
PLURAL: Final = re.compile(
    r"\b(?!(?:this|is|has|was|as|always|does|yes|its|unless|his)\b)\w{2,}s\b|\bpeople|children", re.I
)


def governs(heading: str) -> bool:
    """Whether a heading may be about nothing but the list below it: "Call 999 if", "You cannot"."""
    return bool(HALF.search(heading) or (ALONE.search(heading) and not re.match("when to", heading, re.I)))


@lru_cache(maxsize=1 << 16)  # drafts ask about each sentence twice
def leans(text: str) -> bool:
    """Whether a sentence refers outside itself, so that nobody who reads it alone knows what its "it" or "these" is."""
    text = LABELLED.sub(r"The \g<label>", text)
    if STARTS_BACK.match(text):
        return True
    text = AHEAD.sub("", text) if text.endswith(":") else text
    subject = not (instructs(text) or NO_SUBJECT.match(text))
    for found in POINTERS.finditer(text.lower()):
        if any(start <= found.start() < end for start, end in map(re.Match.span, EXPLETIVE.finditer(text))):
            continue
        before = text[: found.start()]
        many = found["thing"] in ("they", "them", "their", "theirs", "both")
        if found["outside"] or not (
            (subject and not many and before.count(" ") > 1 and ":" not in before)
            or NAMED.search(before)
            or (many and PLURAL.search(before))
        ):
            return True
    return False


def is_limited(text: str, before: str) -> bool:
    """Whether a sentence seems to be on the case that the sentence before it names."""
    return bool(LIMITS.match(before) and FOLLOWS.match(text))
