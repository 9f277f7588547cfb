"""What a customer is interested in, by the words that products have in common.

A word, or two words in a row, is an interest when it stands in the names of several products of
the shop, but not in those of most of them: what every product is called tells nothing. Of a word
and a longer phrase that name the same purchases the phrase is kept: mountain running, and not
running. Words of advertising (``customers_interests.csv``), numbers and sizes, and whatever stands
in brackets are no interests.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

LEAST_PRODUCTS: Final = 2
"""A word is an interest when so many products share it."""

MOST_SHARE: Final = 0.5
"""A word that stands in more of the names tells nothing, in a shop of ``SHARE_FROM`` products."""
SHARE_FROM: Final = 4

WORDS: Final = Path(__file__).with_name("customers_interests.csv")
"""Words that are no interest, and units by which sizes are known."""

MOST: Final = 8
"""So many interests of one customer are told."""

_BRACKETS: Final = re.compile(r"\[[^\]]*\]|\([^)]*\)|【[^】]*】|<[^>]*>|\{[^}]*\}")
_WORD: Final = re.compile(r"[^\W_]+")
_SIZE: Final = re.compile(r"\d+(?P<unit>\D*)")
_LATIN: Final = re.compile(r"[a-z]{1,3}")
_LEAST_LETTERS: Final = 2


class Taken(NamedTuple):
    """A product that a customer bought: its number, its name and on how many days."""

    product: int
    name: str
    days: int


@dataclass(frozen=True, slots=True)
class Interest:
    """What somebody is interested in.

    Attributes:
        word: the word or phrase, as the first of the products has it.
        products: the names of the products that were bought.
        days: on how many days such a product was bought, a day counted once a product.
    """

    word: str
    products: tuple[str, ...]
    days: int


def common(names: Iterable[str]) -> frozenset[str]:
    """The phrases that several products of a shop share, and not most of them."""
    told = [set(map(str.lower, phrases(name))) for name in names]
    counts = Counter(phrase for one in told for phrase in one)
    most = MOST_SHARE * len(told) if len(told) >= SHARE_FROM else len(told)
    return frozenset(
        phrase for phrase, number in counts.items() if LEAST_PRODUCTS <= number <= most
    )


def interests(bought: Sequence[Taken], shared: Collection[str]) -> list[Interest]:
    """What a customer is interested in, what was bought on most days first.

    Args:
        bought: the products that were bought.
        shared: the phrases that count, as ``common`` tells them.
    """
    by_phrase: dict[str, dict[int, Taken]] = {}
    spelt: dict[str, str] = {}
    for one in bought:
        for phrase in phrases(one.name):
            key = phrase.lower()
            if key in shared:
                spelt.setdefault(key, phrase)
                by_phrase.setdefault(key, {})[one.product] = one
    kept = [key for key in by_phrase if not _is_covered(key, by_phrase)]
    found = [
        Interest(
            spelt[key], tuple(dict.fromkeys(it.name for it in by_phrase[key].values())),
            sum(it.days for it in by_phrase[key].values()),
        )
        for key in kept
    ]  # fmt: skip
    return sorted(found, key=lambda it: (-it.days, -len(it.word), it.word))[:MOST]


def phrases(name: str) -> Iterator[str]:
    """The words of the name of a product that could be an interest, and each two in a row."""
    for part in _BRACKETS.split(name):
        words = [None if _is_empty(word) else word for word in _WORD.findall(part)]
        yield from (word for word in words if word is not None)
        for first, second in pairwise(words):
            if first is not None and second is not None:
                yield f"{first} {second}"


def _is_covered(key: str, by_phrase: Mapping[str, Mapping[int, Taken]]) -> bool:
    """Whether a longer phrase names the same purchases."""
    return any(
        key in other.split(" ") and by_phrase[other].keys() == by_phrase[key].keys()
        for other in by_phrase
        if other != key
    )


def _is_empty(word: str) -> bool:
    small = word.lower()
    return len(word) < _LEAST_LETTERS or _is_size(small) or small in _listed("empty")


def _is_size(word: str) -> bool:
    """Whether it is a number, with or without a unit."""
    found = _SIZE.fullmatch(word)
    if found is None:
        return False
    unit = found["unit"]
    return not unit or bool(_LATIN.fullmatch(unit)) or unit in _listed("unit")


@cache
def _listed(kind: str) -> frozenset[str]:
    told = WORDS.read_text("utf-8").splitlines()[1:]
    pairs = [line.partition(",") for line in told]
    return frozenset(word for of, _comma, word in pairs if of == kind)
