"""What is said about typed numbers: every field, fault and question, in both languages."""

import re
from datetime import date

import pytest

from core.i18n import speaking
from core.services import typed as services
from core.services.typed_rows import Cell, Doubt, Fault, Problem, Question, weeks
from core.services.typed_store import Kept
from core.terms import AdPlatform
from core.wording import typed
from core.wording.message import Message
from tests.wording.copy_rules import faults_on_screen

BEFORE, NOW = weeks(date(2026, 11, 25))


def everything() -> list[str]:
    messages: list[Message] = [
        typed.refused([typed.fault(Fault(2, Cell.WISHES, Problem.NEGATIVE), "2번째 줄")]),
        typed.asked(["한 번 더 봐 주세요."]),
        typed.conflict(),
        typed.kept(Kept(1, 2, 0)),
        typed.kept(Kept(1, 2, 3, 4)),
        typed.kept(Kept(None)),
        typed.taken_back(),
        typed.gone_already(),
    ]
    return [
        *map(typed.cell, Cell),
        *map(typed.platform, AdPlatform),
        typed.line_place(3),
        typed.week_place(1),
        typed.week_place(2),
        typed.weeks_entry(BEFORE, NOW),
        *typed.reports().values(),
        typed.days_entry(),
        typed.costs_entry(),
        *(part for one in messages for part in (one.title, one.body, one.remedy) if part),
    ]


@pytest.mark.parametrize("problem", list(Problem))
@pytest.mark.parametrize("cell", list(Cell))
def test_every_fault_is_told_in_clean_copy(problem, cell):
    said = typed.fault(Fault(1, cell, problem), typed.line_place(1))

    assert said.startswith("1번째 줄: ")
    assert faults_on_screen(said) == []


@pytest.mark.parametrize("doubt", list(Doubt))
def test_every_question_is_told_in_clean_copy(doubt):
    assert faults_on_screen(typed.question(Question(2, doubt), typed.week_place(2))) == []


def test_everything_else_keeps_the_rules():
    assert [fault for text in everything() for fault in faults_on_screen(text)] == []


def test_english_is_complete():
    with speaking("en"):
        said = [
            typed.fault(Fault(1, cell, problem), typed.line_place(1))
            for cell in Cell
            for problem in Problem
        ]
        said += [typed.question(Question(1, one), typed.line_place(1)) for one in Doubt]
        said += [typed.example(cell) for cell in Cell]
        asides = {"2번째 줄", "한 번 더 봐 주세요."}
        said += [text for text in everything() if not any(one in text for one in asides)]

    assert [text for text in said if re.search("[가-힣{}]", text)] == []


def test_every_kind_of_entry_has_a_name():
    assert set(typed.reports()) == set(services.REPORTS)


def test_only_so_many_faults_are_told_at_once():
    said = typed.refused([f"{number}번째 줄: 숫자를 하나는 적어 주세요." for number in range(9)])

    assert said.body.count("번째 줄") == typed.SHOWN
    assert said.body.endswith("고칠 곳이 6줄 더 있어요.")


def test_numbers_that_were_there_already_are_told_as_such():
    assert typed.kept(Kept(None)).text == "이미 저장한 숫자예요."
    assert typed.kept(Kept(4, 2, 1)).text == (
        "적은 숫자를 저장했어요. 새로 적은 줄은 2줄이에요. 고친 줄은 1줄이에요."
    )
    assert typed.kept(Kept(None, gone=1)).text == "적은 숫자를 저장했어요. 지운 줄은 1줄이에요."
