"""Typed answers in many forms, and the judgements of Python on them, with which the page is compared."""

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any, NamedTuple
from unicodedata import normalize

from test_typed_truth import ALL

from quiz.bank.default import load
from quiz.core.kinds import Number, Rejected, ShortAnswer
from quiz.core.kinds.fields import Exact
from quiz.core.typed_answers.judgement import Judgement
from quiz.core.typed_answers.numbers import NUMBER_WORDS
from quiz.core.typed_answers.units import NAMES, SYMBOLS

Judged = ShortAnswer | Number
HEAD: dict[str, Any] = {"id": "a", "explain": "E.", "passage": ("p",)}


class Typing(NamedTuple):
    """A question and texts typed as its answer."""

    question: Judged
    typed: list[str]


def outcome(judgement: Judgement) -> dict[str, Any]:
    """A judgement as the page gives it."""
    accepted, rejected, ask = judgement.accepted, judgement.rejected, judgement.ask
    spelling, by_spelling = judgement.spelling, judgement.by_spelling
    return {"accepted": accepted, "rejected": rejected, "ask": ask, "spelling": spelling, "by_spelling": by_spelling}


# Other forms of an answer

FORMS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    str.swapcase,
    str.capitalize,
    str.title,
    lambda text: text.replace(" ", ""),
    lambda text: text.replace(" ", "-"),
    lambda text: text.replace("-", " "),
    lambda text: text.replace(" ", "\u00a0 \u3000"),
    lambda text: text.replace(" ", "\x1f"),
    lambda text: f"\ufeff{text}\u200b",
    lambda text: f"{text}\x85",
    lambda text: f"{text}\n",
    lambda text: normalize("NFD", text),
    lambda text: normalize("NFKD", text),
    lambda text: text.replace("e", "é").replace("o", "ö"),
    lambda text: text.replace("a", "a\u0345\u0301"),
    lambda text: text.replace("i", "ı").replace("I", "İ"),
    lambda text: text.replace("s", "ſ").replace("k", "\u212a"),
    lambda text: text.replace("a", "а").replace("o", "о"),
    lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    lambda text: text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    lambda text: text.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")),
    lambda text: text.translate(str.maketrans("0123456789", "⓿❶❷❸❹❺❻❼❽❾")),
    lambda text: text.replace("ae", "e").replace("our", "or").replace("is", "iz"),
    lambda text: text.replace("e", "ae").replace("or", "our").replace("iz", "is"),
    lambda text: text.replace(".", ",").replace("-", "−"),
    lambda text: text.replace("'", "’").replace('"', "”"),
    lambda text: " ".join(reversed(text.split())),
    lambda text: ", ".join(reversed(text.split(" ", 1))),
    lambda text: ".".join(text) + ".",
    lambda text: "".join(word[:1] for word in text.split()).upper(),
    lambda text: text.replace("un", "not ").replace("not ", "non-"),
    lambda text: f"{text}s",
    lambda text: text.removesuffix("s"),
    lambda text: f"{text}es",
    lambda text: f"{text}\U0001fae8",  # assigned in Unicode 15
    lambda text: f"😀 {text}",
    lambda text: f"{text * 30}",
)
FRAMES: tuple[str, ...] = (
    *("the {}", "a {}", "an {}", "{}.", "{}?", "({})", '"{}"', "'{}'", "*{}*", "{} ", "\t{}", "{}!", "{}, please"),
    *("it is {}", "It's {}", "I think {}", "the answer is {}", "take {}", "{} (i think)", "is called {}", "in {}"),
    *("not {}", "no {}", "never {}", "without {}", "isn't {}", "nicht {}", "maybe {}", "{} or so", "{}, not sure"),
    *("about {}", "at least {}", "max. {}", "{} or more", "under {}", "from {}", "by {}", "~{}", "<{}", "{}+"),
    *("{0} or {0}", "{} or tea", "{} and tea", "tea, {}", "{}/tea", "tea instead of {}", "{}, not tea", "either {}"),
    *("{0} ({0})", "{} vs. tea", "{} - tea", "{} side", "{} one", "the {} one", "{} test", "{}'s", "{}(s)", "{} daily"),
    *("{} per day", "every {}", "minus {}", "-{}", "+{}", "{} %", "{} mg", "one {}", "half a {}", "type {}", "{}th"),
)


