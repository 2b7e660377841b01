"""Print the size of the page, and the processor time that Chromium takes to open it: of the banks that come with the
program, and of 1,000 questions made of them. Run with `.judges/bin/python judges/measure_page.py`.
"""

from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from quiz.bank.default import citing, load
from quiz.core.bank import QuestionFile
from quiz.formats.page import write

RUNS = 9


def of_size(file: QuestionFile, size: int) -> QuestionFile:
    """The questions of a file again and again, each with an id of its own."""
    copies = islice(enumerate(cycle(file.items)), size)
    questions = tuple(question.replace(id=f"{question.id}-{number}") for number, (_, question) in copies)
    return file._replace(banks=(file.banks[0]._replace(questions=questions),))


def opened(browser: Browser, url: str) -> float:
    """The processor time in seconds from the start of a page to its first screen, on its main thread."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url)
    page.wait_for_selector("button.main")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return float(metrics["TaskDuration"])


def main() -> None:
    file = load(None)
    cite = citing(file)
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for measured in (file, of_size(file, 1000)):
            path = Path(folder) / f"{measured.questions}.html"
            path.write_bytes(write(measured, measured.banks, cite).content)
            seconds = median(opened(browser, path.as_uri()) for _ in range(RUNS))
            print(f"{measured.questions} questions: {path.stat().st_size / 1000:.0f} kB, {seconds:.2f} s")
        browser.close()


main()
