"""Wrong options from the document: of the same kind as the right one, and not right too."""

from collections.abc import Iterable
from typing import Final

from quiz.check.rules.choices import MUCH_LONGER
from quiz.core.kinds import Option
from quiz.draft import grammar
from quiz.draft.material import ABSOLUTES, Material, Phrase

WRONG: Final = 2
"""How many wrong options stand beside a right one: three in all are enough."""


def wrong_options(
    ask: str, key: str, candidates: Iterable[Phrase], material: Material, *, subject: str
) -> list[Phrase]:
    """The phrases that best stand beside a right option, or none where there are too few.

    None of them is said of the subject in the document, shares most of its words with the right option, or makes
    the right one stand out by its length or by a word of the stem.
    """
    if not grammar.stems(key) or ABSOLUTES.search(key):
        return []
    fit: list[Phrase] = []
    taken = [grammar.stems(key)]
    for phrase in candidates:
        found = grammar.stems(phrase.text)
        alike = any(2 * len(found & other) >= min(len(found), len(other)) for other in taken)
        fits = 0.4 <= len(phrase.text) / len(key) <= 2.5 and not ABSOLUTES.search(phrase.text)
        if found and not alike and fits and not material.said_of(subject, phrase.text):
            fit.append(phrase)
            taken.append(found)
        if len(fit) >= 12:
            break
    form = grammar.form_of(key)
    cue = (grammar.stems(ask) & grammar.stems(key)) - {"document"}
    fit.sort(
        key=lambda phrase: (
            not phrase.form.startswith("of "),
            not cue & grammar.stems(phrase.text),
            grammar.form_of(phrase.text) != form,
            not phrase.of,
            abs(len(phrase.text) - len(key)),
        )
    )
    chosen = fit[:WRONG]
    longer = next((phrase for phrase in fit if len(phrase.text) >= len(key)), None)
    if longer and longer not in chosen and len(chosen) == WRONG:
        chosen[-1] = longer
    if _stands_out(key, chosen):
        chosen = sorted(fit, key=lambda phrase: -len(phrase.text))[:WRONG]
    if len(chosen) < WRONG or _stands_out(key, chosen):
        return []
    left = cue - frozenset[str]().union(*(grammar.stems(phrase.text) for phrase in chosen))
    return [] if left else chosen


def _stands_out(key: str, wrong: list[Phrase]) -> bool:
    return len(key) * len(wrong) >= MUCH_LONGER * sum(len(phrase.text) for phrase in wrong)


def as_options(key: str, wrong: Iterable[Phrase], material: Material) -> tuple[Option, ...]:
    """The right option first; each wrong one with the place in the document that it is from."""
    return (
        Option(grammar.capital(key), True),
        *(
            Option(
                grammar.capital(phrase.text),
                False,
                f"The document says this of {material.mid(phrase.of)}." if phrase.of else phrase.because,
            )
            for phrase in wrong
        ),
    )
