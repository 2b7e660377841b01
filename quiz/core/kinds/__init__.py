"""The kinds of question, one module each. A kind registers itself when its module is imported."""

from quiz.core.kinds.choice import Choice
from quiz.core.kinds.fields import Option
from quiz.core.kinds.match import Match, Pair
from quiz.core.kinds.number import Number
from quiz.core.kinds.order import Order
from quiz.core.kinds.parts import Shown, StaleResponse
from quiz.core.kinds.question import KINDS, AnyQuestion, Question
from quiz.core.kinds.select import Select
from quiz.core.kinds.short_answer import Rejected, ShortAnswer
from quiz.core.kinds.teach_back import TeachBack, TeachBackResponse
from quiz.core.kinds.true_false import TrueFalse

__all__ = [
    "KINDS",
    "AnyQuestion",
    "Choice",
    "Match",
    "Number",
    "Option",
    "Order",
    "Pair",
    "Question",
    "Rejected",
    "Select",
    "ShortAnswer",
    "Shown",
    "StaleResponse",
    "TeachBack",
    "TeachBackResponse",
    "TrueFalse",
]
