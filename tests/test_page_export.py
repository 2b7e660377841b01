"""The page for the browser, as it is written: one file that needs nothing else, and holds no text as markup."""

import gzip
import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from kinds import DOCUMENT, FILE, PATH
from pages import HOSTILE
from terminal import run

from quiz.core.bank import Bank, QuestionFile
from quiz.core.kinds import KINDS, Choice, Option
from quiz.core.kinds.choice import Choosing
from quiz.core.kinds.fields import Options
from quiz.core.kinds.question import Scored
from quiz.core.kinds.record import field
from quiz.errors import QuizError
from quiz.formats.page import write


class Guess(Choosing, Scored[int], kind="guess", control="pick"):
    """A kind of its own, which the page cannot know."""

    options: tuple[Option, ...] = field(Options(one_right=True), "What to choose from.")


del KINDS["guess"]  # so that other tests in this process don't see it


def page_of(file: QuestionFile) -> str:
    return write(file, file.banks, DOCUMENT.cite).content.decode()


def packed(page: str) -> dict[str, Any]:
    """The script and the data of a page."""
    found = re.search(r'id="packed">([^<]*)<', page)
    assert found
    unpacked: dict[str, Any] = json.loads(gzip.decompress(b64decode(found[1])))
    return unpacked


def asking(*questions: Any) -> QuestionFile:
    return FILE._replace(banks=(Bank("one", "One", questions),))


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text between its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.within: dict[str, list[str]] = {"script": [], "style": []}
        self.open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open = tag

    def handle_endtag(self, tag: str) -> None:
        self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open in self.within:
            self.within[self.open].append(data)
        else:
            self.text += data


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = page_of(FILE)
    everything = packed(page)["script"] + re.sub(r'id="packed">[^<]*<', "", page)
    assert not re.findall(r"(?:https?:)?//[a-z]|\burl\(|@import|\bfetch\(|XMLHttpRequest|WebSocket|Beacon", everything)
    assert not [name for _, attributes in Elements(page).elements for name in attributes if name in ("src", "href")]


def test_the_policy_lists_the_hashes_of_all_that_runs() -> None:
    page = page_of(FILE)
    parsed = Elements(page)
    (policy,) = [a["content"] for _, a in parsed.elements if a.get("http-equiv") == "Content-Security-Policy"]
    _, loader = parsed.within["script"]
    (style,) = parsed.within["style"]

    def source(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    assert policy == (
        f"default-src 'none'; script-src {source(loader)} {source(packed(page)['script'])}; "
        f"style-src {source(style)}; base-uri 'none'; form-action 'none'"
    )


def test_the_same_banks_give_the_same_bytes() -> None:
    assert page_of(FILE) == page_of(FILE)


def test_the_list_holds_every_question_with_its_answer_in_a_fold() -> None:
    parsed = Elements(page_of(FILE))
    assert [tag for tag, _ in parsed.elements].count("details") == FILE.questions
    for _, question in FILE.items:
        for text in (question.asked, *question.answer_lines(), question.explain):
            assert text in parsed.text


def test_the_list_says_in_which_language_it_is() -> None:
    german = Elements(page_of(FILE._replace(language="de", urgent=("Hilfe!",)))).elements
    assert {tag for tag, attributes in german if attributes.get("lang") == "de"} == {"h1", "p", "h2", "ol"}


@pytest.mark.parametrize("hostile", [*HOSTILE, "</script><script>alert(1)</script>", "<!--", "$policy ${title}"])
def test_text_is_only_ever_text(hostile: str) -> None:
    options = (Option(hostile, True), Option(f"not {hostile}", False, hostile))
    question = Choice(id="x", ask=hostile, explain=hostile, passage=(hostile,), options=options)
    plain = Choice(
        id="x",
        ask="a",
        explain="a",
        passage=("not in the document",),
        options=(Option("a", True), Option("b", False, "c")),
    )
    file = asking(question)._replace(title=hostile, urgent=(hostile,))
    page, parsed = page_of(file), Elements(page_of(file))
    assert parsed.text.count(hostile) >= 6
    like = Elements(page_of(asking(plain)._replace(title="a", urgent=("a",)))).elements
    assert [tag for tag, _ in parsed.elements] == [tag for tag, _ in like]
    (bank,) = packed(page)["data"]["banks"]
    assert bank["questions"][0]["asked"] == hostile


def test_a_kind_that_the_page_does_not_know_is_refused_by_name() -> None:
    options = (Option("a", True), Option("b", False))
    with pytest.raises(QuizError, match="does not support questions of the kind 'guess', such as 'odd'"):
        page_of(asking(Guess(id="odd", ask="?", explain="x", passage=("x",), options=options)))


def test_the_command_writes_the_banks_that_are_named_and_never_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "quiz.html"
    command = ["export", "html", "leaves", "--file", str(PATH), "-o", str(path)]
    done = run(tmp_path, command)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"Saved to {path}.\n")
    page = path.read_text(encoding="utf-8")
    assert [bank["id"] for bank in packed(page)["data"]["banks"]] == ["leaves"]
    again = run(tmp_path, command)
    assert (again.returncode, again.stderr.split(": ", 1)[1]) == (
        3,
        "error: already exists\nChoose another name or delete it.\n",
    )
    assert path.read_text(encoding="utf-8") == page
