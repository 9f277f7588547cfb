"""What messages the seller of the made-up shop sent, and what they did.

Planted: writing some weeks after a purchase of what goes with it brings people back; writing to
those who stay away for long brings hardly anybody, whatever the words.
"""

from dataclasses import dataclass
from typing import Final

SEED: Final = 20_261_201


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending.

    Attributes:
        code: of the template of its scenario; empty for one that belongs to none.
        title: what she called it.
        days_ago: when, before the day the shop is made.
        hour: at which hour of Seoul.
        since: it went to those whose last purchase lay so many days back: from, to before.
        most: to so many at most.
        left: the share that by lot got nothing.
        bought_left: the share of those who bought anyway that is among them; planted.
        window: days within which purchases count.
        channel, price: by what, and won a message.
        reacted: of 1,000 that arrived so many clicked.
        second: another text that half of them got; empty for none.
        persona: whether it speaks to her main persona.
        offer: what she promised; empty for nothing.
    """

    code: str
    title: str
    days_ago: int
    hour: int
    since: tuple[int, int]
    most: int
    left: float
    bought_left: float
    window: int
    channel: str
    price: float
    reacted: int
    second: str = ""
    persona: bool = True
    offer: str = ""


SECOND_TEXT: Final = (
    "{이름?고객} 님, 요즘 집 분위기 바꾸고 싶지 않으세요? {혜택} {기한}까지예요.\n"
    "무료수신거부 {번호?홈 > 채널 차단}"
)

SENT: Final = (
    Sent("second", "함께 쓰면 좋은 상품 1차", 124, 11, (20, 60), 600, 0.3, 0.08, 14, "brand",
         25.0, 96, offer="선물 포장"),
    Sent("second", "함께 쓰면 좋은 상품 2차", 75, 19, (20, 60), 600, 0.3, 0.10, 14, "brand", 25.0,
         88),
    Sent("winback", "가을 안부", 96, 11, (150, 400), 900, 0.2, 0.2, 14, "lms", 39.0, 21,
         SECOND_TEXT, offer="3,000원 쿠폰"),
    Sent("winback", "오랜만이에요", 60, 15, (60, 150), 800, 0.4, 0.4, 14, "brand", 25.0, 34),
    Sent("early_look", "단골 먼저 보기", 40, 19, (3, 20), 24, 0.0, 0.0, 7, "brand", 25.0, 210),
    Sent("", "명절 인사", 85, 10, (10, 300), 300, 0.0, 0.0, 7, "sms", 12.0, 0, persona=False),
    Sent("second", "함께 쓰면 좋은 상품 3차", 5, 11, (20, 60), 500, 0.3, 0.3, 14, "brand", 25.0,
         60),
)  # fmt: skip
"""The oldest of each first; the last one is still waited for."""

FAILED: Final = 14
"""Of 1,000 so many do not arrive."""

LEFT: Final = 4
"""Of 1,000 so many ask not to be written to any more."""

FULL_NAME: Final = "마지막 안부"
"""What she typed from another program, of people no list was made of."""

TYPED: Final = (150, 11, 3, 66_000)
"""Of that: how many were sent, reacted, bought, and for how many won."""
