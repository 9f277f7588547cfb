"""What a review or a remark is about, by a list of words anybody can read and change.

A text is about a theme if it has one of its words. It complains of it if one of them names a fault
that is not denied: 배송이 늦지 않았어요 is about delivery and complains of nothing. Each place in a
text speaks for one theme, that of the longest word: 배송비 is about the price. Rules find words,
never meanings, which is why the found words are handed out too.
"""

import csv
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from core.i18n.stems import Finder, Place, Stem, composed

WORDS: Final = Path(__file__).with_name("voice_themes.csv")
"""The words of each theme. A space in one stands for a particle, a space, both or nothing."""


class Theme(StrEnum):
    """What shops are praised and blamed for. A seller may add themes by names of her own."""

    DELIVERY = "delivery"
    QUALITY = "quality"
    PRICE = "price"
    SERVICE = "service"
    RETURNS = "returns"
    PACKING = "packing"
    SIZE = "size"
    COLOUR = "colour"


class Kind(StrEnum):
    """What a word says of its theme."""

    TOPIC = "topic"
    """The text is about it."""
    PROBLEM = "problem"
    """The text complains of it, unless the word is denied."""
    EXCEPT = "except"
    """The text is about something else, although a word of the theme is in it."""


class Rule(NamedTuple):
    """One word of one theme."""

    theme: str
    word: str
    kind: Kind = Kind.TOPIC
    place: Place = Place.ANYWHERE


@lru_cache(maxsize=1)
def own() -> tuple[Rule, ...]:
    """The rules the program brings along."""
    with WORDS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Rule(row["theme"], row["word"], Kind(row["kind"]), Place(row["place"]))
            for row in csv.DictReader(file)
        )


def rules(added: Iterable[Rule] = (), removed: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules with what a seller changed.

    Args:
        added: her words; one that is there already gets the theme and kind she gave it.
        removed: words that are to count no more, hers or ours.
    """
    by_word = {_plain(rule.word): rule for rule in (*own(), *added)}
    for word in removed:
        by_word.pop(_plain(word), None)
    by_word.pop("", None)
    return tuple(by_word.values())


def names(by: Sequence[Rule]) -> list[str]:
    """The themes of some rules: ours in their order, then hers."""
    there = {rule.theme for rule in by}
    return [one for one in Theme if one in there] + sorted(there - set(Theme))


def found(texts: "pd.Series[str]", by: tuple[Rule, ...] | None = None) -> pd.DataFrame:
    """The words that say what texts are about, one row each, in the order of the texts.

    Args:
        texts: what was written; an empty place has no words.
        by: the rules, of ``rules``.

    Returns:
        ``text`` (its place in ``texts``, from 0), ``theme``, ``word`` as written, ``start`` and
        ``end`` in the composed text, ``rule`` (its place in ``by``), ``is_problem`` and
        ``is_denied``.
    """
    by = own() if by is None else by
    told = _finder(by).find(texts.fillna("").astype(object))
    kinds = np.array([rule.kind for rule in by], dtype=object)
    themes = np.array([rule.theme for rule in by], dtype=object)
    frame = pd.DataFrame(
        {
            "text": told.text,
            "theme": themes[told.stem],
            "word": pd.Series(told.words, dtype=object),
            "start": told.start,
            "end": told.end,
            "rule": told.stem,
            "is_problem": kinds[told.stem] == Kind.PROBLEM,
            "is_denied": told.denied,
        }
    )
    is_told = pd.Series(kinds[told.stem] != Kind.EXCEPT, dtype=bool)
    return frame.loc[is_told].reset_index(drop=True)


def flags(
    words: pd.DataFrame, texts: "pd.Series[str]", themes: Sequence[str], *, problems: bool
) -> pd.DataFrame:
    """Which text is about which theme: one row a text, one column a theme.

    Args:
        words: what ``found`` found.
        texts: what it searched.
        themes: the columns.
        problems: only those that complain of it.
    """
    kept = words[words["is_problem"] & ~words["is_denied"]] if problems else words
    table = np.zeros((len(texts), len(themes)), dtype=np.bool_)
    columns = pd.Index(themes).get_indexer(pd.Index(kept["theme"]))
    is_column = columns >= 0
    table[kept["text"].to_numpy()[is_column], columns[is_column]] = True
    return pd.DataFrame(table, index=texts.index, columns=list(themes))


@lru_cache(maxsize=8)
def _finder(by: tuple[Rule, ...]) -> Finder:
    return Finder([Stem(rule.word, rule.place) for rule in by])


def _plain(word: str) -> str:
    """A word as it is compared: composed, in small letters, without spaces around it."""
    return " ".join(composed(word).lower().split())
