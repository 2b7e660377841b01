"""The data of the page's script: questions, feedback texts, and passages in context.

Each sentence of feedback that depends on a response is carried for each of its parts; where it names a part, LABEL is
in place of the part's letter.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from quiz.core import handout
from quiz.core.bank import Bank, QuestionFile
from quiz.core.citation import NOT_IN_DOCUMENT, Citation, Cite, Column, origin
from quiz.core.feedback import HEADLINES, HERE_IT_IS, LEVELS, LEVELS_IN_WORDS, SIGNS, TONES, WORDS, notes_on
from quiz.core.kinds import (
    AnyQuestion,
    Choice,
    Match,
    Number,
    Order,
    Select,
    ShortAnswer,
    TeachBack,
    TeachBackResponse,
    TrueFalse,
)
from quiz.core.kinds.question import LETTERS
from quiz.core.kinds.select import ALL_OR_NOTHING
from quiz.core.outcome import Verdict
from quiz.core.selection import MUST_KNOW_FIRST, ROUND
from quiz.core.typed_answers.judgement import LONGEST, RIGHT
from quiz.core.wording import (
    ASK_ABOUT_IT,
    FOR_TRAINEES,
    HOW_SURE,
    INTRODUCTION,
    MUST_KNOW,
    NOT_ADVICE,
    TELL_SOMEONE,
    WHAT_MUST_BE_KNOWN,
)
from quiz.errors import QuizError
from quiz.formats.page.typed_tables import judged_data, typed_tables
from quiz.store.exporting import HEADER
from quiz.store.place import MAX_NAME
from quiz.store.rows import MAX_NUMBER

LABEL: Final = "\0"


class Passages:
    """The passages of all questions, numbered in the order of their first use."""

    def __init__(self, cite: Cite) -> None:
        self.cite = cite
        self.numbers: dict[str, int] = {}
        self.tables: dict[tuple[Column, ...], int] = {(): 0}

    def numbers_of(self, passages: Iterable[str]) -> list[int]:
        """The number of each passage."""
        return [self.numbers.setdefault(passage, len(self.numbers)) for passage in passages]

    def values(self) -> list[dict[str, Any]]:
        """Each passage with its citation, if it is in the document."""
        return [{"words": passage, "citation": self._citation(self.cite(passage))} for passage in self.numbers]

    def _citation(self, citation: Citation | None) -> dict[str, Any] | None:
        if citation is None:
            return None
        table = self.tables.setdefault(citation.columns, len(self.tables))
        return {**citation._asdict(), "columns": table}


def page_data(file: QuestionFile, banks: Sequence[Bank], cite: Cite) -> dict[str, Any]:
    """Everything that the script needs, as plain values. Raises QuizError for a kind that the page cannot ask."""
    passages = Passages(cite)
    main = file._replace(banks=tuple(banks)).main_banks
    return {
        "file": {"id": file.id, "title": file.title, "language": file.language, "urgent": file.urgent_help},
        "banks": [
            {
                "id": bank.id,
                "title": bank.title,
                "fingerprint": bank.fingerprint(),
                "scored": bank.scored,
                "main": bank in main,
                "urgent": bank.urgent,
                "origin": origin(bank.items[0], cite),
                "questions": [_question(question, passages) for question in bank.questions],
            }
            for bank in banks
        ],
        "passages": passages.values(),
        "typed": typed_tables(),
        "words": _words(),
        "bounds": {
            "round": ROUND,
            "mustKnowFirst": MUST_KNOW_FIRST,
            "typed": LONGEST,
            "name": MAX_NAME,
            "appointment": handout.MOST,
            "appointmentBanks": handout.MOST_BANKS,
            "writingLines": handout.WRITING_LINES,
            "number": MAX_NUMBER,
        },
        "header": HEADER,
    }


def _words() -> dict[str, Any]:
    """The words that the page shares with the terminal."""
    return {
        "verdicts": {
            verdict.value: {
                "word": WORDS[verdict],
                "headline": HEADLINES[verdict],
                "sign": SIGNS[verdict],
                "tone": TONES[verdict],
            }
            for verdict in Verdict
        },
        "notes": [
            {
                verdict.value: [list(notes_on(verdict, certainty, must_know=must)) for certainty in (None, 1, 2, 3)]
                for verdict in Verdict
            }
            for must in (False, True)
        ],
        "appointment": {
            "title": handout.TITLE,
            "headings": handout.HEADINGS,
            "toExplain": handout.ASK_TO_EXPLAIN,
            "whatMatters": handout.ASK_WHAT_MATTERS,
            "someFacts": handout.SOME_FACTS,
            "madeFromAQuiz": handout.MADE_FROM_A_QUIZ,
        },
        "askAboutIt": ASK_ABOUT_IT,
        "tellSomeone": TELL_SOMEONE,
        "hereItIs": HERE_IT_IS,
        "levels": LEVELS,
        "levelsInWords": ["", *LEVELS_IN_WORDS.values()],
        "letters": LETTERS,
        "notInDocument": NOT_IN_DOCUMENT,
        "forTrainees": FOR_TRAINEES,
        "howSure": HOW_SURE,
        "introduction": INTRODUCTION,
        "mustKnow": MUST_KNOW,
        "notAdvice": NOT_ADVICE,
        "whatMustBeKnown": WHAT_MUST_BE_KNOWN,
    }


def _question(question: AnyQuestion, passages: Passages) -> dict[str, Any]:
    return {
        "id": question.id,
        "revision": question.revision,
        "kind": question.kind,
        "asked": question.asked,
        "explain": question.explain,
        "fact": handout.fact_of(question),
        "topic": handout.topic_of(question),
        "answer": question.answer_lines(),
        "points": question.points,
        "must": question.must_know,
        "guess": question.guess_probability(),
        "keepOrder": question.keep_order,
        "passages": passages.numbers_of(question.passage),
        "cited": [
            {"passages": passages.numbers_of(part.passages), "key": part.in_key} for part in question.cited_parts()
        ],
        **_of_kind(question),
    }


def _of_kind(question: AnyQuestion) -> dict[str, Any]:
    """The data that the control, the mark and the feedback of a kind need."""
    match question:
        case Choice() | TrueFalse():
            return {
                "options": [option.text for option in question.options],
                "right": question.right,
                "why": [question.why(place) for place in range(question.parts)],
                "letters": question.letters,
            }
        case Select():
            return {
                "options": [option.text for option in question.options],
                "right": sorted(question.right),
                "exact": question.scoring == ALL_OR_NOTHING,
                "comments": [list(question.comments({place}, _label)) for place in range(question.parts)],
            }
        case Match():
            return {
                "items": [pair.item for pair in question.pairs],
                "classes": question.classes,
                "targets": question.targets,
                "comments": [list(question.comments(_missing(question, n), _label)) for n in range(question.parts)],
            }
        case Order():
            return {"items": question.items}
        case ShortAnswer():
            reasons = [question.reason_for(RIGHT._replace(rejected=place)) for place in range(len(question.reject))]
            return {
                **_typed(question),
                "reasons": reasons,
                "spelled": question.reason_for(RIGHT._replace(spelling=LABEL)),
            }
        case Number():
            return {**_typed(question), "reasons": [], "spelled": ""}
        case TeachBack():
            everything = range(len(question.covers))
            counts = [TeachBackResponse("", frozenset(everything[:count])) for count in (*everything, len(everything))]
            but_one = [TeachBackResponse("", frozenset(everything) - {place}) for place in everything]
            return {
                "selfAssessed": True,
                "covers": question.covers,
                "why": [question.why(response) for response in counts],
                "corrections": [list(question.corrections(response, _label)) for response in but_one],
            }
    raise QuizError(
        f"the page does not support questions of the kind '{question.kind}', such as '{question.id}'",
        hint="Leave its bank out by naming the others.",
    )


def _typed(question: ShortAnswer | Number) -> dict[str, Any]:
    return {
        "judged": judged_data(question),
        "empty": question.unclear(""),
        "hint": question.hint,
        "key": question.key_sentence(_label),
    }


def _missing(question: Match, place: int) -> tuple[int, ...]:
    """A response to a match question that is wrong in only one place."""
    targets = list(question.targets)
    targets[place] = (targets[place] + 1) % len(question.classes)
    return tuple(targets)


def _label(place: int) -> str:
    return LABEL
