"""Sums of facts are those of the rows that may be added, and unknown stays unknown."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from core.store import Store, fact_sums, statistics
from core.store.fact_sums import Wish
from core.store.moments import day_number
from core.terms import AdPlatform, Period, Record, Subject, Vocabulary
from tests.store import facts
from tests.store.facts import fact

FIRST = date(2026, 5, 1)
DAY = day_number(FIRST)
MAY = Period(FIRST, date(2026, 5, 31))
CHANNELS = ("검색", "광고", "소셜")


def channel(day: int, name: str, **values: object) -> dict[str, object]:
    told = {"subject": Subject.CHANNEL.value, "level": 8, "channel_name": name}
    return fact(day, **{**told, **values})


@pytest.fixture
def rows() -> list[dict[str, object]]:
    random = np.random.default_rng(7)
    return [
        channel(
            DAY + day, name, visits=int(random.integers(50)), payments=int(random.integers(5)),
            payments_14d=float(random.random()),
        )
        for day in range(31) for name in CHANNELS
    ]  # fmt: skip


def asked(store: Store, wish: Wish, subject: Subject = Subject.CHANNEL) -> fact_sums.Sums:
    with store.read() as session:
        return fact_sums.sums(session, 1, subject, wish)


def test_sums_by_channel_are_those_of_the_rows(store: Store, rows: list[dict[str, object]]) -> None:
    facts.put(store, Record.STATISTIC, rows)
    measures = ["visits", "payments", "payments_14d"]
    found = asked(store, Wish(MAY, measures, by=["channel_name"]))
    wanted = pd.DataFrame(rows).groupby("channel_name")[measures].sum().sort_index()
    assert list(found.rows["channel_name"]) == list(wanted.index)
    for name in measures:
        assert np.allclose(found.rows[name].astype(float), wanted[name])
    assert found.cover.days == 31


def test_sums_of_each_day_are_those_of_the_rows(
    store: Store, rows: list[dict[str, object]]
) -> None:
    facts.put(store, Record.STATISTIC, rows)
    found = asked(store, Wish(MAY, ["visits"], daily=True))
    wanted = pd.DataFrame(rows).groupby("first_day")["visits"].sum()
    assert list(found.rows["visits"]) == list(wanted)
    assert found.rows["day"].iloc[0] == pd.Timestamp(FIRST)


def test_a_total_of_nothing_is_no_row(store: Store) -> None:
    assert asked(store, Wish(MAY, ["visits"])).rows.empty
    facts.put(store, Record.STATISTIC, [channel(DAY, "검색", visits=3)])
    assert asked(store, Wish(MAY, ["visits"])).rows["visits"].tolist() == [3]
    assert asked(store, Wish(MAY, ["gross"])).rows.empty


def test_a_sum_with_an_unknown_part_is_unknown(store: Store) -> None:
    facts.put(
        store, Record.STATISTIC, [channel(DAY, "검색", visits=3), channel(DAY, "광고", payments=1)]
    )
    found = asked(store, Wish(MAY, ["visits"], by=["channel_name"]))
    unknown = found.rows.set_index("channel_name")["visits"].isna()
    assert unknown.to_dict() == {"검색": False, "광고": True}
    assert asked(store, Wish(MAY, ["visits"])).rows["visits"].isna().all()


def test_a_longer_period_is_added_but_is_no_day(store: Store) -> None:
    long = channel(DAY, "검색", visits=70, last_day=DAY + 6)
    facts.put(store, Record.STATISTIC, [long, channel(DAY + 7, "검색", visits=5)])
    assert asked(store, Wish(MAY, ["visits"])).rows["visits"].tolist() == [75]
    assert asked(store, Wish(MAY, ["visits"], daily=True)).rows["visits"].tolist() == [5]


def test_only_the_wanted_reports_are_added(store: Store) -> None:
    facts.put(store, Record.STATISTIC, [channel(DAY, "검색", visits=3, report="a")])
    facts.put(store, Record.STATISTIC, [channel(DAY, "검색", visits=4, report="b")])
    assert asked(store, Wish(MAY, ["visits"])).rows["visits"].tolist() == [4]
    assert asked(store, Wish(MAY, ["visits"], reports=["a"])).rows["visits"].tolist() == [3]


def test_products_are_told_by_their_number_in_the_shop(store: Store) -> None:
    told = {"subject": Subject.PRODUCT.value, "level": 0, "product_no": "1", "product_name": "컵"}
    facts.put(store, Record.STATISTIC, [fact(DAY, visits=2, **told)])
    with store.read() as session:
        level = statistics.slices(session, 1, Subject.PRODUCT)[0].level
    found = asked(store, Wish(MAY, ["visits"]), Subject.PRODUCT)
    assert found.rows["visits"].tolist() == [2]
    assert level == 0


def test_advertisements_are_added_by_campaign(store: Store) -> None:
    naver = AdPlatform.NAVER_SEARCH
    told = {"report": "x", "platform": naver.value, "level": 1, "first_day": DAY, "last_day": DAY}
    facts.put(
        store, Record.AD_RESULT,
        [{**told, "campaign": name, "cost": cost} for name, cost in (("a", 5), ("b", 7))],
    )  # fmt: skip
    with store.read() as session:
        found = fact_sums.ad_sums(session, 1, naver, Wish(MAY, ["cost"], by=["campaign"]))
    assert found.rows.to_dict("list") == {"campaign": ["a", "b"], "cost": [5, 7]}


def test_different_people_are_not_added_over_days() -> None:
    with pytest.raises(ValueError, match="visitors"):
        Wish(MAY, ["visits", "visitors"])
    assert Wish(MAY, ["visitors"], daily=True)


def test_what_nobody_keeps_cannot_be_asked_for(store: Store) -> None:
    facts.put(store, Record.STATISTIC, [channel(DAY, "검색", visits=3)])
    with pytest.raises(KeyError):
        asked(store, Wish(MAY, ["secrets"]))


def test_another_place_is_not_the_shop(store: Store) -> None:
    told = {"subject": Subject.PRODUCT.value, "level": 0, "product_name": "컵", "last_day": DAY + 6}
    coupang = {"vocabulary": Vocabulary.COUPANG.value, "report": "coupang_insights"}
    facts.put(store, Record.STATISTIC, [fact(DAY, visits=2, **told)])
    facts.put(store, Record.STATISTIC, [fact(DAY, visits=90, **told, **coupang)])
    assert asked(store, Wish(MAY, ["visits"]), Subject.PRODUCT).rows["visits"].tolist() == [2]
    there = Wish(MAY, ["visits"], vocabularies={Vocabulary.COUPANG})
    assert asked(store, there, Subject.PRODUCT).rows["visits"].tolist() == [90]


def test_only_the_wanted_channels_are_added(store: Store, rows: list[dict[str, object]]) -> None:
    facts.put(store, Record.STATISTIC, rows)
    frame = pd.DataFrame(rows)
    for wanted in (["검색"], ["검색", "소셜"], []):
        only = [{"channel_name": name} for name in wanted]
        found = asked(store, Wish(MAY, ["visits"], by=["channel_name"], only=only)).rows
        of_those = frame[frame["channel_name"].isin(wanted)].groupby("channel_name")["visits"].sum()
        assert dict(zip(found["channel_name"], found["visits"], strict=True)) == dict(of_those)
    nameless = asked(
        store, Wish(MAY, ["visits"], by=["channel_name"], only=[{"channel_name": None}])
    )
    assert nameless.rows.empty
