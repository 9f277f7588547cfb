"""How often themes are complained of, counted as a plain pass over the same texts counts them."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from core.analysis import voice_themes as analysis
from core.analysis.voice_themes import Theme
from core.services import (
    voice_correct,
    voice_done,
    voice_rates,
    voice_reading,
    voice_themes,
    voice_words,
)
from core.services.actions import Said
from core.services.actions_past import Reading, Target
from core.services.opening import OpenShop
from core.services.voice_themes import Look, Origin, ToldBy
from core.store import notes
from core.store.voice_tables import FeedbackRow
from core.terms import Period
from tests import shops
from tests.services import voice_texts
from tests.services.voice_texts import NOW, Review

TODAY = shops.LAST + timedelta(days=1)
SAID = (
    "배송이 너무 늦었어요", "배송이 빨라요", "접시가 깨져서 왔어요", "가격이 비싸요 그래도 예뻐요",
    "색이 달라요", "그냥 그래요", "포장이 꼼꼼해요", "배송 늦지 않았어요",
)  # fmt: skip


def texts(count: int, seed: int = 1) -> pd.DataFrame:
    """Reviews over 120 days: ``text``, ``stars``, ``day``, ``product``."""
    random = np.random.default_rng(seed)
    days = shops.days_ending(shops.LAST, 120)
    return pd.DataFrame(
        {
            "text": [SAID[n] for n in random.integers(0, len(SAID), count)],
            "stars": random.integers(1, 6, count),
            "day": [days[n] for n in random.integers(0, 120, count)],
            "product": [("mug", "plate")[n] for n in random.integers(0, 2, count)],
        }
    )


def put(shop: OpenShop, frame: pd.DataFrame) -> None:
    """The texts as a file of reviews."""
    rows = zip(frame["text"], frame["stars"], frame["day"], frame["product"], strict=True)
    voice_texts.reviews(
        shop,
        [Review(str(n), said, int(s), day, what) for n, (said, s, day, what) in enumerate(rows)],
    )


def plainly(frame: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Mentions and complaints of each theme, text by text."""
    told: dict[str, tuple[int, int]] = {}
    for said, stars in zip(frame["text"], frame["stars"], strict=True):
        words = analysis.found(pd.Series([said], dtype=object))
        about = set(words["theme"])
        blamed = {theme for theme in about if voice_texts.complains(said, theme)}
        if stars >= 4:
            blamed = set()
        elif stars <= 2 and not blamed:
            blamed = about
        for theme in about:
            mentions, problems = told.get(theme, (0, 0))
            told[theme] = (mentions + 1, problems + (theme in blamed))
    return told


def product(shop: OpenShop, name: str) -> int:
    voice_reading.catch_up(shop)
    view = voice_themes.view(shop, Look(0), TODAY)
    return next(number for number, called in view.products.items() if called == name)


@pytest.mark.parametrize("days", [28, 91, 0])
def test_counts_are_those_of_a_plain_pass(shop: OpenShop, days: int) -> None:
    frame = texts(300)
    shops.take(shop, shops.steady(120, 4))
    put(shop, frame)

    view = voice_themes.view(shop, Look(days), TODAY)

    assert view.period is not None
    within = frame[[view.period.first <= day <= view.period.last for day in frame["day"]]]
    if days:
        assert view.period == Period.ending(shops.LAST, days)
    found = {one.theme: (one.mentions, one.problems) for one in view.bars if one.mentions}
    assert found == plainly(within)
    assert view.texts == len(within)


def test_rates_are_complaints_by_orders_of_the_same_days(shop: OpenShop) -> None:
    frame = texts(200)
    lines = shops.steady(120, 4)
    shops.take(shop, lines)
    put(shop, frame)

    view = voice_themes.view(shop, Look(28), TODAY)

    first = shops.LAST - timedelta(days=27)
    orders = sum(line.day is not None and line.day >= first for line in lines)
    assert view.orders == orders
    for bar in view.bars:
        assert bar.rate == pytest.approx(100 * bar.problems / orders)
        assert bar.lower is not None
        assert bar.upper is not None
        assert bar.lower <= bar.rate <= bar.upper


