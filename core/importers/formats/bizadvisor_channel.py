"""전체채널: visits and payments by the channel they came through."""

from core.importers.format import Format
from core.importers.formats import statistics_vocabulary as words
from core.terms import Record, Subject, Vocabulary

FORMAT = Format(
    id="bizadvisor_channel",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        *words.CHANNEL,
        words.TRAFFIC,
        *words.VISITS,
        *words.LAST_CLICK,
        *words.FOURTEEN_DAYS,
    ),
    marks=("광고비", "채널상세"),
    also=("채널그룹", "채널명"),
    required=("traffic",),
    never=("키워드", "상품ID", *words.LINK, *words.FOURTEEN_DAYS_OF_PRODUCTS),
    ignored=words.unread(),
    data=None,
    fixed={"vocabulary": Vocabulary.BIZADVISOR, "subject": Subject.CHANNEL},
)
