"""Which rows of the facts are one slice, and how a question names the slices it wants."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session

from core.store import fact_slices
from core.store.covers import Slice
from core.store.fact_tables import kept
from core.store.moments import day_number, day_of
from core.terms import OWN_SHOP, AdPlatform, Period, Record, Subject, Vocabulary
from core.terms.records import DIMENSIONS


@dataclass(frozen=True, slots=True)
class About:
    """Which rows of a table a question is about."""

    record: Record
    source: str
    """The column whose numbers are never mixed."""
    where: str
    bound: Mapping[str, int]

    @property
    def condition(self) -> str:
        """SQL: the rows that count."""
        return f"{self.where} AND current = 1"


def of_subject(
    shop_id: int, subject: Subject, vocabularies: Collection[Vocabulary] = OWN_SHOP
) -> About:
    """The statistics about a subject, in one of the vocabularies that tell of the same place."""
    among = ", ".join(str(int(one)) for one in sorted(vocabularies))
    return About(
        Record.STATISTIC,
        "vocabulary",
        f"shop_id = :shop AND subject = :subject AND vocabulary IN ({among})",
        {"shop": shop_id, "subject": subject.value},
    )


def telling(
    session: Session,
    about: About,
    reports: Collection[str] | None,
    tells: Collection[str],
    period: Period | None = None,
) -> list[Slice]:
    """The slices of the wanted reports that tell the wanted columns."""
    dimensions = DIMENSIONS[about.record]
    wanted = sum(1 << place for place, name in enumerate(dimensions) if name in tells)
    measures = [name for name in kept(about.record) if name in tells and name not in dimensions]
    return [
        some
        for some in slices_of(session, about, measures, period)
        if (reports is None or some.report in reports) and some.level & wanted == wanted
    ]


def of_platform(shop_id: int, platform: AdPlatform) -> About:
    """The advertisements on a platform."""
    return About(
        Record.AD_RESULT,
        "platform",
        "shop_id = :shop AND platform = :platform",
        {"shop": shop_id, "platform": platform.value},
    )


def slices_of(
    session: Session, about: About, measures: Sequence[str], period: Period | None = None
) -> list[Slice]:
    """What there is to answer a question, in the order of the days.

    Args:
        session: one that reads.
        about: which rows of which table.
        measures: columns of which a slice has to tell at least one value each.
        period: days that a slice has to touch; None for all.
    """
    touches = ""
    if period is not None:
        first, last = day_number(period.first), day_number(period.last)
        touches = f"AND first_day <= {last} AND last_day >= {first} "
    asked = _added_up if about.record is Record.STATISTIC else _from_rows
    found = session.execute(text(asked(about, measures, touches)), about.bound)
    return [
        Slice(row[0], int(row[1]), Period(day_of(row[2]), day_of(row[3])), *map(int, row[4:]))
        for row in found
    ]


def _added_up(about: About, measures: Sequence[str], touches: str) -> str:
    bits = fact_slices.told(measures)
    return (
        "SELECT report, level, first_day, last_day, vocabulary, upload_id, rows "
        f"FROM {fact_slices.NAME} WHERE {about.where} {touches}AND (told & {bits}) = {bits} "
        "ORDER BY first_day, last_day, report, level"
    )


def _from_rows(about: About, measures: Sequence[str], touches: str) -> str:
    having = " AND ".join(f"count({name}) > 0" for name in measures)
    return (
        f"SELECT report, level, first_day, last_day, {about.source}, max(upload_id), count(*) "
        f"FROM {about.record} WHERE {about.condition} {touches}"
        f"GROUP BY first_day, last_day, report, level, {about.source} "
        + (f"HAVING {having} " if having else "")
        + "ORDER BY first_day, last_day, report, level"
    )


_Source = tuple[str, int, int]


def _sources(used: Iterable[Slice]) -> dict[_Source, list[Slice]]:
    found: dict[_Source, list[Slice]] = {}
    for some in used:
        found.setdefault((some.report, some.level, some.vocabulary), []).append(some)
    return found


def named(used: Iterable[Slice]) -> dict[str, str]:
    """The names of reports that ``among`` asks for."""
    return {f"report{place}": source[0] for place, source in enumerate(_sources(used))}


def among(about: About, used: Iterable[Slice]) -> str:
    """SQL: the row is of one of the slices."""
    return " OR ".join(
        f"(report = :report{place} AND level = {level} AND {about.source} = {source} "
        f"AND ({_spans(some)}))"
        for place, ((_, level, source), some) in enumerate(_sources(used).items())
    )


def _spans(some: Sequence[Slice]) -> str:
    """SQL: the row is of one of the periods."""
    ends = [(day_number(one.period.first), day_number(one.period.last)) for one in some]
    longer = [f"first_day = {a} AND last_day = {b}" for a, b in ends if a < b]
    single = ", ".join(str(a) for a, b in ends if a == b) or "NULL"
    return " OR ".join([f"first_day = last_day AND first_day IN ({single})", *longer])
