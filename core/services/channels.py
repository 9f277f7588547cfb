"""Where visits come from, what they buy and what they cost: the page 유입 채널, in one call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlmodel import Session

from core.analysis import channels as analysis
from core.analysis.channels import Credit, Kind, Moved, Rate
from core.analysis.keywords import Words, words
from core.services import channel_book, channel_costs, channel_inflows, settings
from core.services import channel_source as sources
from core.services.channel_days import SHOWN, Counts, History, history
from core.services.channel_source import Asked, Source
from core.services.channels_view import CreditRow, KindRow, Row, Stage, Turn, View
from core.services.opening import OpenShop
from core.services.today_view import YEAR, Compare, PeriodChoice
from core.stats.proportions import Tally
from core.terms import Evidence, Period, Subject, Vocabulary, evidence_of
from core.verdicts import without_chance
from core.verdicts.channels import break_even, conclude, judge, poor_inflows, questions
from core.verdicts.facts import LEAST_EVENTS

__all__ = ["REST", "CreditRow", "KindRow", "Row", "Stage", "Turn", "View", "look"]

REST: Final = ""
"""The key of the row of all smaller channels."""

CHANNELS: Final = Asked(Subject.CHANNEL)
_WITH_COST: Final = Asked(
    Subject.CHANNEL, more=("ad_cost",), vocabularies=(Vocabulary.BIZADVISOR, Vocabulary.OTHER)
)
_ESTIMATE: Final = Asked(
    Subject.CHANNEL, more=("payments_14d", "gross_14d"), vocabularies=(Vocabulary.BIZADVISOR,)
)
_WORDS: Final = Asked(Subject.KEYWORD, by=("keyword",), won=False)


def look(
    shop: OpenShop,
    *,
    today: date,
    period: PeriodChoice = PeriodChoice.FOUR_WEEKS,
    compare: Compare = Compare.BEFORE,
) -> View:
    """Everything the page shows.

    Args:
        shop: whose.
        today: the reader's day; says how old the data are.
        period: how many days are looked at, up to the last one with data.
        compare: with which days they are compared.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    margin = settings.read(shop).margin_percent
    with shop.store.read() as session:
        asking = _Asking(session, shop.id, period.days, today)
        source = asking.find(CHANNELS)
        word_source, found_words = asking.words()
        spent = channel_costs.period(session, shop.id, source, period.days, today)
        days = spent or (word_source.period if word_source else None)
        if days is None:
            return View(Stage.EMPTY)
        shift = YEAR if compare is Compare.LAST_YEAR else days.days
        book = channel_book.of(session, shop.id)
        kinds = channel_book.kinds(book)
        told = history(session, shop.id, source, shift, kinds) if source else None
        outlays = [
            replace(one, least=channel_book.least(book, *one.names, one.key))
            for one in channel_costs.outlays(session, shop.id, days, asking.sold(source, days))
        ]
        credit_source, credits_ = asking.credits()
    even = break_even(margin)
    moved = told.moved() if told else {}
    inflows = channel_inflows.judged(_counted(told), days) if told else ()
    examined = questions(outlays, even, inflows) | _changes(moved)
    found = without_chance(examined)
    judged = tuple(judge(one, even, found) for one in outlays)
    days_old = (today - days.last).days
    first = conclude(judged, days_old, poor_inflows(inflows, found))
    page = View(
        Stage.READY, first, period=days, judged=judged, even=even,
        margin_percent=margin, credit_source=credit_source, credits=credits_,
        word_source=word_source, words=found_words, days_old=days_old,
    )  # fmt: skip
    return _with_channels(page, source, told, moved, found) if source and told else page


@dataclass(frozen=True, slots=True)
class _Asking:
    """What all questions of one look share."""

    session: Session
    shop_id: int
    days: int
    today: date

    def find(self, asked: Asked) -> Source | None:
        return sources.find(self.session, self.shop_id, asked, self.days, self.today)

    def sold(self, source: Source | None, period: Period) -> list[channel_costs.Sold]:
        """What channels sold, by the file that tells their cost too, if there is one."""
        with_cost = self.find(_WITH_COST)
        asked = CHANNELS
        if with_cost is not None and with_cost.period == period:
            source, asked = with_cost, _WITH_COST
        if source is None:
            return []
        rows = sources.sums(
            self.session, self.shop_id, asked, source, period, daily=source.is_daily
        ).rows
        return channel_costs.sold_rows(rows, sources.labels(rows), period)

    def credits(self) -> tuple[Source | None, tuple[CreditRow, ...]]:
        """What two ways of counting give to each channel, where a file has both."""
        source = self.find(_ESTIMATE)
        if source is None:
            return None, ()
        rows = sources.sums(self.session, self.shop_id, _ESTIMATE, source, source.period).rows
        if "gross" not in rows.columns:
            return None, ()
        numbers = rows[["payments", "payments_14d", "gross", "gross_14d"]]
        known = numbers.notna().all(axis=1)
        told = [
            CreditRow(name, Credit(float(a), float(b), int(c), int(d)))
            for name, (a, b, c, d) in zip(
                sources.labels(rows[known]),
                numbers[known].itertuples(index=False, name=None),
                strict=True,
            )
        ]
        told.sort(key=lambda row: -row.credit.bounds[1])
        return source, tuple(told[:SHOWN])

    def words(self) -> tuple[Source | None, Words | None]:
        """How search words do."""
        source = self.find(_WORDS)
        if source is None:
            return None, None
        rows = sources.sums(self.session, self.shop_id, _WORDS, source, source.period).rows
        return source, words(rows)


