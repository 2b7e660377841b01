"""Documents in other formats: what becomes Markdown, and what is reported as left out."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from made_files import LARGE, WORD, docx, paragraph, pdf, run
from terminal import CTRL_C, PATIENCE, Terminal, environment
from terminal import run as run_quiz

from quiz.bank.document import parse_document, read_document
from quiz.bank.reader import TO_BE_CONVERTED, read_question_file
from quiz.convert.blocks import BOLD as START
from quiz.convert.blocks import NOT_BOLD, Block, Conversion, lowered, raised
from quiz.convert.conversion import as_markdown
from quiz.convert.markdown_writer import markdown as written
from quiz.convert.structure import parts_of, typed_lists, with_headings
from quiz.errors import QuizError

KNOTS = "A knot is a tight band in a muscle. A tendon is a strong cord that ends a muscle."


def markdown(folder: Path, name: str, content: bytes | str) -> str:
    return converted(folder, name, content)[0]


def converted(folder: Path, name: str, content: bytes | str) -> tuple[str, str]:
    """The Markdown of a file, and what was left out of it."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    text, left_out, by_hand = as_markdown(path)
    return text, "\n".join([*by_hand, *left_out])


def refused(folder: Path, name: str, content: bytes | str) -> QuizError:
    with pytest.raises(QuizError) as caught:
        markdown(folder, name, content)
    assert caught.value.exit_code == 3
    return caught.value


# Forms that carry meaning


@pytest.mark.parametrize(
    ("before", "above", "after", "shown"),
    [
        ("10", "5", "/ml", "⁵"),
        ("3 × 10", "-3", "", "⁻³"),
        ("5 m", "2", "", "²"),
        ("kg/m", "2", ".", "²"),
        ("x", "2", " + 1", "²"),
        ("5", "2", " = 25", "²"),
        ("Ca", "2+", "", "²⁺"),
        ("", "14", "C", "¹⁴"),
        ("1", "st", " week", "st"),
        ("e", "-kt", "", "^(-kt)"),
    ],
)
def test_raised_text_that_means_something_stays(before: str, above: str, after: str, shown: str) -> None:
    assert raised(above, before, after) == shown


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("the heart", "2", "."),
        ("30", "2", " percent"),
        ("20 mg", "1", " once"),
        ("a needle.", "12", ""),
        ("a needle", "1,2", ""),
        ("a needle", "3–5", ""),
        ("a needle", "[1]", ""),
        ("a needle", "*", ""),
        ("a needle", "a", ""),
    ],
)
def test_marks_of_footnotes_go(before: str, mark: str, after: str) -> None:
    assert raised(mark, before, after) is None


def test_what_leads_to_a_note_is_its_mark_whatever_it_looks_like() -> None:
    assert raised("5", "10", "", linked=True) is None


def test_lowered_text_stays() -> None:
    assert [lowered(text) for text in ("2", "12", "max")] == ["₂", "₁₂", "_(max)"]


def test_marks_that_are_typed_as_characters_go_too() -> None:
    result = Conversion()
    assert result.shown("3 days¹. It has 10⁵ germs per m², or H₂O.³", "", "", "") == (
        "3 days. It has 10⁵ germs per m², or H₂O."
    )
    assert result.left_out == [("the mark of a footnote", "1"), ("the mark of a footnote", "3")]


# Markdown


def test_lists_in_lists_are_indented_below_their_item() -> None:
    blocks = [
        Block("item", "one", 0, 1, first=True),
        Block("item", "two", 1, first=True),
        Block("paragraph", "more", 2),
        Block("item", "three", 0, 2),
        Block("item", "another list", 0, first=True),
    ]
    assert written(blocks) == "1. one\n   - two\n\n     more\n2. three\n* another list\n"


def test_plain_text_reads_the_same_as_markdown() -> None:
    assert written([Block("paragraph", "# 3*4 <b> | _x_\n1. no")]) == "\\# 3\\*4 \\<b\\> \\| \\_x\\_\n1\\. no\n"
    assert written([Block("heading", "In C#", 2)]) == "## In C\\#\n"


def test_bold_text_is_marked_where_markdown_reads_the_marks() -> None:
    def bold(text: str) -> str:
        return text.replace("[", START).replace("]", NOT_BOLD)

    for text, shown in (
        ("[No aspirin.] Never.", "**No aspirin.** Never.\n"),
        ("[A] to[ be ]or", "**A** to **be** or\n"),
        ("w[or]d, [“so”]x", "w**or**d, “so”x\n"),
        ("[*]", "**\\***\n"),
    ):
        assert written([Block("paragraph", bold(text))]) == shown
    assert written([Block("heading", bold("[A] b"), 2)]) == "## A b\n"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p><b>&shy;</b># tea</p>", "\\# tea\n"),
        ("<p><b>&shy;</b> # tea</p>", "\\# tea\n"),
        ("<p><b># tea!</b>x</p>", "\\# tea!x\n"),
        ("<p>1<b>. tea</b></p>", "1\\. tea\n"),
        ("<p>-<b> tea</b></p>", "\\- **tea**\n"),
        ('<p><b>&shy;</b>!!! note "tea"</p>', '\\!!! note "tea"\n'),
        ("<p>&#xfdd0;tea<sup>&#xfdd1;2</sup><sub>&#xfdd1;</sub></p>", "tea\n"),
        ("<p>&#xfdd0;x <math>&#xfdd0;<mi>y&#xfdd1;</mi></math>&#xfdd1;</p>", "x y\n"),
    ],
)
def test_text_of_a_page_is_no_markup(tmp_path: Path, page: str, text: str) -> None:
    assert markdown(tmp_path, "tea.html", page) == text


def test_text_of_word_is_no_markup(tmp_path: Path) -> None:
    formula = '<m:oMath xmlns:m="m"><m:r><m:t>\ufdd0y\ufdd1</m:t></m:r></m:oMath>'
    assert markdown(tmp_path, "tea.docx", docx(paragraph("\ufdd0x\ufdd1 ", formula))) == "x y\n"


def test_lines_that_end_as_sentences_do_are_paragraphs() -> None:
    block = Block("paragraph", "Wait.\nTake two\ntablets:\n• now")
    assert written(parts_of(block)) == "Wait.\n\nTake two\ntablets:\n\n- now\n"


def test_most_lines_of_a_paragraph_are_paragraphs_or_as_they_are() -> None:
    lines = "Sore Throats\nThey heal alone.\nGargle twice.\nFever Or Pain\nRing us\nif it\nlasts.\nWard Four"
    apart = "Sore Throats|They heal alone.|Gargle twice.|Fever Or Pain|Ring us\nif it\nlasts.|Ward Four"
    assert written(parts_of(Block("paragraph", lines))) == apart.replace("|", "\n\n") + "\n"
    lines = "Do not take:|Aspirin|Iron|Ibuprofen.|Avoid:|Rice|Beans|Why so?|Stop:|Smoking|Drinking|After The Test"
    long = f"{'Rest at home ' * 9}for a day."
    text = written(parts_of(Block("paragraph", "\n".join([*lines.split("|"), long, "Then go out."]))))
    shown = "take:\n\n- Aspirin\n- Iron\n- Ibuprofen.\n\nAvoid:\n\n- Rice\n- Beans\n\nWhy so?\n\nStop:\n\n- Smoking\n"
    assert f"{shown}- Drinking\n\nAfter The Test\n\nRest" in text
    address = "We are open.\nRiver Clinic\nEast Street\nNewtown"
    assert written(parts_of(Block("paragraph", address))) == address.replace("open.\n", "open.\n\n") + "\n"


def test_the_heading_of_a_card_is_its_title_wherever_it_stands_in_it(tmp_path: Path) -> None:
    cards = "".join(
        f'<div class="care-card care-card--urgent"><div class="care-card__heading-container"><h2>{title}</h2></div>'
        "<div><ul><li>it swells</li><li>it burns</li></ul></div></div>"
        for title in ("See a doctor if:", "Call 999 if:")
    )
    page = f"<h1>Ankles</h1><p>Rest the ankle for a week or two.</p><h2>Help</h2><p>We are here to help you.</p>{cards}"
    assert '!!! note "See a doctor if:"\n\n    - it swells\n' in markdown(tmp_path, "page.html", page)


def test_the_heading_above_details_is_repeated_before_the_text_after_them_alone(tmp_path: Path) -> None:
    opened = "<details><summary><i>Q</i><h2>{}</h2></summary><p>Look at the scar.</p></details>"
    swelling = "<details><summary>Why?</summary><p>Blood gathers there.</p></details>"
    box = '<div class="card card--urgent"><h3>{}:</h3><ul><li>it bleeds</li></ul>{}</div>'
    label = '<div class="inset-text"><span class="visually-hidden">Note: </span><p>Scars fade.</p></div>'
    page = f"<h1>Scars</h1><p>Scars form.</p>{opened.format('One')}{opened.format('Two')}"
    assert "Q" not in markdown(tmp_path, "page.html", page)
    assert markdown(tmp_path, "page.html", page).count("# Scars") == 1
    assert markdown(tmp_path, "page.html", f"{page}<p>Ask us.</p>").endswith("# Scars\n\nAsk us.\n")
    page = f"<h1>Scars</h1><h2>Help</h2>{box.format('Ring us if', swelling)}{box.format('Call 999 if', '')}"
    text = markdown(tmp_path, "page.html", page)
    assert text.count("## Help") == 1 and text.endswith(
        'gathers there.\n\n!!! note "Call 999 if:"\n\n    - it bleeds\n'
    )
    text = markdown(tmp_path, "page.html", f"<h1>Scars</h1><h2>Care</h2>{swelling}{label}<p>Use soap.</p>")
    assert text.endswith('gathers there.\n\n!!! note "Note:"\n\n    Scars fade.\n\n## Care\n\nUse soap.\n')
    text = markdown(tmp_path, "page.html", f"<h1>Scars</h1>{swelling}<table><tr><td>Day<td>Do<tr><td>1<td>Rest</table>")
    assert "there.\n\n# Scars\n\n| Day | Do |" in text


def test_what_follows_an_accordion_is_not_below_the_last_heading_in_it(tmp_path: Path) -> None:
    part = '<h3><button aria-controls="p{0}">{0}?</button></h3><div id="p{0}"><p>Wait a day.</p></div>'
    page = f"<h1>Drips</h1><h2>Faults</h2><p>Ring us.</p>{part.format('Leaks')}{part.format('Stops')}"
    text = markdown(tmp_path, "page.html", f"{page}<p>Pull no tube.</p><h3>More</h3><p>Ask us.</p>")
    assert text.endswith("### Stops?\n\nWait a day.\n\n## Faults\n\nPull no tube.\n\n### More\n\nAsk us.\n")
    assert markdown(tmp_path, "page.html", page).count("## Faults") == 1


