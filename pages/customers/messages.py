"""Which words lead to a purchase?"""

from functools import partial

from core.i18n import gettext as _
from core.ui import (
    actions,
    cards,
    keeping,
    messages_prepare,
    messages_record,
    messages_results,
    messages_scenarios,
    offers,
    regulars,
    session,
    subscribers,
    tabs,
)
from core.ui.tabs import Tab

cards.page(_("Messages to customers"), _("Which words lead to a purchase?"))

shop = session.shop()
actions.faults()
keeping.faults()
messages_results.conclusion(shop)

tabs.draw(
    [
        Tab("scenarios", _("Scenarios"), partial(messages_scenarios.draw, shop), stays=True),
        Tab("prepare", _("Before sending"), partial(messages_prepare.draw, shop), stays=True),
        Tab("results", _("What came of them"), partial(messages_results.draw, shop), stays=True),
        Tab("record", _("The record"), partial(messages_record.draw, shop)),
        Tab("subscribers", _("Subscribers"), partial(subscribers.draw, shop), stays=True),
        Tab("regulars", _("Benefits and tiers"), partial(regulars.draw, shop), stays=True),
        Tab("match", _("Offers across channels"), partial(offers.draw, shop), stays=True),
    ],
    key="messages.tab",
)
