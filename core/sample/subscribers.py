"""How many want to hear from the made-up shop.

Planted: friends on Kakao become more, readers by mail fewer, and one week on Kakao was forgotten.
Of customers about a third agreed; some did so two years ago in a shop she had before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SEED: Final = 20_917


@dataclass(frozen=True, slots=True)
class Friends:
    """One channel: how many there were, and who came and went each week.

    Attributes:
        first: how many there were before the first week.
        moves: who came and who went, week by week.
        forgotten: the place of the week of which nothing was written down; None for none.
        tells_moves: whether she writes down who came and went too.
    """

    first: int
    moves: tuple[tuple[int, int], ...]
    forgotten: int | None = None
    tells_moves: bool = True


CHANNELS: Final[Mapping[str, Friends]] = {
    "kakao": Friends(
        214,
        ((9, 2), (7, 1), (11, 3), (8, 2), (12, 2), (10, 4), (9, 1), (13, 3), (8, 2), (11, 2)),
        forgotten=4,
    ),
    "mail": Friends(
        168, ((2, 5), (1, 4), (3, 5), (0, 3), (2, 6), (1, 4), (2, 4), (1, 5)), tells_moves=False
    ),
}

AGREED: Final = 0.3
"""The share of customers who agreed to advertisements."""

SOURCES: Final = ("order", "form", "chat", "order")
EVERY_OLD: Final = 40
OLDEST: Final = 690
SPREAD: Final = 70
"""One in ``EVERY_OLD`` agreed ``OLDEST`` to ``OLDEST + SPREAD`` days ago."""

EVERY_BACK: Final = 12
BACK_AFTER: Final = 45
"""One in ``EVERY_BACK`` took it back after so many days."""

EVERY_NIGHT: Final = 25
