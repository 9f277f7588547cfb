"""How guesses are measured, and what they reach on reviews they have not seen."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.voice import REVIEWS, forced, main, measured, read
from core.analysis import voice_guess, voice_learning
from core.stats.proportions import Tally


def test_right_guesses_are_counted_of_those_that_were_made():
    guess = pd.Series([True, False, True, pd.NA], dtype="boolean")
    is_pleased = np.array([True, True, False, True])
    assert measured(guess, is_pleased) == (Tally(1, 3), Tally(3, 4))


def test_a_coin_decides_where_nothing_speaks_for_a_guess():
    is_pleased = np.array([True, True, False])
    words = pd.DataFrame({"good": [1, 0, 2], "bad": [0, 0, 1]})
    assert forced(words, is_pleased) == pytest.approx((1 + 0.5 + 0) / 3)
    chances = pd.DataFrame({"chance": [0.51, np.nan, 0.4]})
    assert forced(chances, is_pleased) == pytest.approx((1 + 0.5 + 1) / 3)


def test_without_the_reviews_it_says_so(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("sys.argv", ["voice", str(tmp_path / "none.csv.gz")])
    main()
    assert "skipped: the reviews of NSMC are not there (none.csv.gz)" in capsys.readouterr().out


@pytest.mark.skipif(not REVIEWS.exists(), reason="the reviews of NSMC are not on this machine")
def test_on_reviews_of_other_films_the_guesses_reach_what_the_methods_say():
    reviews = read(REVIEWS)
    known, new = (reviews[reviews["split"] == name] for name in ("train", "test"))
    is_pleased = (new["label"] == 1).to_numpy()
    right, told = measured(voice_guess.guesses(new["text"])["is_pleased"], is_pleased)
    assert right.rate > 0.85
    assert told.rate > 0.5
    learnt = voice_learning.learnt(known["text"][:2_000], known["label"][:2_000].map({0: 1, 1: 5}))
    guess = voice_learning.guesses(learnt.model, new["text"])
    right, told = measured(guess["is_pleased"], is_pleased)
    assert right.rate > 0.87
    assert told.rate > 0.6
    # What was measured across the own reviews holds for new ones of other films.
    assert learnt.interval()[0] - 0.02 < right.rate < learnt.interval()[1] + 0.03
