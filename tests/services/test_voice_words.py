"""The words of themes: hers, ours, what a change would do, and as a file."""

import pytest

from core.analysis import voice_themes
from core.analysis.voice_themes import Kind, Rule, Theme
from core.i18n.stems import Place
from core.services import voice_words
from core.services.opening import OpenShop
from core.services.voice_words import Word, WordProblem, WordRefused
from tests.services import voice_texts
from tests.services.voice_texts import NOW, Review

COUPON = Rule("스티커", "스티커 안", Kind.PROBLEM)


def rules(shop: OpenShop) -> tuple[Rule, ...]:
    with shop.store.read() as session:
        return voice_words.read(session, shop.id)


def test_without_changes_the_words_are_those_of_the_program(local: OpenShop) -> None:
    assert rules(local) == voice_themes.own()
    assert voice_words.named(local) == tuple(Theme)


def test_a_word_is_added_and_taken_back(shop: OpenShop) -> None:
    before = voice_words.add(shop, COUPON, NOW)

    assert COUPON in rules(shop)
    assert voice_words.named(shop)[-1] == "스티커"

    voice_words.put_back(shop, COUPON.word, before, NOW)
    assert rules(shop) == voice_themes.own()


def test_a_word_of_ours_is_taken_away_and_brought_back(shop: OpenShop) -> None:
    ours = voice_themes.own()[0]
    before = voice_words.remove(shop, ours, NOW)

    assert ours not in rules(shop)
    gone = [one for one in voice_words.listed(shop) if one.is_removed]
    assert [one.rule.word for one in gone] == [ours.word]

    voice_words.put_back(shop, ours.word, before, NOW)
    assert rules(shop) == voice_themes.own()


def test_a_word_of_hers_is_forgotten_and_comes_back_as_it_was(shop: OpenShop) -> None:
    voice_words.add(shop, COUPON, NOW)
    before = voice_words.remove(shop, COUPON, NOW)
    assert rules(shop) == voice_themes.own()

    voice_words.put_back(shop, COUPON.word, before, NOW)
    assert COUPON in rules(shop)


def test_a_word_of_ours_may_say_something_else_to_her(shop: OpenShop) -> None:
    ours = voice_themes.own()[0]
    voice_words.add(shop, Rule("packing", ours.word), NOW)

    assert [one.theme for one in rules(shop) if one.word == ours.word] == ["packing"]


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        (Rule("delivery", "  "), WordProblem.NOTHING_SAID),
        (Rule(" ", "쿠폰"), WordProblem.NO_THEME),
        (Rule("delivery", "가" * 41), WordProblem.TOO_LONG),
        (Rule("가" * 41, "쿠폰"), WordProblem.TOO_LONG),
        (Rule("delivery", "!!"), WordProblem.NO_LETTERS),
        (Rule("delivery", "늦"), WordProblem.TOO_SHORT),
    ],
)
def test_an_impossible_word_is_refused(local: OpenShop, rule: Rule, problem: WordProblem) -> None:
    with pytest.raises(WordRefused) as refused:
        voice_words.add(local, rule, NOW)
    with pytest.raises(WordRefused):
        voice_words.effect(local, rule)

    assert refused.value.problem is problem
    assert rules(local) == voice_themes.own()


def test_one_letter_may_be_a_word_of_its_own(local: OpenShop) -> None:
    voice_words.add(local, Rule("size", "핏", place=Place.NOUN), NOW)

    assert any(one.word == "핏" for one in rules(local))


def test_there_is_room_for_so_many_themes(local: OpenShop) -> None:
    for number in range(voice_words.MOST_OWN_THEMES):
        voice_words.add(local, Rule(f"주제 {number}", f"낱말 {number}"), NOW)

    with pytest.raises(WordRefused) as refused:
        voice_words.add(local, Rule("하나 더", "하나 더"), NOW)
    assert refused.value.problem is WordProblem.TOO_MANY_THEMES
    assert len(voice_words.named(local)) < 63


def test_what_a_word_would_change_is_told_before(shop: OpenShop) -> None:
    voice_texts.reviews(
        shop,
        [
            Review("1", "스티커가 안 붙어요", 3), Review("2", "스티커 안 보여요", 3),
            Review("3", "스티커 좋아요", 5), Review("4", "배송이 빨라요", 5),
        ],
    )  # fmt: skip
    upload = voice_texts.reviews(shop, [Review("5", "스티커가 안 떨어져요", 3)])
    voice_texts.take_back(shop, upload)

    added = voice_words.effect(shop, COUPON)
    taken = voice_words.effect(shop, Rule("delivery", "배송"), is_removed=True)

    assert added.texts == 2
    assert set(added.examples) == {"스티커가 안 붙어요", "스티커 안 보여요"}
    assert taken.texts == 1
    assert added.is_all
    assert rules(shop) == voice_themes.own()


def test_signs_that_a_database_takes_for_patterns_are_letters(shop: OpenShop) -> None:
    voice_texts.reviews(shop, [Review("1", "50%할인", 5), Review("2", "50 할인", 5)])

    assert voice_words.effect(shop, Rule("쿠폰", "50%할")).texts == 1


def test_all_changes_are_forgotten_and_brought_back(shop: OpenShop) -> None:
    voice_words.add(shop, COUPON, NOW)
    voice_words.remove(shop, voice_themes.own()[3], NOW)
    changed = rules(shop)

    before = voice_words.reset(shop)
    assert rules(shop) == voice_themes.own()

    voice_words.bring(shop, [(None, one) for one in before], NOW)
    assert set(rules(shop)) == set(changed)


def test_what_was_saved_can_be_taken_in_elsewhere(shop: OpenShop) -> None:
    voice_words.add(shop, COUPON, NOW)
    voice_words.remove(shop, voice_themes.own()[3], NOW)
    changed = set(rules(shop))
    words = voice_words.listed(shop)
    voice_words.reset(shop)

    told = voice_words.bring(shop, list(enumerate(words, start=2)), NOW)

    assert told == 2
    assert set(rules(shop)) == changed


def test_a_file_with_a_mistake_changes_nothing(local: OpenShop) -> None:
    words = [(2, Word(COUPON)), (3, Word(Rule("쿠폰", "")))]
    with pytest.raises(WordRefused) as refused:
        voice_words.bring(local, words, NOW)
    assert (refused.value.problem, refused.value.line) == (WordProblem.NOTHING_SAID, 3)

    with pytest.raises(WordRefused) as refused:
        voice_words.bring(local, [(2, Word(COUPON)), (9, Word(COUPON))], NOW)
    assert (refused.value.problem, refused.value.line) == (WordProblem.TWICE, 9)
    assert rules(local) == voice_themes.own()


def test_a_file_finds_no_room_that_is_taken_already(local: OpenShop) -> None:
    def file(letter: str) -> list[tuple[int | None, Word]]:
        return [
            (line, Word(Rule(f"주제 {letter}{line}", f"낱말 {letter}{line}")))
            for line in range(voice_words.MOST_OWN_THEMES)
        ]

    voice_words.bring(local, file("가"), NOW)
    before = rules(local)
    with pytest.raises(WordRefused) as refused:  # each text has one bit for each theme
        voice_words.bring(local, file("나")[:1], NOW)
    assert refused.value.problem is WordProblem.TOO_MANY_THEMES
    assert rules(local) == before
