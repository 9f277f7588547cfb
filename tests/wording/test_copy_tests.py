"""Every answer of a copy test in sentences, Korean and English."""

import re

import pytest
from scipy import stats

from core.charts import copy_tests as charts
from core.i18n import speaking
from core.terms.copy_tests import Design, Response
from core.verdicts.copy_tests import Answer, Beside, Worth, judge, once
from core.verdicts.copy_tests_plan import Asked, outlook
from core.wording import copy_pictures as pictures
from core.wording import copy_tests_numbers as numbers
from core.wording.copy_tests import plan, tell, ways
from core.wording.copy_tests_plan import beside
from tests.verdicts.test_copy_tests import (
    AFTER,
    WORTH,
    daily,
    on,
    paid,
    said,
    turns,
    whole,
)
from tests.verdicts.test_copy_tests import plan as planned
from tests.wording.copy_rules import faults_on_screen

MIXED_DAYS = (on(3), on(4), on(5))
SALE = ["할인 행사"]
NEVER = re.compile(r"우연일 확률|확률로|증명|확실히|무조건|100%|거의 유의|덕분|때문|1등")


def late():
    return judge(planned(1400), daily(14, A=3, B=4) + daily(60, 14, A=3, B=6), on(74), WORTH)


def conflict():
    counts = [paid("A", 2000, 60, 90_000), paid("B", 2000, 98, 9_000)]
    return judge(planned(response=Response.REVENUE), counts, AFTER)


def mixed(cut=None):
    return judge(planned(1400), daily(14, A=5, B=6), AFTER, Beside(mixed=MIXED_DAYS, cut=cut))


def many(beside=WORTH, **counts):
    return judge(planned(versions=len(counts)), whole(**counts), AFTER, beside)


def kind(response, a, b):
    return judge(planned(response=response), whole(A=a, B=b), AFTER)


def links():
    counts = whole(A=(60, 2000), B=(98, 2000))
    return judge(planned(design=Design.TWO_LINKS), counts, AFTER)


def by_turns():
    told, counts = turns([9, 8, 10, 9, 11, 9, 8], [15, 16, 14, 17, 15, 16, 14])
    return judge(told, counts, AFTER, WORTH)


def before_after():
    counts = whole(A=(60, 2000), B=(98, 2000))
    return judge(planned(design=Design.BEFORE_AFTER), counts, AFTER)


