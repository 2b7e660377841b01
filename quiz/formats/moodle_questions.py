"""What GIFT and Moodle XML share on reading: Moodle's answers, with their weights, as the fields of our kinds."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quiz.characters import quoted
from quiz.core.english import figure
from quiz.core.kinds import (
    Choice,
    Match,
    Number,
    Option,
    Order,
    Pair,
    Rejected,
    Select,
    ShortAnswer,
    TeachBack,
    TrueFalse,
)
from quiz.core.kinds.fields import Exact
from quiz.formats.moodle_answers import is_open
from quiz.formats.reading import KindData, Refused, decimal

ANY: Final = "*"
"""The pattern of any answer."""
FULL: Final = 99.99
"""The minimum weight, in percent, of a right answer: Moodle rounds thirds."""


class Answer(NamedTuple):
    """An answer, its weight in percent, and the feedback on it."""

    text: str
    weight: float
    because: str = ""


def one_right(answers: Sequence[Answer]) -> KindData:
    """A choice: the option with the most points is right. A select if there are several of these."""
    best = max((answer.weight for answer in answers), default=0)
    right = [answer for answer in answers if answer.weight == best]
    if best <= 0:
        raise Refused("none of its options is right")
    partly = tuple(_shares([answer for answer in answers if 0 < answer.weight < best]))
    if len(right) > 1:
        enough = f"that one of its {len(right)} right options is enough: here all have to be chosen"
        return KindData(Select, {"options": _options(answers, best)}, (enough, *partly))
    return KindData(Choice, {"options": _options(answers, best)}, partly)


def _shares(answers: Sequence[Answer]) -> Iterator[str]:
    for answer in answers:
        yield f"the {figure(answer.weight)}% for {quoted(answer.text)}, which is wrong here"


def several_right(answers: Sequence[Answer]) -> KindData:
    """A select: every option with points is right."""
    right = [answer.weight for answer in answers if answer.weight > 0]
    if not right:
        raise Refused("none of its options is right")
    weights = ("the weights of its options",) if max(right) - min(right) > 0.01 else ()
    return KindData(Select, {"options": _options(answers, min(right))}, weights)


def _options(answers: Sequence[Answer], least: float) -> tuple[Option, ...]:
    return tuple(Option(line_of_text(one.text), one.weight >= least, one.because) for one in answers)


def true_false(answer: bool, if_wrong: str, if_right: str) -> KindData:
    left_out = ("the feedback on the right answer",) if if_right else ()
    return KindData(TrueFalse, {"answer": answer, "because": if_wrong}, left_out)


def short_answer(answers: Sequence[Answer], *, exact: bool = False) -> KindData:
    """Typed words, in which `*` is any text. Only with `exact` does case matter."""
    left_out = list[str]()
    accept, reject = list[str](), list[Rejected]()
    for text, weight, because in answers:
        text = line_of_text(text)
        to_the_letter = exact and not is_open(text)
        text = text.replace(r"\*", "*") if to_the_letter else text
        if weight >= FULL:
            accept.append(Exact(text) if to_the_letter else text)
            left_out += [f"the feedback on {quoted(text)}"] if because else []
        elif weight > 0:
            left_out.append(f"the answer {quoted(text)}, which earns {figure(weight)}%")
        elif text == ANY:
            left_out += ["the feedback on any other answer"] if because else []
        else:
            reject.append(Rejected(text, because, to_the_letter))
    if not accept:
        raise Refused("none of its answers is right")
    accept.sort(key=lambda text: not isinstance(text, Exact) and is_open(text))  # the first is shown to learners
    return KindData(ShortAnswer, {"accept": tuple(accept), "reject": tuple(reject)}, tuple(left_out))


class NumberAnswer(NamedTuple):
    """A number and how far off it may be, as written, its weight in percent, and the feedback on it."""

    number: str
    tolerance: str
    weight: float
    because: str = ""


def number(answers: Sequence[NumberAnswer], unit: str = "") -> KindData:
    """The first number that is right."""
    right = next((answer for answer in answers if answer.weight >= FULL and answer.number != ANY), None)
    if right is None:
        raise Refused("none of its answers is right")
    left_out = [f"the feedback on {quoted(right.number)}"] if right.because else []
    left_out += [
        f"the answer {quoted(other.number)}" if other.number != ANY else "the feedback on any other answer"
        for other in answers
        if other is not right and (other.number != ANY or other.because)
    ]
    answer, tolerance = float(decimal(right.number)), float(abs(decimal(right.tolerance or "0")))
    return KindData(Number, {"answer": answer, "tolerance": tolerance, "unit": unit}, tuple(left_out))


def matching(pairs: Sequence[tuple[str, str]]) -> KindData:
    """Items, each with its class; a class without an item is one that nothing belongs to."""
    lines = [(line_of_text(item), line_of_text(target)) for item, target in pairs]
    classes = tuple(dict.fromkeys(target for _, target in lines if target))
    return KindData(Match, {"classes": classes, "pairs": tuple(Pair(item, target) for item, target in lines if item)})


def ordering(items: Sequence[str]) -> KindData:
    return KindData(Order, {"items": tuple(map(line_of_text, items))})


def essay(points: Sequence[str]) -> KindData:
    """A teach-back on these points, which may still be missing."""
    return KindData(TeachBack, {"covers": tuple(map(line_of_text, points))})


def line_of_text(text: str) -> str:
    """A text on one line."""
    return re.sub(r"\s*\n\s*", " ", text.strip())


def category_name(path: str) -> str:
    """The name of a category of Moodle: the last step of its path, in which `//` is a slash."""
    return re.split(r"(?<!/)/(?!/)", path.strip())[-1].replace("//", "/").strip()
