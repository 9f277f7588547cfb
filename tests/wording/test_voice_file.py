"""What is said of files of remarks, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.i18n import speaking
from core.importers.voice_file import Remark, RemarkFile
from core.services.receipts import Refused
from core.services.voice_file import Listed, Opened, Taken
from core.terms import FileReason
from core.terms.voice import AskedScale, VoiceSource
from core.wording import voice_file
from tests.wording.copy_rules import faults_on_screen

ONE = Remark(2, date(2026, 11, 20), VoiceSource.TALK, AskedScale.CSAT, 2, "늦었어요")
FILE = Opened("말.csv", RemarkFile((ONE,)), 1, 0, 0, 0, 0)
TAKEN = Taken("말.csv", 1, 4, 3, 0)


@pytest.mark.parametrize(
    ("opened", "said"),
    [
        (replace(FILE, found=RemarkFile(()), new=0), "이 파일에는 넣을 수 있는 줄이 없어요."),
        (replace(FILE, new=0), "이 파일에 있는 것은 이미 다 있어요."),
        (replace(FILE, new=3), "3줄을 넣을 수 있어요."),
    ],
)
def test_what_is_new_of_a_file_is_said_first(opened, said):
    assert voice_file.headline(opened) == said


def test_what_stays_away_is_linked_or_not_read_is_told_before_the_file_is_taken():
    assert voice_file.remarks(FILE) == []
    some = replace(FILE, thrown=2, linked=3, unknown=1, found=RemarkFile((ONE,), unused=("기타",)))
    assert voice_file.remarks(some) == [
        "2줄은 전에 버린 말이라 다시 넣지 않아요.",
        "3줄은 아는 주문과 이어져요.",
        "1줄은 아직 모르는 주문이에요. 그래도 넣어요.",
        "읽지 않은 열: 기타",
    ]
    with speaking("en"):
        assert voice_file.remarks(some)[0] == (
            "You threw away 2 rows of them before. They stay away."
        )


@pytest.mark.parametrize(
    ("taken", "title", "body"),
    [
        (replace(TAKEN, batch=None), "이 파일에 있는 것은 이미 다 있어요.", ""),
        (TAKEN, "4줄을 넣었어요.", "3줄은 이미 있어서 그대로 뒀어요."),
        (replace(TAKEN, same=0), "4줄을 넣었어요.", ""),
    ],
)
def test_a_receipt_tells_what_came_in_and_what_was_there(taken, title, body):
    said = voice_file.receipt(taken)
    assert (said.title, said.body) == (title, body)


def test_a_file_that_was_taken_tells_when_and_what_was_thrown_away():
    one = Listed(1, "말.csv", datetime(2026, 11, 23, 1, tzinfo=UTC), 3, 0)
    assert voice_file.listed(one) == "말.csv · 2026.11.23(월) 10:00 · 3줄"
    assert voice_file.listed(replace(one, gone=2)).endswith(" · 3줄 · 버린 것 2줄")
    assert voice_file.taken_back(3) == "3줄을 다시 뺐어요."
    assert voice_file.brought_back(3) == "3줄이 다시 들어왔어요."


def test_a_file_without_the_columns_is_sent_to_our_table_and_another_reason_is_the_usual_one():
    said = voice_file.refused(Refused("말.csv", FileReason.NO_HEADER, {}))
    assert "날짜" in said.title
    assert said.remedy
    other = voice_file.refused(Refused("말.csv", FileReason.EMPTY, {}))
    assert other.title != said.title


def test_the_first_lines_are_shown_as_they_were_understood():
    bare = Remark(3, date(2026, 11, 21), VoiceSource.PHONE)
    told = voice_file.sample(replace(FILE, found=RemarkFile((ONE, bare))))
    assert list(told.iloc[0]) == ["2026.11.20(금)", "늦었어요", "만족도", "2", "톡톡", "", ""]
    assert list(told.iloc[1])[2:4] == ["", ""]


def every_sentence():
    return [
        *[voice_file.source_name(one) for one in VoiceSource],
        *[voice_file.scale_choice(one) for one in AskedScale],
        *[name for pair in voice_file.tally(FILE) for name in pair],
        *[str(cell) for cell in voice_file.template().to_numpy().ravel()],
        voice_file.sheet_name(),
    ]


def test_korean_keeps_the_rules_and_english_is_english():
    with speaking("ko"):
        assert [fault for one in every_sentence() for fault in faults_on_screen(one)] == []
    with speaking("en"):
        told = [*every_sentence(), *voice_file.template().columns]
    assert [one for one in told if any("가" <= sign <= "힣" for sign in one)] == []
