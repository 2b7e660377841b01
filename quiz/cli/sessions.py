"""Commands that run quizzes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import isnan
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from quiz.cli.app import app
from quiz.cli.options import (
    Banks,
    Certainty,
    Count,
    Drafts,
    File,
    Json,
    Learner,
    NoSave,
    Plain,
    Score,
    close_answers,
    print_json,
)
from quiz.output import say
from quiz.store.place import DEFAULT_LEARNER

if TYPE_CHECKING:
    from quiz.core.bank import QuestionFile
    from quiz.core.session import Session
    from quiz.runner import QuizRunner, SessionResult
    from quiz.store.history import History

MAX_SEED = 2**62
"""The largest seed that can be saved."""
PASS_HELP = "Pass mark, as a percentage of the points. Below it the exit code is 1."
ONLY_PHRASES = {
    "missed": "one you missed last time",
    "new": "new",
    "due": "due",
    "must-know": "a must-know question",
}
ONLY_HELP = "Ask only questions that you missed last time, that are new, due for review, or must-know."
SEED_HELP = "The same seed gives the same questions in the same order."


def show_version(ctx: typer.Context, requested: bool) -> None:
    if requested and not ctx.resilient_parsing:  # set during shell completion, where zsh would run this output
        from quiz import __version__

        say(f"leaflet-quiz {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def menu(
    ctx: typer.Context,
    file: File = None,
    plain: Plain = False,
    learner: Learner = DEFAULT_LEARNER,
    no_save: NoSave = False,
    certainty: Certainty = False,
    certainty_score: Score = False,
    drafts: Drafts = False,
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Quiz yourself on a document, and see the passage behind every answer.

    Without a command, choose a bank from a menu. For learning; not medical advice.

    Example: quiz
    """
    if ctx.invoked_subcommand is None:
        from quiz.bank.default import load
        from quiz.core.session import Rules
        from quiz.learner import history_of
        from quiz.menu import Menu

        source = load(file, drafts=drafts)
        _say_unfinished(source, drafts=drafts)
        history = history_of(source, learner, saves=not no_save)
        rules = Rules(certainty or certainty_score, certainty_score)
        with _runner(source, history, plain=plain, menu=True) as runner:
            interrupted = Menu(runner).run(seed=_new_seed(), rules=rules)
        raise typer.Exit(130 if interrupted else 0)
    for name in ("file", "plain", "learner", "no_save", "certainty", "certainty_score", "drafts"):
        given = ctx.get_parameter_source(name)
        if given and given.name == "COMMANDLINE":
            option = name.replace("_", "-")
            raise typer.BadParameter(f"put --{option} after the command")


@app.command()
def take(
    banks: Annotated[list[str] | None, Banks] = None,
    file: File = None,
    count: Count = None,
    only: Annotated[Literal["missed", "new", "due", "must-know"] | None, typer.Option(help=ONLY_HELP)] = None,
    seed: Annotated[int | None, typer.Option(metavar="N", help=SEED_HELP)] = None,
    in_order: Annotated[bool, typer.Option("--in-order", help="Keep the order of the file.")] = False,
    certainty: Certainty = False,
    certainty_score: Score = False,
    exam: Annotated[
        bool, typer.Option("--exam", help="Take an exam: change answers freely, feedback at the end.")
    ] = False,
    minutes: Annotated[
        float | None, typer.Option(min=0.1, max=10_000, metavar="N", help="Limit the exam to this many minutes.")
    ] = None,
    pass_at: Annotated[float | None, typer.Option(min=0, max=100, metavar="P", help=PASS_HELP)] = None,
    drafts: Drafts = False,
    plain: Plain = False,
    learner: Learner = DEFAULT_LEARNER,
    no_save: NoSave = False,
    json: Json = False,
) -> None:
    """Take the named banks, or all of them except those for trainees.

    Example: quiz take trigger-points --count 5
    """
    if minutes and not exam:
        raise typer.BadParameter("--minutes requires --exam")
    if seed is not None and abs(seed) > MAX_SEED:
        raise typer.BadParameter(f"--seed must be from -{MAX_SEED} to {MAX_SEED}")
    for option, number in (("--minutes", minutes), ("--pass-at", pass_at)):
        if number is not None and isnan(number):
            raise typer.BadParameter(f"{option} must be a number")
    from quiz.bank.default import chosen_banks, load
    from quiz.core.session import Rules, Session
    from quiz.learner import choose_items, history_of

    source = load(file, drafts=drafts)
    _say_unfinished(source, drafts=drafts)
    history = history_of(source, learner, saves=not no_save)
    chosen = chosen_banks(source, banks) if banks else source.main_banks
    seed = _new_seed() if seed is None else seed
    items = choose_items(chosen, history, seed=seed, count=count, only=only, in_order=in_order)
    if not items:
        _say_nothing(
            f"There is nothing to ask: none of these questions is {ONLY_PHRASES[only or 'new']}.", history, json=json
        )
        return
    passing = None if pass_at is None else pass_at / 100
    rules = Rules(certainty or certainty_score, certainty_score, exam, minutes, passing)
    mode = "exam" if exam else "take"
    _run(source, Session(items, seed=seed, rules=rules), history, mode, plain=plain, json=json)


