"""Consents of all customers at once, renewals, and lists that are brought along."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from core.services import (
    customers_consent,
    customers_erasing,
    customers_identity,
    subscribers_import,
)
from core.services import subscribers_consents as services
from core.services import subscribers_renewals as renewals
from core.services.customers_consent import Consent, Kind
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.opening import OpenShop
from core.services.receipts import Refused
from core.services.receipts import Source as File
from core.services.subscribers_consents import Tally
from core.services.subscribers_import import ConsentsRefused, Refusal, Wrong
from core.store.notes import NoteChanged
from tests.customer_shops import MINA, SORA, Sold, take

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
TODAY = date(2026, 12, 1)
JUNO = "c3" * 16


def give(
    shop: OpenShop, day: date, key: str = MINA, kind: Kind = Kind.MARKETING, **more: object
) -> Consent:
    told = {"source": "chat", **more}
    return customers_consent.give(shop, Consent(key, kind, day, **told), NOW)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def two_years(left: int) -> date:
    """The day of a consent that has so many days left today."""
    day = TODAY + timedelta(days=left)
    return day.replace(year=day.year - 2)


@pytest.fixture
def known(shop: OpenShop) -> OpenShop:
    """A shop with three customers."""
    take(shop, [
        Sold("2026100100001111", ago(60)), Sold("2026100200002222", ago(59), SORA, name="이*라"),
        Sold("2026100300003333", ago(58), JUNO, name="박*노"),
    ])  # fmt: skip
    return shop


def test_an_empty_shop_knows_of_nobody(shop: OpenShop):
    found = services.consents(shop, TODAY)
    assert (found.people, found.agreed, found.weeks, found.due) == (0, 0, (), ())


def test_how_all_stand_is_how_each_stands(shop: OpenShop):
    rng = np.random.default_rng(7)
    keys = [f"{number:032x}" for number in range(25)]
    for key in keys:
        for _ in range(int(rng.integers(0, 4))):
            day = ago(int(rng.integers(0, 900)))
            later = day + timedelta(days=int(rng.integers(0, 200)))
            gone = later if rng.random() < 0.3 and later <= TODAY else None
            give(shop, day, key, list(Kind)[int(rng.integers(2))], withdrawn_on=gone)
    for day in (TODAY, ago(28), ago(300)):
        found = services.consents(shop, day)
        assert found.agreed == len(customers_consent.consented(shop, day))
        assert found.over == len(customers_consent.to_renew(shop, day))
        assert found.withdrawn == len(customers_consent.withdrawn(shop, day))
        assert found.night == len(customers_consent.consented(shop, day, Kind.NIGHT))
    today = services.consents(shop, TODAY)
    assert today.before == len(customers_consent.consented(shop, ago(28)))


def test_what_runs_out_is_told_with_its_day_the_first_first(known: OpenShop):
    give(known, two_years(0))
    give(known, two_years(30), SORA)
    give(known, two_years(61), JUNO)
    give(known, two_years(40), SORA, Kind.NIGHT)
    found = services.consents(known, TODAY)
    assert [(one.key, one.kind, one.renew_by) for one in found.due] == [
        (MINA, Kind.MARKETING, TODAY), (SORA, Kind.MARKETING, TODAY + timedelta(days=30)),
        (SORA, Kind.NIGHT, TODAY + timedelta(days=40)),
    ]  # fmt: skip
    assert [one.is_over(TODAY) for one in found.due] == [True, False, False]
    assert (found.over, found.within(29), found.within(30), found.within(60)) == (1, 0, 1, 1)
    assert found.due[1].name == "이*라"


def test_weeks_tell_who_agreed_confirmed_and_went_by_source(shop: OpenShop):
    monday = date(2026, 11, 23)
    one = give(shop, ago(100))
    give(shop, monday, SORA, source="form")
    give(shop, monday + timedelta(days=6), source="form")
    give(shop, monday + timedelta(days=2), JUNO, withdrawn_on=monday + timedelta(days=2))
    customers_consent.withdraw(shop, one, TODAY, NOW)
    found = services.consents(shop, TODAY)
    last, running = found.weeks[-2:]
    assert (last.first, running.first) == (monday, monday + timedelta(days=7))
    assert dict(last.by_source) == {"form": Tally(new=1, again=1), "chat": Tally(refused=1)}
    assert last.of(None) == Tally(1, 1, 0, 1)
    assert running.of("chat") == Tally(gone=1)
    assert running.of("form") == Tally()
    assert found.sources == ("chat", "form")


def test_whoever_agreed_or_went_lately_has_to_be_told(shop: OpenShop):
    give(shop, ago(14), SORA)
    give(shop, ago(15), JUNO)
    one = give(shop, ago(90))
    customers_consent.withdraw(shop, one, ago(3), NOW)
    told = services.consents(shop, TODAY).to_tell
    assert [(it.key, it.agreed, it.day, it.until) for it in told] == [
        (SORA, True, ago(14), TODAY), (MINA, False, ago(3), TODAY + timedelta(days=11)),
    ]  # fmt: skip


def test_a_merged_customer_is_one(known: OpenShop):
    give(known, two_years(5))
    give(known, ago(3), SORA)
    customers_identity.merge(known, SORA, MINA, NOW)
    found = services.consents(known, TODAY)
    assert (found.people, found.agreed, found.due) == (1, 1, ())


def test_those_ticked_are_confirmed_together_and_taken_back_together(known: OpenShop):
    give(known, two_years(-10))
    give(known, two_years(10), SORA)
    due = services.consents(known, TODAY).due
    done = renewals.confirm(known, due, "phone", NOW)
    after = services.consents(known, TODAY)
    assert (len(done.rows), done.skipped, after.due, after.agreed) == (2, 0, (), 2)
    assert after.weeks[-1].of("phone") == Tally(again=2)
    renewals.take_back(known, done, NOW)
    assert services.consents(known, TODAY).due == due
    with pytest.raises(NoteChanged):
        renewals.take_back(known, done, NOW)


def test_who_took_it_back_meanwhile_is_not_confirmed(known: OpenShop):
    one = give(known, two_years(-10))
    give(known, two_years(10), SORA)
    due = services.consents(known, TODAY).due
    customers_consent.withdraw(known, one, TODAY, NOW)
    done = renewals.confirm(known, due, "phone", NOW)
    assert (len(done.rows), done.skipped) == (1, 1)
    assert MINA in customers_consent.withdrawn(known, TODAY)
    with pytest.raises(NoteChanged):
        renewals.confirm(known, due, "phone", NOW)


def test_without_a_source_nothing_is_confirmed(known: OpenShop):
    give(known, two_years(1))
    due = services.consents(known, TODAY).due
    for source, problem in ((" ", NoteProblem.NOTHING_SAID), ("x" * 121, NoteProblem.TOO_LONG)):
        with pytest.raises(NoteRefused) as refused:
            renewals.confirm(known, due, source, NOW)
        assert refused.value.problem is problem
    assert services.consents(known, TODAY).due == due


def brought(shop: OpenShop, block: str, **more: str) -> subscribers_import.Brought:
    return subscribers_import.pasted(shop, block, Kind.MARKETING, TODAY, **more)


def test_a_list_is_read_by_orders_lines_and_customers(known: OpenShop):
    found = brought(known, (
        "주문번호,동의일,출처\n2026100100001111,2026-11-20,전화로\n"
        f"G{SORA[:12]},2026.11.21,매장 쪽지\n2026100300003333-머그컵,2023-01-05,form\n"
    ))  # fmt: skip
    assert [(one.key, one.given_on, one.source) for one in found.consents] == [
        (MINA, date(2026, 11, 20), "phone"), (SORA, date(2026, 11, 21), "매장 쪽지"),
        (JUNO, date(2023, 1, 5), "form"),
    ]  # fmt: skip
    assert (found.faults, found.known, found.over) == ((), 0, 1)
    assert services.consents(known, TODAY).people == 0


def test_lines_that_cannot_be_taken_are_told_with_their_number(known: OpenShop):
    take(known, [Sold("2026100100009999", ago(9)), Sold("2026100100009999", ago(9), SORA,
                                                       product="컵", name="이*라")],
         name="b.xlsx")  # fmt: skip
    found = brought(known, (
        "주문번호\t동의일\t출처\n2026100100001111\t2026-11-20\t전화\n\t2026-11-20\t전화\n"
        "2.0261E+15\t2026-11-20\t전화\n9999999999999999\t2026-11-20\t전화\n"
        "2026100100009999\t2026-11-20\t전화\n2026100200002222\t\t전화\n"
        "2026100200002222\t언젠가\t전화\n2026100200002222\t2027-01-01\t전화\n"
        f"2026100200002222\t2026-11-20\t\n{MINA[:12]}\t2026-11-20\t전화\n"
    ))  # fmt: skip
    assert len(found.consents) == 1
    assert [(one.line, one.why) for one in found.faults] == [
        (3, Wrong.NO_NUMBER), (4, Wrong.BROKEN_NUMBER), (5, Wrong.UNKNOWN), (6, Wrong.SEVERAL),
        (7, Wrong.NO_DAY), (8, Wrong.BAD_DAY), (9, Wrong.FUTURE), (10, Wrong.NO_SOURCE),
        (11, Wrong.TWICE),
    ]  # fmt: skip


def test_lines_without_headings_and_without_a_source_take_the_usual_one(known: OpenShop):
    found = brought(known, "2026100100001111, 2026-11-20\n2026100200002222, 2026-11-21", usual="폼")
    assert [one.source for one in found.consents] == ["폼", "폼"]


@pytest.mark.parametrize(("block", "why"), [
    (" \n", Refusal.EMPTY), ("이름,전화\n김민아,010", Refusal.NO_COLUMNS),
    ("주문번호,동의일\n", Refusal.EMPTY),
])  # fmt: skip
def test_a_list_that_is_none_is_refused(known: OpenShop, block, why):
    with pytest.raises(ConsentsRefused) as refused:
        brought(known, block)
    assert refused.value.why is why


def test_a_file_that_is_no_table_is_refused(known: OpenShop):
    with pytest.raises(Refused):
        subscribers_import.read(known, File("a.pdf", b"%PDF-1.7 x"), Kind.MARKETING, TODAY)


def test_what_was_brought_along_is_written_once_and_goes_and_comes_as_a_whole(known: OpenShop):
    block = "주문번호,동의일,출처\n2026100100001111,2026-11-20,폼\n2026100200002222,2026-11-21,폼\n"
    found = brought(known, block)
    assert len(renewals.take(known, found.consents, NOW).rows) == 2
    # The same list looked over in another window before.
    assert renewals.take(known, found.consents, NOW).skipped == 2
    again = brought(known, block)
    assert (again.consents, again.known) == ((), 2)
    (batch,) = renewals.batches(known)
    assert (batch.people, batch.is_gone) == (2, False)
    assert renewals.take_back_batch(known, batch.at, NOW) == 0
    assert services.consents(known, TODAY).people == 0
    with pytest.raises(NoteChanged):
        renewals.take_back_batch(known, batch.at, NOW)
    assert renewals.batches(known)[0].is_gone
    renewals.bring_back_batch(known, batch.at)
    assert services.consents(known, TODAY).agreed == 2
    with pytest.raises(NoteChanged):
        renewals.bring_back_batch(known, batch.at)


def test_what_was_said_since_stays_when_a_list_is_taken_back(known: OpenShop):
    block = "2026100100001111,2026-11-20,폼\n2026100200002222,2026-11-21,폼"
    renewals.take(known, brought(known, block).consents, NOW)
    (mina,) = customers_consent.listed(known, [MINA])
    customers_consent.withdraw(known, mina, TODAY, NOW)
    (batch,) = renewals.batches(known)
    assert renewals.take_back_batch(known, batch.at, NOW) == 1
    assert customers_consent.withdrawn(known, TODAY) == {MINA}
    assert services.consents(known, TODAY).people == 1


def test_one_of_a_list_that_was_taken_back_comes_back_alone(known: OpenShop):
    block = "2026100100001111,2026-11-20,폼\n2026100200002222,2026-11-21,폼"
    done = renewals.take(known, brought(known, block).consents, NOW)
    renewals.take_back(known, done, NOW)
    customers_consent.undo(known, done.rows[0][0])
    (mina,) = customers_consent.listed(known, [MINA])
    assert (mina.given_on, mina.source, mina.withdrawn_on) == (date(2026, 11, 20), "폼", None)
    assert services.consents(known, TODAY).people == 1


def test_one_that_was_thrown_away_alone_does_not_come_back_with_the_others(known: OpenShop):
    block = "2026100100001111,2026-11-20,폼\n2026100200002222,2026-11-21,폼"
    renewals.take(known, brought(known, block).consents, NOW)
    (mina,) = customers_consent.listed(known, [MINA])
    customers_consent.delete(known, mina, NOW + timedelta(minutes=1))
    (batch,) = renewals.batches(known)
    renewals.take_back_batch(known, batch.at, NOW + timedelta(minutes=2))
    assert renewals.batches(known)[0].is_gone
    renewals.bring_back_batch(known, batch.at)
    assert customers_consent.consented(known, TODAY) == {SORA}


def test_one_that_stayed_and_was_thrown_away_later_does_not_come_back_either(known: OpenShop):
    block = "2026100100001111,2026-11-20,폼\n2026100200002222,2026-11-21,폼"
    renewals.take(known, brought(known, block).consents, NOW)
    (mina,) = customers_consent.listed(known, [MINA])
    customers_consent.withdraw(known, mina, TODAY, NOW)
    (batch,) = renewals.batches(known)
    assert renewals.take_back_batch(known, batch.at, NOW) == 1
    (mina,) = customers_consent.listed(known, [MINA])
    customers_consent.delete(known, mina, NOW + timedelta(minutes=1))
    renewals.bring_back_batch(known, batch.at)
    assert customers_consent.consented(known, TODAY) == {SORA}
    assert customers_consent.listed(known, [MINA]) == []


def test_what_was_said_under_another_key_is_not_brought_along_again(known: OpenShop):
    block = "2026100100001111,2026-11-20,폼\n2026100200002222,2026-11-21,폼"
    renewals.take(known, brought(known, block).consents, NOW)
    found = brought(known, "2026100100001111,2026-11-19,폼\n2026100200002222,2026-11-19,폼")
    customers_identity.merge(known, MINA, SORA, NOW)
    again = brought(known, block)
    assert (again.consents, again.known) == ((), 2)
    # Looked over before they were one, taken after: both are new, and were said by one.
    assert renewals.take(known, found.consents, NOW).skipped == 0
    assert services.consents(known, TODAY).people == 1


def test_who_wants_no_advertisements_is_not_asked_about_the_night(known: OpenShop):
    give(known, two_years(3), kind=Kind.NIGHT)
    give(known, two_years(3), key=SORA, kind=Kind.NIGHT)
    give(known, ago(9), key=SORA, withdrawn_on=ago(9))
    found = services.consents(known, TODAY)
    assert [(one.key, one.kind) for one in found.due] == [(MINA, Kind.NIGHT)]


def test_a_sign_that_a_database_refuses_is_left_out(known: OpenShop):
    found = brought(known, "2026100100001111,2026-11-20,창\0구")
    assert len(renewals.take(known, found.consents, NOW).rows) == 1
    (kept,) = customers_consent.listed(known, [MINA])
    assert kept.source == "창구"


def test_a_refusal_of_the_day_of_consent_counts_and_may_be_told_on_the_last_day(known: OpenShop):
    give(known, ago(14), withdrawn_on=ago(14))
    give(known, ago(15), key=SORA)
    found = services.consents(known, TODAY)
    assert (found.agreed, found.withdrawn, found.before) == (1, 1, 0)
    assert [(one.key, one.agreed, one.until) for one in found.to_tell] == [(MINA, False, TODAY)]


def test_what_runs_out_in_sixty_days_is_told_and_a_day_later_is_not(known: OpenShop):
    give(known, two_years(60))
    give(known, two_years(61), key=SORA)
    assert [one.key for one in services.consents(known, TODAY).due] == [MINA]


def test_who_took_it_back_later_agreed_four_weeks_ago(known: OpenShop):
    give(known, ago(40), withdrawn_on=ago(10))
    found = services.consents(known, TODAY)
    assert (found.before, found.agreed) == (1, 0)


def test_the_night_alone_lets_nobody_be_written_to(known: OpenShop):
    give(known, ago(40), kind=Kind.NIGHT)
    found = services.consents(known, TODAY)
    assert (found.people, found.agreed, found.night) == (1, 0, 0)


def test_who_was_deleted_at_the_own_wish_is_in_no_list(known: OpenShop):
    give(known, two_years(3))
    assert services.consents(known, TODAY).people == 1
    customers_erasing.erase(known, customers_erasing.erase_preview(known, MINA), NOW)
    found = services.consents(known, TODAY)
    assert (found.people, found.due) == (0, ())
    read = brought(known, "2026100100001111,2026-11-20,폼")
    assert [one.why for one in read.faults] == [Wrong.UNKNOWN]
