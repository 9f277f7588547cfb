"""Learn from a shop's own reviews with stars how its pleased and displeased customers write.

Two to four letters in a row of a text (character n-grams, so that no word has to be taken apart)
are weighed by a logistic regression with a penalty on large weights. How often such a guess is
right is measured on reviews it was not learnt from. Nothing is drawn by chance: the same reviews
give the same guesses, in whatever order they come.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array, hstack
from scipy.special import expit

from core.stats.intervals import wilson
from core.stats.proportions import Tally

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LEAST_REVIEWS: Final = 300
"""Reviews of four or five and of one or two stars from which on something is learnt."""
LEAST_EACH: Final = 30
"""So many of each kind are among them."""
MOST_REVIEWS: Final = 5_000
"""More are not learnt from; the last ones count. Four times as many take ten times as long."""

PLEASED_FROM: Final = 4
DISPLEASED_TO: Final = 2
"""Three stars are neither."""

FOLDS: Final = 5
UNSURE: Final = 0.15
"""Nearer to one half than this a guess is none."""

GRAMS: Final = (2, 3, 4)
BINS: Final = 1 << 20
"""Letters in a row are told apart by a hash of so many values."""
STRENGTH: Final = 4.0
"""How much the reviews weigh against the penalty (the C of other programs)."""

_AT_ONCE: Final = 10_000
_NEWTON, _TURNS, _HALVES = 30, 60, 20
_FLAT, _CLOSE, _ENOUGH = 1e-6, 0.05, 1e-4
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_SHIFT: Final = np.uint64(29)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What was learnt: a weight of each hashed n-gram."""

    grams: Ints
    idf: Floats
    weights: Floats
    bias: float


@dataclass(frozen=True, slots=True)
class Learnt:
    """How a model does on reviews of the shop it was not learnt from.

    Attributes:
        model: learnt from all of them.
        right: how many guesses were right, of those that were made.
        told: of how many reviews a guess was made.
        pleased: how many guesses were right of those about pleased reviews,
        displeased: and of those about displeased ones.
        usual: the share of the more frequent kind, which is right without reading anything.
        different: how many texts differ; equal ones tell no more than one does.
    """

    model: Model
    right: Tally
    told: Tally
    pleased: Tally
    displeased: Tally
    usual: float
    different: int

    def interval(self, confidence: float = 0.95) -> tuple[float, float] | None:
        """Between which bounds the share of right guesses lies."""
        return wilson(self.right, confidence)


def learnt(
    texts: "pd.Series[str]", stars: "pd.Series[int]", blamed: Flags | None = None
) -> Learnt | None:
    """What the reviews of a shop teach; None while there are too few.

    The displeased weigh as much as the pleased, however few they are, so that a guess depends on
    the words and not on how most reviews end. Equal texts are never learnt from and tested at
    the same time.

    Args:
        texts: what was written, the last one last.
        stars: 1 to 5, of each.
        blamed: which have words that blame and none that praises, which outweighs what is learnt.
    """
    number = stars.fillna((PLEASED_FROM + DISPLEASED_TO) / 2)
    is_told = ((number >= PLEASED_FROM) | (number <= DISPLEASED_TO)) & texts.notna()
    kept = texts[is_told].astype(object).iloc[-MOST_REVIEWS:].map(plain)
    is_pleased = np.asarray(number[is_told].iloc[-MOST_REVIEWS:] >= PLEASED_FROM)
    if len(kept) < LEAST_REVIEWS or min(is_pleased.sum(), (~is_pleased).sum()) < LEAST_EACH:
        return None
    table = _table(list(kept))
    guess = _crossed(table, is_pleased, _folds(list(kept)))
    if blamed is not None:
        guess[blamed[np.asarray(is_told)][-MOST_REVIEWS:]] = 0.0
    is_guess = np.abs(guess - 0.5) >= UNSURE
    is_right = ((guess > 0.5) == is_pleased) & is_guess  # noqa: PLR2004

    def of(some: Flags) -> Tally:
        return Tally(int((is_right & some).sum()), int((is_guess & some).sum()))

    usual = max(is_pleased.mean(), 1 - is_pleased.mean())
    told = Tally(int(is_guess.sum()), len(kept))
    every = np.ones(len(kept), dtype=np.bool_)
    return Learnt(
        fitted(table, is_pleased), of(every), told, of(is_pleased), of(~is_pleased), float(usual),
        len(set(kept)),
    )  # fmt: skip


