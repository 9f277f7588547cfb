"""A copy test as the seller writes it, and what is impossible in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from core.terms.copy_tests import (
    HOLD_OUT,
    Design,
    Plan,
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
    TOO_FEW_TURNS = "too_few_turns"
    """Versions take turns for too few days."""
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
