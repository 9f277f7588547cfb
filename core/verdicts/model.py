"""A verdict: one claim with everything its sentences are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.terms import Evidence


class Claim(StrEnum):
    """What is said. ``core.wording.verdicts`` has a template for each."""

    STALE = "stale"
    GAP = "gap"
    TOO_FEW = "too_few"
    TOO_EARLY = "too_early"
    NET_FELL = "net_fell"
    NET_ROSE = "net_rose"
    PRODUCT_FELL = "product_fell"
    PRODUCT_ROSE = "product_rose"
    CLAIMS_ROSE = "claims_rose"
    SECOND_FELL = "second_fell"
    STAGE_FELL = "stage_fell"
    PAGE_POOR = "page_poor"
    CHANNEL_LESS = "channel_less"
    CHANNEL_MORE = "channel_more"
    CHANNEL_POOR = "channel_poor"
    STEADY = "steady"
    NO_ORDERS = "no_orders"
    UNCOMPARED = "uncompared"
    PUT_OFF = "put_off"


LONGEST_ID = 120
"""So many characters of what names a claim are kept."""

WORSE = frozenset({
    Claim.NET_FELL, Claim.PRODUCT_FELL, Claim.CLAIMS_ROSE, Claim.SECOND_FELL, Claim.STAGE_FELL,
    Claim.PAGE_POOR, Claim.CHANNEL_LESS, Claim.CHANNEL_POOR,
})  # fmt: skip
"""Claims that something is wrong; one of them, known, is an alarm."""

DATA_FAULTS = frozenset({Claim.STALE, Claim.GAP})
"""Claims about the files; while one of them holds, others may be wrong, so it comes first."""


class Action(StrEnum):
    """The one thing to do."""

    UPLOAD = "upload"
    FILL_GAP = "fill_gap"
    COLLECT = "collect"
    WELCOME_NEW = "welcome_new"
    CALL_BACK = "call_back"
    SELL_MORE = "sell_more"
    LIFT_ORDER = "lift_order"
    REPEAT = "repeat"
    CHECK_PRODUCT = "check_product"
    SHOW_PRODUCT = "show_product"
    READ_REASONS = "read_reasons"
    FOLLOW_UP = "follow_up"
    MEND_STAGE = "mend_stage"
    MEND_PAGE = "mend_page"
    SPEND_LESS = "spend_less"
    SPEND_MORE = "spend_more"
    CHECK_CHANNEL = "check_channel"
    KEEP = "keep"
    REST = "rest"


class Caveat(StrEnum):
    """When a claim could be wrong."""

    SEASON = "season"
    PROMOTION = "promotion"
    SOLD_OUT = "sold_out"
    LATE_STATES = "late_states"
    SMALL_CHANGES = "small_changes"
    SHORT_HISTORY = "short_history"
    UNKNOWN_BUYERS = "unknown_buyers"
    OLD_FILE = "old_file"
    CLOSED_DAYS = "closed_days"
    DEAR_PRODUCT = "dear_product"
    LATER_SALES = "later_sales"


class Lookout(StrEnum):
    """What would change the claim."""

    NEXT_PERIOD = "next_period"
    NEW_FILE = "new_file"
    MORE_ORDERS = "more_orders"


@dataclass(frozen=True, slots=True)
class Figure:
    """One supporting number: a metric now and before; ``trials`` is what a rate is a part of."""

    metric: str
    now: float | None
    before: float | None = None
    trials: int | None = None
    trials_before: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """One claim, how sure it is, and what to do about it.

    ``probability`` is one minus the adjusted p-value of the change: what is compared with the
    bounds of the evidence words. ``money_month`` is in won per 30 days, negative for a loss.
    ``n`` counts the events behind it. ``is_new``: other things were said on the days before and
    this was not, or its money has changed much since.
    """

    claim: Claim
    level: Evidence
    action: Action
    evidence: tuple[Figure, ...]
    caveats: tuple[Caveat, ...]
    would_change_if: Lookout
    created_at: datetime
    data_asof: date
    params: Mapping[str, object]
    money_month: int | None = None
    probability: float | None = None
    n: int = 0
    page: str = "today"
    is_new: bool = False

    @property
    def id(self) -> str:
        """Names the claim and what it is about, the same on every day.

        Claims that a page of their own proposes too are called as they are there. It is never
        longer than what is kept of it.
        """
        named = _NAMES.get(self.claim)
        if named is not None:
            return named.format(**self.params)[:LONGEST_ID]
        about = self.params.get("product_id")
        return f"{self.page}.{self.claim}" + ("" if about is None else f".{about}")

    @property
    def weight(self) -> float:
        """What it is worth to know: the won of a month times how sure it is."""
        return abs(self.money_month or 0) * (self.probability or 0.0)


_NAMES = {
    Claim.STAGE_FELL: "journey.{stage}",
    Claim.PAGE_POOR: "products.{ruling}.{product_id}",
    Claim.CHANNEL_LESS: "channels.less.{key}",
    Claim.CHANNEL_MORE: "channels.more.{key}",
    Claim.CHANNEL_POOR: "channels.poor.{channel}",
}
