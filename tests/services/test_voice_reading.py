"""Reading what customers wrote: each text once, as it is now, whatever has happened to it."""

import contextlib
import threading
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from core.analysis.voice_themes import Kind, Rule
from core.services import kept_notes, voice_feedback, voice_reading, voice_words
from core.services.opening import OpenShop
from core.services.voice_feedback import Remark
from core.store.voice_sources import Origin, ToldBy
from core.store.voice_tables import FeedbackRow
from tests import shops
from tests.services import voice_texts
from tests.services.voice_texts import NOW, Review

LATE, PRAISE, BROKEN = (
    "배송이 너무 늦었어요",
    "배송도 빠르고 포장도 꼼꼼해요",
    "접시가 깨져서 왔어요",
)
DELIVERY, QUALITY, PACKING = 1, 2, 32
GOOD, BAD = "배송이 빨라서 정말 좋아요", "포장이 엉망이고 정말 별로예요"
MANY = [Review(f"m{n}", f"{(GOOD, BAD)[n % 2]} {n}", 5 - 4 * (n % 2)) for n in range(320)]


def kept(shop: OpenShop) -> list[tuple[Any, ...]]:
    """All that was read."""
    with shop.store.read() as session:
        rows = session.execute(
            text(
                "SELECT origin, upload_id, number, day, product_id, stars, mood, told_by, topics, "
                "problems FROM voice_read ORDER BY origin, upload_id, number"
            )
        )
        return [tuple(row) for row in rows]


def afresh(shop: OpenShop) -> list[tuple[Any, ...]]:
    """The same after everything was forgotten and read once more."""
    with shop.store.write() as session:
        for table in ("voice_read", "voice_state", "voice_model"):
            session.execute(text(f"DELETE FROM {table}"))
    voice_reading.catch_up(shop)
    return kept(shop)


def read(shop: OpenShop) -> dict[tuple[Origin, int], tuple[Any, ...]]:
    """Mood, who told it, topics and problems of each text, by origin and number."""
    voice_reading.catch_up(shop)
    return {(Origin(row[0]), row[2]): row[6:] for row in kept(shop)}


def test_stars_are_the_label(shop: OpenShop) -> None:
    voice_texts.reviews(
        shop,
        [
            Review("1", LATE, 1), Review("2", LATE, 5), Review("3", PRAISE, 5),
            Review("4", "배송 이야기", 2), Review("5", LATE, 3), Review("6", None, 1),
        ],
    )  # fmt: skip

    found = read(shop)

    told = {number: found[Origin.REVIEW, number] for number in range(6)}
    assert told[0] == (-1, ToldBy.STARS, DELIVERY, DELIVERY)
    assert told[1] == (1, ToldBy.STARS, DELIVERY, 0)  # a remark, no complaint
    assert told[2] == (1, ToldBy.STARS, DELIVERY | PACKING, 0)
    assert told[3] == (-1, ToldBy.STARS, DELIVERY, DELIVERY)  # names no fault, but is not pleased
    assert told[4] == (0, ToldBy.STARS, DELIVERY, DELIVERY)
    assert told[5] == (-1, ToldBy.STARS, 0, 0)


def test_without_stars_a_guess_is_marked_as_one_and_changes_no_complaint(shop: OpenShop) -> None:
    one = voice_texts.remark(shop, f"{LATE} 그래도 예쁘고 좋아요 최고예요")
    two = voice_texts.remark(shop, "그냥 그래요")
    three = voice_texts.remark(shop, "배송 문제 없었어요", is_negative=1)

    found = read(shop)

    assert found[Origin.REMARK, one] == (1, ToldBy.GUESS, DELIVERY, DELIVERY)
    assert found[Origin.REMARK, two][:2] == (None, ToldBy.NOBODY)
    assert found[Origin.REMARK, three][:2] == (-1, ToldBy.SELLER)


def test_points_of_other_scales_tell_as_well(shop: OpenShop) -> None:
    told = {
        voice_texts.remark(shop, LATE, scale=scale, score=score): mood
        for scale, score, mood in (
            ("csat", 5, 1), ("csat", 3, 0), ("csat", 2, -1), ("nps", 9, 1), ("nps", 7, 0),
            ("nps", 6, -1), ("ces", 5, 1), ("ces", 4, 0), ("ces", 3, -1),
        )
    }  # fmt: skip

    found = read(shop)

    assert {number: found[Origin.REMARK, number][0] for number in told} == told
    assert {by for _mood, by, *_ in found.values()} == {ToldBy.STARS}


def test_the_theme_the_seller_chose_counts_alone(shop: OpenShop) -> None:
    voice_texts.reviews(shop, [Review("1", LATE, 1), Review("2", PRAISE, 5)])
    voice_texts.mark(shop, "1", theme="quality")
    voice_texts.mark(shop, "2", theme="quality", is_negative=1)

    found = read(shop)

    assert found[Origin.REVIEW, 0] == (-1, ToldBy.STARS, QUALITY, QUALITY)
    assert found[Origin.REVIEW, 1] == (-1, ToldBy.SELLER, QUALITY, QUALITY)


