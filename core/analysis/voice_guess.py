"""A first guess whether somebody is pleased, of texts that came without stars.

By a list of words anybody can read: those that praise against those that blame, each turned round
where it is denied. Where neither outweighs the other it cannot be told, which is an answer of its
own and never a half. Reviews with stars need no guess: their stars say it.
"""

import csv
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.i18n.stems import Finder, Found, Place, Stem

Signs = npt.NDArray[np.int64]

WORDS: Final = Path(__file__).with_name("voice_stems.csv")
"""Words that praise (1) and blame (-1), and those that look like one and are neither (0)."""


def found(texts: "pd.Series[str]") -> pd.DataFrame:
    """The words a guess rests on, in the order of the texts.

    Returns:
        ``text`` (its place in ``texts``, from 0), ``word`` as written, ``start`` and ``end`` in
        the composed text, ``sign`` (1 or -1, turned round where denied) and ``is_denied``.
    """
    told, signs = _told(texts)
    frame = pd.DataFrame(
        {
            "text": told.text,
            "word": pd.Series(told.words, dtype=object),
            "start": told.start,
            "end": told.end,
            "sign": signs,
            "is_denied": told.denied,
        }
    )
    return frame.loc[frame["sign"] != 0].reset_index(drop=True)


def guesses(texts: "pd.Series[str]") -> pd.DataFrame:
    """Whether each text is pleased, as far as its words tell.

    Returns:
        one row a text, with its index: ``good`` and ``bad`` (how many words say so) and
        ``is_pleased``, which is ``NA`` where it cannot be told.
    """
    told, signs = _told(texts)
    good, bad = (np.bincount(told.text[signs == sign], minlength=len(texts)) for sign in (1, -1))
    pleased = pd.array(good > bad, dtype="boolean")
    pleased[good == bad] = pd.NA
    return pd.DataFrame({"good": good, "bad": bad, "is_pleased": pleased}, index=texts.index)


def blames(texts: "pd.Series[str]") -> npt.NDArray[np.bool_]:
    """Whether words of each text blame and none praises."""
    told = guesses(texts)
    return np.asarray((told["bad"] > 0) & (told["good"] == 0), dtype=np.bool_)


def _told(texts: "pd.Series[str]") -> tuple[Found, Signs]:
    finder, signs = _list()
    told = finder.find(texts.fillna("").astype(object))
    return told, np.where(told.denied, -1, 1) * signs[told.stem]


@lru_cache(maxsize=1)
def _list() -> tuple[Finder, Signs]:
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    finder = Finder([Stem(row["word"], Place(row["place"])) for row in rows])
    return finder, np.array([int(row["sign"]) for row in rows], dtype=np.int64)
