"""Keep what a seller notes, so that every change of it can be taken back."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, TypeAlias, TypeVar

from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.types import TypeEngine
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from core.store.care_tables import GiftDrawRow, WorryRow
from core.store.customer_tables import ConsentRow, ContactRow, CustomerGroupRow
from core.store.journals import (
    ContentPaceRow,
    ContentRow,
    OutreachRow,
    OwnTacticRow,
    SearchChangeRow,
    SearchWordsRow,
)
from core.store.landing_tables import LandingChangeRow, LandingCountRow, LandingRow
from core.store.links import ChannelNoteRow, LinkCodeRow, LinkRow, PathsRow, SurveyRow
from core.store.message_tables import MessagePriceRow, MessageRow, ScenarioRow, SendRow
from core.store.moments import Day, Instant, day_number
from core.store.note_tables import ActionRow, EventRow, LookBackRow, NoteChange
from core.store.programme_tables import (
    BenefitDrawRow,
    BenefitRow,
    OfferPlaceRow,
    OfferRow,
    PostRow,
    ProfileRow,
    SubscriberRow,
    TierRow,
)
from core.store.tables import table_of
from core.store.target_tables import PersonaRow, TargetShareRow
from core.store.turns import alone
from core.store.voice_tables import ComplaintRow, FeedbackRow, ThemeAnswerRow
from core.terms import Period

Note: TypeAlias = (
    ActionRow
    | EventRow
    | LookBackRow
    | ContentRow
    | ContentPaceRow
    | SearchWordsRow
    | SearchChangeRow
    | OutreachRow
    | OwnTacticRow
    | LinkRow
    | LinkCodeRow
    | ChannelNoteRow
    | SurveyRow
    | PathsRow
    | FeedbackRow
    | ComplaintRow
    | ThemeAnswerRow
    | WorryRow
    | GiftDrawRow
    | PersonaRow
    | TargetShareRow
    | ConsentRow
    | ContactRow
    | CustomerGroupRow
    | MessagePriceRow
    | ScenarioRow
    | MessageRow
    | SendRow
    | BenefitRow
    | BenefitDrawRow
    | TierRow
    | PostRow
    | SubscriberRow
    | OfferRow
    | OfferPlaceRow
    | ProfileRow
    | LandingRow
    | LandingCountRow
    | LandingChangeRow
)
N = TypeVar(
    "N", ActionRow, EventRow, LookBackRow, ContentRow, ContentPaceRow, SearchWordsRow,
    SearchChangeRow, OutreachRow, OwnTacticRow, LinkRow, LinkCodeRow, ChannelNoteRow, SurveyRow,
    PathsRow, FeedbackRow, ComplaintRow, ThemeAnswerRow, WorryRow, GiftDrawRow,
    PersonaRow, TargetShareRow, ConsentRow, ContactRow, CustomerGroupRow,
    MessagePriceRow, ScenarioRow, MessageRow, SendRow, BenefitRow, BenefitDrawRow, TierRow,
    PostRow, SubscriberRow, OfferRow, OfferPlaceRow, ProfileRow,
    LandingRow, LandingCountRow, LandingChangeRow,
)  # fmt: skip

_NO_DIALECT: Final = DefaultDialect()
"""Days and moments are kept alike by all databases."""

_NUL: Final = "\0"
"""A sign that nobody sees, which PostgreSQL takes in no text."""

_FIXED: Final = frozenset({"shop_id", "id", "version"})
"""What undo leaves alone: whose note it is, and how often it was changed."""


class NoteGone(LookupError):  # noqa: N818  (an answer, not a fault)
    """There is no such note."""


class NoteChanged(Exception):  # noqa: N818  (an answer, not a fault)
    """Somebody else has changed the note since it was read."""


def add(session: Session, note: N) -> N:
    """Put in a new note and give it the next number; a look back brings its own."""
    for column in table_of(type(note)).columns:
        value = getattr(note, column.name)
        if isinstance(value, str) and _NUL in value:
            setattr(note, column.name, _without_nul(value))
    if not note.id:
        kind = type(note)
        alone(session, note.shop_id)
        top = select(func.max(col(kind.id))).where(kind.shop_id == note.shop_id)
        note.id = int(session.exec(top).one() or 0) + 1
    session.add(note)
    session.flush()
    return note


def find(session: Session, kind: type[N], shop_id: int, number: int) -> N:
    """The note of that number, also if it was deleted.

    Raises:
        NoteGone: there is none.
    """
    found = session.get(kind, (shop_id, number))
    if found is None:
        raise NoteGone(number)
    return found


def listed(session: Session, kind: type[N], shop_id: int, *, deleted: bool = False) -> list[N]:
    """All notes of a kind, the newest first; those that were deleted if asked for."""
    return list(session.exec(_those(kind, shop_id, deleted=deleted)))


def actions(session: Session, shop_id: int, *, deleted: bool = False) -> list[ActionRow]:
    """All improvements, the newest first; those that were deleted if asked for."""
    return list(session.exec(_those(ActionRow, shop_id, deleted=deleted)))


def events(
    session: Session, shop_id: int, period: Period | None = None, *, deleted: bool = False
) -> list[EventRow]:
    """The events that meet a period, or all of them, the newest first."""
    asked = _those(EventRow, shop_id, deleted=deleted)
    if period is not None:
        asked = asked.where(EventRow.first_day <= period.last, EventRow.last_day >= period.first)
    return list(session.exec(asked))


def look_backs(session: Session, shop_id: int) -> list[LookBackRow]:
    """The looks back, the newest week first."""
    return list(session.exec(_those(LookBackRow, shop_id, deleted=False)))


def change(
    session: Session, note: N, changes: Mapping[str, Any], at: datetime, seen: int | None = None
) -> N:
    """Change some columns of a note; what it was is kept for undo.

    Args:
        session: one that writes.
        note: which.
        changes: the new value of each column that changes.
        at: when.
        seen: the version the seller saw; None to change it whatever happened meanwhile.

    Raises:
        NoteChanged: it is not what the seller saw any more; nothing was changed.
    """
    _held(session, note, seen)
    top = select(func.max(col(NoteChange.id))).where(NoteChange.shop_id == note.shop_id)
    session.add(
        NoteChange(
            shop_id=note.shop_id, id=int(session.exec(top).one() or 0) + 1,
            kind=note.__tablename__, note_id=note.id, at=at,
            before=json.dumps(_image(note), ensure_ascii=False),
        )
    )  # fmt: skip
    for name, value in changes.items():
        setattr(note, name, _without_nul(value))
    note.version += 1
    session.add(note)
    session.flush()
    return note


def without_fixed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a note as it is kept for undo."""
    return {name: value for name, value in row.items() if name not in _FIXED}


