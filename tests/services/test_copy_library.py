"""Every text ever tested is in the library, with what it has, and what texts have in common."""

import gzip
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from core.services import (
    copy_lessons,
    copy_library,
    copy_test_counts,
    copy_test_past,
    copy_test_using,
    copy_tests,
)
from core.services.actions import Said
from core.services.copy_lessons import NEED, TONE, Why
from core.services.copy_library import Feature, Taken, Wanted
from core.services.copy_test_brought import Past
from core.services.copy_test_headings import Asked
from core.services.copy_test_kept import Draft
from core.services.receipts import Source
from core.terms.copy_tests import Count, Design, Response, TestStatus, Version
from core.verdicts import copy_tests as verdicts
from core.verdicts.copy_tests import Call
from tests import shops
from tests.copy_sets import made

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
LATER = NOW + timedelta(days=20)
HEADLINES = Path(__file__).parents[3] / "shared" / "data" / "ab_upworthy_headlines.csv.gz"


def past(*versions, **more):
    """A result from elsewhere: text, shown, reacted."""
    rows = list(zip("ABCDEF", versions, strict=False))
    return Past(
        tuple(Version(letter, one[0], *one[3:]) for letter, one in rows),
        tuple(Count(letter, None, one[1], one[2]) for letter, one in rows),
        **more,
    )


def ended(shop, texts, numbers, **more):
    """A test of one's own that is over; each version of ``numbers`` is shown and reacted."""
    versions = tuple(Version(letter, *text) for letter, text in zip("ABCDEF", texts, strict=False))
    draft = replace(Draft("실험", Design.AD_PLATFORM, Response.CLICKS, versions, days=7), **more)
    test = copy_tests.start(shop, copy_tests.add(shop, draft, NOW).id, NOW)
    rows = [Count(letter, None, *pair) for letter, pair in zip("ABCDEF", numbers, strict=False)]
    test = copy_test_counts.enter(shop, test.id, rows, LATER)
    ruling = verdicts.judge(test.plan, rows, LATER.date())
    return copy_tests.end(shop, test.id, ruling.told, LATER)


def test_an_empty_shop_has_an_empty_library(shop):
    library = copy_library.book(shop)
    assert (len(library.frame), library.tests, library.lessons) == (0, 0, ())
    assert copy_library.imports(shop) == []
    assert copy_library.stamp(shop) == (0, 0, 0)


def test_a_test_that_ended_is_there_with_its_texts_and_its_result(shop):
    test = ended(
        shop,
        [("무료배송이에요", "", "deal", "short"), ("후기 1,204개예요", "", "trust", "factual")],
        [(2000, 60), (2000, 98)],
        persona="선물 사는 사람",
    )
    frame = copy_library.book(shop).frame
    assert frame["test"].tolist() == [test.id, test.id]
    assert frame["letter"].tolist() == ["A", "B"]
    assert frame["need"].tolist() == ["deal", "trust"]
    assert frame["tone"].tolist() == ["short", "factual"]
    assert frame["persona"].tolist() == ["선물 사는 사람"] * 2
    assert frame["letters"].tolist() == [7, 11]
    assert frame["call"].tolist() == [Call.CONTROL, Call.BETTER]
    assert frame["rate"].tolist() == pytest.approx([0.03, 0.049])
    # Wilson's bounds of 98 of 2,000.
    assert frame[["low", "high"]].iloc[1].tolist() == pytest.approx([0.0404, 0.0594], abs=1e-4)
    assert [copy_library.features_of(it) for it in frame["bits"]] == [
        (Feature.BENEFIT, Feature.SHORT), (Feature.NUMBER, Feature.PROOF),
    ]  # fmt: skip


def test_what_is_not_over_or_was_thrown_away_is_not_there(shop):
    gone = ended(shop, [("하나",), ("둘",)], [(100, 10), (100, 12)])
    copy_tests.delete(shop, gone.id, LATER)
    draft = Draft(versions=(Version("A", "셋"), Version("B", "넷")))
    copy_tests.start(shop, copy_tests.add(shop, draft, NOW).id, NOW)
    assert copy_library.book(shop).frame.empty


