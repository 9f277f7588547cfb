"""All that is kept of one person, as tables that can be handed to that person."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from sqlmodel import Session

from core.store.moments import day_of, moment_of
from core.store.person import Person, ask
from core.terms import SEOUL

_MINE: Final = "FROM order_line o WHERE o.shop_id = :shop AND o.buyer_id = :who"
_BY_KEY: Final = "t.shop_id = :shop AND t.buyer_key IN :keys"

_TABLES: Final[Mapping[str, tuple[str, str]]] = {
    "customer": (
        "name first_day last_day",
        "SELECT name, first_day, last_day FROM buyer WHERE shop_id = :shop AND id IN :ids "
        "ORDER BY id",
    ),
    "orders": (
        "day mall order_no line_no product quantity amount state",
        "SELECT o.day, o.mall, o.order_no, o.line_no, p.name, o.quantity, o.amount, o.state "
        "FROM order_line o LEFT JOIN product p ON p.shop_id = o.shop_id AND p.id = o.product_id "
        "WHERE o.shop_id = :shop AND o.buyer_id = :who ORDER BY o.day, o.line_no",
    ),
    "reviews": (
        "moment rating text reply",
        "SELECT r.written_at, r.rating, r.text, n.reply FROM review r LEFT JOIN review_note n "
        "ON n.shop_id = r.shop_id AND n.mall = r.mall AND n.review_no = r.review_no "
        "WHERE r.shop_id = :shop AND r.current = 1 AND (r.mall, r.line_no) IN "
        f"(SELECT o.mall, o.line_no {_MINE}) ORDER BY r.written_at",
    ),
    "questions": (
        "moment title text reply",
        "SELECT q.asked_at, q.title, q.text, q.answer FROM inquiry q WHERE q.shop_id = :shop "
        f"AND q.current = 1 AND (q.mall, q.line_no) IN (SELECT o.mall, o.line_no {_MINE}) "
        "ORDER BY q.asked_at",
    ),
    "remarks": (
        "day score text note",
        "SELECT said_on, score, text, note FROM feedback WHERE shop_id = :shop AND id IN :remarks "
        "ORDER BY said_on, id",
    ),
    "complaints": (
        "moment text offered note cost",
        "SELECT opened_at, text, alternative, note, cost FROM complaint WHERE shop_id = :shop "
        "AND id IN :complaints ORDER BY opened_at, id",
    ),
    "consents": (
        "day kind source withdrawn",
        "SELECT t.given_on, t.kind, t.source, t.withdrawn_on FROM consent t "
        f"WHERE {_BY_KEY} ORDER BY t.given_on, t.id",
    ),
    "contacts": (
        "day kind text",
        f"SELECT t.day, t.kind, t.text FROM contact t WHERE {_BY_KEY} "
        "UNION ALL SELECT t.day, t.kind, t.order_no FROM care_touch t "
        f"WHERE {_BY_KEY} AND t.is_done = 1 UNION ALL SELECT t.day, t.kind, '' "
        f"FROM customer_contact t WHERE {_BY_KEY} AND t.is_done = 1 ORDER BY 1, 2",
    ),
    "interests": (
        "text",
        f"SELECT t.tag FROM customer_tag t WHERE {_BY_KEY} AND t.is_removed = 0 UNION "
        "SELECT p.name FROM customer_persona t JOIN persona p ON p.shop_id = t.shop_id "
        f"AND p.id = t.persona_id WHERE {_BY_KEY} ORDER BY 1",
    ),
    "messages": (
        "moment title letter outcome",
        "SELECT c.started_at, c.title, t.letter, '' FROM copy_recipient t JOIN copy_test c "
        f"ON c.shop_id = t.shop_id AND c.id = t.test_id WHERE {_BY_KEY} "
        "UNION ALL SELECT s.sent_at, s.title, t.letter, t.outcome FROM message_person t "
        f"JOIN message_send s ON s.shop_id = t.shop_id AND s.id = t.send_id WHERE {_BY_KEY} "
        "ORDER BY 1, 2, 3",
    ),
    "benefits": (
        "day title given",
        "SELECT d.day, f.name, t.is_given FROM benefit_person t JOIN benefit_draw d "
        "ON d.shop_id = t.shop_id AND d.id = t.draw_id JOIN benefit f ON f.shop_id = d.shop_id "
        f"AND f.id = d.benefit_id WHERE {_BY_KEY} AND d.deleted_at IS NULL ORDER BY d.day, d.id",
    ),
    "posts": (
        "day kind place address points note",
        "SELECT t.day, t.kind, t.place, t.address, t.points, t.note FROM customer_post t "
        f"WHERE {_BY_KEY} ORDER BY t.day, t.id",
    ),
}
"""Of each table its columns, and how it is asked for."""

_DAYS: Final = frozenset({"day", "withdrawn", "first_day", "last_day"})


def tables(session: Session, shop_id: int, person: Person) -> dict[str, pd.DataFrame]:
    """What is kept of a person: days and moments of Seoul as text, codes as numbers.

    Tables without a row are left out.
    """
    asked = {
        "shop": shop_id, "who": person.number, "keys": person.keys,
        "ids": [one.id for one in person.buyers], "remarks": list(person.remarks),
        "complaints": list(person.complaints),
    }  # fmt: skip
    found = {}
    for name, (columns, statement) in _TABLES.items():
        rows = ask(session, statement, **asked)
        if rows:
            told = [tuple(row) for row in rows]
            frame = pd.DataFrame(told, columns=columns.split(), dtype=object)
            found[name] = frame.apply(lambda one: one.map(_plain(str(one.name))))
    return found


def _plain(column: str) -> Any:  # noqa: ANN401  (a function of a cell)
    if column in _DAYS:
        return lambda cell: None if cell is None else day_of(int(cell)).isoformat()
    if column == "moment":
        return _moment
    return lambda cell: cell


def _moment(cell: Any) -> str | None:  # noqa: ANN401  (a cell)
    told = moment_of(cell)
    if told is None:
        return None
    return told.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")
