"""Files of remarks: in once, back whole, out and in again as they were."""

import io
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.i18n import speaking
from core.services import voice_feedback, voice_file
from core.services.receipts import Source
from core.services.voice_feedback import Remark
from core.services.voice_orders import About
from core.store import voice_feedback as store
from core.store.voice_feedback import Wanted
from core.store.voice_tables import FeedbackRow
from core.terms import Mall
from core.terms.voice import AskedScale, VoiceSource
from core.ui.downloads import csv_bytes
from core.wording import voice_file as words
from tests import shops
from tests.shops import Line

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
FILE = """날짜,내용,무엇을 물었나,점수,어디서,주문번호,상품
2026-11-20,잘 받았어요,만족도,5,톡톡,O1,
2026-11-21,늦었어요,만족도,2,전화,L000000002,
2026-11-21,늦었어요,만족도,2,전화,L000000002,
2026-11-22,,추천,9,설문,모름1,mug
2026-11-23,모르는 상품이에요,,,편지,,없는 상품
"""


@pytest.fixture
def orders(shop):
    """A shop with three orders of two lines, one and one."""
    day = date(2026, 11, 15)
    shops.take(shop, [Line(day, "a", order="O1"), Line(day, "a", order="O1", product="bowl"),
                      Line(day, "b", product="bowl", order="O2"), Line(day, "c")])  # fmt: skip
    return shop


def look(shop, text=FILE, name="말.csv", **more):
    return voice_file.look(shop, Source(name, text.encode()), NOW, **more)


def rows(shop):
    with shop.store.read() as session:
        frame = store.frame(session, shop.id, Wanted())
        return store.some(session, shop.id, sorted(frame["id"].tolist()))


def take(shop, text=FILE):
    return voice_file.take(shop, look(shop, text), NOW)


def test_a_file_comes_in_once_with_its_orders_products_and_buyers(orders):
    seen = look(orders)
    assert (seen.new, seen.same, seen.thrown, seen.linked, seen.unknown) == (5, 0, 0, 3, 1)
    taken = voice_file.take(orders, seen, NOW)
    assert (taken.new, taken.same) == (5, 0)
    told = [(r.order_no, r.mall, r.buyer_key and r.buyer_key[-1], r.source) for r in rows(orders)]
    assert told == [
        ("O1", 1, "a", "talk"), ("O2", 1, "b", "phone"), ("O2", 1, "b", "phone"),
        ("모름1", None, None, "other"), (None, None, None, "letter"),
    ]  # fmt: skip
    # Of an order with two products nobody knows which is meant.
    assert [row.product_id is None for row in rows(orders)] == [True, False, False, False, True]
    assert rows(orders)[-1].note == "없는 상품"
    again = look(orders)
    assert (again.new, again.same) == (0, 5)
    assert voice_file.take(orders, again, NOW).batch is None
    assert len(rows(orders)) == 5


def test_a_file_that_has_grown_brings_only_what_is_new(orders):
    take(orders)
    grown = look(orders, FILE + "2026-11-21,늦었어요,만족도,2,전화,L000000002,\n")
    assert (grown.new, grown.same) == (1, 5)


def test_what_was_changed_or_thrown_away_here_does_not_come_back(orders):
    take(orders)
    first, second = (voice_feedback.read(row) for row in rows(orders)[:2])
    voice_feedback.edit(orders, replace(first, text="아주 잘 받았어요", score=4), NOW)
    voice_feedback.delete(orders, second.id, NOW)
    seen = look(orders)
    assert (seen.new, seen.same, seen.thrown) == (0, 4, 1)


def test_what_was_written_by_hand_is_not_doubled(shop):
    voice_feedback.add(
        shop, Remark("잘 받았어요", date(2026, 11, 20), score=5, scale=AskedScale.CSAT), NOW
    )
    seen = look(shop, "날짜,내용,만족도,어디서\n2026-11-20, 잘  받았어요 ,5,톡톡\n")
    assert (seen.new, seen.same) == (0, 1)