def test_a_running_test_tells_nothing_and_a_stopped_one_no_result(shop):
    draft = Draft("", Design.AD_PLATFORM, Response.CLICKS, (Version("A", "1"), Version("B", "2")))
    test = copy_tests.start(shop, copy_tests.add(shop, draft, NOW).id, NOW)
    rows = [Count("A", TODAY, 100, 10), Count("B", TODAY, 100, None)]
    copy_test_counts.enter(shop, test.id, rows, NOW)
    assert copy_library.book(shop).frame.empty
    copy_tests.stop(shop, test.id, {}, NOW)
    library = copy_library.book(shop)
    assert library.frame["call"].tolist() == [Call.HIDDEN, Call.HIDDEN]
    hidden = library.frame[["reacted", "rate", "low", "high"]]
    assert hidden.isna().to_numpy().all()
    assert (library.lessons[0].tests, library.lessons[0].left_out) == (0, 1)


def test_results_from_elsewhere_are_judged_as_one_by_one(local):
    chance = np.random.default_rng(7)
    pasts = []
    for _ in range(60):
        some = [
            (f"글 {chance.integers(1e9)}", int(shown), int(chance.binomial(shown, rate)))
            for shown, rate in zip(
                chance.integers(5, 3000, chance.integers(2, 7)),
                chance.uniform(0, 0.1, 6),
                strict=False,
            )
        ]
        pasts.append(past(*some, control="B" if chance.random() < 0.3 else "A"))
    copy_library.keep(local, pasts, NOW)
    frame = copy_library.book(local).frame
    told = dict(list(frame.groupby("test")))
    calls = set()
    for number, one in enumerate(pasts, 1):
        ruling = verdicts.once(one.counts, one.control, response=Response.CLICKS)
        mine = dict(zip(told[number]["letter"], told[number]["call"], strict=True))
        assert mine == {it.letter: it.call.value for it in ruling.versions}
        calls |= set(mine.values())
    assert calls == {Call.CONTROL, Call.BETTER, Call.WORSE, Call.UNSURE}


def test_one_text_after_the_other_is_listed_but_neither_judged_nor_learnt_from(shop):
    copy_library.keep(
        shop, [past(("가", 2000, 60), ("나 1", 2000, 98), design=Design.BEFORE_AFTER)], NOW
    )
    library = copy_library.book(shop)
    assert library.frame["call"].tolist() == [Call.HIDDEN] * 2
    assert (library.lessons[0].tests, library.lessons[0].left_out) == (0, 1)


