"""Where the numbers of 오늘 come from."""

from sqlmodel import Session

from core.services.looking import Question
from core.services.order_book import Book
from core.services.today_view import LeftOut, Origin
from core.store import totals
from core.store.totals import StateRows
from core.terms import OrderState
from core.terms.orders import NO_SALE


def origins(
    session: Session, shop_id: int, book: Book, question: Question, rows: list[StateRows]
) -> tuple[tuple[str, Origin], ...]:
    """Where each number that orders tell comes from: its files, its rows, what is left out."""
    # Files with amounts come first: only a few names are shown.
    files = tuple(
        row.name
        for row in sorted(book.files, key=lambda file: file.net is None)
        if row.period
        and row.period.first <= question.period.last
        and question.period.first <= row.period.last
    )
    sold = [row for row in rows if OrderState(row.state) not in NO_SALE]
    counts = {OrderState(row.state): row.rows for row in rows}
    common = {
        LeftOut.CANCELLED: counts.get(OrderState.CANCELLED, 0),
        LeftOut.RETURNED: counts.get(OrderState.RETURNED, 0),
        LeftOut.UNPAID: counts.get(OrderState.UNPAID, 0)
        + counts.get(OrderState.CANCELLED_UNPAID, 0),
        LeftOut.NO_DATE: totals.undated(session, shop_id, book.malls),
    }
    no_amount = {LeftOut.NO_AMOUNT: sum(row.no_amount for row in sold)}
    no_buyer = {LeftOut.NO_BUYER: sum(row.no_buyer for row in sold)}
    total = sum(row.rows for row in sold)

    def origin(**more: dict[LeftOut, int]) -> Origin:
        extra = {reason: count for found in more.values() for reason, count in found.items()}
        told = tuple((why, count) for why, count in {**common, **extra}.items() if count)
        return Origin(files, question.period, total - sum(extra.values()), told)

    money, people = origin(money=no_amount), origin(people=no_buyer)
    return (
        ("net_sales", money),
        ("orders", origin()),
        ("order_value", money),
        ("returning_share", people),
        ("buyers", people),
    )
