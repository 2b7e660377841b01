"""Split an answer into words to compare, with normalised numbers and units."""

import re
from typing import Final

from quiz.core.typed_answers.folding import clean, fold
from quiz.core.typed_answers.numbers import DIGITS, readings, with_digits
from quiz.core.typed_answers.units import NAMES, SYMBOLS, one_of

ARTICLES: Final = {
    "en": "a an the some",
    "de": "der die das den dem des ein eine einen einem einer eines",
    "fr": "le la les l un une des du",
    "es": "el la los las un una unos unas",
    "it": "il lo la i gli le l un uno una",
    "pt": "o a os as um uma",
    "nl": "de het een",
    "sv": "en ett",
}
NEGATIONS: Final = frozenset(
    "no not non never none nor neither without cannot nicht kein keine keinen keiner keinem nie ohne weder pas sans "
    "jamais sin nunca senza niet geen zonder не нет без".split()
)
DENYING: Final = frozenset("but except instead rather other unlike against".split()) | NEGATIONS
"""Words that may negate the phrase they are in."""
ONE: Final = "1 "
A_UNIT: Final = re.compile(
    r"(?<=than |over |nder |east |most |thin |bout |fter |fore )an? "
    r"(?=(?:second|minute|hour|day|week|month|year|night))",
    re.I,
)
A_ONE: Final = re.compile(r"^(?:an?|ein\w*|une?|una|uno|um|uma|een) (?=\w)", re.I)
PREPOSITIONS: Final = frozenset("in on at to by of for with via through into from as under over during after".split())
LEADING: Final = frozenset("from in on at to by of for with via as through".split())
"""Words that may be omitted before an answer; two different ones change the meaning."""
RELATIONS: Final = (
    PREPOSITIONS
    | NEGATIONS
    | frozenset(
        "before than then until per versus vs against between because if when while towards off out up down without and"
        " or but first second third is are causes was / < > ≤ ≥ + - →".split()
    )
)
"""Words that make the order of the others matter."""

IT_IS: Final = (
    r"(?:it|they|this|that|these|there|he|she|you) "
    r"(?:is|are|was|were|must be|should be|lasts?|takes?|costs?|means|needs?)(?: called)?"
    r"|es ist|das ist|das sind|c'est|ce sont|(?:it|that)'?s(?: called)?|they're"
)
CARRIERS: Final = re.compile(
    r"^(?:(?:well|so|yes|ok|um|oh)[, ]+)?(?:(?:i (?:think|believe|say|would say)|(?:my )?answer(?: is)?"
    r"|the (?:right |correct )?(?:answer|word|name|term|dose|number)(?: for (?:it|this))?(?: is)?"
    rf"|called|take|{IT_IS}|is|are|lasts|costs|about)[:,]? +(?:that )?)+",
    re.I,
)
"""A sentence before an answer."""
TRAILERS: Final = re.compile(
    r"[,.]? *\(?(?:i (?:think|believe|guess|suppose)|please|of course|in total|altogether"
    r"|is (?:it|the answer)|long|each)\)?[.!]*$|(?<=\w) ?\(s\)(?= |$)",
    re.I,
)
HEDGES: Final = re.compile(
    r"(?<!\w)(?:maybe|perhaps|possibly|probably|not sure|unsure|might be|may be|could be|i guess|either|or so)(?!\w)"
    r"[,:]? *",
    re.I,
)
DENIALS: Final = re.compile(r"(?:not|no|never|isn't|nicht|kein\w*|anything but|everything but|all but)\s", re.I)

