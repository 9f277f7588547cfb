"""Before a message is sent, in words: who gets it, what it costs, when it has paid for itself."""

from collections.abc import Mapping

from core.analysis.break_even import BreakEven
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_groups_presets import Preset
from core.services.messages_export import Export
from core.services.messages_guard import SendProblem, SendRefused
from core.services.messages_prepare import Audience, Out
from core.services.messages_prices import Price
from core.services.messages_rules import RuleProblem
from core.services.messages_sends import HOLD_OUT, Send
from core.terms.messages import SendStatus
from core.wording import messages_law, messages_names
from core.wording.message import Message


def title(one: Send) -> str:
    """A sending to choose from."""
    return f"{one.title or _('Message without a name')} · {messages_names.status(one.status)}"


def example(letter: str, reads: str) -> str:
    """How a text reads for somebody made up."""
    return _("{letter}, for example: {text}").format(letter=letter, text=" ".join(reads.split()))


def out(reason: Out, count: int) -> str:
    """How many of the group get nothing, and why."""
    people = _people(count)
    return {
        Out.WITHDRAWN: _("{people} do not want advertisements."),
        Out.TO_RENEW: _("{people} agreed two years ago or longer: ask them again first."),
        Out.NO_CONSENT: _("{people} have not agreed to advertisements."),
        Out.NIGHT: _("{people} have not agreed to advertisements at night."),
        Out.SPARED: _("{people} are to be left alone, as you said."),
        Out.COMPLAINT: _("{people} wait for an answer to a complaint."),
        Out.CONTACTED: _("{people} heard from you lately."),
        Out.OFTEN: _("{people} have had enough messages this week."),
        Out.BOUGHT: _("{people} bought just now."),
    }[reason].format(people=people)


def group(found: Audience) -> str:
    """How many belong to the group, and as of which day."""
    return _("{people} in the group (orders up to {day})").format(
        people=_people(found.group), day=formats.day(found.day)
    )


def left(found: Audience) -> str:
    """How many are left."""
    return _("{people} are left, each of them once.").format(people=_people(found.size))


def divided(sizes: Mapping[str, int]) -> str:
    """How many get which version, and how many nothing."""
    told = [f"{letter} {_people(count)}" for letter, count in sizes.items() if letter != HOLD_OUT]
    if sizes.get(HOLD_OUT):
        told.append(_("nothing {people}").format(people=_people(sizes[HOLD_OUT])))
    return " · ".join(told)


def hold_out(percent: int) -> str:
    """How many get nothing by lot."""
    return f"{percent}%" if percent else _("Nobody is held back")


def price(one: Price | None) -> str:
    """What a message costs, and whether the seller said so."""
    if one is None:
        return _("The price of this way is not known yet. Write it in the settings.")
    told = each(one.won)
    if one.from_day is None:
        return _("{price}, as services list it. Write your own in the settings.").format(price=told)
    return _("{price} from {day} on").format(price=told, day=formats.day(one.from_day))


def each(won: float) -> str:
    """Won for one message, tenths where there are some."""
    return _("{won} won each").format(won=formats.number(won, 0 if won == int(won) else 1))


def paid(found: BreakEven) -> Message:
    """How many have to buy until the message is paid."""
    cost = _("It costs {won} to send {messages}.").format(
        won=formats.won(found.cost), messages=formats.count(found.people, "messages")
    )
    if found.buyers is None:
        return Message(
            _("With this benefit a purchase leaves nothing."), cost,
            _("Take a smaller benefit, or look at the margin."),
        )  # fmt: skip
    if not found.is_within_reach:
        return Message(
            _("It cannot be paid: {buyers} would have to buy.").format(
                buyers=_people(found.buyers)
            ),
            cost, _("Choose a cheaper way, or those who buy more."),
        )  # fmt: skip
    return Message(
        _("It is paid once {buyers} buy ({share}).").format(
            buyers=_people(found.buyers), share=formats.rate(found.rate, _digits(found.rate))
        ),
        cost,
    )


def _digits(share: float | None) -> int:
    """Decimals with which a share above 0 is not 0."""
    return 1 if share is None or share * 100 >= 0.1 else 2  # noqa: PLR2004


def kept(found: BreakEven) -> str:
    """What remains of one purchase."""
    return _("{won} remain of one purchase.").format(won=formats.won(found.kept))


def unknown_price(*, has_price: bool = False) -> Message:
    """That nobody can say when it is paid, and what is still to be written."""
    remedy = _("Write the price of a message and your margin, and you see it.")
    if has_price:
        remedy = _("Write what an order brings and your margin, and you see it.")
    return Message(_("Nobody knows yet when it pays for itself."), remedy=remedy)


