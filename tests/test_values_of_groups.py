"""The value of a group in a question file if a key is false, 0 or missing."""

from typing import Any, NamedTuple

import pytest

from quiz.bank.values import Values
from quiz.core.kinds.fields import Field, Groups, Line, Number, Truth


class Step(NamedTuple):
    """A step, how many minutes it takes, and whether it is needed."""

    name: str
    minutes: float
    needed: bool


STEPS = Groups(
    Step,
    "step",
    "steps",
    {
        "name": Field(Line(40), "What is done."),
        "minutes": Field(Number(least=0), "How long it takes.", required=False, default=1),
        "needed": Field(Truth(), "Whether it has to be done.", required=False, default=True),
    },
)


@pytest.mark.parametrize(
    ("keys", "step"),
    [
        ("", Step("Wait", 1, True)),
        (", minutes: 0, needed: false", Step("Wait", 0, False)),
        (", minutes: 4, needed: true", Step("Wait", 4, True)),
        (", minutes: soon", Step("Wait", 1, True)),
    ],
    ids=["missing", "false and 0", "given", "faulty"],
)
def test_only_a_missing_key_has_its_default(keys: str, step: Step) -> None:
    values = Values(f"steps: [{{name: Wait{keys}}}]\n")
    _, node = values.nodes.document({}).entries["steps"]
    read: tuple[Any, ...] = values.as_groups(STEPS, node)
    assert read == (step,)
    assert len(values.nodes.faults) == ("soon" in keys)
