"""Numbers and lists in English, and whether a text is in English."""

from collections.abc import Iterable


def is_english(language: str) -> bool:
    """Whether a language code (BCP 47) is one of English: "en", "en-GB"."""
    return language.lower().startswith("en")


def counted(number: int, one: str, many: str = "") -> str:
    """A number and what it counts: "1 question", "3 questions"; `many` is an irregular plural."""
    return f"{number} {one}" if number == 1 else f"{number:,} {many or f'{one}s'}"


def series(words: list[str], last: str = "and") -> str:
    """A list in a sentence: "A", "A and B", "A, B and C"; `last` is the word before the last."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def sentence(text: str) -> str:
    """Text with a full stop, unless it already ends like a sentence, perhaps in a quotation or brackets."""
    return text if text.rstrip("\"'”’)").endswith((".", "!", "?", "…")) else f"{text}."


def sentences(texts: Iterable[str]) -> str:
    """Texts as sentences; a lead that ends in a colon is joined with its items: "Ring us if: it bleeds; it swells."."""
    joined: list[str] = []
    listing = False
    for text in texts:
        is_sentence = text[:1].isupper() and sentence(text) == text
        if listing and not is_sentence and not text.endswith(":"):
            item = text.rstrip(" ,;.")
            mark = "" if joined[-1].endswith((":", " and", " or")) else ";"
            joined[-1] += f"{mark} {item}"
        else:
            joined.append(text)
            listing = text.endswith(":")
    return " ".join(text if text.endswith(":") else sentence(text) for text in joined)


def linked(first: str, mark: str, second: str) -> str:
    """Two texts with a mark between them, unless the first is a question: "Tea: 3 of 4", "What is tea? 3 of 4"."""
    return f"{first} {second}" if first.endswith(("?", "!")) else f"{first}{mark} {second}"


def figure(value: float) -> str:
    """A number without trailing zeros, and without an exponent below 1e15."""
    return f"{value:.15g}"


def percent(share: float) -> str:
    """A share, 0 to 1, as a whole percentage: 0% only for exactly 0, 100% only for exactly 1."""
    rounded = round(100 * share)
    if rounded in (0, 100) and share not in (0, 1):
        return "<1%" if rounded == 0 else ">99%"
    return f"{rounded}%"
