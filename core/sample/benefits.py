"""What the seller of the made-up shop gives her regulars."""

from typing import Final, NamedTuple


class Given(NamedTuple):
    """One benefit: name, kind, won each, a note, days between two words, days it lasts."""

    name: str
    kind: str
    cost: int | None
    note: str = ""
    every_days: int | None = None
    first: int | None = None
    last: int | None = None


CARD: Final = Given("손글씨 카드", "card", 500, "두 번 넘게 산 손님에게 한 장씩")
SAMPLE: Final = Given("다음 향 샘플", "sample", 1_500, "두 번째로 살 만한 향")
EXCLUSIVE: Final = Given(
    "새 향 먼저 고르기", "first_look", 0, "판매 이틀 전에 먼저 알려 드려요", 60, 20, -20
)
"""It began some days ago and ends as many days from now; for the highest tier alone."""

CARD_AGO: Final = 130
"""Days since cards were given, so that what they did can be looked at."""

SAMPLE_AGO: Final = 25
"""Days since samples were given, of which the days are not over."""

LEFT: Final = 30
"""Percent who were left without."""

CAME_GIVEN, OTHERS_GIVEN = 80, 66
"""So many percent were given a card of those who came again, and of those who did not."""