def guesses(model: Model, texts: "pd.Series[str]", blamed: Flags | None = None) -> pd.DataFrame:
    """Whether each text is pleased, by what was learnt.

    Returns:
        one row a text, with its index: ``chance`` that it is pleased were both kinds as frequent,
        and ``is_pleased``, ``NA`` where that cannot be told (also of a text nothing is known of).
        Where it is ``blamed`` it is 0, whatever was learnt.
    """
    told = list(texts.fillna("").astype(object).map(plain))
    parts = [_chances(model, told[at : at + _AT_ONCE]) for at in range(0, len(told), _AT_ONCE)]
    chance = np.concatenate([np.empty(0), *parts])
    if blamed is not None:
        chance[blamed] = 0.0
    pleased = pd.array(chance > 0.5, dtype="boolean")  # noqa: PLR2004
    pleased[~(np.abs(chance - 0.5) >= UNSURE)] = pd.NA
    return pd.DataFrame({"chance": chance, "is_pleased": pleased}, index=texts.index)


def plain(text: str) -> str:
    """A text as it is learnt from: composed, in small letters, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def fitted(table: csr_array, is_pleased: Flags) -> Model:
    """The weights that make the reviews likeliest, less a penalty on their squares.

    Minimises ½|w|² + C Σ c_i log(1 + exp(-y_i(w·x_i + b))), with c_i such that both kinds weigh
    alike. n-grams that only one review has teach nothing. Rows are n-grams weighted by their
    rarity, log((1 + n)/(1 + n_w)) + 1, of length 1 (Salton and Buckley 1988).
    """
    rows = table.shape[0]
    among = np.bincount(table.indices, minlength=BINS)
    grams = np.flatnonzero(among > 1)
    idf = np.log((1 + rows) / (1 + among[grams])) + 1
    each = np.where(is_pleased, 0.5 / is_pleased.mean(), 0.5 / (1 - is_pleased.mean()))
    ones = csr_array(np.ones((rows, 1)))
    given = hstack([_weighed(table, grams, idf), ones], format="csr")
    at = _least(given, np.where(is_pleased, 1.0, -1.0), STRENGTH * each)
    return Model(grams, idf, at[:-1], float(at[-1]))


def _least(given: csr_array, sign: Floats, each: Floats) -> Floats:
    """Weights, the last of which carries no penalty, by Newton's method.

    Each step is found by conjugate gradients (Nocedal and Wright 2006, algorithm 7.1) and halved
    until it helps. No linear algebra that runs in threads: where they wait for each other it took
    25 times as long, and sums may come out otherwise.
    """
    turned, squared = given.T.tocsr(), (given.multiply(given)).T.tocsr()
    penalty = np.append(np.ones(given.shape[1] - 1), 0.0)
    at = np.zeros(given.shape[1])
    value, margin = _loss(at, given @ at, penalty, sign, each)
    for _ in range(_NEWTON):
        wrong = expit(-margin * sign)
        slope = penalty * at - turned @ (each * sign * wrong)
        size = np.sqrt((slope**2).sum())
        if size < _FLAT * each.sum():
            break
        bend = each * wrong * (1 - wrong)
        step = _step(given, turned, (penalty, bend), -slope, penalty + squared @ bend)
        along, part, gain = given @ step, 1.0, (slope * step).sum()
        for _half in range(_HALVES):
            new = _loss(at + part * step, margin + part * along, penalty, sign, each)
            if new[0] <= value + _ENOUGH * part * gain:
                break
            part /= 2
        else:
            # However near, nothing is lower: what is left is rounding.
            break
        at, (value, margin) = at + part * step, new
    return at


def _loss(
    at: Floats, margin: Floats, penalty: Floats, sign: Floats, each: Floats
) -> tuple[float, Floats]:
    told = (each * np.logaddexp(0, -margin * sign)).sum()
    return float((penalty * at**2).sum() / 2 + told), margin


def _step(
    given: csr_array, turned: csr_array, bends: tuple[Floats, Floats], aim: Floats, scale: Floats
) -> Floats:
    """Where the curvature H leads: H s = aim, nearly, by conjugate gradients scaled by H_ii."""
    penalty, bend = bends
    step, left = np.zeros(len(aim)), aim.copy()
    way = left / scale
    worth = (left * way).sum()
    close = _CLOSE * np.sqrt((aim**2).sum())
    for _ in range(_TURNS):
        if np.sqrt((left**2).sum()) <= close:
            break
        curved = penalty * way + turned @ (bend * (given @ way))
        reach = worth / (way * curved).sum()
        step, left = step + reach * way, left - reach * curved
        scaled = left / scale
        worth, before = (left * scaled).sum(), worth
        way = scaled + worth / before * way
    return step


def _chances(model: Model, texts: list[str]) -> Floats:
    """The chance that each text is pleased; nan where none of its n-grams is known."""
    weighed = _weighed(_table(texts), model.grams, model.idf)
    chance = expit(weighed @ model.weights + model.bias)
    return np.where(np.diff(weighed.indptr) > 0, chance, np.nan)


def _crossed(table: csr_array, is_pleased: Flags, folds: Ints) -> Floats:
    """The chance that each review is pleased, by what was learnt from the other folds."""
    guess = np.full(len(is_pleased), 0.5)
    for fold in range(FOLDS):
        out = folds == fold
        rest = is_pleased[~out]
        if out.any() and rest.any() and not rest.all():
            model = fitted(table[~out], rest)
            weighed = _weighed(table[out], model.grams, model.idf)
            guess[out] = expit(weighed @ model.weights + model.bias)
    return guess


def _folds(texts: list[str]) -> Ints:
    return np.array([crc32(text.encode("utf-8", "surrogatepass")) % FOLDS for text in texts])


def _table(texts: list[str]) -> csr_array:
    """Which n-grams are in which text: one row a text, one column a hashed n-gram."""
    # A space on each side tells the beginning and the end of a text from its middle.
    joined = "".join(f" {text} " for text in texts)
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter((len(text) + 2 for text in texts), np.int64, count=len(texts))
    rows = np.repeat(np.arange(len(texts)), lengths)
    keys = np.unique(np.concatenate([_grams(letters, rows, size) for size in GRAMS]))
    at, gram = keys // BINS, keys % BINS
    starts = np.concatenate([[0], np.cumsum(np.bincount(at, minlength=len(texts)))])
    return csr_array((np.ones(len(keys)), gram, starts), shape=(len(texts), BINS))


def _grams(letters: npt.NDArray[np.uint32], rows: Ints, size: int) -> Ints:
    """Row and hash of each run of so many letters, as one number."""
    count = max(0, len(letters) - size + 1)
    mixed = np.full(count, size, dtype=np.uint64)
    for step in range(size):
        mixed = (mixed ^ letters[step : step + count]) * _MIX
        mixed ^= mixed >> _SHIFT
    is_whole = rows[:count] == rows[size - 1 : size - 1 + count]
    hashed = (mixed % np.uint64(BINS)).astype(np.int64)
    return np.asarray((rows[:count] * BINS + hashed)[is_whole])


def _weighed(table: csr_array, grams: Ints, idf: Floats) -> csr_array:
    """The n-grams that were learnt, the rare ones weighing more, each text of length 1."""
    weight, column = np.zeros(BINS), np.zeros(BINS, dtype=np.int64)
    weight[grams], column[grams] = idf, np.arange(len(grams))
    rows = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    values = weight[table.indices]
    is_kept = values > 0
    rows, values, places = rows[is_kept], values[is_kept], column[table.indices[is_kept]]
    length = np.sqrt(np.bincount(rows, values**2, minlength=table.shape[0]))
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=table.shape[0]))])
    shape = (table.shape[0], len(grams))
    return csr_array((values / length[rows], places, starts), shape=shape)
