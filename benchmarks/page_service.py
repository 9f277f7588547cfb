"""The pages of ``pages.py`` as the product answers them, and their main numbers."""

from pathlib import Path
from typing import Final

from page_shop import NOW, TODAY

from core.services import actions_board, channels, journey, products, today, todo
from core.services.journey_only import By, Only
from core.services.opening import open_shop
from core.services.today_view import PeriodChoice

Numbers = list[float | None]

PERIODS: Final = {one.days: one for one in PeriodChoice}


class Service:
    """An open shop, and what is asked of it; nothing is remembered between two questions."""

    def __init__(self, folder: Path) -> None:
        """Open it."""
        self.shop = open_shop(folder)
        # the whole page that was asked for last, with all that it concludes
        self.shown: object = None
        self.most = products.overview(self.shop, today=TODAY).products[0].id

    def begin(self) -> None:
        """Another question begins; there is nothing to forget."""

    def today(self, days: int) -> Numbers:
        """Everything 오늘 shows."""
        self.shown = view = today.overview(self.shop, today=TODAY, now=NOW, period=PERIODS[days])
        kpis = {kpi.metric: kpi for kpi in view.kpis}
        net, visits, rate, share = (
            kpis[name] for name in ("net_sales", "visits", "pay_rate", "returning_share")
        )
        return [
            net.now, net.before, visits.now, visits.before, round(rate.now or 0, 9),
            round(share.now or 0, 9), view.stages[4].count, *(point.net for point in view.trend),
        ]  # fmt: skip

    def todo(self) -> Numbers:
        """What is to be done today."""
        return [len(todo.todo(self.shop, TODAY))]

    def journey(self, days: int) -> Numbers:
        """Everything 고객 여정 shows."""
        return self._journey(days, None)

    def of_device(self) -> Numbers:
        """The same of what was paid on a phone."""
        return self._journey(28, Only(By.DEVICE, "mobile"))

    def of_product(self) -> Numbers:
        """The same of the product looked at most."""
        return self._journey(28, Only(By.PRODUCT, str(self.most)))

    def of_channel(self) -> Numbers:
        """The same of a channel."""
        return self._journey(28, Only(By.CHANNEL, "채널 3"))

    def _journey(self, days: int, only: Only | None) -> Numbers:
        choice = journey.Choice(PERIODS[days], only=only)
        self.shown = view = journey.journey(self.shop, TODAY, NOW, choice)
        return [number for stage in view.stages[:3] for number in (stage.count, stage.before)]

    def channels(self, days: int) -> Numbers:
        """Everything 유입 채널 shows first."""
        self.shown = view = channels.look(self.shop, today=TODAY, period=PERIODS[days])
        rows = sorted(view.rows, key=lambda row: row.key)
        return [n for row in rows for n in (row.visits, row.payments, row.visits_before)]

    def products(self, days: int) -> Numbers:
        """Everything 상품 진단 shows first."""
        self.shown = view = products.overview(self.shop, today=TODAY, period=PERIODS[days])
        rows = sorted(view.products, key=lambda one: one.name)
        return [
            n
            for one in rows
            for n in (one.ruled.case.visits, one.ruled.case.orders, one.net, *(one.before or ()))
        ]

    def actions(self) -> Numbers:
        """The board of 개선 노트 with three improvements that are due."""
        self.shown = board = actions_board.board(self.shop, TODAY)
        cards = {card.action.target.metric: card.effect for card in board.cards}
        found = [cards[name] for name in ("net_sales", "pay_rate", "returning_share")]
        return [round(one.change.now, 9) if one and one.change else None for one in found]
