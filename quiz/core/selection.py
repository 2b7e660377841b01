"""Which questions a session asks, and in what order: the same seed gives the same session."""

from collections.abc import Callable, Sequence
from random import Random

from quiz.core.bank import Bank, Item
from quiz.core.kinds import AnyQuestion


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
