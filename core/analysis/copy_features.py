"""What a text does, told by rules anybody can check: each names the words it found.

A rule finds words and signs, never meanings: "free" in "feel free" counts as a benefit. That is
why whoever is told of a feature is shown the words too.
"""

import csv
import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]


class Feature(StrEnum):
    """Something that a text has or has not."""

    NAME = "name"
    """It calls the reader by name: a place for it stands in the text."""
    YOU = "you"
    """It speaks to the reader."""
    NUMBER = "number"
    QUESTION = "question"
    EXCLAMATION = "exclamation"
    EMOJI = "emoji"
    QUOTE = "quote"
    """It quotes somebody."""
    BENEFIT = "benefit"
    """It promises an advantage: a discount, something free."""
    HURRY = "hurry"
    """It presses for time."""
    PROOF = "proof"
    """It tells what others did or said."""
    SAFETY = "safety"
    """It takes a worry away."""
    CURIOUS = "curious"
    """It holds something back that the reader wants to know."""
    WARNING = "warning"
    """It says what is bad or goes wrong."""
    SHORT = "short"
    """It is at least a fifth shorter than the longest text it was tested against."""


SHORTER: Final = 0.8
"""A short text has at most this part of the letters of the longest one of its test."""

WORDS: Final = Path(__file__).with_name("copy_words.csv")
"""The words of each feature: English whole words, Korean beginnings of words wherever they stand,
what a place for a name is called, and how questions without a mark end."""


def _read() -> dict[tuple[str, str], list[str]]:
    """The words by feature and kind."""
    found: dict[tuple[str, str], list[str]] = {}
    with WORDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["feature"], row["kind"]), []).append(row["word"])
    return found


def _any(words_: Sequence[str]) -> str:
    return "|".join(map(re.escape, words_))


_LISTS: Final = _read()
_SIGNS: Final = {
    Feature.NAME: (rf"[\[{{(<%#]\s*[{{\[]?\s*(?:{_any(_LISTS['name', 'place'])})\s*[\]}})>%#]"),
    Feature.NUMBER: r"\d[\d,.]*\s?(?:%|percent)?",
    Feature.QUESTION: (rf"[?？]|(?:{_any(_LISTS['question', 'ending'])})(?=\s|$|[.!…\"'”])"),
    Feature.EXCLAMATION: r"[!！]",
    Feature.EMOJI: "[\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001faff]",
    Feature.QUOTE: "[\"“”「」『』]|(?<!\\w)['‘][^'‘]{2,}['](?!\\w)",
}
_ENDS: Final = (Feature.QUESTION, Feature.EXCLAMATION)
"""Signs that say more with the word in front of them."""

_WORD: Final = re.compile(r"[a-z](?:[a-z]|['-](?=[a-z]))*")

WORDED: Final = tuple(one for one in Feature if one is not Feature.SHORT)
"""The features that a text has by itself, in the order of the columns of ``flags``."""

_SIGN_RULES: Final = {one: re.compile(sign, re.IGNORECASE) for one, sign in _SIGNS.items()}
_TOLD_RULES: Final = _SIGN_RULES | {
    one: re.compile(rf"\S{{0,12}}(?:{_SIGNS[one]})") for one in _ENDS
}
_WORD_SETS: Final = {
    Feature(name): frozenset(some) for (name, kind), some in _LISTS.items() if kind == "en"
}
_STEM_RULES: Final = {
    Feature(name): re.compile(_any(some)) for (name, kind), some in _LISTS.items() if kind == "ko"
}


def words(text: str) -> dict[Feature, tuple[str, ...]]:
    """What a text does and the words that say so, each word once, in the order of the text."""
    told = _straight(text)
    found = {one: [match.group().strip() for match in rule.finditer(told)]
             for one, rule in _TOLD_RULES.items()}  # fmt: skip
    english = list(_WORD.finditer(told.lower()))
    for one, rule in _STEM_RULES.items():
        places = [(match.start(), match.group()) for match in rule.finditer(told)]
        places += [
            (match.start(), told[match.start() : match.end()])
            for match in english
            if match.group() in _WORD_SETS[one]
        ]
        found[one] = [word for _, word in sorted(places)]
    return {one: tuple(dict.fromkeys(found[one])) for one in WORDED if found[one]}


def flags(texts: Sequence[str]) -> Flags:
    """Which text has which feature: one row a text, one column for each of ``WORDED``."""
    bits = np.fromiter(map(_bits, texts), dtype=np.int64, count=len(texts))
    places = np.arange(len(WORDED))
    return np.asarray((bits[:, None] >> places) & 1, dtype=np.bool_)


def short(lengths: npt.NDArray[np.int64], tests: npt.NDArray[np.int64]) -> Flags:
    """Which texts are short beside the longest one of their test.

    Args:
        lengths: letters of each text.
        tests: the number of its test, from 0.
    """
    longest = np.zeros(int(tests.max(initial=-1)) + 1, dtype=np.int64)
    np.maximum.at(longest, tests, lengths)
    return np.asarray(lengths <= SHORTER * longest[tests])


@lru_cache(maxsize=100_000)
def _bits(text: str) -> int:
    """The features of a text, one bit each; what ``words`` finds, without the words."""
    told = _straight(text)
    english = set(_WORD.findall(told.lower()))
    korean = not told.isascii()
    found = 0
    for place, one in enumerate(WORDED):
        if one in _SIGN_RULES:
            has = _SIGN_RULES[one].search(told) is not None
        else:
            has = not _WORD_SETS[one].isdisjoint(english)
            has = has or (korean and _STEM_RULES[one].search(told) is not None)
        found |= has << place
    return found


def _straight(text: str) -> str:
    """A text with one kind of apostrophe; its letters stay in their places."""
    return text.replace("’", "'")