def slips(text: str, random: Random) -> Iterator[str]:
    """A text with letters dropped, doubled, changed, added or swapped, at random places."""
    for _ in range(4):
        place = random.randrange(len(text) + 1)
        before, after, letter = text[:place], text[place:], random.choice("aeiosrtn" + text)
        yield before + after[1:]
        yield before + after[:1] + after
        yield before + letter + after[1:]
        yield before + letter + after
        yield before + after[1:2] + after[:1] + after[2:]


def forms(text: str, random: Random, *, more: int = 30) -> Iterator[str]:
    """A text in each of FORMS and FRAMES and with slips, and as often as `more` says with several of these."""
    yield text
    for form in FORMS:
        yield form(text)
    for frame in FRAMES:
        yield frame.format(text)
    yield from slips(text, random)
    for _ in range(more):
        changed = random.choice(list(slips(text, random))) if random.random() < 0.5 else text
        for _ in range(random.randint(1, 2)):
            changed = random.choice(FORMS)(changed) if random.random() < 0.5 else random.choice(FRAMES).format(changed)
        yield changed


# Questions


def truth() -> Iterator[Typing]:
    """The answers that people judged, each in four further forms."""
    random = Random(1)
    by_question: dict[int, Typing] = {}
    for case in ALL:
        typing = by_question.setdefault(id(case.question), Typing(case.question, []))
        typing.typed.append(case.typed.strip())
        typing.typed.extend(random.sample(list(forms(case.typed, random, more=3)), 4))
    yield from by_question.values()


def banks() -> Iterator[Typing]:
    """The typed questions that come with the program, with their listed answers."""
    random = Random(2)
    for _, question in load(None).items:
        if isinstance(question, ShortAnswer | Number):
            answers = [one.text for one in question.typeable()]
            yield Typing(question, [form for answer in answers for form in forms(answer, random, more=60)])


def words(ask: str, *accept: str, reject: Iterable[str | Rejected] = (), language: str = "") -> ShortAnswer:
    rejected = tuple(one if isinstance(one, Rejected) else Rejected(one) for one in reject)
    return ShortAnswer(**HEAD, ask=ask, accept=accept, reject=rejected, language=language)