def test_days_count_where_both_numbers_are_known(shop):
    versions = (Version("A", "가"), Version("B", "나"))
    days = [TODAY - timedelta(days=back) for back in (3, 2)]
    counts = (
        Count("A", days[0], 100, 5), Count("A", days[1], 100, None),
        Count("B", days[0], 100, 7), Count("B", days[1], 50, 1),
    )  # fmt: skip
    sent = replace(
        past(("다", 1, 1), ("라", 1, 1), design=Design.LIST_SPLIT),
        counts=(Count("A", days[0], 100), Count("A", days[1], None, 5), Count("B", None, 9, 1)),
    )
    copy_library.keep(shop, [Past(versions, counts), sent], NOW)
    frame = copy_library.book(shop).frame.sort_values(["test", "letter"])
    assert frame[["shown", "reacted"]].to_numpy().tolist() == [[100, 5], [150, 8], [100, 5], [9, 1]]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A shop with results from elsewhere in which numbers help and questions do nothing."""
    opened = shops.opened(tmp_path_factory.mktemp("many"))
    versions, splits = made(2, {"one": 0.5}, tests=40)
    pasts = []
    for test in range(40):
        rows = np.flatnonzero(versions.tests == test)
        pasts.append(
            past(
                *[
                    (
                        f"문구 {chr(0xAC00 + row)}"
                        + (" 3개" if splits["one"].has[row] else " 몇 개")
                        + ("?" if splits["two"].has[row] else "."),
                        int(versions.shown[row]), int(versions.reacted[row]), "",
                        "deal" if splits["three"].has[row] else "trust",
                        "warm" if row % 3 == 0 else "",
                    )
                    for row in rows
                ],
                title=f"실험 {test}", source="옛 가게",
            )
        )  # fmt: skip
    copy_library.keep(opened, pasts, NOW)
    yield opened
    opened.close()


def test_a_known_effect_is_found_and_nothing_else(many):
    lessons = copy_library.book(many).lessons[0]
    known = {one.name: one for one in lessons.patterns if one.known}
    assert set(known) == {Feature.NUMBER}
    low, high = known[Feature.NUMBER].bounds
    assert low <= np.exp(0.5) <= high
    assert lessons.compared[0].name == Feature.NUMBER
    assert (lessons.response, lessons.tests, lessons.left_out) == (Response.CLICKS, 40, 0)


def test_needs_and_tones_are_compared_among_those_that_were_tagged(many):
    patterns = {one.name: one for one in copy_library.book(many).lessons[0].patterns}
    deal, trust = patterns[f"{NEED}deal"], patterns[f"{NEED}trust"]
    assert deal.tests == trust.tests > 10
    assert deal.ratio == pytest.approx(1 / trust.ratio)
    warm = patterns[f"{TONE}warm"]
    # Nothing else is tagged with a tone, so there is nothing to hold it against.
    assert warm.versions > 0
    assert (warm.tests, warm.ratio) == (0, None)


def test_what_is_proven_is_proposed_next(many):
    proposed = copy_library.book(many).lessons[0].suggestion
    assert (proposed.why, proposed.feature, proposed.text) == (Why.PROVEN, Feature.NUMBER, "")
    assert proposed.pattern.helps


def test_filters_find_texts(many):
    library = copy_library.book(many)
    every = copy_library.found(library, Wanted())
    assert len(every) == len(library.frame)
    numbers = copy_library.found(library, Wanted(feature=Feature.NUMBER.value))
    assert set(numbers["text"]) == {text for text in every["text"] if "3개" in text}
    both = copy_library.found(library, Wanted("실험 39 3개"))
    assert set(both["title"]) <= {"실험 39"}
    assert all("3개" in text for text in both["text"])
    tagged = copy_library.found(library, Wanted(need="deal", tone="warm", call=Call.UNSURE))
    assert set(tagged["need"]) == {"deal"}
    assert set(tagged["tone"]) == {"warm"}
    assert set(tagged["call"]) == {Call.UNSURE}
    assert copy_library.found(library, Wanted("(없는 말*")).empty
    assert copy_library.found(library, Wanted(persona="아무도")).empty


def test_the_newest_test_stands_first(many):
    tests = copy_library.book(many).frame["test"].tolist()
    assert tests == sorted(tests, reverse=True)


def test_the_text_in_use_is_what_the_next_test_begins_with(shop):
    ended(shop, [("지금 문구 1",), ("새 문구 2",)], [(1000, 10), (1000, 12)])
    first = copy_library.book(shop).lessons[0].suggestion
    assert (first.why, first.text) == (Why.UNTRIED, "지금 문구 1")
    better = ended(shop, [("옛 문구",), ("나은 문구",)], [(2000, 60), (2000, 98)])
    assert copy_library.book(shop).lessons[0].suggestion.text == "나은 문구"
    copy_test_using.apply(shop, better.id, "A", copy_said(), LATER)
    assert copy_library.book(shop).lessons[0].suggestion.text == "옛 문구"


def copy_said():
    return Said("문구를 바꿈", "실험에서 나았어요")


def test_what_harms_and_is_in_use_is_proposed_to_be_left_out(shop):
    pasts = [
        past((f"좋은 컵 {sign}?", 3000, 60 + place), (f"좋은 컵 {sign}", 3000, 150 + place))
        for place, sign in enumerate("가나다라마바사아")
    ]
    copy_library.keep(shop, pasts, NOW)
    ended(shop, [("이 컵 어때?",), ("이 컵 봐?",)], [(1000, 10), (1000, 12)])
    proposed = copy_library.book(shop).lessons[0].suggestion
    assert (proposed.why, proposed.feature) == (Why.HARMS, Feature.QUESTION)


def test_what_looks_well_is_proposed_for_one_more_test(shop):
    pasts = [
        past((f"컵 {sign}", 900, 18 + place), (f"컵 5 {sign}", 900, 30 + place))
        for place, sign in enumerate("가나")
    ]
    copy_library.keep(shop, pasts, NOW)
    proposed = copy_library.book(shop).lessons[0].suggestion
    assert (proposed.why, proposed.feature) == (Why.LEANS, Feature.NUMBER)


def test_when_all_was_tried_nothing_is_proposed(shop, monkeypatch):
    monkeypatch.setattr(copy_lessons, "TRIED_FIRST", (Feature.NUMBER,))
    copy_library.keep(shop, [past(("컵 5", 900, 18), ("컵 여", 900, 30))], NOW)
    assert copy_library.book(shop).lessons[0].suggestion is None


def test_clicks_and_orders_are_learnt_from_apart(shop):
    clicks = past(("가", 100, 10), ("나", 100, 12))
    money = past(("다", 100, 1), ("라", 100, 2), response=Response.REVENUE)
    orders = past(("마", 100, 1), ("바", 100, 2), response=Response.ORDERS)
    copy_library.keep(shop, [clicks, money, orders], NOW)
    lessons = copy_library.book(shop).lessons
    assert [(one.response, one.tests) for one in lessons] == [
        (Response.ORDERS, 2), (Response.CLICKS, 1),
    ]  # fmt: skip


def test_the_same_results_are_kept_once(shop):
    one, other = past(("가", 100, 10), ("나", 100, 12)), past(("가", 100, 10), ("나", 100, 13))
    turned = past(("나", 100, 12), ("가", 100, 10))
    assert copy_library.keep(shop, [one, one], NOW) == Taken(1, 1)
    assert copy_library.keep(shop, [turned, other], NOW + timedelta(hours=1)) == Taken(1, 1)
    assert copy_library.book(shop).tests == 2


def test_an_import_is_taken_back_as_a_whole_and_brought_back(shop):
    first = [past(("가", 100, 10), ("나", 100, 12), source="전단지")] * 1
    copy_library.keep(shop, [*first, past(("다", 9, 1), ("라", 9, 2), source="전단지")], NOW)
    copy_library.keep(shop, [past(("마", 9, 1), ("바", 9, 2))], NOW + timedelta(hours=1))
    stamps = [copy_library.stamp(shop)]
    newest, oldest = copy_library.imports(shop)
    assert (oldest.at, oldest.source, oldest.tests, oldest.deleted) == (NOW, "전단지", 2, False)
    assert copy_library.take_back(shop, oldest.at, LATER) == 2
    stamps.append(copy_library.stamp(shop))
    assert copy_library.book(shop).tests == 1
    assert [one.deleted for one in copy_library.imports(shop)] == [False, True]
    assert copy_library.bring_back(shop, oldest.at) == 2
    stamps.append(copy_library.stamp(shop))
    assert copy_library.book(shop).tests == 3
    assert len(set(stamps)) == 3
    assert newest.tests == 1


def test_what_was_taken_back_can_be_kept_again(shop):
    one = past(("가", 100, 10), ("나", 100, 12))
    copy_library.keep(shop, [one], NOW)
    copy_library.take_back(shop, NOW, LATER)
    assert copy_library.keep(shop, [one], LATER) == Taken(1, 0)


def test_what_was_kept_again_meanwhile_is_not_brought_back_twice(shop):
    again, other = past(("가", 100, 10), ("나", 100, 12)), past(("다", 9, 1), ("라", 9, 2))
    copy_library.keep(shop, [again, other], NOW)
    copy_library.take_back(shop, NOW, LATER)
    copy_library.keep(shop, [again], LATER)
    assert copy_library.bring_back(shop, NOW) == 1
    assert copy_library.book(shop).tests == 2
    copy_library.take_back(shop, LATER, LATER)
    assert copy_library.book(shop).tests == 1


def test_thousands_of_real_headline_tests_say_something_sensible(local):
    if not HEADLINES.exists():
        pytest.skip("the public headline tests are not on this machine")
    source = Source("headlines.csv", gzip.decompress(HEADLINES.read_bytes()))
    asked = Asked(Design.AD_PLATFORM, Response.CLICKS)
    found = copy_test_past.past_from(source, asked, TODAY, from_where="Upworthy")
    assert copy_library.keep(local, found.tests, NOW) == Taken(4873, 0)
    library = copy_library.book(local)
    assert (library.tests, len(library.frame)) == (4873, 22_666)
    lessons = library.lessons[0]
    known = {one.name: one for one in lessons.patterns if one.known}
    # What was published of these tests: questions and shorter headlines are clicked less.
    assert known[Feature.QUESTION].harms
    assert known[Feature.SHORT].harms
    assert known[Feature.NUMBER].helps
    assert known[Feature.QUESTION].ratio == pytest.approx(0.888, abs=0.002)
    # An effect on average says little about one headline.
    low, high = known[Feature.QUESTION].next
    assert low < 0.6
    assert high > 1.5
    copy_library.found(library, Wanted("you", feature=Feature.NUMBER.value))
    copy_library.stamp(local)
    copy_library.imports(local)
    assert {it.status for it in copy_tests.listed(local, [TestStatus.IMPORTED])} == {
        TestStatus.IMPORTED
    }
