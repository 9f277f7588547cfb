"""Whatever is written, set and done in whatever order, nothing leaves that should stay.

Texts of good and bad pieces are kept, prepared, settled, copied and exported, while the name of
the shop, its numbers, consents and the hour change. What leaves is read once more in plain Python:
no brace, nothing empty, nothing too long for its way, nothing against the law, and no
advertisement to anybody who has not agreed. The same holds of the lists of copy tests. Nothing is
settled of a scenario that is switched off, and nobody is called what promises a benefit.
"""

import re
import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from core.importers.identity import Identity
from core.services import (
    copy_test_consents,
    copy_test_lists,
    copy_tests,
    customers_consent,
    messages_export,
    messages_guard,
    messages_lists,
    messages_rules,
    messages_scenarios,
    messages_sends,
    messages_templates,
    messages_texts,
    messages_variants,
    messages_wordings,
)
from core.services import settings as shop_settings
from core.services.copy_tests import Draft
from core.services.customers_consent import Consent, Kind
from core.services.kept_notes import NoteRefused
from core.services.messages_guard import SendProblem, SendRefused
from core.services.messages_rules import MessageRules
from core.services.messages_sends import Send, Version
from core.services.messages_texts import Filled, Held, Ready
from core.services.messages_wordings import Wording
from core.services.receipts import Source
from core.services.settings import ShopSettings
from core.terms import copy_tests as copy_terms
from core.terms import seoul_day
from core.terms.messages import MessageChannel, MessageKind, SendStatus
from tests import customer_shops, shops
from tests.customer_shops import Sold
from tests.services.test_messages_lists import (
    FREE,
    NOW,
    contacts,
    furnish,
    key,
    name,
    phone,
    rows,
)

PEOPLE = 3
ODD = {7: "50% 할인", 8: "🎁"}
"""Customers with odd names, who agreed to everything."""

LETTERS = {
    MessageChannel.SMS: 90, MessageChannel.LMS: 2000, MessageChannel.MMS: 2000,
    MessageChannel.ALIMTALK: 1000, MessageChannel.BRAND: 1300, MessageChannel.BRAND_OTHERS: 1300,
}  # fmt: skip
BY_NUMBER = {MessageChannel.SMS, MessageChannel.LMS, MessageChannel.MMS}
PIECES = (
    "{이름?고객} 님, 안녕하세요. ", "{상품명}{을/를} 보냈어요. ", "{상품명} ", "{혜택} ",
    "쿠폰을 드려요. ", "{", "}", "{전화번호}", "｛이름｝ ", "🎁 ", "가" * 60, "\n",
    "무료수신거부 {번호?홈 > 채널 차단}", "(광고) 달빛공방\n", "(광고) 달빛 ",
    "\n무료수신거부 {번호}", "(광고) {가게} ", "(광고) ",
)  # fmt: skip
GOOD = (
    "(광고) {가게}\n{이름?고객} 님, {상품명}{을/를} 사신 지 {며칠째}일 됐어요.\n"
    "무료수신거부 {번호?홈 > 채널 차단}",
    "{이름?고객} 님, 안녕하세요. {상품명}{은/는} 어떠세요?",
)
TEXTS = st.sampled_from(GOOD) | st.lists(st.sampled_from(PIECES), max_size=5).map("".join)

LEFT: Counter[MessageKind] = Counter()
"""How many texts left, for a gate that is always shut proves nothing."""


