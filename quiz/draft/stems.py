"""A question on one sentence or list, where its words allow one: nothing is added to them and nothing taken away."""

import re
from collections.abc import Collection
from typing import Any, Final, NamedTuple

from quiz.bank.matter import AMOUNT, NOT, WORDS, Matter, instructs, matter_of, opened
from quiz.core.kinds import AnyQuestion, Choice, Number, Option, Order, Select, ShortAnswer, TeachBack
from quiz.draft.places import Listing, Sentence

FRONT: Final = re.compile(
    r"(?:if|when|whenever|before|after|once|while|until|as soon as|during|to|for|every time)\b", re.I
)
DUTY: Final = re.compile(r"(?:you|they) (?:should|must|need to|will need to|have to)\b", re.I)
SURE: Final = re.compile(r" (even if|only if|only when|if|when|whenever|unless|until) ")
LINK: Final = re.compile(r" (before|after|while|as soon as|once(?! an? | every | each )) ")
NO_CASE: Final = re.compile(
    r"\b(?:ask|check|see|know|find out|sure|decide|wonder|even|as|not|what|days?|hours?|weeks?)$", re.I
)
WHY: Final = re.compile(
    r",? ((?:because|so that|so you|as (?:it|this|they)|since (?:it|this|they)) .+"
    r"|to (?:help )?(?:prevent|avoid|reduce|stop|protect|lower|ease|make sure|keep|help|allow|improve"
    r"|strengthen|remove) .+)$"
)
NO_PURPOSE: Final = re.compile(r"\b(?:try|remember|need|aim|continue|begin|start|likely|safe|important|able|how|want)$")
OFTEN: Final = re.compile(r"^([^,;:]+) ((?:once|twice|every) (?:an?|day|other|each|morning|evening|night|time)\b.*)$")
CAUSE: Final = re.compile(
    r"^([^,;:]{3,120}? (?:may|can|could|might|will) (?:also )?(?:cause|lead to|result in|increase|raise|lower|reduce|"
    r"damage|harm|burn|affect|relieve|ease|improve|prevent|help|make you|make|slow|bleed|have|feel)) (.{4,})$"
)
IS: Final = re.compile(
    r"^((?:An?|The|Your)? ?[^,;:()]{2,50}?) (is|are) ((?:an?|any|the (?!most|best|main|same)|when ).+)$"
)
USED: Final = re.compile(r"^([^,;:]{3,80}?) (is|are) used (to|for) (.+)$")
BOUND: Final = re.compile(r"\b(?:at least|at most|(?:no )?more than|up to|within|every|for|about|below|above) $", re.I)
CALLED: Final = re.compile(
    r"^(.*?\b(?:also|sometimes|often) (?:called|known as)) ([^,;:()]{2,60}?)(?=[,;:)]| is | are | can | may |$)"
)
NEGATION: Final = re.compile(r"\b(?:not|cannot|never|except|(?<!at )least|\w+n['’]t)\b", re.I)
INSIDE: Final = re.compile(r"\b(?:it|them|they|this|these|those|their|its)\b", re.I)
GOES_ON: Final = re.compile(
    r"(?:\b(?:if|when|you|to|that|have|has|are|is|be|with|or|and|not|your|a|for|by|include|includes)):?$", re.I
)
OF_STEPS: Final = re.compile(r"\b(?:steps?|how|order|procedure|instructions|first|then|following|method)\b", re.I)
DO: Final = re.compile(r"(?:^|: )(?:do|dos|do not|don['’]ts?|never|avoid)$", re.I)
"""A lead that says no more than to do something, or not to."""
MOST_TICKED: Final = 6


class Asked(NamedTuple):
    """What is asked: the kind, the stem, and the fields of the kind with the answer."""

    kind: type[AnyQuestion]
    ask: str
    fields: dict[str, Any]


def ask_sentence(sentence: Sentence, names: Collection[str] = ()) -> Asked | None:
    """The question that the words of a sentence allow, or None. `names` are words with a capital of their own."""
    text = capital(opened(sentence.text.rstrip(". ")))
    if text.count("(") != text.count(")"):
        return None
    if " · " in text:  # a row of a table
        return _amount(text)
    found = _fronted(text) or _conditional(text, SURE) or _amount(text) or _named(text)
    found = found or _conditional(text, LINK) or _often(text) or _reason(text) or _plain(text, names)
    if found is None:
        return None
    ask = f"“{sentence.before}” {found.ask}" if sentence.before else found.ask
    if not sentence.before and sentence.heading and INSIDE.search(ask):
        ask = f"{ask} (“{sentence.heading}”)"
    return found._replace(ask=_loud(ask))


