"""The codes of 개선 노트: stages, states, tactics, numbers to move, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from core.analysis.effect import Change, Missing
from core.analysis.journey import Stage
from core.metrics import Better
from core.terms import Evidence, evidence_of
from core.verdicts.facts import LEAST_EVENTS
from core.verdicts.model import Action, Claim, Verdict


class JourneyStage(StrEnum):
    """The five stages from knowing the shop to coming back."""

    REACH = "reach"
    CONSIDER = "consider"
    BUY = "buy"
    AFTER = "after"
    LOYAL = "loyal"


class Status(IntEnum):
    """How far an improvement is: 담음, 하는 중, 확인 기다림, 끝."""

    KEPT = 1
    DOING = 2
    WAITING = 3
    DONE = 4


class Outcome(StrEnum):
    """What came of an improvement: 좋아짐, 그대로, 나빠짐, 모름."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


class Unknown(StrEnum):
    """Why nobody can say what came of it."""

    NO_DATA = "no_data"
    SHORT_HISTORY = "short_history"
    TOO_FEW = "too_few"
    TOO_ROUGH = "too_rough"


class Finding(StrEnum):
    """What the board of improvements says first."""

    NOTHING = "nothing"
    RESULT = "result"
    NEEDS_FILE = "needs_file"
    NEEDS_DAY = "needs_day"
    WAITING = "waiting"
    BEGIN = "begin"
    OVER = "over"


class About(StrEnum):
    """What a number is counted of."""

    SHOP = "shop"
    PRODUCT = "product"
    CHANNEL = "channel"
    THEME = "theme"
    """What customers complain of, all of it or one theme, of all products or one."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that an improvement may move.

    ``lag`` is how many days pass until a day's number is settled; ``days`` how many days after
    the change are looked at if the seller says nothing else.
    """

    id: str
    about: About = About.SHOP
    better: Better = Better.HIGHER
    lag: int = 0
    days: int = 14


MEASURES: Final = (
    Measure("net_sales"),
    Measure("orders"),
    Measure("order_value"),
    Measure("new_buyers"),
    Measure("returning_share"),
    Measure("second_rate", lag=90, days=28),
    Measure("claim_rate", better=Better.LOWER, lag=14),
    Measure("kept_rate", lag=14),
    Measure("visits"),
    Measure("pay_rate"),
    Measure("look_rate"),
    Measure("buy_rate"),
    Measure("product_orders", About.PRODUCT),
    Measure("product_net", About.PRODUCT),
    Measure("product_rate", About.PRODUCT),
    Measure("channel_visits", About.CHANNEL),
    Measure("channel_rate", About.CHANNEL),
    Measure("complaint_rate", About.THEME, better=Better.LOWER, days=28),
)
"""All of them, in the order in which they are offered."""

_MEASURES: Final[Mapping[str, Measure]] = {one.id: one for one in MEASURES}
_OTHER_NAMES: Final[Mapping[str, str]] = {"conversion_rate": "pay_rate"}


def measure(name: str) -> Measure:
    """The number called ``name``; conversion rate is another name of the pay rate.

    Raises:
        KeyError: no improvement can be held against it.
    """
    return _MEASURES[_OTHER_NAMES.get(name, name)]


_REACH, _CONSIDER, _BUY = JourneyStage.REACH, JourneyStage.CONSIDER, JourneyStage.BUY
_AFTER, _LOYAL = JourneyStage.AFTER, JourneyStage.LOYAL


@dataclass(frozen=True, slots=True)
class Tactic:
    """Something a seller may try: at which stage, and which number it should move."""

    id: str
    stage: JourneyStage
    metric: str


TACTICS: Final = (
    Tactic("test_copy", _REACH, "visits"),
    Tactic("search_words", _REACH, "visits"),
    Tactic("publish_content", _REACH, "visits"),
    Tactic("reach_out", _REACH, "visits"),
    Tactic("social_posts", _REACH, "visits"),
    Tactic("paid_ads", _REACH, "visits"),
    Tactic("word_of_mouth", _REACH, "new_buyers"),
    Tactic("same_look", _REACH, "visits"),
    Tactic("giveaway", _REACH, "visits"),
    Tactic("show_reviews", _CONSIDER, "pay_rate"),
    Tactic("ask_to_follow", _CONSIDER, "returning_share"),
    Tactic("short_pitch", _CONSIDER, "pay_rate"),
    Tactic("letter_to_some", _CONSIDER, "orders"),
    Tactic("show_trust", _CONSIDER, "pay_rate"),
    Tactic("detail_page", _BUY, "pay_rate"),
    Tactic("clear_call", _BUY, "pay_rate"),
    Tactic("discount_code", _BUY, "orders"),
    Tactic("fewer_steps", _BUY, "pay_rate"),
    Tactic("remarketing", _BUY, "orders"),
    Tactic("invite_reviews", _BUY, "pay_rate"),
    Tactic("quick_answers", _BUY, "pay_rate"),
    Tactic("cart_reminder", _BUY, "orders"),
    Tactic("go_together", _BUY, "order_value"),
    Tactic("order_notice", _AFTER, "claim_rate"),
    Tactic("gift_and_letter", _AFTER, "second_rate"),
    Tactic("third_day", _AFTER, "second_rate"),
    Tactic("ask_contentment", _AFTER, "claim_rate"),
    Tactic("settle_complaints", _AFTER, "claim_rate"),
    Tactic("reviews_and_replies", _AFTER, "second_rate"),
    Tactic("usage_tips", _AFTER, "second_rate"),
    Tactic("keep_promises", _AFTER, "claim_rate"),
    Tactic("time_to_rebuy", _LOYAL, "returning_share"),
    Tactic("regulars_only", _LOYAL, "returning_share"),
    Tactic("personal_offers", _LOYAL, "returning_share"),
    Tactic("tiers_and_points", _LOYAL, "returning_share"),
    Tactic("win_back", _LOYAL, "returning_share"),
    Tactic("ask_to_recommend", _LOYAL, "new_buyers"),
)
"""What can be tried, stage by stage."""

