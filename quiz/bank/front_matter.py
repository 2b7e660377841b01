"""The front matter of a document: fields between lines of `---` or `+++` before its text."""

import re
from typing import Final, NamedTuple

from quiz.characters import harmless

FRONT_MATTER: Final = re.compile(
    r"(?P<mark>---|\+\+\+)[ \t]*\n(?P<fields>(?:#[^\n]*\n)*[\w.:\"'-]+?[ \t]*[:=](?=[\s\"']).*?\n)"
    r"(?:(?P=mark)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.S,
)
FIELD: Final = re.compile(r"^[\"']?(title|language|lang)[\"']?[ \t]*[:=][ \t]*([^\n]*(?:\n[ \t]+[^\n]*)*)", re.M | re.I)
CODE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
"""A code for a language, such as en or de-AT (BCP 47)."""


class FrontMatter(NamedTuple):
    """The title and language in the front matter of a text, or empty; how many lines it has, and the text below."""

    title: str
    language: str
    lines: int
    rest: str


def front_matter(text: str) -> FrontMatter:
    """The front matter of a text: YAML, or TOML where its fields are YAML as well."""
    found = FRONT_MATTER.match(text)
    if not found:
        return FrontMatter("", "", 0, text)
    fields = {name.lower(): _value(written) for name, written in FIELD.findall(found["fields"])}
    language = (fields.get("language") or fields.get("lang", "")).replace("_", "-")
    language = language if CODE.fullmatch(language) else ""
    return FrontMatter(fields.get("title", ""), language, found[0].count("\n"), text[found.end() :])


def _value(written: str) -> str:
    """A value on one line; as written if it isn't a text in YAML, as in `title: Knees: how to care`."""
    import yaml

    try:
        value = yaml.load(f"- {written}", Loader=yaml.BaseLoader)[0]
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        value = written
    return harmless(" ".join((value if isinstance(value, str) else written).split()))