def wide(found: Audience, groups: Mapping[Preset, int]) -> Message:
    """That one offer goes to nearly everybody, and whom it is wasted on."""
    told = [
        {
            Preset.FULL_PRICE: _("{people} buy without a discount anyway."),
            Preset.DISCOUNT_ONLY: _("{people} buy at a discount only."),
        }[preset].format(people=_people(count))
        for preset, count in groups.items()
        if preset in {Preset.FULL_PRICE, Preset.DISCOUNT_ONLY}
    ]
    share = formats.rate(found.share, 0)
    return Message(
        _("The same offer goes to {share} of all customers.").format(share=share),
        " ".join(told), _("Choose a group it matters to."),
    )  # fmt: skip


def listed(sizes: Mapping[str, int]) -> str:
    """What a settled list is."""
    return _("The list is settled: {parts}").format(parts=divided(sizes))


def counted(counts: Mapping[str, int]) -> list[str]:
    """Whom the list left out when it was settled."""
    known = {reason.value: reason for reason in Out}
    return [out(known[name], count) for name, count in counts.items() if name in known and count]


def exported(found: Export) -> list[str]:
    """What the lists are, and who is not in them."""
    told = [_("{messages} are ready in the lists.").format(
        messages=formats.count(found.rows, "messages")
    )]  # fmt: skip
    if found.without:
        told.append(_("The file does not tell how {people} are reached.").format(
            people=_people(len(found.without))
        ))  # fmt: skip
    if found.barred:
        told.append(_("{people} took their consent back since, and are not in it.").format(
            people=_people(found.barred)
        ))  # fmt: skip
    if found.shared:
        told.append(_("{people} have the address of another one, who gets it alone.").format(
            people=_people(found.shared)
        ))  # fmt: skip
    if found.uncompared:
        told.append(_("{people} drawn to get nothing have such an address too.").format(
            people=_people(len(found.uncompared))
        ))  # fmt: skip
        told.append(_("They read it all the same, so nobody is compared with them."))
    return told


def alike(count: int) -> str:
    """That many get the same words."""
    return _("{people} get the same words. Say something of each one.").format(
        people=_people(count)
    )


def part(letter: str, rows: int) -> str:
    """The button for the list of one version."""
    return _("List {letter} · {people}").format(letter=letter, people=_people(rows))


def refused(found: SendRefused) -> Message:
    """Why nothing was settled or marked."""
    if found.fault is not None:
        return messages_law.fault(found.fault)
    said = {
        SendProblem.SWITCHED_OFF: (
            _("The scenario of this message is switched off."), _("Switch it on first."),
        ),
        SendProblem.NO_TEXT: (_("Nothing is written yet."), _("Write a text in the scenario.")),
        SendProblem.SAME_TEXT: (
            _("Two texts are the same."), _("Change one of them, or send one only."),
        ),
        SendProblem.HELD: (_("The text may not leave."), ""),
        SendProblem.NO_ORDERS: (
            _("Nobody knows the customers yet."), _("Add an order file first."),
        ),
        SendProblem.NOBODY: (
            _("There is nobody to send it to."), _("Choose another group of customers."),
        ),
        SendProblem.NOT_DRAFT: (_("The list is settled already."), _("Load the page again.")),
        SendProblem.NOT_LISTED: (_("There is no list yet."), _("Settle the list first.")),
        SendProblem.NO_SENDER: (
            _("Text messages come from a registered number."), _("Set your sender number first."),
        ),
        SendProblem.IN_FUTURE: (_("That moment is still to come."), _("Choose when it was sent.")),
        SendProblem.TOO_EARLY: (
            _("The list was not settled yet that day."), _("Choose when it was sent."),
        ),
        SendProblem.NUMBER: (_("There is no such number."), _("Write how many went out.")),
    }[found.problem]  # fmt: skip
    return Message(said[0], _("Nothing was changed."), said[1])


def rule(problem: RuleProblem) -> str:
    """What is wrong with a rule."""
    return {
        RuleProblem.SENDER: _("This is no number that messages can be sent from."),
        RuleProblem.OPT_OUT: _("The number to refuse by begins with 080."),
        RuleProblem.PER_WEEK: _("From one to seven messages a week."),
        RuleProblem.WINDOW: _("From one to ninety days."),
    }[problem]


def is_open(one: Send) -> bool:
    """Whether it is still to be sent."""
    return one.status is not SendStatus.SENT


def _people(count: int) -> str:
    return formats.count(count, "people")
