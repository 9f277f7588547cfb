"""The story of a customer has everything in it, in order, and nothing of anybody else."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.analysis.journey import Stage
from core.services import (
    customers_contacts,
    customers_identity,
    voice_complaints,
    voice_feedback,
)
from core.services import customers_story as services
from core.services.customers_contacts import Contact, Doing
from core.services.customers_story import Happened
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.opening import OpenShop
from core.services.voice_complaints import Complaint
from core.services.voice_feedback import Remark
from core.services.voice_orders import About
from core.store.care_tables import CareTouchRow, GiftDrawRow, GiftRow
from core.store.copy_test_tables import CopyRecipientRow, CopyTestRow, CopyVersionRow
from core.store.customer_tables import CustomerContactRow
from core.store.message_tables import SendPersonRow, SendRow
from core.store.notes import NoteChanged
from core.terms import Mall, OrderState, Record
from core.terms.messages import MessageChannel
from core.terms.orders import Claim
from core.terms.voice import VoiceSource
from tests import customer_shops as shops
from tests.customer_shops import MINA, SORA, Sold
from tests.shops import noon
from tests.store import facts

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
DAY = date(2026, 11, 1)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def story(shop: OpenShop, key: str = MINA) -> list[services.Entry]:
    whose = services.whose(shop, key)
    return services.told(shop, whose, services.events(shop, whose))


def kinds(shop: OpenShop, key: str = MINA) -> list[Happened]:
    return [one.kind for one in story(shop, key)]


def remark(shop: OpenShop, said_on: date, about: About, *, complains: bool = False) -> Remark:
    one = Remark("포장이 찢어졌어요", said_on, VoiceSource.TALK, about=about)
    return voice_feedback.add(shop, one, NOW, complains=complains)


def contact(key: str | None = MINA, at: date = DAY, text: str = "안부를 물었어요") -> Contact:
    return Contact(Doing.ACT, Stage.AFTER, at, text, key)


def full(shop: OpenShop) -> None:
    """A shop in which everything happened with one customer, and an order with another."""
    shops.take(
        shop,
        [
            Sold("100", day(0), line="100-1"),
            Sold("100", day(0), product="접시", line="100-2"),
            Sold("200", day(1), state=OrderState.RETURNED, claim=Claim.RETURN, asked=day(3),
                 reason="단순 변심", line="200-1"),
            Sold("300", day(2), SORA, line="300-1", name="이*영"),
        ],
    )  # fmt: skip
    facts.put(
        shop.store,
        Record.REVIEW,
        [
            {"mall": 1, "review_no": "r1", "line_no": "100-1", "rating": 5, "text": "좋아요",
             "written_at": noon(day(5))},
            {"mall": 1, "review_no": "r2", "line_no": "300-1", "rating": 1, "text": "별로",
             "written_at": noon(day(5))},
        ],
    )  # fmt: skip
    facts.put(
        shop.store,
        Record.INQUIRY,
        [{"mall": 1, "inquiry_no": "q1", "line_no": "100-2", "title": "언제 와요?",
          "asked_at": noon(day(6)), "is_answered": 1}],
    )  # fmt: skip
    remark(shop, day(7), About(Mall.SMARTSTORE, "100", None, MINA))
    voice_complaints.add(
        shop, Complaint("손잡이가 깨졌어요", About(buyer_key=MINA)),
        datetime(2026, 11, 9, 3, tzinfo=UTC),
    )  # fmt: skip
    with shop.store.write() as session:
        at = datetime(2026, 11, 10, 3, tzinfo=UTC)
        session.add(CareTouchRow(shop_id=shop.id, kind="tip", mall=1, order_no="100",
                                 buyer_key=MINA, day=day(9), is_done=1, at=at))  # fmt: skip
        session.add(CustomerContactRow(shop_id=shop.id, kind="resting", buyer_key=MINA,
                                       day=day(10), is_done=0, reason="talked",
                                       at=at + timedelta(days=1)))  # fmt: skip
        session.add(GiftDrawRow(shop_id=shop.id, id=1, what="gift", is_random=1, orders=1,
                                day=day(1), created_at=at))  # fmt: skip
        for order, given in (("100", 1), ("200", 0)):
            session.add(GiftRow(shop_id=shop.id, what="gift", mall=1, order_no=order, draw_id=1,
                                day=day(1), is_given=given, sent_on=day(11)))  # fmt: skip
        session.add(CopyTestRow(shop_id=shop.id, id=1, status="running", title="제목 실험",
                                design="list", response="bought", control="A", days=7, seed="s",
                                started_at=at + timedelta(days=3), created_at=at))  # fmt: skip
        session.add(CopyVersionRow(shop_id=shop.id, test_id=1, letter="B", text="새 문구"))
        for key, letter, place in (("k1", "B", 1), ("k2", "", 2)):
            session.add(CopyRecipientRow(shop_id=shop.id, test_id=1, key=key, letter=letter,
                                         place=place, buyer_key=MINA))  # fmt: skip
        for send, gone in ((1, None), (2, at), (3, None)):
            session.add(SendRow(
                shop_id=shop.id, id=send, title="다시 오세요", status="sent", channel="lms",
                kind="advertising", sent_at=at + timedelta(days=5), deleted_at=gone, created_at=at,
            ))  # fmt: skip
            session.add(SendPersonRow(shop_id=shop.id, send_id=send, buyer_key=MINA,
                                      letter="" if send == 3 else "A",
                                      outcome="reacted"))  # fmt: skip
    customers_contacts.add(shop, contact(at=day(14)), NOW)


def test_everything_that_happened_stands_in_it_the_newest_first(shop: OpenShop):
    full(shop)
    found = story(shop)
    assert [one.kind for one in found] == [
        Happened.CONTACT, Happened.SENT, Happened.MESSAGE, Happened.GIFT, Happened.LISTED,
        Happened.CARE,
        Happened.COMPLAINT, Happened.REMARK, Happened.QUESTION, Happened.REVIEW, Happened.CLAIM,
        Happened.ORDER, Happened.ORDER,
    ]  # fmt: skip
    assert [one.at for one in found] == sorted((one.at for one in found), reverse=True)
    assert all(one.detail is not None for one in found)
    assert [one.kind for one in story(shop, SORA)] == [Happened.REVIEW, Happened.ORDER]


def test_each_thing_is_told_with_what_is_known_of_it(shop: OpenShop):
    full(shop)
    by_kind = {one.kind: one.detail for one in story(shop)}
    claim, review = by_kind[Happened.CLAIM], by_kind[Happened.REVIEW]
    assert isinstance(claim, services.Order)
    assert [(it.claim, it.reason, it.state) for it in claim.lines] == [
        (Claim.RETURN, "단순 변심", OrderState.RETURNED)
    ]
    assert isinstance(review, services.Review)
    assert (review.stars, review.text, review.product) == (5, "좋아요", "머그컵")
    gift, listed = by_kind[Happened.GIFT], by_kind[Happened.LISTED]
    assert gift == services.Gift("gift", is_random=True, sent_on=day(11))
    assert listed == services.Touch("resting", is_done=False, reason="talked")
    assert by_kind[Happened.SENT] == services.Sent(
        "다시 오세요", MessageChannel.LMS, "A", "reacted"
    )
    assert by_kind[Happened.MESSAGE] == services.Message("제목 실험", "새 문구")
    said, asked = by_kind[Happened.REMARK], by_kind[Happened.QUESTION]
    assert isinstance(said, services.Said)
    assert said.complaint is None
    assert isinstance(asked, services.Question)
    assert (asked.title, asked.is_answered) == ("언제 와요?", True)


def test_an_order_is_one_thing_with_the_lines_of_this_customer_only(shop: OpenShop):
    shops.take(
        shop,
        [Sold("100", DAY, line="1"), Sold("100", DAY, product="접시", line="2"),
         Sold("100", DAY, SORA, product="컵", line="3"), Sold(None, DAY, line="4")],
    )  # fmt: skip
    found = [one.detail for one in story(shop)]
    lines = [[it.product for it in one.lines] for one in found if isinstance(one, services.Order)]
    assert sorted(lines) == [["머그컵"], ["머그컵", "접시"]]


def test_a_remark_stands_for_the_complaint_that_was_made_of_it(shop: OpenShop):
    shops.take(shop, [Sold("100", DAY)])
    made = remark(shop, DAY, About(buyer_key=MINA), complains=True)
    assert kinds(shop) == [Happened.REMARK, Happened.ORDER]
    detail = story(shop)[0].detail
    assert isinstance(detail, services.Said)
    assert detail.complaint is not None
    voice_feedback.delete(shop, made.id or 0, NOW)
    assert kinds(shop) == [Happened.COMPLAINT, Happened.ORDER]


def test_what_was_said_of_an_order_before_its_buyer_was_known_is_his(shop: OpenShop):
    remark(shop, DAY, About(Mall.SMARTSTORE, "100"))
    shops.take(shop, [Sold("100", DAY)])
    assert kinds(shop) == [Happened.REMARK, Happened.ORDER]


def test_orders_of_unknown_days_stand_last(shop: OpenShop):
    shops.take(shop, [Sold("100", DAY), Sold("200", None, state=OrderState.UNPAID)])
    found = story(shop)
    assert [one.event.ref for one in found] == ["100", "200"]
    assert found[1].at is None


def test_whoever_was_merged_has_one_story_and_two_when_taken_apart(shop: OpenShop):
    shops.take(shop, [Sold("100", DAY), Sold("300", day(2), SORA)])
    customers_contacts.add(shop, contact(SORA), NOW)
    before = story(shop), story(shop, SORA)
    merge = customers_identity.merge(shop, SORA, MINA, NOW)
    assert kinds(shop) == [Happened.ORDER, Happened.CONTACT, Happened.ORDER]
    assert story(shop, SORA) == story(shop)
    customers_identity.undo(shop, merge.id, NOW)
    assert (story(shop), story(shop, SORA)) == before


def test_nobody_has_no_story(shop: OpenShop):
    assert story(shop) == []
    customers_contacts.add(shop, contact(), NOW)
    assert kinds(shop) == [Happened.CONTACT]


def test_pages_are_parts_of_the_whole(local: OpenShop):
    shops.take(local, [Sold(str(1000 + n), day(n)) for n in range(services.PAGE + 1)])
    found = services.events(local, services.whose(local, MINA))
    assert services.pages(len(found)) == 2
    assert [*services.page(found, 1), *services.page(found, 2)] == found
    assert services.counts(found) == {Happened.ORDER: services.PAGE + 1}
    assert services.pages(0) == 1


def test_a_contact_can_be_changed_thrown_away_and_brought_back(shop: OpenShop):
    one = customers_contacts.add(shop, contact(text="010-1234-5678로 전화했어요"), NOW)
    assert "1234" not in one.text
    customers_contacts.delete(shop, one, NOW)
    assert kinds(shop) == []
    customers_contacts.undo(shop, one.id or 0, one.version + 1)
    assert kinds(shop) == [Happened.CONTACT]
    with pytest.raises(NoteChanged):
        customers_contacts.edit(shop, one, NOW)


def test_a_contact_without_a_customer_is_kept_for_its_stage(shop: OpenShop):
    customers_contacts.add(shop, contact(None), NOW)
    assert [one.stage for one in customers_contacts.without_customer(shop)] == [Stage.AFTER]
    assert kinds(shop) == []


@pytest.mark.parametrize(
    ("one", "problem"),
    [
        (contact(text=" "), NoteProblem.NOTHING_SAID),
        (contact(text="x" * 2001), NoteProblem.TOO_LONG),
        (contact(at=date(2026, 12, 1)), NoteProblem.IN_FUTURE),
    ],
)
def test_an_impossible_contact_is_not_kept(local: OpenShop, one: Contact, problem: NoteProblem):
    with pytest.raises(NoteRefused) as refused:
        customers_contacts.add(local, one, NOW)
    assert refused.value.problem is problem
    assert kinds(local) == []
