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
    rf"(?<!\ba )(?<!phone )\b(?:call|phone|ring|dial|contact|see|go to|visit|get|seek)\b{HELPERS}"
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

APART: Final = re.compile(
    r"(?:references?|sources?|bibliography|further (?:reading|information)|more information|related .*"
    r"|you (?:may|might) also .*|(?:table of )?contents|"
    r"copyright.*|disclaimer|feedback|about this (?:leaflet|page|site).*|acknowledgements?|useful (?:links"
    r"|websites|contacts).*|"
    r"(?:illustration|diagram|picture|photo|photograph|image)s? (?:of|showing)\b.*|"
    r"(?:marketing authori[sz]ation (?:holder|number)|product licen[cs]e|manufacturer).*|"
    r"contacts?|contact (?:us|details|information)|share.*|follow us|accessibility|(?:in|on) this (?:page"
    r"|leaflet)|(?:(?:foot|end) ?)?notes?|(?:how to )?find(?:ing)? us|(?:getting here|travel) and parking|parking)",
    re.I,
)
"""Headings of sections that no question is asked about."""
JUNK: Final = re.compile(
    r"^(?:(?:figure|fig\.|picture|photo|image|diagram) \d|\[\d{1,2}\] |version \d|ref(?:erence)?[ :.]+\S*\d"
    r"|updated \w|I have (?:received|read|understood)|office use)"
    r"|\b(?:reviewed (?:\w+ )?(?:19|20)\d\d|ISBN|doi\b|et al\b|accept cookies|current as of\b|review (?:date|due)"
    r"|published\b|page \d+ of \d|rev\. ?[A-Z\d]\b|review:? (?:\w+ )?20\d\d|share on|written by\b"
    r"|tel(?:ephone)?:|read (?:all of )?this (?:leaflet|page)"
    r"|this (?:leaflet|page|booklet|guide|handout|(?:fact )?(?:sheet|card)) (?:is|explains|tells|covers|provides|gives"
    r"|answers|has|does not (?:take|replace))\b|general in nature|(?:represent|constitute) an endorsement"
    r"|(?:take the place of|substitute for) (?:medical|professional)\b"
    r"|\d+ [A-Z]\w+ (?:Street|Road|Avenue|Lane|Drive)\b|[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b)"
    r"|\S@\S|(?=[\u0336_©(achlprtw])(?:\u0336|_{3,}|©|\((?:19|20)\d\d[a-z]?\)|all rights reserved|charity n|copyright"
    r"|https?://|last (?:reviewed|updated)|leaflet (?:code|number|ref|[A-Z]*\d)|(?:trust|partnership)\.?$"
    r"|patient handout|print this page|reference [A-Z]+/|registered (?:company|office)|we use cookies|www\.)",
    re.I,
)
DOCUMENTS: Final = r"(?:website|web ?page|page|section|leaflet|booklet|fact ?sheet|guide|guidance|video|film)s?\b"
ELSEWHERE: Final = re.compile(
    r"(?:(?:you can|to|please) )*(?:read|find out|learn|discover) (?:more\b(?! than|,)|on\b|(?:all )?about\b)"
    r"|(?:(?:for|you can|to|please|find|get|read) )*(?:more|further|other|detailed|full) (?:information|details)\b"
    rf"(?=.*\b(?:see|visit|read|go to|available|{DOCUMENTS}))"
    rf"|(?:please )?(?:(?:also )?see|refer to|watch|view|download) (?:the|our|this|separate) (?:[^.,;]* )?{DOCUMENTS}"
    r"|(?:please )?(?:visit|go to) (?:the|our|their|this) (?:[\w-]+ )?(?:website|web ?page|page)\b"
    r"|(?:please )?(?:(?:also )?see|refer to|go to|turn to) (?:section|page|chapter|table|figure|appendix)\b"
    r"|(?:please )?click\b|(?:log|sign) ?in\W*$|(?:already have|create) an account\b|sign up (?:to|for) (?:the|our)\b",
    re.I,
)
"""The beginning of a sentence that only sends the reader elsewhere."""
MONTH: Final = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
IMPRINT: Final = re.compile(
    rf"(?-i:(?:(?:[A-Z(][\w&’'./)-]*|\d[\w./]*|of|and|for|the|[–|-]),? ){{0,10}})\(?{MONTH}\.?,? (?:19|20)\d\d\W*$"
    r"|(?:(?:last|date|first|this (?:leaflet|page) was) )*(?:revised|updated|issued|produced|printed|created)\b"
    r"[^.]{0,40}(?:19|20)\d\d\W*$"
    r"|(?:[\w,-]+ ){0,5}(?:sheet|booklet|publication|document) (?:no|number|code|ref)\b[ .:]*\S*\d"
    r"|(?:accurate|correct) as (?:of|at)\b|(?:[\w-]+ ){0,2}date: *\d"
    r"|(?:(?:image|photo|photograph|picture|illustration)s? )?(?:credits?|courtesy|source)(?: of)?:"
    r"|(?:image|photo|photograph|picture|illustration)s? (?:courtesy of|by|from|credit)\b",
    re.I,
)
"""The beginning of a line that says who issued a document and when, or whose its pictures are."""
CITED: Final = re.compile(r"\((?:19|20)\d\d[a-z]?\)|\bet al\b|\bdoi\b", re.I)
QUOTATION: Final = re.compile(r"[“\"][^“”\"]*[”\"]")
PUBLISHER: Final = re.compile(
    r"(?:The )?(?!(?:The|Your|My|Our|Coming|Going|Leaving|About|In|After|Before|What|When|How|At|Staying|Planning)\b)"
    r"(?:(?:[A-Z][\w.’'&-]*|of|for|and|&) ){0,8}"
    r"(?:Hospitals?|Infirmary|Trust|NHS|Clinics?|Foundation|Councils?|Board|Surgery|Practice|University|Department|Services?"
    r"|Association|Society|Ltd|Limited|Inc|Institute|Ministry|Agency|Partnership|Charity|Health ?[Cc]are|Centre"
    r"|Center|Unit)"
    r"\.?(?: (?:of|for) [A-Z]\w+(?: (?:[A-Z]\w+|and|&))*| Trust| NHS)*(?:,? [A-Z]\w+ (?:Unit|Ward|Department|Clinic))?"
    r"|(?i:(?:(?:patients?|information|advice|leaflets?|fact ?sheets?|sheet|for|and|carers|families|parents|public)"
    r"\b ?){1,6})"
)
"""The name of a leaflet's publisher, or its type of text, as in a letterhead."""
PHONE: Final = re.compile(r"(?:\d[ -]?){7,}")
HOURS: Final = re.compile(r"\b(?:monday|tuesday|weekdays|opening|\d ?[ap]m)\b", re.I)