def undo(session: Session, note: N, seen: int | None = None) -> bool:
    """Make a note what it was before its last change; whether there was one.

    Raises:
        NoteChanged: it is not the version ``seen`` any more; nothing was taken back.
    """
    _held(session, note, seen)
    last = session.exec(_changes(note).order_by(col(NoteChange.id).desc()).limit(1)).first()
    if last is None:
        return False
    for name, value in _of_image(type(note), json.loads(last.before)).items():
        setattr(note, name, value)
    note.version += 1
    session.add(note)
    session.delete(last)
    session.flush()
    return True


def _without_nul(value: Any) -> Any:  # noqa: ANN401
    return value.replace(_NUL, "") if isinstance(value, str) else value


def _held(session: Session, note: Note, seen: int | None) -> None:
    """Wait until nobody else changes notes, and compare with what the note is then."""
    alone(session, note.shop_id)
    session.flush()
    session.refresh(note)
    if seen is not None and note.version != seen:
        raise NoteChanged


def changed(session: Session, shop_id: int, kind: type[Note]) -> dict[int, int]:
    """How many changes of each note can be taken back."""
    rows = session.exec(
        select(NoteChange.note_id, func.count())
        .where(NoteChange.shop_id == shop_id, NoteChange.kind == kind.__tablename__)
        .group_by(col(NoteChange.note_id))
    )
    return {int(number): int(times) for number, times in rows}


def week_number(monday: Any) -> int:  # noqa: ANN401  (a day)
    """The id of the look back on the week that begins on a Monday."""
    return day_number(monday)


def _those(kind: type[N], shop_id: int, *, deleted: bool) -> SelectOfScalar[N]:
    gone = col(kind.deleted_at)
    return (
        select(kind)
        .where(kind.shop_id == shop_id, gone.is_not(None) if deleted else gone.is_(None))
        .order_by(col(kind.id).desc())
    )


def _changes(note: Note) -> SelectOfScalar[NoteChange]:
    return select(NoteChange).where(
        NoteChange.shop_id == note.shop_id,
        NoteChange.kind == note.__tablename__,
        NoteChange.note_id == note.id,
    )


def _image(note: Note) -> dict[str, Any]:
    """The columns of a note as the database keeps them."""
    return {
        column.name: _kept(column.type, getattr(note, column.name))
        for column in table_of(type(note)).columns
        if column.name not in _FIXED
    }


def _of_image(kind: type[Note], image: Mapping[str, Any]) -> dict[str, Any]:
    columns = table_of(kind).columns
    return {
        name: _read(columns[name].type, value) for name, value in image.items() if name in columns
    }


def _kept(kind: TypeEngine[Any], value: Any) -> Any:  # noqa: ANN401
    return kind.process_bind_param(value, _NO_DIALECT) if isinstance(kind, Day | Instant) else value


def _read(kind: TypeEngine[Any], value: Any) -> Any:  # noqa: ANN401
    if isinstance(kind, Day | Instant):
        return kind.process_result_value(value, _NO_DIALECT)
    return value
