"""Complaints: written down, changed, thrown away, and all of it taken back."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlmodel import Session

from core.i18n.stems import composed
from core.importers.problems import redacted
from core.services import kept_notes, voice_limits
from core.services.kept_notes import LONGEST_NOTE, NoteProblem
from core.services.opening import OpenShop
from core.services.voice_orders import NOTHING, About
from core.store import notes
from core.store import voice_complaints as store
from core.store.voice_tables import ComplaintRow
from core.terms import SEOUL, Mall
from core.terms.voice import ComplaintStatus

LONGEST_TEXT: Final = 4000
LONGEST_THEME: Final = 40
MOST_WON: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint.

    Attributes:
        text: what is complained of.
        about: the order, product and buyer.
        theme: the theme the seller chose.
        feedback_id: the remark it was made of.
        review_no: the review it was made of, in ``about.mall``.
        status: how far it has got.
        opened_at: when it came in.
        due_at: by when the next step is due: the first reply, then the solution, then the second
            look.
        alternative: what was offered instead.
        cost: won that making it good cost; None where nobody said.
        note: for the seller alone.
        first_reply_at: when the first reply was given.
        resolved_at: when it was solved.
        checked_at: when the customer was asked once more.
    """

    text: str
    about: About = NOTHING
    theme: str | None = None
    feedback_id: int | None = None
    review_no: str | None = None
    status: ComplaintStatus = ComplaintStatus.RECEIVED
    opened_at: datetime | None = None
    due_at: datetime | None = None
    alternative: str = ""
    cost: int | None = None
    note: str = ""
    first_reply_at: datetime | None = None
    resolved_at: datetime | None = None
    checked_at: datetime | None = None
    id: int | None = None
    version: int = 1

    @property
    def is_made(self) -> bool:
        """Whether it was made of a remark or a review, which stays when it is thrown away."""
        return self.feedback_id is not None or self.review_no is not None

    def is_overdue(self, now: datetime) -> bool:
        """Whether the next step should have been done by now."""
        waits = self.status is not ComplaintStatus.CHECKED
        return waits and self.due_at is not None and now > self.due_at


def add(shop: OpenShop, one: Complaint, now: datetime) -> Complaint:
    """Write a complaint down; without ``opened_at`` it came in just now.

    There is one complaint of a review and of a remark; a second one is the first one.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(one, now)
    with shop.store.write() as session:
        return put(session, shop.id, one, now)


def put(session: Session, shop_id: int, one: Complaint, now: datetime) -> Complaint:
    """The same for a service that writes more at once."""
    made = store.made_of(
        session, shop_id, one.feedback_id, one.about.mall, one.review_no
    )  # fmt: skip
    if made is not None:
        return read(made)
    opened = one.opened_at or now
    due = opened + voice_limits.read(session, shop_id).answer
    row = ComplaintRow(
        shop_id=shop_id, id=0, status=int(ComplaintStatus.RECEIVED), opened_at=opened,
        due_at=one.due_at or due, created_at=now, feedback_id=one.feedback_id,
        review_no=one.review_no, **_columns(one),
    )  # fmt: skip
    return read(notes.add(session, row))


def made_of(session: Session, shop_id: int, feedback_id: int) -> ComplaintRow | None:
    """The complaint that was made of a remark."""
    return store.made_of(session, shop_id, feedback_id, None, None)


def edit(shop: OpenShop, one: Complaint, now: datetime) -> None:
    """Change its words, what was offered, what it cost, when it is due; not how far it is.

    Raises:
        core.services.kept_notes.NoteRefused: something in it is impossible; nothing was changed.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    _check(one, now)
    changes = _columns(one) | ({"due_at": one.due_at} if one.due_at else {})
    kept_notes.change(shop, ComplaintRow, one.id or 0, changes, now, one.version)


def due_here(one: Complaint) -> datetime | None:
    """When the next step is due, as a clock in Seoul shows it, without seconds."""
    if one.due_at is None:
        return None
    return one.due_at.astimezone(SEOUL).replace(second=0, microsecond=0, tzinfo=None)


def due_of(one: Complaint, shown: datetime | None) -> datetime | None:
    """The moment that was typed in for the next step; left alone if it is what was shown."""
    if shown is None or shown == due_here(one):
        return one.due_at
    return shown.replace(tzinfo=SEOUL).astimezone(UTC)


def delete(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Throw one away; ``undo`` brings it back."""
    kept_notes.delete(shop, ComplaintRow, number, now, seen)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last step or change.

    Raises:
        core.store.notes.NoteChanged: it was changed elsewhere since it was read.
        core.store.notes.NoteGone: nothing was changed.
    """
    kept_notes.undo(shop, ComplaintRow, number, seen)


def read(row: ComplaintRow) -> Complaint:
    """A complaint as it is kept."""
    return Complaint(
        row.text,
        About(
            None if row.mall is None else Mall(row.mall),
            row.order_no,
            row.product_id,
            row.buyer_key,
        ),
        row.theme,
        row.feedback_id,
        row.review_no,
        ComplaintStatus(row.status),
        row.opened_at,
        row.due_at,
        row.alternative,
        row.cost,
        row.note,
        row.first_reply_at,
        row.resolved_at,
        row.checked_at,
        row.id,
        row.version,
    )


def _check(one: Complaint, now: datetime) -> None:
    kept_notes.refuse(
        {
            NoteProblem.NOTHING_SAID: not one.text.strip(),
            NoteProblem.TOO_LONG: len(one.text) > LONGEST_TEXT
            or len(one.theme or "") > LONGEST_THEME,
            NoteProblem.IN_FUTURE: one.opened_at is not None and one.opened_at > now,
        }
    )
    check_words(one.alternative, one.note, one.cost)


def check_words(alternative: str, note: str, cost: int | None) -> None:
    """Refuse what cannot have been offered or paid.

    Raises:
        core.services.kept_notes.NoteRefused: why.
    """
    kept_notes.refuse(
        {
            NoteProblem.TOO_LONG: max(len(alternative), len(note)) > LONGEST_NOTE,
            NoteProblem.NUMBER: cost is not None and not 0 <= cost <= MOST_WON,
        }
    )


def _columns(one: Complaint) -> dict[str, Any]:
    return {
        "text": clean(one.text),
        "theme": (one.theme or "").strip() or None,
        "alternative": clean(one.alternative),
        "cost": one.cost,
        "note": clean(one.note),
        "mall": None if one.about.mall is None else int(one.about.mall),
        "order_no": one.about.order_no,
        "product_id": one.about.product_id,
        "buyer_key": one.about.buyer_key,
    }


def clean(text: str) -> str:
    """Free text as it is kept: without telephone numbers, mail addresses and names before 님.

    Syllables whose letters stand apart, as some computers write them, are put together first, so
    that a name in them is found and the words can be searched for.
    """
    return redacted(composed(text.replace("\0", "")).strip())
