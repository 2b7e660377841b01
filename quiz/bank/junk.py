"""What no question is asked about, recognised by English words: addresses, dates of issue, references, links."""

import re
from functools import lru_cache
from typing import Final

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
    r"|updated \w+ \w+\W*$|I have (?:received|read|understood)|office use)"
    r"|\b(?:reviewed (?:\w+ )?(?:19|20)\d\d|ISBN|doi\b|et al\b|accept cookies|current as of\b|review (?:date|due)"
    r"|published\b|page \d+ of \d|rev\. ?[A-Z\d]\b|review:? (?:\w+ )?20\d\d|share on|written by\b"
    r"|tel(?:ephone)?:|read (?:all of )?this (?:leaflet|page)"
    r"|this (?:leaflet|page|booklet|guide|handout|(?:fact )?(?:sheet|card)) (?:is|explains|tells|covers|provides|gives"
    r"|answers|has|does not (?:take|replace))\b"
    r"|(?:leaflet|page|booklet|guide|handout|sheet|information|document|cop(?:y|ies)|version)\b[^.]{0,60}"
    r"\b(?:larger? print|braille|easy read|(?:another|other|different|alternative) (?:language|format)s?)"
    r"|general in nature|uncontrolled when printed|(?:represent|constitute) an endorsement"
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
CITED: Final = re.compile(
    r"\((?:19|20)\d\d[a-z]?\)|\bet al\b|\bdoi\b|\b(?:19|20)\d\d;\d|^(?-i:[A-Z][\w’'-]+ [A-Z]{1,3}, )", re.I
)
"""A year in brackets, a volume after a year, or an author's initials."""
QUOTATION: Final = re.compile(r"[“\"][^“”\"]*[”\"]")
PUBLISHER: Final = re.compile(
    r"(?:The )?(?!(?:The|Your|My|Our|Coming|Going|Leaving|About|In|After|Before|What|When|How|At|Staying|Planning)\b)"
    r"(?:(?:[A-Z][\w.’'&-]*|of|for|and|&) ){0,8}"
    r"(?:Hospitals?|Infirmary|Trust|NHS|Clinics?|Foundation|Councils?|Board|Surgery|Practice|University|Department|Services?"
    r"|Associat(?:ion|es)|Society|Ltd|Limited|Inc|L\.?L\.?C|P\.?C|Institute|Ministry|Agency|Partnership|Charity"
    r"|Health ?[Cc]are|Centre|Center|Unit)"
    r"\.?(?: (?:of|for) [A-Z]\w+(?: (?:[A-Z]\w+|and|&))*| Trust| NHS)*(?:,? [A-Z]\w+ (?:Unit|Ward|Department|Clinic))?"
    r"|(?i:(?:(?:patients?|information|advice|leaflets?|fact ?sheets?|sheet|for|and|carers|families|parents|public)"
    r"\b ?){1,6})"
)
"""The name of a leaflet's publisher, or its type of text, as in a letterhead."""
PHONE: Final = re.compile(r"(?:\d[ -]?){7,}")
HOURS: Final = re.compile(r"\b(?:monday|tuesday|weekdays|opening|\d ?[ap]m)\b", re.I)


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
