"""Which questions a session asks, and in what order: the same seed gives the same session."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from random import Random

from quiz.core.bank import Bank, Item
from quiz.core.kinds import AnyQuestion
from quiz.core.standing import Standings, is_known, standing_with

ROUND = 10
"""The questions of a short round."""
MUST_KNOW_FIRST = 4


def select_items(
    banks: Sequence[Bank],
    *,
    seed: int,
    count: int | None = None,
    in_order: bool = False,
    wanted: Callable[[AnyQuestion], bool] = lambda question: True,
) -> tuple[Item, ...]:
    """The wanted questions of these banks, shuffled, or in the order of the file with `in_order`; at most `count`.

    Shuffled, teach-back comes last, because it sums up the other questions.
    """
    items = [item for bank in banks for item in bank.items if wanted(item.question)]
    if not in_order:
        Random(seed).shuffle(items)
    if count is not None:
        items = items[:count]
    if not in_order:
        items.sort(key=lambda item: item.question.self_assessed)
    return tuple(items)


def short_round(banks: Sequence[Bank], standings: Standings, *, seed: int, now: int) -> tuple[Item, ...]:
    """At most ROUND questions of these banks.

    First come must-know questions that aren't known yet, at most MUST_KNOW_FIRST, the first of them on when to get
    urgent help, if there is one. Then what is new, due or was missed, mixed; and if that is too little, what was
    answered longest ago. The last is a teach-back on these banks, if one is new.
    """
    items = [item for bank in banks for item in bank.items]
    Random(seed).shuffle(items)
    marked = [item for item in items if not item.question.self_assessed]
    if not marked:
        return tuple(items[:ROUND])
    unsafe = [i for i in marked if i.question.is_must_know and not is_known(i.question, standings)]
    unsafe.sort(key=lambda item: (item.bank.scored, not item.bank.urgent))
    first = [*unsafe[:1], *(item for item in unsafe[1:] if item.bank is not unsafe[0].bank)]
    first = [*first, *(item for item in unsafe[1:] if item.bank is unsafe[0].bank)][:MUST_KNOW_FIRST]
    taken = {item.question.id for item in first}
    fresh, rested = list[Item](), list[tuple[int, Item]]()
    for item in marked:
        standing = standing_with(item.question, standings)
        if item.question.id in taken:
            continue
        if standing and standing.known and not standing.is_due(now):
            rested.append((standing.answered_at, item))
        else:
            fresh.append(item)
    rested.sort(key=itemgetter(0))
    chosen = [*first, *fresh, *(item for _, item in rested)][:ROUND]
    asked = {item.bank.id for item in chosen}
    new = [
        i for i in items if i.question.self_assessed and i.bank.id in asked and not standing_with(i.question, standings)
    ]
    return (*chosen[: ROUND - len(new[:1])], *new[:1])


def shown_order(question: AnyQuestion, seed: int) -> tuple[int, ...]:
    """The author's positions of a question's parts, in the order in which they are shown.

    It depends only on the seed and the question's id, not on what else is asked. Items to put in order are never
    shown in the right order.
    """
    order = list(range(question.parts))
    if question.keep_order or len(order) < 2:
        return tuple(order)
    random = Random(f"{seed}:{question.id}")
    key = list(order)
    random.shuffle(order)
    while question.ordered and order == key:
        random.shuffle(order)
    return tuple(order)
