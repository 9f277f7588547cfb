"""Words looked up in the text of a detail page."""

from core.analysis import pagetext

THEMES = {
    "delivery": ("배송", "발송"),
    "size": ("사이즈", "높이", "cm"),
    "boast": ("최고", "100%"),
}
PAGE = """원목 스탠드 조명
높이는 42CM예요. 사이즈는 두 가지예요.

최고의 빛, 최고의 조명!"""


def test_words_are_found_with_how_often_and_where():
    found = pagetext.check(PAGE, THEMES)
    told = {match.word: (match.times, match.lines) for match in found.themes["boast"]}
    assert told == {"최고": (2, (4,))}
    assert {match.word for match in found.themes["size"]} == {"사이즈", "높이", "cm"}
    assert found.has("size")
    assert not found.has("delivery")
    assert not found.has("no such theme")


def test_the_length_leaves_blanks_out():
    found = pagetext.check("가 나\n\n다", THEMES)
    assert (found.letters, found.lines) == (3, 2)


def test_other_ways_to_write_a_letter_are_the_same():
    assert pagetext.check("１００％ 만족", THEMES).has("boast")


def test_phrases_said_three_times_are_repeated():
    text = "오늘만 드리는 특별한 혜택\n" * 3 + "한 번만 하는 말"
    phrases = dict(pagetext.check(text, {}).repeated)
    assert phrases == {"오늘만 드리는 특별한": 3, "드리는 특별한 혜택": 3}


QUESTIONS = [
    "높이가 몇 cm인가요?",
    "언제 발송되나요?",
    "높이와 배송이 궁금해요",
    "안녕하세요",
]


def test_a_question_is_answered_when_the_text_speaks_of_all_it_asks():
    text = pagetext.check(PAGE, THEMES)
    found = pagetext.coverage(QUESTIONS, THEMES, text)
    assert (found.questions, found.placed, found.answered) == (4, 3, 1)
    assert [(one.theme, one.questions, one.is_answered) for one in found.themes] == [
        ("delivery", 2, False),
        ("size", 2, True),
    ]


def test_without_a_text_nobody_knows_what_is_answered():
    found = pagetext.coverage(QUESTIONS, THEMES, None)
    assert found.answered is None
    assert {one.is_answered for one in found.themes} == {None}
    assert pagetext.coverage([], THEMES, None).themes == ()
