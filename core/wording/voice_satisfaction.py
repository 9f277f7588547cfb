"""How satisfied customers say they are, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.voice_scores import LEAST_ANSWERS, By, Gap, Group, Name, Said, Stars, Weeks
from core.stats.scores import Score
from core.terms import Evidence
from core.terms.voice import AskedScale, VoiceSource
from core.wording import voice_file


def question(name: Name) -> str:
    """What a score is called."""
    return voice_file.scale_name(AskedScale(name.value))


def asked(name: Name) -> str:
    """The question as it can be sent to a customer."""
    return {
        Name.CSAT: _(
            "Was it as good as you hoped? Please answer with a number from 1 (not at all) to 5 "
            "(very much). A line on why helps us a lot."
        ),
        Name.NPS: _(
            "Would you recommend our shop to someone close to you? Please answer with a number "
            "from 0 (not at all) to 10 (certainly)."
        ),
        Name.CES: _(
            "Was it easy, from the order to the arrival? Please answer with a number from 1 "
            "(hard) to 7 (very easy)."
        ),
    }[name]


def headline(said: Said) -> str:
    """The answer first, with its bounds; below ten answers how many are missing."""
    if said.whole.score is None:
        missing = LEAST_ANSWERS - said.whole.answers
        return _("It is too early for a score. {count} more answers and there is one.").format(
            count=formats.number(missing)
        )
    value, span = score(said.name, said.whole.score)
    return {
        Name.CSAT: _("{value} were satisfied. It may lie between {span}."),
        Name.NPS: _("The recommendation score is {value} ({span})."),
        Name.CES: _("How easy it was, of 7: {value} ({span})."),
    }[said.name].format(value=value, span=span)


def meaning(name: Name) -> str:
    """What the score counts, in a line."""
    return {
        Name.CSAT: _("Satisfied are those who answered 4 or 5 of 5."),
        Name.NPS: _(
            "The share of those who answered 9 or 10, minus the share of 0 to 6. "
            "It lies between −100 and 100."
        ),
        Name.CES: _("The mean of the answers from 1 (hard) to 7 (easy)."),
    }[name]


def score(name: Name, told: Score) -> tuple[str, str]:
    """A score and its bounds: 64명 중 48명(75%) and 63~84%, +32점 and 8~53점."""
    if name is Name.CSAT:
        return _people(told), formats.span(
            formats.number(100 * told.lower), formats.rate(told.upper, 0)
        )
    if name is Name.NPS:
        low, high = (signed(100 * one) for one in (told.lower, told.upper))
        return points(signed(100 * told.value)), points(formats.span(low, high))
    low, high = (formats.number(one, 1) for one in (told.lower, told.upper))
    return points(formats.number(told.value, 1)), points(formats.span(low, high))


def short(name: Name, told: Score | None) -> str:
    """A score for a table or a picture; a dash where there is none."""
    if told is None:
        return formats.UNKNOWN
    value, span = score(name, told)
    if name is Name.CSAT:
        value = formats.rate(told.value, 0)
    return f"{value} ({span})"


def signed(value: float) -> str:
    """A score with its sign; nought has none."""
    shown = formats.number(value)
    return f"+{shown}" if value > 0 and shown != "0" else shown.replace(f"{formats.MINUS}0", "0")


def points(value: str) -> str:
    """So many points."""
    told = _("{value} point") if value in {"1", "+1"} else _("{value} points")
    return told.format(value=value)


def _people(told: Score) -> str:
    return _("{part} of {people} ({share})").format(
        part=formats.number(told.value * told.answers),
        people=formats.count(told.answers, "people"),
        share=formats.rate(told.value, 0),
    )


def change(said: Said, group: Group, weeks: Weeks) -> str:
    """Whether it is otherwise than before, said plainly only where the evidence says so."""
    before = before_name(weeks)
    if group.score is None:
        return ""
    if group.was is None or group.change is None:
        return _("Too few people answered in {before} to compare.").format(before=before)
    was = score(said.name, group.was)[0]
    return _changed(group.change).format(before=before, was=was)


def _changed(one: Gap) -> str:
    up = one.by > 0
    if one.p is None:
        return _("Too few answers differ to compare with {before}.")
    return {
        Evidence.KNOWN: _("Better than {before}. It was {was} then.")
        if up
        else _("Worse than {before}. It was {was} then."),
        Evidence.HINT: _("It seems better than {before}. That is not sure yet.")
        if up
        else _("It seems worse than {before}. That is not sure yet."),
    }.get(one.evidence, _("As usual, compared with {before}."))


def tone(group: Group) -> str:
    """good, bad or calm, as the change is."""
    if group.change is None or group.change.evidence is not Evidence.KNOWN:
        return "calm"
    return "good" if group.change.by > 0 else "bad"


def before_name(weeks: Weeks) -> str:
    """The stretch of days that is compared with."""
    return {
        Weeks.FOUR: _("the 4 weeks before"),
        Weeks.TWELVE: _("the 12 weeks before"),
        Weeks.YEAR: _("the year before"),
    }[weeks]


def weeks_name(weeks: Weeks) -> str:
    """The stretch of days that is looked at."""
    return {
        Weeks.FOUR: _("4 weeks"),
        Weeks.TWELVE: _("12 weeks"),
        Weeks.YEAR: _("52 weeks"),
    }[weeks]


def answered(count: int) -> str:
    """How many answered."""
    return _("{people} answered").format(people=formats.count(count, "people"))


def caveat() -> str:
    """Who is not in these numbers; said once."""
    return _(
        "Nobody knows how many were asked. Those who answer are not all customers, so take "
        "the numbers as a sign."
    )


def several(looked_at: int) -> str:
    """That many comparisons make each less sure."""
    if looked_at < 2:  # noqa: PLR2004
        return ""
    return _("{count} comparisons were made at once, so only clear differences are told.").format(
        count=formats.number(looked_at)
    )


def stars(found: Stars) -> str:
    """What reviews say beside it, which is another question asked of other people."""
    if found.mean is None:
        return ""
    return _(
        "Reviews of the same days: {stars} stars ({reviews}). Stars are not this score: other "
        "people gave them, for all to see."
    ).format(stars=formats.number(found.mean, 1), reviews=formats.count(found.reviews, "reviews"))


def by_name(by: By) -> str:
    """What answers are told apart by."""
    return {
        By.PRODUCT: _("By product"),
        By.ROUTE: _("By the way the order came"),
        By.PLACE: _("By where it was ordered"),
        By.SOURCE: _("By where it was said"),
    }[by]


def group_name(by: By, group: Group) -> str:
    """What one group is called."""
    if by is not By.SOURCE:
        return group.name
    try:
        return voice_file.source_name(VoiceSource(group.name))
    except ValueError:
        return group.name


def few(by: By, groups: list[Group]) -> str:
    """The groups without a score, in a line."""
    named = ", ".join(
        f"{group_name(by, one)} {formats.count(one.answers, 'people')}" for one in groups
    )
    return _("Fewer than {least} answers, so no score yet: {groups}").format(
        least=formats.number(LEAST_ANSWERS), groups=named
    )


def trend_title(said: Said) -> str:
    """What the picture over time shows."""
    return _("Week by week") if said.step == 7 else _("Four weeks at a time")  # noqa: PLR2004


def answers_line(said: Said) -> str:
    """How often each answer was given."""
    least = 0 if said.name is Name.NPS else 1
    told = [
        _("{answer}: {people}").format(
            answer=points(str(least + at)), people=formats.count(count, "people")
        )
        for at, count in enumerate(said.whole.counts)
        if count
    ]
    return " · ".join(told)
