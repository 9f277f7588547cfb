"""What the seller of the made-up shop writes to customers, and what she has left open.

Planted: nothing is said to those who only looked or put something into the basket, and the message
to those who stay away has a second text, without the name.
"""

from typing import Final

NAME: Final = "단골 예시 가게"
SENDER: Final = "02-000-0000"
OPT_OUT: Final = "080-000-0000"

TAKEN: Final = (
    "welcome", "order_received", "shipped", "care_d3", "tip", "review_ask", "second", "thanks",
    "early_look", "winback",
)  # fmt: skip
"""The templates she took over."""

FOR_FIRST: Final = ("second",)
"""Those that speak to her first persona; the others are for everybody."""

COMPARED: Final = "winback"
"""The one with two texts."""

WITHOUT_NAME: Final = (
    "{상품명}{을/를} 사신 지 {며칠째}일 됐어요. {혜택} {기한}까지예요.\n"
    "무료수신거부 {번호?홈 > 채널 차단}"
)
LABEL: Final = "이름 없이"
