"""Detect the language of a text by its most common small words."""

import re
from typing import Final

LEAST: Final = 0.08
"""The minimum share of a language's small words in a text of that language. English prose has about 0.4."""
UNKNOWN: Final = "und"
"""The code for an unknown language (BCP 47)."""
NAMES: Final = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "sv": "Swedish",
    "da": "Danish",
    "pl": "Polish",
    "tr": "Turkish",
    UNKNOWN: "another language than English",
}
SMALL_WORDS: Final = {
    "en": "the of and to a in is you your for it that or with are be on this not if as can may have do",
    "de": "der die das und ist sie ein eine nicht mit den von zu für auf im dem wenn auch werden oder bei ihre ihr",
    "fr": "le la les des et est un une vous pas pour de du en que dans votre ou sur avec si ce au il ne",
    "es": "el la los las y es un una que de en no por con para su del se si al o más lo como",
    "it": "il la gli le e è un una che di in non per con del della si se o al sono più lo come",
    "pt": "o a os as e é um uma que de em não por com para seu do da se ou no na mais como ao",
    "nl": "de het een en is u van niet met voor op te dat in uw of bij als zijn kan wordt aan om ook",
    "sv": "och att det i en är som på för med inte av du till den har kan om eller din ett ska från",
    "da": "og at det i en er som på for med ikke af du til den har kan om eller din et skal fra hvis",
    "pl": "i w na z się nie do jest to że o jak po lub od za dla przez być może są przed oraz jeśli",
    "tr": "ve bir bu için ile de da olarak veya çok daha gibi sonra önce kadar en ne her değil olan",
}


def language_of(text: str) -> str:
    """The code of a text's language. A short text in Latin letters that fits none is assumed to be English."""
    words = re.findall(r"[^\W\d_]{2,}", text[:200_000].lower())
    if not words:
        return "en"
    counts = {code: sum(map(set(small.split()).__contains__, words)) for code, small in SMALL_WORDS.items()}
    best = max(counts, key=counts.__getitem__)
    if counts[best] >= LEAST * len(words):
        return best
    latin = sum(word[0] < "\u0250" for word in words)
    return "en" if latin * 2 > len(words) and len(words) < 40 else UNKNOWN


def language_name(code: str) -> str:
    """The name of a language, with its code: "German (de)"; only the code if there is no name."""
    name = NAMES.get(code.partition("-")[0].lower(), "")
    return f"{name} ({code})" if name and code != UNKNOWN else name or f"“{code}”"
