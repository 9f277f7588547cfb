"""검색채널: visits and payments by the words people searched for, and where."""

from core.importers.format import Format, column
from core.importers.formats import statistics_vocabulary as words
from core.terms import Record, Subject, Vocabulary

FORMAT = Format(
    id="bizadvisor_search",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        *words.CHANNEL,
        column("keyword", "키워드"),
        words.TRAFFIC,
        *words.VISITS,
        *words.LAST_CLICK,
        *words.FOURTEEN_DAYS,
    ),
    marks=("고객수", "유입수"),
    also=("채널명", "키워드"),
    required=("traffic",),
    never=("상품ID", *words.LINK),
    ignored=words.unread(),
    data=None,
    fixed={"vocabulary": Vocabulary.BIZADVISOR, "subject": Subject.KEYWORD},
)