def _counted(told: History) -> list[channel_inflows.Counted]:
    return [
        (key, None, one.visits, one.payments)
        for key, one in told.now.items()
        if one.visits is not None and one.payments is not None
    ]


def _changes(moved: Mapping[str, Moved]) -> dict[str, float | None]:
    examined: dict[str, float | None] = {}
    for key, one in moved.items():
        judgement = one.visits.judgement
        examined[f"visits.{key}"] = judgement.p if judgement else None
        examined[f"rate.{key}"] = one.rate.p if one.rate else None
    return examined


def _with_channels(
    page: View, source: Source, told: History, moved: Mapping[str, Moved],
    found: Mapping[str, float],
) -> View:  # fmt: skip
    rates = analysis.rates(_tallies(told))
    names = list(told.now)
    shown = {key: rates[key] for key in names[:SHOWN] if key in rates}
    rows = [_row(key, told, rates.get(key), moved.get(key), found) for key in names[:SHOWN]]
    rest = [told.now[key] for key in names[SHOWN:]]
    if rest:
        rows.append(_rest(rest))
    return replace(
        page,
        source=source,
        before=told.before,
        left_out=told.left_out,
        rows=tuple(rows),
        folded=len(rest),
        best=analysis.best(shown),
        worst=analysis.worst(shown),
        kinds=_kinds(told),
        unknown=tuple(key for key, one in told.now.items() if not one.is_known),
    )


def _tallies(told: History) -> dict[str, Tally]:
    return {
        key: Tally(one.payments, one.visits)
        for key, one in told.now.items()
        if one.payments is not None and one.visits and one.payments <= one.visits
    }


def _row(
    key: str, told: History, rate: Rate | None, moved: Moved | None, found: Mapping[str, float]
) -> Row:
    now, was = told.now[key], told.earlier.get(key)
    visits_before, paid_before = was or (None, None)
    share = paid_before / visits_before if paid_before is not None and visits_before else None
    return Row(
        key, now.kind, now.visits, now.payments, now.gross, rate, visits_before,
        share, _visits_turn(key, moved, found), _rate_turn(key, moved, found),
    )  # fmt: skip


def _visits_turn(key: str, moved: Moved | None, found: Mapping[str, float]) -> Turn:
    chance = found.get(f"visits.{key}")
    if moved is None or chance is None:
        return Turn(Evidence.EARLY)
    now, before = moved.visits.now, moved.visits.before
    return _turn(chance, now - before, enough=(now + before) / 2 >= LEAST_EVENTS)


def _rate_turn(key: str, moved: Moved | None, found: Mapping[str, float]) -> Turn:
    chance = found.get(f"rate.{key}")
    if moved is None or moved.rate is None or chance is None:
        return Turn(Evidence.EARLY)
    now, before = moved.rate.now, moved.rate.before
    both = (now + before).rate or 0.0
    enough = min(now.trials, before.trials) * both >= LEAST_EVENTS
    return _turn(chance, (now.rate or 0.0) - (before.rate or 0.0), enough=enough)


def _turn(chance: float, change: float, *, enough: bool) -> Turn:
    level = evidence_of(chance, enough=enough)
    known = level is Evidence.KNOWN
    return Turn(level, ((change > 0) - (change < 0)) if known else 0)


def _rest(some: Sequence[Counts]) -> Row:
    visits, payments, gross = (
        _added([getattr(one, name) for one in some]) for name in ("visits", "payments", "gross")
    )
    nothing = Turn(Evidence.EARLY)
    return Row(REST, Kind.OTHER, visits, payments, gross, None, None, None, nothing, nothing)


def _added(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _kinds(told: History) -> tuple[KindRow, ...]:
    """The parts of all visits and won."""
    visits = _parts([(one.kind, one.visits) for one in told.now.values()])
    gross = _parts([(one.kind, one.gross) for one in told.now.values()])
    return tuple(KindRow(kind, *visits[kind], *gross[kind]) for kind in Kind)


def _parts(
    told: Sequence[tuple[Kind, int | None]],
) -> dict[Kind, tuple[int | None, int | None]]:
    """The sum of each kind with its share; nothing where a part is unknown."""
    sums = dict.fromkeys(Kind, 0)
    for kind, number in told:
        if number is None:
            return dict.fromkeys(Kind, (None, None))
        sums[kind] += number
    shared = analysis.shares(sums)
    return {kind: (sums[kind], shared[kind]) for kind in Kind}
