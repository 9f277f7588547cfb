"""Reviews by the hundred thousand for a big shop, as the file SmartStore gives them.

They belong to order lines of the store. Nearly every text is different: two to four sentences of a
pool, with numbers in some of them, so that nothing is saved by texts that are alike.
"""

import sqlite3
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from page_shop import FIRST_PRODUCT, TODAY

from core.sample import headings
from core.sample.sheets import workbook

FILE: Final = f"리뷰_{TODAY:%Y%m%d}.xlsx"
STARS: Final = (0.03, 0.04, 0.08, 0.2, 0.65)
"""How many reviews have one to five stars."""
REPLIED: Final = 0.6
WAITS: Final = 21
"""A review is written up to so many days after the payment; none on the day of the benchmark."""

_PRAISE: Final = (
    "정말 마음에 들어요.", "배송이 {n}일 만에 왔어요.", "빨리 와서 좋았어요.", "포장이 꼼꼼해요.",
    "가격이 착해요.", "{n}번째 구매예요.", "사진보다 더 예뻐요.", "색이 화면과 똑같아요.",
    "크기가 딱 맞아요.", "향이 은은하게 오래가요.", "마감이 튼튼해요.", "상담이 친절했어요.",
    "선물했더니 {n}명이 물어봤어요.", "재구매할게요.", "{n}개 더 살 거예요.", "잘 쓰고 있어요.",
    "하자 없이 왔어요.", "설명이 자세해서 믿고 샀어요.", "부드럽고 가벼워요.", "추천해요!",
)  # fmt: skip
_BLAME: Final = (
    "배송이 {n}일이나 늦었어요.", "포장이 찢어져서 왔어요.", "깨진 채로 왔어요.",
    "흠집이 {n}군데 있어요.", "가격에 비해 별로예요.", "색이 사진과 너무 달라요.",
    "크기가 작아요.", "문의에 답이 {n}일 걸렸어요.", "반품이 어려웠어요.",
    "교환해 달라고 {n}번 말했어요.", "냄새가 심해요.", "{n}번 쓰고 고장 났어요.",
    "실망했어요.", "다시는 안 살 거예요.", "다른 상품이 왔어요.", "환불이 늦어요.",
    "불친절했어요.", "마감이 거칠어요.", "설명과 달라요.", "배송비가 비싸요.",
)  # fmt: skip
_BETWEEN: Final = (
    "그냥 그래요.", "무난해요.", "{n}일째 써 보고 있어요.", "생각보다 커요.", "보통이에요.",
    "색은 괜찮아요.", "배송은 {n}일 걸렸어요.", "가격은 적당해요.", "더 써 봐야 알겠어요.",
    "포장은 평범해요.",
)  # fmt: skip
_POOLS: Final = {1: _BLAME, 2: _BLAME + _BETWEEN, 3: _BETWEEN, 4: _PRAISE + _BETWEEN, 5: _PRAISE}


def write(folder: Path, reviews: int) -> Path:
    """Write the file of reviews of the order lines in ``folder``, and tell where."""
    rng = np.random.default_rng(11)
    lines = _lines(folder)
    some = lines.iloc[np.sort(rng.choice(len(lines), min(reviews, len(lines)), replace=False))]
    count = len(some)
    stars = 1 + rng.choice(len(STARS), count, p=STARS)
    written = np.minimum(
        some["paid_at"].to_numpy() + rng.integers(86_400, WAITS * 86_400, count),
        (np.datetime64(TODAY, "s").astype(np.int64) - 10 * 3600),
    )
    replied = rng.random(count) < REPLIED
    moments, answers = _moments(written), _moments(written + 20 * 3600)
    known: dict[str, Any] = {
        "상품번호": some["product_no"].to_numpy(),
        "상품명": some["name"].to_numpy(),
        "리뷰구분": "일반",
        "구매자평점": stars.astype(str),
        "리뷰상세내용": texts(rng, stars),
        "리뷰도움수": rng.poisson(0.4, count),
        "등록자": "ex****",
        "리뷰등록일": moments,
        "최종수정일": moments,
        "리뷰글번호": (4_100_000_000 + np.arange(count)).astype(str),
        "전시상태": "전시중",
        "답글여부": np.where(replied, "Y", "N"),
        "답글등록일시": np.where(replied, answers, ""),
        "베스트리뷰": "N",
        "혜택지급": "N",
        "상품주문번호": some["line_no"].to_numpy(),
    }
    table = pd.DataFrame({name: known.get(name, "") for name in headings.REVIEW}, dtype=object)
    file = folder / FILE
    file.write_bytes(workbook(table, "Sheet0"))
    return file


def texts(rng: np.random.Generator, stars: npt.NDArray[np.int64]) -> list[str]:
    """What is written with so many stars each."""
    drawn = rng.integers(0, 1 << 30, (len(stars), 4))
    many, numbers = rng.integers(2, 5, len(stars)), rng.integers(2, 30, len(stars))
    found = []
    for star, of, places, number in zip(stars, many, drawn, numbers, strict=True):
        pool = _POOLS[int(star)]
        said = [pool[place % len(pool)] for place in places[:of]]
        found.append(" ".join(dict.fromkeys(said)).format(n=number))
    return found


def _lines(folder: Path) -> pd.DataFrame:
    """The order lines that were paid, in the order of time."""
    store = sqlite3.connect(f"file:{folder / 'store.db'}?mode=ro", uri=True)
    found = pd.read_sql(
        "SELECT line.line_no, line.paid_at, product.name"
        " FROM order_line AS line JOIN product ON product.id = line.product_id"
        " WHERE line.paid_at IS NOT NULL ORDER BY line.paid_at, line.line_no",
        store,
    )
    store.close()
    # As page_shop numbers and names them.
    number = found["name"].str.rsplit(" ").str[-1].astype("int64")
    return found.assign(product_no=(FIRST_PRODUCT + number).astype(str))


def _moments(seconds: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    """Moments in the calendar of the shop, as SmartStore writes them."""
    local = pd.Series((seconds + 9 * 3600).astype("datetime64[s]"))
    return local.dt.strftime("%Y.%m.%d. %H:%M:%S").to_numpy(dtype=object)
