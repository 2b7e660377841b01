"""Web pages: what becomes Markdown, and what is reported as left out."""

from pathlib import Path

import pytest
from converting import KNOTS, converted, markdown, refused
from made_files import docx, paragraph


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


def test_short_lines_after_a_colon_are_items(tmp_path: Path) -> None:
    page = "<h1>Teeth</h1><p>Eat soft foods for a week:<br>Soup<br>Mashed potatoes<br>Ice cream</p><p>Use no straw.</p>"
    assert "week:\n\n- Soup\n- Mashed potatoes\n- Ice cream\n\nUse" in markdown(tmp_path, "page.html", page)