def test_a_menu_of_cards_is_left_out_however_it_is_indented(tmp_path: Path) -> None:
    space = "\n" + " " * 60
    cards = f"{space}".join(f'<a href="#{n}">{space}<h3>Part {n}</h3>{space}<p>What is in it</p></a>' for n in "123")
    text = "Keep the splint dry and rest the hand on a pillow for two days. " * 9
    menu = f'<section class="jump-navigation"><div class="nav-head"><h2>Parts</h2></div>{cards}</section>'
    shown = markdown(tmp_path, "page.html", f"<main><h1>Splints</h1>{menu}<h2>Care</h2><p>{text}</p></main>")
    assert shown.startswith("# Splints\n\n## Care\n\nKeep")


def test_a_subtitle_is_left_out_unless_it_says_something(tmp_path: Path) -> None:
    page = "<h1>Splints</h1><h2>Care</h2><p class='section-subtitle'>{}</p><p>Rest the hand.</p>"
    assert "All about care" not in markdown(tmp_path, "page.html", page.format("All about care"))
    for text in ("Do not remove the splint.", "For the first 6 weeks"):
        assert text in markdown(tmp_path, "page.html", page.format(text))


def test_a_title_may_be_a_link_below_who_wrote_it_and_when(tmp_path: Path) -> None:
    page = (
        '<p class="date">Mar 2, 2021 / Hands<br>By <a href="/amy">Amy Ames, RN</a></p>'
        '<p class="posttitle"><a href="/splints">What is a splint?</a></p><p>It holds the hand.</p>'
    )
    assert markdown(tmp_path, "page.html", page) == "# What is a splint?\n\nIt holds the hand.\n"
    assert "#" not in markdown(tmp_path, "page.html", page * 2)  # they are posts


def test_nothing_is_indented_but_below_the_title_of_its_call_out() -> None:
    text = written(
        [Block("paragraph", "Rest.", boxed=True), Block("title", "Ring if", boxed=True), Block("item", "sore")]
    )
    assert text == 'Rest.\n\n!!! note "Ring if"\n\n- sore\n'


def test_short_lines_after_a_colon_are_items(tmp_path: Path) -> None:
    page = "<h1>Teeth</h1><p>Eat soft foods for a week:<br>Soup<br>Mashed potatoes<br>Ice cream</p><p>Use no straw.</p>"
    assert "week:\n\n- Soup\n- Mashed potatoes\n- Ice cream\n\nUse" in markdown(tmp_path, "page.html", page)


def test_the_title_of_a_call_out_may_hold_quotation_marks(tmp_path: Path) -> None:
    text = written([Block("title", 'Say "no"'), Block("paragraph", "Go.", boxed=True), Block("paragraph", "On.")])
    assert text == '!!! note "Say &quot;no&quot;"\n\n    Go.\n\nOn.\n'
    blocks = parse_document(text, tmp_path / "no.md").sections[0].blocks
    assert [(block.text, block.title) for block in blocks] == [('Say "no"', True), ("Go.", False), ("On.", False)]


# Web pages


def test_a_web_page_keeps_headings_text_lists_and_tables(tmp_path: Path) -> None:
    page = """<html><head><title>No</title><style>p {}</style></head><body><nav><a href="/">Home</a></nav>
    <h1>Tea &amp; cake</h1><p>Caf&eacute; &lt;b&gt; 3*4 <i>tea</i> <a href="https://example.org">here</a>.
    <img src="x.png" alt="a picture"></p><ul><li>one<ul><li>two</li></ul></li></ul>
    <table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>
    <script>document.write("no")</script><footer>Imprint</footer></body></html>"""
    text, left_out = converted(tmp_path, "tea.html", page)
    assert text == (
        "# Tea \\& cake\n\nCafé \\<b\\> 3\\*4 tea here.\n\n- one\n  - two\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n"
    )
    assert left_out == "navigation (“Home”)\nan image (“a picture”)\nthe footer (“Imprint”)"


