"""What messages, content and events say of an offer is found, and the channels of a shop."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.services import (
    channel_book,
    content_items,
    events,
    messages_sends,
    offers,
    offers_board,
    offers_channels,
    offers_places,
    offers_profiles,
)
from core.services.channel_book import Note
from core.services.content_items import Content
from core.services.events import Event, EventKind
from core.services.messages_sends import Send, Version
from core.services.offers import Offer
from core.services.offers_found import Found, Origin, Trait
from core.services.offers_places import Place
from core.services.opening import OpenShop
from core.terms import Period, seoul_day
from core.terms.messages import MessageChannel, MessageKind, SendStatus

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
TODAY = seoul_day(NOW)
FIRST, LAST = TODAY - timedelta(days=4), TODAY + timedelta(days=9)
SALE = Offer("단골 주간", FIRST, LAST, "전 상품 20% 할인", 20)


def send(shop: OpenShop, title: str, shift: int, **more: object) -> Send:
    told: dict[str, object] = {
        "title": title, "channel": MessageChannel.LMS, "kind": MessageKind.ADVERTISING,
        "status": SendStatus.SENT, "sent_at": NOW + timedelta(days=shift),
        "versions": (Version("A", 1, text="{혜택}"),), **more,
    }  # fmt: skip
    return messages_sends.add(shop, Send(**told), NOW)  # type: ignore[arg-type]


def found(shop: OpenShop) -> tuple[Found, ...]:
    return offers_board.board(shop, TODAY).rows[0].found


def test_messages_on_the_days_of_an_offer_take_part_by_themselves(shop: OpenShop):
    offers.add(shop, SALE, NOW)
    send(shop, "같은 말", -1, offer="전상품 20%할인", until=LAST)
    send(shop, "다른 기한", 0, offer="전 상품 20% 할인", until=LAST - timedelta(days=1))
    send(shop, "다른 혜택", 1, offer="3,000원 쿠폰", sent_at=None, status=SendStatus.DRAFT,
         planned_at=NOW + timedelta(days=1), channel=MessageChannel.EMAIL)  # fmt: skip
    send(shop, "늦은 안내", 12, offer="전 상품 20% 할인")
    send(shop, "먼저 보낸", -20, offer="쿠폰", until=FIRST)
    send(shop, "혜택 없는", 0)
    send(shop, "그 전", -20, offer="쿠폰", until=FIRST - timedelta(days=1))
    send(shop, "그 뒤", 12, offer="쿠폰")
    send(shop, "언제인지 모름", 0, offer="쿠폰", sent_at=None)
    gone = send(shop, "지움", 0, offer="쿠폰")
    messages_sends.delete(shop, gone, NOW)
    told = found(shop)
    assert [(one.title, one.channel, one.said, one.traits) for one in told] == [
        ("먼저 보낸", "문자·알림톡", "쿠폰", (Trait.OTHER_PROMISE,)),
        ("같은 말", "문자·알림톡", "전상품 20%할인", ()),
        ("다른 기한", "문자·알림톡", "전 상품 20% 할인", (Trait.OTHER_DAYS,)),
        ("다른 혜택", "이메일", "3,000원 쿠폰", (Trait.OTHER_PROMISE,)),
        ("늦은 안내", "문자·알림톡", "전 상품 20% 할인", (Trait.TOO_LATE,)),
    ]
    # What was found says nothing of how the offer stands anywhere.
    assert all(one.place is None for one in offers_board.board(shop, TODAY).rows[0].cells)


def test_content_and_events_take_part_where_they_name_it(local: OpenShop):
    offers.add(local, SALE, NOW)
    for title, shift in (("단골주간 안내", -10), ("단골 주간 지난 글", -19), ("새 향초", 0)):
        day = TODAY + timedelta(days=shift)
        content_items.add(local, Content(title, "블로그", day, day), NOW)
    content_items.add(local, Content("단골 주간 마지막", "밴드", LAST + timedelta(days=1)), NOW)
    before = FIRST - timedelta(days=1)
    days = {"단골 주간": (FIRST, LAST), "단골 주간!": (FIRST, TODAY),
            "단골 주간 전": (before, before), "재고 없음": (FIRST, LAST)}  # fmt: skip
    for title, (first, last) in days.items():
        events.add(local, Event(EventKind.PROMOTION, Period(first, last), title), NOW)
    assert [(one.origin, one.title, one.traits) for one in found(local)] == [
        (Origin.CONTENT, "단골주간 안내", ()),
        (Origin.EVENT, "단골 주간", ()),
        (Origin.EVENT, "단골 주간!", (Trait.OTHER_DAYS,)),
        (Origin.CONTENT, "단골 주간 마지막", (Trait.TOO_LATE,)),
    ]


def test_an_offer_with_a_name_of_one_letter_is_not_found_everywhere(local: OpenShop):
    offers.add(local, replace(SALE, name="봄", what=""), NOW)
    content_items.add(local, Content("봄 소식", "블로그", TODAY, TODAY), NOW)
    assert found(local) == ()


def test_the_channels_of_a_shop_are_those_it_uses(shop: OpenShop):
    assert offers_board.board(shop, TODAY).channels == ()
    kept = offers.add(shop, SALE, NOW)
    offers_profiles.add(shop, "밴드", NOW)
    offers_places.keep(shop, Place(kept.number, "상품 페이지"), NOW)
    channel_book.keep(shop, Note("유튜브", planned_share=10), NOW)
    channel_book.keep(shop, Note("검색", goal="늘리기"), NOW)
    content_items.add(shop, Content("글", "블로그", TODAY), NOW)
    content_items.add(shop, Content("글", "상품페이지", TODAY), NOW)
    send(shop, "보냄", -50, channel=MessageChannel.BRAND)
    send(shop, "보냄", -40, channel=MessageChannel.BRAND_OTHERS)
    names = ("밴드", "상품 페이지", "유튜브", "블로그", "카카오톡")
    assert offers_board.board(shop, TODAY).channels == names
    offers.delete(shop, kept, NOW)
    # What only a lost offer named is no channel; the calendar names it in its own way.
    with shop.store.read() as session:
        assert offers_channels.of(session, shop.id) == (
            "밴드", "유튜브", "블로그", "상품페이지", "카카오톡",
        )  # fmt: skip


def test_every_way_of_sending_has_its_channel():
    assert {offers_channels.by_message(one) for one in MessageChannel} == {
        "네이버 톡톡", "카카오톡", "문자·알림톡", "이메일",
    }  # fmt: skip
    assert offers_channels.choices()[0] == "상품 페이지"
    assert len({offers_channels.folded(one) for one in offers_channels.choices()}) == len(
        offers_channels.choices()
    )
