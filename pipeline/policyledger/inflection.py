"""English nouns between singular and plural, by rule and a short list of the words no rule covers.

Both functions keep the case of what they are given and leave alone what they do not know to be a plural: `singular`
of a word that is no plural is the word itself ("analysis", "bus", "GPS", "logistics").
"""

from __future__ import annotations

IRREGULAR = {
    "man": "men",
    "person": "people",
    "child": "children",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
    "ox": "oxen",
    "quiz": "quizzes",
    "life": "lives",
    "wife": "wives",
    "midwife": "midwives",
    "housewife": "housewives",
    "knife": "knives",
    "leaf": "leaves",
    "half": "halves",
    "shelf": "shelves",
    "wolf": "wolves",
    "calf": "calves",
    "loaf": "loaves",
    "thief": "thieves",
    "self": "selves",
    "wharf": "wharves",
    "criterion": "criteria",
    "phenomenon": "phenomena",
    "bacterium": "bacteria",
    "medium": "media",
    "memorandum": "memoranda",
    "consortium": "consortia",
    "curriculum": "curricula",
    "spectrum": "spectra",
    "stratum": "strata",
    "addendum": "addenda",
    "alga": "algae",
    "larva": "larvae",
    "formula": "formulae",
    "fungus": "fungi",
    "nucleus": "nuclei",
    "stimulus": "stimuli",
    "index": "indices",
    "matrix": "matrices",
    "vertex": "vertices",
    "appendix": "appendices",
    "bureau": "bureaux",
    "plateau": "plateaux",
    "analysis": "analyses",
    "axis": "axes",
    "crisis": "crises",
    "thesis": "theses",
    "hypothesis": "hypotheses",
    "synthesis": "syntheses",
    "diagnosis": "diagnoses",
    "emphasis": "emphases",
    "oasis": "oases",
    "basis": "bases",
    "lens": "lenses",
    "gas": "gases",
    "biogas": "biogases",
    "bias": "biases",
    "atlas": "atlases",
    "canvas": "canvases",
    "alias": "aliases",
    "taxi": "taxis",
    "menu": "menus",
    "guru": "gurus",
    "movie": "movies",
    "cookie": "cookies",
    "calorie": "calories",
    "kilocalorie": "kilocalories",
    "prairie": "prairies",
    "cache": "caches",
    "niche": "niches",
    "ache": "aches",
    "headache": "headaches",
    "avalanche": "avalanches",
    "creche": "creches",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "hero": "heroes",
    "echo": "echoes",
    "veto": "vetoes",
    "cargo": "cargoes",
    "volcano": "volcanoes",
    "mosquito": "mosquitoes",
    "embargo": "embargoes",
    "tornado": "tornadoes",
    "buffalo": "buffaloes",
    "mango": "mangoes",
    "motto": "mottoes",
}
"""Singular → plural, for the nouns the rules below get wrong."""

# Plurals that are spelt in more than one way, or that are the plural of two words: the commoner reading here.
ALSO_PLURAL = {
    "formulas": "formula",
    "indexes": "index",
    "bureaus": "bureau",
    "plateaus": "plateau",
    "persons": "person",
    "bases": "base",
    "consortiums": "consortium",
    "mangos": "mango",
    "cargos": "cargo",
    "volcanos": "volcano",
}

_INVARIABLE = """
    aircraft spacecraft watercraft hovercraft rotorcraft series species means news headquarters premises data
    equipment information sheep deer fish salmon cattle offspring personnel crossroads gallows barracks customs goods
    arms sus measles diabetes rabies scabies herpes physics economics politics ethics mechanics acoustics optics
    dynamics genetics athletics hydraulics linguistics ceramics thermodynamics plus minus versus thus this his its is
    was has as us yes across less perhaps always towards afterwards besides sometimes overseas does lens gas bias
    atlas canvas alias biogas syngas texas kansas arkansas bahamas honduras vegas christmas chaos cosmos ethos pathos
    asbestos thermos laos barbados maldives netherlands philippines seychelles wales
"""
INVARIABLE = frozenset(_INVARIABLE.split())
INVARIABLE_ENDINGS = ("nomics", "tronics", "botics", "onics", "matics", "nautics", "lytics", "gistics", "omics")
NOT_MEN = frozenset(
    {"specimen", "regimen", "abdomen", "acumen", "omen", "amen", "yemen", "semen", "stamen", "hymen", "men"}
)
# Nouns and verbs in -use; all other words in -uses are plurals of nouns in -us.
USES = frozenset(
    {
        "uses",
        "reuses",
        "misuses",
        "overuses",
        "abuses",
        "fuses",
        "infuses",
        "diffuses",
        "refuses",
        "excuses",
        "accuses",
        "ruses",
        "muses",
    }
)

_IRREGULAR_SINGULAR = {plural: single for single, plural in IRREGULAR.items()} | ALSO_PLURAL


def singular(word: str) -> str:
    """The singular of an English noun, in the case of the word given; any other word unchanged.

    >>> singular("industries"), singular("Batteries"), singular("buses"), singular("NEVs"), singular("logistics")
    ('industry', 'Battery', 'bus', 'NEV', 'logistics')
    """
    if len(word) < 3 or not word[-1].isalpha():
        return word
    if word[-1] == "s" and len(word) > 2 and word[:-1].isupper():
        return word[:-1]  # NEVs
    if word.isupper():
        return word if len(word) < 6 else singular(word.lower()).upper()  # GPS, but INDUSTRIES
    return _like(word, _singular(word.lower()))


def plural(word: str) -> str:
    """The plural of an English noun given in the singular, in its case; words without one unchanged.

    >>> plural("industry"), plural("Bus"), plural("analysis"), plural("NEV"), plural("aircraft")
    ('industries', 'Buses', 'analyses', 'NEVs', 'aircraft')
    """
    if not word or not word[-1].isalpha():
        return word
    if word.isupper() and len(word) > 1:
        return word + "s" if len(word) < 6 else plural(word.lower()).upper()
    return _like(word, _plural(word.lower()))


def _singular(word: str) -> str:
    known = _IRREGULAR_SINGULAR.get(word)
    if known:
        return known
    if word in INVARIABLE or word.endswith(INVARIABLE_ENDINGS):
        return word
    if word.endswith("men") and word not in NOT_MEN:
        return word[:-3] + "man"
    if word[-1] != "s" or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("ches", "shes", "sses", "xes", "zzes", "tzes")):
        return word[:-2]
    if word.endswith("uses") and word not in USES and not word.endswith(("auses", "ouses")):
        return word[:-2]
    return word[:-1]


def _plural(word: str) -> str:
    known = IRREGULAR.get(word)
    if known:
        return known
    if word in INVARIABLE or word.endswith(INVARIABLE_ENDINGS):
        return word
    if word.endswith("man") and not word.endswith(("human", "german", "roman", "ottoman", "talisman")):
        return word[:-3] + "men"
    if word.endswith("sis"):
        return word[:-2] + "es"
    if word[-1] == "y" and len(word) > 1 and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def _like(model: str, word: str) -> str:
    """`word` with the letters it shares with `model` in the model's case."""
    if model.islower():
        return word
    same = 0
    for ours, theirs in zip(model.lower(), word, strict=False):
        if ours != theirs:
            break
        same += 1
    tail = word[same:]
    return model[:same] + (tail.upper() if len(model) > 1 and model.isupper() else tail)