@pytest.mark.parametrize(
    ("page", "text", "left_out"),
    [
        (
            "<div>Menu</div><main><p>Tea is hot.</p></main><div>More</div>",
            "Tea is hot.\n",
            "outside the main part ×2 (“Menu”)",
        ),
        ("<h1>Tea</h1><main><p>Leaves.</p></main>", "# Tea\n\nLeaves.\n", "outside the main part (“Tea”)"),
        (
            "<div class='cookie-banner'>We use cookies.</div><p>Tea is hot.</p>",
            "Tea is hot.\n",
            "a cookie notice (“We use cookies.”)",
        ),
        (
            "<p>Tea.</p><p>Page last reviewed: 12 March 2021</p>",
            "Tea.\n",
            "notes on the page (“Page last reviewed: 12 March 2021”)",
        ),
        (
            "<div class='bar'>Call 9 | <a href='/a'>Log in</a> | <a href='/b'>Pay</a> | <a href='/c'>Give</a></div>"
            "<h1>Tea</h1><p>Tea is hot.</p>",
            "# Tea\n\nTea is hot.\n",
            "a list of links (“Call 9 | Log in | Pay | Give”)",
        ),
        (
            "<h1>Tea</h1><ul><li>Overview<li><a href='#a'>Making it</a><li><a href='#b'>Sorts</a>"
            "<li><a href='#c'>Shops</a></ul><p>Hot.",
            "# Tea\n\nHot.\n",
            "a list of links (“Overview Making it Sorts Shops”)",
        ),
        (
            "<h1>Tea</h1><p>Kitchen | Last reviewed: June 2025 | 6 pages</p><p>Hot.</p>",
            "# Tea\n\nHot.\n",
            "notes on the page (“Kitchen | Last reviewed: June 2025 | 6 pages”)",
        ),
        (
            "<p>Tea is hot.</p><p><a href='/b'>Ten sorts of tea</a></p>",
            "Tea is hot.\n",
            "a link to another page (“Ten sorts of tea”)",
        ),
        (
            "<h1>Tea</h1><p>Hot.</p><h2>Related stories</h2><ul><li><h3>Ten</h3><p>Read 14.</p></ul>",
            "# Tea\n\nHot.\n",
            "related pages (“Related stories”)",
        ),
        (
            "<title>Sip - Elm Hospital</title><h1>Elm Hospital</h1><h2>Tea</h2><p>Hot.</p>",
            "# Sip\n\n## Tea\n\nHot.\n",
            "a letterhead (“Elm Hospital”)",
        ),
        (
            "<h2>Patient information</h2><h2>Tea</h2><p>Hot.</p>",
            "## Tea\n\nHot.\n",
            "a letterhead (“Patient information”)",
        ),
        (
            "<p>Tea is hot.</p><p><b>On this page</b></p><ul><li><a href='#a'>Making<li><a href='#b'>Sorts</a></ul>",
            "Tea is hot.\n",
            "notes on the page (“On this page”)\na list of links (“Making Sorts”)",
        ),
        (
            "<p>Tea is hot.</p><blockquote><p>“I sip ten cups.”</p><cite>Ann, 34</cite></blockquote>",
            "Tea is hot.\n",
            "a quotation (““I sip ten cups.” Ann, 34”)",
        ),
        (
            "<p>Tea is hot.</p><figure>I sip ten cups.<figcaption><cite>Ann</cite></figcaption></figure>",
            "Tea is hot.\n",
            "a quotation (“I sip ten cups. Ann”)",
        ),
        (
            "<p>Tea is hot.</p><figure><blockquote>I sip ten cups.</blockquote><figcaption>Ann</figcaption></figure>",
            "Tea is hot.\n",
            "a quotation (“I sip ten cups. Ann”)",
        ),
        (
            "<h1>Tea</h1><p>Hot.</p><h2>Support our work</h2><p>£10 pays for one pot.</p>",
            "# Tea\n\nHot.\n",
            "related pages (“Support our work”)",
        ),
        (
            "<p>Tea is hot.</p><section class='donate'><h2>Can you help?</h2><p>£10 pays for one pot.</p></section>",
            "Tea is hot.\n",
            "fundraising (“Can you help? £10 pays for one pot.”)",
        ),
        ("<p>Leave <s>two</s> three.</p>", "Leave three.\n", "struck-out text (“two”)"),
        ("<p>Tea is hot.</p><p style='display:none'>Never seen.</p>", "Tea is hot.\n", "hidden text (“Never seen.”)"),
        ("<p>Tea<sup><a href='#n'>5</a></sup> is hot.</p>", "Tea is hot.\n", "the mark of a footnote (“5”)"),
        (
            "<p>Tea is hot.</p><ul><li><a href='#a'>Making</a><li><a href='#b'>Sorts</a><li><a href='#c'>Shops</a>",
            "Tea is hot.\n",
            "a list of links (“Making Sorts Shops”)",
        ),
        (
            "<table><tr><td colspan=2><tr><td><a href=a>Home</a><br><a href=b>Shop</a><br><a href=c>Map</a><td>"
            "<p><b>Tea</b></p><p>Hot.</p><p>Wait.</p></table>",
            "# Tea\n\nHot.\n\nWait.\n",
            "a link to another page (“Home Shop Map”)",
        ),
        (
            "<h1>Tea</h1><p>Hot.</p><h2>Cups</h2><div class=card><h5>Useful links</h5><ul><li><a href=a>Cake</a>"
            "<li><a href=b>Milk</a></ul></div><p>Wait.</p>",
            "# Tea\n\nHot.\n\n## Cups\n\nWait.\n",
            "a list of links (“Cake Milk”)\na heading with nothing below it (“Useful links”)",
        ),
        (
            "<div><p>Your tea, your way</p><h2>Tools</h2></div><h1>Tea</h1><p>Hot.</p>",
            "# Tea\n\nHot.\n",
            "the page header ×2 (“Your tea, your way”)",
        ),
        (
            f"<p>{' '.join([KNOTS] * 30)}</p><div class='footer'><p>{'With an account you can save your tea. ' * 6}</p>"
            f"<ul>{'<li><a href=/t>Ten sorts of tea to buy</a>' * 20}</ul></div>",
            f"{' '.join([KNOTS] * 30)}\n",
            "the footer (“With an account you can save your tea. With an account you …”)",
        ),
    ],
)
def test_what_is_beside_the_text_is_left_out_and_listed(tmp_path: Path, page: str, text: str, left_out: str) -> None:
    assert converted(tmp_path, "tea.html", page) == (text, left_out)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (
            "<main><p>Tea.</p><aside class='callout'><h3>Take care</h3><p>It is hot.</p></aside></main>",
            'Tea.\n\n!!! note "Take care"\n\n    It is hot.\n',
        ),
        (
            "<div class='warning'><h2><span class='visually-hidden'>Important: </span>Heat</h2><p>Wait.</p></div>",
            '!!! note "Important: Heat"\n\n    Wait.\n',
        ),
        (
            "<h2>Tea</h2><details><summary>Is it hot?</summary><p>Yes.</p></details><p>Drink.</p>",
            "## Tea\n\n### Is it hot?\n\nYes.\n\n## Tea\n\nDrink.\n",
        ),
        (
            "<h3><button aria-controls='c'>Is it hot?</button></h3><div id='c' hidden><p>Yes.</p></div>",
            "### Is it hot?\n\nYes.\n",
        ),
        (
            "<p>Rest.</p><button class='accordion'>Is it hot?</button><div class='panel' style='display:none'>Yes.",
            "Rest.\n\n## Is it hot?\n\nYes.\n",
        ),
        (
            "<h2>Tea</h2><div class='panel'><h3>Heat</h3><ul><li>Wait.</ul></div><p>Drink.</p>",
            '## Tea\n\n!!! note "Heat"\n\n    - Wait.\n\nDrink.\n',
        ),
        (
            "<h1>Tea</h1>" + "<div class='info-box'><h2>Sort</h2><p>Hot.</p></div>" * 6,
            "# Tea\n\n" + "\n".join(["## Sort\n\nHot.\n"] * 6),
        ),
        (
            "<p>Tea.</p><div class='alert'><div class='alert-title'>Call if:</div><ul><li>hot</ul></div><ul><li>b</ul>",
            'Tea.\n\n!!! note "Call if:"\n\n    - hot\n\n- b\n',
        ),
        (
            "<p>Tea.</p><div class='callout'><p><b>No sugar.</b> Never.</p></div>",
            "Tea.\n\n**No sugar.** Never.\n",
        ),
        (
            "<h2>Tea</h2><table><tr><td><h3>Heat</h3><p>Wait.</p></td></tr></table><p>Drink.</p>",
            '## Tea\n\n!!! note "Heat"\n\n    Wait.\n\nDrink.\n',
        ),
        (
            "<h2>Tea</h2><div style='border: 1px solid'><p><b>Heat</b></p><p>Wait.</p></div><p>Drink.</p>",
            '## Tea\n\n!!! note "Heat"\n\n    Wait.\n\nDrink.\n',
        ),
        (
            "<h2>Tea</h2><blockquote><h3>Heat</h3><p>Wait.</p><h3>Cold</h3><p>Warm it.</p></blockquote><p>Drink.</p>",
            "## Tea\n\n### Heat\n\nWait.\n\n### Cold\n\nWarm it.\n\n## Tea\n\nDrink.\n",
        ),
        (
            "<h2>Tea</h2><div role=tablist><button role=tab id=a>Heat</button><button role=tab id=b>Cold</button></div>"
            "<div role=tabpanel aria-labelledby=a>Wait.</div><div role=tabpanel aria-labelledby=b>Warm it.</div>",
            "## Tea\n\n### Heat\n\nWait.\n\n### Cold\n\nWarm it.\n",
        ),
        (
            "<div class='alert'><h3><span class='sr-only'>Warning</span><span>Wait 9 hours</span></h3><p>Hot.</p></div>"
            "<p>See the tea<span class='visually-hidden'>with milk</span>.</p>",
            '!!! note "Warning: Wait 9 hours"\n\n    Hot.\n\nSee the tea with milk.\n',
        ),
        (
            "<h2 class='popular'>Tea</h2><h3><span id='tea-contents'>Contents of tea</span></h3>"
            "<p>Drink <span class='popup'>warm tea</span> now.</p>",
            "## Tea\n\n### Contents of tea\n\nDrink warm tea now.\n",
        ),
        (
            "<h2>Tea</h2><div class='tab-title' role=button aria-expanded=false aria-controls=a>"
            "<a href=''>Is it hot?</a></div><div id=a>Yes.</div>",
            "## Tea\n\n### Is it hot?\n\nYes.\n",
        ),
        (
            "<h2>Tea</h2><div class=card><div class=card-header><a href='#a' aria-expanded=false aria-controls=a>"
            "Heat</a></div><div id=a>Wait.</div></div><p>Drink.</p>",
            '## Tea\n\n!!! note "Heat"\n\n    Wait.\n\nDrink.\n',
        ),
        ("<p>Wait.</p><p><span class='badge'>Important</span>Do it.</p>", "Wait.\n\nImportant: Do it.\n"),
        ("<title>Tea - Elm</title><p>Tea</p><h1>Heat</h1><p>Wait.</p>", "# Tea\n\n# Heat\n\nWait.\n"),
        ("<section id='helpful-tips'><h2>Helpful tips</h2>Wait.</section>", "## Helpful tips\n\nWait.\n"),
        (
            "<p>Call 9 if it is hot:</p><ul><li>red lips</ul><h1>Tea</h1>",
            "Call 9 if it is hot:\n\n- red lips\n\n# Tea\n",
        ),
        (
            "<p>Wait if it is:</p><div><div class='c'><b>Hot</b><p>Red lips</p></div><div class='c'>Full</div></div>",
            "Wait if it is:\n\n- **Hot**\n\n  Red lips\n- Full\n",
        ),
        ("<h1>Tea <span class='subtitle'>For all</span></h1><p>Hot.</p>", "# Tea\n\nFor all\n\nHot.\n"),
        (
            "<p>Salt water.<sup><a href='#n'>2</a></sup></p><p>Rest.</p><ol><li id=n>A spoon. <a href=#m>Back",
            "Salt water. (A spoon.)\n\nRest.\n",
        ),
        (
            "<p>In 9 of 10.<sup>a</sup></p><p>Rest.</p><p><sup>a</sup> Over 4 years.</p>",
            "In 9 of 10. (Over 4 years.)\n\nRest.\n",
        ),
        (
            "<p>Rest.<sup><a href='#n'>1</a></sup></p><p id=n><a href='#m'><sup>1</sup></a> 1 in 5 falls.</p>",
            "Rest. (1 in 5 falls.)\n",
        ),
        ("<p>Rest.<sup><a href='#n'>2</a></sup></p><p id=n>See <a href='/x'>it</a>.</p>", "Rest.\n\nSee it.\n"),
        ("<p>5 m<sup>2</sup> of tea.</p><p><sup>2</sup> A note.</p>", "5 m² of tea.\n\nA note.\n"),
        ("<p>Rest.<sup><a href='#n'>2</a></sup></p><p id=n>Lee et al. 2019.</p>", "Rest.\n\nLee et al. 2019.\n"),
        (
            "<p>By weight.<sup>*</sup></p><table><tr><td>lb<td>mL<tr><td>9<td>2<sup>†</sup></table>"
            "<p><sup>*</sup> Or call.<br><sup>†</sup> Not if sick.",
            "By weight.\\*\n\n| lb | mL |\n| --- | --- |\n| 9 | 2† |\n\n\\*Or call.\n\n†Not if sick.\n",
        ),
        ("<form id='page'><p>Tea.</p><input></form>", "Tea.\n"),
        ("<dl><dt>Tea</dt><dd>A drink.</dd><dt>Cup</dt><dd>A bowl.</dd></dl>", "- Tea: A drink.\n- Cup: A bowl.\n"),
        (
            "<h2>Tea</h2><dl><dt>Is it hot?</dt><dd><p>Yes.</p><p>Wait.</p></dd></dl>",
            "## Tea\n\n### Is it hot?\n\nYes.\n\nWait.\n",
        ),
        (
            "<p>Call if you have:</p><ul><li><a href=a>a fever</a><li><a href=b>a cough</a><li><a href=c>a rash</a>",
            "Call if you have:\n\n- a fever\n- a cough\n- a rash\n",
        ),
        ("<p>Bring:<br>• tea<br>• a cup</p>", "Bring:\n\n- tea\n- a cup\n"),
        ("<p>Tea<p>Cake<ul><li>one<li>two", "Tea\n\nCake\n\n- one\n- two\n"),
        ("<ol start='3'><li>Pour<ol><li>slowly</ol><li>Drink</ol>", "3. Pour\n   1. slowly\n4. Drink\n"),
        ("<ul><li>If cold:</li><ul><li>Wait.</li></ul><li>Drink</li></ul>", "- If cold:\n  - Wait.\n- Drink\n"),
        ("<ul><li><p>one</p><p>more</p></li><li>two</li></ul>", "- one\n\n  more\n- two\n"),
        ("<h2><div>Tea</div></h2><p>Hot.</p>", "## Tea\n\nHot.\n"),
        ("<p><b>Making tea</b></p><p>Pour it.</p>", "# Making tea\n\nPour it.\n"),
        ("<p>By <sup>14</sup>C breath test</p>", "By ¹⁴C breath test\n"),
        ("<p>10<sup>5</sup> germs, O<sub>2</sub>, 5 m<sup>2</sup></p>", "10⁵ germs, O₂, 5 m²\n"),
        ("<p><math><msup><mi>x</mi><mn>2</mn></msup></math></p>", "x²\n"),
        ("<p>soft\u00adware\u200b</p>", "software\n"),
        ("<pre>a  b\nc</pre>", "```\na  b\nc\n```\n"),
        ("<title>Tea leaves - The Tea House</title><p>Pour it.</p>", "# Tea leaves\n\nPour it.\n"),
    ],
)
def test_what_belongs_to_the_text_stays(tmp_path: Path, page: str, text: str) -> None:
    assert markdown(tmp_path, "tea.html", page) == text


def test_notes_that_have_no_marker_are_no_part_of_the_last_section(tmp_path: Path) -> None:
    page = (
        "<h1>Tea</h1><h2>Cups</h2><p>Two a day.</p><div class='footnotes'><p>A cup holds 9 ml.</p></div><p>Sip it.</p>"
    )
    text = "# Tea\n\n## Cups\n\nTwo a day.\n\n### Notes\n\nA cup holds 9 ml.\n\n## Cups\n\nSip it.\n"
    assert markdown(tmp_path, "tea.html", page) == text