def test_a_complaint_by_itself_counts_and_one_of_a_review_does_not_count_twice(
    shop: OpenShop,
) -> None:
    alone = voice_texts.complaint(shop, BROKEN)
    voice_texts.complaint(shop, BROKEN, mall=1, review_no="1")
    voice_texts.complaint(shop, BROKEN, feedback_id=voice_texts.remark(shop, BROKEN))

    found = read(shop)

    assert [key for key in found if key[0] is Origin.COMPLAINT] == [(Origin.COMPLAINT, alone)]
    assert found[Origin.COMPLAINT, alone][3] != 0


def test_an_inquiry_is_not_guessed(shop: OpenShop) -> None:
    voice_texts.inquiries(shop, [("1", "언제 배송되나요 너무 좋아요", shops.LAST)])

    assert read(shop)[Origin.INQUIRY, 0] == (None, ToldBy.NOBODY, DELIVERY, DELIVERY)


def test_only_what_is_new_is_read(shop: OpenShop) -> None:
    voice_texts.reviews(shop, [Review(str(n), LATE, 1) for n in range(30)])
    told: list[tuple[int, int]] = []

    assert voice_reading.waiting(shop) == 30
    assert voice_reading.catch_up(shop, lambda read, everything: told.append((read, everything)))
    assert told == [(30, 30)]
    assert voice_reading.is_read(shop)
    assert voice_reading.catch_up(shop) == 0
    voice_texts.remark(shop, LATE)
    assert voice_reading.catch_up(shop) == 1
    voice_words.add(shop, Rule("delivery", "함흥", Kind.PROBLEM), NOW)
    assert voice_reading.catch_up(shop) == 31


def test_what_it_was_read_with_is_told_apart(shop: OpenShop) -> None:
    one = voice_texts.remark(shop, "쿠폰이 안 돼요")
    assert read(shop)[Origin.REMARK, one][2] & (1 << 8) == 0

    voice_words.add(shop, Rule("쿠폰", "쿠폰이 안", Kind.PROBLEM), NOW)
    assert read(shop)[Origin.REMARK, one][3] & (1 << 8)

    voice_words.put_back(shop, "쿠폰이 안", None, NOW)
    assert read(shop)[Origin.REMARK, one][2] & (1 << 8) == 0


def test_the_shop_teaches_from_three_hundred_starred_reviews_on(shop: OpenShop) -> None:
    one = voice_texts.remark(shop, "포장이 엉망")
    voice_texts.reviews(shop, MANY[:290])
    voice_reading.catch_up(shop)
    assert voice_reading.figures(shop) is None

    voice_texts.reviews(shop, MANY[290:])
    found = read(shop)
    told = voice_reading.figures(shop)

    assert told is not None
    assert told.told.trials == 320
    assert told.usual == pytest.approx(0.5)
    assert found[Origin.REMARK, one][:2] == (-1, ToldBy.GUESS)


def test_a_review_without_words_or_day_breaks_nothing(shop: OpenShop) -> None:
    voice_texts.reviews(shop, [Review("1", None, None, None), Review("2", "", 4)])

    assert read(shop)[Origin.REVIEW, 0] == (None, ToldBy.NOBODY, 0, 0)
    assert kept(shop) == afresh(shop)


def test_breaking_off_leaves_nothing_that_is_taken_for_the_whole(
    shop: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_reading, "AT_ONCE", 10)
    first = voice_texts.reviews(shop, [Review(str(n), LATE, 1) for n in range(35)])

    def stop(read: int, _everything: int) -> None:
        if read >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        voice_reading.catch_up(shop, stop)
    assert len(kept(shop)) == 20
    assert not voice_reading.is_read(shop)

    voice_texts.take_back(shop, first)
    voice_texts.reviews(shop, [Review("9", BROKEN, 1)])
    voice_reading.catch_up(shop)
    assert len(kept(shop)) == 1
    assert kept(shop) == afresh(shop)


def test_what_is_taken_back_while_it_is_read_is_not_kept(
    shop: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_reading, "AT_ONCE", 10)
    first = voice_texts.reviews(shop, [Review(str(n), LATE, 1) for n in range(35)])
    gone = []

    def take_back(read: int, _everything: int) -> None:
        if read == 20:
            voice_texts.take_back(shop, first)
            gone.append(first)

    voice_reading.catch_up(shop, take_back)
    assert gone
    voice_reading.catch_up(shop)

    assert kept(shop) == []


def test_two_windows_may_read_at_once(shop: OpenShop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_reading, "AT_ONCE", 50)
    voice_texts.reviews(shop, [Review(str(n), (LATE, PRAISE, BROKEN)[n % 3], 1 + n % 5)
                               for n in range(400)])  # fmt: skip
    faults: list[BaseException] = []

    def window() -> None:
        try:
            voice_reading.catch_up(shop)
        except BaseException as fault:  # noqa: BLE001  (told below)
            faults.append(fault)

    windows = [threading.Thread(target=window) for _ in range(3)]
    for one in windows:
        one.start()
    for one in windows:
        one.join()

    assert faults == []
    assert len(kept(shop)) == 400
    assert kept(shop) == afresh(shop)


