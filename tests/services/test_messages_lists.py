"""From a group to a list: who gets a message, who does not and why, and what leaves for whom."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.analysis.message_law import LawFault, LawReason
from core.importers.identity import Identity
from core.services import (
    copy_test_lists,
    customers_consent,
    customers_erasing,
    customers_groups,
    customers_identity,
    messages_book,
    messages_export,
    messages_guard,
    messages_lists,
    messages_prepare,
    messages_rules,
    messages_scenarios,
    messages_sends,
    settings,
)
from core.services.copy_test_recipients import ListReason, ListRefused, RecipientList
from core.services.customers_consent import Consent, Kind
from core.services.messages_guard import SendProblem, SendRefused
from core.services.messages_prepare import Out
from core.services.messages_rules import MessageRules
from core.services.messages_scenarios import Scenario
from core.services.messages_sends import HOLD_OUT, LeftOut, Send, Version
from core.services.messages_texts import Held, LengthFault
from core.services.opening import OpenShop
from core.services.receipts import Source
from core.services.settings import ShopSettings
from core.store import message_results as results
from core.store import messages as store
from core.store.care_tables import CareExclusionRow, CareTouchRow
from core.store.customer_tables import CustomerContactRow
from core.store.messages import Addressee
from core.store.notes import NoteChanged, NoteGone
from core.store.voice_tables import ComplaintRow
from core.terms.customer_groups import Between, On, rule
from core.terms.messages import MessageChannel, MessageKind, ScenarioStage, SendStatus
from tests import customer_shops as shops
from tests.customer_shops import Sold

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
"""Noon in Seoul."""

TODAY = date(2026, 11, 23)
NIGHT = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
"""Half past nine in the evening in Seoul."""

AD = (
    "(광고) 달빛공방\n"
    "{이름?고객} 님, {상품명}{을/를} 사신 지 {며칠째}일 됐어요. {혜택} {기한}까지예요.\n"
    "무료수신거부 {번호}"
)
FREE = LeftOut(None, None, complaining=False)


def name(number: int) -> str:
    return f"손님{number}"


def phone(number: int) -> str:
    return f"010-1234-{number:04d}"


def key(shop: OpenShop, number: int) -> str:
    found = Identity(shop.key).buyer("", name(number), phone(number))
    assert found is not None
    return found


def furnish(shop: OpenShop, people: int, *, agreed: bool = True) -> None:
    """A shop with so many customers, who bought longer ago the higher their number."""
    settings.save(shop, ShopSettings(name="달빛공방"))
    messages_rules.save(shop, MessageRules("02-123-4567", "080-123-4567"), NOW)
    shops.take(
        shop,
        [Sold(f"O{number}", TODAY - timedelta(days=30 + number), key(shop, number),
              amount=10_000 * (people - number), name=None) for number in range(people)],
    )  # fmt: skip
    if agreed:
        for number in range(people):
            agree(shop, number)


def agree(
    shop: OpenShop, number: int, on: date = TODAY, kind: Kind = Kind.MARKETING,
    gone: date | None = None,
) -> None:  # fmt: skip
    customers_consent.give(shop, Consent(key(shop, number), kind, on, "chat", gone), NOW)


def draft(shop: OpenShop, **more: object) -> Send:
    told: dict[str, object] = {
        "title": "겨울 안내", "channel": MessageChannel.LMS, "kind": MessageKind.ADVERTISING,
        "versions": (Version("A", 1, text=AD),), "offer": "2,000원 할인",
        "until": date(2026, 12, 24), "left_out": FREE,
    }  # fmt: skip
    return messages_sends.add(shop, Send(**{**told, **more}), NOW)  # type: ignore[arg-type]


def contacts(shop: OpenShop, numbers: Sequence[int], extra: str = "") -> RecipientList:
    lines = "".join(f"{name(one)},{phone(one)}\n" for one in numbers)
    content = f"구매자명,구매자연락처\n{lines}{extra}".encode()
    return copy_test_lists.read(shop, Source("orders.csv", content))


def out(shop: OpenShop, send: Send, now: datetime = NOW) -> dict[Out, int]:
    found = messages_prepare.audience(shop, send, messages_rules.read(shop), now)
    assert found is not None
    assert found.size + sum(found.out.values()) == found.group
    return dict(found.out)


def exported(
    shop: OpenShop, send: Send, some: RecipientList, now: datetime = NOW
) -> messages_export.Export:
    found = messages_export.export(shop, send, some, now)
    assert isinstance(found, messages_export.Export)
    return found


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]


def test_a_group_of_1003_is_divided_right_to_one_and_alike_again(local: OpenShop):
    """J14: 45/45/10."""
    furnish(local, 1003)
    versions = (Version("A", 1, text=AD), Version("B", 2, text=AD.replace("됐어요", "지났어요")))
    send = messages_lists.settle(local, draft(local, versions=versions, hold_out=0.1), NOW)
    sizes = messages_sends.sizes(local, send.number)
    assert sum(sizes.values()) == 1003
    assert abs(sizes[HOLD_OUT] - 100.3) < 1
    assert all(abs(sizes[letter] - 451.35) < 1 for letter in "AB")
    assert sizes == messages_prepare.sizes(send, 1003)
    assert messages_prepare.told(send, 1003) == sizes["A"] + sizes["B"]
    people = messages_sends.people(local, send.number)
    assert [one.place for one in people.values()] == list(range(1003))
    assert next(iter(people)) == key(local, 0)  # who spent most stands first

    everybody = contacts(local, range(1003))
    first = exported(local, send, everybody)
    again = exported(local, send, contacts(local, range(1002, -1, -1)))
    assert [one.content for one in first.files] == [one.content for one in again.files]
    lists = [{row[0] for row in rows(one.content)} for one in first.files]
    assert [len(one) for one in lists] == [sizes["A"], sizes["B"]]
    assert not lists[0] & lists[1]
    assert first.rows == sizes["A"] + sizes["B"]

    back = messages_lists.reopen(local, send, NOW)
    assert (back.status, messages_sends.sizes(local, send.number)) == (SendStatus.DRAFT, {})
    once_more = messages_lists.settle(local, back, NOW)
    assert messages_sends.people(local, once_more.number) == people


def test_each_one_reads_what_is_known_of_them(shop: OpenShop):
    furnish(shop, 2)
    send = messages_lists.settle(shop, draft(shop), NOW)
    (file,) = exported(shop, send, contacts(shop, [1, 0])).files
    told = rows(file.content)
    assert told[0] == [
        "010-1234-0000", "손님0", "",
        "(광고) 달빛공방\n손님0 님, 머그컵을 사신 지 30일 됐어요. 2,000원 할인 12.24까지예요.\n"
        "무료수신거부 080-123-4567",
    ]  # fmt: skip
    assert told[1][:2] == ["010-1234-0001", "손님1"]
    assert file.letter == "A"
    assert "{" not in file.content.decode("utf-8-sig")


def test_whom_each_reason_keeps_out_is_counted_once(shop: OpenShop):
    furnish(shop, 12, agreed=False)
    for number in range(3, 12):
        agree(shop, number, TODAY - timedelta(days=5))
    agree(shop, 0, date(2026, 11, 1), gone=date(2026, 11, 3))
    agree(shop, 1, date(2024, 11, 23))
    with shop.store.write() as session:
        at = {"shop_id": shop.id, "at": NOW}
        session.add(CareExclusionRow(scope="buyer", value=key(shop, 3), **at))
        session.add(ComplaintRow(shop_id=shop.id, id=1, buyer_key=key(shop, 4), text="파손",
                                 status=0, opened_at=NOW, due_at=NOW, created_at=NOW))  # fmt: skip
        session.add(CareTouchRow(kind="how_is_it", mall=1, order_no="O5", buyer_key=key(shop, 5),
                                 day=TODAY - timedelta(days=13), is_done=1, **at))  # fmt: skip
        session.add(CustomerContactRow(kind="win_back", buyer_key=key(shop, 6),
                                       day=TODAY - timedelta(days=3), is_done=1, **at))  # fmt: skip
    for hours in (24, 48):
        moment = NOW - timedelta(hours=hours)
        earlier = draft(shop, status=SendStatus.SENT, sent_at=moment)
        with shop.store.write() as session:
            some = [Addressee(key(shop, 7), "A", 0), Addressee(key(shop, 8), "", 1)]
            store.add(session, shop.id, earlier.number, some)
    wanted = draft(shop, left_out=LeftOut(14, 40, complaining=True))
    assert out(shop, wanted) == {
        Out.WITHDRAWN: 1, Out.TO_RENEW: 1, Out.NO_CONSENT: 1, Out.SPARED: 1, Out.COMPLAINT: 1,
        Out.CONTACTED: 3, Out.BOUGHT: 2,
    }  # fmt: skip
    # 8 got nothing by lot, and bought 38 days ago, 9 a day before; 10 and 11 are left.
    assert out(shop, draft(shop)) == {
        Out.WITHDRAWN: 1, Out.TO_RENEW: 1, Out.NO_CONSENT: 1, Out.SPARED: 1, Out.OFTEN: 1,
    }  # fmt: skip
    settled = messages_lists.settle(shop, wanted, NOW)
    assert settled.left_out.counts == {
        "group": 12, "withdrawn": 1, "to_renew": 1, "no_consent": 1, "spared": 1, "complaint": 1,
        "contacted": 3, "bought": 2,
    }  # fmt: skip
    assert set(messages_sends.people(shop, settled.number)) == {
        key(shop, number) for number in (10, 11)
    }


def test_information_about_a_purchase_asks_for_no_consent(shop: OpenShop):
    furnish(shop, 3, agreed=False)
    text = "{이름?고객} 님, {상품명}{은/는} 잘 쓰고 계세요? 불편하면 말씀해 주세요. {가게} 드림"
    care = {"kind": MessageKind.INFORMATION, "versions": (Version("A", text=text),), "offer": ""}
    assert out(shop, draft(shop)) == {Out.NO_CONSENT: 3}
    assert out(shop, draft(shop, **care)) == {}
    # J24: an informational message is not blocked at night.
    send = messages_lists.settle(shop, draft(shop, **care, planned_at=NIGHT), NOW)
    assert exported(shop, send, contacts(shop, range(3))).rows == 3


def test_a_consent_older_than_two_years_counts_on_the_planned_day(shop: OpenShop):
    furnish(shop, 1, agreed=False)
    agree(shop, 0, date(2024, 11, 30))
    assert out(shop, draft(shop, planned_at=NOW)) == {}
    later = draft(shop, planned_at=NOW + timedelta(days=7))
    assert out(shop, later) == {Out.TO_RENEW: 1}
    with pytest.raises(SendRefused) as refused:
        messages_lists.settle(shop, later, NOW)
    assert refused.value.problem is SendProblem.NOBODY


def test_at_night_only_those_who_agreed_to_it_get_an_advertisement(shop: OpenShop):
    furnish(shop, 3)
    agree(shop, 1, kind=Kind.NIGHT)
    blocked = draft(shop, planned_at=NIGHT)
    with pytest.raises(SendRefused) as refused:
        messages_lists.settle(shop, blocked, NOW)
    assert refused.value.fault == LawFault(LawReason.NIGHT)
    willing = draft(shop, planned_at=NIGHT, left_out=replace(FREE, by_day=True))
    assert out(shop, willing) == {Out.NIGHT: 2}
    send = messages_lists.settle(shop, willing, NOW)
    found = exported(shop, send, contacts(shop, range(3)))
    assert [row[0] for row in rows(found.files[0].content)] == [phone(1)]


def test_by_day_nobody_has_to_agree_to_nights(local: OpenShop):
    """Also where that was asked for while it was planned for a night."""
    furnish(local, 2)
    wanted = draft(local, planned_at=NOW, left_out=replace(FREE, by_day=True))
    found = exported(local, messages_lists.settle(local, wanted, NOW), contacts(local, range(2)))
    assert (found.rows, found.barred) == (2, 0)


def test_what_was_planned_for_the_day_does_not_leave_at_night(local: OpenShop):
    furnish(local, 1)
    wanted = draft(local, planned_at=NOW + timedelta(hours=1))
    send = messages_lists.settle(local, wanted, NOW)
    rules = messages_rules.read(local)
    fault = LawFault(LawReason.NIGHT)
    for now, is_held in ((NOW, False), (NIGHT, True)):
        listed = messages_export.export(local, send, contacts(local, [0]), now)
        copied = messages_guard.copied(local, send, send.versions[0], rules, now)
        for one in (listed, copied):
            assert (isinstance(one, Held) and one.first == fault) is is_held


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (AD.replace("(광고) ", ""), LawReason.MARK),
        (AD.replace("달빛공방", ""), LawReason.MARK),
        (AD.replace("무료수신거부 {번호}", "감사해요."), LawReason.OPT_OUT),
    ],
)
def test_an_unlawful_text_leaves_by_no_way(local: OpenShop, text: str, reason: LawReason):
    furnish(local, 2)
    send = draft(local, versions=(Version("A", text=text),))
    rules = messages_rules.read(local)
    (held,) = messages_guard.checked(local, send, rules, NOW).values()
    assert isinstance(held.first, LawFault)
    assert held.first.reason is reason
    assert isinstance(messages_guard.copied(local, send, send.versions[0], rules, NOW), Held)
    with pytest.raises(SendRefused) as refused:
        messages_lists.settle(local, send, NOW)
    assert (refused.value.problem, refused.value.fault) == (SendProblem.HELD, held.first)
    # Nor one that was settled while it was lawful.
    settled = messages_lists.settle(local, draft(local), NOW)
    settings.save(local, ShopSettings(name="별빛공방"))
    assert isinstance(
        messages_export.export(local, settled, contacts(local, [0, 1]), NOW), Held
    )  # fmt: skip


def test_a_text_for_everybody_is_copied_without_what_is_told_of_one(local: OpenShop):
    furnish(local, 1)
    send = draft(local)
    found = messages_guard.copied(local, send, send.versions[0], messages_rules.read(local), NOW)
    assert not isinstance(found, Held)
    assert found.text == ("(광고) 달빛공방\n2,000원 할인 12.24까지예요.\n무료수신거부 080-123-4567")


def why(shop: OpenShop, send: Send) -> SendProblem:
    with pytest.raises(SendRefused) as refused:
        messages_lists.settle(shop, send, NOW)
    return refused.value.problem


def test_what_cannot_be_settled_says_why(local: OpenShop):
    assert why(local, draft(local, versions=())) is SendProblem.NO_TEXT
    plain = Version("A", text="잘 쓰고 계세요?")
    care = draft(local, kind=MessageKind.INFORMATION, offer="", versions=(plain,))
    messages_rules.save(local, MessageRules("02-123-4567"), NOW)
    assert messages_prepare.audience(local, care, messages_rules.read(local), NOW) is None
    assert why(local, care) is SendProblem.NO_ORDERS
    furnish(local, 2)
    same = (Version("A", text=AD), Version("B", text=AD))
    assert why(local, draft(local, versions=same)) is SendProblem.SAME_TEXT
    assert why(local, replace(draft(local), left_out=LeftOut(None, 90))) is SendProblem.NOBODY


def test_what_is_switched_off_is_not_settled(shop: OpenShop):
    furnish(shop, 2)
    scenario = messages_scenarios.add(
        shop, Scenario(ScenarioStage.AWAY, "다시 오세요", MessageChannel.LMS), NOW
    )
    send = draft(shop, scenario=scenario.id)
    messages_scenarios.switch(shop, scenario, is_on=False, now=NOW)
    assert why(shop, send) is SendProblem.SWITCHED_OFF
    off = messages_scenarios.find(shop, scenario.id or 0)
    messages_scenarios.switch(shop, off, is_on=True, now=NOW)
    settled = messages_lists.settle(shop, send, NOW)
    assert settled.status is SendStatus.LISTED
    # What was thrown away has no switch, and what was settled stays so.
    messages_scenarios.delete(shop, messages_scenarios.find(shop, scenario.id or 0), NOW)
    assert exported(shop, settled, contacts(shop, range(2))).rows == 2
    messages_lists.settle(shop, draft(shop, scenario=scenario.id), NOW)


def test_the_first_to_prepare_is_for_people_whom_files_know():
    def one(stage: ScenarioStage, **more: bool) -> Scenario:
        return Scenario(stage, stage.value, MessageChannel.LMS, **more)  # type: ignore[arg-type]

    cart, bought = one(ScenarioStage.CART), one(ScenarioStage.BOUGHT, is_on=False)
    regular = one(ScenarioStage.REGULAR)
    assert messages_scenarios.reachable([cart, bought, regular]) is regular
    assert messages_scenarios.reachable([cart, bought]) is cart
    assert messages_scenarios.reachable([]) is None


def test_what_is_settled_is_settled_once(local: OpenShop):
    furnish(local, 2)
    one = draft(local)
    settled = messages_lists.settle(local, one, NOW)
    assert replace(messages_sends.find(local, one.number), undoable=0) == settled
    with pytest.raises(NoteChanged):
        messages_lists.settle(local, one, NOW)
    assert why(local, settled) is SendProblem.NOT_DRAFT
    for ask in (
        lambda: messages_lists.reopen(local, draft(local), NOW),
        lambda: messages_export.export(local, draft(local), contacts(local, [0]), NOW),
        lambda: messages_lists.mark(local, draft(local), NOW, None, NOW),
    ):
        with pytest.raises(SendRefused) as refused:
            ask()
        assert refused.value.problem is SendProblem.NOT_LISTED


def test_who_took_a_consent_back_since_is_not_in_the_list(shop: OpenShop):
    furnish(shop, 3)
    send = messages_lists.settle(shop, draft(shop), NOW)
    agree(shop, 1, TODAY, gone=TODAY)
    found = exported(shop, send, contacts(shop, range(3)))
    assert found.barred == 1
    assert [row[1] for row in rows(found.files[0].content)] == [name(0), name(2)]


def test_customers_without_a_number_are_named_and_strangers_are_left_out(shop: OpenShop):
    furnish(shop, 3)
    send = messages_lists.settle(shop, draft(shop), NOW)
    found = exported(shop, send, contacts(shop, [0, 2], "모르는 손님,010-9999-9999\n"))
    assert found.without == (key(shop, 1),)
    assert (found.rows, found.alike) == (2, 1)
    for channel, is_reached in ((MessageChannel.EMAIL, False), (MessageChannel.SMS, True)):
        other = replace(send, channel=channel)
        if is_reached:
            assert isinstance(messages_export.export(shop, other, contacts(shop, [0]), NOW), Held)
        else:
            with pytest.raises(ListRefused) as refused:
                messages_export.export(shop, other, contacts(shop, [0]), NOW)
            assert refused.value.reason is ListReason.NO_COLUMN


def test_by_mail_the_address_counts(local: OpenShop):
    furnish(local, 2)
    versions = (Version("A", text=AD, title="(광고) 겨울 안내"),)
    send = messages_lists.settle(
        local, draft(local, channel=MessageChannel.EMAIL, versions=versions), NOW
    )
    content = (
        f"구매자명,구매자연락처,이메일\n손님0,{phone(0)},a@b.kr\n손님1,{phone(1)},없음\n"
    ).encode()
    found = exported(local, send, copy_test_lists.read(local, Source("mail.csv", content)))
    assert [row[:3] for row in rows(found.files[0].content)] == [
        ["a@b.kr", "손님0", "(광고) 겨울 안내"]
    ]
    assert found.without == (key(local, 1),)


def test_one_address_gets_one_message(local: OpenShop):
    furnish(local, 3)
    text = Version(
        "A", 1, "(광고) 새 소식", text="(광고) 달빛공방 할인\n무료수신거부 https://x.kr/u"
    )
    wanted = draft(local, channel=MessageChannel.EMAIL, versions=(text,))
    send = messages_lists.settle(local, wanted, NOW)
    mails = enumerate(("a@x.kr", "A@X.kr", "c@x.kr"))
    lines = "".join(f"{name(one)},{phone(one)},{mail}\n" for one, mail in mails)
    content = f"구매자명,구매자연락처,이메일\n{lines}".encode()
    found = exported(local, send, copy_test_lists.read(local, Source("orders.csv", content)))
    assert [row[0] for row in rows(found.files[0].content)] == ["a@x.kr", "c@x.kr"]
    assert (found.rows, found.shared, found.without) == (2, 1, ())


def named(called: dict[int, str], shop: OpenShop, numbers: Sequence[int]) -> RecipientList:
    """Contacts of whom some are called otherwise; they are known by their accounts."""
    lines = "".join(f"{one},{called.get(one, name(one))},{phone(one)}\n" for one in numbers)
    content = f"구매자ID,구매자명,구매자연락처\n{lines}".encode()
    return copy_test_lists.read(shop, Source("orders.csv", content))


def known_by_account(shop: OpenShop, people: int) -> None:
    """The same customers under their accounts."""
    furnish(shop, 0)
    found = [Identity(shop.key).buyer(str(one), "", "") for one in range(people)]
    shops.take(
        shop,
        [Sold(f"O{one}", TODAY - timedelta(days=30 + one), str(key), amount=9_000, name=None)
         for one, key in enumerate(found)],
    )  # fmt: skip
    for one in found:
        customers_consent.give(shop, Consent(str(one), Kind.MARKETING, TODAY, "chat"), NOW)


def test_an_odd_name_does_not_hold_the_others(local: OpenShop):
    """By SMS nobody can show 🎁; who has it in the name is told and left out, if that is wanted."""
    known_by_account(local, 3)
    send = messages_lists.settle(local, draft(local), NOW)
    odd = named({1: "하나🎁"}, local, range(3))
    held = messages_export.export(local, send, odd, NOW)
    assert isinstance(held, Held)
    assert isinstance(held.first, LengthFault)
    found = messages_export.export(local, send, odd, NOW, leave=True)
    assert isinstance(found, messages_export.Export)
    assert (found.rows, len(found.odd)) == (2, 1)
    assert found.odd.keys() == {Identity(local.key).buyer("1", "", "")}
    assert [row[1] for row in rows(found.files[0].content)] == [name(0), name(2)]
    # Where it is so of everybody, nobody is left.
    everybody = named(dict.fromkeys(range(3), "🎁"), local, range(3))
    assert isinstance(messages_export.export(local, send, everybody, NOW, leave=True), Held)
    fine = exported(local, send, named({}, local, range(3)))
    assert (fine.rows, fine.odd) == (3, {})


@pytest.mark.parametrize(
    ("called", "reason"),
    [("50% 할인", LawReason.SALES_WORDS), ("ＣＯＵＰＯＮ", LawReason.SALES_WORDS),
     ("(광고) 달빛", LawReason.SALES_WORDS), ("김세일", None)],
)  # fmt: skip
def test_a_name_that_promises_something_is_no_name(
    local: OpenShop, called: str, reason: LawReason | None
):
    known_by_account(local, 3)
    text = Version("A", text="{이름?고객} 님, {상품명}{은/는} 어떠세요? 감사해요.")
    care = {"kind": MessageKind.INFORMATION, "versions": (text,), "offer": ""}
    send = messages_lists.settle(local, draft(local, **care), NOW)
    found = exported(local, send, named({2: called}, local, range(3)))
    assert [one.reason for one in found.odd.values()] == [reason] * (reason is not None)
    assert found.rows == 3 - len(found.odd)
    # What the text itself promises holds it for everybody, whatever anybody is called.
    sells = Version("A", text="{이름?고객} 님, 쿠폰을 드려요.")
    with pytest.raises(SendRefused):
        messages_lists.settle(local, draft(local, **{**care, "versions": (sells,)}), NOW)


def test_days_are_counted_to_the_planned_day_whenever_the_list_is_taken(local: OpenShop):
    furnish(local, 2)
    for planned in (None, NOW - timedelta(days=2), NOW + timedelta(days=3)):
        send = messages_lists.settle(local, draft(local, planned_at=planned), NOW)
        day = max(planned or NOW, NOW)
        assert send.planned_at == day
        first = exported(local, send, contacts(local, range(2)))
        passed = 30 + (day - NOW).days
        assert f"사신 지 {passed}일" in rows(first.files[0].content)[0][3]
        for later in (1, 2, 9):
            again = exported(local, send, contacts(local, range(2)), NOW + timedelta(days=later))
            assert [one.content for one in again.files] == [one.content for one in first.files]


def test_who_reads_it_at_the_address_of_another_one_is_compared_with_nobody(shop: OpenShop):
    known_by_account(shop, 10)
    send = messages_lists.settle(shop, draft(shop, hold_out=0.5), NOW)
    people = messages_sends.people(shop, send.number)
    held = [key for key, one in people.items() if one.letter == HOLD_OUT]
    got = [key for key, one in people.items() if one.letter != HOLD_OUT]
    accounts = {Identity(shop.key).buyer(str(one), "", ""): one for one in range(10)}
    shared = {accounts[held[0]]: accounts[got[0]], accounts[held[1]]: accounts[held[2]]}
    lines = "".join(f"{one},{name(one)},{phone(shared.get(one, one))}\n" for one in range(10))
    content = f"구매자ID,구매자명,구매자연락처\n{lines}".encode()
    found = exported(shop, send, copy_test_lists.read(shop, Source("orders.csv", content)))
    assert (found.rows, found.uncompared, found.without) == (5, (held[0],), ())
    for _twice in range(2):
        messages_lists.leave_uncompared(shop, send, found.uncompared)
    messages_lists.mark(shop, send, NOW, None, NOW)
    with shop.store.write() as session:
        results.tell(session, shop.id, send.number, {got[0]: "reacted"})
    listed = messages_book.rows(shop, [messages_sends.find(shop, send.number)])[send.number]
    assert listed.sizes() == {("", ""): 4, ("A", ""): 4, ("A", "reacted"): 1}
    outcomes = {key: one.outcome for key, one in messages_sends.people(shop, send.number).items()}
    assert (outcomes[held[0]], outcomes[held[1]]) == ("shared", "")


def test_merged_customers_get_one_message(shop: OpenShop):
    """Before the list is settled, and after."""
    furnish(shop, 4)
    customers_identity.merge(shop, key(shop, 1), key(shop, 0), NOW)
    send = messages_lists.settle(shop, draft(shop), NOW)
    assert list(messages_sends.people(shop, send.number)) == [
        key(shop, number) for number in (0, 2, 3)
    ]
    customers_identity.merge(shop, key(shop, 3), key(shop, 2), NOW)
    found = exported(shop, send, contacts(shop, range(4)))
    assert [row[1] for row in rows(found.files[0].content)] == [name(0), name(2)]
    assert exported(shop, send, contacts(shop, [3, 1])).rows == 2


def test_of_two_numbers_of_one_customer_the_same_is_taken_in_any_order(local: OpenShop):
    furnish(local, 3)
    send = messages_lists.settle(local, draft(local), NOW)
    customers_identity.merge(local, key(local, 1), key(local, 0), NOW)
    first = exported(local, send, contacts(local, (0, 1, 2)))
    again = exported(local, send, contacts(local, (2, 1, 0)))
    assert [one.content for one in first.files] == [one.content for one in again.files]


def test_a_list_that_was_sent_leaves_again_for_those_only_who_still_agree(local: OpenShop):
    furnish(local, 2, agreed=False)
    agree(local, 0)
    agree(local, 1, date(2024, 11, 25))
    send = messages_lists.settle(local, draft(local), NOW)
    sent = messages_lists.mark(local, send, NOW, None, NOW)
    assert exported(local, sent, contacts(local, (0, 1))).barred == 0
    assert exported(local, sent, contacts(local, (0, 1)), NOW + timedelta(days=3)).barred == 1


def test_who_was_deleted_is_in_no_list(shop: OpenShop):
    furnish(shop, 3)
    send = messages_lists.settle(shop, draft(shop), NOW)
    plan = customers_erasing.erase_preview(shop, key(shop, 1))
    customers_erasing.erase(shop, plan, NOW)
    found = exported(shop, send, contacts(shop, range(3)))
    assert (found.rows, sum(messages_sends.sizes(shop, send.number).values())) == (2, 3)
    another = messages_lists.settle(shop, draft(shop), NOW)
    assert sum(messages_sends.sizes(shop, another.number).values()) == 2


def test_a_group_is_frozen_with_its_rule(shop: OpenShop):
    furnish(shop, 5)
    group = customers_groups.add(shop, "많이 산 손님", rule(Between(On.WON, 30_000, None)), NOW)
    send = messages_lists.settle(shop, draft(shop, group=group.id), NOW)
    assert send.group_rule == group.text
    assert send.group_day == date(2026, 10, 24)  # the last day that files tell of
    assert len(messages_sends.people(shop, send.number)) == 3
    customers_groups.change(shop, group, "더 많이", rule(Between(On.WON, 50_000, None)), NOW)
    assert messages_sends.find(shop, send.number).group_rule == group.text
    assert len(messages_sends.people(shop, send.number)) == 3
    customers_groups.delete(shop, customers_groups.find(shop, group.id or 0), NOW)
    with pytest.raises(NoteGone):
        messages_lists.settle(shop, draft(shop, group=group.id), NOW)


def test_a_list_is_marked_as_sent_with_the_price_of_its_day(shop: OpenShop):
    furnish(shop, 4)
    send = messages_lists.settle(shop, draft(shop, hold_out=0.25), NOW)
    done = messages_lists.mark(shop, send, NOW, None, NOW)
    assert (done.status, done.sent, done.price, done.sent_at) == (SendStatus.SENT, 3, 39.0, NOW)
    messages_sends.undo(shop, send.number)
    again = messages_sends.find(shop, send.number)
    assert (again.status, again.sent) == (SendStatus.LISTED, None)
    assert messages_lists.mark(shop, again, NOW - timedelta(hours=1), 2, NOW).sent == 2


def test_no_sms_is_marked_without_a_registered_number(shop: OpenShop):
    """S2-08."""
    furnish(shop, 2)
    send = messages_lists.settle(shop, draft(shop), NOW)
    rules = messages_rules.read(shop)
    messages_rules.save(shop, replace(rules, sender=""), NOW)
    with pytest.raises(SendRefused) as refused:
        messages_lists.mark(shop, send, NOW, None, NOW)
    assert refused.value.problem is SendProblem.NO_SENDER
    assert isinstance(messages_export.export(shop, send, contacts(shop, [0]), NOW), Held)
    messages_rules.save(shop, rules, NOW)
    for at, count, problem in (
        (NOW + timedelta(seconds=1), None, SendProblem.IN_FUTURE), (NOW, -1, SendProblem.NUMBER),
        (NOW - timedelta(days=200), None, SendProblem.TOO_EARLY),
    ):  # fmt: skip
        with pytest.raises(SendRefused) as refused:
            messages_lists.mark(shop, send, at, count, NOW)
        assert refused.value.problem is problem


def test_a_forgotten_list_is_not_brought_back(local: OpenShop):
    furnish(local, 2)
    send = messages_lists.settle(local, draft(local), NOW)
    messages_lists.reopen(local, send, NOW)
    with pytest.raises(NoteGone):
        messages_sends.undo(local, send.number)
    assert messages_sends.find(local, send.number).status is SendStatus.DRAFT


def test_an_offer_for_nearly_everybody_is_told(local: OpenShop):
    """S3-15."""
    furnish(local, 10, agreed=False)
    for number in range(9):
        agree(local, number)
    rules = messages_rules.read(local)
    send = draft(local)
    found = messages_prepare.audience(local, send, rules, NOW)
    assert found is not None
    assert (found.size, found.share, found.customers) == (9, 0.9, 10)
    assert found.order_won == 60_000  # 20,000 … 100,000
    assert messages_prepare.is_wide(send, found)
    assert not messages_prepare.is_wide(replace(send, offer=" "), found)
    assert not messages_prepare.is_wide(send, replace(found, buyers=found.buyers[:8]))
