"""Invented buyers: names, ids, telephones, addresses."""

import numpy as np
import pandas as pd

from core.sample import words
from core.sample.draw import Ints, Objects, numbered, texts


def people(rng: np.random.Generator, count: int) -> pd.DataFrame:
    """One row per buyer."""
    number = np.arange(count)
    return pd.DataFrame(
        {
            "buyer_name": names(number, rng.permutation(count)),
            "buyer_id": numbered("ex", number + 10001, 5),
            "buyer_phone": phones(number),
            "zip": numbered("00", rng.integers(100, 1000, count), 3),
            "street": _streets(rng, count),
            "door": [f"{floor}0{door}호" for floor, door in rng.integers(1, 10, (count, 2))],
            "message": texts(words.MESSAGES, rng.integers(0, len(words.MESSAGES), count)),
        }
    )


def names(number: Ints, mixed: Ints) -> Objects:
    """Names of syllables; ``mixed`` decides the surname."""
    first, second = words.FIRST_SYLLABLES, words.SECOND_SYLLABLES
    family = texts(words.SURNAMES, mixed % len(words.SURNAMES))
    given = texts(first, number % len(first)) + texts(second, number // 16 % len(second))
    name: Objects = family + given
    return name


def phones(number: Ints) -> Objects:
    """Telephone numbers nobody has."""
    return numbered("010-0000-", number % 10000, 4)


def _streets(rng: np.random.Generator, count: int) -> Objects:
    district = texts(words.DISTRICTS, rng.integers(0, len(words.DISTRICTS), count))
    street = texts(words.STREETS, rng.integers(0, len(words.STREETS), count))
    house = rng.integers(1, 120, count)
    joined = [f"{a} {b} {c}" for a, b, c in zip(district, street, house, strict=True)]
    return np.array(joined, dtype=object)