def test_cells_over_several_rows_or_columns_are_in_each_of_them(tmp_path: Path) -> None:
    page = """<table><caption>Weeks</caption><tr><th>Week<th>Walking<th>Bending
    <tr><td rowspan=2>1<td>two crutches<td><ul><li>70°<li>slowly</ul><tr><td>stairs<td>80°
    <tr><td>6<td colspan=2>all | more<tr><td colspan=3>Later</table>"""
    assert markdown(tmp_path, "weeks.html", page) == (
        "Weeks\n\n| Week | Walking | Bending |\n| --- | --- | --- |\n| 1 | two crutches | 70°; slowly |\n"
        "| 1 | stairs | 80° |\n| 6 | all \\| more | all \\| more |\n| Later |  |  |\n"
    )


def test_a_page_put_together_of_pages_is_read_whole(tmp_path: Path) -> None:
    page = f"<html><body><p>{KNOTS}</p></body></html>\n<html><body><form><p>Rest.</p></form></body></html>"
    assert markdown(tmp_path, "page.html", page).split("\n\n") == [KNOTS, "Rest.\n"]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ("<tr><td><p>Tea.</p><td><p>Cake.</p>", "Tea.\n\nCake.\n"),
        ("<tr><td><td><tr><td><td><p>Tea.</p><p>Cake.</p><td><tr><td>&nbsp;<td>", "Tea.\n\nCake.\n"),
    ],
)
def test_a_table_for_the_layout_is_text(tmp_path: Path, rows: str, text: str) -> None:
    assert markdown(tmp_path, "tea.html", f"<table>{rows}</table>") == text


def test_a_table_has_no_empty_rows_and_columns_and_its_caption_is_above_it(tmp_path: Path) -> None:
    rows = ["", "Doses", "Age||Cups", "Two||1", "|||", "Ten||2"]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row.split('|'))}" for row in rows)
    table = "Doses\n\n| Age | Cups |\n| --- | --- |\n| Two | 1 |\n| Ten | 2 |\n"
    assert markdown(tmp_path, "tea.html", f"<table>{cells}</table>") == table
    cells = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row.split('|'))}</w:tr>" for row in rows
    )
    assert markdown(tmp_path, "tea.docx", docx(f"<w:tbl>{cells}</w:tbl>")) == table


def test_words_of_a_page_are_content_in_a_cell(tmp_path: Path) -> None:
    page = "<table><tr><th>Day<th>Place<tr><td>Two<td>Home<tr><td>Ten<td>Clinic</table>"
    assert "| Two | Home |" in markdown(tmp_path, "page.html", page)


def test_a_row_that_begins_with_its_own_name_is_no_head(tmp_path: Path) -> None:
    rows = "<tr><th{}>Night nurse<td>Ward 4<tr><th>Day nurse<td>Ward 5"
    table = "|  |  |\n| --- | --- |\n| Night nurse | Ward 4 |\n| Day nurse | Ward 5 |\n"
    for scope in ("", ' scope="row"'):
        assert markdown(tmp_path, "page.html", f"<table>{rows.format(scope)}</table>") == table
    head = markdown(tmp_path, "page.html", f"<table><thead>{rows.format('')}</table>")
    assert head.startswith("| Night nurse | Ward 4 |\n| --- | --- |\n")


@pytest.mark.parametrize(
    ("head", "encoding"),
    [('<meta charset="iso-8859-1">', "cp1252"), ('<meta charset="utf-8">', "utf-8"), ("", "utf-8"), ("", "cp1252")],
    ids=["Latin-1", "UTF-8", "not declared", "not declared, of Windows"],
)
def test_a_web_page_is_read_in_its_declared_encoding(tmp_path: Path, head: str, encoding: str) -> None:
    page = f"{head}<p>Café – au lait</p>".encode(encoding)
    assert markdown(tmp_path, "tea.html", page) == "Café – au lait\n"


def test_what_hides_or_forges_text_is_replaced(tmp_path: Path) -> None:
    assert markdown(tmp_path, "tea.html", "<p>a\x1b[2Jb\u202ec</p>") == "a\ufffd\\[2Jb\ufffdc\n"


def test_a_picture_is_no_web_page(tmp_path: Path) -> None:
    error = refused(tmp_path, "tea.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert error.message == "this is not an HTML page: it contains binary data"


# DOCX


def test_a_docx_keeps_its_headings_and_text(tmp_path: Path) -> None:
    body = (
        paragraph("Tea", style="Heading1") + paragraph("Leaves", style="Heading2") + paragraph("It grows &lt; 3*4 m.")
    )
    assert markdown(tmp_path, "tea.docx", docx(body)) == "# Tea\n\n## Leaves\n\nIt grows \\< 3\\*4 m.\n"


BOLD = "<w:b/>"
SIZE = '<w:sz w:val="32"/>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            paragraph(run("Your brace", BOLD)) + paragraph(run("1. The brace", BOLD)) + paragraph("It holds."),
            "# Your brace\n\n## 1\\. The brace\n\nIt holds.\n",
        ),
        (
            paragraph(run("1. Use", BOLD)) + paragraph("Do.") + paragraph(run("1.1 Nights", BOLD)) + paragraph("Off."),
            "## 1\\. Use\n\nDo.\n\n### 1.1 Nights\n\nOff.\n",
        ),
        (paragraph(run("Your brace", SIZE)) + paragraph("It holds."), "# Your brace\n\nIt holds.\n"),
        (paragraph(run("It holds.", SIZE)) + paragraph(run("Wear it.", SIZE)), "It holds.\n\nWear it.\n"),
        (
            paragraph("Your brace", style="Title") + paragraph("Use", style="Heading1") + paragraph("Do."),
            "# Your brace\n\n## Use\n\nDo.\n",
        ),
        (paragraph("Take "), "Take\n"),
        (
            paragraph(run("Your brace", BOLD + SIZE))
            + paragraph(run("Use", BOLD + '<w:sz w:val="26"/>'))
            + paragraph(run("Nights.", BOLD), " Off.")
            + paragraph(run("Ring if:", BOLD))
            + paragraph("red", style="ListBullet")
            + "<w:tbl>"
            + ("<w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 2 + "</w:tr>") * 2
            + "</w:tbl>",
            "# Your brace\n\n## Use\n\n**Nights.** Off.\n\n**Ring if:**\n\n- red\n\n"
            "| 1 | 1 |\n| --- | --- |\n| 1 | 1 |\n",
        ),
        (
            paragraph(
                "10",
                run("5", '<w:vertAlign w:val="superscript"/>'),
                " germs, O",
                run("2", '<w:vertAlign w:val="subscript"/>'),
            ),
            "10⁵ germs, O₂\n",
        ),
        (paragraph("one", style="ListBullet") + paragraph("two", style="ListBullet2"), "- one\n  - two\n"),
        (
            paragraph("Your brace", style="Title")
            + paragraph("By day", properties='<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
            "# Your brace\n\nBy day\n",
        ),
        (paragraph("one", style="ListNumber") + paragraph("two", style="ListNumber"), "1. one\n2. two\n"),
        (
            "".join(
                paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>')
                for text, level, list in (("If cold:", 0, 1), ("Wait.", 1, 2), ("Drink.", 0, 1))
            ),
            "- If cold:\n  - Wait.\n- Drink.\n",
        ),
        (
            paragraph("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:noBreakHyphen/><w:tab/><w:t>three</w:t></w:r>"),
            "one\ntwo- three\n",
        ),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Take care.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "Take care.\n"),
    ],
)
def test_word_as_its_authors_set_it(tmp_path: Path, body: str, text: str) -> None:
    assert markdown(tmp_path, "brace.docx", docx(body)) == text


def test_empty_cells_around_a_page_of_word_make_no_table(tmp_path: Path) -> None:
    bold = [paragraph(run(title, BOLD)) for title in ("Tea", "Drinking")]
    page = f"{bold[0]}{paragraph('Wait.')}{bold[1]}{paragraph('Sit: ● at a table')}{paragraph('● on a chair')}"
    cells = [[paragraph("")] * 3, [paragraph(""), page, paragraph("")], [paragraph("")] * 3]
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in cells)
    text = "# Tea\n\nWait.\n\n## Drinking\n\nSit:\n\n- at a table\n- on a chair\n"
    assert markdown(tmp_path, "tea.docx", docx(f"<w:tbl>{rows}</w:tbl>")) == text


def test_a_box_of_word_ends_with_its_title(tmp_path: Path) -> None:
    inside = paragraph(run("Heat", "<w:b/>")) + paragraph("Wait.")
    box = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    body = paragraph("Tea", style="Heading1") + paragraph("Pour it.") + box + paragraph("Drink.")
    text = '# Tea\n\nPour it.\n\n!!! note "Heat"\n\n    Wait.\n\nDrink.\n'
    assert markdown(tmp_path, "tea.docx", docx(body)) == text


def test_text_after_what_to_do_and_not_to_do_belongs_to_the_section(tmp_path: Path) -> None:
    boxes = '<div class="do"><h3>Do</h3><p>Rest.</p></div><div class="dont"><h3>Don\'t</h3><p>Run.</p></div>'
    page = f"<main><h1>Knee</h1><h2>At home</h2><div>{boxes}</div><p>Wear a bandage.</p></main>".encode()
    text = '# Knee\n\n## At home\n\n!!! note "Do"\n\n    Rest.\n\n!!! note "Don\'t"\n\n    Run.\n\nWear a bandage.\n'
    assert markdown(tmp_path, "knee.html", page) == text


def test_a_table_of_word_is_a_table(tmp_path: Path) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>"

    start, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("Week") + cell("Walking") + cell("Bending"),
        cell("1", start) + cell("crutches") + cell("70°"),
        cell("", more) + cell("free", '<w:gridSpan w:val="2"/>'),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    assert markdown(tmp_path, "weeks.docx", docx(f"<w:tbl>{table}</w:tbl>")) == (
        "| Week | Walking | Bending |\n| --- | --- | --- |\n| 1 | crutches | 70° |\n| 1 | free | free |\n"
    )


def test_the_title_of_the_file_is_that_of_the_text(tmp_path: Path) -> None:
    assert (
        markdown(tmp_path, "x.docx", docx(paragraph("It holds."), title="Your brace")) == "# Your brace\n\nIt holds.\n"
    )


def test_lines_to_fill_in_are_left_out_and_listed(tmp_path: Path) -> None:
    form = "Name: ________ Side: Left / Right Date of operation: ____"
    body = paragraph(form) + paragraph("Call your doctor's office on weekdays at ____.") + paragraph("Take ____ a day.")
    assert converted(tmp_path, "form.docx", docx(body)) == (
        "Call your doctor's office on weekdays at \\_\\_\\_\\_.\n\nTake \\_\\_\\_\\_ a day.\n",
        f"a line to fill in (“{form}”)",
    )


