"""English words that tell how a sentence is built, and what kind of thing a phrase names."""

import re
from functools import lru_cache
from typing import Final

_PLAIN: Final = """
    affect aim allow appear ask become begin belong block bring call carry cause change combine come consist contain
    control cover cut damage decrease depend describe develop disrupt drain ease end enter explain fall feel find follow
    form get give go grow happen harm heal help hold hurt improve include increase injure insert irritate keep kill know
    lack last lead leave let lie limit look lose lower make mean measure move need occur open overlap pass place play
    prevent prick produce protect put raise reach reduce relax release relieve rely remain remove require rest restore
    restrict result return rise run say see send show slow spread start stay stimulate stop support swell take tell
    tend travel treat turn use wash weaken wear work worsen
""".split()


def _with_s(word: str) -> str:
    if word.endswith(("s", "sh", "ch", "x", "o")):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeou" else f"{word}s"


BASE_VERBS: Final = frozenset(_PLAIN)
S_VERBS: Final = frozenset(_with_s(word) for word in _PLAIN)
MODALS: Final = frozenset("can could may might must shall should will would cannot".split())
BE: Final = frozenset("is are was were".split())
FINITE: Final = MODALS | BE | frozenset("has have had does do did went came made took gave got became began".split())
"""Words that are a verb wherever they stand."""

ARTICLES: Final = ("a ", "an ", "the ", "your ", "its ", "their ", "this ", "these ", "such a ", "such ")
PRONOUNS: Final = frozenset(
    "it they this that these those he she we you i there here such both some many most others another each "
    "one what who which nothing nobody everything everyone something someone all any none".split()
)
POINTING: Final = re.compile(
    r"\b(it|they|them|this|these|those|such|he|she|him|her|we|us|(?:same|such) ones?|ones"
    r"|there(?! (?:is|are|may|can)\b))\b",
    re.I,
)
"""Words that mean something only by what stands before them."""

OPENERS: Final = frozenset(
    """
    after although and as at because before besides but by despite during even every for from hence how however if in
    instead into like no nor not on once only or since so than that then therefore though through thus to under unless
    until unlike when whenever where whereas whether while why with within without yet more also please
    """.split()
)
"""A sentence that begins with one of these does not begin with its subject."""

PREPOSITIONS: Final = frozenset(
    "about after against among around as at before between by during for from in into like near of on onto over "
    "through to towards under until with within without".split()
)
LINKS: Final = frozenset("and or but nor that which who whom whose where when while because if so than then".split())
SMALL: Final = (
    PREPOSITIONS
    | LINKS
    | FINITE
    | PRONOUNS
    | OPENERS
    | frozenset("a an the your its their his her our my be been being not no very more less just only too also".split())
)
"""Words that carry no content of their own."""

BODY: Final = frozenset(
    """
    abdomen ankle arm artery back bladder bone bowel brain breast calf chest ear elbow eye face finger foot groin hand
    head heart heel hip jaw joint kidney knee leg ligament limb liver lung mouth muscle neck nerve nose pelvis rib
    scalp shin shoulder skin skull spine stomach tendon thigh throat thumb toe tongue vein waist wrist
    """.split()
)
AILMENTS: Final = re.compile(
    r"\b(aches?|allergy|allergies|bleeding|blisters?|bruis\w+|burning|chills|clots?|cough|cramps?|diarrhoea|diarrhea|diseases?|"
    r"disorders?|dizziness|drowsiness|epilepsy|faint\w*|fatigue|fevers?|fractures?|headaches?|illness(es)?|infections?|"
    r"inflammation|injur(y|ies)|itching|nausea|numbness|pains?|rash(es)?|redness|scarring|shivering|sore|soreness|spasms?|"
    r"stiffness|strains?|swelling|tenderness|tingling|tiredness|trouble|vomiting|weakness|wheezing|"
    r"\w+(itis|algia|osis|aemia|emia|pathy))\b",
    re.I,
)
TOPIC_NOUN: Final = (
    "(?:technique|method|treatment|exercise|test|medicine|condition|illness|disease|procedure|operation|form)"
)
"""What stands, after "this", for the heading it is under."""
WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


_AFTER_HEAD: Final = re.compile(rf" (?:{'|'.join(sorted((PREPOSITIONS | LINKS) - {'and'}))}) ")


def is_verb(word: str, before: str) -> bool:
    """Whether a word is the verb of the words before it, of which `before` is the last."""
    if word in FINITE:
        return True
    if before in SMALL or before in PREPOSITIONS:
        return False
    return word in S_VERBS or (word in BASE_VERBS and before.endswith("s") and not before.endswith(("ss", "us", "is")))


def is_anaphoric(phrase: str) -> bool:
    """Whether a phrase is understood only with what stands before it."""
    return POINTING.search(phrase.replace("as it should", "")) is not None


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase names more than one."""
    head = _AFTER_HEAD.split(phrase.lower(), maxsplit=1)[0]
    return " and " in head or (head.endswith("s") and not head.endswith(("ss", "us", "is")))


def stem(word: str) -> str:
    """A word without the ending of its plural or its person, so that two forms of it are one."""
    word = word.lower()
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=1 << 16)
def stems(text: str) -> frozenset[str]:
    """The content words of a text, each as its stem."""
    return frozenset(stem(word) for word in WORD.findall(text) if word.lower() not in SMALL)


def without_article(phrase: str) -> str:
    for article in ARTICLES:
        if phrase.lower().startswith(article):
            return phrase[len(article) :]
    return phrase


def capital(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


"""The forms that say what a phrase names, and not only how it is built."""


def form_of(phrase: str) -> str:
    """What a phrase can stand beside: another place of the body, ailment, thing to do, or thing of its number."""
    words = [word.lower() for word in WORD.findall(phrase)]
    if not words:
        return ""
    bare = [stem(word) for word in words if word not in ("a", "an", "the", "your")]
    if len(bare) == 1 and bare[0] in BODY:
        return "place"
    if words[0] in BASE_VERBS and len(words) > 1:
        return "action"
    if AILMENTS.search(phrase):
        return "ailment"
    if words[0].endswith("ing") and len(words) > 1:
        return "doing"
    if words[0] in ("how", "what", "where", "when", "why"):
        return "clause"
    if is_plural(phrase):
        return "things"
    return "a thing" if words[0] in ("a", "an", "the") else "thing"