@app.command()
def resume(file: File = None, plain: Plain = False, learner: Learner = DEFAULT_LEARNER) -> None:
    """Continue your last unfinished quiz.

    Example: quiz resume
    """
    from quiz.bank.default import load
    from quiz.learner import history_of

    source = load(file)
    history = history_of(source, learner)
    unfinished = history.unfinished(latest_only=False)
    if unfinished is None:
        whose = "" if history.learner == DEFAULT_LEARNER else f" for {history.learner}"
        _say_nothing(f"There is no unfinished quiz{whose}.", history, json=False)
        return
    with _runner(source, history, plain=plain) as runner:
        result = runner.resume_session(unfinished)
    if result is not None:
        _exit_after(result)


@app.command()
def review(
    file: File = None,
    count: Count = None,
    certainty: Certainty = False,
    certainty_score: Score = False,
    plain: Plain = False,
    learner: Learner = DEFAULT_LEARNER,
    no_save: NoSave = False,
    json: Json = False,
) -> None:
    """Review the questions that are due, confident mistakes first.

    Example: quiz review --count 10
    """
    from quiz.bank.default import load
    from quiz.core.session import Rules, Session
    from quiz.learner import due, history_of

    source = load(file)
    history = history_of(source, learner, saves=not no_save)
    items, next_due = due(source, history)
    if not items:
        from quiz.terminal.wording import nothing_due

        _say_nothing(nothing_due(next_due, history.now()), history, json=json)
        return
    rules = Rules(certainty or certainty_score, certainty_score)
    session = Session(items[:count], seed=_new_seed(), rules=rules)
    _run(source, session, history, "review", plain=plain, json=json)


def _say_nothing(why: str, history: "History", *, json: bool) -> None:
    """Report why there is nothing to ask; with `json`, print null."""
    say(why, err=json)
    if json:
        print_json(None)
    close_answers(history)


@contextmanager
def _runner(
    source: "QuestionFile", history: "History", *, plain: bool, menu: bool = False, json: bool = False
) -> Iterator["QuizRunner"]:
    """A runner on the terminal; with `json`, its screen goes to standard error."""
    from quiz.bank.default import citing, opening
    from quiz.runner import QuizRunner, front_end

    cite = citing(source)
    with front_end(sys.stderr if json else sys.stdout, opening(source), plain=plain) as front:
        yield QuizRunner(front, cite, history, menu=menu)


def _run(source: "QuestionFile", session: "Session", history: "History", mode: str, *, plain: bool, json: bool) -> None:
    """Run a session and exit with its code."""
    with _runner(source, history, plain=plain, json=json) as runner:
        result = runner.take(session, history.begin(session, mode)) if json else runner.begin(session, mode=mode)
    if json:
        from quiz.report import report

        values = report(
            source, result.outcome, seed=session.seed, seconds=result.seconds, interrupted=result.interrupted
        )
        print_json(None if result.open else values)
    _exit_after(result)


def _exit_after(result: "SessionResult") -> None:
    failed = not result.open and result.outcome.passed is False
    raise typer.Exit(130 if result.interrupted else 1 if failed else 0)


def _new_seed() -> int:
    from random import SystemRandom

    return SystemRandom().randrange(2**32)


def _say_unfinished(source: "QuestionFile", *, drafts: bool) -> None:
    """Name the drafts that are left out although drafts are wanted."""
    if drafts and source.whole:
        asked = {question.id for _, question in source.items}
        left = [question.id for _, question in source.whole.items if question.id not in asked]
        if left:
            say(f"Left out, as they are not finished: {', '.join(left)}.", err=True)
