"""Channels in words: what is known is said, what is not is not."""

from datetime import date

import pytest

from core.analysis.channels import Credit, Kind, Spend
from core.analysis.keywords import Words
from core.analysis.links import Fault, Style
from core.i18n import speaking
from core.services.channel_source import Source
from core.services.channels import REST, CreditRow, KindRow, Row, Stage, Turn, View
from core.services.links import Unknown
from core.services.today_view import Compare
from core.terms import AdPlatform, Evidence, Period, Vocabulary
from core.verdicts.channels import (
    Call,
    Claim,
    Conclusion,
    CostFrom,
    Inflow,
    Judged,
    Outlay,
    Poor,
    SalesFrom,
    Why,
)
from core.wording import channel_card as card
from core.wording import channel_money as money
from core.wording import channel_more as more
from core.wording import channels as wording
from core.wording import links
from tests.wording.copy_rules import faults_on_screen

MAY = Period(date(2026, 5, 1), date(2026, 5, 28))
NOTHING = Turn(Evidence.EARLY)


def outlay(orders=12, won=340_000, *, names=("블로그",), platform=None, with_vat=None):
    spend = None if orders is None else Spend(100_000, orders, won, 30_000)
    told = SalesFrom.CHANNEL if spend else None
    return Outlay(names, platform, 100_000, 28, CostFrom.REPORT, with_vat, spend, told)


def view(**more_of_it):
    return View(Stage.READY, period=MAY, **more_of_it)


def source(vocabulary, **more_of_it):
    return Source(
        "smartstore_visits", vocabulary, ("channel_name",), MAY, 28, is_daily=True, **more_of_it
    )


def row(rate_turn=NOTHING, visits_turn=NOTHING, rate=None):
    return Row("검색", Kind.ORGANIC, 100, 3, 90_000, rate, 50, 0.06, visits_turn, rate_turn)


@pytest.mark.parametrize(
    ("share", "told"),
    [(0.041, "유입 100번 중 4.1번"), (0.004, "유입 1,000번 중 4.0번"), (0.0, "유입 100번 중 0.0번"),
     (None, "–")],
)  # fmt: skip
def test_a_rate_is_told_in_visits(share, told):
    assert wording.of_visits(share) == told


def test_a_change_is_said_only_where_it_is_known():
    words = wording.row(row(Turn(Evidence.KNOWN, -1), Turn(Evidence.HINT)), 0)

    assert words.change == "▼ 내렸어요 · 나빠졌어요"
    assert words.visits == "조금 달라졌을 수 있어요"
    assert wording.row(row(), 0).change == "평소와 비슷해요"
    up = wording.row(row(Turn(Evidence.KNOWN, 1), Turn(Evidence.KNOWN, 1)), 0)
    assert (up.change, up.visits) == ("▲ 올랐어요 · 좋아졌어요", "▲ 늘었어요")
    assert wording.row(row(visits_turn=Turn(Evidence.KNOWN, -1)), 0).visits == "▼ 줄었어요"
    assert wording.moves(row(visits_turn=Turn(Evidence.KNOWN, 1))) == [
        "검색: 유입 50번 → 100번 ▲ 늘었어요"
    ]
    assert wording.moves(row(Turn(Evidence.KNOWN, 1))) == []


def test_smaller_channels_are_named_by_their_number():
    assert wording.name(REST, 3) == "작은 채널 3개"


@pytest.mark.parametrize("found", [*Vocabulary])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_vocabulary_is_named(found, language):
    with speaking(language):
        assert wording.vocabulary(found)
        assert wording.vocabulary_note(source(found))


def test_payments_that_are_no_orders_are_called_that():
    assert "상품마다 한 건" in wording.vocabulary_note(source(Vocabulary.SMARTSTORE))
    assert "상품마다 한 건" not in wording.vocabulary_note(source(Vocabulary.BIZADVISOR))


def test_the_days_are_named_with_what_they_are_compared_with():
    shown = view(source=source(Vocabulary.SMARTSTORE), before=Period.ending(date(2025, 5, 29), 28))
    assert "작년" in wording.days_note(shown, Compare.LAST_YEAR)
    assert wording.days_note(view(), Compare.BEFORE).startswith("2026.05.01")
    own = view(source=source(Vocabulary.SMARTSTORE, own_period=True))
    assert "파일이 합쳐 알려 주는 기간" in wording.days_note(own, Compare.BEFORE)
    assert "비교할" in wording.days_note(view(source=source(Vocabulary.SMARTSTORE)), Compare.BEFORE)