EVERYTHING = {
    "win": lambda: said((60, 2000), (98, 2000)),
    "win without successes of the control": lambda: said((0, 1500), (13, 1500)),
    "win, won unknown": lambda: said((60, 2000), (98, 2000), beside=Beside()),
    "harm": lambda: said((60, 1000), (30, 1000)),
    "low regret": lambda: said((30, 1000), (42, 1000)),
    "low regret of the control": lambda: said((42, 1000), (30, 1000)),
    "low regret of three": lambda: many(
        Beside(Worth(1000, 20_000)), A=(60, 2000), B=(75, 2000), C=(62, 2000)
    ),
    "either": lambda: said((1500, 50_000), (1510, 50_000), beside=Beside()),
    "either, small money": lambda: said((50, 1500), (52, 1500), beside=Beside(Worth(100, 10_000))),
    "open": lambda: said((300, 10_000), (340, 10_000), beside=Beside()),
    "conflict": conflict,
    "hard": lambda: said((30, 1000), (42, 1000), beside=Beside()),
    "hard of clicks": lambda: kind(Response.CLICKS, (30, 1000), (42, 1000)),
    "running": lambda: judge(planned(1400), daily(3, A=3, B=9), on(3), WORTH),
    "few": lambda: said((2, 1500), (3, 1500)),
    "few clicks": lambda: kind(Response.CLICKS, (2, 2000), (3, 2000)),
    "few replies": lambda: kind(Response.REPLIES, (2, 2000), (3, 2000)),
    "none": lambda: said((0, 1500), (0, 1500)),
    "no clicks": lambda: kind(Response.CLICKS, (0, 2000), (0, 2000)),
    "no replies": lambda: kind(Response.REPLIES, (0, 2000), (0, 2000)),
    "uncounted": lambda: judge(planned(1400), [], AFTER),
    "impossible": lambda: said((2, 1500), (1501, 1500)),
    "mismatch": lambda: said((30, 1000), (21, 700)),
    "mismatch of three": lambda: many(A=(60, 2000), B=(70, 2000), C=(75, 800)),
    "mixed": mixed,
    "mixed and kept": lambda: mixed(cut=False),
    "mixed and cut": lambda: mixed(cut=True),
    "mixed, counted as a whole": lambda: judge(
        planned(), whole(A=(60, 2000), B=(98, 2000)), AFTER, Beside(mixed=MIXED_DAYS)
    ),
    "comparison": before_after,
    "boundary": lambda: judge(planned(1400), daily(14, A=1, B=9), on(8), WORTH),
    "late": late,
    "once": lambda: once(whole(A=(60, 2000), B=(98, 2000)), response=Response.REPLIES),
    "hard once": lambda: once(whole(A=(30, 1000), B=(42, 1000))),
    "links": links,
    "turns": by_turns,
    "many": lambda: many(A=(60, 2000), B=(110, 2000), C=(130, 2000), D=(20, 2000), E=(61, 2000)),
    "many, all worse": lambda: many(A=(60, 2000), B=(20, 2000), C=(30, 2000)),
}


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_answer_keeps_the_rules_of_our_korean(name):
    told = tell(EVERYTHING[name](), SALE)
    for part in (told.title, told.reason, told.money, told.note, *told.details):
        assert faults_on_screen(part) == []
        assert not NEVER.search(part)
    assert told.title
    assert told.reason


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_answer_is_said_in_english_too(name):
    with speaking("en"):
        told = tell(EVERYTHING[name](), ["Sale"])
    whole_text = " ".join((told.text, *told.details))
    assert not re.search(r"[가-힣]|\{|nan|inf|None", whole_text)


def test_the_best_of_three_is_told_as_the_best():
    found = EVERYTHING["low regret of three"]()
    assert found.answer is Answer.LOW_REGRET
    assert tell(found).reason.startswith("B가 가장 나을 가능성은 ")


def test_all_answers_are_among_them():
    assert {one().answer for one in EVERYTHING.values()} == set(Answer)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (Asked(100, 14, 0.03), "14일이면 100명 중 3.0명→5.2명쯤 차이부터 알 수 있어요."),
        (Asked(100, 14, 0.2), "14일이면 100명 중 20.0명→24.6명쯤 차이부터 알 수 있어요."),
    ],
)
def test_planning_says_which_difference_can_be_seen(asked, sentence):
    assert plan(outlook(asked)) == sentence


def test_a_plan_that_sees_too_little_is_offered_other_ways():
    assert ways(outlook(Asked(100, 14, 0.03, base_clicks=0.2))) == [
        "클릭 수로 비교하면 100명 중 20.0명→24.6명쯤 차이부터 알 수 있어요.",
        "더 다른 문구를 써 보세요. 차이가 커야 잘 보여요.",
        "28일이면 100명 중 3.0명→4.5명쯤 차이부터 알 수 있어요.",
    ]
    assert ways(outlook(Asked(100, 14, 0.03)))[0] == (
        "클릭 수로 비교해 보세요. 자주 일어나서 작은 차이도 보여요."
    )
    assert ways(outlook(Asked(100, 14, 0.2))) == []


def test_ways_of_a_plan_that_can_see_nothing():
    hopeless = outlook(Asked(0.1, 14, 0.5, versions=3))
    assert plan(hopeless) == "14일로는 어떤 차이도 알아내기 어려워요."
    assert ways(hopeless)[-2:] == ["더 오래 비교해 보세요.", "문구를 두 개로 줄여 보세요."]
    three = outlook(Asked(100, 14, 0.03, versions=3))
    assert ways(three)[-1] == "두 문구만 비교하면 100명 중 3.0명→4.8명쯤 차이부터 알 수 있어요."


