"""A copy test as the seller writes it, as it is kept, and what is impossible in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from core.analysis import list_split
from core.store.copy_test_tables import CopyTestRow
from core.terms import Period
from core.terms.copy_tests import (
    ALPHA,
    HOLD_OUT,
    LETTERS,
    METHOD,
    Count,
    Design,
    Plan,
    PlannedVersion,
    Response,
    TestStatus,
    Version,
)

LONGEST: Final = 2000
"""So many characters a version may have: a long message."""

LONGEST_TITLE: Final = 120
LONGEST_CODE: Final = 40
SHORTEST_TEST, LONGEST_TEST = 1, 91
"""Days of a test."""

SOONEST: Final = timedelta(days=60)
"""So far ahead a test may begin."""

LARGEST_SHARE: Final = 1000
LARGEST_COUNT: Final = 1_000_000_000


class CopyTestProblem(StrEnum):
    """Why a test is not kept or changed as it was wanted."""

    TOO_FEW_VERSIONS = "too_few_versions"
    TOO_MANY_VERSIONS = "too_many_versions"
    LETTERS = "letters"
    """Versions are not called A, B, … in order."""
    NO_CONTROL = "no_control"
    EMPTY_TEXT = "empty_text"
    SAME_TEXT = "same_text"
    SAME_LABEL = "same_label"
    TOO_LONG = "too_long"
    BAD_SHARE = "bad_share"
    BAD_DAYS = "bad_days"
    BAD_NUMBER = "bad_number"
    STARTS_IN_PAST = "starts_in_past"
    STARTS_TOO_LATE = "starts_too_late"
    FROZEN = "frozen"
    """It was started; changing it makes a new test."""
    NOT_RUNNING = "not_running"
    NOT_OVER = "not_over"
    RESULT_SEEN = "result_seen"
    """Its result was told, so that it cannot go on."""
    UNKNOWN_VERSION = "unknown_version"
    NO_LIST = "no_list"
    """It does not divide a list."""


class CopyTestRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept or changed."""

    def __init__(self, problem: CopyTestProblem, letter: str = "") -> None:
        """Keep the reason, and the version it is about."""
        super().__init__(problem.value, letter)
        self.problem = problem
        self.letter = letter


class VisitorsFrom(StrEnum):
    """Where the expected number of visitors is from."""

    TYPED = "typed"
    STATISTICS = "statistics"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Draft:
    """A test as the seller writes it; it may be unfinished until it is started.

    Attributes:
        title: what it is called; may be empty.
        design: how versions are shown.
        response: what decides.
        versions: called A, B, … in order.
        control: the letter of the one the others are held against.
        persona: whom they speak to; empty for everybody.
        product_id: the product whose visitors they are; None for the shop.
        channel: the channel they come from; None for all.
        hold_out: the weight of those who get no version, beside the shares of the versions.
        first_day: when it is to begin; None for the day it is started.
        days: how long it lasts.
        visitors: how many are expected a day, over all versions; of a list how many it has in all.
        visitors_from: where that number is from.
        base_rate: the share that reacts usually, 0 to 1; None where nobody knows.
    """

    title: str = ""
    design: Design = Design.LIST_SPLIT
    response: Response = Response.CLICKS
    versions: tuple[Version, ...] = (Version("A"), Version("B"))
    control: str = "A"
    persona: str = ""
    product_id: int | None = None
    channel: str | None = None
    hold_out: int = 0
    first_day: date | None = None
    days: int = 14
    visitors: int | None = None
    visitors_from: VisitorsFrom = VisitorsFrom.TYPED
    base_rate: float | None = None

    @property
    def shares(self) -> dict[str, int]:
        """The weight of each version, and under an empty name of those who get none."""
        told = {one.letter: one.share for one in self.versions}
        return told | ({HOLD_OUT: self.hold_out} if self.hold_out else {})


