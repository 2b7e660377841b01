"""A response in the bank's own words, and back: so that it can be read years later, whatever was moved about since."""

from collections.abc import Sequence
from typing import Any

from quiz.core.questions import (
    AnyQuestion,
    Choice,
    Match,
    Number,
    Order,
    Select,
    ShortAnswer,
    TeachBack,
    Told,
    TrueFalse,
)


class OtherWords(Exception):
    """These are not the words of this question: it was worded anew since."""


def in_words(question: AnyQuestion, response: Any) -> Any:
    """A response as plain values in the bank's own words; None, which is "I don't know", stays None."""
    if response is None:
        return None
    match question:
        case Choice():
            return question.options[response].text
        case Select():
            return [question.options[place].text for place in sorted(response)]
        case Match():
            chosen = (None if place is None else question.classes[place] for place in response)
            return {pair.item: name for pair, name in zip(question.pairs, chosen, strict=True)}
        case Order():
            return [question.items[place] for place in response]
        case TeachBack():
            return {"said": response.said, "covered": [question.covers[place] for place in sorted(response.covered)]}
    return response


def from_words(question: AnyQuestion, words: Any) -> Any:
    """The response that `in_words` gave these words for. Raises OtherWords where they do not fit."""
    if words is None:
        return None
    try:
        match question:
            case Choice():
                return _place([option.text for option in question.options], words)
            case Select():
                return frozenset(_places([option.text for option in question.options], words))
            case Match():
                if len(words) != len(question.pairs):
                    raise OtherWords
                chosen = [words[pair.item] for pair in question.pairs]
                return tuple(None if name is None else _place(question.classes, name) for name in chosen)
            case Order():
                places = tuple(_places(question.items, words))
                if len(places) != len(question.items):
                    raise OtherWords
                return places
            case TeachBack():
                return Told(str(words["said"]), frozenset(_places(question.covers, words["covered"])))
    except (KeyError, TypeError):
        raise OtherWords from None
    if not isinstance(words, str):
        raise OtherWords
    return words


def _place(texts: Sequence[str], text: str) -> int:
    return _places(texts, [text])[0]


def _places(texts: Sequence[str], wanted: Any) -> list[int]:
    """The place of each wanted text in a list; what stands there twice is taken once each."""
    if not isinstance(wanted, list):
        raise OtherWords
    left = list(enumerate(texts))
    places = []
    for text in wanted:
        found = next((entry for entry in left if entry[1] == text), None)
        if found is None:
            raise OtherWords
        left.remove(found)
        places.append(found[0])
    return places


def asked_in_words(question: AnyQuestion) -> str:
    """What was asked, where it stands in a list: a statement that may be false is never read as one that is true."""
    return f"True or false? {question.ask}" if isinstance(question, TrueFalse) else question.ask


def given_in_words(question: AnyQuestion, response: Any) -> str:
    """A response in one line."""
    words = in_words(question, response)
    match words:
        case None:
            return "I don't know"
        case {"said": said, "covered": covered}:
            return "; ".join(filter(None, [said, *covered]))
        case dict():
            return "; ".join(f"{item}: {name}" for item, name in words.items())
        case list():
            return "; ".join(words)
    return str(words)


def answer_in_words(question: AnyQuestion) -> list[str]:
    """The right answer, a line for each part."""
    match question:
        case Choice() | Select():
            return [option.text for option in question.options if option.right]
        case ShortAnswer():
            return [question.accept[0]]
        case Number():
            return [f"{figure(question.answer)} {question.unit}".rstrip()]
        case Match():
            return [f"{pair.item}: {question.classes[pair.target]}" for pair in question.pairs]
        case Order():
            return [f"{place}. {item}" for place, item in enumerate(question.items, 1)]
        case TeachBack():
            return list(question.covers)
    return []


def figure(value: float) -> str:
    """A number as it is read: as many decimals as it has, and no exponent below a thousand million million."""
    return f"{value:.15g}"
