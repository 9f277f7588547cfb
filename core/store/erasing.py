"""Delete a person: no name, text or hash is left, and what sums count is nobody's.

The buyer's row stays without a name and under a random key, so that orders, their sums and who
came again stay as they were. Of the keys only that they were deleted is kept, so that files which
name the person again bring nothing back.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session

from core.store import turns
from core.store.customer_tables import ErasedBuyerRow
from core.store.identities import UnknownBuyer
from core.store.identity_proofs import CONTRADICTION, unproved
from core.store.person import GOES, Person, ask, do, erased, find
from core.store.voice_sources import Origin
from core.terms import KnownBy

Here = Mapping[str, Any]
"""What the statements are told: whose shop, which keys and numbers, and what takes their place."""

_TEXTS: Final = {
    "review": "text = NULL",
    "inquiry": "title = NULL, text = NULL, answer = NULL",
}
"""What of a row of a file its writer would know again."""


def erase(session: Session, shop_id: int, person: Person, at: datetime) -> str:
    """Delete a person; the random key of what is left.

    Args:
        session: one that writes and holds the shop (``core.store.turns``).
        shop_id: whose.
        person: as ``core.store.person.find`` told in the same session.
        at: when.
    """
    turns.alone(session, shop_id)
    nobody = secrets.token_hex(16)
    here: dict[str, Any] = {
        "shop": shop_id, "keys": person.keys, "nobody": nobody, "at": int(at.timestamp()),
        "who": person.number, "ids": [one.id for one in person.buyers],
        "others": [one.id for one in person.buyers[1:]],
    }  # fmt: skip
    _notes(session, person, here)
    _rows_of_files(session, person, here)
    _named(session, here)
    others = ask(session, "SELECT DISTINCT also_buyer_id FROM order_line WHERE shop_id = :shop "
                 "AND buyer_id = :who AND also_buyer_id NOT IN :ids", **here)  # fmt: skip
    # A number she shared with others is not the only other one's because she is gone.
    shared = unproved(session, shop_id, {int(row[0]) for row in others})
    _buyers(session, {**here, "gone": [*here["ids"], *sorted(shared)]})
    session.add_all([ErasedBuyerRow(shop_id=shop_id, key=key, at=at) for key in person.keys])
    session.flush()
    return nobody


def erase_again(session: Session, shop_id: int, keys: Iterable[str], at: datetime) -> None:
    """Delete those who were deleted before in a store that may still have them."""
    gone = erased(session, shop_id)
    for key in keys:
        try:
            erase(session, shop_id, find(session, shop_id, key), at)
        except UnknownBuyer:
            if key not in gone and session.get(ErasedBuyerRow, (shop_id, key)) is None:
                session.add(ErasedBuyerRow(shop_id=shop_id, key=key, at=at))


def forget_texts(session: Session, shop_id: int, upload_id: int) -> None:
    """Take the texts of people who were deleted out of a file of reviews or questions."""
    here = {"shop": shop_id, "upload": upload_id}
    if not ask(session, "SELECT 1 FROM erased_buyer WHERE shop_id = :shop LIMIT 1", **here):
        return
    theirs = (
        "EXISTS (SELECT 1 FROM order_line l JOIN buyer b ON b.shop_id = l.shop_id "
        f"AND b.id = l.buyer_id WHERE b.known_by = {KnownBy.NOBODY:d} "
        "AND l.shop_id = {0}.shop_id AND l.mall = {0}.mall AND l.line_no = {0}.line_no)"
    )
    follows = (
        "EXISTS (SELECT 1 FROM review f WHERE f.shop_id = review.shop_id AND f.mall = review.mall "
        f"AND f.review_no = review.related_no AND {theirs.format('f')})"
    )
    about = {"review": f"{theirs.format('review')} OR {follows}",
             "inquiry": theirs.format("inquiry")}  # fmt: skip
    for table, blank in _TEXTS.items():
        do(session, f"UPDATE {table} SET {blank} WHERE shop_id = :shop "
           f"AND upload_id = :upload AND ({about[table]})", **here)  # fmt: skip


def _notes(session: Session, person: Person, here: Here) -> None:
    """What the seller wrote down: the texts go, also as they were before changes."""
    of = {"feedback": person.remarks, "complaint": person.complaints, **person.notes}
    read = "DELETE FROM voice_read WHERE shop_id = :shop AND upload_id = 0 AND number IN :some "
    for table, change in (
        # A remark without a score is nothing but its text. The hash of its line stays, so that
        # its file does not bring it again.
        ("feedback", "UPDATE feedback SET deleted_at = coalesce(deleted_at, :at), batch = NULL, "
                     "version = version + 1 WHERE {} AND score IS NULL"),
        ("feedback", "UPDATE feedback SET text = '', note = '', buyer_key = :nobody, "
                     "version = version + 1 WHERE {}"),
        ("complaint", "UPDATE complaint SET text = '', note = '', alternative = '', "
                      "buyer_key = :nobody, version = version + 1 WHERE {}"),
        ("contact", "UPDATE contact SET text = '', buyer_key = NULL, version = version + 1 "
                    "WHERE {}"),
        # Of two people one may stay: what the other showed is not hers.
        ("customer_post", "UPDATE customer_post SET place = '', address = '', note = '', "
                          "buyer_key = NULL, version = version + 1 WHERE {} "
                          "AND buyer_key IN :keys"),
        ("customer_post", "UPDATE customer_post SET invited_key = NULL, note = '', "
                          "version = version + 1 WHERE {} AND invited_key IN :keys"),
        ("feedback", f"{read} AND origin = {Origin.REMARK:d}"),
        ("complaint", f"{read} AND origin = {Origin.COMPLAINT:d}"),
        *((name, f"DELETE FROM note_change WHERE shop_id = :shop AND kind = '{name}' "
                 "AND note_id IN :some") for name in of),
    ):  # fmt: skip
        which = "shop_id = :shop AND id IN :some"
        do(session, change.format(which), some=list(of[table]), **here)


def _rows_of_files(session: Session, person: Person, here: Here) -> None:
    """Reviews and questions: the stars and the days stay, the words go."""
    row = "shop_id = :shop AND upload_id = :upload AND number = :number"
    for table, origin, rows in (
        ("review", Origin.REVIEW, [one[:2] for one in person.reviews]),
        ("inquiry", Origin.INQUIRY, person.inquiries),
    ):
        for upload, number in rows:
            for change in (
                f"UPDATE {table} SET {_TEXTS[table]} WHERE {row}",
                f"DELETE FROM voice_read WHERE {row} AND origin = {origin:d}",
            ):
                do(session, change, upload=upload, number=number, **here)
    for mall, review in {one[2:] for one in person.reviews}:
        do(session, "UPDATE review_note SET reply = '', words = NULL WHERE shop_id = :shop "
           "AND mall = :mall AND review_no = :review", mall=mall, review=review,
           **here)  # fmt: skip
    # What was learnt of texts holds pieces of them: it is learnt anew, without these.
    for table in ("voice_model", "voice_state"):
        do(session, f"DELETE FROM {table} WHERE shop_id = :shop", **here)


def _named(session: Session, here: Here) -> None:
    """Rows that name the buyer: those that sums count become nobody's."""
    for change in (
        *(f"DELETE FROM {name} WHERE shop_id = :shop AND buyer_key IN :keys" for name in GOES),
        "DELETE FROM care_exclusion WHERE shop_id = :shop AND scope = 'buyer' AND value IN :keys",
        "UPDATE care_touch SET buyer_key = :nobody, words = NULL WHERE shop_id = :shop "
        "AND buyer_key IN :keys",
        # Two keys of one person may stand in one list on one day: one of them is enough.
        "DELETE FROM customer_contact WHERE shop_id = :shop AND buyer_key IN :keys AND EXISTS ("
        "SELECT 1 FROM customer_contact o WHERE o.shop_id = :shop AND o.buyer_key IN :keys "
        "AND o.kind = customer_contact.kind AND o.day = customer_contact.day "
        "AND o.buyer_key < customer_contact.buyer_key)",
        "UPDATE customer_contact SET buyer_key = :nobody WHERE shop_id = :shop "
        "AND buyer_key IN :keys",
        # Of two keys of one person in one sending the one that got something is enough.
        "DELETE FROM message_person WHERE shop_id = :shop AND buyer_key IN :keys AND EXISTS ("
        "SELECT 1 FROM message_person o WHERE o.shop_id = :shop AND o.buyer_key IN :keys "
        "AND o.send_id = message_person.send_id AND (o.letter > message_person.letter "
        "OR o.letter = message_person.letter AND o.buyer_key < message_person.buyer_key))",
        "UPDATE message_person SET buyer_key = :nobody WHERE shop_id = :shop "
        "AND buyer_key IN :keys",
        "DELETE FROM benefit_person WHERE shop_id = :shop AND buyer_key IN :keys AND EXISTS ("
        "SELECT 1 FROM benefit_person o WHERE o.shop_id = :shop AND o.buyer_key IN :keys "
        "AND o.draw_id = benefit_person.draw_id AND (o.is_given > benefit_person.is_given "
        "OR o.is_given = benefit_person.is_given AND o.buyer_key < benefit_person.buyer_key))",
        "UPDATE benefit_person SET buyer_key = :nobody WHERE shop_id = :shop "
        "AND buyer_key IN :keys",
    ):
        do(session, change, **here)
    asked = "SELECT test_id, key FROM copy_recipient WHERE shop_id = :shop AND buyer_key IN :keys"
    for test, key in ask(session, asked, **here):
        do(session, "UPDATE copy_recipient SET key = :fresh, buyer_key = :nobody "
           "WHERE shop_id = :shop AND test_id = :test AND key = :key",
           test=test, key=key, fresh=secrets.token_hex(16), **here)  # fmt: skip