def test_an_early_peek_names_no_winner_and_no_chance():
    told = tell(judge(planned(1400), daily(4, A=3, B=9), on(4), WORTH))
    assert told.text == "아직 판단하기 일러요. 지금 속도면 11.30(월)쯤 알 수 있어요."
    assert told.details == ()
    assert (told.money, told.note) == ("", "")


def test_a_clear_win():
    told = tell(said((60, 2000), (98, 2000)))
    assert told.title == "B 문구로 바꾸세요."
    assert told.reason == "100명 중 A는 3명, B는 5명이 샀어요."
    assert told.money == "한 달이면 적어도 59만 원, 보이는 대로면 170만 원쯤 더 팔려요."
    assert told.details[0] == (
        "두 문구가 사실 똑같아도 이만큼 차이 날 일은 1,000번 중 2번쯤이에요(p = 0.002)."
    )
    assert "B와 A의 차이는 100명 중 +0.7~+3.2명 사이로 봐요." in told.details


def test_not_sure_but_little_to_lose():
    told = tell(said((30, 1000), (42, 1000)))
    assert told.title == "확실하진 않지만 B를 골라도 손해는 작아요."
    assert told.reason == "B가 더 나을 가능성은 92%이고, 틀려도 한 달에 2만 6천 원쯤이에요."
    assert told.money == "A를 그대로 쓰면 한 달에 110만 원쯤 손해일 수 있어요."
    assert "100번 중 15번쯤이에요(p = 0.15)." in told.details[0]
    assert "같은 방법으로 여러 번 재면 20번 중 19번은 이런 범위가 참값을 담아요." in told.details


def test_a_harmful_version():
    told = tell(said((60, 1000), (30, 1000)))
    assert told.title == "A를 그대로 쓰세요. B는 더 나빴어요."
    assert told.reason == "100명 중 A는 6명, B는 3명이 샀어요."
    assert told.money == "B로 바꿨다면 한 달에 적어도 100만 원쯤 덜 팔렸을 거예요."


def test_an_unlike_division():
    told = tell(said((30, 1000), (21, 700)))
    assert told.title == "결과를 믿기 어려워요."
    assert told.reason == "A와 B를 반반 보였어야 하는데 1,000번과 700번이에요."


def test_a_promotion_within_the_test():
    told = tell(mixed(), SALE)
    assert told.text == "실험 중에 할인 행사가 있었어요. 그 3일을 빼고 다시 볼까요?"
    assert tell(mixed(cut=True), SALE).note.endswith("할인 행사가 있던 3일은 뺐어요.")
    assert tell(mixed(cut=False), SALE).note.endswith("할인 행사가 3일 동안 섞여 있어요.")
    assert tell(mixed(), []).title == "실험 중에 다른 일이 있었어요."
    assert tell(mixed(), ["할인 행사", "품절"]).title == "실험 중에 할인 행사 외 1건이 있었어요."


def test_the_other_answers():
    told = {name: tell(EVERYTHING[name]()) for name in EVERYTHING}
    assert told["either"].text == (
        "어느 쪽을 써도 괜찮아요. 차이가 있어도 100명 중 0.3명보다 작아요."
    )
    assert told["hard"].text == (
        "이 방문 수로는 알아내기 어려워요. 14일이면 100명 중 3.6명→6.5명만큼 달라야 보여요."
        " 클릭 수로 비교하거나 더 다른 문구를 써 보세요."
        " 이만한 차이를 알아내려면 문구마다 4,012명쯤 필요해요."
    )
    assert told["hard once"].reason == "이 정도 수로는 100명 중 3.6명→6.5명만큼 달라야 보여요."
    assert told["few"].title == "산 사람이 5명뿐이라 알 수 없어요."
    assert told["comparison"].title == "A와 B를 다른 때 보여서 참고만 하세요."
    assert told["many"].note == (
        "B는 A보다 나았어요. 둘 중 어느 쪽이 나은지는 몰라요. D는 더 나빴어요."
    )
    assert told["many, all worse"].title == "A를 그대로 쓰세요. 나머지는 모두 더 나빴어요."
    assert told["late"].note == "계획이 끝난 뒤에 모인 숫자까지 보고 알았어요."
    assert told["conflict"].reason == "본 사람 한 명에게 판 돈은 A 2,700원, B 441원이에요."
    assert told["win, won unknown"].money == ""
    assert told["low regret of the control"].money == ""