def test_what_word_does_not_print_is_left_out_and_listed(tmp_path: Path) -> None:
    body = (
        paragraph("Take", run(" two", "<w:strike/>"), run(" secret", "<w:vanish/>"), " three.")
        + '<w:p><w:r><w:t>Rest.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        + "<w:del><w:r><w:delText>Go.</w:delText></w:r></w:del></w:p>"
    )
    notes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2">{paragraph("See Lee.")}</w:footnote></w:footnotes>'
    text, left_out = converted(tmp_path, "take.docx", docx(body, {"word/footnotes.xml": notes}))
    assert text == "Take three.\n\nRest.\n"
    for what in (
        "struck-out text (“two”)",
        "hidden text (“secret”)",
        "deleted text (“Go.”)",
        "a footnote (“See Lee.”)",
    ):
        assert what in left_out


DOCX: dict[str, tuple[Callable[[], bytes], str]] = {
    "no archive": (lambda: b"hello", "this is not a DOCX file: it is not a ZIP archive"),
    "another archive": (
        lambda: docx("").replace(b"word/document.xml", b"word/documemt.xml"),
        "this is not a DOCX file",
    ),
    "encrypted": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "this file is password-protected or in Word"),
    "a bomb": (
        lambda: docx("", {"word/document.xml": bytes(50 << 20)}),
        "the document unpacks to more than 32 MB",
    ),
    "nested without end": (lambda: docx("<w:p>" * 50_000 + "</w:p>" * 50_000), "the document is nested too deeply"),
    "broken inside": (lambda: docx("<w:p>"), "cannot read this file as DOCX ("),
}


@pytest.mark.parametrize(("made", "told"), DOCX.values(), ids=DOCX)
def test_an_unreadable_docx_is_reported(tmp_path: Path, made: Callable[[], bytes], told: str) -> None:
    error = refused(tmp_path, "bad.docx", made())
    assert error.message.startswith(told)
    assert error.hint


# PDF


def test_the_lines_of_a_pdf_become_headings_paragraphs_and_items(tmp_path: Path) -> None:
    lines = [
        *("Knots", "", "A knot is a tight band in a mus-", "cle fibre. It is felt as a hard spot.", "", "- one * two"),
        *("- three", "1"),
    ]
    text = markdown(tmp_path, "knots.pdf", pdf(lines))
    assert text == (
        "# Knots\n\nA knot is a tight band in a muscle fibre. It is felt as a hard spot.\n\n- one \\* two\n- three\n"
    )


NUMBERS = "zero one two three four five six seven".split()


def prose(words: str, left: float, top: float) -> list[tuple[float, float, float, str]]:
    """The eight lines of a column, each with its number."""
    return [
        (left, top - 14 * n, 11, f"{words} {number} is what line {number} says") for n, number in enumerate(NUMBERS)
    ]


def test_running_heads_that_differ_by_page_are_left_out(tmp_path: Path) -> None:
    heads = ("Knots", "The leaflet", "Knots", "The leaflet")
    pages = [
        [
            (72.0, 770.0, 9.0, head),
            *prose(f"Knot {NUMBERS[number]} and", 72, 700),
            (300.0, 30.0, 9.0, f"Page {number} of 4"),
        ]
        for number, head in enumerate(heads, 1)
    ]
    text, left_out = converted(tmp_path, "knots.pdf", pdf(*pages))
    assert "leaflet" not in text
    assert "Page" not in text
    assert text.count("is what line") == 32
    assert left_out == "a running head or foot ×4 (“Knots”)"


def test_a_small_line_that_repeats_the_title_is_a_running_head(tmp_path: Path) -> None:
    first = [(72.0, 740.0, 20.0, "Knots: what to do about them"), *prose("Knot one and", 72, 700)]
    second = [(72.0, 770.0, 8.0, "Knots: what to do"), *prose("Knot two and", 72, 740)]
    text, left_out = converted(tmp_path, "knots.pdf", pdf(first, second))
    assert text.count("Knots: what to do") == 1
    assert text.count("is what line") == 16
    assert left_out == "a running head or foot (“Knots: what to do”)"


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    title = (150.0, 740.0, 20.0, "*Knots and what to do about all of them")
    page = [title, *prose("The left column", 60, 700), *prose("The right column", 320, 698)]
    text = markdown(tmp_path, "knots.pdf", pdf(page))
    assert text.startswith("# Knots and what to do about all of them\n")
    assert text.count("The left column") == 8
    assert text.rindex("The left column") < text.index("The right column")


def test_a_heading_below_columns_is_read_with_what_is_below_it(tmp_path: Path) -> None:
    words = "At home the knee needs line {} across the whole page, which is wide, to heal"
    page = [*prose("The left column", 60, 700), *prose("The right column", 320, 698), (60.0, 560.0, 16.0, "At home")]
    page += [(60.0, 540.0 - 14 * n, 11.0, words.format(number)) for n, number in enumerate(NUMBERS)]
    text = markdown(tmp_path, "knots.pdf", pdf(page))
    assert text.rindex("The right column") < text.index("# At home\n") < text.index("At home the knee")


