"""Questions on sentences, lists, tables and paragraphs, without adding to their words or leaving any out."""

import re
from collections.abc import Sequence
from typing import Any, Final

from quiz.bank.matter import AMOUNT, FINITE, UNIT, WORDS, Matter, instructs, matter_of
from quiz.bank.pointing import AHEAD, CONDITION, GOES_ON, HALF, governs, leans
from quiz.bank.text import content_words, sentences_of
from quiz.core.english import sentence
from quiz.core.kinds import Choice, Number, Option, Select, TeachBack
from quiz.core.kinds.fields import Passage
from quiz.draft.passages import COLUMNS, LONGEST_BEFORE, Listing, Sentence, joined
from quiz.draft.places import Part

POLITE: Final = re.compile(r"^(?:(?:please|important|note|tip|remember)\b[,:!]?\s+)+", re.I)
FRONT: Final = re.compile(
    r"(?:if|when|whenever|before|after|once|while|until|as soon as|during|to|for|every time)\b", re.I
)
DUTY: Final = re.compile(r"(?:you|they) (?:should|must|need to|will need to|have to)\b", re.I)
SURE: Final = re.compile(r"(?<! even) (only if|only when|if|when|whenever|unless|until) ")
NO_CASE: Final = re.compile(
    r"\b(?:ask|check|see|know|find out|sure|decide|wonder|even|as|not|what|days?|hours?|weeks?|down|note|record)$", re.I
)
SECOND: Final = re.compile(r"(?:[,:;] (?:(?:and|but|or|then) )?|\b(?:and )?then )(?=\w)", re.I)
"""What may precede a second instruction after a case."""
NEGATION: Final = re.compile(r"\b(?:not|cannot|never|except|(?<!at )least|\w+n['’]t)\b", re.I)
LONGEST_CUE, LONGEST_CASE, MOST_TICKED = 7, 12, 6
DESCRIBES: Final = re.compile(r"(?:.*: )?(?:what (?:is|are|does|causes)|why|how (?:common|does|is|are))\b", re.I)
"""A question whose answer is no advice."""
SHORT: Final = 10
"""The number of words from which a passage can be asked for by its beginning."""


def _keys(explain: str, passage: Sequence[str]) -> dict[str, Any]:
    """The keys that every question has besides its stem."""
    return {"id": "draft", "explain": explain, "passage": tuple(dict.fromkeys(passage))[: Passage().runs]}


def ask_sentence(said: Sentence, heading: str, *, after_list: bool) -> Choice | Number | None:
    """The question that the words of a sentence allow, or None.

    It quotes what stands before the sentence in its paragraph, which may be what the sentence is about. `after_list`:
    the heading may be about the list only.
    """
    text, before = capital(POLITE.sub("", said.text.rstrip(". "), count=1)), said.before
    if before is None or leans(before or said.text) or HALF.search(heading) or (after_list and governs(heading)):
        return None
    found = _fronted(text) or _conditional(text) or _amount(text)
    if found is None:
        return None
    ask, whole = (f"“{before}” {found.ask}", f"{before} {said.text}") if before else (found.ask, said.text)
    return found.replace(ask=f"{_loud(ask)}{_under(heading, ask)}", **_keys(whole, (whole,)))


def _under(heading: str, ask: str) -> str:
    """The heading that a question needs, unless it already has all its words."""
    words = content_words(heading)
    return f" (“{heading}”)" if heading and not (words and words <= content_words(ask)) else ""


def _loud(ask: str) -> str:
    """A question with each "not" in capitals, so that nobody overlooks it."""
    return NEGATION.sub(lambda found: found[0].upper(), ask)


def _choice(ask: str, key: str) -> Choice:
    """A choice with its right option only."""
    return Choice(**_keys("", ()), ask=ask, options=(Option(capital(key), True),))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """A text for use inside a sentence: without its first capital, unless that is a name's."""
    first = text.split(" ", 1)[0]
    return text if (len(first) > 1 and first[1:] != first[1:].lower()) or first == "I" else text[:1].lower() + text[1:]