def test_a_list_is_promised_nothing_for_waiting():
    told = [plan(outlook(Asked(120, days, 0.1, design=Design.LIST_SPLIT))) for days in (14, 28)]
    assert told == ["240명이면 100명 중 10명→24명쯤 차이부터 알 수 있어요."] * 2
    found = outlook(Asked(120, 14, 0.1, design=Design.LIST_SPLIT))
    assert ways(found)[-1] == "더 많은 분께 보내 보세요."
    few = outlook(Asked(3, 14, 0.5, design=Design.LIST_SPLIT))
    assert plan(few) == "6명으로는 어떤 차이도 알아내기 어려워요."
    of_list = judge(planned(design=Design.LIST_SPLIT), whole(A=(12, 120), B=(16, 120)), AFTER)
    assert "일이면" not in tell(of_list).text


def test_less_than_two_weeks_by_turns_are_told_to_be_too_few():
    found = outlook(Asked(150, 8, 0.03, design=Design.ALTERNATE_DAYS))
    assert plan(found) == "8일로는 모자라요. 하루씩 번갈아 보일 때는 14일부터 알 수 있어요."
    assert beside(found) == ""
    longer = outlook(Asked(150, 14, 0.03, design=Design.ALTERNATE_DAYS))
    assert beside(longer) == (
        "이런 차이는 100번 중 80번은 알아낼 수 있어요."
        " 하루하루 비율이 20%쯤 오르내린다고 보고 셌어요."
    )


def test_of_four_texts_the_probability_and_its_line_are_corrected_once():
    counts = whole(A=(600, 20_000), B=(690, 20_000), C=(610, 20_000), D=(640, 20_000))
    found = once(counts)
    b = found.of("B")
    told = tell(found).details
    assert told[0] == (
        f"A와 B가 사실 똑같아도 이만큼 차이 날 일은 100번 중 1번쯤이에요(p = {b.p:.2f})."
    )
    assert told[1] == "여러 문구를 견줄 때는 100번 중 1.7번보다 드문 차이만 다르다고 해요."
    # The bounds of the difference are drawn at .05/3 and said so; those of each text at .05.
    assert told[4] == "같은 방법으로 여러 번 재면 1,000번 중 983번은 이런 범위가 참값을 담아요."
    assert "같은 방법으로 여러 번 재면 20번 중 19번은 이런 범위가 참값을 담아요." in told[5:]


def test_a_whole_number_of_times_has_no_decimal():
    told = tell(by_turns()).details
    assert "미리 정한 대로 100번 중 5번보다 드문 차이만 다르다고 해요." in told


def test_a_difference_is_told_as_a_part_of_the_control_too():
    found = said((60, 2000), (98, 2000))
    low, high = found.of("B").ratio
    assert tell(found).details[3] == (
        f"A와 견주면 +63% (+{100 * (low - 1):.0f}%~+{100 * (high - 1):.0f}%)예요."
    )


def test_where_nothing_was_found_the_next_step_stands_beside_the_conclusion():
    hard = tell(EVERYTHING["hard"]())
    assert hard.todo.startswith("클릭 수로 비교하거나 더 다른 문구를 써 보세요.")
    found = EVERYTHING["open"]()
    n = found.needed
    z = stats.norm.ppf(1 - 0.82 * 0.025) * (2 * 0.032 * 0.968) ** 0.5
    z += stats.norm.ppf(0.8) * (0.03 * 0.97 + 0.034 * 0.966) ** 0.5
    assert n == pytest.approx((z / 0.004) ** 2, abs=1)
    assert tell(found).todo.endswith(f"이만한 차이를 알아내려면 문구마다 {n:,}명쯤 필요해요.")
    for name in ("win", "either", "low regret", "conflict", "few", "comparison"):
        assert tell(EVERYTHING[name]()).step == ""