def _loud(ask: str) -> str:
    """A question with each "not" in capitals, so that nobody reads over it."""
    return NEGATION.sub(lambda found: found[0].upper(), ask)


def one_right(ask: str, key: str) -> Asked:
    """A choice with its right option alone."""
    return Asked(Choice, ask, {"options": (Option(capital(key), True),)})


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """A text as it is inside a sentence: without the capital of its first word, unless that is a name."""
    first = text.split(" ", 1)[0]
    return text if (len(first) > 1 and first[1:] != first[1:].lower()) or first == "I" else text[:1].lower() + text[1:]


def _cloze(before: str, key: str) -> Asked:
    return Asked(Choice, f"Complete the sentence: “{before} …”", {"options": (Option(f"… {key}", True),)})


def _fronted(text: str) -> Asked | None:
    """If X, do Y."""
    opening = FRONT.match(text)
    if not opening:
        return None
    for comma in re.finditer(r", (?:then )?(?:please )?", text):
        rest = text[comma.end() :]
        if instructs(rest) or DUTY.match(rest):
            return one_right(f"What should you do {small(text[: comma.start()])}?", rest)
    if opening[0].lower() in ("to", "for") or text.count(", ") != 1:
        return None
    front, _, rest = text.partition(", ")
    return _cloze(f"{front},", rest)


def _amount(text: str) -> Asked | None:
    """A number with its unit, in the whole of its sentence."""
    found = list(AMOUNT.finditer(text))
    if not found or len(text) > 250:
        return None
    number = next((one for one in found if BOUND.search(text[: one.start()])), found[0])
    blank = f"{text[: number.start()]}…{text[number.end() :]}"
    if number["high"]:
        return one_right(f"Which numbers are missing? “{blank}.”", number[0])
    figure = number["low"].lower().replace(",", "")
    return Asked(Number, f"Which number is missing? “{blank}.”", {"answer": float(WORDS.get(figure, 0) or figure)})


def _named(text: str) -> Asked | None:
    """Another name: every one that is given there is accepted, or none is asked for."""
    found = CALLED.match(text)
    if not found or re.search(r" and |[*\\]", found[2]) or re.match(r", .*\b(?:and|or)\b", text[found.end() :]):
        return None
    ask = f"Which name is missing? “{found[1]} …{text[found.end() :]}.”"
    return Asked(ShortAnswer, ask, {"accept": tuple(dict.fromkeys(found[2].split(" or ")))})


def _conditional(text: str, words: re.Pattern[str]) -> Asked | None:
    """Do Y if X, where one of these words is between the two."""
    link = words.search(text)
    if not link or ";" in text or (words is LINK and LINK.search(text, link.end() - 1)):
        return None
    main, case = text[: link.start()], text[link.start() + 1 :]
    if NO_CASE.search(main) or main.count("(") != main.count(")"):
        return None
    asked = "Until when" if link[1] == "until" else "When"
    stem = _should(main) if link[1] not in ("even if", "only if", "only when", "unless") else ""
    if re.fullmatch(r"(?:Do not |Don['’]t |Never )?\w+", main):
        return _cloze(f"{main} {link[1]}", text[link.end() :]) if stem else None
    if stem and "," not in main and ":" not in main and " and " not in main.split(" only")[0]:
        return one_right(f"{asked} {stem}?", case)
    return _cloze(f"{main} {link[1]}", text[link.end() :]) if words is SURE and len(main.split()) > 2 else None


def _should(main: str) -> str:
    """An instruction as the rest of a question, "should you NOT drive"; empty where it is none."""
    you = re.match(r"You (should|must) (not )?(.+)", main)
    if you:
        return f"{you[1]} you {'NOT ' if you[2] else ''}{you[3]}"
    negative = re.match(r"(Do not|Don['’]t|Never) (.+)", main)
    if negative:
        return f"should you {'NEVER' if negative[1] == 'Never' else 'NOT'} {negative[2]}"
    return f"should you {small(main)}" if instructs(main) and not re.match(r"Only\b", main) else ""


def _often(text: str) -> Asked | None:
    """Do Y once a day."""
    found = OFTEN.match(text)
    stem = _should(found[1]) if found else ""
    return one_right(f"How often {stem}?", found[2]) if found and stem else None


def _reason(text: str) -> Asked | None:
    """Do Y because X."""
    found = WHY.search(text)
    if not found:
        return None
    main = text[: found.start()]
    if NO_PURPOSE.search(main) or ";" in main:
        return None
    if main in ("This is", "That is"):
        return one_right("Why is that?", found[1])
    stem = _should(main) if "," not in main and not SURE.search(main) else ""
    scope = re.search(r"\bN(?:OT|EVER)\b", stem) and re.match(r"because (?:of|you)\b", found[1])
    if stem and not scope:  # "do not stop because you feel well" gives no reason not to stop
        return one_right(f"Why {stem}?", found[1])
    return _cloze(f"{main} {found[1].split(' ', 1)[0]}", found[1].split(" ", 1)[1]) if "because" in found[1] else None


