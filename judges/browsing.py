"""Chromium with a page open in it, used by keyboard alone, and what no page may do there."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from playwright.sync_api import BrowserContext, Dialog, Locator, Route

from quiz.core.kinds import AnyQuestion, Match, Order, Select, TeachBack, TeachBackResponse
from quiz.core.kinds.choice import Choosing


class Opened:
    """A page open in the browser. `faults` are requests that leave the page, dialogs, errors, and violations of the
    content security policy."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.faults: list[str] = []
        context.route("**/*", self._route)
        self.page = context.new_page()
        self.page.on("console", lambda message: self.faults.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("dialog", self._dismiss)
        self.page.set_default_timeout(10_000)
        self.page.goto(url)

    def _route(self, route: Route) -> None:
        if route.request.url == self.url:
            route.continue_()
        else:
            self.faults.append(f"request: {route.request.url}")
            route.abort()

    def _dismiss(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def heading(self) -> str:
        """The text of the heading of the screen."""
        return str(self.page.locator("h1").inner_text())

    def verdict(self) -> str:
        """The verdict on the answer, and why."""
        return str(self.page.locator("h2.verdict > span:last-child").inner_text())

    def has_focus(self, selector: str) -> bool:
        return bool(self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector))

    def tab_to(self, target: Locator) -> None:
        """Press Tab, or Shift and Tab, as often as it takes to reach this element."""
        presses = target.evaluate(PRESSES)
        for _ in range(abs(presses)):
            self.page.keyboard.press("Tab" if presses > 0 else "Shift+Tab")
        focused = self.page.evaluate("document.activeElement === wanted || document.activeElement.outerHTML")
        assert focused is True, f"Tab leads to {focused}, not to {target}"

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        """Press the button of this name."""
        self.tab_to(self.button(name))
        self.page.keyboard.press("Enter")

    def press_first(self, selector: str) -> None:
        """Press the first button that this selector finds."""
        self.tab_to(self.page.locator(selector).first)
        self.page.keyboard.press("Enter")

    def tick(self, label: str) -> None:
        """Tick the checkbox with this label."""
        self._tick(self.page.get_by_label(label))

    def _tick(self, checkbox: Locator) -> None:
        self.tab_to(checkbox)
        self.page.keyboard.press("Space")

    def pick(self, name: str, value: int) -> None:
        """Pick the radio button of this group with this value."""
        group = self.page.locator(f"input[name={name}]")
        values = group.evaluate_all("inputs => inputs.map(input => Number(input.value))")
        self.tab_to(group.first)
        for _ in range(values.index(value)):
            self.page.keyboard.press("ArrowDown")
        if values[0] == value:
            self.page.keyboard.press("Space")

    def choose(self, selector: str, place: int) -> None:
        """Choose the name at this place, from 0, in the menu that this selector finds."""
        menu = self.page.locator(selector)
        self.tab_to(menu)
        for _ in range(place + 1):
            self.page.keyboard.press("ArrowDown")
        assert menu.evaluate("menu => menu.selectedIndex") == place + 1

    def question(self, questions: Sequence[AnyQuestion]) -> AnyQuestion:
        """The one of these questions that is asked."""
        asked = self.page.locator(".stem > span:last-child").text_content()
        (found,) = (question for question in questions if question.asked == asked)
        return found

    def respond(self, question: AnyQuestion, response: Any) -> None:
        """Fill in a response to the question that is asked, as Python has it."""
        match question:
            case Choosing():
                self.pick("answer", response)
            case Select():
                for place in self._shown_values("input[name=answer]", response):
                    self._tick(self.page.locator(f"input[name=answer][value='{place}']"))
            case Match():
                for place in self._shown_menus():
                    self.choose(f"#part-{place}", response[place])
            case Order():
                for place in self._shown_menus():
                    self.choose(f"#part-{place}", response.index(place))
            case TeachBack():
                self._explain(response)
            case _:
                self.tab_to(self.page.locator("#typed"))
                self.page.keyboard.insert_text(response)

    def _explain(self, response: TeachBackResponse) -> None:
        self.tab_to(self.page.locator("#said"))
        self.page.keyboard.insert_text(response.text)
        self.press("See the points")
        for place in sorted(response.covered):
            self._tick(self.page.locator(f"input[name=point][value='{place}']"))

    def _shown_values(self, selector: str, places: Any) -> list[int]:
        values = self.page.locator(selector).evaluate_all("inputs => inputs.map(input => Number(input.value))")
        return [value for value in values if value in places]

    def _shown_menus(self) -> list[int]:
        found = self.page.locator("select").evaluate_all("menus => menus.map(menu => Number(menu.id.slice(5)))")
        return [int(place) for place in found]

    def submit(self, question: AnyQuestion) -> None:
        self.press("Done" if question.self_assessed else "Answer")

    def answer(self, question: AnyQuestion, response: Any) -> None:
        """Answer the question that is asked; None is "I don't know"."""
        if response is None:
            self.press("I don't know")
        else:
            self.respond(question, response)
            self.submit(question)


FOCUSABLE = """[...document.querySelectorAll("button, select, input, textarea, summary, a[href]")].filter((one) =>
    one.checkVisibility() && !(one.type === "radio" && one !== (
        document.querySelector(`input[name=${one.name}]:checked`) ?? document.querySelector(`input[name=${one.name}]`)))
)"""
"""What Tab leads to on a screen, in the order in which it is read; a group of radio buttons is one place."""
PRESSES = f"""(target) => {{
    const places = {FOCUSABLE}, now = document.activeElement;
    const after = places.findIndex((place) => now.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING);
    const at = places.includes(now) ? places.indexOf(now) : after < 0 ? places.length : after - 0.5;
    window.wanted = target;
    const distance = places.indexOf(target) - at;
    return distance > 0 ? Math.ceil(distance) : Math.floor(distance);
}}"""
"""How often to press Tab to get to an element; below 0, Shift and Tab."""

Opens: TypeAlias = Callable[..., Opened]
"""Opens the page of a question file, given as the file and its `cite`, with the settings of a browser context."""
