"""Odd files of counts behave for a running test as they do for results from elsewhere."""

import gzip
import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.services import copy_test_brought, copy_test_counts, copy_test_past, copy_tests
from core.services.copy_test_counts import CountsRefused
from core.services.copy_test_headings import Asked
from core.services.copy_test_kept import Draft
from core.services.receipts import Source
from core.terms.copy_tests import Design, Response, TestStatus, Version

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
CORPUS = Path(__file__).parents[1] / "corpus"
FILES = {
    name: wanted
    for name, wanted in json.loads(
        (CORPUS / "expected_open.json").read_text(encoding="utf-8")
    )["files"].items()
    if wanted["kind"] == "ab"
}  # fmt: skip
HEADLINES = Path(__file__).parents[3] / "shared" / "data" / "ab_upworthy_headlines.csv.gz"


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_for_a_running_test_is_taken_or_refused_with_the_reason(local, name):
    draft = Draft(
        "광고", Design.AD_PLATFORM, Response.CLICKS, (Version("A", "하나"), Version("B", "둘"))
    )
    test = copy_tests.start(local, copy_tests.add(local, draft, NOW).id, NOW)
    source = Source(name, (CORPUS / "files" / name).read_bytes())
    wanted = FILES[name]
    if wanted["action"] == "accept":
        found = copy_test_counts.from_file(test, source, TODAY)
        copy_test_counts.enter(local, test.id, found.rows, NOW)
        assert len(copy_tests.counts(local, [test.id])[test.id]) == 2
        return
    with pytest.raises(CountsRefused) as refused:
        copy_test_counts.from_file(test, source, TODAY)
    assert refused.value.faults[0].reason.value in wanted["reason"]
    assert refused.value.faults[0].line is not None


def test_thousands_of_real_headline_tests_are_read_and_kept(local):
    if not HEADLINES.exists():
        pytest.skip("the public headline tests are not on this machine")
    source = Source("headlines.csv", gzip.decompress(HEADLINES.read_bytes()))
    asked = Asked(Design.AD_PLATFORM, Response.CLICKS)
    found = copy_test_past.past_from(source, asked, TODAY, from_where="Upworthy")
    assert found.faults == ()
    assert len(found.tests) == 4873
    assert sum(len(one.versions) for one in found.tests) == 22_666
    rows = [row for one in found.tests for row in one.counts]
    assert sum(row.shown for row in rows) == 81_024_151
    assert sum(row.reacted for row in rows) == 1_231_208
    numbers = copy_test_brought.add_past(local, found.tests, NOW)
    told = copy_tests.listed(local, [TestStatus.IMPORTED])
    assert Counter(len(one.draft.versions) for one in told) == Counter(
        len(one.versions) for one in found.tests
    )
    kept = copy_tests.counts(local, numbers)
    assert sum(row.shown for some in kept.values() for row in some) == 81_024_151