def opened(text: str) -> str:
    """A sentence without the words that may precede the verb of an instruction."""
    found = OPENING.match(text)
    return text[found.end() :] if found else text


@lru_cache(maxsize=1 << 14)
def is_junk(text: str) -> bool:
    """Whether a text is an address, a reference, a date of issue or a bare number, or only leads elsewhere."""
    if JUNK.search(text) or ELSEWHERE.match(text) or IMPRINT.match(text):
        return True
    rest = PHONE.sub("", text)
    if rest == text:
        return False
    words = rest.split()
    told = len(words) > 8 and 2 * sum(word[0].islower() for word in words) >= len(words)
    calls = re.search(r"\b(?:if|when)\b", text) or (told and not HOURS.search(rest))
    return not calls


def is_cited(text: str) -> bool:
    """Whether a paragraph is a quotation, or one that refers to a publication."""
    return bool(CITED.search(text) or QUOTATION.fullmatch(text))


def instructs(text: str) -> bool:
    """Whether a sentence begins as an instruction does."""
    text = opened(text)
    if text.startswith("You ") or re.match(r"(?:The|This|Your|An?|It|They|If|When)\b", text):
        return False
    if re.match(NOT, text, re.I):
        return True
    first, *rest = re.findall(r"[\w'’]+", text[:60].lower()) or [""]
    second = rest[0] if rest else ""
    noun = first in NOUNS and (second.endswith("s") or second in ("of", "and")) and second not in ("this", "towels")
    adjective = first in ADJECTIVES and second not in OBJECT
    return first in VERBS and second not in FINITE and not noun and not adjective


def may_instruct(text: str) -> bool:
    """Whether a short sentence may be an instruction, though its verb may be a noun: "Use liquids."."""
    return instructs(text) or text.split(" ")[0].lower() in VERBS


@lru_cache(maxsize=1 << 16)  # drafts ask about each sentence four times
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
