"""Units of measurement: names, symbols and size in base units.

The tables are data that another language can load too; `tests/test_typed_units.py` checks the factors.
"""

import re
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from quiz.core.typed_answers.folding import clean, fold
from quiz.core.typed_answers.spelling import IRREGULAR, standard

PREFIXES: Final = {
    "p": 1e-12,
    "n": 1e-9,
    "µ": 1e-6,
    "u": 1e-6,
    "mc": 1e-6,
    "m": 1e-3,
    "c": 1e-2,
    "d": 1e-1,
    "h": 1e2,
    "k": 1e3,
    "M": 1e6,
    "G": 1e9,
    "T": 1e12,
}
PREFIX_NAMES: Final = {
    "pico": 1e-12,
    "nano": 1e-9,
    "micro": 1e-6,
    "mikro": 1e-6,
    "milli": 1e-3,
    "centi": 1e-2,
    "deci": 1e-1,
    "hecto": 1e2,
    "kilo": 1e3,
    "mega": 1e6,
    "giga": 1e9,
    "tera": 1e12,
}
SMALL = "p n µ u mc m c d k"
TABLE: Final = f"""
mass | 1 | g | gram gm gr gms | {SMALL} M
mass | 1e6 | t | tonne |
mass | 453.59237 | lb lbs | pound |
mass | 28.349523125 | oz | ounce |
mass | 6350.29318 | st | stone |
mass | 1e3 | | kilo |
mass | 1.66053907e-24 | Da | dalton | k M
volume | 1 | l L | liter ltr lt | {SMALL}
volume | 1e-3 | cc ccm mls | |
volume | 5e-3 | tsp | teaspoon teaspoonful |
volume | 15e-3 | tbsp | tablespoon tablespoonful |
length | 1 | m | meter mtr | {SMALL} M
length | 1e-10 | Å | angstrom |
length | 1e-6 | | micron |
length | .0254 | in ″ " '' | inch |
length | .3048 | ft ′ ' | foot |
length | .9144 | yd | yard |
length | 1609.344 | mi | mile |
time | 1 | s ″ " | second sec | p n µ u m
time | 60 | min ′ ' | minute |
time | 3600 | h hr hrs | hour |
time | 86400 | d | day |
time | 604800 | wk wks | week |
time | 1209600 | | fortnight |
month | 1 | mo mth mths | month |
month | 12 | y yr yrs | year |
temperature | 1 | °C C | celsius centigrade |
temperature | .5555555555555556 | °F F | fahrenheit |
temperature | 1 | K °K | kelvin |
angle | 1 | ° deg | degree |
angle | .016666666666666666 | ′ ' | arcminute arcmin |
angle | 57.29577951308232 | rad | radian | m
share | 1e-2 | % | percent pct |
share | 1e-3 | ‰ | permille permil |
share | 1e-6 | ppm | |
 | 1 | | beat breath pulse respiration time x × |
amount | 1 | mol | mole | {SMALL}
equivalent | 1 | Eq eq | equivalent | m µ u
activity | 1 | IU U IE | unit | k m M
katal | 1 | kat | katal | n µ u m
force | 1 | N | newton | m k M
pressure | 1 | Pa | pascal | m h k M
pressure | 133.322387415 | mmHg Torr | torr |
pressure | 98.0665 | cmH2O | |
pressure | 1e5 | bar | bar | m
pressure | 101325 | atm | atmosphere |
energy | 1 | J | joule | m k M G
energy | 4.184 | cal | calorie | k
energy | 4184 | Cal | |
energy | 3.6e6 | kWh | |
power | 1 | W | watt | n µ u m k M G
voltage | 1 | V | volt | n µ u m k M
current | 1 | A | ampere amp | n µ u m k
resistance | 1 | Ω | ohm | m k M
charge | 1 | C | coulomb | n µ u m
capacitance | 1 | F | farad | p n µ u m
/time | 1 | Hz | hertz | m k M G T
flux | 1 | T | tesla | m µ u n
decay | 1 | Bq | becquerel | m k M G T
decay | 3.7e10 | Ci | curie | m µ u n
dose | 1 | Gy | gray | c m µ u
dose equivalent | 1 | Sv | sievert | m µ u n
light | 1 | lm | lumen |
light per area | 1 | lx | lux |
luminous | 1 | cd | candela |
power of lens | 1 | dpt D | dioptre diopter |
level | 1 | dB | decibel |
length/time | .44704 | mph | |
length/time | .2777777777777778 | kmh kph | |
/time | .016666666666666666 | bpm rpm | |
amount/volume | 1 | M | molar | p n µ u m
EUR | 1 | € EUR | euro |
GBP | 1 | £ GBP | pound quid |
USD | 1 | $ USD | dollar |
JPY | 1 | ¥ JPY | yen |
CHF | 1 | CHF | franc |
INR | 1 | ₹ INR Rs | rupee |
GBP | 1e-2 | p | penny pence |
EUR | 1e-2 | c ct | cent |
USD | 1e-2 | c ¢ | cent |
"""
"""Dimension | size in base units | symbols | names | prefixes."""
OFFSETS: Final = {"°C": 273.15, "C": 273.15, "celsius": 273.15, "centigrade": 273.15}
FAHRENHEIT: Final = 459.67
PHRASES: Final = (
    (re.compile(r"per ?cent(?:age)?(?: points?)?|p\.c\."), "%"),
    (re.compile(r"(?:per|in (?:a|1|one)|out of a|of a) ?(?:mille?|thousand)\b|per 1000|in 1000"), "‰"),
    (re.compile(r"(?:in|of|out of|per) (?:a |1 |one )?(?:100|hundred)\b"), "%"),
    (re.compile(r"(?:millimet(?:er|re)s?|mm)(?: of)? ?(?:mercury|hg)\b"), "mmHg"),
    (re.compile(r"(?:centimet(?:er|re)s?|cm)(?: of)? ?(?:water|h2o)\b"), "cmH2O"),
    (re.compile(r"(?:degrees?|deg\.?|°) ?(?:celsius|centigrade|c)\b"), "°C"),
    (re.compile(r"(?:degrees?|deg\.?|°) ?(?:fahrenheit|f)\b"), "°F"),
    (re.compile(r"(?:degrees?|°) ?(?:kelvin|k)\b"), "K"),
    (re.compile(r"international units?|\bi\.u\b\.?"), "IU"),
    (re.compile(r"\b(?:square|sq\.?) ([a-zµ]+)"), r"\1^2"),
    (re.compile(r"\b(?:cubic|cu\.?) ([a-zµ]+)"), r"\1^3"),
    (re.compile(r"([a-zµ]+) squared\b"), r"\1^2"),
    (re.compile(r"([a-zµ]+) cubed\b"), r"\1^3"),
    (re.compile(r"\bpounds? sterling\b"), "GBP"),
    (re.compile(r"\bfl(?:uid)?\.? ?o(?:unce|z)s?\b"), "floz"),
)
"""Units of several words, in small letters."""
PER: Final = re.compile(r" ?/ ?| ?\bper\b ?|(?<=[a-zA-Z]) an? (?=[a-z])|(?<=[a-zA-Z]) (?:each|every) (?=[a-z])")
TIMES: Final = re.compile(r"[ *·×]+")
ATOM: Final = re.compile(r"([^\d^]+)\^?\(?([+-]?\d)?\)?")
ADVERBS: Final = {"daily": "/day", "weekly": "/week", "monthly": "/month", "yearly": "/year", "hourly": "/hour"}

