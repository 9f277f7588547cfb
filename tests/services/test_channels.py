"""The page 유입 채널 tells what its files tell, once, and in one vocabulary."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.analysis.channels import Kind
from core.services import channels, links, settings, typed
from core.services.channels import REST, Stage, look
from core.services.opening import OpenShop
from core.services.today_view import Compare, PeriodChoice
from core.services.typed_rows import AdCost, Stamp
from core.store.moments import day_number
from core.terms import AdPlatform, Evidence, Period, Record, Subject, Vocabulary
from core.verdicts.channels import Call, Claim, CostFrom, SalesFrom, Why
from tests import shops
from tests.store import facts

LAST = date(2026, 11, 22)
TODAY = LAST + timedelta(days=1)
DAY = day_number(LAST)
GROUP, NAME, DETAIL = 4, 8, 16

MADE = {
    # visits a day, rate, won of an order
    ("검색", "네이버검색"): (80, 0.03, 30_000),
    ("검색광고", "네이버쇼핑-광고"): (90, 0.02, 35_000),
    ("광고", "인스타그램-광고"): (70, 0.0007, 20_000),
    ("메신저", "톡톡메시지"): (12, 0.06, 25_000),
    ("이상한곳", "모르는길"): (5, 0.02, 20_000),
}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenShop]:
    url = request.getfixturevalue("postgresql_shop") if request.param == "postgresql" else None
    opened = shops.opened(tmp_path, url)
    yield opened
    opened.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OpenShop]:
    """A shop in a file, where the database makes no difference."""
    opened = shops.opened(tmp_path / "own")
    yield opened
    opened.close()


def stat(day, last=None, *, subject=Subject.CHANNEL, **values):
    told = {"report": "bizadvisor_channel", "vocabulary": Vocabulary.BIZADVISOR.value,
            "subject": subject.value, "level": GROUP | NAME}  # fmt: skip
    return facts.fact(day, last, **{**told, **values})


def daily(days=28, *, seed=1, made=MADE, **more):
    """Rows of BizAdvisor by day and channel."""
    random = np.random.default_rng(seed)
    rows = []
    for back in range(days):
        for (group, name), (visits, rate, won) in made.items():
            came = int(random.poisson(visits))
            paid = int(random.binomial(came, rate))
            rows.append(
                stat(
                    DAY - back, channel_group=group, channel_name=name, visits=came,
                    payments_last=paid, gross_last=paid * won, payments_14d=paid * 1.1,
                    gross_14d=int(paid * won * 1.1), ad_cost=came * 190 if "광고" in group else 0,
                    **more,
                )
            )  # fmt: skip
    return rows


def put(shop, rows):
    facts.put(shop.store, Record.STATISTIC, rows)


def ads(shop, rows):
    facts.put(shop.store, Record.AD_RESULT, rows)


def ad(day, platform=AdPlatform.META, last=None, **values):
    told = {"report": f"ads_{platform}", "platform": platform.value, "level": 1, "campaign": "c"}
    return {**told, "first_day": day, "last_day": day if last is None else last, **values}


def margin(shop, percent):
    settings.save(shop, settings.ShopSettings(margin_percent=percent))


def seen(shop, **more):
    return look(shop, today=TODAY, **more)


def test_numbers_are_those_of_the_rows(shop):
    rows = daily(70)
    put(shop, rows)
    found = seen(shop)
    frame = pd.DataFrame(rows)
    within = frame[frame["first_day"] > DAY - 28]
    before = frame[(frame["first_day"] <= DAY - 28) & (frame["first_day"] > DAY - 56)]
    now = within.groupby("channel_name")[["visits", "payments_last", "gross_last"]].sum()
    was = before.groupby("channel_name")[["visits", "payments_last"]].sum()

    assert found.period == Period.ending(LAST, 28)
    assert [row.key for row in found.rows] == list(now.sort_values("visits").index[::-1])
    for row in found.rows:
        assert (row.visits, row.payments, row.gross) == tuple(now.loc[row.key])
        assert row.rate.tally.rate == now.loc[row.key, "payments_last"] / row.visits
        assert row.visits_before == was.loc[row.key, "visits"]
        assert row.rate_before == was.loc[row.key, "payments_last"] / row.visits_before
    by_kind = {row.kind: row for row in found.kinds}
    assert (
        by_kind[Kind.PAID].visits == now.loc[["네이버쇼핑-광고", "인스타그램-광고"], "visits"].sum()
    )
    assert sum(row.visits for row in found.kinds) == now["visits"].sum()
    assert sum(row.visits_share for row in found.kinds) == 100
    assert sum(row.gross_share for row in found.kinds) == 100
    assert found.unknown == ("모르는길",)
    assert by_kind[Kind.OTHER].visits == now.loc["모르는길", "visits"]
    credited = {row.key: row.credit for row in found.credits}
    late = within.groupby("channel_name")["gross_14d"].sum()
    assert all(credited[name].late_won == won for name, won in late.items())
    assert all(credited[name].last_won == won for name, won in now["gross_last"].items())


def test_much_money_for_hardly_an_order_is_the_first_conclusion(shop):
    put(shop, daily(28))
    found = seen(shop)
    frame = pd.DataFrame(daily(28))
    insta = frame[frame["channel_name"] == "인스타그램-광고"]

    assert found.conclusion.claim is Claim.LESS
    about = found.conclusion.about
    assert about.outlay.names == ("인스타그램-광고",)
    assert about.outlay.platform is AdPlatform.META
    assert about.outlay.cost == insta["ad_cost"].sum()
    assert about.outlay.spend.won == insta["gross_last"].sum()
    assert found.worst == "인스타그램-광고"


def test_a_cost_in_two_files_stands_once(own):
    put(own, daily(28))
    ads(own, [ad(DAY - back, cost=10_000, purchases=0.0) for back in range(28)])
    found = {one.outlay.platform: one.outlay for one in seen(own).judged}

    assert found[AdPlatform.META].cost == 280_000
    assert found[AdPlatform.META].cost_from is CostFrom.REPORT
    assert found[AdPlatform.META].sales_from is SalesFrom.CHANNEL


def test_a_report_of_fewer_days_gives_way_to_the_file_of_channels(own):
    put(own, daily(28))
    ads(own, [ad(DAY - back, cost=10_000) for back in range(7)])
    found = {one.outlay.platform: one.outlay for one in seen(own).judged}

    assert found[AdPlatform.META].cost_from is CostFrom.CHANNEL
    assert found[AdPlatform.META].days == 28


def test_a_cost_of_some_days_is_held_against_the_sales_of_those_days(own):
    rows = [{name: value for name, value in row.items() if name != "ad_cost"} for row in daily(28)]
    put(own, rows)
    typed.keep_costs(
        own, [AdCost(AdPlatform.NAVER_SEARCH, Period.ending(LAST, 10), 100_000)],
        Stamp(datetime(2026, 11, 23, tzinfo=UTC), TODAY, "typed"),
    )  # fmt: skip
    (one,) = seen(own).judged
    frame = pd.DataFrame(rows)
    of_days = frame[(frame["first_day"] > DAY - 10) & (frame["channel_name"] == "네이버쇼핑-광고")]

    assert (one.outlay.cost, one.outlay.days, one.outlay.cost_from) == (
        100_000, 10, CostFrom.TYPED,
    )  # fmt: skip
    assert one.outlay.spend.won == of_days["gross_last"].sum()
    assert one.outlay.spend.orders == of_days["payments_last"].sum()


def test_carts_that_platforms_count_as_conversions_are_no_sales(own):
    ads(own, [ad(DAY - back, AdPlatform.NAVER_SEARCH, cost=9_000, conversions=7.0,
                 conversion_revenue=900_000) for back in range(28)])  # fmt: skip
    margin(own, 30)
    found = seen(own)

    assert found.stage is Stage.READY
    assert found.source is None
    assert found.rows == ()
    assert [(one.call, one.why) for one in found.judged] == [(Call.UNKNOWN, Why.NO_SALES)]
    assert found.conclusion.claim is Claim.EARLY


@pytest.mark.parametrize(
    "names", [("purchases", "purchase_revenue"), ("purchases_14d", "revenue_14d")]
)
def test_without_channels_the_purchases_of_the_platform_count(own, names):
    ads(own, [ad(DAY - back, AdPlatform.COUPANG, cost=9_000, with_vat=1,
                 **{names[0]: 3.0, names[1]: 90_000}) for back in range(28)])  # fmt: skip
    margin(own, 30)
    (one,) = seen(own).judged

    assert one.outlay.sales_from is SalesFrom.PLATFORM
    assert one.outlay.with_vat is True
    assert (one.outlay.spend.orders, one.outlay.spend.won) == (84, 28 * 90_000)
    assert one.call is Call.MORE


def test_a_channel_of_three_orders_is_never_raised(own):
    made = {**MADE, ("카페", "맘카페"): (1, 0.0, 1)}
    rows = daily(28, made=made)
    for row in rows:
        if row["channel_name"] == "맘카페":
            row.update(visits=1, payments_last=0, gross_last=0, ad_cost=10)
    for row in [row for row in rows if row["channel_name"] == "맘카페"][:3]:
        row.update(visits=3, payments_last=1, gross_last=90_000, payments_14d=1.0, gross_14d=90_000)
    put(own, rows)
    margin(own, 30)
    found = seen(own)
    cafe = next(one for one in found.judged if one.outlay.names == ("맘카페",))

    assert cafe.outlay.spend.roas == max(one.outlay.spend.roas for one in found.judged)
    assert (cafe.call, cafe.why) == (Call.UNKNOWN, Why.FEW_ORDERS)
    assert found.best != "맘카페"


def test_a_file_of_one_sum_answers_for_its_own_days(own):
    first = DAY - 30
    rows = [
        stat(first, DAY, channel_group="검색", channel_name="네이버검색", visits=900,
             payments_last=30, gross_last=900_000, ad_cost=0),
        stat(first, DAY, channel_group="광고", channel_name="인스타그램-광고", visits=2000,
             payments_last=1, gross_last=12_600, ad_cost=391_020),
    ]  # fmt: skip
    put(own, rows)
    found = seen(own)

    assert found.source.own_period
    assert found.period.days == 31
    assert [row.visits for row in found.rows] == [2000, 900]
    assert found.before is None
    assert found.rows[0].visits_turn.level is Evidence.EARLY
    assert found.conclusion.claim is Claim.LESS
    assert found.conclusion.about.outlay.days == 31


def test_two_sums_of_equal_length_are_laid_beside_each_other(own):
    def sum_of(last, visits, paid):
        return stat(last - 27, last, channel_group="검색", channel_name="네이버검색",
                    visits=visits, payments_last=paid)  # fmt: skip

    put(own, [sum_of(DAY - 28, 900, 36), sum_of(DAY, 1000, 20)])
    (row,) = seen(own).rows

    assert (row.visits, row.payments, row.gross) == (1000, 20, None)
    assert {(kind.gross, kind.gross_share) for kind in seen(own).kinds} == {(None, None)}
    assert (row.visits_before, row.rate_before) == (900, 0.04)
    assert row.rate_turn.direction == 0


def test_a_cost_of_other_days_than_a_sum_is_not_held_against_it(own):
    put(own, [stat(DAY - 27, DAY, channel_group="광고", channel_name="인스타그램-광고",
                   visits=2000, payments_last=1, gross_last=12_600)])  # fmt: skip
    ads(own, [ad(DAY - back, cost=40_000) for back in range(7)])
    (one,) = seen(own).judged

    assert (one.call, one.why) == (Call.UNKNOWN, Why.NO_SALES)


def test_two_vocabularies_of_one_day_are_not_added(shop):
    put(shop, daily(28))
    put(shop, [
        facts.fact(DAY - back, report="smartstore_visits", subject=Subject.CHANNEL.value,
                   vocabulary=Vocabulary.SMARTSTORE.value, level=GROUP | NAME | DETAIL,
                   channel_group="네이버 검색", channel_name="통합검색", visits=50, payments=2,
                   gross=60_000)
        for back in range(28)
    ])  # fmt: skip
    found = seen(shop)

    assert found.source.vocabulary is Vocabulary.SMARTSTORE
    assert [(row.key, row.visits, row.payments) for row in found.rows] == [("통합검색", 1400, 56)]
    assert found.credit_source.vocabulary is Vocabulary.BIZADVISOR
    # the costs stand in the other file, and are held against its own sales
    assert {one.outlay.platform for one in found.judged} == {
        AdPlatform.META, AdPlatform.NAVER_SEARCH,
    }  # fmt: skip


def test_other_places_answer_only_if_the_shop_itself_does_not(own):
    put(own, [stat(DAY - back, report="ga4_traffic", vocabulary=Vocabulary.GA4.value, level=GROUP,
                   channel_group="Paid Social", visits=30, payments=1, gross=20_000)
              for back in range(28)])  # fmt: skip
    assert seen(own).source.vocabulary is Vocabulary.GA4
    put(own, daily(7))
    assert seen(own).source.vocabulary is Vocabulary.BIZADVISOR


def test_a_change_is_called_one_only_with_evidence(own):
    rows = daily(400)
    for row in rows:
        if row["channel_name"] == "네이버검색" and row["first_day"] > DAY - 28:
            row["payments_last"] = row["payments_last"] // 3
    put(own, rows)
    found = {row.key: row for row in seen(own).rows}

    assert found["네이버검색"].rate_turn.direction == -1
    assert found["네이버쇼핑-광고"].rate_turn.direction == 0
    assert found["네이버검색"].visits_turn.direction == 0


def test_last_year_is_compared_by_the_same_weekdays(own):
    put(own, daily(500))
    found = seen(own, compare=Compare.LAST_YEAR, period=PeriodChoice.WEEK)

    assert found.before == Period.ending(LAST - timedelta(days=364), 7)
    assert found.before.first.weekday() == found.period.first.weekday()


def test_a_missing_day_is_left_out_on_both_sides(own):
    rows = [row for row in daily(80) if row["first_day"] != DAY - 30]
    put(own, rows)
    found = seen(own)

    assert found.source.days == 28
    assert found.left_out == 1


def test_small_channels_share_a_row(own):
    made = {("검색", f"길{at:02d}"): (200 - at * 5, 0.03, 10_000) for at in range(15)}
    put(own, daily(28, made=made))
    found = seen(own)

    assert len(found.rows) == channels.SHOWN + 1
    assert found.rows[-1].key == REST
    assert found.folded == 3
    frame = pd.DataFrame(daily(28, made=made))
    assert sum(row.visits for row in found.rows) == frame["visits"].sum()


def test_a_number_that_a_file_lacks_is_unknown_not_nought(own):
    rows = daily(28)
    for row in rows:
        if row["channel_name"] == "톡톡메시지":
            row["payments_last"] = None
    put(own, rows)
    row = next(one for one in seen(own).rows if one.key == "톡톡메시지")

    assert row.payments is None
    assert row.rate is None
    assert row.visits > 0


def test_search_words_are_those_of_their_file(own):
    put(own, [
        facts.fact(DAY - back, report="smartstore_queries", subject=Subject.KEYWORD.value, level=64,
                   keyword=word, visits=visits, payments=paid, gross=paid * 30_000)
        for back in range(28)
        for word, visits, paid in (("소이캔들", 40, 1), ("수건", 30, 1), ("조명", 40, 0))
    ])  # fmt: skip
    found = seen(own)

    assert (found.stage, found.source) == (Stage.READY, None)
    assert found.conclusion.claim is Claim.NO_COST
    assert [word.word for word in found.words.best] == ["소이캔들", "수건"]
    assert [word.word for word in found.words.wasted] == ["조명"]
    assert found.word_source.report == "smartstore_queries"


def test_data_of_three_weeks_ago_ask_for_a_new_file(own):
    put(own, daily(28))
    found = look(own, today=LAST + timedelta(days=40))

    assert found.conclusion.claim is Claim.STALE
    assert found.period == Period.ending(LAST, 28)
    assert found.source.days == 28
    assert found.rows[0].gross is not None


def test_numbers_of_today_are_left_out(own):
    put(own, daily(28))
    assert look(own, today=LAST).period.last == LAST - timedelta(days=1)


def test_an_empty_shop_has_nothing_to_show(shop):
    assert seen(shop) == channels.View(Stage.EMPTY)
    assert links.unknown(shop, TODAY) is None


def test_the_file_of_sites_alone_does_not_stand_for_all_channels(own):
    put(own, [stat(DAY - 27, DAY, report="bizadvisor_website", level=DETAIL,
                   channel_detail="blog.example.com", visits=5, payments_last=1)])  # fmt: skip
    assert seen(own).stage is Stage.EMPTY


def test_codes_nobody_knows_are_told_with_the_nearest_known_one(shop):
    def link(source, medium, visits, day=DAY):
        return stat(day - 27, day, subject=Subject.LINK, report="bizadvisor_custom",
                    level=NAME | DETAIL, channel_name=source, channel_detail=medium,
                    visits=visits, payments_last=1)  # fmt: skip

    put(shop, [link("instagran", "social", 30), link("instagram", "sociaI", 9),
               link("instagran", "qr", 5), link("우리동네", "qr", 2)])  # fmt: skip
    found = links.unknown(shop, TODAY)

    assert [(one.code, one.is_source, one.visits, one.nearest) for one in found] == [
        ("instagran", True, 35, "instagram"),
        ("sociaI", False, 9, "social"),
        ("우리동네", True, 2, None),
    ]


def test_a_link_becomes_a_picture_to_scan():
    made = links.picture("https://smartstore.naver.com/dangol?nt_source=instagram&nt_medium=qr")

    assert made.png.startswith(b"\x89PNG")
    assert b"<svg" in made.svg