def _plain(text: str, names: Collection[str]) -> Asked | None:
    """What something is, is used for, or may cause."""

    def name(subject: str) -> str:
        return subject if subject.split(" ", 1)[0] in names else small(subject)

    if re.search(rf"\b(?:not|{NOT})", text, re.I):
        return None
    used, cause, what = USED.match(text), CAUSE.match(text), IS.match(text)
    if re.match(r"(?:it|they|this|these|there|that|here|what|one|you|as|if|some|most|many)\b", text, re.I):
        return None
    if used and len(used[1].split()) <= 6:
        return one_right(f"What {used[2]} {name(used[1])} used for?", f"{used[3]} {used[4]}")
    if cause:
        return _cloze(cause[1], cause[2])
    if what and len(what[1].split()) <= 5 and not re.search(r"\b(?:that|which|who|of)\b", what[1]):
        return one_right(f"What {what[2]} {name(what[1])}?", what[3])
    return None


def ask_list(found: Listing) -> Asked:
    """A question on a whole list."""
    lead = found.lead.rstrip(": …")
    on = f" (“{found.heading}”)" if found.heading not in ("", found.lead) and len(lead.split()) <= 5 else ""
    instructions = sum(map(instructs, found.items)) * 3 >= len(found.items) * 2
    of_steps = instructions or OF_STEPS.search(f"{found.lead} {found.heading}")
    if found.numbered and 3 <= len(found.items) <= 8 and of_steps:
        ask = f"In which order does the leaflet give these steps? “{lead}”{on}"
        return Asked(Order, _loud(ask), {"items": found.items})
    goes_on = bool(GOES_ON.search(lead))
    if list_matter(found) > Matter.INSTRUCTION and len(found.items) <= MOST_TICKED:
        which = f"complete the sentence “{lead} …”?" if goes_on else f"does the leaflet list under “{lead}”?"
        options = tuple(Option(item, True) for item in found.items)
        return Asked(Select, _loud(f"Which of these {which}{on} Tick all that apply."), {"options": options})
    bare = DO.search(lead)
    if bare:
        how = f"what should you {'do' if bare[0].lower().strip(': ') in ('do', 'dos') else 'NOT do'}? (“{lead}”)"
    elif goes_on:
        how = f"complete the sentence “{lead} …”"
    else:
        how = f"what does the leaflet list under “{lead}”?"
    return Asked(TeachBack, f"In your own words: {how}{'' if bare else on}", {"covers": found.items})


def list_matter(found: Listing) -> Matter:
    """What a list is about: by its lead and heading, or what half of its items are about."""
    by_lead = min(matter_of(found.lead.rstrip(":")), matter_of(found.heading.rstrip(":")))
    about = sorted(matter_of(item) for item in found.items)
    by_items = about[(len(about) - 1) // 2]
    forbidden = re.search(
        rf"\b{NOT}|\bdon['’]ts?\b|who (?:can|should)(?:n['’]t|not| not)", f"{found.heading} {found.lead}", re.I
    )
    return Matter.WARNING if forbidden and by_lead != Matter.HELP else min(by_lead, by_items)


def ask_section(heading: str, sentences: list[Sentence]) -> Asked:
    """A question in the learner's own words on sentences under one heading."""
    about = [matter_of(sentence.text) for sentence in sentences]
    forbids = sum(one is Matter.WARNING for one in about)
    on = f" (“{heading}”)" if heading else ""
    if heading.split(" ")[0] in QUESTION:
        ask = f"In your own words: {small(heading)}"
    elif not all(one.guides for one in about):
        plain = heading and not GOES_ON.search(heading) and ":" not in heading
        ask = f"In your own words: what does the leaflet say {f'about “{heading}”' if plain else f'here{on}'}?"
    elif forbids == len(sentences):
        ask = f"In your own words: what should you NOT do?{on}"
    else:
        ask = f"In your own words: what should you do{', and what should you NOT do' if forbids else ''}?{on}"
    return Asked(TeachBack, ask, {"covers": points(sentences)})


def points(sentences: list[Sentence]) -> tuple[str, ...]:
    """The sentences as points; one that points back to the one before it is a point with that."""
    found: list[str] = []
    for sentence in sentences:
        if sentence.before and found and found[-1].endswith(sentence.before):
            found[-1] += f" {sentence.text}"
        else:
            found.append(sentence.whole)
    return tuple(dict.fromkeys(found))


QUESTION: Final = frozenset("What When Why How Who Where Which Will Can Should Do Does Is Are".split())
