"""Where the texts of customers stand, as SQL: reviews, remarks, inquiries and complaints."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Origin(IntEnum):
    """Where a text comes from. The numbers are kept: never renumber."""

    REVIEW = 1
    REMARK = 2
    """Written down by the seller, or brought in a file."""
    INQUIRY = 3
    COMPLAINT = 4
    """One that belongs to no review and no remark."""


class ToldBy(IntEnum):
    """Who says whether a text is pleased. The numbers are kept: never renumber."""

    NOBODY = 0
    STARS = 1
    """Its stars, or the points given on another scale."""
    SELLER = 2
    GUESS = 3


@dataclass(frozen=True, slots=True)
class Source:
    """Where texts of one origin stand, as SQL."""

    rows: str
    is_there: str
    upload: str
    number: str
    text: str
    day: str
    mark: str
    """1 pleased, 0 neither, -1 not, NULL where nobody has said."""
    version: str = "0"
    theme: str = "NULL"
    is_negative: str = "NULL"
    stars: str = "NULL"
    is_guessed: str = "1 = 0"
    """Whether what was learnt from reviews has a say."""


_MARK: Final = "CASE WHEN {0} >= {1} THEN 1 WHEN {0} <= {2} THEN -1 WHEN {0} IS NOT NULL THEN 0 END"
_STARS: Final = _MARK.format("s.rating", 4, 2)
_POINTS: Final = " ".join([
    "CASE s.scale",
    *(
        f"WHEN '{scale}' THEN {_MARK.format('s.score', high, low)}"
        for scale, high, low in (("csat", 4, 2), ("nps", 9, 6), ("ces", 5, 3))
    ),
    "END",
])  # fmt: skip
_COUNTS_ITSELF: Final = (
    "NOT EXISTS (SELECT 1 FROM feedback same WHERE same.shop_id = s.shop_id "
    "AND same.id = s.merged_into AND same.deleted_at IS NULL)"
)
"""SQL: no remark that is there says the same and counts instead of it."""

_SEOUL_DAY: Final = "({} + 32400) / 86400"

SOURCES: Final[Mapping[Origin, Source]] = {
    Origin.REVIEW: Source(
        "review s LEFT JOIN review_note n ON n.shop_id = s.shop_id AND n.mall = s.mall "
        "AND n.review_no = s.review_no",
        "s.current = 1", "s.upload_id", "s.number", "coalesce(s.text, '')",
        _SEOUL_DAY.format("s.written_at"), _STARS,
        theme="n.theme", is_negative="n.is_negative", stars="s.rating",
        is_guessed="s.rating IS NULL",
    ),
    Origin.REMARK: Source(
        "feedback s", f"s.deleted_at IS NULL AND {_COUNTS_ITSELF}", "0", "s.id", "s.text",
        "s.said_on", _POINTS,
        version="s.version", theme="s.theme", is_negative="s.is_negative",
        is_guessed=f"({_POINTS}) IS NULL",
    ),
    Origin.INQUIRY: Source(
        "inquiry s", "s.current = 1", "s.upload_id", "s.number",
        "coalesce(s.title, '') || ' ' || coalesce(s.text, '')",
        _SEOUL_DAY.format("s.asked_at"), "NULL",
    ),
    Origin.COMPLAINT: Source(
        "complaint s", "s.deleted_at IS NULL AND s.feedback_id IS NULL AND s.review_no IS NULL",
        "0", "s.id", "s.text", _SEOUL_DAY.format("s.opened_at"), "-1",
        version="s.version", theme="s.theme", is_negative="1",
    ),
}  # fmt: skip