def test_missing_days_are_said():
    assert wording.missing_note(view()) is None
    left = view(source=source(Vocabulary.SMARTSTORE), left_out=2)
    assert wording.missing_note(left) == "견줄 날이 없는 2일은 비교에서 뺐어요."


def test_the_parts_of_paid_visits_are_said_as_far_as_they_are_known():
    def paid(visits, gross_share):
        return (KindRow(Kind.PAID, visits, 32, 0, gross_share),)

    assert wording.kinds_title(paid(9, 17)) == "유입의 32%가 광고이고 판 돈의 17%를 가져와요"
    assert wording.kinds_title(paid(9, None)) == "유입의 32%가 광고예요"
    assert wording.kinds_title(paid(0, 0)) == "아직 나눌 유입이 없어요"
    assert wording.kinds_title(()) == "아직 나눌 유입이 없어요"


def test_only_three_unknown_channels_are_named():
    assert wording.unknown_note(view()) is None
    assert wording.unknown_note(view(unknown=tuple("abcde"))).endswith("a, b, c 외 2개")


def test_the_best_channel_is_named_where_there_is_no_worst():
    from core.analysis.channels import rates
    from core.stats.proportions import Tally

    rate = rates({"검색": Tally(30, 500)})["검색"]
    found = view(rows=(row(rate=rate),), best="검색")
    # what was counted, not the rate after shrinking
    assert "유입 500번 중 결제는 30건이에요. 모든 채널 중 가장 높아요" in wording.title(found)
    assert "아직 없어요" in wording.title(view())


@pytest.mark.parametrize("found", [*Call])
@pytest.mark.parametrize("reason", [*Why])
def test_every_word_for_money_has_its_sentence(found, reason):
    told = money.line(Judged(outlay(), found, Evidence.KNOWN, reason))

    assert faults_on_screen(told) == []
    assert money.line(Judged(outlay(None), found, Evidence.KNOWN, reason))


PAGE = Period(date(2026, 5, 4), date(2026, 5, 10))
POOR = Poor(
    Inflow("SNS · 인스타그램", None, 532, 0, 0.0226, 1e-5, is_poor=True, period=PAGE),
    Evidence.KNOWN,
    0.98,
)


@pytest.mark.parametrize("claim", [*Claim])
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("orders", [12, 0, None])
def test_every_conclusion_is_a_whole_card(claim, language, orders):
    one = Judged(outlay(orders, 0 if not orders else 340_000), Call.LESS, Evidence.KNOWN,
                 Why.BELOW, 90_000, 0.97)  # fmt: skip
    has_subject = claim not in {Claim.STALE, Claim.NO_COST, Claim.POOR}
    poor = POOR if claim is Claim.POOR else None
    found = Conclusion(claim, Evidence.KNOWN, one if has_subject else None, 3, poor)
    with speaking(language):
        told = card.card(view(conclusion=found, even=100 / 30, margin_percent=30, days_old=25))

    assert told.headline
    assert told.todo
    if language == "ko":
        texts = [told.headline, told.reason, told.todo, *told.why]
        assert [fault for text in texts for fault in faults_on_screen(text)] == []


def test_poor_visits_are_told_in_the_words_of_today():
    told = view(conclusion=Conclusion(Claim.POOR, Evidence.KNOWN, poor=POOR))
    words = card.card(told)

    assert words.headline == "SNS · 인스타그램에서 어디로 이어지는지 보세요."
    assert words.reason == "532번 들어와 0건 팔렸어요. 다른 채널이면 12건쯤이에요."
    assert "2026.05.04(월)~05.10(일)" in words.why[0]
    proposal = card.proposal(told, words)
    assert proposal.claim == "channels.poor.SNS · 인스타그램"
    assert proposal.params["channel"] == "SNS · 인스타그램"


def test_a_range_across_break_even_is_the_reason_once_there_are_orders_enough():
    one = Judged(outlay(), Call.UNKNOWN, Evidence.EARLY, Why.CROSSES)
    told = card.card(view(conclusion=Conclusion(Claim.EARLY, Evidence.EARLY, one)))

    assert told.reason == "블로그의 범위가 본전에 걸쳐 있어요."


