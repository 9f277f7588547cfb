"""상품/마케팅채널 and 상품/검색채널: which channel each product owes its payments to.

Payments are given to the channels of the 14 days before, so they have fractions.
"""

from core.importers.format import Format, column
from core.importers.formats import statistics_vocabulary as words
from core.terms import Confidence, Record, Subject, Vocabulary

FORMAT = Format(
    id="bizadvisor_product_channel",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        *words.PRODUCT,
        *words.CHANNEL,
        column("keyword", "키워드"),
        *words.FOURTEEN_DAYS,
    ),
    marks=tuple(title for it in words.FOURTEEN_DAYS for title in it.headings),
    also=("상품ID", "채널그룹", "채널명"),
    required=("product_no",),
    never=words.LINK,
    ignored=words.unread(),
    data=None,
    fixed={"vocabulary": Vocabulary.BIZADVISOR, "subject": Subject.PRODUCT_CHANNEL},
    confidence=Confidence.SECONDARY,
)
