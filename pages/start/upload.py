"""Where do I put my files?"""

from functools import partial

from core.i18n import gettext as _
from core.ui import cards, dropping, past_uploads, session, tabs, typed, where
from core.ui.tabs import Tab

cards.page(_("Add data"), _("Where do I put my files?"))
shop = session.own_shop()

tabs.draw(
    [
        # Drawn on behind the others: what was dropped or typed would be lost with them.
        Tab("add", _("Add"), partial(dropping.draw, shop), stays=True),
        Tab("type", _("Type by hand"), partial(typed.draw, shop), stays=True),
        Tab("past", _("What was added"), partial(past_uploads.draw, shop)),
        Tab("sources", _("Where do I get them?"), partial(where.draw, shop)),
    ],
    key="upload.tab",
)
