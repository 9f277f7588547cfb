"""Dispatch exports of any length, written in pieces: for tests of size and for benchmarks.

Every line follows from its number and the seed alone, so files that overlap agree where they do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.sample import headings
from core.sample.catalogue import PAYMENTS, PRODUCTS, REGIONS
from core.sample.draw import Flags, Ints, pick
from core.sample.lines import product_numbers
from core.sample.words import DISTRICTS, FIRST_SYLLABLES, SECOND_SYLLABLES, STREETS, SURNAMES

FIRST_DAY: Final = date(2023, 1, 2)
PER_DAY: Final = 1000
"""Lines of one day; a million lines are two years and nine months."""
BLOCK: Final = 50_000
"""Lines made at once."""
REPEAT: Final = 0.3
"""Share of the orders that come from a buyer who ordered before."""

_ORDER_OF_LINE = np.array([0, 1, 2, 2, 3, 4, 4, 5, 6, 6])
_ORDERS_PER_GROUP = 7
_NAMES = [a + b + c for a in SURNAMES for b in FIRST_SYLLABLES for c in SECOND_SYLLABLES]
_PHONES = [f"010-0000-{number:04d}" for number in range(10_000)]
_CANCELLED = 2
_STATES = ("구매확정", "배송완료", "취소", "반품")
_DETAILS = ("구매확정", "배송완료", "취소완료", "반품완료")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a long export looks like, as ``large`` was told."""

    seed: int
    encoding: str
    first_line: int
    changed: float