class Writing(RuleBasedStateMachine):
    """A seller who writes, sets, prepares, copies and exports."""

    def __init__(self) -> None:
        """Open an empty shop."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.shop = shops.opened(self.folder)
        self.now = NOW
        self.agreed: set[int] = set()
        self.gone: set[int] = set()

    def teardown(self) -> None:
        """Put everything away."""
        self.shop.close()
        shutil.rmtree(self.folder)

    @initialize(who=st.sets(st.integers(0, PEOPLE - 1)))
    def begin(self, who: set[int]) -> None:
        """Customers have bought, and some of them have agreed."""
        furnish(self.shop, PEOPLE, agreed=False)
        for number, called in ODD.items():
            odd = Identity(self.shop.key).buyer("", called, phone(number)) or ""
            customer_shops.take(
                self.shop,
                [Sold(f"X{number}", seoul_day(NOW) - timedelta(days=40), odd, name=None)],
            )  # fmt: skip
            customers_consent.give(
                self.shop, Consent(odd, Kind.MARKETING, seoul_day(NOW), "chat"), NOW
            )
        for number in who:
            self.agree(number)

    @rule(number=st.integers(0, PEOPLE - 1))
    def agree(self, number: int) -> None:
        """Somebody agrees."""
        if number not in self.agreed:
            one = Consent(key(self.shop, number), Kind.MARKETING, seoul_day(self.now), "chat")
            customers_consent.give(self.shop, one, self.now)
            self.agreed.add(number)

    @rule(number=st.integers(0, PEOPLE - 1))
    def withdraw(self, number: int) -> None:
        """Somebody takes it back."""
        if number in self.agreed:
            self.agreed.discard(number)
            self.gone.add(number)
            for one in customers_consent.listed(self.shop, [key(self.shop, number)]):
                if one.withdrawn_on is None:
                    customers_consent.withdraw(self.shop, one, seoul_day(self.now), self.now)

    @rule(name=st.sampled_from(["", "달빛공방", "달빛"]))
    def call(self, name: str) -> None:
        """The shop is called otherwise."""
        shop_settings.save(self.shop, ShopSettings(name=name))

    @rule(
        sender=st.sampled_from(["", "02-123-4567"]), opt_out=st.sampled_from(["", "080-123-4567"])
    )
    def number(self, sender: str, opt_out: str) -> None:
        """Its numbers change."""
        messages_rules.save(self.shop, MessageRules(sender, opt_out), self.now)

    @rule(hours=st.sampled_from([1, 5, 9, 13]))
    def wait(self, hours: int) -> None:
        """Time passes, also into the night."""
        self.now += timedelta(hours=hours)

    @rule(code=st.integers(0, 11))
    def adopt(self, code: int) -> None:
        """A template is taken over."""
        one = messages_templates.listed()[code]
        messages_templates.adopt(self.shop, one, one.name, self.now)

    @rule(text=TEXTS, block=TEXTS, kind=st.sampled_from(MessageKind), at=st.integers(0, 5))
    def write(self, text: str, block: str, kind: MessageKind, at: int) -> None:
        """A text is written; what could never leave is not even kept."""
        some = messages_scenarios.listed(self.shop)
        if some:
            one = Wording(some[at % len(some)].id or 0, kind, text, block)
            try:
                messages_wordings.add(self.shop, one, self.now)
            except NoteRefused:
                assert not f"{text}{block}".strip() or messages_texts.unknown(text + block)

    @rule(product=st.sampled_from(["머그컵", "머그{대}", "[특가] ｛접시｝", ""]))
    def copy_for_one(self, product: str) -> None:
        """Each kept text is copied for one person, as the editor does it."""
        rules, sign = messages_rules.read(self.shop), shop_settings.read(self.shop).name
        values = {"name": "", "product": product, "shop": sign, "number": rules.opt_out}
        for step in messages_scenarios.way(self.shop):
            for one, texts in step.scenarios:
                for text, version in zip(texts, messages_wordings.versions(texts), strict=True):
                    how = rules.sending(sign, one.channel, text.kind, self.now)
                    found = messages_texts.ready(version, [values], how)
                    self.leave(found, one.channel, text.kind, f"{text.block}\n{text.text}")

    @rule(
        text=TEXTS, block=st.sampled_from(["", "(광고) {가게}"]),
        channel=st.sampled_from(MessageChannel), kind=st.sampled_from(MessageKind),
        offer=st.sampled_from(["", "10% 할인"]),
    )  # fmt: skip
    def prepare(
        self, text: str, block: str, channel: MessageChannel, kind: MessageKind, offer: str
    ) -> None:
        """A sending is prepared and settled, if it may be; its text is copied."""
        version = Version("A", None, "", block, text)
        send = messages_sends.add(
            self.shop,
            Send("보내기", channel, kind, versions=(version,), offer=offer, left_out=FREE),
            self.now,
        )
        rules = messages_rules.read(self.shop)
        copied = messages_guard.copied(self.shop, send, version, rules, self.now)
        if isinstance(copied, Filled):
            self.leave(Ready((copied,)), channel, kind, said(block, text, offer))
        try:
            messages_lists.settle(self.shop, send, self.now)
        except SendRefused:
            event("not settled")

    @rule(at=st.integers(0, 5))
    def switch(self, at: int) -> None:
        """A scenario is switched off, or on again."""
        some = messages_scenarios.listed(self.shop)
        if some:
            one = some[at % len(some)]
            messages_scenarios.switch(self.shop, one, is_on=not one.is_on, now=self.now)

    @rule(at=st.integers(0, 5))
    def prepare_a_scenario(self, at: int) -> None:
        """A sending of a scenario is settled, if it may be: never of one that is off."""
        known = [(one, texts) for step in messages_scenarios.way(self.shop)
                 for one, texts in step.scenarios if texts]  # fmt: skip
        if not known:
            return
        one, texts = known[at % len(known)]
        wanted = replace(messages_variants.prepared(one, texts), left_out=FREE)
        send = messages_sends.add(self.shop, wanted, self.now)
        problem = None
        try:
            messages_lists.settle(self.shop, send, self.now)
        except SendRefused as refused:
            problem = refused.problem
        assert (problem is SendProblem.SWITCHED_OFF) is not one.is_on
        event(f"of a scenario: {problem}")

    @rule(
        text=st.sampled_from(("쿠폰을 드려요", "(광고) 새 색이에요", "새 색이에요")),
        night=st.booleans(), has_names=st.booleans(), brought=st.sampled_from(["", "Y", "N"]),
    )  # fmt: skip
    def divide(self, text: str, brought: str, *, night: bool, has_names: bool) -> None:
        """A list is divided for a copy test; who has not agreed gets no advertisement."""
        versions = copy_terms.Version("A", text), copy_terms.Version("B", "다른 글이에요")
        test = copy_tests.add(
            self.shop, Draft("문자", copy_terms.Design.LIST_SPLIT, versions=versions), self.now
        )
        heading = "구매자명,구매자연락처" + (",수신동의" if brought else "")
        lines = "".join(
            f"{name(one) if has_names else ''},{phone(one)}{',' if brought else ''}{brought}\n"
            for one in range(PEOPLE)
        )
        try:
            people = copy_test_lists.read(
                self.shop, Source("list.csv", f"{heading}\n{lines}".encode())
            )
        except copy_test_lists.ListRefused:
            assert brought == "N"
            return
        found = copy_test_consents.allowed(self.shop, test, people, self.now, night=night)
        assert len(found.people.entries) + sum(found.out.values()) == PEOPLE
        copy_test_lists.split(self.shop, test.id, found.people)
        got = {row[1] for file in copy_test_lists.files(self.shop, test.id, people)
               for row in rows(file.content)}  # fmt: skip
        if text == "새 색이에요":
            assert len(got) == PEOPLE
            return
        event(f"divided for {len(got)}")
        may = self.agreed if has_names else set[int]()
        if brought == "Y":
            # Nobody knows whose numbers without names are, so nobody is known to have refused.
            may = {*range(PEOPLE)} - (self.gone - self.agreed if has_names else set())
        assert got <= {phone(one) for one in may if not night}
        if not self.gone and not night:
            assert got == {phone(one) for one in may}

    @rule(text=st.sampled_from(GOOD), channel=st.sampled_from(MessageChannel))
    def prepare_well(self, text: str, channel: MessageChannel) -> None:
        """A text that may leave by some ways, some of the time."""
        is_ad = text.startswith("(광고)")
        kind = MessageKind.ADVERTISING if is_ad else MessageKind.INFORMATION
        self.prepare(text, "", channel, kind, "")

    @rule(leave=st.booleans())
    def export(self, *, leave: bool) -> None:
        """Every settled list is written out for all contacts, some of whom are called oddly."""
        odd = "".join(f"{called},{phone(one)}\n" for one, called in ODD.items())
        there = contacts(self.shop, range(PEOPLE), odd)
        may = {phone(number) for number in (*self.agreed, *ODD)}
        for send in messages_sends.listed(self.shop):
            if send.status is SendStatus.DRAFT or send.channel in {
                MessageChannel.EMAIL, MessageChannel.TALKTALK,
            }:  # fmt: skip
                continue
            found = messages_export.export(self.shop, send, there, self.now, leave=leave)
            if isinstance(found, Held):
                continue
            event("exported")
            told = "\n".join(said(one.block, one.text, send.offer) for one in send.versions)
            for file in found.files:
                for address, _name, title, text in rows(file.content):
                    # A cell that would run as a formula has an apostrophe in front.
                    one = Filled(text.removeprefix("'"), title=title)
                    self.leave(Ready((one,)), send.channel, send.kind, told)
                    if send.kind is MessageKind.ADVERTISING:
                        assert address in may
                    else:
                        assert "할인" not in text

    def leave(
        self, found: Ready | Held, channel: MessageChannel, kind: MessageKind, told: str
    ) -> None:
        """Remember what left, and how the shop was then."""
        if isinstance(found, Ready):
            name = shop_settings.read(self.shop).name
            number = messages_rules.read(self.shop).opt_out
            for one in found.texts:
                check(one, channel, kind, told, Then(name, number, self.now))

    @invariant()
    def nothing_kept_has_a_strange_place(self) -> None:
        """What is kept can be filled."""
        for one in messages_wordings.listed(self.shop):
            assert not messages_texts.unknown(f"{one.title}\n{one.block}\n{one.text}")


def said(block: str, text: str, offer: str) -> str:
    """What a seller says, with the offer if it is asked for."""
    return f"{block}\n{text}\n{offer if '{혜택}' in block + text else ''}"


class Then:
    """How the shop was when something left."""

    def __init__(self, name: str, number: str, now: datetime) -> None:
        """Keep it."""
        self.name, self.number = name, number
        self.is_night = not 8 <= (now.astimezone(UTC).hour + 9) % 24 < 21


def check(one: Filled, channel: MessageChannel, kind: MessageKind, told: str, then: Then) -> None:
    """Read what left once more."""
    assert not re.search("[{}｛｝]", one.text + one.title)
    assert one.text.strip()
    most = LETTERS.get(channel)
    if channel in BY_NUMBER:
        assert len(one.text.encode("cp949")) <= (most or 0)
    elif most:
        assert len(one.text) <= most
    sells = re.search("쿠폰|할인|혜택|특가", re.sub(r"\{(?!혜택)[^{}]*\}", "", told))
    LEFT[kind] += 1
    if kind is MessageKind.INFORMATION:
        assert not sells
        assert "(광고)" not in told
        return
    assert channel is not MessageChannel.ALIMTALK
    assert not then.is_night
    assert then.name
    # The whole name: what stands behind it is no letter.
    assert re.match(rf"\(광고\)\s*{then.name}(?![\w가-힣])", one.text)
    last = "".join(one.text.split("\n")[-1].split())
    assert "무료수신거부" in last
    if channel in BY_NUMBER:
        assert last.endswith(f"무료수신거부{then.number}")
        assert then.number.startswith("080")


def test_nothing_leaves_that_should_stay():
    run_state_machine_as_test(
        Writing,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert LEFT.keys() == set(MessageKind)
