"""웹사이트채널: visits and payments by the site that led to the shop."""

from core.importers.format import Format
from core.importers.formats import statistics_vocabulary as words
from core.terms import Record, Subject, Vocabulary

FORMAT = Format(
    id="bizadvisor_website",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        *words.of(words.CHANNEL, "device", "channel_detail"),
        *words.VISITS,
        *words.LAST_CLICK,
        *words.FOURTEEN_DAYS,
    ),
    marks=("결제수(마지막클릭)", "결제금액(마지막클릭)"),
    also=("채널속성", "채널상세", "고객수", "유입수"),
    required=(),
    never=("채널그룹", "채널명", "키워드", "광고비", "상품ID", *words.LINK),
    ignored=words.unread(),
    data=None,
    fixed={"vocabulary": Vocabulary.BIZADVISOR, "subject": Subject.CHANNEL},
)