def _fronted(text: str) -> Choice | None:
    """A question on "If X, do Y"."""
    if not FRONT.match(text):
        return None
    for comma in re.finditer(r", (?:then )?(?:please )?", text):
        front, rest = text[: comma.start()], text[comma.end() :]
        inside = "," in front and not re.search(r"\b(?:and|or)\b", front.split(",")[-1])  # a list
        if DUTY.search(front):
            return None
        if inside or re.match(r"(?:and|or)\b", rest) or front.count("(") > front.count(")"):
            continue
        if instructs(rest) or DUTY.match(rest):
            return _choice(f"What should you do {small(front)}?", rest)
    return None


def _amount(text: str) -> Choice | Number | None:
    """A question on a number with its unit, left out of the whole sentence."""
    found = list(AMOUNT.finditer(text))
    if len(found) != 1 or len(re.findall(r"\d+(?:[.,]\d+)*", text)) > len(re.findall(r"\d+", found[0][0])):
        return None  # it would be unclear which of several is missing
    number = found[0]
    blank = f"{text[: number.start()]}…{text[number.end() :]}"
    if re.search(rf"^…|\bone (?:(?:to|or|and) …|{UNIT})|\b(?:is|are) not\b|, but |^never\b", blank, re.I):
        return None  # it may be no sentence, or any other number may be right too
    if number["high"]:
        return _choice(f"Which numbers are missing? “{blank}.”", number[0])
    low = number["low"].lower().replace(",", "")
    return Number(**_keys("", ()), ask=f"Which number is missing? “{blank}.”", answer=float(WORDS.get(low, 0) or low))


def _conditional(text: str) -> Choice | None:
    """A question on "Do Y if X"."""
    link = SURE.search(text)
    if not link or ";" in text or FRONT.match(text):
        return None
    main, case = text[: link.start()], text[link.start() + 1 :]
    if not (FINITE & set(main.lower().split()) or instructs(main)):
        return None  # the case may be inside the subject
    further = [case[found.end() :] for found in SECOND.finditer(case)]
    if (
        any(instructs(text) or re.match(r"(?:it|they|you)\b", text) for text in further)
        or NO_CASE.search(main)
        or main.count("(") != main.count(")")
        or " " not in main
    ):
        return None
    plain = re.match(r"(?:please )?(?:ask|check|find out)\b", main, re.I) is None and not re.search(r"[,:]| and ", main)
    stem = _should(main) if plain and link[1] in ("if", "when", "whenever", "until") and ", or " not in case else ""
    if stem and not (link[1] == "when" and " NOT " in stem):  # what is never right may only be described by "when"
        return _choice(f"{'Until when' if link[1] == 'until' else 'When'} {stem}?", case)
    return _choice(f"Complete the sentence: “{main} {link[1]} …”", f"… {text[link.end() :]}")


def _should(main: str) -> str:
    """An instruction as the rest of a question, "should you NOT drive"; empty if it isn't one."""
    negative = re.match(r"(?:(Never)|Do not|Don['’]t|You (?:should|must) not) (.+)", main)
    if negative:
        return f"should you {'NEVER' if negative[1] else 'NOT'} {negative[2]}"
    return f"should you {small(main)}" if instructs(main) and not re.match(r"Only\b", main) else ""