def test_one_product_is_held_against_its_own_orders(shop: OpenShop) -> None:
    frame = texts(200)
    lines = shops.steady(120, 6)
    shops.take(shop, lines)
    put(shop, frame)

    view = voice_themes.view(shop, Look(0, product(shop, "mug")), TODAY)

    mugs = frame[frame["product"] == "mug"]
    assert {one.theme: (one.mentions, one.problems) for one in view.bars if one.mentions} == (
        plainly(mugs)
    )
    assert view.period is not None
    assert view.orders == sum(
        line.product == "mug" and line.day is not None and line.day >= view.period.first
        for line in lines
    )


def test_without_orders_there_are_counts_and_no_rates(shop: OpenShop) -> None:
    put(shop, texts(50))

    view = voice_themes.view(shop, Look(0), TODAY)

    assert view.orders is None
    assert view.texts == 50
    assert {one.rate for one in view.bars} == {None}


def test_below_thirty_orders_there_is_no_rate(shop: OpenShop) -> None:
    put(shop, texts(50))
    shops.take(shop, [shops.Line(shops.LAST - timedelta(days=4 * n), f"b{n}") for n in range(25)])

    view = voice_themes.view(shop, Look(0), TODAY)

    assert view.orders == 25
    assert {one.rate for one in view.bars} == {None}


def test_an_empty_shop_has_nothing_to_show(shop: OpenShop) -> None:
    assert voice_themes.view(shop, Look(), TODAY).period is None
    assert voice_themes.trend(shop, Look(), TODAY)[1] is None
    assert voice_themes.texts(shop, Look(), TODAY, 5) == []
    assert len(voice_themes.keywords(shop, Look(), TODAY)[0]) == 0
    assert voice_themes.unsure(shop, 5) == []


def test_weeks_are_whole_and_counted_as_by_pandas(shop: OpenShop) -> None:
    frame = texts(400)
    lines = shops.steady(120, 4)
    shops.take(shop, lines)
    put(shop, frame)

    themes, weeks = voice_themes.trend(shop, Look(), TODAY)

    assert weeks is not None
    assert all(monday.weekday() == 0 for monday in weeks.mondays)
    assert weeks.mondays[-1] + timedelta(days=6) == shops.LAST  # a Sunday
    at = themes.index(Theme.DELIVERY)
    for monday, orders, count in zip(weeks.mondays, weeks.orders, weeks.counts[:, at], strict=True):
        inside = [monday <= day <= monday + timedelta(days=6) for day in frame["day"]]
        assert count == plainly(frame[inside]).get(Theme.DELIVERY, (0, 0))[1]
        assert orders == sum(
            line.day is not None and monday <= line.day <= monday + timedelta(days=6)
            for line in lines
        )


def test_reviews_end_where_their_file_ends(shop: OpenShop) -> None:
    shops.take(shop, shops.steady(120, 4))
    last = shops.LAST - timedelta(days=20)
    frame = texts(400)
    put(shop, frame[frame["day"] <= last].reset_index(drop=True))
    voice_texts.remark(shop, SAID[0])  # today, by hand

    weeks = voice_themes.trend(shop, Look(), TODAY)[1]

    assert weeks is not None
    assert weeks.mondays[-1] + timedelta(days=6) <= last


def test_texts_without_enough_orders_are_counted_alone(shop: OpenShop) -> None:
    frame = texts(100)
    put(shop, frame)
    shops.take(shop, shops.steady(20, 4))

    view = voice_themes.view(shop, Look(0), TODAY)

    assert (view.texts, view.orders, view.later) == (100, None, 0)


