"""What should be done first now?"""

import pandas as pd
import streamlit as st

from core.charts import revenue, trend
from core.i18n import formats
from core.i18n import gettext as _
from core.services import today as service
from core.services.today import Compare, Overview, PeriodChoice, Stage
from core.ui import cached, cards, session, today
from core.wording import metrics, today as wording

cards.page(_("Today"), _("What should be done first now?"))
