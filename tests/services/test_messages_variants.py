"""Texts beside one another: with and without the name, and as a copy test."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.services import copy_tests, messages_sends
from core.services import messages_variants as services
from core.services.copy_tests import CopyTestRefused
from core.services.messages_scenarios import Scenario
from core.services.messages_sends import Version
from core.services.messages_wordings import Wording
from core.services.opening import OpenShop
from core.terms.copy_tests import Design, Response
from core.terms.messages import MessageChannel, MessageKind, ScenarioStage

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
SCENARIO = Scenario(ScenarioStage.AWAY, "다시 오세요", MessageChannel.LMS, 2, 3, id=5)


def wording(number: int, text: str = "안녕하세요", kind: MessageKind = MessageKind.INFORMATION):
    return Wording(5, kind, text, id=number)


def test_a_sending_is_prepared_from_a_scenario():
    texts = [wording(1), wording(2, "(광고) 또 오세요", MessageKind.ADVERTISING)]
    one = services.prepared(SCENARIO, texts)
    assert (one.title, one.channel, one.scenario, one.persona, one.group) == (
        "다시 오세요", MessageChannel.LMS, 5, 2, 3,
    )  # fmt: skip
    assert one.kind is MessageKind.ADVERTISING
    assert [(it.letter, it.number) for it in one.versions] == [("A", 1), ("B", 2)]
    assert services.prepared(SCENARIO, texts[:1]).kind is MessageKind.INFORMATION
    many = [wording(number, f"글 {number}") for number in range(9)]
    assert len(services.prepared(SCENARIO, many).versions) == services.MOST


def test_a_draft_says_what_is_written_now():
    send = services.prepared(SCENARIO, [wording(1), wording(2, "또 오세요")])
    nameless = services.without_name(send.versions[0], "C")
    send = replace(send, versions=(*send.versions, nameless))
    changed = services.renewed(send, [wording(1, "반가워요")])
    assert [one.text for one in changed.versions] == ["반가워요", "또 오세요", "안녕하세요"]
    assert [one.number for one in changed.versions] == [1, 2, None]
    assert changed.kind is MessageKind.INFORMATION
    marked = replace(wording(2), kind=MessageKind.ADVERTISING)
    assert services.renewed(send, [wording(1), marked]).kind is MessageKind.ADVERTISING


@pytest.mark.parametrize(
    ("text", "nameless"),
    [
        ("{이름?고객} 님, {상품명}{을/를} 사셨어요.", "{상품명}{을/를} 사셨어요."),
        ("{name} 고객님 안녕하세요", "안녕하세요"),
        ("반가워요. { 이름 }님, 또 뵈어요.", "반가워요. 또 뵈어요."),
        ("{상품명} 이름표", "{상품명} 이름표"),
    ],
)
def test_a_text_without_the_name_says_the_rest(text: str, nameless: str):
    version = Version("A", 7, "제목", "(광고) {가게}", text)
    other = services.without_name(version)
    assert (other.letter, other.number, other.title) == ("B", None, "제목")
    assert (other.block, other.text) == ("(광고) {가게}", nameless)
    assert services.by_name(version) == (text != nameless)
    assert not services.by_name(other)


def test_versions_become_a_copy_test_at_once(shop: OpenShop):
    send = services.prepared(SCENARIO, [wording(1, "{이름?고객} 님"), wording(2, "안녕하세요")])
    kept = messages_sends.add(shop, send, NOW)
    test = services.as_test(shop, kept, NOW)
    assert (test.draft.title, test.draft.design, test.draft.response) == (
        "다시 오세요", Design.LIST_SPLIT, Response.ORDERS,
    )  # fmt: skip
    assert [(one.letter, one.text) for one in copy_tests.find(shop, test.id).draft.versions] == [
        ("A", "{이름?고객} 님"), ("B", "안녕하세요"),
    ]  # fmt: skip
    with pytest.raises(CopyTestRefused):
        services.as_test(shop, services.prepared(SCENARIO, [wording(1, "가" * 2001)]), NOW)


def test_two_subjects_of_one_text_become_a_copy_test(shop):
    """S1-32: a subject can be tested."""
    some = (Version("A", title="(광고) 새 소식", text="안녕하세요"),
            Version("B", title="(광고) 겨울 소식", text="안녕하세요"))  # fmt: skip
    test = services.compared(shop, "소식", some, 7, NOW)
    assert [one.text for one in test.draft.versions] == [
        "(광고) 새 소식\n안녕하세요", "(광고) 겨울 소식\n안녕하세요",
    ]  # fmt: skip
