"""Which words part reviews of few stars from reviews of many.

Log-odds ratios with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin'
Words", Political Analysis 16:372, eq. 15, 16 and 22): the prior is how often a word stands in all
reviews, so neither words everybody uses nor words somebody used once come out on top.
"""

import re
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtr

from core.i18n.stems import bare, composed
from core.stats.multiplicity import benjamini_hochberg

Flags = npt.NDArray[np.bool_]

PRIOR_WORDS: Final = 500.0
"""So many words does the prior count for (the α₀ of the paper)."""

LEAST_REVIEWS: Final = 5
"""Reviews a word stands in, below which it is not named."""

LOW_TO: Final = 2
HIGH_FROM: Final = 4

_WORD: Final = re.compile(r"[가-힣]{2,}|[a-z]{2,}|\n")


def words(texts: "pd.Series[str]") -> pd.DataFrame:
    """The words of each text without particles, each once: ``text`` (its place) and ``word``."""
    lines = (one.replace("\n", " ") for one in texts.fillna("").astype(object))
    found = np.array(_WORD.findall(composed("\n".join(lines)).lower()), dtype=object)
    is_break = found == "\n"
    text = np.cumsum(is_break)[~is_break]
    codes, different = pd.factorize(found[~is_break])
    plain = np.array([bare(word) for word in different], dtype=object)
    told = plain[codes] if len(plain) else np.array([], dtype=object)
    return pd.DataFrame({"text": text, "word": told}).drop_duplicates(ignore_index=True)


def keywords(texts: "pd.Series[str]", stars: "pd.Series[int]") -> pd.DataFrame:
    """The words of reviews, those of few stars first and those of many last.

    Reviews of one and two stars are held against those of four and five; those of three and
    those without stars count for the prior only. A review says a word once, however often.

    Returns:
        ``word``, ``low`` and ``high`` (reviews of few and of many stars it stands in), ``log_odds``
        (above 0: rather of few stars), ``z`` (that in standard deviations), and ``p``, adjusted
        over all words named (Benjamini and Hochberg). Empty where one kind of reviews has no words.
    """
    said = words(texts)
    number = stars.to_numpy(dtype=np.float64, na_value=np.nan)[said["text"].to_numpy()]
    counts = pd.DataFrame(
        {"word": said["word"], "low": number <= LOW_TO, "high": number >= HIGH_FROM, "all": True}
    )
    table = counts.groupby("word", sort=True)[["low", "high", "all"]].sum()
    named = table.loc[table["all"] >= LEAST_REVIEWS]
    low, high, prior = (named[name].to_numpy(dtype=np.float64) for name in ("low", "high", "all"))
    of_low, of_high = low.sum(), high.sum()
    if not (of_low and of_high):
        named = named.iloc[:0]
        low = high = prior = np.empty(0)
    alpha = PRIOR_WORDS * prior / max(prior.sum(), 1)
    odds = [
        np.log((mine + alpha) / (total + PRIOR_WORDS - mine - alpha))
        for mine, total in ((low, of_low), (high, of_high))
    ]
    log_odds = odds[0] - odds[1]
    z = log_odds / np.sqrt(1 / (low + alpha) + 1 / (high + alpha))
    p = benjamini_hochberg((2 * ndtr(-np.abs(z))).tolist())
    frame = pd.DataFrame(
        {
            "word": named.index.to_numpy(dtype=object),
            "low": low.astype(np.int64),
            "high": high.astype(np.int64),
            "log_odds": log_odds,
            "z": z,
            "p": np.array(p, dtype=np.float64),
        }
    )
    return frame.sort_values(["z", "word"], ascending=[False, True], ignore_index=True)