def test_a_file_is_taken_back_whole_and_comes_again(orders):
    kept = voice_feedback.add(orders, Remark("따로", date(2026, 11, 20)), NOW)
    batch = take(orders).batch
    changed = voice_feedback.read(rows(orders)[1])
    voice_feedback.edit(orders, replace(changed, note="보냄"), NOW)
    assert voice_file.take_back(orders, batch, NOW) == 5
    assert [row.id for row in rows(orders)] == [kept.id]
    assert [(one.there, one.gone) for one in voice_file.files(orders)] == [(0, 5)]
    assert voice_file.bring_back(orders, batch) == 5
    assert [row.note for row in rows(orders)].count("보냄") == 1
    voice_file.take_back(orders, batch, NOW)
    again = take(orders)
    assert (again.new, again.same, len(rows(orders))) == (5, 0, 6)
    assert [(one.batch, one.there) for one in voice_file.files(orders)] == [(again.batch, 5)]
    assert voice_file.bring_back(orders, batch) == 0


def test_one_remark_of_a_file_that_was_taken_back_can_be_brought_back(orders):
    batch = take(orders).batch
    number = rows(orders)[0].id
    voice_file.take_back(orders, batch, NOW)
    voice_feedback.undo(orders, number)
    assert [row.id for row in rows(orders)] == [number]
    seen = look(orders)
    assert (seen.same, seen.new + seen.thrown) == (1, 4)


def test_what_was_thrown_away_before_stays_away_when_a_file_is_brought_back(orders):
    batch = take(orders).batch
    gone = rows(orders)[0].id
    voice_feedback.delete(orders, gone, NOW)
    voice_file.take_back(orders, batch, NOW + timedelta(minutes=1))
    assert voice_file.bring_back(orders, batch) == 4
    assert gone not in {row.id for row in rows(orders)}


def test_two_windows_take_the_same_file_once(orders):
    seen = look(orders)
    voice_file.take(orders, seen, NOW)
    second = voice_file.take(orders, seen, NOW)
    assert (second.new, second.same, second.batch) == (0, 5, None)


def test_a_number_that_two_malls_gave_leads_only_where_the_file_says(shop):
    day = date(2026, 11, 15)
    for mall, buyer in ((Mall.SMARTSTORE, "a"), (Mall.COUPANG, "b")):
        shops.take(shop, [Line(day, buyer, order="77777")], mall=mall, name=f"{buyer}.xlsx")
    text = "날짜,내용,주문번호,판매처\n2026-11-20,하나,77777,쿠팡\n2026-11-20,둘,77777,\n"
    seen = look(shop, text)
    assert (seen.linked, seen.unknown) == (1, 1)
    voice_file.take(shop, seen, NOW)
    told = {row.text: (row.mall, row.order_no, row.buyer_key) for row in rows(shop)}
    assert told == {
        "하나": (Mall.COUPANG.value, "77777", f"{'b':0>32}"), "둘": (None, "77777", None),
    }  # fmt: skip


def exported(shop, language="ko"):
    with speaking(language):
        return voice_file.protected(words.export(voice_file.exported(shop)))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again_as_it_was(orders, tmp_path, kind, language):
    take(orders)
    about = About(Mall.COUPANG, "C-77", None, f"{7:032x}")
    voice_feedback.add(
        orders,
        Remark("=1+1\n둘째 줄", date(2026, 11, 19), VoiceSource.SOCIAL, AskedScale.CES, 7, about,
               "delivery", note="'따옴표", is_negative=False, answered_at=NOW),
        NOW,
    )  # fmt: skip
    frame = exported(orders, language)
    content = csv_bytes(frame) if kind == "csv" else voice_file.workbook(frame, "말")
    same = voice_file.look(orders, Source(f"말.{kind}", content), NOW)
    assert (same.new, same.same, same.refused, same.found.unused) == (0, 6, (), ())
    other = shops.opened(tmp_path / "other")
    try:
        voice_file.take(other, voice_file.look(other, Source(f"말.{kind}", content), NOW), NOW)
        told = exported(other, language)
        # Their products and orders are not known there; the words for them are kept.
        names = frame.columns.drop([frame.columns[7], frame.columns[8], frame.columns[11]])
        pd.testing.assert_frame_equal(told[names], frame[names])
    finally:
        other.close()


