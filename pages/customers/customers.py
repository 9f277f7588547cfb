"""Who comes back, and who leaves?"""

from functools import partial

from core.i18n import gettext as _
from core.ui import (
    actions,
    cards,
    customers_again,
    customers_conclusion,
    customers_due,
    customers_groups,
    customers_one,
    customers_states,
    customers_value,
    keeping,
    session,
    tabs,
)
from core.ui.tabs import Tab

cards.page(_("Customers and regulars"), _("Who comes back, and who leaves?"))

shop = session.shop()
actions.faults()
keeping.faults()

if customers_conclusion.draw(shop):
    tabs.draw(
        [
            Tab("states", _("States and moves"), partial(customers_states.draw, shop)),
            Tab("again", _("Buying again"), partial(customers_again.draw, shop)),
            Tab("due", _("To look after"), partial(customers_due.draw, shop), stays=True),
            Tab("value", _("Value of customers"), partial(customers_value.draw, shop)),
            Tab("one", _("One customer"), partial(customers_one.draw, shop), stays=True),
            Tab("groups", _("Make groups"), partial(customers_groups.draw, shop), stays=True),
        ],
        key="customers.tab",
    )
