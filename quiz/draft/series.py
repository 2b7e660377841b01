"""Where a document lists things: in a list, or in a row inside a sentence."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quiz.draft import grammar
from quiz.draft.statements import Statement

LEAST: Final = 3
MOST_WORDS: Final = 8
JOINED: Final = re.compile(r"(?:^| )(?:and/or|and|or) ")
STOPS: Final = re.compile(
    r" (?:after|when|if|because|before|while|which|who|that (?:is|are)|so that|during|and|is|are|was|were|can|may"
    r"|will|should|must|has|have)\b"
)
INTRODUCED: Final = re.compile(r"^(.*(?::| such as| including| includes?| like))\s+(.+)$")
CLAUSE: Final = re.compile(
    r"(?:although|but|while|whereas|so|because|if|when|where|who|not|then|and then|that|among|with|as|for|it|they|you|"
    r"we|this|these|he|she|instead|however|too|which|whose)\b",
    re.I,
)


class Series(NamedTuple):
    """Things named in one breath: `lead` is the sentence before them, `passage` the words from the first to the last.

    `form` says what they can be mixed with.
    """

    statement: Statement
    lead: str
    items: tuple[str, ...]
    form: str
    passage: str


def series(statement: Statement) -> Iterator[Series]:
    """The rows of three or more that the sentence has, the last of them first."""
    told = statement.said.rstrip(".! ")
    end = len(told)
    bare = told.rpartition(": ")[2]
    items = tuple(bare.split(", "))
    if len(items) >= LEAST and len(bare) < end and not JOINED.search(bare) and all(_is_item(item) for item in items):
        form = _common(items)
        if form:
            yield Series(statement, told[: -len(bare)].rstrip(": "), items, form, bare)
        return
    for _ in range(3):
        found = _last_row(told[:end])
        if not found:
            return
        start, stop, items = found
        form = _common(items)
        if form:
            yield Series(statement, told[:start].rstrip(), items, form, told[start:stop])
        end = start


def _last_row(told: str) -> tuple[int, int, tuple[str, ...]] | None:
    """Where the last row of a text begins and ends, and what is in it."""
    if ", " not in told:
        return None
    parts = [(found.start(), found.end()) for found in re.finditer(r"[^,;]+", told)]
    for last in range(len(parts) - 1, 0, -1):
        start, end = parts[last]
        text = told[start:end]
        joint = JOINED.search(text)
        if not joint:
            continue
        closing = STOPS.split(text[joint.end() :], maxsplit=1)[0].rstrip()
        if text[joint.end() :].startswith(("or ", "and ")):
            continue
        stop = start + joint.end() + len(closing)
        items = [closing]
        if text[: joint.start()].strip():
            items.insert(0, text[: joint.start()].strip())
        row = _backwards(told, parts[:last], items, start)
        return (row[0], stop, tuple(row[1])) if row else None
    return None


def _backwards(told: str, parts: list[tuple[int, int]], items: list[str], at: int) -> tuple[int, list[str]] | None:
    """The row before its last items: where it begins, and all of it. None where it is no row."""
    if not all(_is_item(item) for item in items):
        return None
    for start, end in reversed(parts):
        if told[end : end + 1] == ";":
            return None
        text = told[start:end].strip()
        begins = text.split(" ", 1)[0].lower()
        first = start == parts[0][0] or CLAUSE.match(text) or begins in grammar.FINITE
        if (
            first
            or not _is_item(text)
            or (begins in grammar.BASE_VERBS) != (items[0].split(" ")[0] in grammar.BASE_VERBS)
        ):
            opening = _opening(text, items[0])
            if not opening:
                return None
            items.insert(0, opening)
            return (end - len(opening), items) if len(items) >= LEAST else None
        items.insert(0, text)
    return None


def _opening(text: str, next_item: str) -> str:
    """The first item of a row, which stands at the end of what leads to it."""
    introduced = INTRODUCED.match(text)
    if introduced and _is_item(introduced[2]):
        return introduced[2]
    tokens = text.split(" ")
    if tokens[0].lower() in grammar.FINITE and _is_item(text.partition(" ")[2]):
        return text.partition(" ")[2]
    action = next_item.split(" ")[0].lower() in grammar.BASE_VERBS
    leads = (
        grammar.MODALS | {"to", "and"} if action else grammar.PREPOSITIONS | grammar.FINITE | grammar.S_VERBS | {"use"}
    )
    for i in range(len(tokens) - 1, -1, -1):
        word = tokens[i].lower()
        of_it = i and word.endswith("s") and word.isalpha() and tokens[i - 1].lower() == "it" and not action
        acts = tokens[i + 1 : i + 2] and tokens[i + 1].lower() in grammar.BASE_VERBS
        if of_it or (word in leads and (not action or acts)):
            rest = tokens[i + 1 :]
            if rest and rest[0] in ("the", "your"):
                rest = rest[1:]
            if len(rest) > 1 and rest[0].endswith("ing") and rest[1] in ("a", "an", "the"):
                rest = rest[1:]
            opening = " ".join(rest)
            return opening if _is_item(opening) else ""
    return ""


def _is_item(text: str) -> bool:
    return (
        0 < len(text.split(" ")) <= MOST_WORDS
        and not CLAUSE.match(text)
        and not grammar.is_anaphoric(text)
        and text.count("(") == text.count(")")
        and ":" not in text
    )


def _common(items: tuple[str, ...]) -> str:
    """The form that the items of a row share, as far as their words tell it; empty where they do not go together."""
    forms = [grammar.form_of(item) for item in items]
    if len({item.lower() for item in items}) < len(items) or "" in forms:
        return ""
    if ("action" in forms) != all(form == "action" for form in forms):
        return ""
    if "ailment" in forms and len({*forms} & {"ailment"}) and forms.count("ailment") * 2 >= len(forms):
        return "ailment"
    if forms.count("place") >= len(forms) - 1:
        return "place"
    return max(sorted(set(forms)), key=forms.count)