def large(  # noqa: PLR0913  (four of them by name, with defaults)
    lines: int,
    path: Path,
    *,
    seed: int = 7,
    encoding: str = "cp949",
    first_line: int = 0,
    changed: float = 0.0,
) -> None:
    """Write a dispatch export of 72 columns with so many lines, in bounded memory.

    Args:
        lines: how many.
        path: the file to write.
        seed: of the random numbers.
        encoding: ``cp949``, ``utf-8`` or ``utf-8-sig``.
        first_line: the number of the first line; two files overlap where their numbers do.
        changed: share of the lines that have been cancelled since; 0 for the first export.
    """
    plan = _Plan(seed, encoding, first_line, changed)
    last = plan.first_line + lines
    with path.open("wb") as file:
        file.write((",".join(headings.DISPATCH) + "\r\n").encode(plan.encoding))
        for block in range(plan.first_line // BLOCK, (last - 1) // BLOCK + 1):
            start = block * BLOCK
            first, end = max(plan.first_line, start) - start, min(last, start + BLOCK) - start
            file.write(_written(_block(block, plan), first, end))


def _written(columns: list[pa.Array], first: int, end: int) -> bytes:
    """Rows ``first`` to ``end`` of the columns, joined to lines of text."""
    cut = [column.slice(first, end - first) for column in columns]
    rows = pc.binary_join_element_wise(*cut, _scalar(b","))
    return b"".join(pc.binary_join_element_wise(rows, _scalar(b""), _scalar(b"\r\n")).to_pylist())


def _scalar(text: bytes) -> pa.Scalar:
    return pa.scalar(text, pa.large_binary())


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is drawn for the lines of a block; one entry per line."""

    line: Ints
    order: Ints
    second: Ints
    buyer: Ints
    product: Ints
    quantity: Ints
    state: Ints
    payment: Ints
    mobile: Flags


def _draw(block: int, plan: _Plan) -> _Drawn:
    rng = np.random.default_rng([plan.seed, block])
    line = block * BLOCK + np.arange(BLOCK)
    group, place = line // 10, _ORDER_OF_LINE[line % 10]
    order = group * _ORDERS_PER_GROUP + place
    orders = BLOCK // 10 * _ORDERS_PER_GROUP
    within = order - order[0]
    repeat, earlier = rng.random(orders) < REPEAT, rng.random(orders)
    number = order[0] + np.arange(orders)
    buyer = np.where(repeat, (earlier * number).astype(np.int64), number)
    second = rng.integers(0, 86000, orders)
    state = pick(rng, (0.93, 0.02, 0.03, 0.02), BLOCK)
    fate = np.random.default_rng([plan.seed, block, 1]).random(BLOCK)
    return _Drawn(
        line=line,
        order=order,
        second=(line // PER_DAY) * 86400 + second[within],
        buyer=buyer[within],
        product=pick(rng, [item.orders for item in PRODUCTS], BLOCK),
        quantity=1 + pick(rng, (0.85, 0.11, 0.04), BLOCK),
        state=np.where(fate < plan.changed, _CANCELLED, state),
        payment=pick(rng, [share for _, share, _ in PAYMENTS], orders)[within],
        mobile=(rng.random(orders) < 0.8)[within],  # noqa: PLR2004
    )


def _block(block: int, plan: _Plan) -> list[pa.Array]:
    drawn = _draw(block, plan)
    cells: dict[str, pa.Array] = {}
    for part in (_numbers, _who, _what, _when):
        cells |= part(drawn, _Encoder(plan.encoding))
    empty = pa.repeat(_scalar(b""), BLOCK)
    return [cells.get(name, empty) for name in headings.DISPATCH]


@dataclass(frozen=True, slots=True)
class _Encoder:
    """Texts, numbers and moments become columns of bytes."""

    encoding: str

    def words(self, words: Sequence[str], positions: Ints) -> pa.Array:
        """One of a few words for each line."""
        few = pa.array([self._bytes(word) for word in words], pa.large_binary())
        return few.take(pa.array(positions))

    def joined(self, *parts: pa.Array | str) -> pa.Array:
        """Columns and texts between them, one after the other."""
        columns = [_scalar(self._bytes(part)) if isinstance(part, str) else part for part in parts]
        return pc.binary_join_element_wise(*columns, _scalar(b""))

    def whole(self, values: Ints) -> pa.Array:
        """Whole numbers."""
        return pa.array(values).cast(pa.large_string()).cast(pa.large_binary())

    def moments(self, seconds: Ints) -> pa.Array:
        """Moments given as seconds since the first midnight."""
        moments = np.datetime64(FIRST_DAY, "s") + seconds.astype("timedelta64[s]")
        written = pc.strftime(pa.array(moments), format="%Y-%m-%d %H:%M:%S")
        return written.cast(pa.large_string()).cast(pa.large_binary())

    def _bytes(self, text: str) -> bytes:
        return text.encode("utf-8" if self.encoding == "utf-8-sig" else self.encoding)


def _numbers(drawn: _Drawn, to: _Encoder) -> dict[str, pa.Array]:
    day = drawn.line // PER_DAY
    dates = np.datetime64(FIRST_DAY) + np.arange(day[0], day[-1] + 1)
    date_number = np.array([int(text.replace("-", "")) for text in np.datetime_as_string(dates)])
    head = date_number[day - day[0]] * 100_000_000
    sent = (drawn.state != _CANCELLED).astype(np.int64)
    return {
        "상품주문번호": to.whole(head + 20_000_000 + drawn.line % PER_DAY * 9973 + drawn.line % 97),
        "주문번호": to.whole(head + 60_000_000 + drawn.order % PER_DAY * 9973 + drawn.order % 89),
        "배송비 묶음번호": to.whole(400_000_000 + drawn.order),
        "송장번호": to.whole(590_000_000_000 + drawn.order),
        "택배사": to.words(["", "가온택배"], sent),
        "배송속성": to.words(["일반배송"], 0 * sent),
        "배송방법(구매자 요청)": to.words(['"택배,등기,소포"'], 0 * sent),
        "배송비 유형": to.words(["조건부무료"], 0 * sent),
        "배송비 형태": to.words(["무료", "선불"], drawn.order % 3 % 2),
        "배송비 합계": to.words(["0", "3000"], drawn.order % 3 % 2),
        "제주/도서 추가배송비": to.words(["0"], 0 * sent),
        "배송비 할인액": to.words(["0"], 0 * sent),
        "판매채널": to.words(["스마트스토어"], 0 * sent),
    }


def _who(drawn: _Drawn, to: _Encoder) -> dict[str, pa.Array]:
    buyer = drawn.buyer
    mixed = buyer * 2_654_435_761 % 4_294_967_291
    name, phone = to.words(_NAMES, mixed % len(_NAMES)), to.words(_PHONES, buyer % len(_PHONES))
    home = to.joined(
        to.words([region for region, _ in REGIONS], mixed % len(REGIONS)),
        " ",
        to.words(DISTRICTS, mixed // 17 % len(DISTRICTS)),
        " ",
        to.words(STREETS, mixed // 136 % len(STREETS)),
        " ",
        to.whole(1 + mixed // 816 % 200),
    )
    door = to.joined(to.whole(101 + mixed % 800), "호")
    return {
        "구매자명": name,
        "구매자ID": to.joined("ex", to.whole(10_000_000 + buyer)),
        "수취인명": name,
        "구매자연락처": phone,
        "수취인연락처1": phone,
        "기본배송지": home,
        "상세배송지": door,
        "통합배송지": to.joined(home, " ", door),
        "우편번호": to.joined("00", to.whole(100 + mixed % 900)),
        "배송메세지": to.words(("", "문 앞에 놓아 주세요"), mixed % 2),
        "결제위치": to.words(("PC", "MOBILE"), drawn.mobile.astype(np.int64)),
        "결제수단": to.words([name for name, _, _ in PAYMENTS], drawn.payment),
    }


def _what(drawn: _Drawn, to: _Encoder) -> dict[str, pa.Array]:
    product, none = drawn.product, np.zeros(BLOCK, dtype=np.int64)
    price = np.array([item.price for item in PRODUCTS])[product]
    discount = np.where(drawn.line % 6 == 0, price * drawn.quantity // 200 * 10, 0)
    amount = price * drawn.quantity - discount
    fee, channel_fee = amount * 33 // 1000, np.where(drawn.order % 2 == 0, amount // 50, 0)
    cut, total = to.whole(discount), to.whole(amount)
    options = ["사이즈: M" if item.options else "" for item in PRODUCTS]
    kinds = ["조합형옵션상품" if item.options else "단일상품" for item in PRODUCTS]
    return {
        "상품번호": to.words([str(number) for number in product_numbers()], product),
        "상품명": to.words([item.name for item in PRODUCTS], product),
        "상품종류": to.words(kinds, product),
        "옵션정보": to.words(options, product),
        "판매자 상품코드": to.words([item.code for item in PRODUCTS], product),
        "수량": to.whole(drawn.quantity),
        "옵션가격": to.words(("0",), none),
        "상품가격": to.whole(price),
        "최종 상품별 할인액": cut,
        "최초 상품별 할인액": cut,
        "판매자 부담 할인액": cut,
        "최종 상품별 총 주문금액": total,
        "최초 상품별 총 주문금액": total,
        "네이버페이 주문관리 수수료": to.whole(fee),
        "매출연동 수수료": to.whole(channel_fee),
        "정산예정금액": to.whole(amount - fee - channel_fee),
        "주문상태": to.words(_STATES, drawn.state),
        "주문세부상태": to.words(_DETAILS, drawn.state),
        "수량클레임 여부": to.words(("N",), none),
        "반품안심케어": to.words(("N",), none),
        "멤버십N배송": to.words(("N",), none),
        "출고지": to.words(("가온 작업실",), none),
    }


def _when(drawn: _Drawn, to: _Encoder) -> dict[str, pa.Array]:
    paid = drawn.second + 60
    next_day = (drawn.second // 86400 + 1) * 86400
    sent = to.moments(next_day + 50_000 + drawn.order % 7200)
    return {
        "주문일시": to.moments(drawn.second),
        "결제일": to.moments(paid),
        "발주확인일": to.moments(next_day + 34_200),
        "발송기한": to.moments(next_day + 3 * 86400 - 1),
        "발송처리일": sent,
        "발송일": sent,
    }