@dataclass(frozen=True, slots=True)
class CopyTest:
    """One test.

    Attributes:
        id: its number.
        status: how far it is.
        draft: what the seller wrote; of a test that was started nothing of it changes any more.
        plan: what was fixed at the start; None before, and of results brought along.
        seed: what chance was drawn from, once.
        result: what was written down at the end; see ``core.services.copy_tests.end``.
        applied: the version used since then, and from which day on.
        action_id: the improvement noted with it.
        source: where a result was brought along from.
        revises: the test this one was made of.
        undoable: how many of its changes can be taken back.
    """

    id: int
    status: TestStatus
    draft: Draft
    plan: Plan | None
    seed: str
    result: Mapping[str, Any] | None
    applied: tuple[str, date] | None
    action_id: int | None
    source: str
    revises: int | None
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    version: int
    deleted: bool = False
    undoable: int = 0

    def text_of(self, letter: str) -> str:
        """What a version says; empty if there is none of that name."""
        return next((one.text for one in self.draft.versions if one.letter == letter), "")


def check(draft: Draft) -> None:
    """Make sure that a draft can be kept, finished or not.

    Raises:
        CopyTestRefused: what is wrong with it.
    """
    letters = "".join(one.letter for one in draft.versions)
    rate = draft.base_rate
    wrong = {
        CopyTestProblem.TOO_FEW_VERSIONS: not letters,
        CopyTestProblem.TOO_MANY_VERSIONS: len(letters) > len(LETTERS),
        CopyTestProblem.LETTERS: letters != LETTERS[: len(letters)],
        CopyTestProblem.NO_CONTROL: len(draft.control) != 1 or draft.control not in letters,
        CopyTestProblem.TOO_LONG: max(len(draft.title), len(draft.persona)) > LONGEST_TITLE,
        CopyTestProblem.BAD_SHARE: not 0 <= draft.hold_out <= LARGEST_SHARE,
        CopyTestProblem.BAD_DAYS: not SHORTEST_TEST <= draft.days <= LONGEST_TEST,
        CopyTestProblem.BAD_NUMBER: (rate is not None and not 0 < rate < 1)
        or not 0 <= (draft.visitors or 0) <= LARGEST_COUNT,
    }
    for problem, applies in wrong.items():
        if applies:
            raise CopyTestRefused(problem)
    for one in draft.versions:
        if len(one.text) > LONGEST or len(one.label) > LONGEST_TITLE:
            raise CopyTestRefused(CopyTestProblem.TOO_LONG, one.letter)
        if max(len(one.need), len(one.tone)) > LONGEST_CODE:
            raise CopyTestRefused(CopyTestProblem.TOO_LONG, one.letter)
        if not 1 <= one.share <= LARGEST_SHARE:
            raise CopyTestRefused(CopyTestProblem.BAD_SHARE, one.letter)


def check_start(draft: Draft, today: date) -> None:
    """Make sure that a draft is finished and may begin.

    Raises:
        CopyTestRefused: what is missing or impossible.
    """
    check(draft)
    if len(draft.versions) < 2:  # noqa: PLR2004  (there is nothing to compare with)
        raise CopyTestRefused(CopyTestProblem.TOO_FEW_VERSIONS)
    texts: set[str] = set()
    labels: set[str] = set()
    for one in draft.versions:
        text, label = " ".join(one.text.split()), one.label.strip().casefold()
        if not text:
            raise CopyTestRefused(CopyTestProblem.EMPTY_TEXT, one.letter)
        if text in texts:
            raise CopyTestRefused(CopyTestProblem.SAME_TEXT, one.letter)
        if label and label in labels:
            raise CopyTestRefused(CopyTestProblem.SAME_LABEL, one.letter)
        texts.add(text)
        labels.add(label)
    first = draft.first_day or today
    if first < today:
        raise CopyTestRefused(CopyTestProblem.STARTS_IN_PAST)
    if first > today + SOONEST:
        raise CopyTestRefused(CopyTestProblem.STARTS_TOO_LATE)


def columns(draft: Draft) -> dict[str, Any]:
    """What a draft says, as columns."""
    return {
        "title": draft.title.strip(),
        "design": draft.design.value,
        "response": draft.response.value,
        "control": draft.control,
        "persona": draft.persona.strip(),
        "product_id": draft.product_id,
        "channel": draft.channel,
        "hold_out": draft.hold_out if draft.design is Design.LIST_SPLIT else 0,
        "first_day": draft.first_day,
        "days": draft.days,
        "visitors": draft.visitors,
        "visitors_from": draft.visitors_from.value,
        "base_rate": draft.base_rate,
    }