def _buyers(session: Session, here: Here) -> None:
    """The buyer himself, whom lines name, and with whom he was one customer."""
    nobody = KnownBy.NOBODY.value
    contradicts = f"also_buyer_id = {CONTRADICTION}"
    for change in (
        "UPDATE order_line SET own_buyer_id = NULL, also_buyer_id = NULL "
        "WHERE shop_id = :shop AND buyer_id = :who",
        f"UPDATE order_line SET {contradicts} WHERE shop_id = :shop AND also_buyer_id IN :gone",
        "UPDATE before_image SET buyer_id = :who, own_buyer_id = NULL, also_buyer_id = NULL "
        "WHERE shop_id = :shop AND coalesce(own_buyer_id, buyer_id) IN :ids",
        f"UPDATE before_image SET {contradicts} WHERE shop_id = :shop AND also_buyer_id IN :gone",
        "DELETE FROM buyer_merge WHERE shop_id = :shop "
        "AND (from_key IN :keys OR into_key IN :keys)",
        "DELETE FROM buyer WHERE shop_id = :shop AND id IN :others",
        "UPDATE buyer SET key = :nobody, name = NULL, same_as = NULL, "
        f"known_by = {nobody} WHERE shop_id = :shop AND id = :who",
    ):
        do(session, change, **here)
