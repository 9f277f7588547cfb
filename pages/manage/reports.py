"""What does the week look like on one page?"""

from core.i18n import gettext as _
from core.services import report_spans
from core.ui import cards, lacking, reports, session
from core.ui.cached import cached

cards.page(_("Reports"), _("What does the week look like on one page?"))

shop = session.shop()
listing = cached(report_spans.listing)(shop, session.today())
if listing.reach is None:
    reports.empty()
else:
    lacking.draw(shop)
    reports.draw(shop, reports.choose(listing))
