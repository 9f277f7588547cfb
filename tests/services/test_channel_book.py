"""What a seller says of her channels is kept, changes numbers, and can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from scipy.stats import binomtest

from core.analysis.attribution import Model
from core.analysis.channels import Kind
from core.analysis.links import Codes, Fault, Style
from core.services import (
    campaigns,
    channel_book,
    channel_months,
    channel_paths,
    channel_plans,
    link_book,
    links,
    offers_profiles,
    survey,
)
from core.services.channel_book import BookProblem, BookRefused, Note
from core.services.link_book import LinkRefused
from core.services.offers_profiles import Item
from core.services.opening import OpenShop
from core.services.survey import Answers, SurveyProblem, SurveyRefused
from core.store import checks
from core.store.checks import Answer
from core.store.notes import NoteChanged, NoteGone
from core.terms import AdPlatform, Period, Subject, seoul_day
from core.verdicts.channels import Call, Why
from tests import shops
from tests.services.test_channels import (
    DAY,
    DETAIL,
    GROUP,
    LAST,
    MADE,
    NAME,
    TODAY,
    ad,
    ads,
    daily,
    margin,
    put,
    seen,
    stat,
)

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
ADDRESS = "https://smartstore.naver.com/d"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenShop]:
    url = request.getfixturevalue("postgresql_shop") if request.param == "postgresql" else None
    opened = shops.opened(tmp_path, url)
    yield opened
    opened.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[OpenShop]:
    opened = shops.opened(tmp_path / "own")
    yield opened
    opened.close()


def test_a_link_is_kept_once_thrown_away_and_brought_back(shop):
    codes = Codes("instagram", "social", " 가을 ")
    made = link_book.keep(shop, ADDRESS, codes, Style.NT, NOW, memo="첫 글")
    again = link_book.keep(shop, ADDRESS, codes, Style.NT, NOW, memo="고친 글")

    assert (
        made.url == f"{ADDRESS}?nt_source=instagram&nt_medium=social&nt_detail=%EA%B0%80%EC%9D%84"
    )
    assert (again.id, again.memo, again.made_on) == (made.id, "고친 글", seoul_day(NOW))
    link_book.keep(shop, ADDRESS, codes, Style.UTM, NOW)
    assert [one.style for one in link_book.listed(shop)] == [Style.UTM, Style.NT]
    with pytest.raises(NoteChanged):
        link_book.delete(shop, made.id, NOW, seen=made.version)
    link_book.delete(shop, made.id, NOW, seen=again.version)
    assert [one.id for one in link_book.listed(shop, deleted=True)] == [made.id]
    link_book.undo(shop, made.id)
    assert len(link_book.listed(shop)) == 2
    link_book.remark(shop, made.id, "다시", NOW)
    assert {one.memo for one in link_book.listed(shop)} == {"다시", ""}


@pytest.mark.parametrize(
    ("address", "codes", "fault"),
    [
        (ADDRESS, Codes("인스타", "social"), Fault.HANGUL),
        (ADDRESS, Codes("insta gram", "social"), Fault.BLANK),
        (ADDRESS, Codes("instagram", "소셜"), Fault.HANGUL),
        ("smartstore", Codes("instagram", "social"), Fault.NO_ADDRESS),
    ],
)
def test_a_link_that_breaks_the_rules_is_not_kept(own, address, codes, fault):
    with pytest.raises(LinkRefused) as refused:
        link_book.keep(own, address, codes, Style.NT, NOW)
    assert refused.value.fault is fault
    assert link_book.listed(own) == ()


def test_codes_of_ones_own_are_known_afterwards(shop):
    rows = [stat(DAY - 27, DAY, subject=Subject.LINK, report="bizadvisor_custom",
                 level=NAME | DETAIL, channel_name=source, channel_detail="qr", visits=visits,
                 payments_last=0)
            for source, visits in (("my_cafe", 9), ("my_cafee", 5))]  # fmt: skip
    put(shop, rows)
    assert [one.code for one in links.unknown(shop, TODAY)] == ["my_cafe", "my_cafee"]
    added = link_book.add_code(shop, "my_cafe", NOW, is_source=True)
    assert link_book.add_code(shop, "my_cafe", NOW, is_source=True) is None
    found = links.unknown(shop, TODAY)
    assert [(one.code, one.nearest) for one in found] == [("my_cafee", "my_cafe")]
    assert "my_cafe" in link_book.dictionary(shop).sources
    assert "my_cafe" not in link_book.dictionary(shop).mediums
    link_book.delete_code(shop, added.id, NOW, added.version)
    assert link_book.dictionary(shop).own == ()
    link_book.undo_code(shop, added.id)
    assert [one.code for one in link_book.dictionary(shop).own] == ["my_cafe"]
    with pytest.raises(LinkRefused):
        link_book.add_code(shop, "내카페", NOW, is_source=False)


def test_the_kind_a_seller_chose_counts_and_can_be_taken_back(shop):
    put(shop, daily(28))
    before = {row.key: row.kind for row in seen(shop).rows}
    assert before["모르는길"] is Kind.OTHER
    kept = channel_book.keep(shop, Note("모르는길", kind=Kind.PAID), NOW)
    found = seen(shop)
    frame = pd.DataFrame(daily(28)).groupby("channel_name")["visits"].sum()
    paid = next(row for row in found.kinds if row.kind is Kind.PAID)

    assert found.unknown == ()
    assert paid.visits == frame[["네이버쇼핑-광고", "인스타그램-광고", "모르는길"]].sum()
    months = channel_months.read(shop, today=TODAY)
    assert sum(month.visits[Kind.OTHER] for month in months) == 0
    channel_book.undo(shop, kept.id)
    assert {row.key: row.kind for row in seen(shop).rows} == before


def test_two_windows_do_not_overwrite_each_other(shop):
    first = channel_book.keep(shop, Note("밴드", goal="한 주 100명"), NOW)
    channel_book.keep(shop, replace(first, goal="한 주 200명"), NOW)
    with pytest.raises(NoteChanged):
        channel_book.keep(shop, replace(first, next_step="글 하나"), NOW)
    with pytest.raises(NoteChanged):
        channel_book.keep(shop, Note("밴드"), NOW)
    assert channel_book.read(shop)["밴드"].goal == "한 주 200명"


@pytest.mark.parametrize(
    ("note", "problem"),
    [
        (Note("x", planned_share=101), BookProblem.SHARE),
        (Note("x", planned_share=-1), BookProblem.SHARE),
        (Note("x", least_roas=0), BookProblem.ROAS),
        (Note("x", goal="가" * 201), BookProblem.TOO_LONG),
    ],
)
def test_what_is_impossible_is_not_kept(own, note, problem):
    with pytest.raises(BookRefused) as refused:
        channel_book.keep(own, note, NOW)
    assert refused.value.problem is problem
    assert channel_book.read(own) == {}


def test_a_planned_channel_without_a_visit_for_four_weeks_is_named(shop):
    put(shop, daily(28))
    for name, share in (("네이버검색", 40), ("밴드", 20)):
        channel_book.keep(shop, Note(name, planned_share=share), NOW)
    found = {plan.note.channel: plan for plan in channel_plans.read(shop, today=TODAY).plans}
    frame = pd.DataFrame(daily(28)).groupby("channel_name")["visits"].sum()

    assert found["네이버검색"].share == frame["네이버검색"] / frame.sum()
    assert not found["네이버검색"].is_silent
    assert (found["밴드"].visits, found["밴드"].share, found["밴드"].is_silent) == (0, 0.0, True)
    assert set(found) == {name for _group, name in MADE} | {"밴드"}


def test_a_gap_in_the_days_is_no_silence(own):
    put(own, [row for row in daily(28) if row["first_day"] != DAY - 3])
    channel_book.keep(own, Note("밴드", planned_share=20), NOW)
    found = channel_plans.read(own, today=TODAY)
    band = next(plan for plan in found.plans if plan.note.channel == "밴드")
    assert (band.visits, band.share, band.is_silent) == (None, None, False)


def plan_of(shop: OpenShop, channel: str) -> channel_plans.Plan:
    return next(one for one in channel_plans.read(shop, today=TODAY).plans
                if one.note.channel == channel)  # fmt: skip


def test_a_channel_is_looked_after_and_looked_at(shop):
    put(shop, daily(28))
    early = NOW - timedelta(days=40)
    fresh = plan_of(shop, "네이버검색").profile
    assert (fresh.looked, dict(fresh.answers)) == (None, {})
    channel_plans.answer(shop, fresh, Item.LINK, early, is_there=True)
    seen = plan_of(shop, "네이버검색").profile
    assert (seen.looked, seen.open) == (seoul_day(early), (
        Item.INTRODUCTION, Item.CONTACT, Item.LINE))  # fmt: skip
    kept = channel_plans.review(shop, seen, NOW)
    whole = plan_of(shop, "네이버검색").profile
    assert (whole.looked, whole.missing) == (seoul_day(NOW), (Item.INTRODUCTION, Item.CONTACT))
    assert whole.open == (Item.LINE,)
    offers_profiles.take_back(shop, kept, NOW)
    back = plan_of(shop, "네이버검색").profile
    assert replace(back, version=seen.version) == seen


def test_both_pages_tell_the_same_of_a_channel(shop):
    channel_book.keep(shop, Note("밴드", planned_share=20), NOW)
    channel_plans.answer(shop, plan_of(shop, "밴드").profile, Item.LINK, NOW, is_there=True)
    (there,) = offers_profiles.profiles(shop)
    assert plan_of(shop, "밴드").profile == there
    offers_profiles.look(
        shop, "밴드", {**there.answers, Item.LINK: False, Item.CONTACT: True}, NOW, there
    )
    told = plan_of(shop, "밴드").profile.answers
    assert (told[Item.LINK], told[Item.CONTACT]) == (False, True)
    with pytest.raises(NoteChanged):
        channel_plans.answer(shop, there, Item.LINK, NOW, is_there=True)


def ticked(shop: OpenShop, channel: str, item: str, said: Answer, at: datetime) -> None:
    """As the checklist of channels was kept before profiles were."""
    with shop.store.write() as session:
        one = checks.Check("channel", channel, item, seoul_day(at), said)
        checks.put(session, shop.id, one, at)


def test_what_was_ticked_earlier_holds_until_somebody_looks_again(shop):
    early = NOW - timedelta(days=70)
    channel_book.keep(shop, Note("밴드", planned_share=20), NOW)
    ticked(shop, "밴드", "link", Answer.DONE, early)
    ticked(shop, "밴드", "about", Answer.MISSING, early)
    ticked(shop, "밴드", "contact", Answer.NOT_MINE, early)
    ticked(shop, "밴드", "review", Answer.DONE, early + timedelta(days=9))
    ticked(shop, "카페", "link", Answer.DONE, early)
    profiles = {one.channel: one for one in offers_profiles.profiles(shop)}
    band = profiles["밴드"]
    assert dict(band.answers) == {Item.LINK: True, Item.INTRODUCTION: False}
    assert band.looked == seoul_day(early + timedelta(days=9))
    assert band.is_due(seoul_day(NOW))
    assert profiles["카페"].answers[Item.LINK] is True
    assert plan_of(shop, "밴드").profile == band

    kept = channel_plans.answer(shop, band, Item.CONTACT, NOW, is_there=True)
    told = plan_of(shop, "밴드").profile
    assert dict(told.answers) == {
        Item.LINK: True, Item.INTRODUCTION: False, Item.CONTACT: True, Item.LINE: None,
    }  # fmt: skip
    assert told.looked == seoul_day(NOW)
    changed = channel_plans.answer(shop, told, Item.LINK, NOW, is_there=False)
    assert plan_of(shop, "밴드").profile.answers[Item.LINK] is False, "the last look counts"
    offers_profiles.take_back(shop, changed, NOW)
    offers_profiles.take_back(shop, replace(kept, version=changed.version + 1), NOW)
    assert plan_of(shop, "밴드").profile.answers == band.answers


def test_a_tick_after_the_last_look_says_more_than_it(own):
    offers_profiles.look(own, "밴드", {Item.LINK: False, Item.CONTACT: True},
                         NOW - timedelta(days=9))  # fmt: skip
    ticked(own, " 밴 드", "link", Answer.DONE, NOW - timedelta(days=2))
    ticked(own, "밴드", "contact", Answer.MISSING, NOW - timedelta(days=20))
    (band,) = offers_profiles.profiles(own)
    assert (band.answers[Item.LINK], band.answers[Item.CONTACT]) == (True, True)
    assert band.looked == seoul_day(NOW - timedelta(days=2))


def test_shares_of_months_are_those_of_the_rows_and_add_up_to_a_hundred(shop):
    rows = daily(120)
    put(shop, rows)
    found = channel_months.read(shop, today=TODAY)
    frame = pd.DataFrame(rows)
    days = pd.to_datetime(frame["first_day"], unit="D")
    wanted = frame.groupby([days.dt.strftime("%Y-%m"), "channel_name"])["gross_last"].sum()

    assert [f"{one.period.first:%Y-%m}" for one in found] == sorted(set(wanted.index.levels[0]))
    for one in found:
        month = wanted[f"{one.period.first:%Y-%m}"]
        assert one.gross[Kind.PAID] == month[["네이버쇼핑-광고", "인스타그램-광고"]].sum()
        assert one.gross[Kind.OWN] == month["톡톡메시지"]
        assert sum(one.gross_shares.values()) == sum(one.visits_shares.values()) == 100
        assert one.gross_shares[Kind.PAID] == pytest.approx(
            100 * one.gross[Kind.PAID] / month.sum(), abs=1
        )
    assert not found[0].is_whole
    assert found[1].is_whole


def test_a_month_nobody_tells_of_is_unknown_not_nought(own):
    put(own, [row for row in daily(100) if not DAY - 60 <= row["first_day"] < DAY - 20])
    found = channel_months.read(own, today=TODAY)
    empty = [one for one in found if one.source is None]
    assert [f"{one.period.first:%m}" for one in empty] == ["10"]
    assert empty[0].visits is None
    assert channel_months.read(own, today=TODAY + timedelta(days=900)) == ()


def test_a_month_without_won_has_shares_of_visits_only(own):
    put(own, [stat(DAY - 27, DAY, level=GROUP | NAME, channel_group="검색",
                   channel_name="네이버검색", visits=5, payments_last=1)])  # fmt: skip
    assert channel_months.read(own, today=LAST) == ()
    put(own, [stat(DAY - back, channel_group="검색", channel_name="네이버검색", visits=0,
                   payments_last=0) for back in range(3)])  # fmt: skip
    (month,) = channel_months.read(own, today=TODAY)
    assert (month.gross, month.visits_shares) == (None, None)
    assert month.visits == dict.fromkeys(Kind, 0)


def test_ones_own_least_return_decides_beside_the_break_even(own):
    put(own, daily(28))
    margin(own, 60)
    shopping = "네이버쇼핑-광고"

    def judged():
        found = {one.outlay.platform: one for one in seen(own).judged}
        return found[AdPlatform.NAVER_SEARCH]

    assert judged().call is Call.KEEP
    kept = channel_book.keep(own, Note(shopping, least_roas=2000), NOW)
    assert (judged().call, judged().why) == (Call.LESS, Why.BELOW_OWN)
    assert judged().money_month > 0
    channel_book.keep(own, replace(kept, least_roas=370), NOW)
    assert (judged().call, judged().why) == (Call.UNKNOWN, Why.CROSSES)
    channel_book.keep(own, Note(channel_book.SHOP, least_roas=2000), NOW)
    assert judged().call is Call.UNKNOWN, "the channel's own comes before that of the shop"


def test_three_orders_never_crown_a_channel_whatever_the_least_return(own):
    put(own, [stat(DAY, channel_group="카페", channel_name="맘카페", visits=30, payments_last=3,
                   gross_last=900_000, ad_cost=1000)])  # fmt: skip
    margin(own, 30)
    channel_book.keep(own, Note("맘카페", least_roas=100), NOW)
    (one,) = seen(own).judged
    assert (one.call, one.why) == (Call.UNKNOWN, Why.FEW_ORDERS)


def test_campaigns_are_held_against_the_least_return(shop):
    rows = [
        ad(DAY - back, campaign=name, cost=cost, purchases=float(bought),
           purchase_revenue=bought * 30_000)
        for back in range(28)
        for name, cost, bought in (("좋음", 10_000, 3), ("나쁨", 30_000, int(back < 3)),
                                   ("새것", 2000, int(back == 0)))
    ]  # fmt: skip
    ads(shop, rows)
    margin(shop, 50)
    found = campaigns.read(shop, today=TODAY, days=28)
    frame = pd.DataFrame(rows).groupby("campaign")[["cost", "purchase_revenue"]].sum()

    assert found.period == Period.ending(LAST, 28)
    assert [one.name for one in found.found] == ["나쁨", "좋음", "새것"]
    for one in found.found:
        assert one.judged.outlay.cost == frame.loc[one.name, "cost"]
        assert one.judged.outlay.spend.won == frame.loc[one.name, "purchase_revenue"]
    assert [one.judged.call for one in found.found] == [Call.LESS, Call.MORE, Call.UNKNOWN]
    channel_book.keep(shop, Note(str(AdPlatform.META.value), least_roas=5000), NOW)
    calls = {one.name: one.judged for one in campaigns.read(shop, today=TODAY, days=28).found}
    assert (calls["좋음"].call, calls["좋음"].why) == (Call.LESS, Why.BELOW_OWN)
    own = channel_book.of_campaign(AdPlatform.META, "좋음")
    channel_book.keep(shop, Note(own, least_roas=100), NOW)
    calls = {one.name: one.judged for one in campaigns.read(shop, today=TODAY, days=28).found}
    assert (calls["좋음"].call, calls["좋음"].outlay.least) == (Call.MORE, 1.0)
    assert calls["나쁨"].outlay.least == 50.0
    assert channel_book.campaign_of(own) == (AdPlatform.META, "좋음")
    # It is no channel whose visits are planned.
    assert [one.note.channel for one in channel_plans.read(shop, today=TODAY).plans] == []


def test_campaigns_without_purchases_have_no_return(own):
    ads(own, [ad(DAY - back, campaign="가", cost=1000, clicks=3) for back in range(28)])
    (one,) = campaigns.read(own, today=TODAY, days=28).found
    assert (one.judged.call, one.judged.why) == (Call.UNKNOWN, Why.NO_SALES)
    assert campaigns.read(own, today=date(2020, 1, 1), days=28).found == ()


def test_answers_add_up_with_the_interval_of_wilson(shop):
    for day, source, count, places in ((1, "인스타그램", 6, 9), (2, " 소개 ", 3, None),
                                       (3, "인스타그램", 1, 3)):  # fmt: skip
        survey.add(shop, Answers(date(2026, 11, day), source, count, places), NOW)
    found = survey.read(shop)

    assert [(one.name, one.count, one.share) for one in found.sources] == [
        ("인스타그램", 7, 0.7), ("소개", 3, 0.3),
    ]  # fmt: skip
    for one in found.sources:
        assert one.bounds == pytest.approx(
            tuple(binomtest(one.count, 10).proportion_ci(method="wilson"))
        )
    assert (found.total, found.referred) == (10, 3)
    assert (found.places, found.asked) == (12 / 7, 7)
    survey.delete(shop, found.entries[0].id, NOW, found.entries[0].version)
    assert survey.read(shop).total == 9
    survey.undo(shop, found.entries[0].id)
    assert survey.read(shop) == replace(
        found, entries=(replace(found.entries[0], version=3), *found.entries[1:])
    )


def made_link(shop):
    link = link_book.keep(shop, ADDRESS, Codes("instagram", "social"), Style.NT, NOW)
    return link, partial(link_book.delete, shop), partial(link_book.undo, shop)


def made_code(shop):
    code = link_book.add_code(shop, "my_cafe", NOW, is_source=True)
    return code, partial(link_book.delete_code, shop), partial(link_book.undo_code, shop)


def made_answers(shop):
    answers = survey.add(shop, Answers(LAST, "소개", 3), NOW)
    return answers, partial(survey.delete, shop), partial(survey.undo, shop)


def made_ways(shop):
    entry = channel_paths.add(shop, "네이버검색, 2, 40000", NOW)
    return entry, partial(channel_paths.delete, shop), partial(channel_paths.undo, shop)


@pytest.mark.parametrize("make", [made_link, made_code, made_answers, made_ways])
def test_nothing_is_taken_back_that_another_window_has_changed_meanwhile(shop, make):
    one, delete, undo = make(shop)
    delete(one.id, NOW, one.version)
    # The other window brings it back and throws it away once more.
    undo(one.id, one.version + 1)
    delete(one.id, NOW, one.version + 2)
    with pytest.raises(NoteChanged):
        undo(one.id, one.version + 1)
    undo(one.id, one.version + 3)
    with pytest.raises(NoteGone):
        undo(one.id)


def test_what_another_window_says_of_a_channel_meanwhile_is_not_taken_back(shop):
    mine = channel_book.keep(shop, Note("밴드", goal="첫 창"), NOW)
    channel_book.keep(shop, replace(mine, goal="둘째 창"), NOW)
    with pytest.raises(NoteChanged):
        channel_book.undo(shop, mine.id, mine.version)
    assert channel_book.read(shop)["밴드"].goal == "둘째 창"


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        (Answers(LAST, " ", 1), SurveyProblem.NO_SOURCE),
        (Answers(LAST, "x", 0), SurveyProblem.COUNT),
        (Answers(LAST, "x", 5, 4), SurveyProblem.PLACES),
        (Answers(LAST + timedelta(days=9), "x", 5), SurveyProblem.FUTURE),
    ],
)
def test_impossible_answers_are_not_kept(own, answers, problem):
    with pytest.raises(SurveyRefused) as refused:
        survey.add(own, answers, NOW)
    assert refused.value.problem is problem
    assert survey.read(own) == survey.Survey((), 0, 0, None, 0, ())


def test_ways_are_kept_and_shared_out_to_the_won(shop):
    assert channel_paths.read(shop) == channel_paths.Paths()
    channel_paths.add(shop, "인스타그램 > 네이버검색, 3, 90001\n네이버검색, 2, 40000", NOW)
    entry = channel_paths.add(shop, "인스타그램 > 톡톡, 1, 7", NOW)
    found = channel_paths.read(shop)

    assert (found.orders, found.won) == (6, 130_008)
    assert found.steps == pytest.approx((3 * 2 + 2 + 2) / 6)
    for model in Model:
        assert sum(one.given[model].won for one in found.shared) == 130_008
        assert sum(one.given[model].orders for one in found.shared) == pytest.approx(6)
    insta = next(one for one in found.shared if one.channel == "인스타그램")
    assert insta.bounds == (0, 90_008)
    most = found.ends[0]
    assert (most.first, most.last, most.orders) == ("인스타그램", "네이버검색", 3)
    channel_paths.delete(shop, entry.id, NOW, entry.version)
    assert channel_paths.read(shop).orders == 5
    channel_paths.undo(shop, entry.id)
    assert channel_paths.read(shop).orders == 6


def test_lines_that_are_not_understood_are_all_refused(own):
    with pytest.raises(channel_paths.PathsRefused) as refused:
        channel_paths.add(own, "가, 1, 5\n나, 2", NOW)
    assert [line for line, _fault in refused.value.faults] == [2]
    with pytest.raises(channel_paths.PathsRefused):
        channel_paths.add(own, "\n", NOW)
    assert channel_paths.read(own).orders == 0
