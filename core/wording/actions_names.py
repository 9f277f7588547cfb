"""What stages, tactics, states, numbers and events of 개선 노트 are called."""

from core.analysis.shopping_days import Occasion
from core.i18n import formats
from core.i18n import gettext as _
from core.metrics import Unit
from core.metrics import metric as entry
from core.services.actions import Action
from core.services.events import Event, EventKind
from core.verdicts.actions import JourneyStage, Outcome, Status
from core.wording import metrics
from core.wording.metrics import half_up

LONGEST_LABEL = 18
"""So many characters a mark on a chart may have."""


def stage(which: JourneyStage) -> str:
    """A stage of the journey."""
    return {
        JourneyStage.REACH: _("Getting known"),
        JourneyStage.CONSIDER: _("Looking around"),
        JourneyStage.BUY: _("Buying"),
        JourneyStage.AFTER: _("After buying"),
        JourneyStage.LOYAL: _("Coming back"),
    }[which]


def about(name: str, what: str) -> str:
    """What is to be done, begun by what it is about, so that two notes can be told apart."""
    return what if not name or name in what else f"{name}: {what}"


def status(which: Status) -> str:
    """A column of the board."""
    return {
        Status.KEPT: _("Put aside"),
        Status.DOING: _("In the works"),
        Status.WAITING: _("Waiting for the check"),
        Status.DONE: _("Over"),
    }[which]


def outcome(which: Outcome) -> str:
    """One of the four words for what came of it."""
    return {
        Outcome.BETTER: _("Got better"),
        Outcome.SAME: _("Stayed the same"),
        Outcome.WORSE: _("Got worse"),
        Outcome.UNKNOWN: _("Nobody can tell"),
    }[which]


def what(action: Action) -> str:
    """What is done: as the seller wrote it, else the tactic."""
    return action.what or (tactic(action.tactic) if action.tactic else "")


def tactic(name: str) -> str:
    """Something that can be tried."""
    return {**_reach(), **_consider(), **_buy(), **_after(), **_loyal()}[name]


def _reach() -> dict[str, str]:
    return {
        "test_copy": _("Try several texts for the same product"),
        "search_words": _("Mend titles, tags and categories for the search"),
        "publish_content": _("Publish blog posts, pictures or videos regularly"),
        "reach_out": _("Approach people who may need it first"),
        "social_posts": _("Post on social media, or advertise there"),
        "paid_ads": _("Run a paid advertisement"),
        "word_of_mouth": _("Give people a reason to tell others"),
        "same_look": _("Look the same on every channel"),
        "giveaway": _("Hold a small event"),
    }


def _consider() -> dict[str, str]:
    return {
        "show_reviews": _("Show reviews and stories of customers"),
        "ask_to_follow": _("Ask visitors to follow the shop for news"),
        "short_pitch": _("Say in one short sentence why to buy"),
        "letter_to_some": _("Send a message to those who fit"),
        "show_trust": _("Show what can be trusted, and what is different"),
    }


def _buy() -> dict[str, str]:
    return {
        "detail_page": _("Check the detail page: answer doubts, cut needless words"),
        "clear_call": _("Make clear what to press to buy"),
        "discount_code": _("Offer a discount code or something special"),
        "fewer_steps": _("Shorten the way to the payment"),
        "remarketing": _("Show it once more to those who looked"),
        "invite_reviews": _("Invite buyers to write reviews"),
        "quick_answers": _("Answer questions quickly"),
        "cart_reminder": _("Remind of what is in the cart"),
        "go_together": _("Show what goes well with it"),
    }


def _after() -> dict[str, str]:
    return {
        "order_notice": _("Tell that the order came in and was sent"),
        "gift_and_letter": _("Add a small gift or a letter of thanks"),
        "third_day": _("Ask how it is three days after it came"),
        "ask_contentment": _("Ask whether it was as expected"),
        "settle_complaints": _("Answer complaints quickly, with a way out"),
        "reviews_and_replies": _("Ask for reviews and reply to them"),
        "usage_tips": _("Send tips for using it"),
        "keep_promises": _("Keep promises: send quickly"),
    }


def _loyal() -> dict[str, str]:
    return {
        "time_to_rebuy": _("Remind when it is time to buy again"),
        "regulars_only": _("Something for regulars only, and regular news"),
        "personal_offers": _("Offers that fit the person"),
        "tiers_and_points": _("Tiers, membership or points"),
        "win_back": _("Invite those back who have not come for long"),
        "ask_to_recommend": _("Ask regulars to recommend the shop"),
    }


def number(name: str) -> str:
    """What a number is called."""
    return metrics.words(name).name


def meaning(name: str) -> metrics.MetricWords:
    """What a number means and how it is computed."""
    return metrics.words(name)


def value(name: str, amount: float | None) -> str:
    """A number as it is written, rates with one decimal."""
    if amount is None:
        return formats.UNKNOWN
    unit = entry(name).unit
    written = {
        Unit.RATE: lambda: formats.rate(amount, 1),
        Unit.PER_HUNDRED: lambda: metrics.per_hundred(amount),
        Unit.WON: lambda: formats.won_short(half_up(amount)),
    }.get(unit)
    return written() if written else formats.count(half_up(amount), unit.value)


def event_kind(kind: EventKind) -> str:
    """A sort of event."""
    return {
        EventKind.PRICE: _("New price"),
        EventKind.PROMOTION: _("Sale or promotion"),
        EventKind.STOCK_OUT: _("Sold out for a while"),
        EventKind.HOLIDAY: _("Days off"),
        EventKind.OTHER: _("Another event"),
        EventKind.SHOPPING_DAY: _("From the calendar"),
        EventKind.CHANGE: _("Improvement"),
    }[kind]


def occasion(which: Occasion) -> str:
    """A day of the year on which Koreans shop otherwise than usual."""
    return {
        Occasion.SEOLLAL: _("Lunar New Year"),
        Occasion.CHUSEOK: _("Chuseok"),
        Occasion.VALENTINE: _("Valentine's Day"),
        Occasion.WHITE_DAY: _("White Day"),
        Occasion.CHILDREN: _("Children's Day"),
        Occasion.PARENTS: _("Parents' Day"),
        Occasion.NO_DELIVERY: _("Day without deliveries"),
        Occasion.PEPERO: _("Pepero Day"),
        Occasion.BLACK_FRIDAY: _("Black Friday"),
        Occasion.CHRISTMAS: _("Christmas"),
    }[which]


def event(one: Event) -> str:
    """What happened, in few words."""
    if one.occasion is not None:
        return occasion(one.occasion)
    if one.kind is EventKind.CHANGE:
        return _tactic_or(one.title)
    return one.title or event_kind(one.kind)


def happened(one: Event) -> str:
    """The same as a noun, for the middle of a sentence; what an improvement says is quoted."""
    if one.kind is not EventKind.CHANGE:
        return event(one)
    return _("the improvement “{what}”").format(what=label(one))


def label(one: Event) -> str:
    """The same, short enough for a mark on a chart."""
    said = event(one)
    return said if len(said) <= LONGEST_LABEL else said[: LONGEST_LABEL - 1].rstrip() + "…"


def _tactic_or(title: str) -> str:
    named = {**_reach(), **_consider(), **_buy(), **_after(), **_loyal()}
    return named.get(title, title)
