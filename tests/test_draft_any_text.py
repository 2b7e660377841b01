"""Drafts from any document can be read back, use its words, and are the same each time."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from terminal import PATIENCE

from quiz.bank.document import Document, parse_document, title_of
from quiz.bank.reader import parse_question_file
from quiz.characters import FORBIDDEN
from quiz.core.kinds import AnyQuestion, Number
from quiz.draft.drafts import MOST, drafts_of
from quiz.draft.worksheet import as_yaml

ROOT = Path(__file__).parent.parent
SUBJECTS = ["A knot", "Dry needling", "Needles that are not sterile", "It", "They", "Its aim", "The leaflet", "Yes"]
SUBJECTS += ["Unlike soap, it", "Unlike a cast, crutches", "If you miss a dose, take", "Keep it away: it"]
VERBS = ["is", "are", "can cause", "means", "rests on", "treats", "is also called", "may improve", "leads to"]
VERBS += ["is not the same as", "does not lift", "are not the same thing as"]
OBJECTS = [
    *("a tight band in a muscle", "pain, fever and a cough", "37 of 100 sessions", "Eastern medicine", "3 to 5 days"),
    *("the neck, the hip or the heel", "relieve pain, raise it and stop bleeding", "very common", 'a "dry" one: so'),
    *("no", "null", "1:30", "- a", "# b", "'quoted'", "“said”", "a\\b", "*", "a*b", "{x}", "%", "@a", "`code`", "café"),
    *("כאב", "\u200fabc", "👩\u200d⚕️", "\ufeff", "\x1b[2J", "\u202e", "\x85", "\u2028", "&amp;", "<b>", "|"),
]
JOINTS = [
    ". ",
    ", while acupuncture ",
    " because ",
    ". That is why ",
    ", which is ",
    " (its role). ",
    ", so that ",
    "\n\n",
]
SENTENCES = st.builds(
    lambda subject, verb, thing, joint: f"{subject} {verb} {thing}{joint}",
    *(st.sampled_from(parts) for parts in (SUBJECTS, VERBS, OBJECTS, JOINTS)),
)
LINES = st.sampled_from(
    [
        *("\n# Side effects\n\n", "\n## Benefits\n\n", "\n## How to\n\n", "\n##\n\n", "\n# כותרת\n\n", "\n# no: x\n\n"),
        *("\n- bruising of the arm\n", "\n1. Warm the pot.\n", "\n2. Wait\n", "\nTell us:\n", "\r\n", "\n* a: b # c\n"),
        *("\nMake sure that it is so.\n", "\nTell your doctor: now.\n", "\nLabel: A thing is a knot of x.\n"),
        *("\nTell us if you:\n\n- take pills\n- are ill\n- have a fever\n", "\nFor at least 20 % of 2 hours, so it\n"),
        *("\n- Before you eat\n- After a meal\n- When you cough\n", "\nKeep it dry for two weeks: it may rot.\n"),
    ]
)
LEAFLET = (ROOT / "leaflet.md").read_text(encoding="utf-8")


@st.composite
def changed_leaflets(draw: st.DrawFn) -> str:
    """The leaflet with some lines deleted and some words replaced."""
    lines = [line for line in LEAFLET.splitlines() if draw(st.integers(0, 4))]
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(lines) - 1))
        parts = lines[at].split(" ")
        parts[draw(st.integers(0, len(parts) - 1))] = draw(st.sampled_from(OBJECTS) | st.text(max_size=4))
        lines[at] = " ".join(parts)
    return "\n".join(lines)


TEXTS = st.lists(SENTENCES | LINES, max_size=14).map("".join) | st.text() | changed_leaflets()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drafts")


def drafted(text: str, path: Path) -> tuple[Document, str]:
    """A text as a document, and the question file drafted from it; empty if there is nothing to draft."""
    document = parse_document(text, path)
    drafts = drafts_of(document)
    return document, as_yaml(drafts, title_of(document), path.name) if drafts else ""


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def answers_in(question: AnyQuestion) -> Iterator[str]:
    """All parts of a question that must be in the document's own words."""
    yield question.explain
    if not isinstance(question, Number):
        yield from (shown.text for shown in question.shown())


@settings(max_examples=400)
@given(text=TEXTS, name=st.sampled_from(["leaflet.md", "leaflet.txt"]))
@example(text="A knot is a band: of # one - 'x'. A clot is a lump of blood. A burn is a wound of skin.", name="a.md")
@example(text="A knot means <b>, while acupuncture\n\n# Tea\n\nA knot is a tight band in a muscle.", name="a.md")
@example(text="# <A>\n\nThis technique may help 0.", name="a.md")
@example(text="# NULL\n\nKeep it dry for 3 weeks.", name="leaflet.md")
@example(text="## No\n\nKeep it dry for 3 weeks.\n\n## 2024\n\nA knot is a band of the muscle.", name="leaflet.md")
@example(text=LEAFLET, name="leaflet.md")
def test_drafts_are_read_back_and_hold_the_words_of_the_document(folder: Path, text: str, name: str) -> None:
    path = folder / name
    document, written = drafted(text, path)
    if not written:
        return
    assert not FORBIDDEN.search(written)
    path.write_bytes(text.encode("utf-8", "replace"))
    file = parse_question_file(written, folder / "questions.yaml")
    said = words_of(" ".join([*(s.heading + " " + b.text for s in document.sections for b in s.blocks)]))
    said |= words_of(" ".join(section.heading for section in document.sections)) | words_of(path.stem)
    for bank in file.banks:
        for question in bank.questions:
            assert question.draft
            assert document.find(question.passage[0]), question
            for words in answers_in(question):
                assert words_of(words) <= said, question
            assert not any(shown.right is False for shown in question.shown())


@settings(max_examples=100)
@given(text=TEXTS)
def test_the_same_document_gives_the_same_bytes(folder: Path, text: str) -> None:
    assert drafted(text, folder / "a.md")[1] == drafted(text, folder / "a.md")[1]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_writes_the_same_bytes(seed: str) -> None:
    command = [sys.executable, "-m", "quiz", "draft", "leaflet.md"]
    environ = {"PYTHONHASHSEED": seed, "PATH": ""}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, timeout=PATIENCE, check=True)
    document = parse_document(LEAFLET, Path("leaflet.md"))
    drafts = drafts_of(document)
    assert done.stdout.decode() == as_yaml(drafts[:MOST], title_of(document), "leaflet.md", of=len(drafts))
