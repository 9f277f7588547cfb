"""사용자정의채널: visits and payments by the links the seller has tagged (nt_source …)."""

from core.importers.format import Cell, Format, column
from core.importers.formats import statistics_vocabulary as words
from core.terms import Confidence, Record, Subject, Vocabulary

FORMAT = Format(
    id="bizadvisor_custom",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        *words.of(words.CHANNEL, "device"),
        column("channel_name", "nt_source"),
        column("channel_detail", "nt_medium", cell=Cell.NAME),
        column("channel_group", "nt_detail"),
        column("keyword", "nt_keyword"),
        words.TRAFFIC,
        *words.VISITS,
        *words.LAST_CLICK,
        *words.FOURTEEN_DAYS,
    ),
    marks=("nt_source",),
    also=("nt_medium",),
    required=("traffic",),
    never=("상품ID",),
    ignored=words.unread("채널그룹", "채널명", "채널상세"),
    data=None,
    fixed={"vocabulary": Vocabulary.BIZADVISOR, "subject": Subject.LINK},
    confidence=Confidence.SECONDARY,
)
