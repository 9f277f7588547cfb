"""Why did last week's revenue change?"""

from core.i18n import gettext as _
from core.ui import cards, session, six

cards.page(_("Six numbers only"), _("Why did last week's revenue change?"))
six.draw(session.own_shop())
