"""Make docs/page.png, the page for the browser with the feedback on an answer.

.judges/bin/python docs/page_picture.py
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from quiz.bank.default import citing, load
from quiz.formats.page import write

QUESTION = "loose-needles"
WIDTH = 400
AS_WRITTEN = "Math.random = () => 0.999"
"""Leaves questions and options in the order in which they are written."""


def main() -> None:
    file = load(None)
    (item,) = (item for item in file.items if item.question.id == QUESTION)
    others = (question for question in item.bank.questions if question != item.question)
    banks = [item.bank._replace(questions=(item.question, *others))]
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder, "quiz.html")
        path.write_bytes(write(file, banks, citing(file)).content)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 200}, color_scheme="light")
        page.add_init_script(AS_WRITTEN)
        page.goto(path.as_uri())
        page.get_by_role("button", name="All questions").click()
        page.get_by_role("radio").nth(1).check()
        page.get_by_role("button", name="Answer").click()
        page.screenshot(path=Path(__file__).with_name("page.png"), full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