def test_what_is_said_after_the_last_order_is_shown_but_not_held_against_orders(
    shop: OpenShop,
) -> None:
    shops.take(shop, shops.steady(60, 4, last=shops.LAST - timedelta(days=5)))
    voice_texts.remark(shop, SAID[0], said_on=shops.LAST - timedelta(days=40))
    voice_texts.remark(shop, SAID[0], said_on=shops.LAST)

    view = voice_themes.view(shop, Look(0), TODAY)

    assert (view.texts, view.later) == (1, 1)
    assert len(voice_themes.texts(shop, Look(0), TODAY, 5)) == 2


def test_a_theme_opens_its_texts_with_the_words_in_them(shop: OpenShop) -> None:
    voice_texts.reviews(
        shop,
        [
            Review("1", "좋아요. 배송이 너무 늦었어요", 1, shops.LAST),
            Review("2", "배송이 빨라요", 5, shops.LAST - timedelta(days=1)),
            Review("3", "포장이 꼼꼼해요", 5, shops.LAST - timedelta(days=2)),
        ],
    )

    every = voice_themes.texts(shop, Look(0), TODAY, 5, theme="delivery")
    only = voice_themes.texts(shop, Look(0), TODAY, 5, theme="delivery", only_problems=True)

    assert [one.said for one in every] == ["좋아요. 배송이 너무 늦었어요", "배송이 빨라요"]
    assert [one.text.stars for one in only] == [1]
    found = [
        one.said[start:end] for one in only for start, end, _theme, fault in one.marks if fault
    ]
    assert found
    assert all("늦" in word for word in found)
    assert only[0].problems == ("delivery",)


def test_a_word_opens_the_texts_it_stands_in(shop: OpenShop) -> None:
    voice_texts.reviews(shop, [Review("1", "100% 만족", 5), Review("2", "1000 만족_", 5)])

    assert [one.said for one in voice_themes.texts(shop, Look(0), TODAY, 5, letters="0%")] == [
        "100% 만족"
    ]
    assert len(voice_themes.texts(shop, Look(0), TODAY, 5, letters="만족")) == 2


def test_words_part_few_from_many_stars(shop: OpenShop) -> None:
    rows = [Review(f"a{n}", f"냄새가 심해요 {n}", 1) for n in range(40)]
    rows += [Review(f"b{n}", f"튼튼하고 예뻐요 {n}", 5) for n in range(40)]
    voice_texts.reviews(shop, rows)

    frame, reviews = voice_themes.keywords(shop, Look(0), TODAY)

    assert reviews == 80
    assert frame.iloc[0]["word"] in {"냄새", "심해요"}
    assert frame.iloc[-1]["word"] in {"튼튼", "예뻐요"}


def test_a_guess_is_corrected_and_taken_back(shop: OpenShop) -> None:
    number = voice_texts.remark(shop, "정말 예쁘고 좋아요")
    one = voice_themes.unsure(shop, 5)[0]
    assert (one.text.told_by, one.text.mood) == (ToldBy.GUESS, 1)

    before = voice_correct.correct(shop, one.text, NOW, is_negative=1)
    assert voice_themes.unsure(shop, 5) == []
    voice_correct.correct(shop, one.text, NOW, **before)

    again = voice_themes.unsure(shop, 5)[0]
    assert (again.text.told_by, again.text.mood) == (ToldBy.GUESS, 1)
    with shop.store.read() as session:
        assert notes.find(session, FeedbackRow, shop.id, number).version == 3


def test_a_review_without_stars_is_corrected_beside_the_file(shop: OpenShop) -> None:
    voice_texts.reviews(shop, [Review("1", "정말 예쁘고 좋아요", None)])
    one = voice_themes.unsure(shop, 5)[0]

    voice_correct.correct(shop, one.text, NOW, is_negative=1, theme="quality")

    view = voice_themes.view(shop, Look(0), TODAY)
    assert next(bar for bar in view.bars if bar.theme == "quality").problems == 1


