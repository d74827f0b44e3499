"""One and many: resources are named in English, and code and paths need both numbers of a word."""

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pluralizer import Pluralizer

Number = Literal["singular", "plural", "unknown"]

_LAST_WORD = re.compile(r"[^-_]*\Z")
_AS_YOU = re.compile(
    r"(?:eu|ewe|one(?!r)|once|uni(?!dent|mp|n)|us[aeiu]|ut[eio]|ubi|uk|ur[aily]|uuid|uv)"
)
_SILENT_H = re.compile(r"(?:hour|honest|hono|heir)")
_SPELLED_WITH_A_VOWEL = frozenset("aefhilmnorsx")

# Words that the library gets wrong in one direction or both, with their plurals.
_MISTAKEN = """
    ache aches avalanche avalanches axis axes basis bases bias biases cache caches cliche
    cliches creche creches ellipsis ellipses excuse excuses fuse fuses headache headaches lens
    lenses moustache moustaches muse muses neurosis neuroses niche niches oasis oases pelvis
    pelvises quiche quiches selfie selfies sku skus tranche tranches trellis trellises
"""
_PLURALS = dict(zip(_MISTAKEN.split()[::2], _MISTAKEN.split()[1::2], strict=True))
_SINGULARS = {many: one for one, many in _PLURALS.items() if many != "bases"}
# Words without a plural, or with the same one, that the library does not know as such.
_COLLECTIVE = ("data", "media", "series", "species")
_ALONE = """
    axi cach chaos chassis clothes cms corpora dns economics electronics ethics ethos formulae
    gps https kudos larvae len logistics mathematics means memoranda mosquitoes physics politics
    pos referenda sms tennis vetoes waltzes
    i me my we us our you he him she her it its they them their this that these those
    is are was were has have myself yourself itself themselves
"""


def singularize(word: str) -> str:
    """Give the singular of the last word of `word`: `order_lines` becomes `order_line`."""
    start, last = _split(word)
    return start + (_library().singular(last) if last else "")


def pluralize(word: str) -> str:
    """Give the plural of the last word of `word`: `order-line` becomes `order-lines`."""
    start, last = _split(word)
    return start + (_library().plural(last) if last else "")


def number_of(word: str) -> Number:
    """Say whether `word` speaks of one or of many; `unknown` unless there and back is certain.

    Unknown are words without a plural of their own (`news`), with a digit at the end, and those that
    the library gets wrong.
    """
    last = _split(word)[1]
    if not (last.isascii() and last.isalpha()) or last.endswith(_COLLECTIVE):
        return "unknown"
    if last in _PLURALS or last in _SINGULARS or last in _ALONE.split():
        return "unknown"
    one, many = singularize(last), pluralize(last)
    if one == many or len(one) < 2 or not (one.isalpha() and many.isalpha()):
        return "unknown"
    if one != last:
        return "plural" if pluralize(one) == last else "unknown"
    return "singular" if many != last and singularize(many) == last else "unknown"


def guess_both(word: str) -> tuple[str, str]:
    """Give the likeliest singular and plural of a word whose number is unknown, for a hint."""
    start, last = _split(word)
    separator = "-" if "-" in word else "_"
    if last in _PLURALS:
        return word, start + _PLURALS[last]
    if last in _SINGULARS:
        return start + _SINGULARS[last], word
    if (
        last in _ALONE.split()
        or last.endswith(_COLLECTIVE)
        or not last.isalpha()
        or singularize(last) == pluralize(last)
    ):
        return f"{word}{separator}item", word
    one = singularize(last)
    if last in {f"{one}s", f"{one}es"} and number_of(one) == "singular":
        return start + one, word
    if last.endswith("s") and not last.endswith(("ss", "us", "is")):
        return start + last[:-1], word
    return word, f"{word}es" if last.endswith("s") else f"{word}s"


def article(noun: str) -> str:
    """Give `a` or `an`, as the lower-case `noun` sounds."""
    first = re.split(r"[-_ ]", noun, maxsplit=1)[0]
    if len(first) == 1:
        return "an" if first in _SPELLED_WITH_A_VOWEL else "a"
    if _SILENT_H.match(first):
        return "an"
    return "an" if first[:1] in set("aeiou") and not _AS_YOU.match(first) else "a"


def _split(word: str) -> tuple[str, str]:
    found = _LAST_WORD.search(word)
    cut = found.start() if found else 0
    return word[:cut], word[cut:]


@cache
def _library() -> "Pluralizer":
    from pluralizer import Pluralizer

    return Pluralizer()  # type: ignore[no-untyped-call]
