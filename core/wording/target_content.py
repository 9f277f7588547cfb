"""What there is for each persona at each stage, in words."""

from core.analysis.journey import Stage
from core.i18n import formats
from core.i18n import gettext as _
from core.services.content_items import Content
from core.services.target_content import Plan, most_pressing
from core.wording import content
from core.wording.journey import stage as stage_name


def whom(plan: Plan, persona: int | None) -> str:
    """What a row is called."""
    for one in plan.personas:
        if one.id == persona:
            return one.name or one.sentence or _("A persona without a name")
    return _("Everybody")


def headline(plan: Plan) -> str:
    """How many cells of the main row are empty, and which one to begin with."""
    cell = most_pressing(plan)
    if cell is None:
        return _("There is content for every stage.")
    empty = plan.empty(cell[0])
    if len(empty) == len(Stage):
        return _("There is no content for {whom} yet. Begin with {stage}.").format(
            whom=whom(plan, cell[0]), stage=stage_name(cell[1])
        )
    return _("{stage} has no content for {whom} yet ({count} of 5 stages are empty).").format(
        stage=stage_name(cell[1]), whom=whom(plan, cell[0]), count=formats.number(len(empty))
    )


def loose(plan: Plan) -> str:
    """How much names no stage; empty where everything does."""
    if not plan.loose:
        return ""
    return _("{count} name no stage. Choose one in the calendar, and they appear here.").format(
        count=formats.count(plan.loose, "pieces")
    )


def row(one: Content, plan: Plan) -> dict[str, object]:
    """A piece of content as a row of a file."""
    stage = next((code for code in Stage if code.value == one.stage), None)
    return {
        _("For whom"): whom(plan, one.persona),
        _("For which stage"): stage_name(stage) if stage else "",
        **content.row(one, None),
    }
