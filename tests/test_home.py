"""The first screen of the menu, and the short round that it offers."""

from pathlib import Path

import pytest
from answers import RIGHT, WRONG, FakeClock, bank, changed, choice, history_in, question_file, take, teach_back

from quiz.core.bank import Item, QuestionFile
from quiz.core.home import Action, home_of
from quiz.core.selection import MUST_KNOW_FIRST, ROUND, short_round
from quiz.core.standing import DAY, Standing, Standings

NOW = 100 * DAY
MANY = bank("many", *(choice(f"m{n}", must_know=True) for n in range(6)), *(choice(f"o{n}") for n in range(8)))
FLAGS = bank("flags", choice("f0", must_know=True), choice("f1", must_know=True))._replace(scored=False)
TRAINEES = bank("teach", choice("t0", must_know=True))._replace(audience="trainee")
FILE = question_file(MANY, FLAGS, bank("talk", choice("x"), teach_back("say")), TRAINEES)


def standing(mark: float = 1, *, at: int = NOW, due: int = NOW + DAY, certainty: int | None = None) -> Standing:
    return Standing(1, "x", mark, certainty, flagged=False, answered_at=at, due_at=due)


def known(*names: str, at: int = NOW) -> Standings:
    return {(name, 1): standing(at=at) for name in names}


def asked(standings: Standings, seed: int = 1, file: QuestionFile = FILE) -> list[Item]:
    return list(short_round(file.main_banks, standings, seed=seed, now=NOW))


@pytest.mark.parametrize("seed", range(12))
def test_a_round_begins_with_four_must_know_questions_one_of_them_a_red_flag(seed: int) -> None:
    items = asked({}, seed)
    assert len(items) == ROUND
    first = items[:MUST_KNOW_FIRST]
    assert all(item.question.must_know for item in first)
    assert any(item.bank.id == "flags" for item in first)
    assert "teach" not in {item.bank.id for item in items}


def test_must_know_questions_that_are_known_no_longer_come_first() -> None:
    items = asked(known("f0", "f1", *(f"m{n}" for n in range(6))))
    assert not any(item.question.must_know for item in items)


def test_what_is_new_due_or_missed_comes_before_what_is_known() -> None:
    standings = dict(known(*(f"m{n}" for n in range(6)), "f0", "f1", "x", *(f"o{n}" for n in range(3, 8))))
    standings["o0", 1] = standing(0)
    standings["o1", 1] = standing(due=NOW)
    names = [item.question.id for item in asked(standings)]
    assert set(names[:3]) == {"o0", "o1", "o2"}


def test_if_all_is_known_the_longest_ago_comes_first() -> None:
    names = [question.id for bank in FILE.main_banks for question in bank.questions]
    standings = {(name, 1): standing(at=NOW - place, due=NOW + DAY) for place, name in enumerate(names)}
    items = [item.question.id for item in asked(standings)]
    assert items == names[::-1][1 : ROUND + 1]


def test_a_round_ends_in_a_new_teach_back_on_what_was_asked() -> None:
    file = question_file(bank("talk", choice("x"), teach_back("say")))
    assert [item.question.id for item in asked({}, file=file)] == ["x", "say"]
    assert [item.question.id for item in asked(known("say"), file=file)] == ["x"]


def test_the_same_seed_gives_the_same_round() -> None:
    assert asked({}, 5) == asked({}, 5)
    assert len({tuple(item.question.id for item in asked({}, seed)) for seed in range(5)}) > 1


def test_the_first_run_offers_a_start_and_every_bank() -> None:
    home = home_of(FILE, {}, now=NOW)
    assert home.first_run
    assert (home.must_know.known, home.must_know.of) == (0, 8)
    assert [(row.action, row.size) for row in home.rows] == [
        (Action.ROUND, 10),
        (Action.BANK, 14),
        (Action.BANK, 2),
        (Action.BANK, 2),
        (Action.ALL, 18),
        (Action.BANK, 1),
    ]
    assert home.cursor == 0


def test_later_it_offers_what_is_due_and_begins_at_the_latest_bank() -> None:
    standings = {**known("m0", "f0"), ("o0", 1): standing(due=NOW)}
    home = home_of(FILE, standings, now=NOW, latest="flags")
    assert not home.first_run
    assert home.must_know.known == 2
    review, flags = home.rows[1], home.rows[home.cursor]
    assert (review.action, review.size) == (Action.REVIEW, 1)
    assert flags.bank == FLAGS
    assert flags.size == (1, 2)
    assert [row.size for row in home.rows if row.bank and row.bank.id == "talk"] == [2]
    resumed = home_of(FILE, standings, now=NOW, unfinished=(2, 8), latest="flags")
    assert (resumed.rows[0].action, resumed.rows[0].size, resumed.cursor) == (Action.RESUME, (2, 8), 0)


def test_what_is_not_counted_yet_is_known_at_once(tmp_path: Path) -> None:
    clock = FakeClock()
    history = history_in(tmp_path, clock, file=FILE)
    assert history.latest() == ({}, "")
    take(history, RIGHT, WRONG, names=["m0", "x"])
    before, latest = history.latest()
    assert (before["m0", 1].known, before["x", 1].known, latest) == (True, False, "talk")
    assert before["m0", 1].due_at is None
    history.standings()
    counted, _ = history.latest()
    assert counted == history.standings()
    take(history, RIGHT, names=["x"])
    assert history.latest()[0]["x", 1].answers == 2
    history.close()


def test_a_file_of_teach_backs_alone_has_a_round_too() -> None:
    file = question_file(bank("talk", teach_back("say"), teach_back("tell")))
    assert {item.question.id for item in asked({}, file=file)} == {"say", "tell"}
    assert home_of(file, {}, now=NOW).rows[0].size == 2


def test_what_is_due_is_what_a_review_asks() -> None:
    mistake = standing(0, due=NOW + DAY, certainty=3)
    home = home_of(FILE, {**known("m0"), ("o0", 1): mistake, ("o1", 1): standing(due=NOW)}, now=NOW)
    assert [row.size for row in home.rows if row.action is Action.REVIEW] == [2]


def test_the_menu_follows_a_corrected_key(tmp_path: Path) -> None:
    history = history_in(tmp_path, file=FILE)
    take(history, RIGHT, names=["x"])
    history.close()
    options = tuple(option._replace(right=not option.right) for option in choice("x").options[:2])
    corrected = changed(FILE, choice("x").replace(options=options))
    banks = tuple(bank._replace(source=f"{bank.source}, corrected") for bank in corrected.banks)
    later = history_in(tmp_path, file=corrected._replace(banks=banks))
    assert later.latest()[0]["x", 1].known is False
    later.close()
