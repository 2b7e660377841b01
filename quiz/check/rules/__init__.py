"""The rules of item writing that a program can check (docs/rules.md has good and bad examples of each).

Based on the item-writing guide of the National Board of Medical Examiners; Haladyna, Downing and Rodriguez 2002;
Rodriguez 2005 (three options are enough); the rubric of item-writing flaws of Moore 2023.
"""

from quiz.check.rules import choices, grounding, losses, proof, reasons, stems, typing, whole_bank
from quiz.check.rules.rule import OTHERS, RULES, Issue, Level, Rule, Subject

__all__ = [
    "OTHERS",
    "RULES",
    "Issue",
    "Level",
    "Rule",
    "Subject",
    "choices",
    "grounding",
    "losses",
    "proof",
    "reasons",
    "stems",
    "typing",
    "whole_bank",
]
