"""Compare words across British and American spelling, singular and plural.

Takes folded words. `tests/test_typed_spelling.py` looks through the word list for words that these rules would join.
"""

import re
from functools import lru_cache
from typing import Final

AMERICAN: Final[dict[str, str]] = dict(
    pair.split("/")
    for pair in """
        haem/hem aemi/emi aemo/emo paed/ped aesth/esth aetio/etio caec/cec faec/fec faece/fece gynaec/gynec
        archae/arche mediaev/mediev palae/pale encyclopaed/encycloped caesar/cesar cesarian/cesarean caesium/cesium
        uraem/urem phaeo/pheo glycaem/glycem naevus/nevus naevi/nevi chimaer/chimer leucaem/leukem leukaem/leukem
        leuco/leuko anaem/anem ischaem/ischem taenia/tenia praec/prec trachae/trache haema/hema
        oedem/edem oesoph/esoph oestr/estr foet/fet rrhoe/rrhe pnoe/pne coeli/celi coelom/celom amoeb/ameb
        manoeuv/maneuv homoeo/homeo oenolog/enolog subpoena/subpena goitre/goiter
        colour/color flavour/flavor tumour/tumor labour/labor behaviour/behavior humour/humor odour/odor vapour/vapor
        favour/favor neighbour/neighbor harbour/harbor rumour/rumor rigour/rigor vigour/vigor savour/savor honour/honor
        parlour/parlor clamour/clamor armour/armor endeavour/endeavor saviour/savior fervour/fervor ardour/ardor
        candour/candor splendour/splendor glamour/glamor
        centre/center fibre/fiber litre/liter metre/meter titre/titer theatre/theater calibre/caliber lustre/luster
        sombre/somber meagre/meager spectre/specter centring/centering fibring/fibering
        sulph/sulf aluminium/aluminum mould/mold moult/molt smoulder/smolder plough/plow grey/gray sceptic/skeptic
        pyjama/pajama jewellery/jewelry moustache/mustache artefact/artifact liquorice/licorice yoghurt/yogurt
        doughnut/donut neurone/neuron draught/draft judgement/judgment ageing/aging acknowledgement/acknowledgment
        defence/defense offence/offense pretence/pretense licence/license practise/practice enrol/enroll
        fulfil/fulfill instil/instill distil/distill skilful/skillful wilful/willful instalment/installment
        speciality/specialty orientated/oriented catalogue/catalog dialogue/dialog analogue/analog
        homologue/homolog prologue/prolog epilogue/epilog monologue/monolog gramme/gram whilst/while
        amongst/among disc/disk carcase/carcass furore/furor mollusc/mollusk
        tranquillis/tranquiliz tranquilliz/tranquiliz chilli/chili programme/program learnt/learned burnt/burned
        catheteris/catheteriz
        """.split()
)
"""Parts of words in British and American spelling; the first match at a place counts."""
BRITISH: Final = re.compile("|".join(sorted(AMERICAN, key=len, reverse=True)))
WHOLE: Final = {"haem": "heme", "mum": "mom"}
IZE: Final = re.compile(r"(?<=[a-z]{3})([iy])[sz](?=(?:e|ed|es|er|ers|ing|ation|ations|able)$)")
DOUBLED: Final = re.compile(r"[aeiouy](?!fi)[^aeiouy]+[aeiou]ll(?=(?:ed|ing|er|ers|or|ors|ous)$)")

IRREGULAR: Final[dict[str, str]] = dict(
    pair.split("/")
    for pair in """
        feet/foot teeth/tooth men/man women/woman children/child mice/mouse lice/louse people/person leaves/leaf
        knives/knife lives/life halves/half calves/calf shelves/shelf wives/wife matrices/matrix appendices/appendix
        cortices/cortex vertices/vertex apices/apex indices/index phalanges/phalanx larynges/larynx pharynges/pharynx
        meninges/meninx viscera/viscus genera/genus corpora/corpus crura/crus foramina/foramen lumina/lumen
        stigmata/stigma stomata/stoma sarcomata/sarcoma criteria/criterion ganglia/ganglion phenomena/phenomenon
        mitochondria/mitochondrion spermatozoa/spermatozoon dice/die geese/goose oxen/ox
        """.split()
)
HISSING: Final = ("s", "x", "ch", "sh", "z", "o")
SINGULAR: Final = frozenset("lens gas news bias".split())
"""Words that look like the plural of another word."""
ENDINGS: Final = {
    "en": ("s", "es"),
    "de": ("n", "en", "e", "er", "s", "nen", "es", "em"),
    "nl": ("en", "s", "n", "e"),
    "fr": ("s", "x", "e", "es"),
    "es": ("s", "es"),
    "pt": ("s", "es"),
    "it": (),
    "sv": ("ar", "or", "er", "n"),
}
"""What a regular plural adds to a word, by language."""
LATIN: Final = (("ae", "a"), ("i", "us"), ("a", "um"), ("es", "is"), ("ies", "y"), ("ves", "f"))


@lru_cache(maxsize=1024)
def standard(word: str) -> str:
    """A word in American spelling."""
    if not word.isalpha() or not word.isascii() or len(word) < 4:
        return WHOLE.get(word, word)
    if word in WHOLE:
        return WHOLE[word]
    word = BRITISH.sub(lambda found: AMERICAN[found[0]], word)
    word = IZE.sub(r"\1z", word)
    return DOUBLED.sub(lambda found: found[0][:-1], word)


def is_plural(many: str, one: str, language: str = "en") -> bool:
    """Whether a word is the regular plural of another."""
    if IRREGULAR.get(many) == one:
        return True
    if len(one) < 3 or many == one or many.endswith("ss") or many in SINGULAR:
        return False
    if language[:2] == "en":
        regular = many == f"{one}s" or (one.endswith(HISSING) and many == f"{one}es")
        return regular or (len(one) > 4 and any(_swaps(many, one, pair) for pair in LATIN))
    return any(many == one + ending for ending in ENDINGS.get(language[:2], ("s", "es")))


def _swaps(many: str, one: str, pair: tuple[str, str]) -> bool:
    plural, singular = pair
    stem = len(one) - len(singular)
    return one.endswith(singular) and many == one[:stem] + plural


@lru_cache(maxsize=4096)
def same_word(one: str, other: str, language: str = "en") -> bool:
    """Whether two folded words are the same but for spelling variants or plural."""
    if one == other:
        return True
    if one[:1] != other[:1] and one[-1:] != other[-1:]:
        return False
    a, b = standard(one), standard(other)
    return a == b or is_plural(a, b, language) or is_plural(b, a, language)
