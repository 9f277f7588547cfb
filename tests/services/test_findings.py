"""What is concluded on a day: all pages together, remembered, put off and held back."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sqlalchemy import text

from core.services import (
    actions,
    channel_inflows,
    channels,
    findings,
    findings_reading,
    sample,
    today,
)
from core.services.actions import Said
from core.services.findings import Finding
from core.services.opening import OpenShop
from core.services.products_said import Happened
from core.services.today import PeriodChoice
from core.store import findings as store
from core.store import product_notes
from core.store.product_notes import ProductNote
from core.terms import Evidence, Mall, Period
from core.verdicts import Action, Claim
from core.verdicts.products import Ruling
from tests import shops
from tests.services import product_shops
from tests.shops import LAST

TODAY, NOW = date(2026, 11, 23), datetime(2026, 11, 23, 1, tzinfo=UTC)


def look(shop, on=TODAY, **choices):
    return today.overview(shop, today=on, now=NOW, **choices).verdicts


@pytest.fixture
def fallen(shop: OpenShop) -> OpenShop:
    """Half of the orders are missing; on both databases."""
    since = LAST - timedelta(days=27)
    shops.take(shop, shops.without(shops.steady(500, 9, seed=11), 0.5, since))
    return shop


def test_what_is_shown_is_remembered_once_a_day_as_it_was_said(fallen):
    first = look(fallen)[0]
    look(fallen)
    (kept,) = [one for one in findings.said(fallen, TODAY) if one.place == 0]
    assert (kept.claim, kept.level, kept.money_month) == (first.id, "known", first.money_month)
    assert (kept.probability, kept.n) == (pytest.approx(first.probability), first.n)
    assert (kept.data_asof, kept.method, kept.dismissed) == (LAST, "day.v1", False)
    assert findings.said(fallen, LAST) == []


def test_the_first_problem_stands_the_next_day_but_is_no_news(fallen):
    first = look(fallen)
    assert not any(one.is_new for one in first)
    later = TODAY + timedelta(days=1)
    assert [(one.id, one.is_new) for one in look(fallen, later)] == [
        (one.id, False) for one in first
    ]


def test_what_was_not_said_on_the_days_before_is_news(fallen):
    with fallen.store.write() as session:
        store.put(session, fallen.id, [earlier()], NOW)
    assert look(fallen)[0].is_new
    # After a week without a look everything is as on the first day.
    assert not look(fallen, TODAY + timedelta(days=9))[0].is_new


def earlier():
    """That all was as usual the day before."""
    return Finding(
        TODAY - timedelta(days=1), "today.steady", 0, "known", None, None, 9, LAST, "day.v1"
    )


def test_what_was_put_off_comes_back_tomorrow_or_when_it_is_taken_back(fallen):
    shown = look(fallen)
    for one in shown:
        findings.dismiss(fallen, one, TODAY, NOW)
    (rest,) = look(fallen)
    assert (rest.claim, rest.action) == (Claim.PUT_OFF, Action.REST)
    assert look(fallen, TODAY + timedelta(days=1))[0].id == shown[0].id
    findings.take_back(fallen, shown[0].id, TODAY)
    assert look(fallen)[0].id == shown[0].id


def test_a_conclusion_about_a_very_long_name_is_put_off_and_kept_too(fallen):
    said = look(fallen)[0]
    long = replace(said, claim=Claim.CHANNEL_POOR, params={**said.params, "channel": "길" * 200})
    findings.dismiss(fallen, long, TODAY, NOW)
    assert [one.claim for one in findings.said(fallen, TODAY) if one.dismissed] == [long.id]
    actions.keep_proposal(fallen, actions.proposal(long, Said("w", "y")), NOW)
    assert set(actions.open_claims(fallen)) == {long.id}


def test_a_conclusion_can_be_put_off_though_it_could_not_be_remembered(fallen):
    (first, *_) = look(fallen, period=PeriodChoice.THREE_MONTHS)
    assert findings.said(fallen, TODAY) == []
    findings.dismiss(fallen, first, TODAY, NOW)
    assert [one.dismissed for one in findings.said(fallen, TODAY)] == [True]


@pytest.mark.parametrize("choice", [{"period": PeriodChoice.WEEK}, {"mall": Mall.SMARTSTORE}])
def test_only_the_page_as_it_opens_is_remembered(local, choice):
    shops.take(local, shops.steady(200, 9, seed=11))
    look(local, **choice)
    assert findings.said(local, TODAY) == []


def test_remembering_makes_no_other_answer_stale(fallen):
    before = fallen.revision()
    look(fallen)
    assert fallen.revision() == before


def test_a_store_that_cannot_be_written_still_shows_the_page(local):
    shops.take(local, shops.steady(500, 9, seed=11))
    other = local.store.writer.connect()
    other.exec_driver_sql("SELECT 1")  # holds the lock of a writer
    try:
        assert look(local)[0].claim is Claim.STEADY
    finally:
        other.close()
    assert findings.said(local, TODAY) == []


def test_the_page_of_a_file_that_may_only_be_read_is_shown(local):
    shops.take(local, shops.steady(500, 9, seed=11))
    local.store.settle_file()
    local.store.engine.dispose()
    Path(local.store.path).chmod(0o400)
    if os.access(local.store.path, os.W_OK):
        pytest.skip("this user may write everything")
    assert look(local)[0].claim is Claim.STEADY


def test_what_is_kept_in_the_notes_steps_back_until_its_day(fallen):
    first = look(fallen)[0]
    proposal = actions.proposal(first, Said("todo", "why"))
    actions.keep_proposal(fallen, proposal, NOW)
    shown = look(fallen)
    others = [one for one in shown if one.id != first.id]
    # It is there still, so that nothing is said to be as usual.
    assert others or shown[0].id == first.id
    (note,) = actions.listed(fallen)
    assert look(fallen, note.check_on)[0].id == first.id


def test_a_poor_page_is_found_with_the_money_it_would_bring(local):
    counts = {f"p{n}": (1_200, 36) for n in range(6)} | {"lamp": (2_000, 4)}
    product_shops.fill(local, counts)
    found = [one for one in look(local) if one.claim is Claim.PAGE_POOR]
    assert [one.params["product"] for one in found] == ["lamp"]
    frame = pd.DataFrame(counts, index=["visits", "orders"]).T
    others = frame.drop("lamp").sum()
    missing = 2_000 * others["orders"] / others["visits"] - 4
    assert found[0].money_month == pytest.approx(-missing * 10_000 / 28 * 30, rel=0.02)
    assert found[0].level is Evidence.KNOWN


def test_only_the_products_looked_at_most_are_examined_and_that_is_known(local, monkeypatch):
    product_shops.fill(local, {f"p{n}": (1_200, 36) for n in range(6)} | {"lamp": (2_000, 4)})
    (every,) = [one for one in look(local) if one.claim is Claim.PAGE_POOR]
    monkeypatch.setattr(findings_reading, "MOST_PAGES", 5)
    (some,) = [one for one in look(local) if one.claim is Claim.PAGE_POOR]
    assert (every.params["among"], some.params["among"]) == (None, 5)


@pytest.mark.parametrize(("said", "wanted"), [
    (ProductNote(happened=Happened.SOLD_OUT.value, happened_on=LAST), []),
    (ProductNote(compared=9_900, compared_on=LAST), [Ruling.FIX_PAGE]),
])  # fmt: skip
def test_what_is_known_of_a_product_counts_here_too(local, said, wanted):
    product_shops.fill(local, {f"p{n}": (1_200, 36) for n in range(6)} | {"lamp": (2_000, 4)})
    with local.store.read() as session:
        lamp = session.execute(text("SELECT id FROM product WHERE name = 'lamp'")).scalar_one()
    with local.store.write() as session:
        product_notes.put(session, 1, lamp, said, NOW)
    found = [one for one in look(local) if one.claim is Claim.PAGE_POOR]
    assert [one.params["ruling"] for one in found] == wanted


def weeks(known):
    return channel_inflows.judged(known, Period.ending(LAST, 28))


def test_channels_are_held_against_the_others():
    known = [("a", None, 3_000, 90), ("b", None, 2_500, 80), ("c", None, 2_000, 1)]
    found = {one.name: one for one in weeks(known)}
    assert [one.name for one in found.values() if one.is_poor] == ["c"]
    usual = 170 / 5_500
    assert found["c"].usual == pytest.approx(usual)
    assert found["c"].missing == pytest.approx(2_000 * usual - 1)
    # At least as likely as if channels did not differ at all.
    assert stats.binom.cdf(1, 2_000, usual) < found["c"].p < 0.001
    # Nobody came, or more was paid for than came: nothing to hold against anything.
    assert weeks([*known, ("d", None, 0, 0), ("e", None, 5, 6)]) == tuple(found.values())
    assert weeks(known[:1]) == ()
    assert weeks([("a", None, 9, 1), ("b", None, 9, 1)]) == ()


def test_a_channel_is_poor_only_below_half_of_what_others_bring():
    others = [(f"c{n}", None, 20_000, 600) for n in range(5)]
    for paid, poor in ((480, False), (340, False), (240, True)):
        found = weeks([*others, ("x", None, 20_000, paid)])
        assert {one.name: one.is_poor for one in found}["x"] is poor


def test_channels_that_differ_much_anyway_make_no_low_one_remarkable():
    counts = np.array([30, 12, 5, 2, 60])
    found = weeks([(str(n), None, 1_000, int(count)) for n, count in enumerate(counts)])
    assert min(one.p for one in found) > 0.01


@pytest.mark.parametrize("period", list(PeriodChoice))
def test_what_is_said_of_a_channel_is_said_on_its_page_with_the_same_numbers(sampled, period):
    told = [one for one in look(sampled, period=period) if one.page == "channels"]
    page = channels.look(sampled, today=TODAY, period=period)
    assert told
    first, found = told[0], page.conclusion
    assert (f"channels.{found.claim}", first.params["period"]) == (
        first.id.rpartition(".")[0], page.period,
    )  # fmt: skip
    if found.about is not None:
        spend = found.about.outlay.spend
        wanted = (found.about.outlay.cost, spend.orders, found.about.money_month)
        assert wanted == (first.params["cost"], first.params["brought"], -first.money_month)
    else:
        inflow = found.poor.inflow
        wanted = (inflow.name, inflow.visits, inflow.payments, inflow.usual)
        names = ("channel", "visits", "brought", "usual_rate")
        assert wanted == tuple(first.params[name] for name in names)


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenShop]:
    opened = sample.start(tmp_path_factory.mktemp("sample"), now=NOW)
    yield opened
    opened.close()


def test_the_faults_of_the_sample_shop_are_the_first_conclusions(sampled):
    found = look(sampled)
    assert [one.claim for one in found] == [
        Claim.PAGE_POOR, Claim.SECOND_FELL, Claim.CHANNEL_LESS,
    ]  # fmt: skip
    assert {one.level for one in found} == {Evidence.KNOWN}
    assert "조명" in found[0].params["product"]
    assert "인스타그램" in found[2].params["name"]
    assert all(actions.proposal(one, Said("todo", "why")) for one in found)
