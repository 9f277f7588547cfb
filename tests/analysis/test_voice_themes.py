"""What a text is about, by words anybody can check."""

import csv
import time

import numpy as np
import pandas as pd
import pytest

from core.analysis.voice_themes import (
    WORDS,
    Kind,
    Rule,
    Theme,
    flags,
    found,
    names,
    own,
    rules,
)
from core.i18n.stems import Place

COMPLAINTS = {
    "배송이 너무 늦어요": {Theme.DELIVERY},
    "주문한 지 일주일인데 아직도 안 왔어요": {Theme.DELIVERY},
    "모서리에 흠이 있고 깨진 채로 왔어요": {Theme.QUALITY},
    "보풀이 많이 나고 냄새가 심해요": {Theme.QUALITY},
    "배송비가 너무 비싸요": {Theme.PRICE},
    "돈이 아까워요": {Theme.PRICE},
    "문의했는데 답변이 없어요": {Theme.SERVICE},
    "전화를 안 받아요": {Theme.SERVICE},
    "환불도 안 해 줘요": {Theme.RETURNS},
    "A/S가 안 된대요": {Theme.RETURNS},
    "포장이 엉망이라 상자가 찌그러졌어요": {Theme.PACKING},
    "생각보다 작아요": {Theme.SIZE},
    "사이즈가 안 맞아요": {Theme.SIZE},
    "색이 화면과 너무 달라요": {Theme.COLOUR},
    "주문한 것과 다른 색이 왔어요": {Theme.COLOUR},
    "배송도 늦고 답변도 없고 포장도 엉망": {Theme.DELIVERY, Theme.SERVICE, Theme.PACKING},
}
ABOUT = {
    "배송이 늦지 않았어요": {Theme.DELIVERY},
    "파손된 곳 없이 안 깨지고 왔어요": {Theme.QUALITY},
    "비싸지도 않고 좋아요": {Theme.PRICE},
    "포장이 꼼꼼해요": {Theme.PACKING},
    "다른 색도 사고 싶어요": {Theme.COLOUR},
    "크기가 딱 좋아요": {Theme.SIZE},
    "색이 화면과 똑같아요": {Theme.COLOUR},
    "배송 안내가 친절해요": {Theme.DELIVERY, Theme.SERVICE},
    "검색이 잘 돼요": set(),
    "손편지에 감동했어요": set(),
    "": set(),
}


def themes(text, by=None, *, problems):
    texts = pd.Series([text])
    by = by or own()
    row = flags(found(texts, by), texts, names(by), problems=problems).iloc[0]
    return set(row.index[row])


@pytest.mark.parametrize("text", COMPLAINTS)
def test_a_complaint_is_told_by_its_theme(text):
    assert themes(text, problems=True) == COMPLAINTS[text]


@pytest.mark.parametrize("text", ABOUT, ids=lambda text: text or "empty")
def test_what_a_text_is_about_is_no_complaint(text):
    assert themes(text, problems=False) == ABOUT[text]
    assert themes(text, problems=True) == set()


def test_the_found_words_are_handed_out_with_their_places():
    texts = pd.Series(["빠른 배송, 그런데 포장이 엉망"], index=[70])
    told = found(texts)
    assert [texts.iloc[at][a:b] for at, a, b in zip(told.text, told.start, told.end, strict=True)] \
        == told.word.tolist() == ["배송", "포장이 엉망"]  # fmt: skip
    assert told.is_problem.tolist() == [False, True]
    assert [own()[rule].word for rule in told.rule] == ["배송", "포장 엉망"]


def test_a_word_of_the_seller_counts_and_one_she_removed_does_not():
    text = "뚜껑이 헐겁고 배송이 느려요"
    mine = rules([Rule(Theme.QUALITY, "뚜껑 헐겁", Kind.PROBLEM)], ["배송 느", " 느려터 "])
    assert themes(text, mine, problems=True) == {Theme.QUALITY}
    assert themes(text, mine, problems=False) == {Theme.QUALITY, Theme.DELIVERY}


def test_a_seller_may_move_a_word_and_name_a_theme_of_her_own():
    mine = rules([Rule("향", "향이", Kind.TOPIC, Place.START)])
    assert themes("향이 좋아요", mine, problems=False) == {"향"}
    assert names(mine) == [*Theme, "향"]


def test_a_seller_may_except_what_is_meant_otherwise():
    mine = rules([Rule(Theme.DELIVERY, "배송 왕국", Kind.EXCEPT)])
    assert themes("배송왕국 시리즈예요", mine, problems=False) == set()