Dimensions = tuple[tuple[str, int], ...]


class Unit(NamedTuple):
    """One meaning of a unit: the powers of its dimensions, and its conversion to base units.

    A unit that is in no table has a dimension of its own, `?` and its name.
    """

    dimensions: Dimensions
    factor: float
    offset: float = 0.0

    @property
    def unknown(self) -> list[str]:
        """The names that are not in the table."""
        return [name.lstrip("/?") for name, _ in self.dimensions if "?" in name]


def _tables() -> tuple[dict[str, list[Unit]], dict[str, list[Unit]]]:
    symbols: dict[str, list[Unit]] = {}
    names: dict[str, list[Unit]] = {}
    for row in TABLE.strip().splitlines():
        dimension, factor, signs, words, prefixes = (part.strip() for part in row.split("|"))
        over, _, under = dimension.partition("/")
        powers: Dimensions = tuple((name, 1) for name in (f"/{under}" if under else "", over) if name)
        size = float(factor)
        for sign in signs.split():
            offset = FAHRENHEIT if sign in ("°F", "F") else OFFSETS.get(sign, 0.0)
            for prefix in ["", *prefixes.split()]:
                symbols.setdefault(clean(prefix + sign), []).append(
                    Unit(powers, size * PREFIXES.get(prefix, 1.0), offset if dimension == "temperature" else 0.0)
                )
        for word in words.split():
            offset = FAHRENHEIT if word == "fahrenheit" else OFFSETS.get(word, 0.0)
            for prefix, times in [("", 1.0), *(PREFIX_NAMES.items() if prefixes else ())]:
                names.setdefault(prefix + word, []).append(Unit(powers, size * times, offset))
    return symbols, names


