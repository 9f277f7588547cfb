"""Put what customers of the made-up shop say into its books, and what came of it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any, Final

from sqlalchemy import insert, text
from sqlmodel import Session, SQLModel

from core.sample import SampleShop
from core.sample import care as planted
from core.sample.catalogue import PRODUCTS
from core.sample.words import fitting
from core.services import voice_limits
from core.store.tables import table_of
from core.store.voice_tables import ComplaintRow, FeedbackRow, ReviewNoteRow, ThemeAnswerRow
from core.terms import SEOUL, seoul_day
from core.terms.voice import LOW_TO, AskedScale, ComplaintStatus, VoiceSource

_SAID_AT: Final = 15
"""The hour of the day at which a remark of an earlier day was made."""

_FAIR: Final = {AskedScale.CSAT: (3, 4), AskedScale.NPS: (7, 9)}
"""From how many points on an answer is fair, and from how many it is good."""

_CODES: Final = {one.name: one.code for one in PRODUCTS}

Row = dict[Any, Any]
Line = Mapping[Any, Any]


def put(
    session: Session, shop_id: int, shop: SampleShop, orders: Sequence[Line], now: datetime
) -> None:
    """Write the remarks, the complaints that came of some, and the answers to reviews.

    Args:
        session: one that writes.
        shop_id: whose books.
        shop: what was made up.
        orders: the order lines as they are kept, in the order of time; ``delivered`` in seconds.
        now: when; everything was said before.
    """
    arrived = [one for one in orders if one["delivered"] is not None]
    arrived.sort(key=lambda one: (one["delivered"], one["line_no"]))
    damaged, noted = _damaged(arrived, now), _noted(shop, arrived, now)
    remarks = [*noted, *_scores(arrived, now), *damaged]
    remarks.sort(key=lambda row: row["said_on"])
    for number, row in enumerate(remarks, start=1):
        row["id"] = number
    _insert(session, FeedbackRow, shop_id, remarks)
    complaints = [*_old_stories(noted, now), *_stories(damaged, arrived, now)]
    complaints.sort(key=lambda row: row["opened_at"])
    for number, row in enumerate(complaints, start=1):
        row["id"] = number
    _insert(session, ComplaintRow, shop_id, complaints)
    _insert(session, ReviewNoteRow, shop_id, _replies(session, shop_id, now))
    _insert(session, ThemeAnswerRow, shop_id, _answers(now))


def _insert(
    session: Session, kind: type[SQLModel], shop_id: int, rows: Sequence[Mapping[str, Any]]
) -> None:
    if rows:
        session.execute(insert(table_of(kind)), [{"shop_id": shop_id, **row} for row in rows])


def _damaged(orders: Sequence[Line], now: datetime) -> list[Row]:
    """Remarks on parcels that came damaged, each of another order."""
    before = cycle(planted.DAMAGED_BEFORE)
    remarks = [*planted.DAMAGED,
               *((ago, "talk", *next(before)) for ago in planted.BEFORE_AGO)]  # fmt: skip
    free = {code: dict(some) for code, some in _by_code(orders).items()}
    rows: list[Row] = []
    for place, (ago, source, code, said) in enumerate(remarks):
        day = seoul_day(now) - timedelta(days=ago)
        line = _last(list(free.get(code, {}).values()), day)
        if line is not None:
            for some in free.values():
                some.pop(str(line["order_no"]), None)
        row = _remark(day, VoiceSource(source), said, line, now)
        row["is_negative"] = 1
        if place >= planted.WAITING:
            row["answered_at"] = _answered(row, place, now)
        rows.append(row)
    return rows


def _by_code(orders: Sequence[Line]) -> dict[str, dict[str, Line]]:
    """The orders of each product by their numbers, in the order of their arrival."""
    found: dict[str, dict[str, Line]] = {}
    for one in orders:
        found.setdefault(_CODES.get(one["product"], ""), {})[str(one["order_no"])] = one
    return found


def _noted(shop: SampleShop, orders: Sequence[Line], now: datetime) -> list[Row]:
    """The complaints and the praise among the notes; what was asked is in a file of its own."""
    kept = shop.feedback[shop.feedback["kind"].isin([planted.COMPLAINT, planted.PRAISE])]
    names = dict(zip(shop.orders["product_no"], shop.orders["product_name"], strict=True))
    of_product: dict[str, list[Line]] = {}
    for one in orders:
        of_product.setdefault(one["product"], []).append(one)
    rows: list[Row] = []
    columns = [kept[name].tolist() for name in ("date", "kind", "channel", "text", "product_no")]
    for at, kind, channel, said, product_no in zip(*columns, strict=True):
        line = _last(of_product.get(names.get(product_no, ""), []), at.date())
        row = _remark(at.date(), planted.source(channel), said, line, now)
        row["is_negative"] = int(kind == planted.COMPLAINT)
        row["answered_at"] = _answered(row, len(rows), now)
        rows.append(row)
    return rows


def _scores(orders: Sequence[Line], now: datetime) -> list[Row]:
    """Answers to what was asked, each of an order that had arrived some days before."""
    first = {str(one["order_no"]): one for one in reversed(orders)}
    arrived = list(first.values())[::-1]
    rows: list[Row] = []
    words = {name: cycle(some) for name, some in planted.WORDS_OF_SCORES.items()}
    for asked in planted.ASKED:
        for ago, points in zip(*asked.drawn(), strict=True):
            day = seoul_day(now) - timedelta(days=ago)
            line = _last(arrived, day, back=5 + len(rows) % 7)
            fair, good = _FAIR[asked.scale]
            kind = "good" if points >= good else "fair" if points >= fair else "poor"
            said = next(words[kind])
            if line is not None:
                said = fitting(said, _CODES.get(line["product"], ""))
            row = _remark(day, VoiceSource.TALK, said, line, now)
            row |= {"scale": asked.scale.value, "score": points}
            if points <= LOW_TO[asked.scale]:
                row["answered_at"] = _answered(row, len(rows), now)
            rows.append(row)
    return rows


def _last(lines: Sequence[Line], day: date, back: int = 0) -> Line | None:
    """The line that had arrived last by the hour at which a remark is made, or one before it."""
    until = int(_at(day, _SAID_AT).timestamp())
    place = bisect_right(lines, until, key=lambda one: one["delivered"]) - 1 - back
    return lines[place] if place >= 0 else None


def _remark(
    day: date,
    source: VoiceSource,
    said: str,
    line: Line | None,
    now: datetime,
) -> Row:
    return {
        "said_on": day, "source": source.value, "scale": None, "score": None, "text": said,
        "note": "", "theme": None, "is_negative": None, "answered_at": None, "merged_into": None,
        "batch": None, "deleted_at": None, "version": 1,
        "created_at": min(_at(day, _SAID_AT), now), **_about(line),
    }  # fmt: skip


def _about(line: Line | None) -> Row:
    """Which order, product and buyer it is about."""
    if line is None:
        return {"mall": None, "order_no": None, "product_id": None, "buyer_key": None}
    return {
        "mall": line["mall"], "order_no": line["order_no"],
        "product_id": line["product_id"], "buyer_key": line["buyer"],
    }  # fmt: skip


def _answered(row: Row, place: int, now: datetime) -> datetime:
    low, high = planted.HOURS_TO_ANSWER
    later: datetime = row["created_at"] + timedelta(hours=low + 5 * place % (high - low))
    return min(later, now)


def _stories(damaged: Sequence[Row], orders: Sequence[Line], now: datetime) -> list[Row]:
    """The complaints of the last weeks, at every step."""
    rows: list[Row] = []
    by_code = _by_code(orders)
    for story in planted.STORIES:
        own = list(by_code.get(story.code, {}).values())
        said = damaged[story.remark] if story.remark is not None else None
        about = said or _about(own[-1] if own else None)
        moments = {
            name: None if hours is None else now - timedelta(hours=hours)
            for name, hours in (("opened_at", story.opened), ("first_reply_at", story.replied),
                                ("resolved_at", story.solved), ("checked_at", story.checked))
        }  # fmt: skip
        rows.append(
            _complaint(about, moments, story.alternative, story.cost)
            | {"text": story.text or about["text"], "theme": None if story.text else "packing"}
        )
    return rows


def _old_stories(noted: Sequence[Row], now: datetime) -> list[Row]:
    """A complaint of each older note that was one, all of them over."""
    since = seoul_day(now) - timedelta(days=planted.OLD_DAYS)
    blamed = [row for row in noted if row["is_negative"] and since <= row["said_on"]]
    rows: list[Row] = []
    for place, row in enumerate(blamed):
        alternative, cost = planted.OLD_ALTERNATIVES[place % len(planted.OLD_ALTERNATIVES)]
        opened = row["created_at"]
        after = (3 + 4 * place % 19, 30 + 11 * place % 50, 210 + 9 * place % 40)
        names = ("first_reply_at", "resolved_at", "checked_at")
        later = {name: opened + timedelta(hours=hours)
                 for name, hours in zip(names, after, strict=True)}  # fmt: skip
        moments = {"opened_at": opened,
                   **{name: at if at <= now else None for name, at in later.items()}}  # fmt: skip
        rows.append(_complaint(row, moments, alternative, cost) | {"text": row["text"]})
    return rows


def _complaint(
    about: Mapping[str, Any],
    moments: Mapping[str, datetime | None],
    alternative: str,
    cost: int | None,
) -> Row:
    status, due = _standing(moments)
    return {
        "feedback_id": about.get("id"), "review_no": None, "theme": None, "note": "", "text": "",
        **{name: about[name] for name in ("mall", "order_no", "product_id", "buyer_key")},
        **moments, "status": int(status), "due_at": due, "alternative": alternative, "cost": cost,
        "created_at": moments["opened_at"], "deleted_at": None, "version": 1,
    }  # fmt: skip


def _standing(moments: Mapping[str, datetime | None]) -> tuple[ComplaintStatus, datetime]:
    """How far a complaint has got, and when the next step is due."""
    usual = voice_limits.USUAL
    steps = (
        (ComplaintStatus.CHECKED, "checked_at", timedelta()),
        (ComplaintStatus.SOLVED, "resolved_at", usual.check),
        (ComplaintStatus.DOING, "first_reply_at", usual.solve),
        (ComplaintStatus.RECEIVED, "opened_at", usual.answer),
    )
    return next(
        (status, at + then) for status, name, then in steps if (at := moments[name]) is not None
    )


def _replies(session: Session, shop_id: int, now: datetime) -> list[Row]:
    """What was answered to reviews with few stars: to all but one of one star, and the newest."""
    found = session.execute(
        text(
            "SELECT mall, review_no, rating, written_at FROM review WHERE shop_id = :shop "
            "AND current = 1 AND rating <= :low AND coalesce(has_reply, 0) = 0 "
            "ORDER BY written_at DESC, review_no"
        ),
        {"shop": shop_id, "low": voice_limits.USUAL.low_stars},
    ).all()
    late = int((now - voice_limits.USUAL.answer).timestamp())
    waits = next((row[1] for row in found if row[2] == 1 and row[3] < late), None)
    rows: list[Row] = []
    for place, (mall, review_no, _, written) in enumerate(found):
        if review_no == waits or written >= late:
            continue
        at = datetime.fromtimestamp(written, SEOUL) + timedelta(hours=2 + 7 * place % 30)
        rows.append({
            "mall": mall, "review_no": review_no, "theme": None, "is_negative": None,
            "replied_at": min(at, now), "reply": planted.REPLY, "words": None, "at": min(at, now),
        })  # fmt: skip
    return rows


def _answers(now: datetime) -> list[Row]:
    """What was decided about some themes."""
    days = [seoul_day(now) - timedelta(days=ago) for ago, *_ in planted.ANSWERS]
    return [
        {
            "id": number, "theme": theme, "answer": answer, "what": what, "action_id": None,
            "decided_on": day, "created_at": _at(day, _SAID_AT), "deleted_at": None, "version": 1,
        }
        for number, (day, (_, theme, answer, what)) in enumerate(
            zip(days, planted.ANSWERS, strict=True), start=1
        )
    ]  # fmt: skip


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SEOUL)