def test_removing_what_is_not_there_and_adding_nothing_changes_nothing():
    assert rules([Rule(Theme.SIZE, "  ")], ["없는 말"]) == own()


def test_places_without_a_text_are_about_nothing():
    texts = pd.Series([None, "배송", np.nan], index=["a", "b", "c"], dtype=object)
    told = flags(found(texts), texts, list(Theme), problems=False)
    assert told.index.tolist() == ["a", "b", "c"]
    assert told[Theme.DELIVERY].tolist() == [False, True, False]
    assert told.to_numpy().sum() == 1


def test_a_theme_nobody_asked_for_is_left_out():
    texts = pd.Series(["배송이 늦고 비싸요"])
    told = flags(found(texts), texts, [Theme.PRICE], problems=True)
    assert told.to_numpy().tolist() == [[True]]


def test_the_list_names_each_word_once_and_every_theme_has_problems():
    with WORDS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    words = [" ".join(row["word"].lower().split()) for row in rows]
    assert len(words) == len(set(words)) == len(rules())
    assert {row["theme"] for row in rows if row["kind"] == Kind.PROBLEM} == set(Theme)


def test_every_word_is_found_as_it_is_written():
    worded = [one for one in own() if one.kind is not Kind.EXCEPT]
    # A word that ends in "안" stands before a verb.
    told = found(pd.Series([f"그 {one.word} 해" for one in worded]))
    about = told.groupby("text")["theme"].agg(set).reindex(range(len(worded)))
    lost = [one.word for one, some in zip(worded, about, strict=True) if one.theme not in some]
    assert lost == []


def test_a_hundred_thousand_reviews_take_seconds():
    texts = pd.Series([*COMPLAINTS, *ABOUT] * 3_704)
    begun = time.perf_counter()
    told = flags(found(texts), texts, list(Theme), problems=True)
    assert len(told) > 100_000
    assert time.perf_counter() - begun < 20
    assert told.iloc[0].equals(told.iloc[len(COMPLAINTS) + len(ABOUT)])


FAULTS = (
    "뚜껑이 안 닫혀요",
    "뚜껑이 잘 안닫혀요",
    "문이 닫히지 않아요",
    "지퍼가 안 열려요",
    "잠금이 안 잠겨요",
    "전원이 켜지지 않아요",
    "불이 안 들어와요",
    "충전이 안 돼요",
    "물이 새요",
    "바닥에서 물이 새서 젖었어요",
    "병이 샜어요",
    "다리가 흔들려요",
    "테이블이 흔들흔들해요",
    "나사가 빠졌어요",
    "털이 많이 빠져요",
    "털이 빠져요",
    "손잡이가 떨어졌어요",
    "판이 휘었어요",
    "구멍이 나 있어요",
    "서랍이 뻑뻑해요",
    "갈라졌어요",
    "깨짐이 있어요",
    "냄새나요",
    "칠이 벗겨져요",
    "안 켜져요",
    "향이 안 나요",
    "박스에서 접착이 약해요",
    "이가 나갔어요",
)
"""Everyday faults of goods."""

FINE = (
    "털이 안 빠져요",
    "흔들리지 않고 튼튼해요",
    "안 흔들려요",
    "물이 새지 않아요",
    "물이 안 새요",
    "어항 물 새로 갈았어요",
    "선물 새로 샀어요",
    "밤을 샜어요",
    "마음이 흔들려 샀어요",
    "좋은 냄새나요",
    "아직 안 열어 봤어요",
    "새로 산 컵이에요",
    "새가 그려져 있어요",
    "뻑뻑하지 않아요",
    "깨짐 없이 왔어요",
    "갈라짐 없이 단단해요",
    "매력에 빠졌어요",
    "살이 빠졌어요",
    "가격이 떨어졌어요",
    "향이 은은해서 좋아요",
    "실 풀림 없이 꼼꼼해요",
    "눅눅하지 않고 바삭해요",
    "소음 크지 않아요",
    "구멍 나지 않게 튼튼해요",
    "휘어지지 않아요",
    "샘플 감사해요",
    "따가워하지 않아요",
    "냄새 안 나요",
)
"""Texts with the same letters that complain of no fault."""


@pytest.mark.parametrize("text", FAULTS)
def test_an_everyday_fault_is_a_complaint_of_the_quality(text):
    assert themes(text, problems=True) == {Theme.QUALITY}


@pytest.mark.parametrize("text", FINE)
def test_the_letters_of_a_fault_alone_are_no_complaint(text):
    assert Theme.QUALITY not in themes(text, problems=True)
