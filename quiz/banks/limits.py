"""How long the texts and lists of a question file can be: what a screen can show, and what is marked at once."""

from typing import Final, NamedTuple


class Limit(NamedTuple):
    """The most characters of a text, and what the text is called."""

    characters: int
    what: str


LONGEST: Final = {
    "id": Limit(100, "an id"),
    "title": Limit(200, "a title"),
    "document": Limit(4096, "the name of a document"),
    "language": Limit(35, "a language"),
    "subject_words": Limit(200, "a subject word"),
    "ask": Limit(2000, "a question"),
    "explain": Limit(2000, "an explanation"),
    "passage": Limit(2000, "a passage"),
    "because": Limit(2000, "a reason"),
    "ignore": Limit(200, "the name of a rule"),
    "right": Limit(500, "an option"),
    "wrong": Limit(500, "an option"),
    "accept": Limit(200, "an accepted answer"),
    "answer": Limit(200, "an answer"),
    "unit": Limit(200, "a unit"),
    "classes": Limit(500, "a class"),
    "class": Limit(500, "a class"),
    "item": Limit(500, "a statement"),
    "items": Limit(500, "an item"),
    "covers": Limit(500, "a point"),
}
"""By key; where the key has a list, of each text in it."""

MOST: Final = {
    "subject_words": 200,
    "ignore": 200,
    "options": 50,
    "accept": 50,
    "reject": 50,
    "classes": 50,
    "pairs": 50,
    "items": 50,
    "covers": 50,
}
"""The most entries of each list in a bank or a question. A file can have any number of banks and questions."""
