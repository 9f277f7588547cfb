"""The list of a copy test, its parts and its buyers, in words."""

from collections.abc import Mapping

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_test_consents import Allowed
from core.services.copy_test_lists import Split
from core.services.copy_tests import Draft
from core.services.messages_prepare import Out
from core.terms.copy_tests import HOLD_OUT
from core.wording import copy_page_tags as names
from core.wording.message import Message


def percent_of_list(percent: int) -> str:
    """How many of a list get no message."""
    return _("Nobody") if not percent else f"{percent}%"


def held_out_help() -> str:
    """What those are good for who get no message, and what a change does to a list."""
    return _(
        "Their part is a file of its own: see later how many of them bought without a message. "
        "After a change here the list has to be divided anew."
    )


def recipients(count: int) -> str:
    """How many of a list that was divided get a message."""
    return _("{people} get a message, as the list was divided.").format(people=_people(count))


def sizes(found: Mapping[str, int]) -> str:
    """How a list is divided."""
    told = [
        f"{names.letter(letter)} {formats.count(found[letter], 'people')}"
        for letter in sorted(found)
        if letter != HOLD_OUT
    ]
    if HOLD_OUT in found:
        told.append(_("no message {people}").format(people=_people(found[HOLD_OUT])))
    return _("Divided: {parts}").format(parts=" · ".join(told))


def undivided() -> str:
    """That a test of a list has no list yet."""
    return _("No list is divided yet. Divide it here, or by chance on your own.")


def division_gone() -> str:
    """That a list has to be divided anew, because its parts are other ones now."""
    return _("The parts have changed. Divide the list once more, and send none saved before.")


def divided(done: Split) -> str:
    """That a list was divided."""
    total = sum(done.sizes.values())
    told = _("{people} are divided. Take the parts along.").format(people=_people(total))
    if done.elsewhere:
        others = max(done.elsewhere.values())
        more = _("{people} of them are in another test too.").format(people=_people(others))
        told = f"{told} {more}"
    return told


def unasked(found: Allowed) -> list[str]:
    """What helps where people are left out whom nobody asked, and that nobody is left."""
    told = []
    if found.nameless:
        told.append(
            _("Nobody knows whose {count} are. An order file tells it.").format(
                count=formats.count(found.nameless, "lines")
            )
        )
    if Out.NO_CONSENT in found.out:
        told.append(_("If they agreed, say so in a column 수신동의, best with the day of it."))
    if not found.people.entries:
        told.append(_("So nobody is left to send it to."))
    return told


def part(letter: str, rows: int) -> str:
    """The button for one part of a list."""
    name = names.letter(letter) if letter else _("No message")
    return f"{name} · {_people(rows)}"


def part_file(draft: Draft, letter: str) -> str:
    """The name of the file of a part."""
    kept = "".join(sign for sign in names.title(draft) if sign.isalnum() or sign in " -_")
    return f"{kept.strip().replace(' ', '_')[:30]}_{letter or _('no_message')}.csv"


def nobody_known() -> Message:
    """That order files know nobody of a list."""
    return Message(
        _("No buyer in the order files is known to be in your list."),
        _("No count was put in. Upload the orders of these days, then count again."),
    )


def no_list() -> str:
    """That buyers cannot be counted without a list."""
    return _("With a list divided here, buyers are counted in your order files.")


def _people(count: int) -> str:
    return formats.count(count, "people")
