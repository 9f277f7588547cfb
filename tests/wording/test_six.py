"""The conclusion from six numbers, in words that are no surer than it."""

import itertools
import re

import pytest

from core.analysis.six import Part, PartChange, Split, Unsplit, Week, split
from core.i18n import speaking
from core.services.typed_rows import weeks
from core.terms import Evidence
from core.verdicts.six import Lack, SixVerdict, conclude
from core.wording import six
from tests.services.test_typed import TODAY
from tests.wording.copy_rules import faults_on_screen

BEFORE, NOW = weeks(TODAY)
EXAMPLE = split(Week(4_000, 120, 3_840_000), Week(3_400, 88, 3_005_600))
SURER_THAN_KNOWN = re.compile("늘었|줄었|더 좋|덕분에|때문에")


def told(*numbers: int | None) -> six.SixWords:
    return six.words(conclude(split(Week(*numbers[:3]), Week(*numbers[3:]))), BEFORE, NOW)


def lines(words: six.SixWords) -> list[str]:
    numbers = [part for number in words.numbers for part in (number.name, number.now)]
    return [words.headline, words.reason, words.badge, words.todo, words.chart, *words.why,
            *words.notes, *numbers]  # fmt: skip


def test_the_example_names_the_larger_loss_and_its_parts_add_up():
    words = six.words(conclude(EXAMPLE), BEFORE, NOW)

    assert words.headline == "유입부터 챙기세요."
    assert words.reason == (
        "매출이 앞 주보다 834,400원 적어요. 그중 유입 몫이 가장 커요(−553,504원)."
    )
    assert words.badge == "참고만 하세요"
    assert words.notes[0] == "−553,504원 −502,816원 +221,920원 = −834,400원"
    assert [(number.name, number.now, number.before) for number in words.numbers] == [
        ("매출(취소·반품 뺀 금액)", "3,005,600원", "3,840,000원"),
        ("유입", "3,400번", "4,000번"),
    ]


def test_the_parts_stand_with_their_values():
    assert [six.part_line(part, EXAMPLE) for part in EXAMPLE.parts] == [
        "유입 4,000번 → 3,400번",
        "결제율 3.0% → 2.6%",
        "객단가 32,000원 → 34,155원",
    ]


def test_few_orders_have_no_rate_with_decimals_and_say_what_is_missing():
    words = told(1_000, 5, 100_000, 1_200, 2, 40_000)

    assert "주문이 7건이라 아직 비율로 말하기 일러요. 23건쯤 더 모이면" in words.reason
    assert words.headline == "아직 판단하기 일러요."
    assert not any("%" in line for line in lines(words))
    assert words.numbers[1].now == "유입 1,200번 중 주문 2건"


def test_a_week_without_orders_is_said_not_to_be_split():
    words = told(1_000, 50, 100_000, 1_200, 0, 0)

    assert "주문이 0건인 주는 나눠 볼 수 없어요." in words.reason
    assert words.notes == ("주문이 0건인 주는 나눠 볼 수 없어요.",)


@pytest.mark.parametrize("visits", [None, 0])
def test_without_visits_it_is_said_what_could_be_told_apart(visits):
    words = told(visits, 200, 4_000_000, visits, 100, 2_000_000)

    assert words.notes[0] == "유입이 비어 있거나 0이라 주문과 객단가로만 나눴어요."
    assert words.headline == "주문부터 챙기세요."


def test_what_is_not_defined_is_a_dash():
    found = split(Week(0, 0, 0), Week(10, 40, 400))

    assert (
        six.part_line(PartChange(Part.RATE, 0, 0, 0), found) == "결제율 – → 유입 10번 중 주문 40건"
    )


def test_a_rise_is_told_as_one():
    words = told(3_000, 60, 1_800_000, 3_000, 150, 4_500_000)

    assert words.headline == "결제율에 도움이 된 일을 이어 가세요."
    assert words.reason.startswith("매출이 앞 주보다 2,700,000원 많아요.")
    assert words.badge == "알 수 있어요"


def test_a_rate_is_told_with_its_bounds():
    words = told(4_000, 200, 4_000_000, 4_000, 100, 2_000_000)

    assert words.why[1] == (
        "우연으로 달라지는 정도보다 커요. 실제 결제율은 유입 100번에 2.1~3.0건으로 봐요."
    )


def test_equal_revenue_is_told_as_such():
    assert told(100, 40, 1_000, 50, 40, 1_000).reason.startswith("두 주의 매출이 같아요.")


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize("won", [-553_504, 7, None])
def test_every_conclusion_keeps_the_rules_of_our_copy(part: Part, won: int | None):
    named = None if won is None else PartChange(part, 1, 2, won)
    one = Split(Week(4_000, 120, 3_840_000), Week(3_400, 88, 3_005_600), (), Unsplit.NO_VISITS)
    for level, lack in itertools.product(Evidence, [None, *Lack]):
        if level is not Evidence.EARLY and part is Part.ORDER_VALUE:
            continue
        verdict = SixVerdict(one, named, level, lack, 23, 0.8)
        for language in ("ko", "en"):
            with speaking(language):
                said = lines(six.words(verdict, BEFORE, NOW))
            if language == "ko":
                assert [fault for line in said for fault in faults_on_screen(line)] == []
                known = level is Evidence.KNOWN
                assert known or not any(SURER_THAN_KNOWN.search(line) for line in said)
            else:
                assert not any(re.search("[가-힣]", line) for line in said)
