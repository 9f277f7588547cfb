"""Every export has a name, a use and a way to it, in both languages."""

import pytest

from core.i18n import speaking
from core.importers import FORMATS
from core.terms import DataSet
from core.wording import exports
from tests.wording.copy_rules import faults_on_screen

SHOWN = [format_id for group in exports.GROUPS.values() for format_id in group]


@pytest.fixture(params=["ko", "en"], autouse=True)
def language(request):
    with speaking(request.param):
        yield request.param


def check(said, language):
    assert said
    assert language == "en" or faults_on_screen(said) == []


@pytest.mark.parametrize("format_id", SHOWN)
def test_every_export_has_a_name_a_use_and_three_steps(language, format_id):
    found = exports.export(format_id)
    assert exports.name(format_id) == found.name != format_id
    for said in (found.name, found.site, found.place, found.fills, *exports.steps(format_id)):
        check(said, language)
    assert len(exports.steps(format_id)) == 3


def test_every_format_is_shown_or_is_one_of_our_own():
    own = {known.id for known in FORMATS if known.id.startswith("plain_")}
    assert {known.id for known in FORMATS} - own == set(SHOWN)
    assert len(SHOWN) == len(set(SHOWN))


@pytest.mark.parametrize(
    "format_id", ["plain_orders", "mapped_orders", "typed_week", "typed_day", "typed_ads"]
)
def test_what_is_no_export_is_named_by_where_it_comes_from(language, format_id):
    check(exports.name(format_id), language)
    assert exports.name(format_id) != format_id


def test_a_format_nobody_named_keeps_its_id():
    assert exports.name("other") == "other"


@pytest.mark.parametrize("group", exports.GROUPS)
def test_every_group_has_a_heading(language, group):
    check(exports.group(group), language)


@pytest.mark.parametrize("code", DataSet)
def test_whatever_files_tell_about_has_a_name(language, code):
    check(exports.data_set(code), language)
