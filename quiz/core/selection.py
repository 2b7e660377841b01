"""Which questions a session asks, and in what order: the same seed gives the same session."""

from collections.abc import Callable, Sequence
from random import Random

from quiz.core.bank import Bank, Item
from quiz.core.kinds import AnyQuestion
from quiz.core.standing import Standing, Standings, standing_with

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

    First come must-know questions that aren't known yet, at most MUST_KNOW_FIRST, among them one from a bank that isn't
    scored, which is about when to get help. Then what is new, due or was missed, mixed; and if that is too little,
    what was answered longest ago. The last is a teach-back on these banks, if one is new.
    """
    items = [item for bank in banks for item in bank.items]
    Random(seed).shuffle(items)

    def latest(item: Item) -> Standing | None:
        return standing_with(item.question, standings)

    def rank(item: Item) -> tuple[int, int]:
        standing = latest(item)
        if item.question.must_know and not _is_known(standing):
            return (0, 0) if item is flag else (1, 0)
        rests = standing and standing.known and not standing.is_due(now)
        return (3, standing.answered_at) if standing and rests else (2, 0)

    marked = [item for item in items if not item.question.self_assessed]
    flag = next((i for i in marked if not i.bank.scored and i.question.must_know and not _is_known(latest(i))), None)
    ranked = sorted(marked, key=rank)
    late = ranked[MUST_KNOW_FIRST:]
    chosen = [*ranked[:MUST_KNOW_FIRST], *sorted(late, key=lambda item: max(rank(item), (2, 0)))][:ROUND]
    asked = {item.bank.id for item in chosen}
    new = [i for i in items if i.question.self_assessed and i.bank.id in asked and latest(i) is None]
    return (*chosen[: ROUND - len(new[:1])], *new[:1])


def _is_known(standing: Standing | None) -> bool:
    return standing is not None and standing.known


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
