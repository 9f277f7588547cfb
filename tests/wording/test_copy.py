"""All Korean of the catalogue keeps the rules of our copy."""

import pytest

from core import i18n
from tests.wording.copy_rules import faults, faults_on_screen

ENTRIES = [
    pytest.param(text, id=f"{path.stem}: {i18n.ids(entry)[0][:60]}")
    for path in i18n.files("ko")
    for entry in i18n.messages(path)
    for text in i18n.strings(entry)
]


@pytest.mark.parametrize("text", ENTRIES)
def test_a_message_keeps_the_rules(text):
    assert faults(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "주문이 등록되었습니다.",
        "CVR이 낮아요.",
        "값이 nan이에요.",
        "83만원 줄었어요.",
        "정말요??",
        "두 칸  띄었어요.",
        "3.456% 올랐어요.",
        "저장했다.",
        "가" * 61 + "요.",
        "하나예요. 둘이에요. 셋이에요. 넷이에요.",
    ],
)
def test_a_broken_rule_is_noticed(text):
    assert faults(text)


@pytest.mark.parametrize("text", ["{count}을 넣었어요.", "머그컵을(를) 샀어요."])
def test_what_was_not_filled_in_is_noticed_on_the_screen(text):
    assert faults_on_screen(text)


@pytest.mark.parametrize(
    "text",
    ["주문 1,234건을 넣었어요.", "이대로 넣기", "평소와 비슷해요. 이 정도 차이는 자주 나와요."],
)
def test_good_copy_passes(text):
    assert faults(text) == faults_on_screen(text) == []
