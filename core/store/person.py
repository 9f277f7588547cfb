"""Everything that is kept of one person: under which numbers it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import TextClause, bindparam, text
from sqlmodel import Session

from core.store.identities import Known, UnknownBuyer, keys_of, known
from core.terms import KnownBy

KEYED: Final = (
    "benefit_person", "care_touch", "complaint", "consent", "contact", "copy_recipient",
    "customer_contact", "customer_persona", "customer_post", "customer_tag", "feedback",
    "message_person",
)  # fmt: skip
"""The tables whose rows name a buyer by ``buyer_key``."""

GOES: Final = ("consent", "customer_persona", "customer_tag")
"""Those of them whose rows say nothing without the person."""


@dataclass(frozen=True, slots=True)
class Person:
    """The rows that are about one person.

    Attributes:
        buyers: all that the customer is, the one he goes by first.
        remarks: numbers of remarks (``feedback``).
        complaints: numbers of complaints.
        reviews: upload and number of reviews, mall and number of the review.
        inquiries: upload and number of questions.
        notes: of ``consent``, ``contact`` and ``customer_post`` the numbers of notes.
        lines: how many order lines.
    """

    buyers: tuple[Known, ...]
    remarks: tuple[int, ...]
    complaints: tuple[int, ...]
    reviews: tuple[tuple[int, int, int, str], ...]
    inquiries: tuple[tuple[int, int], ...]
    notes: Mapping[str, tuple[int, ...]]
    lines: int

    @property
    def keys(self) -> list[str]:
        """All keys of the person."""
        return [one.key for one in self.buyers]

    @property
    def number(self) -> int:
        """Under which the orders stand."""
        return self.buyers[0].id


def find(session: Session, shop_id: int, key: str) -> Person:
    """What is kept of a person.

    Raises:
        UnknownBuyer: the shop has no such buyer, or none any more.
    """
    there = known(session, shop_id, keys_of(session, shop_id, key))
    buyers = sorted(there.values(), key=lambda one: (one.same_as is not None, one.key))
    if not buyers or buyers[0].known_by == KnownBy.NOBODY:
        raise UnknownBuyer(key)
    asked = {"shop": shop_id, "keys": [one.key for one in buyers], "who": buyers[0].id}
    remarks = ask(session, _REMARKS, **asked)
    reviews = ask(session, _REVIEWS, **asked)
    return Person(
        buyers=tuple(buyers),
        remarks=tuple(int(row[0]) for row in remarks),
        complaints=_complaints(session, remarks, reviews, asked),
        reviews=tuple((int(row[0]), int(row[1]), int(row[2]), str(row[3])) for row in reviews),
        inquiries=tuple((int(row[0]), int(row[1])) for row in ask(session, _INQUIRIES, **asked)),
        notes={
            name: tuple(int(row[0]) for row in ask(session, _BY_KEY.format("id", name), **asked))
            for name in ("consent", "contact")
        }
        | {"customer_post": tuple(int(row[0]) for row in ask(session, _POSTS, **asked))},
        lines=int(ask(session, _LINES, **asked)[0][0]),
    )


def counts(session: Session, shop_id: int, person: Person) -> tuple[dict[str, int], dict[str, int]]:
    """How many texts and rows of each table go, and how many rows stay without one."""
    asked = {"shop": shop_id, "keys": person.keys}
    rows = {
        name: int(ask(session, _BY_KEY.format("count(*)", name), **asked)[0][0]) for name in KEYED
    }
    goes = {name: rows[name] for name in GOES}
    goes |= {
        "feedback": _texts(session, "feedback", "text <> '' OR note <> ''", shop_id,
                           person.remarks),
        "complaint": _texts(session, "complaint", "text <> '' OR note <> '' OR alternative <> ''",
                            shop_id, person.complaints),
        "review": len({(mall, number) for _up, _no, mall, number in person.reviews}),
        "inquiry": len(person.inquiries),
        "contact": _texts(session, "contact", "text <> ''", shop_id, person.notes["contact"]),
        "customer_post": _texts(session, "customer_post",
                                "place <> '' OR address <> '' OR note <> ''", shop_id,
                                person.notes["customer_post"]),
    }  # fmt: skip
    stays = {"order_line": person.lines, "feedback": len(person.remarks)}
    stays |= {"complaint": len(person.complaints), "review": goes["review"],
              "inquiry": goes["inquiry"]}  # fmt: skip
    stays |= {"customer_post": len(person.notes["customer_post"])}
    stays |= {name: rows[name] for name in ("benefit_person", "care_touch", "contact",
                                            "copy_recipient", "customer_contact",
                                            "message_person")}  # fmt: skip
    return goes, stays


def name(session: Session, shop_id: int, person: Person) -> str | None:
    """The masked name of a person; None where no file says it."""
    asked = "SELECT name FROM buyer WHERE shop_id = :shop AND id IN :ids AND name IS NOT NULL"
    ids = [one.id for one in person.buyers]
    found = ask(session, f"{asked} ORDER BY id <> :who, id", shop=shop_id, ids=ids,
                who=person.number)  # fmt: skip
    return str(found[0][0]) if found else None


def erased(session: Session, shop_id: int) -> frozenset[str]:
    """The keys of all who were deleted at their wish."""
    found = session.execute(
        text("SELECT key FROM erased_buyer WHERE shop_id = :shop"), {"shop": shop_id}
    )
    return frozenset(str(row[0]) for row in found)


def ask(session: Session, asked: str, **values: Any) -> Sequence[Any]:  # noqa: ANN401
    """The rows of a question; lists among the values stand for what follows an IN."""
    return session.execute(*_bound(asked, values)).all()


def do(session: Session, asked: str, **values: Any) -> None:  # noqa: ANN401
    """Run a statement; lists among the values stand for what follows an IN."""
    session.execute(*_bound(asked, values))


def _bound(asked: str, values: Mapping[str, Any]) -> tuple[TextClause, dict[str, Any]]:
    wanted = {name: value for name, value in values.items() if f":{name}" in asked}
    lists = [name for name, value in wanted.items() if isinstance(value, list)]
    return text(asked).bindparams(*(bindparam(name, expanding=True) for name in lists)), wanted


def _complaints(
    session: Session, remarks: Sequence[Any], reviews: Sequence[Any], asked: Mapping[str, Any]
) -> tuple[int, ...]:
    found = ask(session, _COMPLAINTS, **asked)
    mine = {int(row[0]) for row in remarks}
    theirs = {(int(row[2]), str(row[3])) for row in reviews}
    others = ask(
        session,
        "SELECT id, feedback_id, mall, review_no FROM complaint WHERE shop_id = :shop "
        "AND (feedback_id IS NOT NULL OR review_no IS NOT NULL)",
        shop=asked["shop"],
    )
    made = {row[0] for row in others if row[1] in mine or (row[2], row[3]) in theirs}
    return tuple(sorted({int(row[0]) for row in found} | made))


def _texts(session: Session, table: str, condition: str, shop_id: int, some: Sequence[int]) -> int:
    asked = f"SELECT count(*) FROM {table} WHERE shop_id = :shop AND id IN :some AND ({condition})"
    return int(ask(session, asked, shop=shop_id, some=list(some))[0][0])


_MINE: Final = "FROM order_line WHERE shop_id = :shop AND buyer_id = :who"
_BY_KEY: Final = "SELECT {} FROM {} WHERE shop_id = :shop AND buyer_key IN :keys"
_POSTS: Final = (
    "SELECT id FROM customer_post WHERE shop_id = :shop "
    "AND (buyer_key IN :keys OR invited_key IN :keys) ORDER BY id"
)
_ORDERS: Final = f"SELECT mall, coalesce(order_no, line_no) {_MINE}"
_NUMBERS: Final = f"SELECT coalesce(order_no, line_no) {_MINE}"
_LINES: Final = f"SELECT count(*) {_MINE}"
_OF_ORDERS: Final = (
    "SELECT id FROM {} WHERE shop_id = :shop AND (buyer_key IN :keys OR buyer_key IS NULL "
    f"AND ((mall, order_no) IN ({_ORDERS}) OR mall IS NULL AND order_no IN ({_NUMBERS}))) "
    "ORDER BY id"
)
_REMARKS: Final = _OF_ORDERS.format("feedback")
_COMPLAINTS: Final = _OF_ORDERS.format("complaint")
_OF_LINES: Final = f"(mall, line_no) IN (SELECT mall, line_no {_MINE})"
_REVIEWS: Final = (
    "SELECT upload_id, number, mall, review_no FROM review WHERE shop_id = :shop "
    f"AND ({_OF_LINES} OR (mall, related_no) IN (SELECT mall, review_no FROM review "
    f"WHERE shop_id = :shop AND {_OF_LINES})) ORDER BY upload_id, number"
)
_INQUIRIES: Final = (
    f"SELECT upload_id, number FROM inquiry WHERE shop_id = :shop AND {_OF_LINES} "
    "ORDER BY upload_id, number"
)