def test_only_where_no_difference_worth_having_is_left_any_text_will_do():
    for name, make in EVERYTHING.items():
        told, found = tell(make()), make()
        free = found.answer is Answer.EITHER
        assert ("어느 쪽을 써도 괜찮아요" in told.text) == free, name


@pytest.mark.parametrize("design", [Design.BEFORE_AFTER, Design.TWO_LINKS])
def test_what_is_only_compared_is_never_promised_to_be_known(design):
    told = tell(judge(planned(design=design), daily(3, A=3, B=9), on(3)))
    assert "알 수 있어요" not in told.text
    assert "두 숫자" in told.text


@pytest.mark.parametrize(
    ("rates", "told"),
    [
        ([0.03, 0.049], (100, ["3", "5"])),
        ([0.030, 0.034], (100, ["3.0", "3.4"])),
        ([0.0, 0.0087], (1000, ["0", "9"])),
        ([0.0003, 0.0006], (10_000, ["3", "6"])),
        ([0.0, 0.0], (100, ["0", "0"])),
        ([0.01, 0.29], (100, ["1", "29"])),
    ],
)
def test_rates_are_told_in_people_that_can_be_told_apart(rates, told):
    assert numbers.people(rates) == told


def test_a_difference_that_is_called_never_reads_as_none():
    told = numbers.signed_span(0.00016, 0.053, 0.03)
    assert told == {"base": "1,000", "range": "+0.2~+53.0"}
    assert numbers.signed_span(0.0, 0.01, 0.03)["range"] == "0~+1.0"


def test_shown_as_often_as_planned_is_told_of_unequal_shares_too():
    three = tell(EVERYTHING["mismatch of three"]()).reason
    assert three == "C는 1,600번쯤 보였어야 하는데 800번이에요."


def test_days_without_names_and_counts_without_days_cannot_be_cut():
    told = tell(EVERYTHING["mixed, counted as a whole"](), SALE)
    assert told.reason == "그 3일을 뺄 수 없으니 참고만 하세요."


def test_details_of_rare_differences():
    told = tell(said((60, 2000), (140, 2000)))
    assert told.details[0].endswith("1,000번 중 1번도 안 돼요(p < 0.001).")


@pytest.mark.parametrize(
    ("a", "b"),
    [((27, 120), (30, 120)), ((60, 2000), (98, 2000)), ((300, 10_000), (340, 10_000)),
     ((3, 10_000), (6, 10_000)), ((8, 2000), (30, 2000))],
)  # fmt: skip
def test_the_picture_has_the_numbers_of_the_conclusion(a, b):
    found = once(whole(A=a, B=b))
    headline = numbers.rates(found.response, [(it.letter, it.rate) for it in found.versions])
    rates = [it.rate for it in found.versions]
    of = charts.people(rates, rates if found.answer.decides else ())
    for one in found.versions:
        told = pictures.people(found, one, of)
        base, count = re.fullmatch(r"([\d,]+)명 중 ([\d.,]+)명", told).groups()
        told_base = re.match(r"([\d,]+)명 중", headline).group(1)
        if base == told_base:
            assert f"{count}명" in headline
        if of == int(base.replace(",", "")) and pictures.can_be_dots(found, of):
            assert round(float(count)) == charts.filled(one.rate, of)


def test_half_a_person_is_rounded_alike_in_words_and_picture():
    found = once(whole(A=(27, 120), B=(40, 120)))
    assert pictures.people(found, found.of("A"), 100) == "100명 중 23명"
    assert "A는 23명" in numbers.rates(found.response, [("A", 27 / 120), ("B", 40 / 120)])
    assert charts.filled(27 / 120, 100) == 23


def test_fewer_than_one_in_a_thousand_are_not_drawn_as_none():
    found = once(whole(A=(3, 10_000), B=(6, 10_000)))
    assert pictures.people(found, found.of("A"), 1000) == "10,000명 중 3명"
    assert not pictures.can_be_dots(found, 1000)
