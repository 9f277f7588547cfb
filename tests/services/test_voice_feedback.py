"""Remarks are written down, linked, cleaned, changed, merged, thrown away and brought back."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import voice_batches, voice_feedback, voice_listing, voice_orders
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.voice_feedback import Remark
from core.services.voice_listing import Choice, Since
from core.services.voice_texts import Mood
from core.store import notes, uploads
from core.store.notes import NoteChanged, NoteGone
from core.store.voice_tables import FeedbackRow
from core.terms import Mall
from core.terms.voice import AskedScale, VoiceSource
from tests import shops
from tests.shops import Line

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
SAID = Remark("손잡이가 깨져서 왔어요", TODAY)
LINES = [
    Line(date(2026, 11, 20), "kim", order="2026112012345671", product="mug"),
    Line(date(2026, 11, 20), "kim", order="2026112012345671", product="plate"),
    Line(date(2026, 11, 21), "lee", order="2026112199995671", product="bowl"),
    Line(date(2025, 11, 21), "old", order="2025112100001234", product="bowl"),
]


def all_of(shop, **choice):
    return voice_listing.listed(shop, Choice(**choice), TODAY)


def texts(shop, **choice):
    return [one.remark.text for one in all_of(shop, **choice).entries]


def test_a_remark_is_kept_as_it_was_said(shop):
    said = replace(
        SAID, source=VoiceSource.PHONE, scale=AskedScale.CSAT, score=2, theme="packing",
        note="다시 보내기로", said_on=date(2026, 11, 24),
    )  # fmt: skip
    kept = voice_feedback.add(shop, said, NOW)
    assert replace(kept, created_at=None, id=None) == said
    (entry,) = all_of(shop).entries
    assert (entry.remark, entry.mood, entry.themes) == (kept, Mood.SCORE, ("packing",))


def test_telephone_numbers_mail_addresses_and_names_are_not_kept(shop):
    said = replace(SAID, text="김철수님이 010-1234-5678로 전화함", note="mug@example.com으로 답장")
    kept = voice_feedback.add(shop, said, NOW)
    assert (kept.text, kept.note) == ("***님이 ***로 전화함", "*** 답장")
    voice_feedback.edit(shop, replace(kept, text="02-123-4567에서"), NOW)
    assert texts(shop) == ["***에서"]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"text": "  "}, NoteProblem.NOTHING_SAID),
        ({"text": "x" * 4001}, NoteProblem.TOO_LONG),
        ({"note": "x" * 2001}, NoteProblem.TOO_LONG),
        ({"theme": "x" * 41}, NoteProblem.TOO_LONG),
        ({"said_on": TODAY + timedelta(days=1)}, NoteProblem.IN_FUTURE),
        ({"scale": AskedScale.CSAT, "score": 0}, NoteProblem.NUMBER),
        ({"scale": AskedScale.CSAT, "score": 6}, NoteProblem.NUMBER),
        ({"scale": AskedScale.NPS, "score": 11}, NoteProblem.NUMBER),
        ({"scale": AskedScale.NPS}, NoteProblem.NUMBER),
        ({"score": 3}, NoteProblem.NUMBER),
    ],
)
def test_an_impossible_remark_is_refused(local, wrong, problem):
    with pytest.raises(NoteRefused) as caught:
        voice_feedback.add(local, replace(SAID, **wrong), NOW)
    assert caught.value.problem is problem
    with pytest.raises(NoteRefused):
        voice_batches.add_many(local, [SAID, replace(SAID, **wrong)], NOW)
    assert all_of(local).total == 0


def test_a_score_needs_no_words(local):
    voice_feedback.add(local, replace(SAID, text="", scale=AskedScale.NPS, score=0), NOW)
    (entry,) = all_of(local).entries
    assert (entry.remark.score, entry.mood) == (0, Mood.SCORE)


def test_a_remark_is_changed_thrown_away_and_brought_back(shop):
    one = voice_feedback.add(shop, SAID, NOW)
    voice_feedback.edit(shop, replace(one, text="이가 나갔어요"), NOW)
    with pytest.raises(NoteChanged):
        voice_feedback.edit(shop, replace(one, text="낡은 창"), NOW)
    voice_feedback.delete(shop, one.id, NOW)
    assert all_of(shop).total == 0
    assert [gone.text for gone in voice_feedback.thrown(shop)] == ["이가 나갔어요"]
    voice_feedback.undo(shop, one.id)
    voice_feedback.undo(shop, one.id)
    assert texts(shop) == [SAID.text]
    with pytest.raises(NoteGone):
        voice_feedback.undo(shop, one.id)


def test_an_order_is_found_by_its_number_its_lines_and_its_end(shop):
    shops.take(shop, LINES)
    whole = voice_orders.find(shop, "2026112012345671", TODAY)
    assert [(it.order_no, it.lines, it.product) for it in whole] == [("2026112012345671", 2, "mug")]
    (by_line,) = voice_orders.find(shop, "L000000001", TODAY)
    assert (by_line.order_no, by_line.product) == ("2026112012345671", "plate")
    assert [it.day for it in voice_orders.find(shop, "5671", TODAY)] == [
        date(2026, 11, 21), date(2026, 11, 20),
    ]  # fmt: skip
    assert [it.order_no for it in voice_orders.find(shop, "95671", TODAY)] == ["2026112199995671"]
    (by_end,) = voice_orders.find(shop, "0001", TODAY)
    assert (by_end.product, by_end.buyer_key) == ("plate", f"{'kim':0>32}")


@pytest.mark.parametrize("said", ["", "671", "김철수", "%5671", "____", "1234", "그냥 123456"])
def test_what_is_no_number_of_an_order_finds_none(local, said):
    shops.take(local, LINES)
    # That of last year is found by its whole number only.
    assert voice_orders.find(local, said, TODAY) == []
    assert len(voice_orders.find(local, "2025112100001234", TODAY)) == 1


def test_the_newest_orders_are_offered_first(shop):
    shops.take(shop, LINES)
    assert [(it.order_no, it.lines) for it in voice_orders.recent(shop)] == [
        ("2026112199995671", 1), ("2026112012345671", 2), ("2025112100001234", 1),
    ]  # fmt: skip


def test_a_remark_is_linked_to_order_product_and_customer(shop):
    shops.take(shop, LINES)
    (order,) = voice_orders.find(shop, "L000000001", TODAY)
    voice_feedback.add(shop, replace(SAID, about=voice_orders.about(order)), NOW)
    (entry,) = all_of(shop).entries
    about = entry.remark.about
    assert (about.mall, about.order_no) == (Mall.SMARTSTORE, "2026112012345671")
    assert (entry.product, about.buyer_key) == ("plate", f"{'kim':0>32}")
    assert texts(shop, product=about.product_id) == [SAID.text]
    assert all_of(shop).products == {about.product_id: "plate"}


def test_a_remark_stays_when_the_file_of_its_order_is_undone(shop):
    upload = shops.take(shop, LINES)
    (order,) = voice_orders.find(shop, "L000000001", TODAY)
    voice_feedback.add(shop, replace(SAID, about=voice_orders.about(order)), NOW)
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [upload], NOW)
    (entry,) = all_of(shop).entries
    assert entry.remark.about.order_no == "2026112012345671"
    assert entry.remark.text == SAID.text
    shops.take(shop, LINES, name="again.xlsx")
    (entry,) = all_of(shop).entries
    assert entry.remark.about.buyer_key == f"{'kim':0>32}"


def test_remarks_that_say_the_same_are_counted_once(shop):
    first, second, third = (voice_feedback.add(shop, SAID, NOW) for _ in range(3))
    voice_feedback.merge(shop, second.id, first.id, NOW, second.version)
    voice_feedback.merge(shop, third.id, second.id, NOW)
    listing = all_of(shop)
    assert (listing.total, listing.found) == (1, 1)
    (entry,) = listing.entries
    assert (entry.remark.id, {it.id for it in entry.same}) == (first.id, {second.id, third.id})
    with pytest.raises(NoteRefused):  # a circle would count none of them
        voice_feedback.merge(shop, first.id, second.id, NOW)
    with pytest.raises(NoteChanged):
        voice_feedback.merge(shop, second.id, third.id, NOW, second.version)
    voice_feedback.delete(shop, first.id, NOW)
    assert all_of(shop).total == 2
    voice_feedback.undo(shop, first.id)
    assert all_of(shop).total == 1
    voice_feedback.unmerge(shop, second.id, NOW)
    assert all_of(shop).total == 2
    voice_feedback.undo(shop, second.id)
    assert all_of(shop).total == 1


def test_a_merge_that_is_taken_back_never_hides_both(shop):
    first, second = (voice_feedback.add(shop, SAID, NOW) for _ in range(2))
    voice_feedback.merge(shop, first.id, second.id, NOW)
    voice_feedback.unmerge(shop, first.id, NOW)
    voice_feedback.merge(shop, second.id, first.id, NOW)
    voice_feedback.undo(shop, first.id)  # it would be merged into the second one again
    (entry,) = all_of(shop).entries
    assert (entry.remark.id, [it.id for it in entry.same]) == (first.id, [second.id])


def test_one_is_merged_into_what_counts_not_into_what_was_thrown_away(shop):
    first, second, third = (voice_feedback.add(shop, SAID, NOW) for _ in range(3))
    voice_feedback.merge(shop, second.id, first.id, NOW)
    voice_feedback.delete(shop, first.id, NOW)
    voice_feedback.merge(shop, third.id, second.id, NOW)
    (entry,) = all_of(shop).entries
    assert (entry.remark.id, [it.id for it in entry.same]) == (second.id, [third.id])
    with pytest.raises(NoteGone):
        voice_feedback.merge(shop, second.id, first.id, NOW)
    voice_feedback.undo(shop, first.id)
    (entry,) = all_of(shop).entries
    assert (entry.remark.id, len(entry.same)) == (first.id, 2)
    with pytest.raises(NoteRefused):
        voice_feedback.merge(shop, first.id, third.id, NOW)


def test_letters_that_stand_apart_are_put_together(shop):
    apart = unicodedata.normalize("NFD", "김철수님 상자가 찌그러졌어요")
    kept = voice_feedback.add(shop, replace(SAID, text=apart), NOW)
    assert kept.text == "***님 상자가 찌그러졌어요"
    assert texts(shop, words=unicodedata.normalize("NFD", "찌그러")) == [kept.text]


def test_a_chain_of_the_same_is_shown_with_the_one_that_counts(local):
    first, second, third = (voice_feedback.add(local, SAID, NOW) for _ in range(3))
    voice_feedback.merge(local, third.id, second.id, NOW)
    voice_feedback.merge(local, second.id, first.id, NOW)
    (entry,) = all_of(local).entries
    assert (entry.remark.id, {it.id for it in entry.same}) == (first.id, {second.id, third.id})


def test_what_came_in_together_is_taken_back_as_one(shop):
    voice_feedback.add(shop, SAID, NOW)
    some = [replace(SAID, text=f"{number}번째 말") for number in range(12)]
    batch = voice_batches.add_many(shop, some, NOW)
    assert all_of(shop).total == 13
    assert voice_batches.undo_batch(shop, batch, NOW + timedelta(minutes=1)) == 12
    assert texts(shop) == [SAID.text]
    (told,) = voice_batches.batches(shop)
    assert (told.number, told.there, told.gone) == (batch, 0, 12)
    assert voice_batches.bring_back(shop, batch) == 12
    assert all_of(shop).total == 13
    second = voice_batches.add_many(shop, [SAID], NOW)
    assert [it.number for it in voice_batches.batches(shop)] == [second, batch]


def test_thousands_that_came_in_together_go_and_come_back_together(shop):
    some = [replace(SAID, text=f"{number}번째 말") for number in range(10_000)]
    batch = voice_batches.add_many(shop, some, NOW)

    assert voice_batches.undo_batch(shop, batch, NOW + timedelta(minutes=1)) == 10_000
    voice_feedback.undo(shop, voice_feedback.thrown(shop)[0].id)
    assert voice_batches.bring_back(shop, batch) == 9_999

    assert all_of(shop).total == 10_000
    with shop.store.read() as session:
        assert notes.changed(session, shop.id, FeedbackRow) == {}


def test_two_who_paste_at_the_same_moment_do_not_get_in_each_others_way(shop):
    with ThreadPoolExecutor() as pool:
        every = list(pool.map(lambda _: voice_batches.add_many(shop, [SAID] * 9, NOW), range(4)))
    assert sorted(every) == [1, 2, 3, 4]
    assert all_of(shop).total == 36


def test_what_was_thrown_away_before_stays_away_when_the_rest_comes_back(local):
    batch = voice_batches.add_many(local, [SAID, replace(SAID, text="둘")], NOW)
    gone = all_of(local).entries[0].remark
    voice_feedback.delete(local, gone.id, NOW)
    voice_batches.undo_batch(local, batch, NOW + timedelta(hours=1))
    assert voice_batches.bring_back(local, batch) == 1
    assert texts(local) == [SAID.text]


def test_remarks_are_found_by_what_is_asked_for(shop):
    for one in (
        replace(SAID, text="배송이 늦었어요", source=VoiceSource.SOCIAL),
        replace(SAID, text="포장이 찢어졌어요", said_on=date(2026, 9, 1)),
        replace(SAID, text="잘 받았어요", theme="delivery"),
        replace(SAID, text="100%_만족", is_negative=True),
        replace(SAID, text="별로예요", is_negative=False),
    ):
        voice_feedback.add(shop, one, NOW)
    assert set(texts(shop, theme="delivery")) == {"배송이 늦었어요", "잘 받았어요"}
    assert texts(shop, source=VoiceSource.SOCIAL) == ["배송이 늦었어요"]
    assert set(texts(shop, since=Since.MONTH)) == {
        "배송이 늦었어요", "잘 받았어요", "100%_만족", "별로예요",
    }  # fmt: skip
    assert texts(shop, words=" 0%_ ") == ["100%_만족"]
    assert texts(shop, words="%") == ["100%_만족"]
    found = all_of(shop, negative=True)
    assert {it.remark.text: it.mood for it in found.entries} == {
        "배송이 늦었어요": Mood.GUESS, "포장이 찢어졌어요": Mood.GUESS, "100%_만족": Mood.SAID,
    }  # fmt: skip
    assert (found.found, found.total) == (3, 5)
    assert found.sources == (VoiceSource.TALK, VoiceSource.SOCIAL)
    late = next(it for it in found.entries if it.remark.text == "배송이 늦었어요")
    assert (late.themes, late.words) == (("delivery",), ("배송이 늦",))


def test_pages_hold_twenty_and_a_page_too_far_is_the_last(local):
    some = [replace(SAID, text=f"{number:02d}") for number in range(45)]
    voice_batches.add_many(local, some, NOW)
    assert all_of(local).pages == 3
    last = all_of(local, page=9)
    assert (last.page, [it.remark.text for it in last.entries]) == (
        3, ["04", "03", "02", "01", "00"],
    )  # fmt: skip
    assert len(voice_listing.everything(local, Choice(), TODAY)) == 45
