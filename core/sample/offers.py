"""What the seller of the made-up shop offers in all her channels, and how it stands there.

Planted: one of three channels names another discount while the offer runs; one offer is over and
gone everywhere. One profile has no link, one was not looked at for long, one never.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Planted:
    """One offer; ``first`` and ``last`` are days before the day the shop is made."""

    name: str
    what: str
    percent: int | None
    first: int
    last: int
    places: tuple[tuple[str, int | None, str], ...]
    """Channel, discount there, words there; its days are as planned."""


RUNNING: Final = Planted(
    "단골 감사 주간", "전 상품 20% 할인", 20, 4, -9,
    (("상품 페이지", 20, "단골 감사 주간, 전 상품 20% 할인"),
     ("카카오톡", 20, "단골 손님께만 알려요. 전 상품 20% 할인"),
     ("인스타그램", 15, "이번 주 전 상품 15% 할인")),
)  # fmt: skip
OVER: Final = Planted(
    "가을 안부 쿠폰", "3,000원 쿠폰", None, 97, 82,
    (("상품 페이지", None, "가을 안부, 3,000원 쿠폰"), ("문자·알림톡", None, "3,000원 쿠폰")),
)  # fmt: skip

PROFILES: Final = (
    ("상품 페이지", 10, (True, True, True, True)),
    ("인스타그램", 20, (False, True, True, False)),
    ("블로그", 70, (True, True, None, None)),
)
"""Channel, how many days ago it was looked at, and whether it has a link, an introduction, where to
ask, and the line."""

LINE: Final = "오래 쓰는 물건을 권하는 다정한 동네 가게"
"""How she wants to be seen."""
