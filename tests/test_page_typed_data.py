"""What the page is given to judge typed answers; judges/test_page_typed.py compares its judgements with Python's."""

import json
import re
from typing import Any

import pytest
from test_typed_spelling import LISTED

from quiz.core.kinds import Number, Rejected, ShortAnswer
from quiz.core.kinds.fields import Exact
from quiz.core.typed_answers.slips import nearness
from quiz.formats.page.typed_tables import CONSTANTS, judged_data, typed_script, typed_tables
from quiz.words import is_word

HEAD: dict[str, Any] = {"id": "a", "explain": "E.", "passage": ("p",)}


def test_the_tables_are_json_without_repeats() -> None:
    tables = typed_tables()
    assert json.loads(json.dumps(tables)) == tables
    assert set(tables) == {"unassigned", "digits", *CONSTANTS}


def test_the_script_uses_every_constant_that_is_carried() -> None:
    unpacked = re.findall(r'const \{([^}]*)\} ?=\s*constants\("(\w+)"\)', typed_script())
    used = {(module, entry.split(":")[0].strip()) for names, module in unpacked for entry in names.split(",")}
    assert used == {(module, name) for module, names in CONSTANTS.items() for name in names.split()}


def test_a_question_carries_what_decides() -> None:
    words = ShortAnswer(
        **HEAD, ask="Which?", accept=("tea", Exact("-v"), r"\*"), reject=(Rejected("ale"), Rejected("-V", exact=True))
    )
    data = judged_data(words)
    assert (data["kind"], data["language"], data["ask"]) == ("short-answer", "en", "Which?")
    assert (data["accept"], data["reject"]) == (["tea", {"exact": "-v"}, r"\*"], ["ale", {"exact": "-V"}])
    assert judged_data(Number(**HEAD, ask="How long?", answer=2.5, unit="mm", language="de")) == {
        "kind": "number",
        "ask": "How long?",
        "language": "de",
        "answer": 2.5,
        "tolerance": 0,
        "unit": "mm",
        "exact_unit": False,
    }


def test_slips_in_other_languages_need_no_words() -> None:
    assert judged_data(ShortAnswer(**HEAD, ask="Was?", accept=("Wasser",), language="de"))["words"] == ""


@pytest.mark.parametrize("answer", ["centre", "feces", "leucines", "metrical", "organise"])
def test_every_real_word_that_decides_is_carried(answer: str) -> None:
    question = ShortAnswer(**HEAD, ask="Which?", accept=(answer,))
    carried = set(judged_data(question)["words"].split())
    missing: set[str] = set()

    def note(text: str) -> bool:
        if is_word(text) and text not in carried:
            missing.add(text)
        return is_word(text)

    for word in LISTED:
        if abs(len(word) - len(answer)) < 4 and (word[:1] == answer[:1] or word[-2:] == answer[-2:]):
            nearness(word, answer, "en", note)
            nearness(f"{word}s", answer, "en", note)
    assert missing == set()
    assert carried