def test_what_is_gone_cannot_be_corrected(shop: OpenShop) -> None:
    upload = voice_texts.reviews(shop, [Review("1", "좋아요", None)])
    one = voice_themes.unsure(shop, 5)[0]
    voice_texts.take_back(shop, upload)

    with pytest.raises(notes.NoteGone):
        voice_correct.correct(shop, one.text, NOW, is_negative=1)


def test_texts_are_narrowed_down_to_where_they_are_from(shop: OpenShop) -> None:
    voice_texts.reviews(shop, [Review("1", SAID[0], 1)])
    voice_texts.remark(shop, SAID[0])
    voice_texts.inquiries(shop, [("1", "언제 배송되나요", shops.LAST)])

    counted = {
        origin: voice_themes.view(shop, Look(0, None, origin), TODAY).texts
        for origin in (None, Origin.REVIEW, Origin.REMARK, Origin.INQUIRY)
    }

    assert counted == {None: 3, Origin.REVIEW: 1, Origin.REMARK: 1, Origin.INQUIRY: 1}


def test_the_number_of_an_improvement_is_complaints_by_orders_day_by_day(shop: OpenShop) -> None:
    frame = texts(300)
    lines = shops.steady(120, 4)
    shops.take(shop, lines)
    put(shop, frame)
    rules = voice_words.themes(analysis.own())
    assert rules[0] == Theme.DELIVERY

    with shop.store.read() as session:
        reading = Reading(shop, session, TODAY)
        past = reading.past(Target("complaint_rate", theme="delivery"))
        level = reading.level(Target("complaint_rate", theme="delivery"))

    assert past is not None
    assert past.series.wholes is not None
    day = shops.LAST - timedelta(days=3)
    own = frame[frame["day"] == day]
    assert past.series.parts[past.place(day)] == plainly(own).get("delivery", (0, 0))[1]
    assert past.series.wholes[past.place(day)] == sum(line.day == day for line in lines)
    month = frame[frame["day"] > shops.LAST - timedelta(days=28)]
    orders = sum(
        line.day is not None and line.day > shops.LAST - timedelta(days=28) for line in lines
    )
    assert level.value == pytest.approx(plainly(month)["delivery"][1] / orders)


def test_a_theme_is_sent_to_the_notes_with_its_rate_as_baseline(shop: OpenShop) -> None:
    frame = texts(300)
    shops.take(shop, shops.steady(120, 4))
    put(shop, frame)
    view = voice_themes.view(shop, Look(28), TODAY)
    bar = next(one for one in view.bars if one.theme == "delivery")

    action = voice_done.improve(shop, "delivery", Said("빨리 보내기"), NOW)
    again = voice_done.improve(shop, "delivery", Said("빨리 보내기"), NOW)

    assert action.id == again.id
    assert action.target == Target("complaint_rate", theme="delivery")
    assert bar.rate is not None
    assert action.baseline.value == pytest.approx(bar.rate / 100)
    assert action.baseline.period == Period.ending(shops.LAST, 28)


def test_days_before_the_first_and_after_the_last_review_are_not_known(shop: OpenShop) -> None:
    shops.take(shop, shops.steady(120, 4))
    voice_texts.reviews(
        shop,
        [Review(str(n), SAID[0], 1, shops.LAST - timedelta(days=n)) for n in range(10, 40)],
    )

    with shop.store.read() as session:
        past = Reading(shop, session, TODAY).past(Target("complaint_rate"))

    assert past is not None
    known = np.flatnonzero(np.isfinite(past.series.parts))
    assert past.last == shops.LAST - timedelta(days=10)
    assert len(known) == 30


def test_nothing_said_is_no_number(shop: OpenShop) -> None:
    shops.take(shop, shops.steady(120, 4))

    with shop.store.read() as session:
        assert Reading(shop, session, TODAY).past(Target("complaint_rate")) is None
        book = Reading(shop, session, TODAY).book
    assert book is not None
    voice_texts.remark(shop, SAID[0])
    assert voice_rates.series(shop, book, "no such theme", None) is None
