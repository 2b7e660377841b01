"""The end of a round and the page for the appointment in Chromium say what they say in Python."""

from functools import cache
from random import Random
from typing import Any

import kinds
import pytest
from browsing import Opens
from test_page_marks import responses

from quiz.bank.default import citing, load
from quiz.core.bank import QuestionFile
from quiz.core.citation import Cite
from quiz.core.handout import handout_of, standings_from
from quiz.core.kinds import AnyQuestion
from quiz.core.outcome import Outcome, outcome_of
from quiz.core.session import Answer, Rules, Session
from quiz.pages.blocks import Meter, Page, WritingLine, plain, spoken
from quiz.pages.handout_page import handout_page
from quiz.pages.summary import details_page, summary_of

pytest_plugins = ["opening"]
ROUNDS = 200
SCRIPT = """(rounds) => rounds.map(({ items, answers, flagged }) => {
    const item = ([bank, place]) => ({ bank: BANKS[bank], question: BANKS[bank].questions[place] });
    const round = newRound(items.map(item));
    for (const [position, response, certainty] of answers) {
        const mark = response === null ? 0 : markOf(round.items[position].question, response);
        round.answers.set(position, { response, mark, certainty, seconds: 1, at: 0 });
    }
    flagged.forEach((position) => round.flagged.add(position));
    standings.clear();
    remember(round);
    showEnd(round);
    const outcome = outcomeOf(round);
    const texts = (selector) => [...main.querySelectorAll(selector)].map((one) => one.textContent);
    const end = {
        score: texts("h1")[0],
        mustKnow: mustKnowLine(outcome)?.textContent ?? "",
        meaning: meaningOf(outcome),
        banks: texts(".meters li"),
        listed: outcome.listed.map((result) => [result.position, noteOn(result), toLearn(result)]),
    };
    showAppointment(() => {});
    const [title, date, ...rest] = texts("h1, h2, li, #main > p");
    return { ...end, appointment: [title, ...rest] };
})"""


def as_json(response: Any) -> Any:
    """A response as the page holds it."""
    if isinstance(response, frozenset):
        return sorted(response)
    if hasattr(response, "covered"):
        return {"text": response.text, "covered": sorted(response.covered)}
    return response


@cache
def responses_to(question: AnyQuestion) -> list[Any]:
    return responses(question, Random(7))


def session_of(file: QuestionFile, random: Random) -> Session:
    """A round that was answered well or badly, whole or not."""
    items = random.sample(file.items, random.randint(1, min(15, file.questions)))
    knows = random.choice([1, 0.8, 0.3])
    reached = random.choice([1, 1, 0.8])
    answers = {}
    for position, (_, question) in enumerate(items):
        given = responses_to(question)
        right = max(given, key=question.mark)
        response = right if random.random() < knows else random.choice([None, *given])
        certainty = None if question.self_assessed or response is None else random.choice([None, 1, 2, 3])
        if position == 0 or random.random() < reached:
            answers[position] = Answer(response, 0.0 if response is None else question.mark(response), certainty)
    session = Session(items, seed=1, rules=Rules(certainty=True), answers=answers)
    session.flagged = {position for position in answers if random.random() < 0.1}
    return session


def texts(page: Page) -> list[str]:
    return [spoken(block) for group in page for block in group if not isinstance(block, WritingLine)]


def expected(file: QuestionFile, outcome: Outcome) -> dict[str, Any]:
    """What Python says of a round."""
    summary = summary_of(outcome, file)
    score, *must_know = map(spoken, summary.score)
    meaning = [spoken(block) for block in details_page(outcome, file, 0)[1]]
    title, _, *appointment = texts(handout_page(handout_of(file, standings_from(outcome)), on="today"))
    return {
        "score": score,
        "mustKnow": "".join(must_know),
        "meaning": [text for text in meaning if text.startswith(("On many", "Guessing", "You answered"))],
        "banks": [f"{meter.label}{plain(meter.figure)}" for meter in summary.banks if isinstance(meter, Meter)],
        "listed": [[row.result.position, row.note, row.to_learn] for row in summary.rows],
        "appointment": [title, *(text.replace("Run `quiz` and answer", "Answer") for text in appointment)],
    }


@pytest.mark.parametrize(
    ("file", "cite"), [(kinds.FILE, kinds.DOCUMENT.cite), (load(None), citing(load(None)))], ids=["kinds", "shipped"]
)
def test_the_end_says_what_the_terminal_says(opens: Opens, file: QuestionFile, cite: Cite) -> None:
    random = Random(7)
    places = {question: (b, q) for b, bank in enumerate(file.banks) for q, question in enumerate(bank.questions)}
    sessions = [session_of(file, random) for _ in range(ROUNDS)]
    rounds = [
        {
            "items": [places[question] for _, question in session.items],
            "answers": [[place, as_json(one.response), one.certainty] for place, one in session.answers.items()],
            "flagged": sorted(session.flagged),
        }
        for session in sessions
    ]
    found = opens(file, cite).page.evaluate(SCRIPT, rounds)
    assert found == [expected(file, outcome_of(session)) for session in sessions]