def test_two_windows_with_other_words_come_to_an_end(
    shop: OpenShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [voice_texts.remark(shop, f"앵무새가 왔어요 {number}") for number in range(4)]
    monkeypatch.setattr(voice_reading, "AT_ONCE", 1)
    turns = 0

    def other(_read: int, _all: int) -> None:
        nonlocal turns
        turns += 1
        assert turns < 50
        if turns == 1:
            voice_words.add(shop, Rule("새", "앵무새", Kind.PROBLEM), NOW)
        with contextlib.suppress(InterruptedError):  # another window reads one text as well
            voice_reading.catch_up(shop, interrupt)

    def interrupt(_read: int, _all: int) -> None:
        raise InterruptedError

    voice_reading.catch_up(shop, other)

    assert voice_reading.is_read(shop)
    bit = 1 << list(voice_words.named(shop)).index("새")
    assert {read(shop)[Origin.REMARK, number][2:] for number in numbers} == {(bit, bit)}


def test_what_says_the_same_as_something_thrown_away_is_read_by_itself(shop: OpenShop) -> None:
    first, second = (voice_feedback.add(shop, Remark(LATE, NOW.date()), NOW) for _ in range(2))
    voice_feedback.merge(shop, second.id or 0, first.id or 0, NOW)
    assert set(read(shop)) == {(Origin.REMARK, first.id)}

    voice_feedback.delete(shop, first.id or 0, NOW)

    assert set(read(shop)) == {(Origin.REMARK, second.id)}


SAID = st.sampled_from([LATE, PRAISE, BROKEN, "색이 달라요", "그냥 그래요", "", "쿠폰 최고예요"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("file"), st.lists(
            st.tuples(st.integers(0, 6), SAID, st.sampled_from([None, 1, 3, 5])), min_size=1,
            max_size=4, unique_by=lambda one: one[0],
        )),
        st.tuples(st.just("back"), st.integers(0, 5)),
        st.tuples(st.just("remark"), SAID),
        st.tuples(st.just("edit"), st.integers(0, 5), SAID),
        st.tuples(st.just("undo"), st.integers(0, 5)),
        st.tuples(st.just("delete"), st.integers(0, 5)),
        st.tuples(st.just("mark"), st.integers(0, 6), st.sampled_from([None, "size", "없음"])),
        st.tuples(st.just("word"), st.sampled_from(["쿠폰", "배송", "그냥"])),
        st.tuples(st.just("unword"), st.sampled_from(["쿠폰", "배송", "늦었"])),
        st.tuples(st.just("read")),
    ),
    min_size=2, max_size=12,
)  # fmt: skip


class Doing:
    """What happens to the texts of a shop, step by step."""

    def __init__(self, shop: OpenShop) -> None:
        self.shop = shop
        self.files: list[int] = []
        self.remarks: list[int] = []
        self.hours = 0

    def file(self, rows: list[tuple[int, str, int | None]]) -> None:
        self.hours += 1
        told = [Review(str(no), said, stars) for no, said, stars in rows]
        as_of = NOW + timedelta(hours=self.hours)
        self.files.append(voice_texts.reviews(self.shop, told, as_of=as_of))

    def back(self, which: int) -> None:
        if self.files:
            voice_texts.take_back(self.shop, self.files.pop(which % len(self.files)))

    def remark(self, said: str) -> None:
        self.remarks.append(voice_texts.remark(self.shop, said))

    def edit(self, which: int, said: str) -> None:
        for number in self._one(which):
            voice_texts.change(self.shop, number, text=said)

    def delete(self, which: int) -> None:
        for number in self._one(which):
            kept_notes.delete(self.shop, FeedbackRow, number, NOW)

    def undo(self, which: int) -> None:
        with contextlib.suppress(LookupError):
            for number in self._one(which):
                kept_notes.undo(self.shop, FeedbackRow, number)

    def mark(self, no: int, theme: str | None) -> None:
        voice_texts.mark(self.shop, str(no), theme=theme)

    def word(self, word: str) -> None:
        voice_words.add(self.shop, Rule("내 주제", word, Kind.PROBLEM), NOW)

    def unword(self, word: str) -> None:
        voice_words.remove(self.shop, Rule("delivery", word), NOW)

    def read(self) -> None:
        voice_reading.catch_up(self.shop)

    def _one(self, which: int) -> list[int]:
        return [self.remarks[which % len(self.remarks)]] if self.remarks else []


@given(steps=STEPS)
@settings(max_examples=25)
def test_reading_step_by_step_is_reading_all_afresh(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
) -> None:
    shop = shops.opened(tmp_path_factory.mktemp("shop"))
    doing = Doing(shop)
    for what, *about in steps:
        getattr(doing, what)(*about)
    voice_reading.catch_up(shop)

    assert voice_reading.is_read(shop)
    assert kept(shop) == afresh(shop)
    shop.close()
