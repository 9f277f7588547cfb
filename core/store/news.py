"""What the newest files changed in the statistics of the shop."""

from sqlalchemy import text
from sqlmodel import Session

from core.store.covers import TYPED
from core.store.moments import day_number
from core.terms import OWN_SHOP, Period, Subject

_SUBJECTS = (Subject.SHOP, Subject.CHANNEL)
"""Whose visits are those of the shop: the first of them that tells a day."""


def visits(session: Session, shop_id: int, period: Period, before: int | None = None) -> int | None:
    """The visits of all days of a period that are told day by day; None where none is.

    Of rows with one key the one of the youngest file counts, of slices of one day that of the
    newest file; what was typed by hand comes last.

    Args:
        session: one that reads.
        shop_id: whose.
        period: the days.
        before: an upload; it and all later ones are looked away from.
    """
    until = "" if before is None else "AND upload_id < :before "
    found = session.execute(
        text(
            "SELECT CAST(sum(visits) AS BIGINT) FROM (SELECT day, visits, row_number() OVER "
            f"(PARTITION BY day ORDER BY CASE WHEN report LIKE '{TYPED}%' THEN 1 ELSE 0 END, "
            "subject, newest DESC, report, level) AS place FROM ("
            "SELECT first_day AS day, subject, report, level, vocabulary, "
            "max(upload_id) AS newest, "
            "CASE WHEN count(visits) = count(*) THEN sum(visits) END AS visits FROM ("
            "SELECT first_day, subject, report, level, vocabulary, upload_id, visits, "
            "row_number() OVER (PARTITION BY key ORDER BY rank DESC, upload_id DESC, number DESC) "
            "AS age FROM statistic WHERE shop_id = :shop "
            f"AND subject IN ({', '.join(str(int(one)) for one in _SUBJECTS)}) "
            f"AND vocabulary IN ({', '.join(str(int(one)) for one in sorted(OWN_SHOP))}) "
            f"AND first_day BETWEEN :first AND :last AND last_day = first_day {until}"
            ") rows_ WHERE age = 1 GROUP BY first_day, subject, report, level, vocabulary"
            ") slices WHERE visits IS NOT NULL) best WHERE place = 1"
        ),
        {
            "shop": shop_id,
            "first": day_number(period.first),
            "last": day_number(period.last),
            **({} if before is None else {"before": before}),
        },
    )
    total = found.scalar_one()
    return None if total is None else int(total)