SHORT: tuple[ShortAnswer, ...] = (
    words("Which option shows more?", Exact("-v"), Exact("grep -E  x"), "verbose", reject=[Rejected("-V", exact=True)]),
    words("What helps?", "ice", "cold *", "*compress*", r"2 \* 3", reject=["heat *", "hot*water"]),
    words("Which is it?", "not safe", "non-sterile *", reject=["safe", "sterile"]),
    words("Which joint hurts, the hip or the knee?", "left knee joint", "knee", reject=["right knee", "hip"]),
    words("Which leg is it?", "left leg", reject=["right leg"]),
    words("When in the afternoon?", "3 p.m.", "half past four", reject=["3 a.m."]),
    words("When is the check-up?", "12 March 2026", "noon"),
    words("When?", "03/04/2026", language="en-US"),
    words("Wann?", "3.4.2026", "15 Uhr", language="de"),
    words("How long?", "5 to 10 minutes", "an hour and a half", "up to 2 h", "1–2 °C"),
    words("How much?", "2.5 mg/kg", "1,000 mL", "3 x daily", "250 mg twice a day", "€ 5", "10^6 cells"),
    words("Which factor?", "factor VIII", "type II", "C5-C6", "Ca2+", "Rh negative", "β-blocker", "pH 7.4"),
    words("Which symbol?", "Co", "mV", "Aa", "MRI", "NaCl", "mRNA", "HTTP", "snake_case", "10.0.0.1", "x"),
    words("Which drug?", "amlodipine", "propranolol", reject=["amiloride", "metoprolol"]),
    words("Which illness?", "haemophilia", "oesophagitis", "diarrhoea", "anaesthetised", reject=["anaemia"]),
    words("Which vessels?", "arteries and veins", "capillaries, venules; lymph", reject=["nerves"]),
    words("Who helps?", "general practitioner", "accident and emergency", reject=["pharmacist"]),
    words("Was hilft?", "Kühlung", "größere Äpfel", "zwei Stunden", reject=["Wärme"], language="de"),
    words("Qu'est-ce?", "l’œil gauche", "deux jours", "genou", reject=["main"], language="fr"),
    words("¿Qué?", "corazón", "dos días", "el niño", language="es"),
    words("Cosa?", "il ginocchio", "città", language="it"),
    words("O quê?", "coração", "três dias", language="pt"),
    words("Wat?", "de knie", "één uur", language="nl"),
    words("Vad?", "knäna", "blod", language="sv"),
    words("Cái gì?", "phổi", "đau", language="vi"),
    words("Ποιο;", "καρδιά", "ᾀδω", "πνεύμονας", language="el"),
    words("Что?", "сердце", "ёж", "йод", language="ru"),
    words("ماذا؟", "القلب", "أذن", "٣ أيام", language="ar"),
    words("מה?", "לֵב", language="he"),
    words("何?", "心臓", "カタカナ", "ｶﾞﾗｽ", language="ja"),
    words("뭐?", "심장", language="ko"),
    words("क्या?", "हृदय", "३ दिन", language="hi"),
    words("อะไร", "หัวใจ", language="th"),
    words("Which Cherokee word?", "ᎠᏂᏴᏫᏯ", "ꭰꮒꮿ", "ქართული", "ß", "ǅ", "ŉ"),
    words("Which one has no letters?", "+", "-", "→", "?", "100 %", "½"),
    words(f"Which long one? {'word ' * 60}", "a long answer of many words " * 5, "short"),
    words("constructor or toString?", "constructor", "__proto__", "toString", "hasOwnProperty"),
)


def short_answers() -> Iterator[Typing]:
    """Invented questions: wildcards, exact texts, dates, units, codes, lists, many languages and scripts."""
    random = Random(3)
    for question in SHORT:
        answers = [one.text for one in question.typeable()]
        answers += [answer.replace("*", "tea") for answer in question.accept if "*" in answer]
        yield Typing(question, [form for answer in answers for form in forms(answer, random)])


def number(ask: str, answer: float, unit: str = "", **more: Any) -> Number:
    return Number(**HEAD, ask=ask, answer=answer, unit=unit, **more)


NUMBERS: tuple[Number, ...] = (
    number("How many weeks does it take?", 6),
    number("How many?", 1500, tolerance=100),
    number("How many percent?", 12.5, tolerance=0.5),
    number("Which temperature?", -4, "°C"),
    number("Which temperature?", 98.6, "°F", tolerance=0.1),
    number("How much?", 0.5, "g"),
    number("How much?", 0.5, "g", exact_unit=True),
    number("How much a day?", 2.5, "mg/kg/day"),
    number("How long does it take?", 1.5, "h", tolerance=0.01),
    number("How tall are you in feet?", 1.88, "m", tolerance=0.01),
    number("Which pressure?", 120, "mmHg", tolerance=5),
    number("Which voltage?", 5, "mV"),
    number("Which share?", 0.05, "%"),
    number("What does it cost?", 4.2, "€"),
    number("How many cells?", 4.5e9, "/L"),
    number("Wie viel?", 1.234, "l", language="de"),
    number("Wie viele?", 1234, language="de"),
    number("Combien?", 2.5, "kg", language="fr"),
    number("How far?", 1e-7, "m", tolerance=1e-9),
    number("How large?", 123456789012345.5),
    number("Which volume?", 3, "cm^3"),
    number("How many ml or l?", 5),
    number("How many tea cups?", 3, "cups of tea"),
)


