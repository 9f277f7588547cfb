"""That a report tells something else than when it was made, and why."""

from core.i18n import formats
from core.i18n import gettext as _
from core.importers.problems import redacted
from core.services.report_kept import NAMED, Drift, Moved
from core.terms import seoul_day
from core.wording.report_numbers import name, shown


def drifted(drift: Drift | None) -> tuple[str, ...]:
    """That a report told something else when it was made, and why."""
    if drift is None or drift.is_same:
        return ()
    told = [*map(_moved, (one for one in drift.moved if not one.is_before))]
    earlier = [*map(_moved, (one for one in drift.moved if one.is_before))]
    if earlier:
        told.append(_("the days it is compared with: {what}").format(what=", ".join(earlier)))
    if drift.claims:
        told.append(_("conclusions"))
    when = formats.day(seoul_day(drift.made_at))
    first = _("Since this report was made on {day}, this has changed: {what}").format(
        day=when, what=" · ".join(told)
    )
    return (first, *_reasons(drift))


def _moved(one: Moved) -> str:
    return f"{name(one.metric)} {shown(one.metric, one.then)} → {shown(one.metric, one.now)}"


def _reasons(drift: Drift) -> list[str]:
    told = []
    if drift.added:
        told.append(_("These files came since then: {files}").format(files=_files(drift.added)))
    if drift.undone:
        told.append(
            _("These files were taken back since then: {files}").format(files=_files(drift.undone))
        )
    if drift.people:
        told.append(_("Customers were made one, parted or deleted."))
    if drift.method:
        told.append(_("The program works it out in another way now."))
    return told or [_("No file has changed; settings or notes have.")]


def _files(names: tuple[str, ...]) -> str:
    told = ", ".join(redacted(name) for name in names[:NAMED])
    more = len(names) - NAMED
    return told if more <= 0 else f"{told} +{formats.number(more)}"