def test_without_any_conclusion_the_cost_is_asked_for():
    assert card.card(view()).headline == "아직 돈을 옮기기 일러요."


def test_only_something_to_do_is_proposed_for_the_notes():
    one = Judged(outlay(), Call.LESS, Evidence.KNOWN, Why.BELOW, 90_000, 0.97)
    less = view(conclusion=Conclusion(Claim.LESS, Evidence.KNOWN, one))
    keep = view(conclusion=Conclusion(Claim.KEEP, Evidence.KNOWN, one))

    proposal = card.proposal(less, card.card(less))
    assert (proposal.claim, proposal.params["channel"]) == ("channels.less.블로그", "블로그")
    assert card.proposal(keep, card.card(keep)) is None
    assert card.proposal(view(), card.card(view())) is None


def test_money_is_named_by_its_channel_else_by_its_platform():
    assert money.name(outlay()) == "블로그"
    assert money.name(outlay(names=(), platform=AdPlatform.META)) == "인스타그램·페이스북"
    assert money.name(outlay(names=("a", "b"), platform=None)) == "a, b"


def test_what_is_not_known_is_a_dash():
    nothing = outlay(None)
    assert money.roas(None) == "–"
    assert (
        money.roas_bounds(nothing) == money.per_order(nothing) == money.sales_note(nothing) == "–"
    )
    assert money.per_order(outlay(0, 0)).startswith("아직 없음")
    assert "부가세 포함인지 모름" in money.cost_note(nothing)
    assert "부가세 포함" in money.cost_note(outlay(with_vat=True))


@pytest.mark.parametrize(
    ("low", "high", "korean", "english"),
    [
        (2_900_000, 3_190_000, "290만~319만 원", "₩2.90M–₩3.19M"),
        (12_600, 13_860, "12,600~13,860원", "₩12,600–₩13,860"),
        (98_700, 430_000, "98,700원~43만 원", "₩98,700–₩430k"),
        (5_000, 5_000, "5,000원", "₩5,000"),
    ],
)
def test_a_range_of_won_says_its_unit_once(low, high, korean, english):
    assert money.won_span(low, high) == korean
    with speaking("en"):
        assert money.won_span(low, high) == english


def test_the_chart_of_returns_names_what_is_sure():
    def title(call):
        return money.title(view(judged=(Judged(outlay(), call, Evidence.KNOWN, Why.ABOVE, 1, 1),)))

    assert "돌아오지 않아요" in title(Call.LESS)
    assert "훨씬 많이" in title(Call.MORE)
    assert "알 수 없어요" in title(Call.UNKNOWN)
    assert "333%" in money.axis(view(even=100 / 30))


def test_search_words_are_said_as_far_as_there_are_any():
    assert more.words_title(Words((), (), 0, 0)) == "아직 결제로 이어진 검색어가 없어요"
    assert more.words_note(Words((), (), 3, 2)).endswith("그보다 적은 2개는 뺐어요.")
    assert more.words_note(Words((), (), 3, 0)).endswith("3개를 봤어요.")


def test_both_ways_of_counting_may_give_the_same():
    def title(late):
        return more.credit_title((CreditRow("검색", Credit(3, 3, 90_000, late)),))

    assert title(90_000) == "두 방법으로 센 값이 같아요"
    assert title(99_000) == "검색: 14일 추정이 마지막 클릭보다 10% 많아요"


def test_every_limit_is_said_in_our_words():
    told = [text for pair in more.limits() for text in pair]
    assert [fault for text in told for fault in faults_on_screen(text)] == []


@pytest.mark.parametrize("found", [*Fault])
def test_every_fault_of_a_code_has_its_sentence(found):
    assert faults_on_screen(links.fault(found)) == []
    assert faults_on_screen(links.address_fault(found)) == []
    assert links.fault(found, "a_b").endswith("a_b")


def test_links_are_named():
    assert {links.style(style) for style in Style} == {"스마트스토어 (NT)", "자사몰 (UTM)"}
    assert links.unknown_title(()) == "파일에 있는 코드가 모두 목록에 있어요"
    found = (Unknown("x", is_source=True, visits=None, nearest=None),)
    assert links.unknown_title(found) == "목록에 없는 모르는 코드가 1개 있어요"
    assert (links.part(is_source=True), links.part(is_source=False)) == ("어디에", "어떻게")
    assert [links.field(place) for place in range(4)]
