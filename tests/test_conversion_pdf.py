"""PDFs: what becomes Markdown, and what is reported as left out or to copy by hand."""

from pathlib import Path

import pytest
from converting import converted, markdown, refused
from made_files import pdf


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
