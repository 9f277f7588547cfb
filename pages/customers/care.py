"""Whom should I look after today?"""

from functools import partial

from core.i18n import gettext as _
from core.ui import (
    actions,
    cards,
    care_gifts,
    care_notices,
    care_promises,
    care_queue,
    care_rules,
    keeping,
    session,
    tabs,
)
from core.ui.tabs import Tab

cards.page(_("Aftercare"), _("Whom should I look after today?"))

shop = session.shop()
actions.faults()
keeping.faults()
care_queue.conclusion(shop)

tabs.draw(
    [
        Tab("queue", _("To look after today"), partial(care_queue.draw, shop), stays=True),
        Tab("notices", _("Notices on the way"), partial(care_notices.draw, shop)),
        Tab("gifts", _("A little more"), partial(care_gifts.draw, shop), stays=True),
        Tab("promises", _("Basic promises"), partial(care_promises.draw, shop)),
        Tab("rules", _("Rules"), partial(care_rules.draw, shop), stays=True),
    ],
    key="care.tab",
)
