"""Classify sentences by their words, in order of importance to someone who has to act on them."""

import re
from enum import IntEnum
from functools import lru_cache
from typing import Final


class Matter(IntEnum):
    """What a sentence does, most important first. Recognised by English words."""

    HELP = 0
    WARNING = 1
    CASE = 2
    INSTRUCTION = 3
    RISK = 4
    AMOUNT = 5
    MEANING = 6
    REASON = 7
    NAME = 8
    STATEMENT = 9

    @property
    def guides(self) -> bool:
        """Whether it warns or instructs."""
        return self <= Matter.INSTRUCTION


DOES: Final = {
    Matter.HELP: "says when to get help, or from whom",
    Matter.WARNING: "says what not to do",
    Matter.CASE: "says what to do in certain cases",
    Matter.INSTRUCTION: "says what to do",
    Matter.RISK: "says what may happen",
    Matter.AMOUNT: "gives a number",
    Matter.MEANING: "says what something is",
    Matter.REASON: "gives a reason",
    Matter.NAME: "gives another name",
    Matter.STATEMENT: "gives other information",
}
"""What a sentence does, in words."""
VERBS: Final = frozenset(
    """
    add alert allow apply arrange ask attend bandage be begin bend boil book breathe bring brush buy call cancel
    carry change check choose clean clear clip close complete consider contact continue cook cool cough count cover
    crush cut decide describe dial discard disconnect discuss dispose do drain drink drive dry eat elevate email
    empty ensure enter exercise exhale expect fill find finish fit flush fold follow freeze gargle get give go grip
    hang have heat hold increase inform inhale insert inspect insulate keep kneel lay lean learn leave let lie lift
    limit listen look lower make massage measure mention mix moisturise moisturize monitor mop move note offer open
    order pack pat pay peel perform phone pinch place plan plug point pour powder practise prepare press prevent
    protect pull push put quit raise reach read record reduce refuse reheat relax remember remove repeat replace
    report rest restart return ring rinse roll rub run save say screw scrub secure see seek separate serve set shake
    show shower shut sip sit sleep slide smear soak speak spit sponge spray spread squeeze stand start stay step
    stir stop store straighten stretch suck support swallow sweep swim swing switch take talk tape teach tell test
    thaw throw tie tighten tilt touch treat try turn unplug use vary visit wait wake walk warm warn wash watch wear
    weigh wipe wrap write
    """.split()
)
"""Verbs that an instruction may begin with."""
ADJECTIVES: Final = frozenset("clean clear close complete cool dry empty lower open separate warm wet".split())
"""Those that may be an adjective before a noun."""
OBJECT: Final = frozenset(
    "a all an and any around each every in into it off one out over the them these this thoroughly up with your".split()
)
NOUNS: Final = frozenset(
    "change contact exercise massage rest report sleep stretch support test touch use walk".split()
)
"""Those that are as often a noun at the start of a sentence."""
FINITE: Final = frozenset("is are was were can may might could will would has have does should must".split())
OPENING: Final = re.compile(
    r"(?:(?:important|warning|note|caution|remember|tip|please|however|also|then|but|and|so|instead|always|only|just|"
    r"first|next|finally|afterwards|\w+ly)\b[,:!]?\s+)+",
    re.I,
)
"""Words that may precede the verb of an instruction."""
NOT: Final = r"(?:do not|don['’]t|never|avoid)\b"
FORBIDS: Final = re.compile(
    rf"(?:^|[,;:–—] ?(?:but )?)(?:then )?{NOT}|\b(?:please (?:then )?{NOT}|(?:must|should) ?not\b"
    r"|(?:mustn|shouldn)['’]t\b|not (?:suitable|recommended|safe|allowed|be used|be taken)\b"
    r"|can(?:['’]t| ?not) (?:take|have|use)\b)",
    re.I,
)
OBLIGES: Final = re.compile(
    r"(?<!why )\b(?:(?:should|must)(?!\s*[.,;]|$)|(?<!may )(?<!might )(?<!not )need to|(?<!not )have to"
    r"|make sure|ensure|important (?:to|that))\b",
    re.I,
)
CASE: Final = re.compile(r"\b(?:if|when|whenever|unless|until|before|after|while|once|as soon as)\b", re.I)
HELPERS: Final = (
    r".{0,60}?\b(?:999|911|112|111|ambulance|emergency|A&E|doctors?|GPs?|nurses?|midwife|hospital|urgent|clinic|ward"
    r"|medical (?:help|advice|attention|care)|dentist|helpline|surgeon|physiotherapist|health visitor|team|engineer"
    r"|us)\b"
)
HELP: Final = re.compile(
    r"(?<!\ba )(?<!phone )\b(?:call|phone|ring|dial|contact|see|go to|visit|get|seek|come (?:straight )?back)\b"
    rf"{HELPERS}"
    r"|\bwhen to (?:call|get help|seek|see|contact)|\burgent advice|\bimmediate action|\b(?:get|seek) help\b",
    re.I,
)
ASKING: Final = re.compile(rf"\b(?:tell|ask|speak to|talk to)\b{HELPERS}", re.I)
"""A call for help only in a certain case."""
AT_ONCE: Final = re.compile(r"\b(?:if|when|immediately|at once|(?:right|straight) away)\b", re.I)
ASIDE: Final = re.compile(r"\b(?:ask|tell) (?:your|the|a) \w+ (?:what|how|why|which)\b", re.I)
"""A question to ask somebody is not a call for help."""
RISK: Final = re.compile(
    r"\b(?:(?:may|can|could|might|will) (?:also )?(?:cause|lead|harm|damage|burn|increase|slow|affect|make|feel|have)"
    r"|risks?|dangerous|serious|rare|common|normal)\b|side effects?\b",
    re.I,
)
DANGER: Final = re.compile(
    r"\b(?:aspirin|ibuprofen|NSAID|warfarin|too (?:much|many)\b|miss(?:ed)?\b.{0,20}\bdose|double dose|suddenly\b"
    r"|(?:under|younger than|less than) \d|driv(?:e|ing)\b|alcohol\b|doses?\b)"
    r"|(?=[abop])(?:allerg|blood[- ]thin|breast-?feed|overdose|pregnan)|\d ?(?:mg|ml|micrograms?|units)\b",
    re.I,
)
"""Subjects that are dangerous to get wrong: they come before other instructions and numbers."""
UNIT: Final = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|times|mg|micrograms?|g|grams?|kg|ml|l|litres?|mm|cm|m|"
    r"metres?|inches|°C|°F|%|per cent|percent|tablets?|capsules?|doses?|injections?|teaspoons?|spoonfuls?|drops?|"
    r"puffs?|units?|portions?|glasses|cups|pillows|repetitions|sets|calories|degrees|bar)(?![\w-])"
)
WORDS: Final = {
    word: n for n, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
FIGURE: Final = rf"(?:\d+(?:,\d{{3}})+|\d+(?:\.\d+)?|\b(?:{'|'.join(WORDS)})\b)"
AMOUNT: Final = re.compile(
    rf"(?<![\w.,/-])(?P<low>{FIGURE})(?P<high>\s*(?:to|or|and|-|–)\s*{FIGURE})?(?=[ \u00a0]?{UNIT})", re.I
)
MEANING: Final = re.compile(r"^(?P<what>[^,;:()]{2,60}?) (?P<verb>is|are) (?P<said>(?:an?|the|any) .+|when .+)$")
REASON: Final = re.compile(
    r"\b(?:because|so that|due to|that is why|this means)\b|\b(?:is|are) used (?:to|for)\b", re.I
)
NAME: Final = re.compile(r"\b(?:also|sometimes|often) (?:called|known as)\b|\bis known as\b|\bbrand names?\b", re.I)


def opened(text: str) -> str:
    """A sentence without the words that may precede the verb of an instruction."""
    found = OPENING.match(text)
    return text[found.end() :] if found else text


def instructs(text: str) -> bool:
    """Whether a sentence begins as an instruction does."""
    text = opened(text)
    if text.startswith("You ") or re.match(r"(?:The|This|Your|An?|It|They|If|When)\b", text):
        return False
    if re.match(NOT, text, re.I):
        return True
    first, *rest = re.findall(r"[\w'’]+", text[:60].lower()) or [""]
    second = rest[0] if rest else ""
    noun = first in NOUNS and (second.endswith("s") or second in ("of", "and"))
    adjective = first in ADJECTIVES and second not in OBJECT
    return first in VERBS and second not in FINITE and not noun and not adjective


def may_instruct(text: str) -> bool:
    """Whether a short sentence may be an instruction, though its verb may be a noun: "Use liquids."."""
    return instructs(text) or text.split(" ")[0].lower() in VERBS


@lru_cache(maxsize=1 << 16)  # drafts ask about each sentence twice
def matter_of(text: str) -> Matter:
    """What a sentence, or the line before a list, does. A guess from words, which can be wrong."""
    directs = instructs(text) or bool(OBLIGES.search(text)) or bool(_directs_after_a_comma(text))
    calls = HELP.search(text) or (ASKING.search(text) and AT_ONCE.search(text))
    if calls and not ASIDE.search(text) and (directs or CASE.search(text) or len(text) < 60):
        return Matter.HELP
    if FORBIDS.search(text):
        return Matter.WARNING
    if directs:
        return Matter.CASE if CASE.search(text) else Matter.INSTRUCTION
    for matter, pattern in OTHERS:
        if pattern.search(text):
            return matter
    return Matter.STATEMENT


OTHERS: Final = (
    (Matter.AMOUNT, AMOUNT),
    (Matter.NAME, NAME),
    (Matter.RISK, RISK),
    (Matter.MEANING, MEANING),
    (Matter.REASON, REASON),
)


def _directs_after_a_comma(text: str) -> bool:
    return any(instructs(text[comma.end() :]) for comma in re.finditer(r", (?:then )?", text[:200]))
