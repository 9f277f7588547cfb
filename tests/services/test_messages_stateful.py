"""Whatever is written, set and done in whatever order, nothing leaves that should stay.

Texts of good and bad pieces are kept, prepared, settled, copied and exported, while the name of
the shop, its numbers, consents and the hour change. What leaves is read once more in plain Python:
no brace, nothing empty, nothing too long for its way, nothing against the law, and no
advertisement to anybody who has not agreed.
"""

import re
import shutil
import tempfile
from collections import Counter
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

from core.services import (
    customers_consent,
    messages_export,
    messages_guard,
    messages_lists,
    messages_rules,
    messages_scenarios,
    messages_sends,
    messages_templates,
    messages_texts,
    messages_wordings,
)
from core.services import settings as shop_settings
from core.services.customers_consent import Consent, Kind
from core.services.kept_notes import NoteRefused
from core.services.messages_guard import SendRefused
from core.services.messages_rules import MessageRules
from core.services.messages_sends import Send, Version
from core.services.messages_texts import Filled, Held, Ready
from core.services.messages_wordings import Wording
from core.services.settings import ShopSettings
from core.terms import seoul_day
from core.terms.messages import MessageChannel, MessageKind, SendStatus
from tests import shops
from tests.services.test_messages_lists import (
    FREE,
    NOW,
    contacts,
    furnish,
    key,
    phone,
    rows,
)

PEOPLE = 3
LETTERS = {
    MessageChannel.SMS: 90, MessageChannel.LMS: 2000, MessageChannel.MMS: 2000,
    MessageChannel.ALIMTALK: 1000, MessageChannel.BRAND: 1300, MessageChannel.BRAND_OTHERS: 1300,
}  # fmt: skip
BY_NUMBER = {MessageChannel.SMS, MessageChannel.LMS, MessageChannel.MMS}
PIECES = (
    "{이름?고객} 님, 안녕하세요. ", "{상품명}{을/를} 보냈어요. ", "{상품명} ", "{혜택} ",
    "쿠폰을 드려요. ", "{", "}", "{전화번호}", "｛이름｝ ", "🎁 ", "가" * 60, "\n",
    "무료수신거부 {번호?홈 > 채널 차단}",
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

    def teardown(self) -> None:
        """Put everything away."""
        self.shop.close()
        shutil.rmtree(self.folder)

    @initialize(who=st.sets(st.integers(0, PEOPLE - 1)))
    def begin(self, who: set[int]) -> None:
        """Customers have bought, and some of them have agreed."""
        furnish(self.shop, PEOPLE, agreed=False)
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
            for one in customers_consent.listed(self.shop, [key(self.shop, number)]):
                if one.withdrawn_on is None:
                    customers_consent.withdraw(self.shop, one, seoul_day(self.now), self.now)

    @rule(name=st.sampled_from(["", "달빛공방"]))
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

    @rule(text=st.sampled_from(GOOD), channel=st.sampled_from(MessageChannel))
    def prepare_well(self, text: str, channel: MessageChannel) -> None:
        """A text that may leave by some ways, some of the time."""
        is_ad = text.startswith("(광고)")
        kind = MessageKind.ADVERTISING if is_ad else MessageKind.INFORMATION
        self.prepare(text, "", channel, kind, "")

    @rule()
    def export(self) -> None:
        """Every settled list is written out for all contacts."""
        there = contacts(self.shop, range(PEOPLE))
        for send in messages_sends.listed(self.shop):
            if send.status is SendStatus.DRAFT or send.channel in {
                MessageChannel.EMAIL, MessageChannel.TALKTALK,
            }:  # fmt: skip
                continue
            found = messages_export.export(self.shop, send, there, self.now)
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
                        assert address in {phone(number) for number in self.agreed}

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
    squeezed = "".join(one.text.split())
    assert then.name
    assert squeezed.startswith(f"(광고){then.name}")
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
