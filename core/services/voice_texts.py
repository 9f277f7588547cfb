"""What remarks are about and which are bad, by their scores, their words and the seller's own say.

Words are read in parts that are remembered, so that one remark more does not have all read anew.
"""

from collections.abc import Collection
from enum import StrEnum
from functools import lru_cache
from typing import Final

import numpy as np
import pandas as pd

from core.analysis import voice_themes
from core.analysis.voice_themes import Rule
from core.terms.voice import LOW_TO

PART: Final = 500
"""Texts that are read together."""

_PARTS_KEPT: Final = 128


class Mood(StrEnum):
    """Why a remark is bad, or that it is not known to be."""

    SAID = "said"
    """The seller says so."""
    SCORE = "score"
    GUESS = "guess"
    """Its words sound so; nobody gave a score."""
    NONE = ""


def moods(remarks: pd.DataFrame, blamed: Collection[int]) -> "pd.Series[str]":
    """The mood of each remark.

    Args:
        remarks: the columns ``id``, ``is_negative``, ``scale`` and ``score``.
        blamed: the numbers of those that sound displeased as they were read, so that every tab
            tells the same guess.
    """
    said = remarks["is_negative"]
    unsaid = said.isna().to_numpy()
    limit = remarks["scale"].map({scale.value: low for scale, low in LOW_TO.items()})
    score = remarks["score"].astype("Float64")
    low = (score <= limit.astype("Float64")).fillna(value=False).to_numpy(dtype=np.bool_)
    open_texts = unsaid & score.isna().to_numpy()
    bad = open_texts & remarks["id"].isin(list(blamed)).to_numpy(dtype=np.bool_)
    of = np.select(
        [(said == 1).fillna(value=False).to_numpy(dtype=np.bool_), unsaid & low, bad],
        [Mood.SAID.value, Mood.SCORE.value, Mood.GUESS.value],
        default=Mood.NONE.value,
    )
    return pd.Series(of, index=remarks.index, dtype=object)


def themes(texts: "pd.Series[str]", rules: tuple[Rule, ...]) -> pd.DataFrame:
    """The words that say what each text is about: ``text`` (its place), ``theme``, ``word``.

    Those that name a fault first, then in the order in which they stand.
    """
    parts = []
    values = texts.fillna("").astype(object).tolist()
    for at in range(0, len(values), PART):
        part = _themes(tuple(values[at : at + PART]), rules)
        parts.append(part.assign(text=part["text"] + at))
    if not parts:
        return pd.DataFrame({"text": [], "theme": [], "word": []})
    return pd.concat(parts, ignore_index=True)


@lru_cache(maxsize=_PARTS_KEPT)
def _themes(texts: tuple[str, ...], rules: tuple[Rule, ...]) -> pd.DataFrame:
    found = voice_themes.found(pd.Series(texts, dtype=object), rules)
    fault = found["is_problem"] & ~found["is_denied"]
    ordered = found.assign(rank=~fault).sort_values(["text", "rank", "start"], kind="stable")
    return ordered[["text", "theme", "word"]].reset_index(drop=True)