def test_cells_of_whole_sentences_are_a_table_too(tmp_path: Path) -> None:
    rows = [
        (
            "You may feel sick after it,",
            "and not want to eat.",
            "Take small sips of water and",
            "tell the nurse about it.",
        ),
        (
            "Your wound may feel very hot",
            "or look a little red.",
            "Call the ward when it spreads",
            "to the skin around it.",
        ),
        (
            "You may have pain in the night",
            "or early in the day.",
            "Take the tablets that you were",
            "given before you sleep.",
        ),
    ]
    cells = [
        (60.0 + 260 * (n // 2), 700.0 - 40 * m - 13 * (n % 2), 11.0, line)
        for m, row in enumerate(rows)
        for n, line in enumerate(row)
    ]
    notice = "page 1 looks like a table: copy it by hand"
    assert converted(tmp_path, "sick.pdf", pdf(cells)) == (f"<!-- {notice} -->\n", notice)


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_is_refused_and_the_text_around_it_stays(tmp_path: Path, ruled: bool) -> None:
    cells = (("Week", "Walking", "Bending"), ("1", "two crutches", "70 degrees"), ("6", "no aids", "full"))
    table = [(72.0 + 150 * n, 500.0 - 20 * m, 11.0, cell) for m, row in enumerate(cells) for n, cell in enumerate(row)]
    lines = "".join(f"60 {515 - 20 * n} 450 0 re S {60 + 150 * n} 455 0 60 re S " for n in range(4)) if ruled else ""
    after = "Take your tablets before you walk, and rest the knee for an hour after it each time."
    page = [*prose("Rest", 72, 700), *table, (72.0, 420.0, 11.0, after)]
    text, left_out = converted(tmp_path, "weeks.pdf", pdf(prose("Walk", 72, 700), page, drawn=lines if ruled else ""))
    notice = "page 2 has a table of 3 lines, from “Week Walking Bending” to “6 no aids full”: copy it by hand"
    assert notice in left_out
    assert f"Rest seven is what line seven says\n\n<!-- {notice} -->\n\n{after}\n" in text
    assert text.count("is what line") == 16
    assert "crutches" not in text


def test_a_box_around_one_column_is_no_table(tmp_path: Path) -> None:
    box = [
        (72.0, 500.0, 11.0, "*Call us if:"),
        (72.0, 480.0, 11.0, "• the wound opens"),
        (72.0, 465.0, 11.0, "• you faint"),
    ]
    page = [*prose("Rest", 72, 700), *box, *prose("Walk", 72, 420)]
    drawn = "60 455 450 60 re S 60.5 495 449 19.5 re S 61.5 456 447 58 re S "  # a frame and two backgrounds
    text, left_out = converted(tmp_path, "box.pdf", pdf(page, drawn=drawn))
    assert not left_out
    assert "\n\n**Call us if:**\n\n- the wound opens\n- you faint\n\nWalk zero" in text


def test_a_table_in_one_column_is_refused_and_the_other_column_stays(tmp_path: Path) -> None:
    words = (
        "knots come and go by day,/they may hurt at night too./Rest does not help much and/you can walk if it eases/it."
    )
    column = [(60.0, 700.0 - 13 * n, 10.0, line) for n, line in enumerate(2 * words.split("/"))]
    weeks = ("First week", "Second week", "Third week", "Fourth week")
    cells = ("Walk in the house or", "sit with the leg up", "Walk outside with", "both of your sticks") * 2
    table = [(320.0, 700.0 - 26 * n, 10.0, week) for n, week in enumerate(weeks)]
    table += [(410.0, 700.0 - 13 * n, 10.0, cell) for n, cell in enumerate(cells)]
    text, left_out = converted(tmp_path, "weeks.pdf", pdf([*column, *table]))
    told = "from “First week Walk in the house or” to “both of your sticks”"
    assert left_out == f"page 1 has a table of 8 lines, {told}: copy it by hand"
    assert text == f"{' '.join(2 * words.split('/'))}\n\n<!-- {left_out} -->\n"


def test_lines_around_a_table_are_no_part_of_it(tmp_path: Path) -> None:
    cells = (("Week", "Walking", "Bending"), ("1", "two crutches", "70 degrees"), ("6", "no aids", "full"))
    table = [(72.0 + 150 * n, 500.0 - 20 * m, 11.0, cell) for m, row in enumerate(cells) for n, cell in enumerate(row)]
    page = [(72.0, 540.0, 16.0, "*Weeks"), *table, (72.0, 425.0, 16.0, "*Pain"), (72.0, 400.0, 11.0, "Rest.")]
    notice = "page 1 has a table of 3 lines, from “Week Walking Bending” to “6 no aids full”: copy it by hand"
    assert markdown(tmp_path, "weeks.pdf", pdf(page)) == f"# Weeks\n\n<!-- {notice} -->\n\n# Pain\n\nRest.\n"


def test_raised_bullets_begin_items_in_every_column(tmp_path: Path) -> None:
    bullet = "\N{BULLET}"
    page = list[tuple[float, float, float, str]]()
    for column, left in (("left", 60.0), ("right", 330.0)):
        page.append((left, 740, 12, f"Things on the {column} that you need to do:"))
        for n in range(6):
            page += [
                (left, 718 - 20 * n, 8, bullet),
                (left + 14, 714 - 20 * n, 12, f"wear the glove on the {column} {n}"),
            ]
    text = markdown(tmp_path, "gloves.pdf", pdf(page))
    items = {side: "".join(f"- wear the glove on the {side} {n}\n" for n in range(6)) for side in ("left", "right")}
    lead = "Things on the {} that you need to do:\n\n"
    assert text == f"{lead.format('left')}{items['left']}\n{lead.format('right')}{items['right']}"


def box(left: float, bottom: float, width: float, height: float) -> str:
    return f"{left} {bottom} {width} {height} re S "


def test_boxes_side_by_side_are_read_one_after_the_other_in_rows(tmp_path: Path) -> None:
    page, drawn = [*prose("Rest and", 60, 740)], ""
    for top, side in ((600.0, "first"), (500.0, "second")):
        page += [(70.0, top - 13 * n, 11.0, f"The {side} box on the left {NUMBERS[n]}") for n in range(5)]
        page += [(350.0, top - 13 * n, 11.0, f"Its {side} answer {NUMBERS[n]}") for n in range(4)]
        drawn += box(60, top - 60, 240, 75) + box(340, top - 60, 200, 75)
    text, left_out = converted(tmp_path, "boxes.pdf", pdf(page, drawn=drawn))
    assert not left_out
    places = [
        text.index(f"{words} {number}")
        for side in ("first", "second")
        for words, most in ((f"The {side} box on the left", 5), (f"Its {side} answer", 4))
        for number in NUMBERS[:most]
    ]
    assert places == sorted(places)


def test_a_short_line_beside_text_is_no_part_of_it(tmp_path: Path) -> None:
    page = [(60.0, 673.0, 16.0, "Danger"), *[(200.0, 700.0 - 14 * n, 11.0, f"the leg {n} is cold") for n in range(4)]]
    text = markdown(tmp_path, "leg.pdf", pdf([*prose("Rest of the leg and", 60, 560), *page]))
    assert "the leg 0 is cold the leg 1 is cold the leg 2 is cold the leg 3 is cold" in text


@pytest.mark.parametrize(("size", "apart"), [(7, True), (11, False)], ids=["small print", "text"])
def test_small_print_beside_the_title_is_read_before_the_text(tmp_path: Path, size: float, apart: bool) -> None:
    page = [(60.0, 740.0, 24.0, "Knots")]
    page += [(320.0, 750.0 - 14 * n, size, f"Ask line {NUMBERS[n]} for another language") for n in range(3)]
    page += [*prose("The left column", 60, 680), *prose("The right column", 320, 680)]
    text = markdown(tmp_path, "knots.pdf", pdf(page))
    assert (text.index("Ask line two") < text.index("The left column zero")) == apart
    assert text.index("The left column seven") < text.index("The right column zero")


def test_columns_of_a_folded_leaflet_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = [(40.0, 760.0, 16.0, "Left"), (230.0, 700.0, 16.0, "Middle"), (420.0, 640.0, 16.0, "Right")]
    for left, top, side in ((40, 730, "left"), (230, 670, "middle"), (420, 616, "right")):
        page += [(left, top - 14 * n, 10, f"the {side} part has line {n}") for n in range(14)]
    text, left_out = converted(tmp_path, "folded.pdf", pdf(page))
    assert not left_out
    assert [text.count(f"the {side} part") for side in ("left", "middle", "right")] == [14, 14, 14]
    assert text.rindex("the left part") < text.index("# Middle\n") < text.index("the middle part")
    assert text.rindex("the middle part") < text.index("# Right\n")


def test_lists_side_by_side_are_no_table(tmp_path: Path) -> None:
    bullet = "\N{BULLET}"
    page = [(72.0 + 200 * m, 500.0 - 16 * n, 11.0, f"{bullet} sign {m}{n}") for m in range(2) for n in range(3)]
    leading = (72.0, 516.0, 11.0, "These are signs:")
    text, left_out = converted(tmp_path, "signs.pdf", pdf([*prose("Call us and", 72, 640), leading, *page]))
    assert not left_out
    assert text.endswith("These are signs:\n\n- sign 00\n- sign 01\n- sign 02\n- sign 10\n- sign 11\n- sign 12\n")


def test_drawn_squares_are_bullets(tmp_path: Path) -> None:
    page = [(90.0, 700.0 - 16 * n, 11.0, f"keep sign {NUMBERS[n]} in mind") for n in range(3)]
    drawn = "".join(f"72 {700 - 16 * n} 7 7 re f " for n in range(3))
    items = "".join(f"- keep sign {number} in mind\n" for number in NUMBERS[:3])
    assert markdown(tmp_path, "signs.pdf", pdf(page, drawn=drawn)) == items


def test_ruled_cells_with_text_in_one_column_are_read(tmp_path: Path) -> None:
    page = [(310.0, 700.0 - 40 * n, 11.0, f"Rest for hour {NUMBERS[n]}.") for n in range(3)]
    drawn = "".join(f"60 {715 - 40 * n} 450 0 re S {60 + 225 * n} 595 0 120 re S " for n in range(4))
    text, left_out = converted(tmp_path, "pictures.pdf", pdf(page, drawn=drawn))
    assert not left_out
    assert text == "Rest for hour zero.\n\nRest for hour one.\n\nRest for hour two.\n"


def test_boxes_behind_parts_of_lines_are_no_table(tmp_path: Path) -> None:
    words = "The knee needs line {} of rest and then some more of it, day and night, to be as good as it was"
    page = [(60.0, 700.0 - 14 * n, 11.0, words.format(number)) for n, number in enumerate(NUMBERS)]
    drawn = box(200, 600, 300, 60) + box(440, 600, 60, 120)
    text, left_out = converted(tmp_path, "knee.pdf", pdf(page, drawn=drawn))
    assert not left_out
    assert text.count("The knee needs line") == 8


def test_the_title_on_both_pages_is_kept_once(tmp_path: Path) -> None:
    head = [(72.0, 760.0, 20.0, "*Knots and what"), (72.0, 736.0, 20.0, "*To do about them")]
    text, left_out = converted(
        tmp_path, "knots.pdf", pdf([*head, *prose("Knot one and", 72, 700)], [*head, *prose("Knot two and", 72, 700)])
    )
    assert text.startswith("# Knots and what To do about them\n\nKnot one")
    assert text.count("To do about them") == 1
    assert left_out == "a running head or foot ×2 (“Knots and what”)"


def test_a_line_above_the_text_with_words_of_the_title_is_a_running_head(tmp_path: Path) -> None:
    first = [(72.0, 740.0, 20.0, "Knots in muscles: what to do"), *prose("Knot one and", 72, 700)]
    second = [(72.0, 770.0, 11.0, "Ward 5 / Knots in muscles"), *prose("Knot two and", 72, 740)]
    text, left_out = converted(tmp_path, "knots.pdf", pdf(first, second))
    assert "Ward 5" not in text
    assert left_out == "a running head or foot (“Ward 5 / Knots in muscles”)"


def test_bold_words_before_text_are_its_label_and_no_heading(tmp_path: Path) -> None:
    lines = (("Rest:", "in bed"), ("Sleep", "at night"), ("", "Walk: with sticks"), ("Rest:", "in bed"))
    drawn = " ".join(
        f"BT 72 {600 - 30 * n} Td /F2 12 Tf ({bold}) Tj /F1 12 Tf ( {text}) Tj ET"
        for n, (bold, text) in enumerate(lines)
    )
    text = markdown(tmp_path, "rest.pdf", pdf(prose("Walk and", 72, 740), drawn=drawn))
    assert text.endswith("\n\n**Rest:** in bed\n\nSleep at night\n\nWalk: with sticks\n\n**Rest:** in bed\n")


def test_another_mark_a_little_further_in_begins_a_list_in_a_list(tmp_path: Path) -> None:
    page = [(72.0, 700.0, 12.0, "\N{BULLET} Rest:"), (78.0, 685.0, 12.0, "- at home"), (78.0, 670.0, 12.0, "- in bed")]
    assert markdown(tmp_path, "rest.pdf", pdf(page)) == "- Rest:\n  - at home\n  - in bed\n"


@pytest.mark.parametrize(
    ("foot", "size", "left"),
    [
        ("Design: May 2031", 9.0, True),
        ("F:/leaflets/knots 1", 9.0, True),
        ("Knots in muscles", 16.0, True),
        ("Design: May 2031", 11.0, False),
        ("Design by Knot Co", 9.0, False),
        ("Ward 7: 01632 960 350, 1/12/2031", 9.0, False),
        ("Knots were rare in May 2031.", 9.0, False),
    ],
    ids=["a date", "a file", "the title", "large", "no date", "a telephone number", "a sentence"],
)
def test_the_foot_of_a_single_page(tmp_path: Path, foot: str, size: float, left: bool) -> None:
    first = [(72.0, 740.0, 20.0, "Knots in muscles: what to do"), *prose("Rest and", 72, 700)]
    page = [*prose("Walk and", 72, 700), (72.0, 40.0, 9.0, "for the ward"), (72.0, 52.0, size, foot)]
    text, left_out = converted(tmp_path, "knots.pdf", pdf(first, page))
    assert (foot in text[40:]) != left
    assert ("a running head or foot" in left_out) == left


@pytest.mark.parametrize("large", ["This page is for people with knots.", "Ask ward 7: 01632 960 350", "www.knots.org"])
def test_large_sentences_and_ways_to_get_in_touch_are_no_headings(tmp_path: Path, large: str) -> None:
    page = [(72.0, 740.0, 20.0, "Knots"), (72.0, 700.0, 14.0, large), *prose("A", 72, 660)]
    assert f"\n\n{large}\n\n" in markdown(tmp_path, "knots.pdf", pdf(page))


def test_lines_beside_a_picture_are_one_paragraph(tmp_path: Path) -> None:
    narrow = ("Blocks of the", "Eustachian tube after", "colds, flu or a throat", "that hurts a lot.")
    wide = "a line {} that is as wide as the whole page is, from one side to the other"
    page = [(72.0, 700.0 - 14 * n, 11.0, line) for n, line in enumerate(narrow)]
    page += [(72.0, 600.0 - 14 * n, 11.0, wide.format(n)) for n in range(9)]
    assert " ".join(narrow) in markdown(tmp_path, "ear.pdf", pdf(page))


def test_bold_words_at_the_end_of_a_line_are_part_of_their_sentence(tmp_path: Path) -> None:
    lines = [
        *[(72.0, 700.0 - 14 * n, 11.0, f"a line {n} that is as wide as the whole page is from here") for n in range(3)],
        (72.0, 658.0, 11.0, "*and it hurts you a lot to take a breath of the cold air"),
        (72.0, 644.0, 11.0, "at night."),
        (72.0, 616.0, 11.0, "*Danger"),
        (72.0, 602.0, 11.0, "means that you call us at once, by day and by night."),
    ]
    text = markdown(tmp_path, "knots.pdf", pdf([(72.0, 740.0, 16.0, "Knots"), *lines]))
    assert (
        "from here and it hurts you a lot to take a breath of the cold air at night.\n\n## Danger\n\nmeans that" in text
    )


def test_slanted_letters_are_read_and_sideways_ones_are_not(tmp_path: Path) -> None:
    drawn = "BT /F1 12 Tf 1 0 .27 1 72 600 Tm (At home) Tj ET BT /F1 12 Tf 0 1 -1 0 40 72 Tm (Ward) Tj ET"
    text, left_out = converted(tmp_path, "slanted.pdf", pdf(["Rest."], drawn=drawn))
    assert text == "Rest.\n\nAt home\n"
    assert left_out == "text set sideways on page 1 (“Ward”)"


def test_text_side_by_side_in_no_clear_columns_is_refused(tmp_path: Path) -> None:
    lines = [(72.0, 700.0, 11.0, "Rest the leg"), (150.0, 700.0, 11.0, "in bed"), (203.0, 700.0, 11.0, "and sleep")]
    lines += [(72.0, 686.0, 11.0, "Rest it all of the week"), (203.0, 686.0, 11.0, "or more")]
    text, left_out = converted(tmp_path, "leg.pdf", pdf([*prose("Walk and", 72, 600), *lines]))
    assert left_out.startswith("page 1 has text side by side, from ")
    assert text.startswith(f"<!-- {left_out} -->\n\nWalk and zero")


@pytest.mark.parametrize(
    ("label", "told"),
    [
        (700.0, "Dose: Rest the leg for a week and walk on"),
        (686.0, "a table of 2 lines"),
        (693.0, "Dose:\n\nRest the leg for a week and walk on"),
    ],
    ids=["on its first line", "on another line", "on no line"],
)
def test_a_single_line_beside_a_paragraph(tmp_path: Path, label: float, told: str) -> None:
    lines = [(72.0, label, 11.0, "Dose:"), *((150.0, y, 11.0, line) for y, line in SIDE)]
    assert told in markdown(tmp_path, "leg.pdf", pdf([*prose("Walk and", 72, 600), *lines]))


SIDE = ((700.0, "Rest the leg for a week"), (686.0, "and walk on both of your"))


def test_a_table_beside_a_paragraph_comes_after_it(tmp_path: Path) -> None:
    words = ("Rest the leg in bed,", "and do not walk with it", "until you can bend it", "without pain at all.")
    page = [(72.0, 700.0 - 14 * n, 11.0, line) for n, line in enumerate(words)]
    page += [(196.0 + 60 * m, 695.0 - 14 * n, 11.0, f"{m}{n}") for m in range(3) for n in range(3)]
    drawn = "".join(f"192 {708 - 14 * n} 180 0 re S {192 + 60 * n} 666 0 42 re S " for n in range(4))
    text, left_out = converted(tmp_path, "leg.pdf", pdf(page, drawn=drawn))
    assert text == f"{' '.join(words)}\n\n<!-- {left_out} -->\n"


@pytest.mark.parametrize(("initial", "text"), [("3", " What it is"), ("W", "hat it is")], ids=["number", "letter"])
def test_a_large_initial_is_on_the_line_of_its_text(tmp_path: Path, initial: str, text: str) -> None:
    lines = [(102.0, 704.0 - 14 * n, 11.0, line) for n, line in enumerate((text.strip(), "for all of you", "and me"))]
    page = [(72.0, 680.0, 40.0, initial), *lines, *prose("Walk and", 72, 600)]
    assert markdown(tmp_path, "leg.pdf", pdf(page)).startswith(f"{initial}{text} for all of you and me")


def test_a_heading_is_no_running_head_if_its_next_line_is_not(tmp_path: Path) -> None:
    first = [(72.0, 740.0, 20.0, "Knots and"), (72.0, 716.0, 20.0, "How to rest them"), *prose("Knot one and", 72, 680)]
    second = [(72.0, 740.0, 20.0, "Knots and"), (72.0, 716.0, 20.0, "When to call"), *prose("Knot two and", 72, 680)]
    assert "# Knots and When to call\n" in markdown(tmp_path, "knots.pdf", pdf(first, second))


def test_boxes_that_lie_on_each_other_in_part_are_no_table(tmp_path: Path) -> None:
    page = [*prose("Rest", 80, 700), (330.0, 560.0, 11.0, "Call us, if it hurts at night.")]
    drawn = box(60, 590, 480, 130) + box(200, 500, 400, 180)
    text, left_out = converted(tmp_path, "knee.pdf", pdf(page, drawn=drawn))
    assert not left_out
    assert text.endswith("Call us, if it hurts at night.\n")


def test_lines_of_another_size_on_the_right_are_read_after_the_others(tmp_path: Path) -> None:
    words = "Knot {} hurts at night and when you walk, and may be felt as a hard spot there"
    page = [(60.0, 700.0 - 14 * n, 11.0, words.format(number)) for n, number in enumerate(NUMBERS)]
    page = [line if n % 3 else (60.0, line[1], 11.0, line[3][:40]) for n, line in enumerate(page)]
    page += [(430.0, 700.0 - 42 * n, 16.0, f"Part {NUMBERS[n]}") for n in range(3)]
    text = markdown(tmp_path, "knots.pdf", pdf(page))
    assert text.index("Knot seven") < text.index("Part zero") < text.index("Part two")


def test_tiny_lines_side_by_side_are_all_read(tmp_path: Path) -> None:
    page = [(72.0 + 9 * (n % 2), 700 - n / 10, 2, f"w{n}") for n in range(60)]
    text, _ = converted(tmp_path, "tiny.pdf", pdf([*prose("Walk and", 72, 600), *page]))
    assert "Walk and seven" in text


def test_text_that_is_drawn_twice_is_read_once(tmp_path: Path) -> None:
    page = [(72.0, 700.0, 12.0, "Rest the knee."), (72.3, 700.2, 12.0, "Rest the knee.")]
    assert markdown(tmp_path, "knee.pdf", pdf(page)) == "Rest the knee.\n"


def test_raised_and_lowered_characters_of_a_pdf(tmp_path: Path) -> None:
    line = [
        (72, 700, 12, "10"),
        (85.5, 705, 7, "5"),
        (93, 700, 12, "germs, O"),
        (140, 697, 7, "2"),
        (147, 700, 12, "gas"),
    ]
    assert markdown(tmp_path, "germs.pdf", pdf(line)) == "10⁵ germs, O₂ gas\n"


def test_the_values_of_form_fields_are_read_at_their_place(tmp_path: Path) -> None:
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (ward 7) /Rect [72 688 300 712] /DA (/F1 12 Tf 0 g) >>"
    form = pdf(["If it bleeds at night, call us on", "", "", "or come to the hospital."])
    form = form.replace(b"/MediaBox", b"/Annots [%b] /MediaBox" % field)
    form = form.replace(b"/Catalog", b"/Catalog /AcroForm << /Fields [] /DR << /Font << /F1 3 0 R >> >> >>")
    text = markdown(tmp_path, "form.pdf", form)
    assert text.index("call us on") < text.index("ward 7") < text.index("or come")


OLD = "BT /F1 12 Tf 72 600 Td (Old words) Tj ET"


@pytest.mark.parametrize(
    ("drawn", "hidden"),
    [
        (f"{OLD} 1 1 1 rg 60 590 200 30 re f 0 g", True),
        (f"q .5 0 0 .5 0 0 cm {OLD} Q 1 1 1 rg 30 295 100 15 re f 0 g", True),
        (f"{OLD} 1 1 1 rg 60 590 20 30 re f 0 g", False),
        (f"{OLD} q 0 0 10 10 re W n 60 590 200 30 re f Q", False),
        (f"1 1 1 rg {OLD} 0 g", True),
        (f"60 590 200 30 re f 1 1 1 rg {OLD} 0 g", False),
        (f"q 3 Tr {OLD} Q", True),
        (f"q 612 0 0 792 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID ! EI Q q 3 Tr {OLD} Q", False),
        (f"q 0 0 10 10 re W n {OLD} Q", True),
        (f"q 0 590 300 30 re W n {OLD} Q", False),
        (f"q 1 0 0 1 600 0 cm {OLD} Q", True),
    ],
    ids=[
        *("covered", "scaled and covered", "partly covered", "covered by what is clipped", "white", "white on black"),
        *("invisible", "a scan", "clipped", "partly clipped", "off the page"),
    ],
)
def test_text_that_nobody_sees_is_left_out(tmp_path: Path, drawn: str, hidden: bool) -> None:
    text, left_out = converted(tmp_path, "new.pdf", pdf(["Rest the leg."], drawn=drawn))
    assert ("Old words" in text) != hidden
    assert ("hidden text (“Old words”)" in left_out) == hidden


def test_a_page_that_is_turned_is_read_as_people_see_it(tmp_path: Path) -> None:
    lines = ("Knots are tight bands", "in a muscle.")
    drawn = " ".join(f"BT /F1 12 Tf 0 1 -1 0 {100 + 14 * n} 72 Tm ({line}) Tj ET" for n, line in enumerate(lines))
    assert markdown(tmp_path, "turned.pdf", pdf([], drawn=drawn, rotate=90)) == "Knots are tight bands in a muscle.\n"
    assert converted(tmp_path, "sideways.pdf", pdf([], drawn=drawn))[1] == (
        "text set sideways on page 1 (“Knotsaretightbandsinamuscle.”)"
    )


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("a tight mus-\ncle", "a tight muscle"),
        ("stainless-\nsteel and stainless-steel", "stainless-steel and stainless-steel"),
        ("your self-\ncare", "your self-care"),
        ("take a hot-\nwater bottle", "take a hot-water bottle"),
        ("Anglo-\nSaxon", "Anglo-Saxon"),
        ("one -\ntwo", "one - two"),
        ("see www.mus-\ncle.org/ab2-\nc/d for more", "see www.mus-cle.org/ab2-c/d for more"),
    ],
    ids=["broken", "with its hyphen elsewhere", "a prefix", "two words", "a capital", "a dash", "a web address"],
)
def test_a_word_broken_at_the_end_of_a_line_is_joined(tmp_path: Path, lines: str, joined: str) -> None:
    assert markdown(tmp_path, "a.pdf", pdf(lines.split("\n"))) == f"{joined}\n"


