"""What buyers of the made-up shop say: reviews and notes."""

from datetime import date

import numpy as np
import pandas as pd

from core.sample import words
from core.sample.catalogue import POOR_PAGE, PRODUCTS
from core.sample.days import DAYS
from core.sample.draw import Ints, Objects, numbered, pick, texts
from core.sample.lines import product_numbers

REVIEW_RATE = 0.19
NOTES = 96

_RATINGS = (0.02, 0.03, 0.08, 0.2, 0.67)
_POOR_RATINGS = (0.16, 0.2, 0.28, 0.22, 0.14)


def reviews_of(rng: np.random.Generator, orders: pd.DataFrame, last_day: date) -> pd.DataFrame:
    """Reviews of confirmed lines, written up to eleven days after the confirmation."""
    confirmed = orders[orders["state"] == "구매확정"]
    frame = confirmed[rng.random(len(confirmed)) < REVIEW_RATE].copy()
    wait = pd.to_timedelta(rng.integers(600, 11 * 86400, len(frame)), unit="s")
    frame["written"] = frame["confirmed"] + wait
    frame = frame[frame["written"] < pd.Timestamp(last_day) + pd.Timedelta(hours=23)]
    poor = (frame["product_code"] == POOR_PAGE).to_numpy()
    rating = 1 + pick(rng, _RATINGS, len(frame))
    rating = np.where(poor, 1 + pick(rng, _POOR_RATINGS, len(frame)), rating)
    reviews = frame[["line_no", "product_no", "product_name", "buyer_id", "written"]].copy()
    reviews["rating"] = rating
    reviews["text"] = _review_texts(rng, rating, frame["product_code"].to_numpy())
    reviews["helpful"] = rng.poisson(0.4, len(frame))
    reviews["replied"] = rng.random(len(frame)) < np.where(rating <= 3, 0.55, 0.3)  # noqa: PLR2004
    reviews = reviews.sort_values(["written", "line_no"], ignore_index=True)
    reviews["review_no"] = numbered("", 4_100_000_000 + 7 * np.arange(len(reviews)), 10)
    return reviews


def _review_texts(rng: np.random.Generator, rating: Ints, codes: Objects) -> Objects:
    draws = rng.integers(0, 1 << 20, (len(rating), 2))
    said = []
    for stars, code, (first, second) in zip(rating, codes, draws, strict=True):
        if code == POOR_PAGE:
            said.append(words.POOR_PAGE_REVIEWS[first % len(words.POOR_PAGE_REVIEWS)])
            continue
        openings, details = words.OPENINGS[int(stars)], words.DETAILS[int(stars)]
        detail = words.fitting(details[second % len(details)], str(code))
        said.append(f"{openings[first % len(openings)]} {detail}")
    return np.array(said, dtype=object)


def feedback_of(rng: np.random.Generator, first: date) -> pd.DataFrame:
    """Notes the seller took of what buyers wrote or said, in the order of time."""
    day = np.sort(rng.integers(90, DAYS, NOTES))
    note = rng.integers(0, len(words.NOTES), NOTES)
    product = pick(rng, [item.views for item in PRODUCTS], NOTES)
    product = np.array(
        [_asked(words.NOTES[at][1], at_product)
         for at, at_product in zip(note.tolist(), product.tolist(), strict=True)]
    )  # fmt: skip
    return pd.DataFrame(
        {
            "date": pd.Timestamp(first) + pd.to_timedelta(day, unit="D"),
            "kind": texts([kind for kind, _ in words.NOTES], note),
            "channel": texts(("톡톡", "상품문의", "전화"), rng.integers(0, 3, NOTES)),
            "text": texts([text for _, text in words.NOTES], note),
            "product_no": product_numbers().astype(str)[product].astype(object),
        }
    )


def _asked(said: str, drawn: int) -> int:
    """The place of the product a note is about: the one that was drawn, or one that fits."""
    fits = words.ABOUT.get(said)
    codes = [item.code for item in PRODUCTS]
    if fits is None or codes[drawn] in fits:
        return drawn
    return codes.index(fits[drawn % len(fits)])