def quantities(random: Random, about: float, unit: str) -> Iterator[str]:
    """Numbers with units, as people write them and worse; half of them are near a value."""
    value = random.choice([about, about, abs(about), about * 1000, about / 60, random.randint(0, 100), random.random()])
    size = random.choice(
        [f"{value:g}", f"{value:.15g}", f"{value:.2f}", f"{value:,.1f}", f"{value:.3e}", f"{value:.0f}"]
    )
    if random.random() < 0.3:
        size = random.choice([size.replace(".", ","), size.replace(",", " "), size.replace(",", "'"), f"1/{size}"])
    if random.random() < 0.2:
        size = " ".join(random.choices([*sorted(NUMBER_WORDS), "and", "a"], k=random.randint(1, 4)))
    if random.random() < 0.1:
        size = f"{size}{random.choice(['-', ' to ', ' or ', '/', 'x10^', ' million ', '²', ' 1/2 ', 'e3', '±'])}{size}"
    name = random.choice([unit, unit, random.choice(sorted(SYMBOLS)), random.choice(sorted(NAMES))])
    if random.random() < 0.3:
        name = random.choice([f"{name}s", name.upper(), f"{name}/kg", f"per {name}", f"square {name}", f"{name}^2", ""])
    between = random.choice(["", " ", " ", "  ", "-", " of "])
    yield f"{size}{between}{name}"
    yield f"{name} {size}"
    second = random.choice(["min", "s", "in", ""])
    yield f"{size}{between}{name} {random.choice(['and ', '', ', '])}{random.randint(0, 70)} {second}"


def numbers() -> Iterator[Typing]:
    """Invented numbers with units, tolerances and languages."""
    random = Random(4)
    for question in NUMBERS:
        (answer,) = (one.text for one in question.typeable())
        typed = list(forms(answer, random))
        for _ in range(150):
            typed += quantities(random, question.answer, question.unit)
        typed += [random.choice(FRAMES).format(text) for text in random.sample(typed, 100)]
        yield Typing(question, typed)


PIECES = (
    *"the a not no un or and of in to per from left right 1 2 5 10 0.5 1,000 3/4 ² ½ % ° µ - + / * . , ; ( )".split(),
    *"' & | < ≥ mg ml h min day weeks kg cm °C mmHg IU pounds squared daily once half dozen third two million".split(),
    *"tea cups oedema edema leaves safe unsafe needle MRI NaCl x Co a.m. p.m. noon March 2026 12:30 II".split(),
    *"é ß ö ŉ ǆ İ ﬁ Ω α β σ ς ё й ا ل ٣ क 日本 カ ｶﾞ ㎎ ℃ ① Ⅷ ♥ 😀 \u0301 \u0345 \u200d \ufeff \0 \U0001d7d9".split(" "),
    *(" ", " ", " ", "\n", "\t", "\u00a0", "\x85", "\u2028"),
)
LANGUAGES = ("", "", "", "en-GB", "en-US", "de", "fr", "es", "vi", "el", "ar", "sv", "zh")


def any_texts() -> Iterator[Typing]:
    """Questions and answers of pieces put together at random; half of the answers are made of those listed."""
    random = Random(5)

    def text(most: int) -> str:
        between = random.choice(["", " "])
        return between.join(random.choices(PIECES, k=random.randint(1, most)))

    for place in range(200):
        head = {**HEAD, "ask": f"Which {text(6)}?", "language": random.choice(LANGUAGES)}
        question: Judged = ShortAnswer(
            **head,
            accept=tuple(Exact(text(4)) if random.random() < 0.2 else text(5) for _ in range(3)),
            reject=tuple(Rejected(text(4), exact=random.random() < 0.2) for _ in range(2)),
        )
        if place % 4 == 0:
            number, unit = round(random.uniform(-50, 50), random.randint(0, 2)), random.choice(["", text(3)])
            question = Number(**head, answer=number, tolerance=random.choice([0, 0.5]), unit=unit)
        listed = [one.text for one in question.typeable()] or ["tea"]
        typed = [text(7) for _ in range(15)]
        for _ in range(15):
            typed.append(random.choice(list(forms(random.choice(listed), random, more=3))))
            typed.append(f"{random.choice(listed)}{random.choice(['', ' '])}{text(2)}")
        yield Typing(question, typed)


FAMILIES: dict[str, Callable[[], Iterator[Typing]]] = {
    "truth": truth,
    "banks": banks,
    "short answers": short_answers,
    "numbers": numbers,
    "any texts": any_texts,
}
