"""What a shop's own reviews teach, and how that is measured."""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize
from scipy.sparse import csr_array
from scipy.special import expit

from core.analysis import voice_guess, voice_learning
from core.analysis.voice_learning import (
    LEAST_EACH,
    LEAST_REVIEWS,
    STRENGTH,
    fitted,
    guesses,
    learnt,
    plain,
)
from core.stats.intervals import wilson
from core.stats.proportions import Tally

GOOD = ["예뻐요", "빨라요", "튼튼해요", "향긋해요", "선물했어요", "포근해요"]
BAD = ["깨졌어요", "늦었어요", "얇아요", "헐거워요", "답답해요", "물러요"]
BOTH = ["컵", "접시", "수건", "조명", "어제 받은", "엄마가 쓰는", "두 개 산"]


def reviews(count, seed=1, share=0.8):
    """Reviews of which a tenth say the opposite of their stars."""
    random = np.random.default_rng(seed)
    is_good = random.random(count) < share
    is_worded_good = is_good ^ (random.random(count) < 0.1)
    texts = [
        f"{random.choice(BOTH)} {random.choice(BOTH)} {random.choice(GOOD if good else BAD)} {at}"
        for at, good in enumerate(is_worded_good)
    ]
    return pd.Series(texts), pd.Series(np.where(is_good, 5, 1))


def test_the_reviews_of_a_shop_teach_how_its_customers_write():
    told = learnt(*reviews(600))
    assert told.right.rate > 0.85
    low, high = told.interval()
    assert (low, high) == wilson(told.right)
    # A tenth says the opposite of its stars; nobody can guess those.
    assert low < 0.9 < high
    assert told.told.trials == 600
    assert told.told.successes == told.right.trials
    assert told.pleased + told.displeased == told.right
    assert 0.75 < told.usual < 0.85


def test_new_texts_are_guessed_by_it():
    model = learnt(*reviews(600)).model
    frame = guesses(
        model, pd.Series(["접시 예뻐요", "접시 늦었어요", "xyz", None], index=list("abcd"))
    )
    assert frame.is_pleased.iloc[:2].tolist() == [True, False]
    assert frame.is_pleased.isna().tolist() == [False, False, True, True]
    assert frame.chance.isna().tolist() == [False, False, True, True]
    assert frame.index.tolist() == list("abcd")
    assert guesses(model, pd.Series([], dtype=object)).empty


def test_stars_that_have_nothing_to_do_with_the_words_teach_nothing():
    texts, stars = reviews(900, share=0.5)
    shuffled = stars.sample(frac=1, random_state=4, ignore_index=True)
    low, high = learnt(texts, shuffled).interval()
    assert low < 0.5 < high


def test_equal_texts_are_never_learnt_from_and_tested_at_once():
    # Each text stands there six times with stars of its own: who saw one of them knows the others.
    random = np.random.default_rng(3)
    words = [str(one) for one in random.integers(10**9, 10**10, 150)]
    texts = pd.Series(words * 6)
    stars = pd.Series(np.where(random.random(150) < 0.5, 5, 1).tolist() * 6)
    told = learnt(texts, stars)
    assert told.right.trials == 0 or told.interval()[0] < 0.5


def test_the_order_of_reviews_does_not_matter():
    texts, stars = reviews(400)
    order = np.random.default_rng(2).permutation(400)
    one, other = learnt(texts, stars), learnt(texts.iloc[order], stars.iloc[order])
    assert (one.right, one.told, one.displeased) == (other.right, other.told, other.displeased)
    assert one.model.weights == pytest.approx(other.model.weights, abs=1e-4)


def test_too_few_reviews_or_too_few_of_a_kind_teach_nothing():
    texts, stars = reviews(LEAST_REVIEWS)
    assert learnt(texts, stars) is not None
    assert learnt(texts.iloc[1:], stars.iloc[1:]) is None
    kept = np.where(np.arange(600) < LEAST_EACH - 1, 1, 5)
    assert learnt(reviews(600)[0], pd.Series(kept)) is None
    assert learnt(pd.Series([], dtype=object), pd.Series([], dtype=float)) is None


def test_three_stars_no_stars_and_no_words_are_left_out():
    texts, stars = reviews(400)
    more = pd.Series(["그저 그래요", "별점 없음", None])
    told = learnt(
        pd.concat([texts, more], ignore_index=True),
        pd.concat([stars, pd.Series([3, None, 1])], ignore_index=True),
    )
    assert told.told.trials == 400


def test_only_the_last_reviews_are_learnt_from(monkeypatch):
    monkeypatch.setattr(voice_learning, "MOST_REVIEWS", 350)
    texts, stars = reviews(500)
    told = learnt(texts, stars)
    assert told.told == learnt(texts.iloc[150:], stars.iloc[150:]).told
    assert told.told.trials == 350


def test_runs_of_letters_are_those_of_a_plain_count():
    texts = ["가나다", "가나", "", "나다 가나다", "aaaa"]
    table = voice_learning._table(texts)
    for row, text in enumerate(texts):
        wide = f" {text} "
        runs = {wide[at : at + n] for n in (2, 3, 4) for at in range(len(wide) - n + 1)}
        assert table.indptr[row + 1] - table.indptr[row] == len(runs)
    shared = set(table[[0]].indices) & set(table[[3]].indices)
    # of " 가나다 " and " 나다 가나다 "; the run "가나다 " ends both
    wides = [" 가나다 ", " 나다 가나다 "]
    sets = [{w[at : at + n] for n in (2, 3, 4) for at in range(len(w) - n + 1)} for w in wides]
    assert len(shared) == len(sets[0] & sets[1])


