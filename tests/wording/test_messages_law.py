"""Why a text does not leave is said in one reason with its way out, in both languages."""

import pytest

from core import i18n
from core.analysis import message_length
from core.analysis.message_law import LawFault, LawReason
from core.services.messages_texts import LengthFault, LengthReason, TextFault, TextReason
from core.terms.messages import MessageChannel
from core.wording import messages_law
from tests.wording.copy_rules import faults_on_screen

LONG = message_length.measured(MessageChannel.SMS, "가" * 50 + "🎁", "제목")
FAULTS = [
    *(LawFault(one, ("쿠폰", "할인")) for one in LawReason),
    *(LengthFault(one, LONG) for one in LengthReason),
    *(TextFault(one, names) for one in TextReason for names in ((), ("상품명", "혜택"))),
]


@pytest.mark.parametrize("one", FAULTS, ids=lambda one: one.reason.value)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_reason_has_its_way_out(one, language):
    with i18n.speaking(language):
        said = messages_law.fault(one)

    assert said.title
    assert said.remedy
    if language == "ko":
        assert faults_on_screen(said.text.replace("{ }", "–")) == []


def test_the_length_says_how_much_there_may_be():
    open_end = message_length.measured(MessageChannel.EMAIL, "가나다")
    with i18n.speaking("ko"):
        assert messages_law.used(LONG) == "90바이트 중 102바이트"
        assert messages_law.used(open_end) == "3자"
