"""How words are written into a question file: as ids, and as texts in YAML."""

import re
import unicodedata
from typing import Final

import yaml

LONGEST_ID: Final = 8
"""The most words of an id."""
ID_CHARACTERS: Final = 60
"""The most characters of an id made of words: what is put before or behind it has to fit too."""


def slug(text: str, most: int = LONGEST_ID) -> str:
    """Words as an id: `what-a-trigger-point-is`. Empty where nothing of them can stand in an id."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return "-".join(re.findall(r"[a-z0-9]{1,40}", plain)[:most])[:ID_CHARACTERS].rstrip("-")


def scalar(text: str) -> str:
    """A text in one line, in quotes only where YAML would read it as something else."""
    written: str = yaml.safe_dump(text, width=float("inf"), allow_unicode=True)
    return written.removesuffix("\n").removesuffix("\n...")