def test_a_locked_pdf_is_reported(tmp_path: Path) -> None:
    locked = pdf(["Tea."]).replace(
        b"trailer <<",
        b"trailer << /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
        + b"/O <%b> /U <%b> >>" % (b"00" * 32, b"11" * 32),
    )
    assert refused(tmp_path, "locked.pdf", locked).message == "the PDF is password-protected"


@pytest.mark.parametrize("content", [b"", b"hello"], ids=["empty", "no PDF"])
def test_a_broken_pdf_is_reported(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path, "bad.pdf", content).message == "this is not a PDF, or it is damaged"


# All of them


@pytest.mark.parametrize("name", ["big.html", "big.docx", "big.pdf"])
def test_a_file_that_is_too_large_is_reported(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path, name, bytes(17 << 20)).message == "the file is larger than 16 MB"


STRANGE = ("60,000", "40,000 spaces", "without end", "in each other", "bomb", "250,000 short paragraphs.docx")
"""The others take longer, and are for benchmarks/draft.py."""


@pytest.mark.parametrize("name", [name for name in LARGE if any(part in name for part in STRANGE)])
def test_the_largest_and_strangest_documents_are_read_or_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"large{Path(name).suffix}"
    path.write_bytes(LARGE[name]())
    done = run_quiz(tmp_path, ("draft", path.name, "-o", "bank.yaml"), cwd=tmp_path)
    told = done.stderr.rstrip("\n").replace("\n", " ")
    if "bomb" in name or "250,000" in name:
        assert done.returncode == 3
        assert "more than" in told
    assert done.returncode in (0, 1, 3)
    assert "Traceback" not in told
    assert done.returncode == 0 or not (tmp_path / "bank.yaml").exists()


