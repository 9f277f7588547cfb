"""Traffic acquisition and explorations of Google Analytics 4: sessions by channel.

The days stand in remarks above the headings (``# Start date: 20260801``).
"""

from typing import Final

from core.importers.cells import squeezed
from core.importers.format import Cell, Format, column
from core.terms import Mall, Record, Subject, Vocabulary

GROUPS: Final = (
    "Session primary channel group (Default Channel Group)",
    "Session primary channel group (Default channel group)",
    "Session primary channel group",
    "Session default channel group",
    "First user primary channel group (Default Channel Group)",
    "First user primary channel group (Default channel group)",
    "First user primary channel group",
    "First user default channel group",
    "세션 기본 채널 그룹(기본 채널 그룹)",
    "세션 기본 채널 그룹",
)
SOURCES: Final = (
    "Session source / medium",
    "First user source / medium",
    "Session source",
    "세션 소스/매체",
    "세션 소스",
)
DETAILS: Final = ("Session medium", "Session campaign", "세션 매체", "세션 캠페인")

FORMAT = Format(
    id="ga4_traffic",
    record=Record.STATISTIC,
    columns=(
        column("first_day", "Date", "날짜", cell=Cell.FIRST_DAY),
        column("last_day", "Date", "날짜", cell=Cell.LAST_DAY),
        column("channel_group", *GROUPS),
        column("channel_name", *SOURCES),
        column("channel_detail", *DETAILS, cell=Cell.NAME),
        # One of them has to be there; its cells may be empty.
        column("origin", *GROUPS, *SOURCES, *DETAILS, cell=Cell.WORD),
        column("traffic", "Sessions", "세션수", cell=Cell.WORD),
        column("visits", "Sessions", "세션수", cell=Cell.WHOLE),
        column("engaged_visits", "Engaged sessions", "참여 세션수", cell=Cell.WHOLE),
        column("visitors", "Total users", "Active users", "총 사용자", "활성 사용자",
               cell=Cell.WHOLE),
        column("pageviews", "Views", "조회수", cell=Cell.WHOLE),
        column("cart_adds", "Add to carts", "장바구니에 추가", cell=Cell.WHOLE),
        column("payments", "Ecommerce purchases", "Transactions", cell=Cell.WHOLE),
        column("buyers", "Total purchasers", cell=Cell.WHOLE),
        column("gross", "Total revenue", "Purchase revenue", "총 수익", cell=Cell.DECIMAL),
        column("conversions", "Key events", "Conversions", "주요 이벤트", cell=Cell.DECIMAL),
    ),
    marks=("Sessions", "세션수"),
    required=("origin", "traffic"),
    ignored=frozenset(map(squeezed, (
        "Engagement rate", "Average engagement time per session", "Events per session",
        "Event count", "Session key event rate", "Bounce rate", "Nth day",
        "참여율", "세션당 평균 참여 시간", "세션당 이벤트", "이벤트 수", "세션 주요 이벤트 비율",
    ))),
    mall=Mall.OTHER,
    data=None,
    fixed={"vocabulary": Vocabulary.GA4, "subject": Subject.CHANNEL},
    notes=("#",),
)  # fmt: skip
