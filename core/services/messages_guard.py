"""What keeps a sending from leaving: the one gate before lists, copies and marks."""

from datetime import datetime
from enum import StrEnum

from core.analysis.message_law import Sending
from core.services import (
    messages_people,
    messages_prepare,
    messages_scenarios,
    messages_texts,
    settings,
)
from core.services.messages_rules import MessageRules
from core.services.messages_sends import Send, Version
from core.services.messages_texts import Fault, Filled, Held, Ready
from core.services.opening import OpenShop
from core.terms import seoul_day
from core.terms.messages import SendStatus

__all__ = ["Fault", "Filled", "Held", "Ready"]


class SendProblem(StrEnum):
    """Why a sending is not settled, written out or marked."""

    SWITCHED_OFF = "switched_off"
    """Its scenario is kept for later."""
    NO_TEXT = "no_text"
    SAME_TEXT = "same_text"
    HELD = "held"
    """A text may not leave; ``fault`` says why."""
    NO_ORDERS = "no_orders"
    NOBODY = "nobody"
    NOT_DRAFT = "not_draft"
    NOT_LISTED = "not_listed"
    NO_SENDER = "no_sender"
    IN_FUTURE = "in_future"
    TOO_EARLY = "too_early"
    """Nobody was sent anything before it was settled who gets it."""
    NUMBER = "number"


class SendRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was changed."""

    def __init__(self, problem: SendProblem, fault: Fault | None = None) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem
        self.fault = fault


def sending(shop: OpenShop, send: Send, rules: MessageRules, now: datetime) -> Sending:
    """How the law sees a sending: at the moment it is planned for, else now."""
    return rules.sending(
        settings.read(shop).name, send.channel, send.kind, messages_prepare.at(send, now),
        night_ok=send.left_out.by_day,
    )  # fmt: skip


def common(shop: OpenShop, send: Send, rules: MessageRules) -> dict[str, str]:
    """What every text of a sending is filled with."""
    return {
        "shop": settings.read(shop).name, "benefit": send.offer,
        "until": f"{send.until:%m.%d}" if send.until else "", "number": rules.opt_out,
    }  # fmt: skip


def checked(shop: OpenShop, send: Send, rules: MessageRules, now: datetime) -> dict[str, Held]:
    """The versions of which a text could not leave, with the reasons; empty if all could.

    Looked at for those who bought last, and for somebody of whom nothing is known.
    """
    told, how = common(shop, send, rules), sending(shop, send, rules, now)
    day = seoul_day(messages_prepare.at(send, now))
    real = [
        messages_people.values(one, day, told["shop"], told)
        for one in messages_people.newest(shop)
    ]  # fmt: skip
    found = {one.letter: messages_texts.ready(one, [*real, told], how) for one in send.versions}
    return {letter: held for letter, held in found.items() if isinstance(held, Held)}


def is_off(shop: OpenShop, send: Send) -> bool:
    """Whether the scenario of a sending is switched off; one that was thrown away is not."""
    return any(one.id == send.scenario and not one.is_on for one in messages_scenarios.listed(shop))


def check(shop: OpenShop, send: Send, rules: MessageRules, now: datetime) -> None:
    """Make sure that a sending which is prepared may be settled.

    Raises:
        SendRefused: it is no draft, has nothing to say, or says what may not leave.
    """
    if send.status is not SendStatus.DRAFT:
        raise SendRefused(SendProblem.NOT_DRAFT)
    if is_off(shop, send):
        raise SendRefused(SendProblem.SWITCHED_OFF)
    if not send.versions or not all(one.whole for one in send.versions):
        raise SendRefused(SendProblem.NO_TEXT)
    if len({(one.title, one.whole) for one in send.versions}) < len(send.versions):
        raise SendRefused(SendProblem.SAME_TEXT)
    for held in checked(shop, send, rules, now).values():
        raise SendRefused(SendProblem.HELD, held.first)


def copied(
    shop: OpenShop, send: Send, version: Version, rules: MessageRules, now: datetime
) -> Filled | Held:
    """A text that may be copied as it is for everybody, or why it may not.

    What is told of one person only is left out of it, or stands as its replacement.
    """
    told, how = common(shop, send, rules), sending(shop, send, rules, now)
    found = messages_texts.ready(version, [told], how)
    return found.texts[0] if isinstance(found, Ready) else found