def trimmed(versions: tuple[Version, ...]) -> list[Version]:
    """Versions without white space around what they say."""
    return [
        replace(one, text=one.text.strip(), label=one.label.strip(), need=one.need.strip(),
                tone=one.tone.strip())
        for one in versions
    ]  # fmt: skip


def planned(
    draft: Draft, period: Period, seed: str, recipients: Mapping[str, int]
) -> dict[str, int]:
    """How many are to be shown each version; empty where nobody could say.

    Args:
        draft: the test.
        period: its days.
        seed: what chance is drawn from.
        recipients: how many of a list have been given each version; empty if none was divided.
    """
    letters = [one.letter for one in draft.versions]
    if draft.design is Design.LIST_SPLIT and recipients:
        return {letter: recipients.get(letter, 0) for letter in letters}
    if draft.visitors is None:
        return {}
    if draft.design is Design.ALTERNATE_DAYS:
        turns = list(list_split.rotation(period, letters, seed).values())
        return {letter: draft.visitors * turns.count(letter) for letter in letters}
    total = draft.visitors * (1 if draft.design is Design.LIST_SPLIT else draft.days)
    parts = list_split.sizes(total, list(draft.shares.values()))
    return dict(zip(letters, parts, strict=False))


def read(row: CopyTestRow, versions: tuple[Version, ...], undoable: int = 0) -> CopyTest:
    """A row and its versions as the rest of the program sees them."""
    draft = Draft(
        row.title, Design(row.design), Response(row.response), versions, row.control, row.persona,
        row.product_id, row.channel, row.hold_out, row.first_day, row.days, row.visitors,
        VisitorsFrom(row.visitors_from), row.base_rate,
    )  # fmt: skip
    applied = None
    if row.applied is not None and row.applied_on is not None:
        applied = (row.applied, row.applied_on)
    return CopyTest(
        row.id, TestStatus(row.status), draft, _plan(row, draft), row.seed,
        None if row.result is None else json.loads(row.result), applied, row.action_id,
        row.source, row.revises, row.created_at, row.started_at, row.ended_at, row.version,
        row.deleted_at is not None, undoable,
    )  # fmt: skip


def _plan(row: CopyTestRow, draft: Draft) -> Plan | None:
    if row.started_at is None or draft.first_day is None:
        return None
    last = draft.first_day + timedelta(days=draft.days - 1)
    period, told = Period(draft.first_day, last), json.loads(row.planned)
    letters = [one.letter for one in draft.versions]
    turns = None
    if draft.design is Design.ALTERNATE_DAYS:
        turns = list_split.rotation(period, letters, row.seed)
    return Plan(
        draft.design, draft.response, draft.control,
        tuple(PlannedVersion(it.letter, it.share, told.get(it.letter)) for it in draft.versions),
        period, draft.hold_out, turns, draft.base_rate, row.alpha or ALPHA, row.method or METHOD,
    )  # fmt: skip


def result(
    test: CopyTest, counts: tuple[Count, ...], ruling: Mapping[str, Any], now: datetime
) -> str:
    """All that a result was made of, as JSON: the plan, the versions, the counts, the ruling."""
    plan = test.plan
    told = {
        "at": now.isoformat(),
        "method": None if plan is None else plan.method,
        "alpha": None if plan is None else plan.alpha,
        "design": test.draft.design.value,
        "response": test.draft.response.value,
        "control": test.draft.control,
        "first_day": None if plan is None else plan.period.first.isoformat(),
        "last_day": None if plan is None else plan.period.last.isoformat(),
        "planned": {} if plan is None else {it.letter: it.planned for it in plan.versions},
        "shares": test.draft.shares,
        "versions": [
            {"letter": one.letter, "text": one.text, "need": one.need, "tone": one.tone}
            for one in test.draft.versions
        ],
        "counts": [
            {
                "letter": one.letter, "day": None if one.day is None else one.day.isoformat(),
                "shown": one.shown, "reacted": one.reacted, "won": one.won,
                "won_squares": one.won_squares, "source": one.source.value,
            }
            for one in counts
        ],
        "ruling": dict(ruling),
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, allow_nan=False)
