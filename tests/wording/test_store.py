"""Everything that can be wrong with a store has its sentence, in both languages."""

from pathlib import Path

import pytest

from core.i18n import speaking
from core.services.opening import KeyUnusable
from core.store import (
    StoreDamaged,
    StoreForeign,
    StoreNewer,
    StoreProblem,
    StoreUnavailable,
    Trouble,
)
from core.wording import store
from tests.wording.copy_rules import faults_on_screen

PROBLEMS = [
    *(StoreUnavailable(trouble) for trouble in Trouble),
    StoreNewer("9999"),
    StoreDamaged("store.db"),
    StoreForeign("store.db"),
    StoreProblem("something else"),
    KeyUnusable(Path("store.key")),
]


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("problem", PROBLEMS, ids=repr)
def test_every_problem_says_what_happened_and_what_to_do(problem, language):
    with speaking(language):
        message = store.problem(problem)

    assert message.title
    assert message.remedy
    if language == "ko":
        assert faults_on_screen(message.text) == []


def test_every_kind_of_problem_is_known_here():
    kinds = {type(problem) for problem in PROBLEMS}

    assert set(StoreProblem.__subclasses__()) <= kinds


def test_problems_are_told_apart():
    titles = [
        store.problem(problem).title for problem in PROBLEMS if type(problem) is not StoreProblem
    ]

    assert len(set(titles)) == len(titles)


def test_a_full_disk_and_another_writer_have_the_agreed_words():
    assert store.trouble(Trouble.FULL).text == (
        "저장 공간을 쓸 수 없어요. 지금까지 자료는 안전해요. 공간을 비우고 다시 해 주세요."
    )
    assert store.trouble(Trouble.BUSY).text == (
        "다른 창에서 파일을 넣는 중이에요. 끝나면 이어서 할 수 있어요."
    )
