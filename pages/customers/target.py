"""Are the people who buy the people I have in mind?"""

from functools import partial

from core.i18n import gettext as _
from core.ui import (
    actions,
    cards,
    keeping,
    session,
    tabs,
    target_brief,
    target_compare,
    target_conclusion,
    target_content,
    target_personas,
    target_when,
)
from core.ui.tabs import Tab

cards.page(_("Target and actual"), _("Are the people who buy the people I have in mind?"))

shop = session.shop()
actions.faults()
keeping.faults()
target_conclusion.draw(shop)

tabs.draw(
    [
        Tab("compare", _("Aim and actual"), partial(target_compare.draw, shop), stays=True),
        Tab("personas", _("Personas"), partial(target_personas.draw, shop), stays=True),
        Tab("when", _("When they buy"), partial(target_when.draw, shop)),
        Tab("content", _("Content by stage"), partial(target_content.draw, shop), stays=True),
        Tab("brief", _("Brief for advertisements"), partial(target_brief.draw, shop), stays=True),
    ],
    key="target.tab",
)