_TACTICS: Final[Mapping[str, Tactic]] = {one.id: one for one in TACTICS}


def tactic(name: str) -> Tactic:
    """The tactic called ``name``.

    Raises:
        KeyError: there is none.
    """
    return _TACTICS[name]


def of_stage(stage: JourneyStage) -> tuple[Tactic, ...]:
    """What can be tried at a stage."""
    return tuple(one for one in TACTICS if one.stage is stage)


KEEPABLE: Final[Mapping[Claim, str]] = {
    Claim.NET_FELL: "net_sales",
    Claim.NET_ROSE: "net_sales",
    Claim.PRODUCT_FELL: "product_orders",
    Claim.PRODUCT_ROSE: "product_orders",
    Claim.CLAIMS_ROSE: "claim_rate",
    Claim.SECOND_FELL: "second_rate",
    Claim.STAGE_FELL: "pay_rate",
    Claim.PAGE_POOR: "product_rate",
    Claim.CHANNEL_LESS: "orders",
    Claim.CHANNEL_MORE: "orders",
    Claim.CHANNEL_POOR: "channel_rate",
    Claim.STEADY: "net_sales",
}
"""The claims of 오늘 that can be acted upon, and the number that should move then."""

_STAGES: Final[Mapping[Action, JourneyStage]] = {
    Action.WELCOME_NEW: _REACH,
    Action.CALL_BACK: _LOYAL,
    Action.CHECK_PRODUCT: _CONSIDER,
    Action.SPEND_LESS: _REACH,
    Action.SPEND_MORE: _REACH,
    Action.CHECK_CHANNEL: _REACH,
    Action.READ_REASONS: _AFTER,
    Action.FOLLOW_UP: _LOYAL,
}


def stage_of(verdict: Verdict) -> JourneyStage:
    """The stage that a verdict is about; buying if it is about none in particular."""
    weak = verdict.params.get("stage")
    if verdict.claim is Claim.STAGE_FELL and isinstance(weak, Stage):
        return _CONSIDER if weak is Stage.LOOK else JourneyStage(weak.value)
    return _STAGES.get(verdict.action, _BUY)


SEEN_FROM: Final = 0.25
""""As before" is said only where a change of this share or more can be ruled out."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an improvement, and how sure that is.

    ``why`` is set when the outcome is unknown. ``level`` is the word of evidence: a result that
    is neither better nor worse is known when a change of ``SEEN_FROM`` can be ruled out.
    """

    outcome: Outcome
    level: Evidence
    why: Unknown | None = None


def conclude(change: Change, better: Better) -> Result:
    """Turn a judged change into one of the four words.

    Args:
        change: the number after the change beside what was to be expected.
        better: which direction is good news.
    """
    why = _why_unknown(change)
    if why is not None or change.judged is None:
        level = Evidence.NO_DATA if why is Unknown.NO_DATA else Evidence.EARLY
        return Result(Outcome.UNKNOWN, level, why)
    if evidence_of(change.judged.probability, enough=True) is Evidence.KNOWN:
        rose = change.now > change.expected
        good = rose is (better is Better.HIGHER)
        return Result(Outcome.BETTER if good else Outcome.WORSE, Evidence.KNOWN)
    if change.judged.low >= -SEEN_FROM and change.judged.high <= SEEN_FROM:
        return Result(Outcome.SAME, Evidence.KNOWN)
    return Result(Outcome.UNKNOWN, Evidence.EARLY, Unknown.TOO_ROUGH)


def _why_unknown(change: Change) -> Unknown | None:
    if change.missing is Missing.NO_DATA:
        return Unknown.NO_DATA
    if change.events < LEAST_EVENTS:
        return Unknown.TOO_FEW
    return Unknown.SHORT_HISTORY if change.judged is None else None