CONTRACTIONS: Final = re.compile(
    r"\b(is|are|was|were|do|does|did|has|have|had|should|could|would|must|need)n'?t\b", re.I
)
CAN_NOT: Final = re.compile(r"\b(?:cannot|can'?t)\b", re.I)
INITIALS: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?")
POSSESSIVE: Final = re.compile(r"(?<=\w)'(?=[^\W\d_])|(?<=s)'(?=\s|$)")
PRIME: Final = re.compile(r"(\d)(?:['′])(?=[\s\-]|$)")
CHARGE: Final = re.compile(r"(?<![\w-])(\w{1,3}|\w*\d)(?:\(?([+-])\)?(?=\s|$|[,.;)])| ([+-])$)")
SIGNS: Final = {"+": " positive ", "-": " negative "}
SIGN_WORDS: Final = {"pos": "positive", "neg": "negative", "plus": "positive", "minus": "negative"}
GREEK: Final = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi "
        "chi psi omega".split(),
        strict=True,
    )
)
SINGLE_GREEK: Final = re.compile(r"(?<![α-ω])([α-ω])(?![α-ω])")
COMPARISONS: Final = tuple(
    (re.compile(pattern), sign)
    for sign, patterns in {
        r" ≤ \1": [
            r"(?:\b(?:no|not) more than|\bat (?:the )?most|\bup to|\b(?:a )?maximum(?: of)?|\bmax\.?|<=|≤)()(?= ?\d)",
            r"^(.*\d.*?)(?:,? or (?:less|fewer|under|below|shorter)| ?maximum| at (?:the )?most)$",
        ],
        r" ≥ \1": [
            r"(?:\b(?:no|not) (?:less|fewer) than|\bat (?:the )?least)()(?= ?\d)",
            r"(?:\b(?:a )?minimum(?: of)?|\bmin\.?|>=|≥)()(?= ?\d)",
            r"^(.*\d.*?)(?:,? or (?:more|longer|over|above|older|greater)|,? and (?:over|above|more))$",
            r"^(.*\d.*?)(?: ?minimum| at (?:the )?least| ?\+)$",
        ],
        r" < \1": [r"(?:\b(?:less|fewer|shorter|smaller|lower|younger) than|\bunder|\bbelow|<)()(?= ?\d)"],
        r" > \1": [r"(?:\b(?:more|greater|longer|larger|higher|older) than|\bover|\babove|>)()(?= ?\d)"],
    }.items()
    for pattern in patterns
)
"""Ways to express a limit, before or after a number, and the sign that replaces them."""
SPAN: Final = re.compile(
    r"(?:\b(?:between|from) )?(?<![\w.,/-])(\d[\d.,]*)( ?[^\W\d_]{0,8}) ?(?:-+|to|and|until|up to|~|\.\.\.?) ?"
    r"(\d[\d.,]*)(?!\w*[-/]\d)"
)
EVERY: Final = re.compile(
    r"(?:\bper|\beach|\bevery|(?<=times )an?|(?<=[a-z0-9]) ?/) ?(day|week|month|year|hour|night|minute)\b"
)
DAILY: Final = {
    "per": "/",
    "daily": "/ d",
    "weekly": "/ wk",
    "monthly": "/ mo",
    "yearly": "/ y",
    "annually": "/ y",
    "hourly": "/ h",
}
TIMES: Final = re.compile(r"(?<=\d) ?[x×](?=$| an? | daily| per|/)")
PER_CENT: Final = re.compile(r"\bper ?cent\b")
HYPHEN: Final = re.compile(r"(?<=\w)-(?=\w)|(?<=\w)- | -(?=\s)")
AFTER_NUMBER: Final = re.compile(r"(\d)(st|nd|rd|th)\b")
BETWEEN_CODES: Final = re.compile(r"(?<=[a-z]\d) ?[/-] ?(?=[a-z]\d)")
ORDINALS: Final = {
    word: f"{number}th"
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
ROMAN: Final = {r: str(n) for n, r in enumerate("I II III IV V VI VII VIII IX X XI XII XIII".split(), 1)}
NUMBERED: Final = re.compile(
    r"\b(type|grade|stage|phase|class|level|nerve|factor|part|group|category|schedule|degree) ([IVX]+)\b", re.I
)
LETTER: Final = r"[^\x00-@\[-`{-\xbf×÷\s\d\u2000-\u206f\u20a0-\u20cf\u2190-\u23ff\u3000-\u3004\u3008-\u3020・]"
TOKEN: Final = re.compile(
    rf"\d+(?:[.,' ]\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?|{LETTER}+|[<>≤≥+/%‰°€£$¥²³^*=#@&|\\~!?;:→-]"
)
CAPITAL: Final = re.compile(r"(?<=\w )([AO])(?= \w)")
SIDES: Final = frozenset("left right medial lateral upper lower inner outer anterior posterior other".split())
FILLERS: Final = (("hand", "side"), ("side",), ("one",), ("1",), ("hand",))


def plain(text: str, language: str = "en") -> str:
    """Clean text without quotes, contractions or the points of initials, with numbers as digits."""
    text = CAN_NOT.sub("can not", CONTRACTIONS.sub(r"\1 not", clean(text).strip()))
    text = re.sub(r"(?<=10) ?\*\* ?", "^", text)
    text = re.sub(r"[\"“”]|(?<!\w)'|'(?!\w|\s|$)", "", text) if not re.search(r"\d'", text) else text.replace('"', "")
    text = A_UNIT.sub("1 ", INITIALS.sub(lambda found: found[0].replace(".", ""), text))
    return with_digits(text, language)


def words(text: str, language: str = "en") -> list[str]:
    """The folded words of an answer, with normalised numbers and units."""
    return words_of(plain(text, language), language)


def words_of(text: str, language: str = "en") -> list[str]:
    """The same for a plain text."""
    text = NUMBERED.sub(lambda found: f"{found[1]} {ROMAN.get(found[2].upper(), found[2])}", text)
    if "+" in text or "-" in text:
        text = CHARGE.sub(lambda found: found[1] + SIGNS[found[2] or found[3]], text)
    text = fold(text, language)
    text = POSSESSIVE.sub("", PRIME.sub(r"\1 prime ", text)).replace("&", " and ")
    if any(map(str.isdigit, text)):
        text = TIMES.sub(" times", text)
        for pattern, sign in COMPARISONS:
            text = pattern.sub(sign, text)
        text = BETWEEN_CODES.sub(" ", SPAN.sub(r"\1\2 → \3", text))
        text = AFTER_NUMBER.sub(r"\1th", text)
    text = PER_CENT.sub("%", EVERY.sub(r" / \1", text))
    text = HYPHEN.sub(" ", text)
    if not (text.isascii() or language.startswith("el")):
        text = SINGLE_GREEK.sub(lambda found: f" {GREEK[found[1]]} " if found[1] != "μ" else "μ", text)
    return _tokens(text, language)


def _tokens(text: str, language: str) -> list[str]:
    found: list[str] = []
    for match in TOKEN.finditer(text):
        token = match[0]
        if token[0].isdigit():
            in_code = match.start() > 0 and text[match.start() - 1].isalpha()
            values = () if in_code else readings(token, language) if DIGITS.fullmatch(token) else ()
            found.append(token if not values else f"{values[0]:.15g}")
        elif found and (found[-1][0].isdigit() or found[-1] == "/") and (unit := _unit(token)):
            found.append(unit)
        elif token in DAILY:
            found.extend(DAILY[token].split())
        elif found and token == "th" and found[-1].isdigit():
            found[-1] += "th"
        elif token.startswith("ال") and len(token) > 4:
            found.append(token[2:])
        elif token.startswith("non") and len(token) > 6:
            found.extend(["not", token[3:]])
        elif token == "non":
            found.append("not")
        else:
            found.append(ORDINALS.get(token, token))
    if found[:2] == ["1", "time"] and found[2:3] == ["/"]:
        del found[:2]
    if found and found[-1] in SIGN_WORDS:
        found[-1] = SIGN_WORDS[found[-1]]
    return [token for place, token in enumerate(found) if token not in "!?;:" or len(found) == 1]


def _unit(token: str) -> str:
    """The symbol of a unit: "mg" for "milligrams" and "mg"."""
    if len(token) == 1 and token not in SHORT:
        return ""
    return FORMS.get(one_of(token), "")


SHORT: Final = frozenset("g l m s h d %°€£$")
SYMBOL_OF: Final = {meanings[0]: symbol.lower() for symbol, meanings in reversed(SYMBOLS.items())}
FORMS: Final = {
    name: SYMBOL_OF.get(meanings[0], name)
    for name, meanings in [*((symbol.lower(), units) for symbol, units in reversed(SYMBOLS.items())), *NAMES.items()]
}
"""The symbol for each unit name or symbol, in small letters."""


def without_articles(tokens: list[str], language: str, text: str) -> list[str]:
    """Words without articles. A letter that is last, before a sign, or a capital inside the text is not an article."""
    articles = set(ARTICLES.get(language[:2], "").split()) - {found.lower() for found in CAPITAL.findall(text)}
    last = len(tokens) - 1
    return [
        token
        for place, token in enumerate(tokens)
        if token not in articles or place == last or tokens[place + 1] in ("positive", "negative")
    ]


def joined(tokens: list[str]) -> str:
    """Words without spaces, except between two numbers."""
    text = ""
    for token in tokens:
        text += f" {token}" if text and text[-1].isdigit() and token[0].isdigit() else token
    return text
