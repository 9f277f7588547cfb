"""What is told of a few things that happened with one customer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import TextClause, bindparam, text
from sqlmodel import Session, col, select

from core.store.customers_story import Whose
from core.store.moments import day_of, moment_of
from core.store.notes import N
from core.store.voice_tables import ComplaintRow
from core.terms import Mall, OrderState
from core.terms.messages import MessageChannel
from core.terms.orders import Claim

Key = tuple[int, str]
"""A mall and a number."""

R = TypeVar("R")

_MALLS: Final = ", ".join(str(int(mall)) for mall in Mall)


@dataclass(frozen=True, slots=True)
class Bought:
    """One line of an order; None where no file says it.

    Attributes:
        mall: where it came through.
        order_no: the order.
        product_id: the number of what was bought,
        product: and what it is called.
        quantity: how many.
        amount: won paid for the line.
        discount: won that were taken off.
        state: where the line stands.
        claim: what the buyer asked for after paying,
        reason: why, as the mall says,
        requested_at: and when.
        refunded_at: when the money went back.
        day: when it was paid.
    """

    mall: Mall
    order_no: str
    product_id: int | None
    product: str
    quantity: int | None
    amount: int | None
    discount: int | None
    state: OrderState
    claim: Claim | None
    reason: str | None
    requested_at: datetime | None
    refunded_at: datetime | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a file tells of; ``is_answered`` is None where it does not say."""

    title: str
    text: str
    product: str
    is_answered: bool | None
    answered_at: datetime | None


class Touch(NamedTuple):
    """What was done for an order, or for one of a list; ``reason`` is why it was skipped."""

    kind: str
    is_done: bool
    reason: str | None
    product: str = ""


class Gift(NamedTuple):
    """A gift or a letter; ``sent_on`` is None while it has to be sent."""

    what: str
    is_random: bool
    sent_on: date | None


class Message(NamedTuple):
    """A version of a test that was sent."""

    title: str
    text: str


class Sent(NamedTuple):
    """A message to a group that went to the customer too; ``outcome`` is empty if nobody told."""

    title: str
    channel: MessageChannel
    letter: str
    outcome: str = ""


_LINES: Final = (
    "SELECT l.mall, coalesce(l.order_no, l.line_no) AS order_key, l.product_id, p.name, "
    "l.quantity, l.amount, coalesce(l.discount, l.seller_discount), l.state, l.claim, r.text, "
    "l.claim_requested_at, "
    "l.refunded_at, l.day FROM order_line l "
    "LEFT JOIN product p ON p.shop_id = l.shop_id AND p.id = l.product_id "
    "LEFT JOIN label r ON r.shop_id = l.shop_id AND r.id = l.claim_reason "
    "WHERE l.shop_id = :shop AND {} AND l.buyer_id IN :buyers ORDER BY l.line_no"
)


def lines(
    session: Session, shop_id: int, whose: Whose, orders: Collection[Key]
) -> dict[Key, list[Bought]]:
    """The lines of some orders that one customer bought."""
    found: dict[Key, list[Bought]] = {}
    if not orders or not whose.buyers:
        return found
    values = {"shop": shop_id, "buyers": list(whose.buyers)}
    numbers = sorted({number for _mall, number in orders})
    by_line = f"l.mall IN ({_MALLS}) AND l.line_no IN :some AND l.order_no IS NULL"
    for condition in ("l.order_no IN :some", by_line):
        asked = _in(_LINES.format(condition), "some", "buyers")
        for row in session.execute(asked, values | {"some": numbers}):
            one = _bought(row)
            found.setdefault((int(one.mall), one.order_no), []).append(one)
    return {key: found[key] for key in orders if key in found}


def questions(session: Session, shop_id: int, some: Collection[Key]) -> dict[Key, Question]:
    """Some questions by mall and number."""
    asked = _in(
        "SELECT q.mall, q.inquiry_no, q.title, q.text, p.name, q.is_answered, q.answered_at "
        "FROM inquiry q LEFT JOIN product p ON p.shop_id = q.shop_id AND p.id = q.product_id "
        "WHERE q.shop_id = :shop AND q.inquiry_no IN :some AND q.line_no IS NOT NULL "
        "AND q.current = 1",
        "some",
    )
    numbers = sorted({number for _mall, number in some})
    found = session.execute(asked, {"shop": shop_id, "some": numbers}) if numbers else ()
    return {
        (int(mall), str(number)): Question(
            str(title or ""), str(said or ""), str(product or ""),
            None if done is None and at is None else bool(done) or at is not None, moment_of(at),
        )
        for mall, number, title, said, product, done, at in found
    }  # fmt: skip


def notes(session: Session, kind: type[N], shop_id: int, ids: Collection[int]) -> dict[int, N]:
    """Some notes by their numbers."""
    if not ids:
        return {}
    asked = select(kind).where(kind.shop_id == shop_id, col(kind.id).in_(sorted(ids)))
    return {one.id: one for one in session.exec(asked)}


def complaints_of(
    session: Session, shop_id: int, remarks: Collection[int]
) -> dict[int, ComplaintRow]:
    """The complaints that were made of some remarks, by those."""
    if not remarks:
        return {}
    asked = select(ComplaintRow).where(
        ComplaintRow.shop_id == shop_id,
        col(ComplaintRow.feedback_id).in_(sorted(remarks)),
        col(ComplaintRow.deleted_at).is_(None),
    )
    return {one.feedback_id: one for one in session.exec(asked) if one.feedback_id is not None}


