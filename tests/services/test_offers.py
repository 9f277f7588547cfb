"""Offers and how they stand in channels: kept, changed, taken back, and held against each other."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import offers, offers_board, offers_places, reminders
from core.services.offers import NoteChanged, Offer, OfferProblem, OfferRefused, Phase
from core.services.offers_board import Board, Fault, State, Verdict
from core.services.offers_places import Place
from core.services.opening import OpenShop
from core.services.reminders import Reminder, ReminderKind
from core.terms import seoul_day

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
TODAY = seoul_day(NOW)
FIRST, LAST = TODAY - timedelta(days=4), TODAY + timedelta(days=9)
SALE = Offer("단골 주간", FIRST, LAST, "전 상품 20% 할인", 20)
SHOP, INSTA, KAKAO = "상품 페이지", "인스타그램", "카카오톡"


def day(shift: int) -> date:
    return TODAY + timedelta(days=shift)


def seen(offer: Offer, channel: str, **more: object) -> Place:
    return replace(offers_places.as_planned(offer, Place(offer.number, channel)), **more)  # type: ignore[arg-type]


def states(board: Board, row: int = 0) -> dict[str, State]:
    return {one.channel: one.state for one in board.rows[row].cells}


@pytest.fixture
def kept(shop: OpenShop) -> Offer:
    """A running offer of 20%."""
    return offers.add(shop, SALE, NOW)


def test_an_empty_shop_has_neither_offers_nor_channels(shop: OpenShop):
    found = offers_board.board(shop, TODAY)
    assert found == Board(TODAY, (), ())
    assert found.verdict == (Verdict.NOTHING, None)


def test_one_of_three_channels_has_another_discount(shop: OpenShop, kept: Offer):
    for channel in (SHOP, KAKAO):
        offers_places.keep(shop, seen(kept, channel), NOW)
    wrong = seen(kept, INSTA, percent=15, words="전 상품 20%할인")
    wrong = offers_places.keep(shop, wrong, NOW)
    found = offers_board.board(shop, TODAY)
    assert states(found) == {SHOP: State.SAME, KAKAO: State.SAME, INSTA: State.APART}
    assert found.rows[0].with_fault(Fault.PERCENT)[0].place == wrong
    assert found.verdict == (Verdict.APART, found.rows[0])
    offers_places.keep(shop, offers_places.as_planned(kept, wrong), NOW)
    assert offers_board.board(shop, TODAY).verdict[0] is Verdict.ALIKE


@pytest.mark.parametrize(
    ("more", "faults"),
    [
        ({"first": FIRST + timedelta(days=1)}, (Fault.PERIOD,)),
        ({"last": LAST + timedelta(days=1)}, (Fault.PERIOD,)),
        ({"last": None}, (Fault.PERIOD,)),
        ({"percent": None}, (Fault.PERCENT,)),
        ({"percent": 0}, (Fault.PERCENT,)),
        ({"percent": 100, "last": None, "words": "할인"},
         (Fault.PERCENT, Fault.PERIOD, Fault.WORDS)),
        ({"words": "전  상품20% 할인이에요"}, ()),
        ({"words": "전 상품 2% 할인"}, (Fault.WORDS,)),
        ({"words": ""}, ()),
        ({"first": None, "last": None, "percent": None, "words": ""}, ()),
        ({"first": None, "last": None, "percent": 15, "words": ""}, (Fault.PERCENT,)),
        ({"first": None, "last": None, "percent": 0, "words": ""}, (Fault.PERCENT,)),
    ],
)  # fmt: skip
def test_what_was_seen_differs_and_what_was_not_does_not(
    local: OpenShop, more: dict[str, object], faults: tuple[Fault, ...]
):
    kept = offers.add(local, SALE, NOW)
    offers_places.keep(local, seen(kept, SHOP, **more), NOW)
    cell = offers_board.board(local, TODAY).rows[0].cells[0]
    assert cell.faults == faults
    if not faults:
        is_whole = bool(more["words"])
        assert cell.state is (State.SAME if is_whole else State.UNSEEN)


def test_no_discount_and_one_of_nothing_are_the_same(local: OpenShop):
    kept = offers.add(local, replace(SALE, percent=0, what="무료 배송"), NOW)
    assert kept.percent is None
    offers_places.keep(local, seen(kept, SHOP, percent=0), NOW)
    assert states(offers_board.board(local, TODAY)) == {SHOP: State.SAME}


def test_an_offer_without_words_is_held_by_days_and_discount_only(local: OpenShop):
    kept = offers.add(local, replace(SALE, what=""), NOW)
    offers_places.keep(local, seen(kept, SHOP), NOW)
    offers_places.keep(local, seen(kept, INSTA, words="아무 말"), NOW)
    assert set(states(offers_board.board(local, TODAY)).values()) == {State.SAME}


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (replace(SALE, name=" "), OfferProblem.NO_NAME),
        (replace(SALE, name="가" * 61), OfferProblem.TOO_LONG),
        (replace(SALE, what="가" * 501), OfferProblem.TOO_LONG),
        (replace(SALE, last=FIRST - timedelta(days=1)), OfferProblem.ORDER),
        (replace(SALE, last=FIRST + timedelta(days=366)), OfferProblem.TOO_MANY_DAYS),
        (replace(SALE, percent=101), OfferProblem.PERCENT),
        (replace(SALE, percent=-1), OfferProblem.PERCENT),
        (replace(SALE, what=" ", percent=0), OfferProblem.NO_PROMISE),
    ],
)
def test_what_is_no_offer_is_not_kept(local: OpenShop, wanted: Offer, problem: OfferProblem):
    with pytest.raises(OfferRefused) as refused:
        offers.add(local, wanted, NOW)
    assert refused.value.problem is problem
    assert offers.listed(local) == []


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"channel": "  "}, OfferProblem.NO_CHANNEL),
        ({"channel": "가" * 61}, OfferProblem.TOO_LONG),
        ({"words": "가" * 501}, OfferProblem.TOO_LONG),
        ({"percent": 101}, OfferProblem.PERCENT),
        ({"first": None}, OfferProblem.NO_FIRST),
        ({"last": FIRST - timedelta(days=1)}, OfferProblem.ORDER),
    ],
)
def test_what_cannot_stand_in_a_channel_is_not_kept(
    local: OpenShop, more: dict[str, object], problem: OfferProblem
):
    kept = offers.add(local, SALE, NOW)
    with pytest.raises(OfferRefused) as refused:
        offers_places.keep(local, replace(seen(kept, SHOP), **more), NOW)  # type: ignore[arg-type]
    assert refused.value.problem is problem
    assert offers_places.listed(local) == []


def test_an_offer_over_today_that_is_still_there_is_told_until_it_is_taken_down(shop: OpenShop):
    over = offers.add(shop, replace(SALE, first=day(-20), last=day(-1)), NOW)
    gone = offers_places.keep(shop, seen(over, SHOP), NOW)
    there = offers_places.keep(shop, seen(over, INSTA, last=day(0)), NOW)
    offers_places.everywhere(shop, over, [KAKAO], NOW)
    found = offers_board.board(shop, TODAY)
    assert found.rows[0].phase is Phase.OVER
    assert states(found) == {SHOP: State.GONE, INSTA: State.STANDS, KAKAO: State.UNSEEN}
    assert found.verdict[0] is Verdict.STANDS
    down = offers_places.keep(shop, offers_places.taken_down(over, there, TODAY), NOW)
    assert (down.first, down.last) == (day(-20), day(-1))
    assert offers_board.board(shop, TODAY).verdict[0] is Verdict.QUIET
    # Seen there nevertheless it stays so on later days, until somebody takes it down.
    offers_places.keep(shop, offers_places.still_there(over, gone), NOW)
    assert states(offers_board.board(shop, day(30)))[SHOP] is State.STANDS


def test_the_last_day_still_counts_as_running(local: OpenShop):
    kept = offers.add(local, replace(SALE, last=TODAY), NOW)
    offers_places.keep(local, seen(kept, SHOP), NOW)
    assert states(offers_board.board(local, TODAY)) == {SHOP: State.SAME}
    assert states(offers_board.board(local, day(1))) == {SHOP: State.GONE}


@pytest.mark.parametrize(("ahead", "verdict"), [(3, Verdict.SOON), (4, Verdict.UNSEEN)])
def test_an_offer_to_begin_within_three_days_is_to_be_looked_at(
    local: OpenShop, ahead: int, verdict: Verdict
):
    soon = offers.add(local, replace(SALE, first=day(ahead), last=day(ahead + 5)), NOW)
    offers_places.keep(local, seen(soon, SHOP), NOW)
    offers_places.everywhere(local, soon, [INSTA], NOW)
    assert offers_board.board(local, TODAY).verdict[0] is verdict


def test_put_everywhere_leaves_what_was_seen_and_is_taken_back_at_once(shop: OpenShop, kept: Offer):
    there = offers_places.keep(shop, seen(kept, SHOP, percent=15), NOW)
    added = offers_places.everywhere(shop, kept, [SHOP, " 상품페이지 ", INSTA, KAKAO], NOW)
    assert [one.channel for one in added] == [INSTA, KAKAO]
    assert offers_places.listed(shop) == [there, *added]
    assert states(offers_board.board(shop, TODAY))[INSTA] is State.UNSEEN
    offers_places.delete(shop, added, NOW)
    assert offers_places.listed(shop) == [there]
    assert offers_places.everywhere(shop, kept, [], NOW) == []


def test_two_windows_do_not_overwrite_each_other(shop: OpenShop, kept: Offer):
    first = offers_places.keep(shop, seen(kept, SHOP), NOW)
    with pytest.raises(NoteChanged):
        offers_places.keep(shop, seen(kept, "상품페이지", percent=10), NOW)
    offers_places.keep(shop, replace(first, percent=15), NOW)
    for late in (lambda: offers_places.keep(shop, replace(first, percent=10), NOW),
                 lambda: offers_places.delete(shop, [first], NOW)):  # fmt: skip
        with pytest.raises(NoteChanged):
            late()
    offers.change(shop, replace(kept, percent=30), NOW)
    with pytest.raises(NoteChanged):
        offers.change(shop, replace(kept, percent=40), NOW)
    assert [one.percent for one in offers.listed(shop)] == [30]
    assert [one.percent for one in offers_places.listed(shop)] == [15]


def test_every_change_can_be_taken_back(shop: OpenShop, kept: Offer):
    place = offers_places.keep(shop, seen(kept, SHOP), NOW)
    offers_places.keep(shop, replace(place, percent=15), NOW)
    offers_places.undo(shop, place.number)
    assert offers_places.listed(shop)[0].percent == 20
    offers.change(shop, replace(kept, name="다른 이름"), NOW)
    offers.undo(shop, kept.number)
    assert offers.listed(shop)[0].name == "단골 주간"
    offers.delete(shop, offers.listed(shop)[0], NOW)
    assert offers_board.board(shop, TODAY).rows == ()
    assert [one.name for one in offers.listed(shop, deleted=True)] == ["단골 주간"]
    offers.undo(shop, kept.number)
    # Its channels are as they were.
    assert states(offers_board.board(shop, TODAY)) == {SHOP: State.SAME}


def test_a_channel_told_of_anew_is_not_doubled_by_bringing_the_old_one_back(
    shop: OpenShop, kept: Offer
):
    place = offers_places.keep(shop, seen(kept, SHOP), NOW)
    offers_places.delete(shop, [place], NOW)
    offers_places.keep(shop, seen(kept, SHOP, percent=15), NOW)
    with pytest.raises(NoteChanged):
        offers_places.undo(shop, place.number)
    assert [one.percent for one in offers_places.listed(shop)] == [15]


def test_offers_that_run_come_first_then_those_to_come_then_the_newest(local: OpenShop):
    for name, first, last in (
        ("오래전", -60, -50), ("지난주", -9, -3), ("다음 달", 30, 40), ("내일", 1, 2),
        ("길게", -3, 20), ("곧 끝", -3, 1),
    ):  # fmt: skip
        offers.add(local, replace(SALE, name=name, first=day(first), last=day(last)), NOW)
    assert [row.offer.name for row in offers_board.board(local, TODAY).rows] == [
        "곧 끝", "길게", "내일", "다음 달", "지난주", "오래전",
    ]  # fmt: skip


def test_the_day_reminds_of_what_differs_while_it_runs_and_of_what_is_over(shop: OpenShop):
    running = offers.add(shop, SALE, NOW)
    offers_places.keep(shop, seen(running, SHOP), NOW)
    ahead = offers.add(shop, replace(SALE, first=day(2)), NOW)
    offers_places.keep(shop, seen(ahead, SHOP, percent=5), NOW)
    assert reminders.reminders(shop, TODAY) == ()
    offers_places.keep(shop, seen(running, INSTA, percent=5), NOW)
    over = offers.add(shop, replace(SALE, first=day(-30), last=day(-2)), NOW)
    offers_places.keep(shop, seen(over, SHOP, last=None), NOW)
    assert reminders.reminders(shop, TODAY) == (
        Reminder(ReminderKind.OFFERS, 2, day(-4), "messages"),
    )
