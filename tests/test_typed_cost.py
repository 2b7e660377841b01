"""Marking is quick at any length, and comes to the verdicts that the plain way of working them out comes to."""

import re
from collections.abc import Sequence
from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.core import typed_answers as marking
from quiz.core.typed_answers import PUNCTUATION, Judgement, distance, fold, judge, matches

# The plain way: whole tables of distances, everything folded anew


def plain_distance(a: str, b: str) -> int:
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def plain_fold(text: str, *, strip: bool = True) -> str:
    text = normalize("NFKD", normalize("NFKC", text).casefold())
    text = "".join(c for c in text if not combining(c))
    text = re.sub(r"(?<!\w)\u2212(?=\d)", "-", text)
    text = re.sub(r"(?:[\s\u2010-\u2015\u2212]|-(?!\d)|(?<=\w)-)+", " ", text)
    text = re.sub(r"\bnon (?=\w)", "non", text)
    return text.strip() if strip else text


def plain_matches(pattern: str, typed: str) -> bool:
    pieces = [plain_fold(piece.replace(r"\*", "*"), strip=False) for piece in re.split(r"(?<!\\)\*", pattern.strip())]
    text = plain_fold(typed)
    if len(pieces) == 1:
        return text == plain_fold(pieces[0])
    first, *middle, last = pieces
    first, last = first.lstrip(), last.rstrip()
    if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def plain_turned(word: str, other: str) -> bool:
    return any(
        word.startswith(p)
        and other.startswith(q)
        and not (q and word.startswith(q))
        and not (p and other.startswith(p))
        and plain_distance(word[len(p) :], other[len(q) :]) <= 1
        for pair in marking.OPPOSITES
        for p, q in (pair, pair[::-1])
    )


def plain_is_slip(typed: str, answer: str) -> bool:
    letters = sum(c.isalpha() for c in answer)
    forgiven = 2 if letters >= 9 else 1 if letters >= 5 else 0
    if abs(len(typed) - len(answer)) > 2 or plain_distance(typed, answer) > forgiven:
        return False
    if marking._fixed(typed) != marking._fixed(answer):
        return False
    ours, theirs = typed.split(), answer.split()
    return len(ours) != len(theirs) or not any(plain_turned(a, b) for a, b in zip(ours, theirs, strict=True) if a != b)


def plain_judge(typed: str, accept: Sequence[str], reject: Sequence[str]) -> Judgement:
    if any(plain_matches(answer, typed) for answer in accept):
        return Judgement(True)
    typed = typed.strip(PUNCTUATION)
    if any(plain_matches(answer.strip(PUNCTUATION), typed) for answer in accept):
        return Judgement(True)
    for i, wrong in enumerate(reject):
        if plain_matches(wrong, typed):
            return Judgement(False, rejected=i)
    text = plain_fold(typed)
    wrongs = [plain_fold(wrong) for wrong in reject]
    for answer in accept:
        right = plain_fold(answer)
        if "*" not in answer and plain_is_slip(text, right):
            near = plain_distance(text, right)
            if all(plain_distance(text, wrong) > near for wrong in wrongs):
                return Judgement(True, spelling=answer)
    return Judgement(False, rejected=next((i for i, wrong in enumerate(wrongs) if plain_is_slip(text, wrong)), None))


FEW_LETTERS = st.text(alphabet="ab", max_size=9) | st.text(alphabet="abc -", max_size=14)
PIECES = st.sampled_from(
    [
        *"abn*.- 5é\u0301\u2212ﬁ",
        "needle",
        "sterile",
        "non",
        "un",
        "hyper",
        "hypo",
        "not ",
        " 5 mg",
        "\\*",
        "trigger",
        "point",
    ]
)
SHORT = st.lists(PIECES, min_size=1, max_size=5).map("".join)


@given(FEW_LETTERS, FEW_LETTERS, st.integers(0, 3))
def test_the_distance_is_that_of_the_whole_table_up_to_the_limit(a: str, b: str, limit: int) -> None:
    assert distance(a, b, limit) == min(plain_distance(a, b), limit + 1)


@given(SHORT | st.text(max_size=12))
def test_a_text_is_folded_as_before(text: str) -> None:
    assert fold(text) == plain_fold(text)
    assert fold(text, strip=False) == plain_fold(text, strip=False)


@given(SHORT, SHORT)
def test_a_pattern_matches_what_it_matched_before(pattern: str, typed: str) -> None:
    assert matches(pattern, typed) == plain_matches(pattern, typed)


@st.composite
def answers(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """A typed answer a few letters away from accepted and rejected ones."""
    base = draw(SHORT)

    def near() -> str:
        letters = list(draw(st.sampled_from([base, base, draw(SHORT)])))
        for _ in range(draw(st.integers(0, 3))):
            place = draw(st.integers(0, len(letters)))
            letters[place : place + draw(st.integers(0, 1))] = draw(st.sampled_from(["", "a", "n", "e", " ", "1", "-"]))
        return "".join(letters)

    accept = [near() for _ in range(draw(st.integers(1, 3)))]
    return near(), accept, [near() for _ in range(draw(st.integers(0, 3)))]


@given(answers())
def test_the_verdict_is_the_one_of_the_plain_way(case: tuple[str, list[str], list[str]]) -> None:
    assert judge(*case) == plain_judge(*case)


# How much work there is: counted, not timed


@pytest.mark.parametrize("length", [200, 2_000, 20_000])
def test_a_distance_looks_at_few_pairs_however_long_the_texts_are(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    calls = 0
    same_start = marking._same_start

    def counted(a: str, b: str) -> int:
        nonlocal calls
        calls += 1
        return same_start(a, b)

    monkeypatch.setattr(marking, "_same_start", counted)
    one, other = "ab" * (length // 2), "b" + "ab" * (length // 2 - 1) + "c"
    assert distance(one, other, 2) == min(plain_distance(one, other) if length == 200 else 2, 3)
    assert calls <= 1 + 4 + 16


def test_each_wrong_answer_is_measured_once_however_many_right_ones_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    within_limit = marking.distance

    def counted(a: str, b: str, limit: int = 3) -> int:
        if limit == marking.MOST_SLIPS and len(b) > 20:
            seen.append(b)
        return within_limit(a, b, limit)

    monkeypatch.setattr(marking, "distance", counted)
    typed = "intramuscular stimulation"
    accept = [f"{typed[:10]}x{typed[10:-3]}z{typed[-2:]}"] * 50
    reject = [f"y{typed[1:-1]}{'abcdefghij'[place % 10]}" for place in range(50)]
    judge(typed, accept, reject)
    assert len(seen) <= 2 * len(accept) + 2 * len(reject)
