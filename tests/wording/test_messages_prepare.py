"""Before sending, in words."""

from datetime import date

import numpy as np
import pytest

from core import i18n
from core.analysis.break_even import break_even
from core.analysis.message_law import LawFault, LawReason
from core.analysis.message_length import measured
from core.i18n import speaking
from core.services.copy_test_lists import ListFile
from core.services.customers_groups_presets import Preset
from core.services.messages_export import Export
from core.services.messages_guard import SendProblem, SendRefused
from core.services.messages_prepare import Audience, Out
from core.services.messages_prices import Price
from core.services.messages_rules import RuleProblem
from core.services.messages_sends import Send
from core.services.messages_texts import LengthFault, LengthReason
from core.terms.messages import MessageChannel, MessageKind, SendStatus
from core.wording import messages_names, messages_odd, messages_prepare, messages_settings
from tests.wording.copy_rules import faults


def told(*some: object) -> list[str]:
    """What was said in Korean, found to keep the rules."""
    texts = [str(one) for one in some if one]
    assert [fault for text in texts for fault in faults(text)] == []
    return texts


def test_the_break_even_is_said_as_asked():
    """J23."""
    with speaking("ko"):
        said = messages_prepare.paid(break_even(1000, 15, 30_000, 30))
        assert said.title == "2명만 사면 본전이에요 (0.2%)"
        assert said.body == "1,000건 보내는 데 15,000원 들어요."
        small = messages_prepare.paid(break_even(100_000, 1, 100_000, 90)).title
        assert small == "2명만 사면 본전이에요 (0.01% 미만)"
        assert (
            messages_prepare.kept(break_even(1, 15, 30_000, 30)) == "한 명이 사면 9,000원 남아요."
        )
        out_of_reach = messages_prepare.paid(break_even(10, 90, 1000, 1))
        never = messages_prepare.paid(break_even(10, 90, 1000, 10, 100))
        told(out_of_reach.text, never.text, messages_prepare.unknown_price().text)
        assert out_of_reach.title == "받는 사람보다 많은 90명이 사야 본전이에요."
    with speaking("en"):
        assert messages_prepare.paid(break_even(1000, 15, 30_000, 30)).title == (
            "It is paid once 2 people buy (0.2%)."
        )


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_reason_and_problem_has_words(language: str):
    with speaking(language):
        said = [messages_prepare.out(reason, 214) for reason in Out]
        said += [messages_prepare.refused(SendRefused(one)).text for one in SendProblem]
        said += [messages_prepare.rule(one) for one in RuleProblem]
        said += [messages_names.channel(one) for one in MessageChannel]
        said += [messages_names.kind(one) for one in MessageKind]
        said += [messages_names.status(one) for one in SendStatus]
        assert all(said)
        assert len(set(said)) >= len(said) - 1
        held = SendRefused(SendProblem.HELD, LawFault(LawReason.NIGHT))
        assert messages_prepare.refused(held).title != messages_prepare.refused(
            SendRefused(SendProblem.HELD)
        ).title  # fmt: skip
        if language == "ko":
            told(*said)
            assert said[2] == "광고 수신에 동의하지 않은 214명을 뺐어요."
            assert said[1] == "동의받은 지 2년이 지난 214명은 다시 확인이 필요해요."


def test_prices_say_where_they_are_from():
    own = Price(MessageChannel.SMS, 12.5, date(2026, 11, 2))
    with speaking("ko"):
        said = told(messages_prepare.price(own), messages_prepare.price(None),
                    messages_prepare.price(Price(MessageChannel.SMS, 12)))  # fmt: skip
        assert said[0] == "건당 12.5원 (2026.11.02(월)부터)"
        assert said[2].startswith("건당 12원, 흔한 단가예요.")
        table = messages_settings.prices({MessageChannel.SMS: own, MessageChannel.EMAIL: None})
        assert table["price"].tolist() == ["건당 12.5원", "–"]
        assert table["since"].tolist() == ["2026.11.02(월)부터", "아직 몰라요. 적어 주세요."]
        told(messages_settings.kept(own))


def test_lists_say_who_is_not_in_them():
    files = (ListFile("A", b"", 3), ListFile("B", b"", 2))
    with speaking("ko"):
        lines = messages_prepare.exported(Export(files, ("a", "b", "c"), 2, 1, 3))
        assert told(*lines) == [
            "목록에 5건을 담았어요.", "3명은 이 파일에 연락처가 없어요.",
            "그사이 동의를 거둔 2명은 뺐어요.",
            "연락처가 다른 손님과 같은 3명을 뺐어요. 한 분에게만 보내요.",
        ]  # fmt: skip
        assert len(messages_prepare.exported(Export(files, (), 0, 1))) == 1
        assert messages_odd.listed({"a": "김*수"}, ("a", "b", "c")) == "김*수 외 2명"
        assert messages_odd.listed({"a": "김*수"}, ("a",)) == "김*수"
        strange = LengthFault(LengthReason.STRANGE, measured(MessageChannel.SMS, "🎁"))
        sales = LawFault(LawReason.SALES_WORDS, ("할인",))
        found = Export(files, (), 0, 1, odd={"a": strange, "b": sales, "c": sales},
                       uncompared=("d", "e"))  # fmt: skip
        assert told(*messages_prepare.exported(found)) == [
            "목록에 5건을 담았어요.", "안 보낼 사람으로 뽑힌 2명의 연락처도 같아요.",
            "같이 읽게 되니 비교에서 뺐어요.",
        ]  # fmt: skip
        assert told(*messages_odd.odd(found, {"a": "김*수", "b": "50%"})) == [
            "1명(김*수)을 뺐어요. 휴대폰 문자에 안 나오는 글자예요: 🎁",
            "2명(50% 외 1명)을 뺐어요. ‘할인’ 때문에 광고 글이 돼요.",
        ]  # fmt: skip
        told(messages_odd.only(found), messages_odd.spare(found),
             messages_odd.as_of(date(2026, 11, 3)))  # fmt: skip
        told(messages_prepare.alike(30), messages_prepare.part("A", 3))
        assert messages_prepare.divided({"": 3, "A": 4}) == "A 4명 · 안 보냄 3명"
        counts = {"group": 9, "no_consent": 2, "bought": 0}
        assert messages_prepare.counted(counts) == ["광고 수신에 동의하지 않은 2명을 뺐어요."]
        assert messages_prepare.hold_out(0) == "모두에게 보내기"
        assert messages_prepare.hold_out(10) == "10%"


def test_a_sending_without_a_name_is_called_something():
    one = Send("", MessageChannel.SMS, MessageKind.INFORMATION)
    with speaking("ko"):
        assert messages_prepare.title(one) == "이름 없는 메시지 · 준비 중"
        assert messages_prepare.is_open(one)


def test_an_offer_for_everybody_says_whom_it_is_wasted_on():
    wide = Audience(date(2026, 11, 2), "", 10, {}, np.arange(9), 10, 30_000.0)
    with speaking("ko"):
        assert messages_prepare.left(wide) == "9명 남았어요. 한 사람에 한 번씩만 보내요."
        assert messages_prepare.group(wide) == "그룹 10명 (2026.11.02(월)까지의 주문)"
        said = messages_prepare.wide(wide, {Preset.FULL_PRICE: 12, Preset.DISCOUNT_ONLY: 3})
        told(said.title, said.body, said.remedy)
        assert said.title == "같은 혜택이 전체 고객의 90%에게 가요."
        assert said.body == "할인 없이도 사는 고객이 12명 있어요. 할인 때만 사는 고객은 3명이에요."