def ask_list(found: Listing, heading: str, *, whole: bool = True) -> TeachBack | Select:
    """A question on a whole list or table, the `whole` text under its heading or not.

    It has no stem if the list needs a note or refers to what is not there, or is too long.
    """
    lead, items = found.lead.rstrip(": …"), found.items
    on = "" if heading == found.lead else _under(heading, lead)
    keys = _keys(found.text, found.quoted)
    lost = found.lead != heading and COLUMNS not in lead and leans(AHEAD.sub("", found.lead))
    if not lead or (lost and not found.before) or len(found.passage) > Passage().runs:
        return TeachBack(**keys, ask="", covers=items)
    before = f"“{found.before}” " if found.before and (lost or len(found.before) <= LONGEST_BEFORE) else ""
    goes_on = HALF.search(lead) or (lead != heading and GOES_ON.search(lead))
    complete = f"complete the sentence “{lead} …”"
    if COLUMNS in lead:
        how = f"what does the table “{lead}” say, row by row?"
    elif list_matter(found, heading) > Matter.INSTRUCTION and 1 < len(items) <= MOST_TICKED:
        which = f"{complete}?" if goes_on else f"does the leaflet list under “{lead}”?"
        ask = f"{_loud(f'{before}Which of these {which}')}{on} Tick all that apply."
        return Select(**keys, ask=ask, options=tuple(Option(item, True) for item in items))
    elif lead.endswith("?") and (whole or found.lead != heading):
        how = lead
    else:
        how = complete if goes_on else f"what does the leaflet list under “{lead}”?"
    return TeachBack(**keys, ask=f"{before}In your own words: {how}{on}", covers=items)


def ask_with_list(found: Listing, heading: str, points: Sequence[str], passage: Sequence[str]) -> TeachBack:
    """A question on a list and on the text after it, which refers to it; without a stem if that is too long."""
    listed = sentence(found.text if found.lead in found.passage else joined(found.items))
    covers, runs = (listed, *points), (*found.quoted, *passage)
    lead = found.lead.rstrip(": …")
    ask = f"In your own words: what does the leaflet list under “{lead}”, and what does it say about that?"
    ask = "" if len(runs) > Passage().runs else f"{ask}{_under(heading, lead)}"
    return TeachBack(**_keys(" ".join(covers), runs), ask=ask, covers=covers)


def list_matter(found: Listing, heading: str) -> Matter:
    """What a list is about, judged by its lead and heading, or by a third of its items; any may call for help.

    A table is about what any of its cells is.
    """
    by_lead = min(matter_of(found.lead.rstrip(":")), matter_of(heading.rstrip(":")))
    table = COLUMNS in found.lead
    cells = re.split(f": |{COLUMNS}", COLUMNS.join(found.items)) if table else found.items
    about = sorted(map(matter_of, cells))
    by_items = about[0 if table or about[0] is Matter.HELP else (len(cells) - 1) // 3]
    return min(by_lead, by_items)


def ask_part(part: Part, points: Sequence[str], passage: Sequence[str], *, whole: bool, lost: bool) -> TeachBack:
    """A question in the learner's own words on consecutive sentences, the `whole` text under a heading or not.

    If they point back to what is not among them (`lost`), the stem is left to the author. If they stand after a list
    of cases, it says so, since they may be about these, and what is asked for is easily mistaken for the list.
    """
    new = TeachBack(**_keys(" ".join(points), passage), ask="", covers=tuple(points))
    if lost or len(passage) > Passage().runs:
        return new
    heading, after = part.heading, part.after.lead if part.after else ""
    about = [matter_of(one) for point in points for one in sentences_of(point)]
    after = after if governs(heading) or (not heading and CONDITION.search(after)) else ""
    on = f" (after the list “{after.rstrip(': …')} …”)" if after else f" (“{heading}”)" if heading else ""
    facts = heading.endswith("?") and not (DESCRIBES.match(heading) and any(one <= Matter.WARNING for one in about))
    if (whole or re.match(r"(?:Yes|No)\b", points[0])) and facts and not after:
        ask = heading
    elif not whole or not heading or after:
        if len(points[0].split()) < SHORT and len(points) == 1 and not about[0].guides:
            return new  # the stem would give all of it away
        words, case = points[0].split(), points[0].split(",")[0].split()
        fronted = FRONT.match(points[0]) and len(case) <= LONGEST_CASE and len(case) < len(words)
        most = len(case) if fronted else min(LONGEST_CUE, max(3, len(words) // 2 - 1))
        while most < len(words) - 2 and len(content_words(" ".join(words[:most]))) < 2:
            most += 1
        cue = " ".join(words[:most]).rstrip(".,:;")
        ask = f"what does the leaflet say in the part that begins “{cue} …”{on}?"
    else:
        ask = f"what does the leaflet say under “{heading}”?"
    return new.replace(ask=f"In your own words: {ask}")
