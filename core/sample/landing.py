"""The landing page of the made-up shop.

Planted: since the form asks for the number only, more visitors sign up. One week was forgotten.
"""

from typing import Final

NAME: Final = "겨울 새 상품 알림 신청"
NOTE: Final = "프로필 링크에서 바로 열려요"
CHANGED: Final = "연락처만 묻기"

WEEKS: Final[tuple[tuple[int, int] | None, ...]] = (
    (164, 7), (181, 9), (172, 8), None, (190, 8), (168, 7),
    (176, 15), (185, 17), (179, 15), (193, 18), (170, 15), (188, 17),
)  # fmt: skip
"""Visitors and contacts of each week, the oldest first; None of the one that was forgotten."""

AFTER: Final = 6
"""So many weeks ended before the change."""
