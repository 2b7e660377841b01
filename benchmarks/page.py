"""How large the page for the browser is, and how long Chromium takes from opening its file to showing the menu.

    .judges/bin/python benchmarks/page.py

The questions that come with the program, and 1,000 questions that differ from them in ids and numbers alone. Each page
is opened in a new context of one browser, in turn, 11 times: medians of seconds, and of seconds of processor time in
the process that shows the page, which other work on the machine leaves alone.
"""

import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from quiz.bank.default import citing, load
from quiz.core.bank import Bank, QuestionFile
from quiz.formats.page import write

TIMES = 11
MANY = 1000
READY = "new Promise((done) => requestAnimationFrame(() => done(performance.now())))"
"""Milliseconds from the start of loading to the next frame."""


def many(file: QuestionFile) -> QuestionFile:
    """The questions over and over, in banks as large as the file."""
    size = file.questions
    numbered = [
        question.replace(id=f"{question.id}-{number}", ask=f"{question.ask} {number}")
        for number in range(MANY // size + 1)
        for _, question in file.items
    ][:MANY]
    starts = range(0, MANY, size)
    return file._replace(banks=tuple(Bank(f"b{at}", f"Bank {at}", tuple(numbered[at : at + size])) for at in starts))


def opened(browser: Browser, path: Path) -> tuple[float, float]:
    """Seconds until the menu is shown, and of processor time."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector(".banks")
    seconds = page.evaluate(READY) / 1000
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return seconds, metrics["ProcessTime"]


def main() -> None:
    file = load(None)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        paths = {}
        for asked in (file, many(file)):
            paths[asked.questions] = Path(temporary, f"{asked.questions}.html")
            paths[asked.questions].write_bytes(write(asked, asked.banks, citing(file)).content)
        times: dict[int, list[tuple[float, float]]] = {questions: [] for questions in paths}
        for _ in range(TIMES):
            for questions, path in paths.items():
                times[questions].append(opened(browser, path))
        for questions, path in paths.items():
            size = path.stat().st_size / 1000
            seconds, processor = (median(values) for values in zip(*times[questions], strict=True))
            print(f"{questions:>6,} questions{size:>7.0f} kB{seconds:>7.2f} s{processor:>7.2f} s of processor time")
        browser.close()


if __name__ == "__main__":
    main()