def test_an_endlessly_nested_page_is_reported(tmp_path: Path) -> None:
    assert refused(tmp_path, "deep.html", "<div>" * 20_000).message.startswith("the document is nested too deeply")


IMPATIENT = "import quiz.terminal.waiting as w; w.PATIENCE = 0.1; import quiz.__main__ as m; m.main()"
"""A program that shows its bar sooner than `quiz`."""


def test_a_bar_shows_while_a_document_is_read_and_goes_when_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "knots.md")
    program = (sys.executable, "-c", IMPATIENT)
    with Terminal("draft", "knots.md", home=tmp_path, cwd=tmp_path, program=program) as terminal:
        terminal.wait_for("Reading knots.md")
        (tmp_path / "knots.md").write_text(f"# Knots\n\n{KNOTS}\n", encoding="utf-8")
        assert terminal.wait_for_exit() == 0
        assert terminal.shows("1 draft from knots.md.")
        assert not terminal.shows("Reading")
        assert terminal.cursor_is_shown


def test_ctrl_c_ends_the_reading_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "slow.docx").write_bytes(LARGE["a table of 400,000 cells.docx"]())
    program = (sys.executable, "-c", IMPATIENT)
    command = ("draft", "slow.docx", "-o", "bank.yaml")
    with Terminal(*command, home=tmp_path, cwd=tmp_path, program=program) as terminal:
        terminal.wait_for("Reading slow.docx")
        terminal.send(CTRL_C)
        assert terminal.wait_for_exit() == 130
        assert not terminal.shows("Traceback")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(("slow", "bank"))] == ["slow.docx"]


MADE: dict[str, bytes] = {
    "knots.html": f"<h1>Knots</h1><p>{KNOTS} A fascia is a thin layer of tissue.</p>".encode(),
    "knots.docx": docx(paragraph(f"{KNOTS} A fascia is a thin layer of tissue.")),
    "knots.pdf": pdf([KNOTS, "A fascia is a thin layer of tissue."]),
}


@pytest.mark.parametrize("name", MADE)
def test_a_bank_is_drafted_with_the_text_beside_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(MADE[name])
    result = run_quiz(tmp_path, ("draft", name, "-o", "bank.yaml"), cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert f"\nThe text is in knots.md: compare it with {name}.\n" in result.stderr
    file = read_question_file(tmp_path / "bank.yaml")
    assert file.document == tmp_path / "knots.md"
    document = read_document(file.document)
    assert all(document.find(question.passage[0]) for bank in file.banks for question in bank.questions)


def test_what_was_left_out_is_listed(tmp_path: Path) -> None:
    (tmp_path / "knots.html").write_text(f"<nav>Home</nav><p>{KNOTS}</p>", encoding="utf-8")
    result = run_quiz(tmp_path, ("draft", "knots.html", "-o", "bank.yaml"), cwd=tmp_path)
    assert result.stderr.startswith("Left out of knots.html:\n  navigation (“Home”)\nSaved 1 draft from knots.html")


def test_words_of_a_document_do_not_say_what_to_copy_by_hand(tmp_path: Path) -> None:
    (tmp_path / "knots.html").write_text(f"<nav>Wash it by hand</nav><p>{KNOTS}</p>", encoding="utf-8")
    run_quiz(tmp_path, ("draft", "knots.html", "-o", "bank.yaml"), cwd=tmp_path)
    assert "Missing" not in (tmp_path / "bank.yaml").read_text(encoding="utf-8")


def test_what_to_copy_by_hand_is_at_the_top_of_the_bank(tmp_path: Path) -> None:
    lines = [(72.0, 700.0, 11.0, "Rest the leg"), (150.0, 700.0, 11.0, "in bed"), (203.0, 700.0, 11.0, "and sleep")]
    lines += [(72.0, 686.0, 11.0, "Rest it all of the week"), (203.0, 686.0, 11.0, "or more")]
    (tmp_path / "leg.pdf").write_bytes(pdf([*lines, (72.0, 600.0, 11.0, KNOTS)]))
    result = run_quiz(tmp_path, ("draft", "leg.pdf", "-o", "bank.yaml"), cwd=tmp_path)
    missing = (tmp_path / "bank.yaml").read_text(encoding="utf-8").partition("# Missing from leg.md: ")[2]
    assert missing.startswith("page 1 has text side by side, from ")
    assert result.stderr.startswith(f"Left out of leg.pdf:\n  {missing.splitlines()[0]}\nSaved")


def test_without_a_file_for_the_bank_there_is_no_place_for_the_text(tmp_path: Path) -> None:
    result = run_quiz(tmp_path, ("draft", "knots.html"), cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "Name the bank: `quiz draft knots.html -o questions.yaml`.\n" in result.stderr


def test_a_text_that_is_there_is_not_overwritten_and_no_bank_is_written(tmp_path: Path) -> None:
    (tmp_path / "knots.html").write_bytes(MADE["knots.html"])
    (tmp_path / "knots.md").write_text("mine", encoding="utf-8")
    result = run_quiz(tmp_path, ("draft", "knots.html", "-o", "bank.yaml"), cwd=tmp_path)
    assert result.returncode == 3
    assert "If it is that text, run `quiz draft knots.md -o bank.yaml`; if not, rename it.\n" in result.stderr
    (tmp_path / "knots.html").write_bytes(b"<nav>Home</nav>")
    empty = run_quiz(tmp_path, ("draft", "knots.html", "-o", "bank.yaml"), cwd=tmp_path)
    left = "Nothing is left of knots.html to draft from: see the list above. Nothing was written.\n"
    assert (empty.returncode, empty.stderr.splitlines(keepends=True)[-1]) == (1, left)
    assert (tmp_path / "knots.md").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "bank.yaml").exists()


@pytest.mark.parametrize(("name", "package"), [("knots.pdf", "pypdfium2"), ("knots.xlsx", "python-calamine")])
def test_a_package_that_is_not_installed_is_named(tmp_path: Path, name: str, package: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    module = package.replace("-", "_")
    code = f"import sys; sys.modules[{module!r}] = None; import quiz.__main__ as m; m.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "draft", name, "-o", "bank.yaml"],
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    error, remedy = done.stderr.splitlines()
    assert error.startswith(f"{name}: error: reading ") and error.endswith(f" files needs the package {package}")
    assert remedy == f"Run: {sys.executable} -m pip install {package}"


@pytest.mark.parametrize("kind", TO_BE_CONVERTED)
def test_every_document_that_a_bank_refuses_can_be_converted(tmp_path: Path, kind: str) -> None:
    made = MADE["knots.html" if kind == ".htm" else f"knots{kind}"]
    assert "tight band" in markdown(tmp_path, f"knots{kind}", made)


@pytest.mark.parametrize(
    ("texts", "markdown_text"),
    [
        (["1. Sit up.", "2. Bite.", "3. Rest."], "1. Sit up.\n2. Bite.\n3. Rest.\n"),
        (["- one", "- two", "After."], "- one\n- two\n\nAfter.\n"),
        (["1. Alone.", "Text."], "1\\. Alone.\n\nText.\n"),
        (["2. Second.", "3. Third."], "2\\. Second.\n\n3\\. Third.\n"),
        (["a) Sit up.", "b) Bite.", "c) Rest."], "1. Sit up.\n2. Bite.\n3. Rest.\n"),
        (["(i) one", "(ii) two"], "1. one\n2. two\n"),
        (["a) one\nb) two"], "1. one\n2. two\n"),
        (["Step 1: one", "Step 2: two"], "1. one\n2. two\n"),
        (
            ["a) Sit up", "It helps.", "b) Lie down", "Softly.", "After."],
            "1. Sit up\n\n   It helps.\n2. Lie down\n\n   Softly.\n\nAfter.\n",
        ),
    ],
    ids=[
        "numbers",
        "bullets",
        "one number",
        "no beginning",
        "letters",
        "roman numbers",
        "lines",
        "steps",
        "text between",
    ],
)
def test_what_is_typed_as_a_list_paragraph_after_paragraph_is_one(texts: list[str], markdown_text: str) -> None:
    assert written(typed_lists([Block("paragraph", text) for text in texts])) == markdown_text


def test_steps_in_bold_are_items_and_no_headings() -> None:
    steps = (Block("paragraph", f"{START}{mark}) Push it{NOT_BOLD}", bold=True) for mark in "ab")
    apart = [block for step in steps for block in (step, Block("paragraph", "Wait."))]
    assert [block.kind for block in with_headings(list(typed_lists(apart)))] == ["item", "paragraph"] * 2


def test_an_item_in_bold_leads_to_the_items_after_it() -> None:
    bold, items = Block("item", "Rest:", bold=True), [Block("item", "Sit."), Block("item", "Lie.")]
    assert list(with_headings([items[0], bold, items[1]])) == [items[0], replace(bold, kind="paragraph"), items[1]]
    assert next(with_headings([bold, bold, items[0]])) == bold


def test_bold_numbered_paragraphs_stay_headings() -> None:
    blocks = [Block("paragraph", "**1. First**", bold=True), Block("paragraph", "Text."), Block("paragraph", "More.")]
    assert list(typed_lists(blocks)) == blocks
