"""Make quiz/words.txt.gz, the list of real words, which are never forgiven as misspellings.

    .venv/bin/pip install -e '.[words]'
    .venv/bin/python docs/word_list.py

It has the words of Webster (1934, public domain) that are still in use, the words of pyspellchecker (MIT), the terms
of ICD-10-CM (public domain), and the drug names of drug-named-entity-recognition (MIT), from MeSH, the NHS, DrugBank's
open vocabulary (CC0) and Wikidata. wordfreq is only used to decide which of Webster's words are in use.
"""

import bz2
import gzip
import pickle
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import drug_named_entity_recognition
import english_words
import simple_icd_10_cm
import spellchecker
import wordfreq

LIST: Final = Path(__file__).parent.parent / "quiz" / "words.txt.gz"
HEAD: Final = (
    "# Words of English, medical terms and names of drugs, by docs/word_list.py. Sources: Webster 1934 and ICD-10-CM "
    "(public domain), pyspellchecker (MIT), drug-named-entity-recognition (MIT; MeSH, NHS, DrugBank CC0, Wikidata)."
)
SHORTEST, LONGEST = 4, 20
WORD: Final = re.compile(rf"[a-z]{{{SHORTEST},{LONGEST}}}")


def words(texts: Iterable[str]) -> set[str]:
    """The words in these texts in which a slip could be forgiven, by their length."""
    return {word for text in texts for word in re.findall(r"[a-z]+", text.lower()) if WORD.fullmatch(word)}


def drugs() -> set[str]:
    """Drug names of one word, without codes and variants that only add or drop a final e."""
    found = Path(drug_named_entity_recognition.__file__).with_name("drug_ner_dictionary.pkl.bz2")
    with bz2.open(found) as file:
        data = pickle.load(file)
    names, own = (
        {name.lower() for name in data[key]} for key in ("drug_variant_to_canonical", "drug_canonical_to_data")
    )
    foreign = {name for name in names - own if f"{name}e" in own or name.removesuffix("e") in own}
    return {name for name in names - foreign if WORD.fullmatch(name)}


def main() -> None:
    used = wordfreq.get_frequency_dict("en", "large").keys()
    webster = words(english_words.get_english_words_set(["web2"], alpha=True)) & used
    common = words(spellchecker.SpellChecker().word_frequency.keys())
    terms = words(map(simple_icd_10_cm.get_description, simple_icd_10_cm.get_all_codes()))
    listed = sorted(webster | common | terms | drugs())
    LIST.write_bytes(gzip.compress("\n".join([HEAD, *listed, ""]).encode(), mtime=0))
    print(f"{len(listed):,} words, {LIST.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