def touches(
    session: Session, shop_id: int, some: Iterable[tuple[int, str, str]]
) -> dict[tuple[int, str, str], Touch]:
    """What was done for some orders: by mall, number and kind."""
    wanted = set(some)
    rows = _some(
        session,
        "SELECT mall, order_no, kind, is_done, reason FROM care_touch WHERE shop_id = :shop "
        "AND kind IN :kinds AND mall IN :malls AND order_no IN :some",
        shop=shop_id, kinds=[one[2] for one in wanted], malls=[one[0] for one in wanted],
        some=[one[1] for one in wanted],
    )  # fmt: skip
    found = {(int(mall), str(no), str(kind)): Touch(str(kind), bool(done), reason)
             for mall, no, kind, done, reason in rows}  # fmt: skip
    return {key: told for key, told in found.items() if key in wanted}


def contacted(
    session: Session, shop_id: int, keys: Sequence[str], some: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], Touch]:
    """What was done for a customer as one of a list: by the list and the day number."""
    wanted = set(some)
    rows = _some(
        session,
        "SELECT c.kind, c.day, c.is_done, c.reason, p.name FROM customer_contact c "
        "LEFT JOIN product p ON p.shop_id = c.shop_id AND p.id = c.product_id "
        "WHERE c.shop_id = :shop AND c.buyer_key IN :keys AND c.kind IN :kinds",
        shop=shop_id, keys=list(keys), kinds=[one[0] for one in wanted],
    )  # fmt: skip
    found = {(str(kind), int(day)): Touch(str(kind), bool(done), reason, str(product or ""))
             for kind, day, done, reason, product in rows}  # fmt: skip
    return {key: told for key, told in found.items() if key in wanted}


def gifts(
    session: Session, shop_id: int, some: Iterable[tuple[int, str, str]]
) -> dict[tuple[int, str, str], Gift]:
    """What some orders got: by mall, number and what it was."""
    wanted = set(some)
    rows = _some(
        session,
        "SELECT g.mall, g.order_no, g.what, d.is_random, g.sent_on FROM gift g "
        "LEFT JOIN gift_draw d ON d.shop_id = g.shop_id AND d.id = g.draw_id "
        "WHERE g.shop_id = :shop AND g.what IN :kinds AND g.mall IN :malls "
        "AND g.order_no IN :some",
        shop=shop_id, kinds=[one[2] for one in wanted], malls=[one[0] for one in wanted],
        some=[one[1] for one in wanted],
    )  # fmt: skip
    found = {
        (int(mall), str(no), str(what)): Gift(
            str(what), bool(lot), None if sent is None else day_of(sent)
        )
        for mall, no, what, lot, sent in rows
    }
    return {key: told for key, told in found.items() if key in wanted}


def messages(
    session: Session, shop_id: int, some: Iterable[tuple[int, str]]
) -> dict[tuple[int, str], Message]:
    """The versions of some tests: by the number of the test and the letter."""
    wanted = set(some)
    rows = _some(
        session,
        "SELECT v.test_id, v.letter, t.title, v.text FROM copy_version v "
        "JOIN copy_test t ON t.shop_id = v.shop_id AND t.id = v.test_id "
        "WHERE v.shop_id = :shop AND v.test_id IN :some",
        shop=shop_id, some=[one[0] for one in wanted],
    )  # fmt: skip
    found = {
        (int(test), str(letter)): Message(str(title), str(said))
        for test, letter, title, said in rows
    }
    return {key: told for key, told in found.items() if key in wanted}


def sent(
    session: Session, shop_id: int, keys: Sequence[str], some: Iterable[tuple[int, str]]
) -> dict[tuple[int, str], Sent]:
    """What a customer was sent as one of a group: by the number of the sending and the letter."""
    wanted = set(some)
    rows = _some(
        session,
        "SELECT m.send_id, m.letter, s.title, s.channel, m.outcome FROM message_person m "
        "JOIN message_send s ON s.shop_id = m.shop_id AND s.id = m.send_id "
        "WHERE m.shop_id = :shop AND m.buyer_key IN :keys AND m.send_id IN :some "
        "ORDER BY m.outcome",
        shop=shop_id, keys=list(keys), some=[one[0] for one in wanted],
    )  # fmt: skip
    found = {
        (int(send), str(letter)): Sent(str(title), MessageChannel(way), str(letter), str(outcome))
        for send, letter, title, way, outcome in rows
    }
    return {key: told for key, told in found.items() if key in wanted}


def _some(session: Session, asked: str, **values: Any) -> Sequence[Any]:  # noqa: ANN401
    """Rows; none where one of the lists is empty."""
    lists = [name for name, value in values.items() if isinstance(value, list)]
    if not all(values[name] for name in lists):
        return []
    told = {name: sorted(set(values[name])) if name in lists else values[name] for name in values}
    return session.execute(_in(asked, *lists), told).all()


def _in(asked: str, *lists: str) -> TextClause:
    return text(asked).bindparams(*(bindparam(name, expanding=True) for name in lists))


def _bought(row: Any) -> Bought:  # noqa: ANN401
    (mall, order_no, product_id, product, quantity, amount, discount, state, claim, reason, asked,
     back, day) = row  # fmt: skip
    return Bought(
        Mall(int(mall)), str(order_no), product_id, str(product or ""), quantity,
        None if amount is None else int(amount), None if discount is None else int(discount),
        OrderState(int(state)), None if claim is None else Claim(int(claim)), reason,
        moment_of(asked), moment_of(back), None if day is None else day_of(day),
    )  # fmt: skip
