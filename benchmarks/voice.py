"""How often the guess of texts without stars is right, on Korean reviews it has not seen.

    python -m benchmarks.voice [path of the reviews]

The reviews are those of NSMC (Naver movie ratings, CC0): 20,000 to learn from and 6,000 of other
films to guess, half of each pleased. They are no part of the project; without them nothing is
measured. The list of words was written for shops, so films are the harder ground. The numbers
stand in docs/methods.md.
"""

import sys
import time
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from core.analysis import voice_guess, voice_learning, voice_themes
from core.stats.intervals import wilson
from core.stats.proportions import Tally

REVIEWS: Final = (
    Path(__file__).parents[2] / "shared" / "data" / "ko_movie_reviews_nsmc_sample.csv.gz"
)
SIZES: Final = (300, 500, 1_000, 2_000, 5_000)
LEARNT, UNLEARNT = "train", "test"


def read(path: Path) -> pd.DataFrame:
    """The reviews: ``split``, ``label`` (1 pleased) and ``text``."""
    return pd.read_csv(path).assign(text=lambda some: some["text"].fillna(""))


def measured(guess: pd.Series, is_pleased: np.ndarray) -> tuple[Tally, Tally]:
    """How many guesses were right, and of how many texts one was made."""
    is_told = guess.notna().to_numpy()
    right = guess[is_told].astype(bool).to_numpy() == is_pleased[is_told]
    return Tally(int(right.sum()), int(is_told.sum())), Tally(int(is_told.sum()), len(guess))


def forced(guess: pd.DataFrame, is_pleased: np.ndarray) -> float:
    """The share right if it always had to be told; a coin decides where nothing speaks for it."""
    if "chance" in guess:
        chance = guess["chance"].fillna(0.5).to_numpy()
        leaning = np.sign(chance - 0.5)
    else:
        leaning = np.sign(guess["good"].to_numpy() - guess["bad"].to_numpy())
    return float(np.where(leaning == 0, 0.5, (leaning > 0) == is_pleased).mean())


def line(name: str, guess: pd.DataFrame, is_pleased: np.ndarray) -> str:
    """One row of the table."""
    right, told = measured(guess["is_pleased"], is_pleased)
    low, high = wilson(right) or (0.0, 1.0)
    return (
        f"| {name} | {right.rate:.3f} ({low:.3f} to {high:.3f}) | {told.rate:.3f} "
        f"| {forced(guess, is_pleased):.3f} |"
    )


def main() -> None:
    """Print the table."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else REVIEWS
    if not path.exists():
        print(f"skipped: the reviews of NSMC are not there ({path.name})")
        return
    reviews = read(path)
    known, new = (reviews[reviews["split"] == name] for name in (LEARNT, UNLEARNT))
    is_pleased = (new["label"] == 1).to_numpy()
    print(f"| {len(new):,} new reviews | right, of those told | told | right, if always told |")
    print("|---|---|---|---|")
    print(line("list of words", voice_guess.guesses(new["text"]), is_pleased))
    for size in SIZES:
        some = known.iloc[:size]
        begun = time.perf_counter()
        learnt = voice_learning.learnt(some["text"], some["label"].map({0: 1, 1: 5}))
        took = time.perf_counter() - begun
        if learnt is None:
            continue
        guess = voice_learning.guesses(learnt.model, new["text"])
        crossed = f"{learnt.right.rate:.3f} of {learnt.told.rate:.3f} across, {took:.1f} s"
        print(line(f"learnt from {size:,} ({crossed})", guess, is_pleased))
    many = pd.concat([reviews["text"]] * 4).iloc[:100_000].reset_index(drop=True)
    for name, work in (("themes", voice_themes.found), ("guesses", voice_guess.guesses)):
        begun = time.perf_counter()
        work(many)
        print(f"{name} of {len(many):,} texts: {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
