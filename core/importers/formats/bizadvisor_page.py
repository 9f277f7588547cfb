"""쇼핑행동분석, 페이지별: how often each page was looked at, and how long.

No such file was seen. The interface counts the time in thousandths of a second, and its heading
says so; without a word about it the time is in seconds.
"""

from core.importers.format import Cell, Format, column
from core.importers.formats import statistics_vocabulary as words
from core.terms import Confidence, Record, Subject, Vocabulary

FORMAT = Format(
    id="bizadvisor_page",
    record=Record.STATISTIC,
    columns=(
        *words.DAYS,
        column("page", "페이지 URL", cell=Cell.NAME),
        column("pageviews", "페이지뷰", cell=Cell.WHOLE),
        column("dwell_milliseconds", "체류시간(ms)", cell=Cell.DECIMAL),
        column("dwell_seconds", "체류시간", "체류시간(초)", cell=Cell.DECIMAL),
    ),
    marks=("체류시간", "체류시간(ms)", "체류시간(초)"),
    also=("페이지 URL", "페이지뷰"),
    required=("page",),
    ignored=words.unread(),
    data=None,
    fixed={"vocabulary": Vocabulary.BIZADVISOR, "subject": Subject.PAGE},
    confidence=Confidence.INFERRED,
)