def test_no_cell_of_a_file_runs_as_a_formula(local):
    for said in ("=cmd|'/c calc'!A1", "+82", "@SUM(1)", "-1+2"):
        voice_feedback.add(local, Remark(said, date(2026, 11, 20)), NOW)
    frame = exported(local)
    text = csv_bytes(frame).decode("utf-8-sig")
    assert all(cell.startswith("'") for cell in frame.iloc[:, 1])
    assert [one for one in (",=", ',"=') if one in text] == []
    book = CalamineWorkbook.from_filelike(io.BytesIO(voice_file.workbook(frame, "말")))
    assert all(row[1].startswith("'") for row in book.get_sheet_by_name("말").to_python()[1:])


SAID = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@',\"\n"),
    max_size=30,
)


@settings(max_examples=25)
@given(st.lists(st.tuples(SAID, st.sampled_from(VoiceSource), st.none() | st.integers(1, 5),
                          st.integers(0, 40)), min_size=1, max_size=6))  # fmt: skip
def test_any_words_come_in_again_as_they_went_out(told):
    with TemporaryDirectory() as folder:
        shop = shops.opened(Path(folder))
        try:
            for said, source, score, back in told:
                if not voice_feedback.clean(said) and score is None:
                    continue
                voice_feedback.add(
                    shop,
                    Remark(said, date(2026, 11, 30) - timedelta(days=back), source,
                           AskedScale.CSAT if score else None, score),
                    NOW,
                )  # fmt: skip
            frame = exported(shop)
            for name, content in (
                ("말.csv", csv_bytes(frame)), ("말.xlsx", voice_file.workbook(frame, "말"))
            ):  # fmt: skip
                if len(frame):
                    seen = voice_file.look(shop, Source(name, content), NOW)
                    assert (seen.new, seen.same, seen.refused) == (0, len(frame), ())
        finally:
            shop.close()


def test_the_table_to_fill_in_is_read_and_its_examples_are_not(local):
    for language in ("ko", "en"):
        with speaking(language):
            frame = words.template()
        content = csv_bytes(frame).decode("utf-8-sig")
        seen = look(local, content + '2026-11-20,"네, 좋아요",,,,,,,\n')
        assert (seen.new, len(seen.skipped), seen.refused, seen.found.unused) == (1, 2, (), ())


def test_ten_thousand_lines_take_seconds_in_and_back(local):
    lines = "".join(
        f"2026-{9 + at % 3:02d}-{1 + at % 28:02d},{at}번째 말이에요,{1 + at % 5},톡톡\n"
        for at in range(10_000)
    )
    began = time.perf_counter()
    seen = look(local, "날짜,내용,만족도,어디서\n" + lines)
    batch = voice_file.take(local, seen, NOW).batch
    assert voice_file.take_back(local, batch, NOW) == 10_000
    assert voice_file.bring_back(local, batch) == 10_000
    assert look(local, "날짜,내용,만족도,어디서\n" + lines).same == 10_000
    assert time.perf_counter() - began < 60


def test_a_new_remark_after_a_file_has_a_number_of_its_own(orders):
    take(orders)
    one = voice_feedback.add(orders, Remark("하나 더", date(2026, 11, 20)), NOW)
    with orders.store.read() as session:
        assert session.get(FeedbackRow, (orders.id, one.id)).text == "하나 더"
    assert one.id == 6
