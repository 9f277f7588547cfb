"""Who sends messages, how they are refused, how many there may be."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.services import messages_rules as services
from core.services.messages_rules import MessageRules, NoteChanged, RuleProblem, RulesRefused
from core.services.opening import OpenShop
from core.terms.messages import MessageChannel, MessageKind

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)


def test_at_first_there_is_no_number(shop: OpenShop):
    assert services.read(shop) == MessageRules("", "", 2, 7)


def test_rules_are_kept_as_they_are_read(shop: OpenShop):
    wanted = MessageRules("0212345678", "080 123 4567", 3, 14)
    assert services.save(shop, wanted, NOW) == MessageRules()
    told = services.read(shop)
    assert told == MessageRules("02-1234-5678", "080-123-4567", 3, 14)
    assert services.save(shop, replace(told, sender=""), NOW, seen=told) == told
    assert services.read(shop).sender == ""
    with pytest.raises(NoteChanged):
        services.save(shop, MessageRules(), NOW, seen=told)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("02 123 4567", "02-123-4567"), ("01012345678", "010-1234-5678"), ("15880000", "1588-0000"),
        ("0311234567", "031-123-4567"), ("07012345678", "070-1234-5678"), ("", ""),
    ],
)  # fmt: skip
def test_numbers_are_written_as_they_are_read(typed: str, read: str):
    assert services.spelt(typed) == read
    assert services.check(MessageRules(sender=typed)) == ()


@pytest.mark.parametrize(
    ("wanted", "problem"),
    [
        (MessageRules(sender="1234"), RuleProblem.SENDER),
        (MessageRules(sender="모름"), RuleProblem.SENDER),
        (MessageRules(sender="080-123-4567"), RuleProblem.SENDER),
        (MessageRules(opt_out="010-1234-5678"), RuleProblem.OPT_OUT),
        (MessageRules(opt_out="080-12"), RuleProblem.OPT_OUT),
        (MessageRules(per_week=0), RuleProblem.PER_WEEK),
        (MessageRules(per_week=8), RuleProblem.PER_WEEK),
        (MessageRules(window_days=0), RuleProblem.WINDOW),
        (MessageRules(window_days=91), RuleProblem.WINDOW),
    ],
)
def test_what_cannot_be_is_refused(local: OpenShop, wanted: MessageRules, problem: RuleProblem):
    with pytest.raises(RulesRefused) as refused:
        services.save(local, wanted, NOW)
    assert refused.value.problems == (problem,)
    assert services.read(local) == MessageRules()


def test_the_number_to_refuse_by_counts_where_messages_come_from_a_number():
    rules = MessageRules("02-123-4567", "080-123-4567")
    sms = rules.sending("달빛공방", MessageChannel.SMS, MessageKind.ADVERTISING, NOW, night_ok=True)
    assert (sms.opt_out, sms.sender, sms.at, sms.night_ok) == (
        "080-123-4567", "02-123-4567", NOW, True,
    )  # fmt: skip
    brand = rules.sending("달빛공방", MessageChannel.BRAND, MessageKind.ADVERTISING)
    assert brand.opt_out == ""
