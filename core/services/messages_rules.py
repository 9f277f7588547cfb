"""What the seller set about messages: who sends them, how they are refused, how many there may be.

Sellers without a number of their own are asked for none until a message needs one.
"""

import re
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.analysis.message_law import FREE, Sending
from core.services.opening import OpenShop
from core.store import messages as store
from core.store import turns
from core.store.notes import NoteChanged
from core.terms.messages import MessageChannel, MessageKind

__all__ = ["NoteChanged"]

MOST_PER_WEEK: Final = 7
LONGEST_WINDOW: Final = 90

_SENDER: Final = re.compile(r"0\d{7,11}|1\d{3}\d{4}")
"""Numbers that can be registered: of places, mobile ones, of companies (1588-0000)."""


class RuleProblem(StrEnum):
    """Why rules are not kept."""

    SENDER = "sender"
    OPT_OUT = "opt_out"
    PER_WEEK = "per_week"
    WINDOW = "window"


class RulesRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problems: tuple[RuleProblem, ...]) -> None:
        """Keep all that is wrong."""
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class MessageRules:
    """The rules of a shop.

    Attributes:
        sender: the registered number that SMS are sent from (발신번호); empty while there is none.
        opt_out: the number at which customers refuse advertisements free of charge (080).
        per_week: so many messages a customer gets in seven days at most.
        window_days: purchases within so many days after a message count as brought by it.
    """

    sender: str = ""
    opt_out: str = ""
    per_week: int = 2
    window_days: int = 7

    def sending(
        self, shop_name: str, channel: MessageChannel, kind: MessageKind,
        at: datetime | None = None, *, night_ok: bool = False,
    ) -> Sending:  # fmt: skip
        """How the law sees a message of this shop.

        By 카카오 and the like customers refuse in the channel itself, so that any way that is told
        counts; for SMS only the number does.
        """
        number = self.opt_out if channel.needs_sender else ""
        return Sending(shop_name, channel, kind, number, self.sender, at, night_ok)


def read(shop: OpenShop) -> MessageRules:
    """The rules as they are; what was never said is as at first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return _of(store.rules(session, shop.id))


def check(wanted: MessageRules) -> tuple[RuleProblem, ...]:
    """Everything that is wrong with rules."""
    sender, opt_out = _digits(wanted.sender), _digits(wanted.opt_out)
    wrong = {
        RuleProblem.SENDER: bool(wanted.sender.strip())
        and (not _SENDER.fullmatch(sender) or sender.startswith(FREE)),
        RuleProblem.OPT_OUT: bool(wanted.opt_out.strip())
        and not re.fullmatch(FREE + r"\d{6,8}", opt_out),
        RuleProblem.PER_WEEK: not 1 <= wanted.per_week <= MOST_PER_WEEK,
        RuleProblem.WINDOW: not 1 <= wanted.window_days <= LONGEST_WINDOW,
    }
    return tuple(problem for problem, applies in wrong.items() if applies)


def save(
    shop: OpenShop, wanted: MessageRules, now: datetime, *, seen: MessageRules | None = None
) -> MessageRules:
    """Keep rules; what was kept before.

    Args:
        shop: whose.
        wanted: as they are to be.
        now: when.
        seen: as the seller saw them; None to overwrite anything.

    Raises:
        RulesRefused: something in them is impossible; nothing was kept.
        NoteChanged: they are not as ``seen`` any more; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    if problems := check(wanted):
        raise RulesRefused(problems)
    wanted = replace(wanted, sender=spelt(wanted.sender), opt_out=spelt(wanted.opt_out))
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        before = _of(store.rules(session, shop.id))
        if seen is not None and before != seen:
            raise NoteChanged
        told = {one.name: str(getattr(wanted, one.name)) for one in fields(wanted)}
        store.put_rules(session, shop.id, told, now.replace(microsecond=0))
    return before


def spelt(number: str) -> str:
    """A number as it is read: 02-123-4567, 010-1234-5678, 1588-0000."""
    digits = _digits(number)
    if digits.startswith("1"):
        return f"{digits[:4]}-{digits[4:]}"
    head = 2 if digits.startswith("02") else 3
    return "-".join(part for part in (digits[:head], digits[head:-4], digits[-4:]) if part)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _of(kept: dict[str, str]) -> MessageRules:
    first = MessageRules()
    return MessageRules(
        kept.get("sender", first.sender), kept.get("opt_out", first.opt_out),
        int(kept.get("per_week", first.per_week)),
        int(kept.get("window_days", first.window_days)),
    )  # fmt: skip
