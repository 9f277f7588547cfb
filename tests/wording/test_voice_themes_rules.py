"""What is said of the words of themes, and how a file of them is read."""

import pandas as pd
import pytest

from core.analysis.voice_themes import Kind, Rule
from core.i18n import speaking
from core.i18n.stems import Place
from core.services.voice_words import Effect, Word, WordProblem, WordRefused
from core.wording import voice_themes_rules as words
from tests.wording.copy_rules import faults_on_screen

OWN = Word(Rule("delivery", "송장", Kind.PROBLEM, Place.START), is_own=True)


@pytest.mark.parametrize(
    ("effect", "korean", "english"),
    [
        (Effect(0, ()), "“컵” 낱말로 달라지는 글이 없어요.", "“컵” changes no text."),
        (Effect(3, ()), "“컵” 낱말로 글 3개가 달라져요.", "“컵” changes 3 texts."),
        (
            Effect(500, (), is_all=False),
            "“컵” 낱말로 글 500개보다 더 많이 달라져요.",
            "“컵” changes more than 500 texts.",
        ),
    ],
)
def test_what_a_word_would_change_is_told(effect, korean, english):
    with speaking("ko"):
        assert words.effect(effect, "컵") == korean
    with speaking("en"):
        assert words.effect(effect, "컵") == english


def test_every_fault_has_a_way_out_and_names_its_line():
    said = {problem: words.refused(WordRefused(problem)).remedy for problem in WordProblem}
    assert len(set(said.values())) == len(WordProblem)
    assert [fault for one in said.values() for fault in faults_on_screen(one)] == []
    told = words.refused(WordRefused(WordProblem.TWICE, 3))
    assert told.remedy == f"3째 줄: {said[WordProblem.TWICE]}"
    with speaking("en"):
        assert words.refused(WordRefused(WordProblem.NOTHING_SAID)).remedy == "Write the word."
        assert words.brought(4) == "Taken in. 4 differ from ours."


@pytest.mark.parametrize("language", ["ko", "en"])
def test_words_go_out_and_come_in_again_in_any_language(language):
    taken = Word(Rule("size", "작아", Kind.EXCEPT, Place.NOUN), is_own=True, is_removed=True)
    with speaking(language):
        table = words.frame([OWN, taken])
    assert words.words(table) == [(2, OWN), (3, taken)]


def test_a_table_may_lack_what_is_usual_and_empty_lines_are_passed_over():
    table = pd.DataFrame({"주제": ["배송", "", "새 주제"], "낱말": ["송장", "", "'=1"]})
    assert words.words(table) == [
        (2, Word(Rule("delivery", "송장"), is_own=True)),
        (4, Word(Rule("새 주제", "=1"), is_own=True)),
    ]


def test_a_table_without_words_or_with_an_unknown_meaning_is_refused():
    with pytest.raises(WordRefused) as refused:
        words.words(pd.DataFrame({"주제": ["배송"]}))
    assert refused.value.problem is WordProblem.NO_COLUMNS
    table = pd.DataFrame({"theme": ["배송"] * 2, "word": ["가", "나"], "kind": ["", "글쎄"]})
    with pytest.raises(WordRefused) as refused:
        words.words(table)
    assert (refused.value.problem, refused.value.line) == (WordProblem.KIND, 3)