SYMBOLS, NAMES = _tables()
"""Each symbol, and each name in the singular and American spelling, with its meanings."""
ANY_CASE: Final[dict[str, list[Unit]]] = {}
for _symbol, _meanings in SYMBOLS.items():
    ANY_CASE.setdefault(_symbol.lower(), []).extend(_meanings)


def one_of(word: str) -> str:
    """The name of a unit in the singular and American spelling."""
    word = fold(word)
    if word in IRREGULAR:
        return IRREGULAR[word]
    for name in (word, word.removesuffix("s"), word.removesuffix("es")):
        if standard(name) in NAMES:
            return standard(name)
        if name in SYMBOLS:
            return name
    single = word if word.endswith(("ss", "us", "is")) or len(word) < 4 else word.removesuffix("s")
    return standard(single)


def _sloppy(word: str) -> list[Unit]:
    """The meanings of a symbol in the wrong case; the case of its prefix counts if possible."""
    for cut in (2, 1):
        rest = word[cut:]
        if word[:cut] in PREFIXES and rest:
            signs = [s for s in SYMBOLS if s[:cut] == word[:cut] and s[cut:].lower() == rest.lower()]
            if signs and not word.isupper():
                return [meaning for sign in signs for meaning in SYMBOLS[sign]]
    return ANY_CASE.get(word.lower(), [])


def _atom(word: str) -> list[Unit]:
    word = word.rstrip(".") or word
    exact = [*SYMBOLS.get(word, []), *NAMES.get(one_of(word), [])] or SYMBOLS.get(one_of(word), [])
    if len(word) == 1:
        exact = [*exact, *SYMBOLS.get(word.upper(), [])]
    return exact or _sloppy(word) or [Unit(((f"?{one_of(word)}", 1),), 1.0)]


@lru_cache(maxsize=512)
def meanings(text: str) -> tuple[Unit, ...]:
    """The possible meanings of a unit, few in number: "pounds" are a mass or money. Empty for an empty text."""
    text = clean(text).strip(" .")
    if len(text) > 60:
        return (Unit(((f"?{text}", 1),), 1.0),)
    lower = text.lower()
    for pattern, symbol in PHRASES:
        if pattern.search(lower):
            lower = pattern.sub(symbol, lower)
            text = lower
    text = re.sub(r"(\S+)ly\b", lambda found: ADVERBS.get(found[0].lower(), found[0]), text)
    if not text:
        return ()
    if text in SYMBOLS or not re.search(r"[ /*·^\d]", text):
        return tuple(dict.fromkeys(_atom(text)))
    choices: list[list[tuple[Unit, int]]] = []
    for place, part in enumerate(PER.split(text)):
        for word in TIMES.split(part.strip()):
            found = ATOM.fullmatch(word) if word else None
            if word and word != "1":
                power = int(found[2] or 1) if found else 1
                atoms = _atom(found[1] if found else word)
                choices.append([(unit, -power if place else power) for unit in atoms])
    return tuple(dict.fromkeys(_product(choice) for choice in product(*choices[:4]))) if choices else ()


def _product(factors: tuple[tuple[Unit, int], ...]) -> Unit:
    """Multiply units. Dimensions below the line stay separate, so that mg/kg is not a plain number."""
    powers: dict[str, int] = {}
    size = 1.0
    for unit, power in factors:
        size *= _power(unit.factor, power)
        for name, times in unit.dimensions:
            plain, below = name.lstrip("/"), name.startswith("/") != (power < 0)
            key = f"/{plain}" if below else plain
            powers[key] = powers.get(key, 0) + times * abs(power)
    for sign, scale in (("", 1e3), ("/", 1e-3)):  # 1 m³ is 1000 L
        if powers.get(f"{sign}length") == 3:
            del powers[f"{sign}length"]
            powers[f"{sign}volume"] = powers.get(f"{sign}volume", 0) + 1
            size *= scale
    alone = len(factors) == 1 and factors[0][1] == 1
    return Unit(tuple(sorted(powers.items())), size, factors[0][0].offset if alone else 0.0)


def _power(factor: float, power: int) -> float:
    """A power, 1e-75 to 1e75, to 12 digits: in the last ones C libraries and JavaScript differ."""
    if power == 1:
        return factor
    try:
        return float(f"{min(max(factor**power, 1e-75), 1e75):.12g}")
    except OverflowError:
        return 1e75


def is_symbol(text: str) -> bool:
    """Whether a text is the symbol of a unit, in this case."""
    return clean(text) in SYMBOLS