def test_the_weights_are_those_another_way_finds():
    texts = ["가나다라", "가나마바", "다라마바", "사아자차", "사아가나", "자차마바", "다라사아"]
    is_pleased = np.array([True, True, False, False, True, False, False])
    table = voice_learning._table([plain(text) for text in texts])
    model = fitted(table, is_pleased)

    dense = np.zeros((len(texts), len(model.grams)))
    counted = table.toarray()[:, model.grams]
    for row in range(len(texts)):
        for at in range(len(model.grams)):
            rarity = np.log((1 + len(texts)) / (1 + counted[:, at].sum())) + 1
            dense[row, at] = counted[row, at] * rarity
        dense[row] /= np.sqrt((dense[row] ** 2).sum())
    sign = np.where(is_pleased, 1, -1)
    each = np.where(is_pleased, 7 / 6, 7 / 8)

    def loss(at):
        margins = sign * (dense @ at[:-1] + at[-1])
        return 0.5 * at[:-1] @ at[:-1] + STRENGTH * each @ np.log1p(np.exp(-margins))

    other = minimize(loss, np.zeros(len(model.grams) + 1), method="BFGS", options={"gtol": 1e-7})
    assert np.append(model.weights, model.bias) == pytest.approx(other.x, abs=1e-4)
    chances = guesses(model, pd.Series(texts)).chance
    assert chances.to_numpy() == pytest.approx(expit(dense @ other.x[:-1] + other.x[-1]), abs=1e-4)


def test_many_texts_are_guessed_as_few():
    model = learnt(*reviews(400)).model
    texts = reviews(300, seed=8)[0]
    many = pd.concat([texts] * 80, ignore_index=True)
    told = guesses(model, many).chance.to_numpy().reshape(80, 300)
    assert (told == guesses(model, texts).chance.to_numpy()).all()


def test_where_all_write_the_same_nothing_is_told():
    texts, stars = reviews(400)
    told = learnt(pd.Series(["좋아요"] * 400), stars)
    assert (told.right, told.told) == (Tally(0, 0), Tally(0, 400))
    assert told.interval() is None
    blamed = voice_guess.blames(texts)
    guess = guesses(told.model, texts, blamed).is_pleased
    assert guess[~blamed].isna().all()
    assert not guess[blamed].any()
    assert told.different == 1


def test_words_that_blame_outweigh_what_was_learnt_of_other_words():
    texts, stars = reviews(400)
    model = learnt(texts, stars).model
    said = pd.Series(["또 사고 싶어요 좋아요", "반품하고 싶어요"])
    assert guesses(model, said, voice_guess.blames(said)).is_pleased.tolist()[1] is False


def unequal_rows():
    far = np.zeros((14, 4))
    far[:, 3] = 1
    far[[0, 3, 4, 5, 6, 7, 8, 11, 13], :3] = [
        [2, -17, 7], [-203, 141, -5], [25, 8, 3], [-66, 139, -51], [157, -40, 19], [-2, 2, 0],
        [-4, 8, -9], [-15, 6, 0], [0, 11, -2],
    ]  # fmt: skip
    return far


def test_where_no_step_leads_down_the_search_ends(monkeypatch):
    far = unequal_rows()
    sign, each = np.where(np.arange(14) == 8, 1.0, -1.0), np.full(14, 1e3)
    monkeypatch.setattr(voice_learning, "_HALVES", 1)
    at = voice_learning._least(csr_array(far), sign, each)
    told = at[:3] @ at[:3] / 2 + each @ np.logaddexp(0, -sign * (far @ at))
    assert told < each.sum() * np.log(2)


def test_a_step_that_leads_too_far_is_halved(monkeypatch):
    far = unequal_rows()
    sign, each = np.where(np.arange(14) == 8, 1.0, -1.0), np.full(14, 1e3)
    losses = []
    loss = voice_learning._loss

    def watched(*given):
        found = loss(*given)
        losses.append(found[0])
        return found

    monkeypatch.setattr(voice_learning, "_loss", watched)
    at = voice_learning._least(csr_array(far), sign, each)
    assert losses != sorted(losses, reverse=True)

    def plainly(at):
        return at[:3] @ at[:3] / 2 + each @ np.logaddexp(0, -sign * (far @ at))

    other = minimize(plainly, np.zeros(4), method="BFGS")
    assert plainly(at) == pytest.approx(other.fun, rel=1e-5)


@pytest.mark.parametrize("name", ["_NEWTON", "_TURNS", "_HALVES"])
def test_a_search_that_is_cut_short_still_leads_down(monkeypatch, name):
    texts, stars = reviews(300)
    table = voice_learning._table([plain(text) for text in texts])
    is_pleased = (stars > 3).to_numpy()
    monkeypatch.setattr(voice_learning, name, 1)
    monkeypatch.setattr(voice_learning, "STRENGTH", 1e5)
    model = fitted(table, is_pleased)
    chance = guesses(model, texts).chance.to_numpy()
    assert np.mean((chance > 0.5) == is_pleased) > 0.8
