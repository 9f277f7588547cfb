"""A person is deleted: nothing names her any more, and sums stay as they were."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from core.services import archive, backup, customers_erasing
from core.services import customers_identity as identity
from core.services.customers_erasing import ErasureOutdated
from core.services.customers_identity import UnknownBuyer
from core.services.opening import OpenShop
from core.store import copy_test_people, identity_proofs, person, uploads
from core.store import customers as store
from core.store.care_tables import CareExclusionRow, CareTouchRow
from core.store.copy_test_tables import CopyRecipientRow, CopyTestRow
from core.store.customer_tables import (
    ConsentRow,
    ContactRow,
    CustomerContactRow,
    CustomerPersonaRow,
    CustomerTagRow,
)
from core.store.message_tables import SendPersonRow, SendRow
from core.store.note_tables import NoteChange
from core.store.programme_tables import BenefitDrawRow, BenefitPersonRow, BenefitRow, PostRow
from core.store.voice_read_tables import VoiceModelRow, VoiceReadRow
from core.store.voice_tables import ComplaintRow, FeedbackRow, ReviewNoteRow
from core.terms import Mall, Record
from core.ui.downloads import csv_bytes
from core.wording import customers_kept
from tests import accounts
from tests.services.customer_files import DAY, NOW, Named, key, take

NAME = "홍*동"
SECRET = "비밀이야기"  # noqa: S105  (what she told)
HER, ALSO, OTHER = key("a1"), key("p1"), key("p9")
SUMS = ("day_total", "day_people", "day_gap", "day_first", "day_state", "day_product")


def told(shop: OpenShop) -> None:
    """A shop in which much is kept of one person, under two keys, and something of another."""
    take(shop, [Named(1, "p1", name=NAME), Named(2, "p1", name=NAME), Named(9, "p9")])
    take(shop, [Named(1, "a1", name=NAME), Named(3, "a1", name=NAME), Named(8, "p9")])
    accounts.take(
        shop.store,
        [review("R1", "L1"), review("R2", None, related_no="R1"), review("R9", "L9", "좋아요")],
        Record.REVIEW,
    )
    accounts.take(
        shop.store,
        [{"mall": 1, "inquiry_no": "Q1", "line_no": "L3", "title": SECRET, "text": SECRET,
          "answer": SECRET, "asked_at": 1_793_000_000}],
        Record.INQUIRY,
    )  # fmt: skip
    at = {"shop_id": 1, "created_at": NOW}
    said = {**at, "said_on": DAY, "source": "chat", "text": SECRET, "note": SECRET}
    moved = {**at, "status": 0, "opened_at": NOW, "due_at": NOW, "text": SECRET}
    rows: list[SQLModel] = [
        FeedbackRow(id=1, **said, buyer_key=HER, scale="csat", score=5, batch=7, origin="1" * 32),
        FeedbackRow(id=2, **said, mall=1, order_no="O2", batch=7, origin="2" * 32),
        FeedbackRow(id=9, **{**said, "text": "다른 사람", "note": ""}, buyer_key=OTHER),
        ComplaintRow(id=1, **moved, buyer_key=ALSO, alternative=SECRET, note=SECRET),
        ComplaintRow(id=2, **moved, feedback_id=2),
        ComplaintRow(id=3, **moved, mall=1, review_no="R1"),
        ComplaintRow(id=9, **{**moved, "text": "다른 불만"}, buyer_key=OTHER),
        ReviewNoteRow(shop_id=1, mall=1, review_no="R1", reply=SECRET, words="5" * 32, at=NOW),
        VoiceReadRow(shop_id=1, origin=2, upload_id=0, number=1),
        VoiceModelRow(shop_id=1, weights=SECRET.encode()),
        CareTouchRow(shop_id=1, kind="how_is_it", mall=1, order_no="O1", buyer_key=ALSO, day=DAY,
                     is_done=1, words="6" * 32, at=NOW),
        CareExclusionRow(shop_id=1, scope="buyer", value=ALSO, at=NOW),
        ConsentRow(id=1, **at, buyer_key=HER, kind="marketing", given_on=DAY, source=SECRET),
        ContactRow(id=1, **at, buyer_key=HER, kind="call", stage="one", day=DAY, text=SECRET),
        CustomerTagRow(shop_id=1, buyer_key=HER, tag="커피", at=NOW),
        CustomerPersonaRow(shop_id=1, buyer_key=ALSO, persona_id=1, at=NOW),
        *(CustomerContactRow(shop_id=1, kind="win_back", buyer_key=one, day=DAY, at=NOW)
          for one in (HER, ALSO, OTHER)),
        CopyTestRow(id=1, **at, status="running", design="list", response="bought", control="A",
                    days=7, seed="s"),
        CopyRecipientRow(shop_id=1, test_id=1, key="c" * 32, letter="A", place=1, buyer_key=HER),
        SendRow(id=1, **at, title="다시 오세요", status="sent", channel="sms", kind="advertising",
                sent_at=NOW),
        *(SendPersonRow(shop_id=1, send_id=1, buyer_key=one, letter=letter)
          for one, letter in ((HER, "A"), (ALSO, ""), (OTHER, "B"))),
        BenefitRow(id=1, **at, name="손글씨 카드", kind="letter"),
        BenefitDrawRow(id=1, **at, benefit_id=1, day=DAY),
        *(BenefitPersonRow(shop_id=1, draw_id=1, buyer_key=one, is_given=given)
          for one, given in ((HER, 0), (ALSO, 1), (OTHER, 0))),
        PostRow(id=1, **at, kind="selfie", day=DAY, buyer_key=HER, place=SECRET, address=SECRET,
                note=SECRET, points=1_000),
        PostRow(id=2, **at, kind="referral", day=DAY, buyer_key=OTHER, invited_key=ALSO,
                address="https://example.com/other", note=SECRET),
        *(NoteChange(shop_id=1, id=number, kind=kind, note_id=1, at=NOW, before=SECRET)
          for number, kind in enumerate(
              ("feedback", "complaint", "consent", "contact", "customer_post"), start=1)),
    ]  # fmt: skip
    with shop.store.write() as session:
        session.add_all(rows)


def review(number: str, line: str | None, said: str = SECRET, **more: object) -> accounts.Row:
    """A review of five stars."""
    return {
        "mall": Mall.SMARTSTORE.value, "review_no": number, "line_no": line, "rating": 5,
        "text": said, "written_at": 1_793_100_000, "kind": 1, **more,
    }  # fmt: skip


def everything(shop: OpenShop, without: frozenset[str] = frozenset()) -> str:
    """All that stands in the tables."""
    with shop.store.read() as session:
        return "\n".join(
            f"{name} {tuple(row)}"
            for name in sorted(SQLModel.metadata.tables)
            if name not in without
            for row in session.execute(text(f"SELECT * FROM {name}"))
        )


_BUYERS = "SELECT id, first_day, last_day, orders, net FROM buyer WHERE orders > 0"


def sums(shop: OpenShop) -> dict[str, list[tuple[object, ...]]]:
    with shop.store.read() as session:
        return {
            name: sorted(tuple(row) for row in session.execute(text(f"SELECT * FROM {name}")))
            for name in SUMS
        } | {"buyer": sorted(tuple(row) for row in session.execute(text(_BUYERS)))}


def customers_of(shop: OpenShop) -> list[int]:
    with shop.store.read() as session:
        return [int(row[0]) for row in session.execute(text("SELECT orders FROM buyer"))]


def erase(shop: OpenShop, who: str = HER) -> customers_erasing.Erased:
    return customers_erasing.erase(shop, customers_erasing.erase_preview(shop, who), NOW)


def test_every_table_that_names_a_buyer_is_known() -> None:
    named = {
        name for name, table in SQLModel.metadata.tables.items() if "buyer_key" in table.columns
    }
    assert named == set(person.KEYED)


def test_the_preview_tells_what_goes_and_what_stays(shop: OpenShop) -> None:
    told(shop)
    plan = customers_erasing.erase_preview(shop, ALSO)
    assert (plan.key, plan.name, set(plan.keys), plan.merges) == (HER, NAME, {HER, ALSO}, 1)
    assert plan.goes == {
        "consent": 1, "customer_persona": 1, "customer_tag": 1, "feedback": 2, "complaint": 3,
        "review": 2, "inquiry": 1, "contact": 1, "customer_post": 2,
    }  # fmt: skip
    assert plan.stays == {
        "order_line": 3, "feedback": 2, "complaint": 3, "review": 2, "inquiry": 1,
        "care_touch": 1, "contact": 1, "copy_recipient": 1, "customer_contact": 2,
        "message_person": 2, "benefit_person": 2, "customer_post": 2,
    }  # fmt: skip


def test_nothing_names_her_any_more_and_sums_stay(shop: OpenShop) -> None:
    told(shop)
    before, files = sums(shop), shop.files()
    there = everything(shop)
    assert SECRET in there
    assert NAME in there

    erase(shop)

    left = everything(shop, without=frozenset({"erased_buyer"}))
    for trace in (SECRET, NAME, HER, ALSO, "c" * 32, "5" * 32, "6" * 32):
        assert trace not in left
    assert sums(shop) == before
    assert shop.files() != files
    for kept in ("다른 사람", "다른 불만", "좋아요", OTHER, "https://example.com/other"):
        assert kept in left
    with shop.store.read() as session:
        assert person.erased(session, 1) == {HER, ALSO}
        scores = session.execute(text("SELECT score FROM feedback WHERE deleted_at IS NULL"))
        assert sorted(row[0] or 0 for row in scores) == [0, 5]
        stars = session.execute(text("SELECT count(*) FROM review WHERE rating = 5"))
        assert stars.scalar_one() == 3
        assert session.execute(text("SELECT count(*) FROM complaint")).scalar_one() == 4
        sent = session.execute(text("SELECT letter FROM message_person ORDER BY letter"))
        assert [row[0] for row in sent] == ["A", "B"]
    with pytest.raises(UnknownBuyer):
        customers_erasing.erase_preview(shop, HER)
    with pytest.raises(UnknownBuyer):
        identity.merge(shop, HER, OTHER, NOW)


def test_what_she_was_given_counts_on_without_her(shop: OpenShop) -> None:
    told(shop)
    erase(shop)

    with shop.store.read() as session:
        given = session.execute(text("SELECT is_given FROM benefit_person ORDER BY is_given"))
        assert [row[0] for row in given] == [0, 1]
        points = session.execute(text("SELECT sum(points) FROM customer_post"))
        assert points.scalar_one() == 1_000


def test_later_files_that_name_her_bring_nothing_back(shop: OpenShop) -> None:
    told(shop)
    erase(shop)
    before = sorted(customers_of(shop))

    take(shop, [Named(1, "a1", name=NAME), Named(2, "p1", name=NAME), Named(4, "a1", name=NAME)])
    accounts.take(shop.store, [review("R1", "L1"), review("R3", "L2")], Record.REVIEW)

    left = everything(shop, without=frozenset({"erased_buyer"}))
    for trace in (SECRET, NAME, HER, ALSO):
        assert trace not in left
    assert sorted(customers_of(shop)) == before
    with shop.store.read() as session:
        assert store.unknown(session, shop.id) == 1


def test_a_list_for_a_test_does_not_know_her_any_more(shop: OpenShop) -> None:
    told(shop)
    erase(shop)
    with shop.store.write() as session:
        copy_test_people.add(
            session, shop.id, 1,
            [copy_test_people.Recipient("d" * 32, "A", 2, HER),
             copy_test_people.Recipient("e" * 32, "B", 3, OTHER)],
        )  # fmt: skip
    with shop.store.read() as session:
        kept = copy_test_people.of(session, shop.id, 1)
    assert {kept["d" * 32].buyer_key, kept["e" * 32].buyer_key} == {None, OTHER}


def test_files_from_before_can_still_be_taken_back(shop: OpenShop) -> None:
    told(shop)
    erase(shop)
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [2], NOW)
    left = everything(shop, without=frozenset({"erased_buyer"}))
    assert HER not in left
    assert ALSO not in left
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [1], NOW)
    assert customers_of(shop) == []


def test_a_line_that_named_her_proves_nothing_after_an_undo(shop: OpenShop) -> None:
    take(shop, [Named(1, "a1"), Named(2, "p1"), Named(3, "a2")])
    take(shop, [Named(1, "p1")])
    number = take(shop, [Named(1, "a2")])
    erase(shop, ALSO)
    with shop.store.write() as session:
        uploads.undo(session, shop.id, [number], NOW)
        also = session.execute(text("SELECT also_buyer_id FROM order_line WHERE line_no = 'L1'"))
        assert also.scalar_one() == identity_proofs.CONTRADICTION
    assert sorted(customers_of(shop)) == [1, 1, 1]


def test_a_number_that_she_shared_is_not_given_to_who_is_left(shop: OpenShop) -> None:
    take(shop, [Named(1, "a1"), Named(2, "a2"), Named(3, "p1")])
    take(shop, [Named(1, "p1"), Named(2, "p1")])
    erase(shop)
    take(shop, [Named(2, "p1"), Named(4, "p1")])
    assert sorted(customers_of(shop)) == [1, 1, 2]
    assert all(one.undone_at is not None for one in identity.log(shop))


def test_a_plan_that_is_out_of_date_deletes_nothing(shop: OpenShop) -> None:
    told(shop)
    plan = customers_erasing.erase_preview(shop, HER)
    take(shop, [Named(5, "a1", name=NAME)])
    with pytest.raises(ErasureOutdated):
        customers_erasing.erase(shop, plan, NOW)
    assert NAME in everything(shop)
    erase(shop)
    with pytest.raises(UnknownBuyer):
        customers_erasing.erase(shop, plan, NOW)


def test_the_bytes_are_gone_from_the_file_and_from_new_backups(local: OpenShop) -> None:
    told(local)
    backup.make(local, NOW)
    assert SECRET in everything(local)

    done = erase(local)

    assert done.is_gone_from_file
    traces = [SECRET.encode(), NAME.encode(), *(one * 32 for one in (b"c", b"5", b"6"))]
    fresh = backup.make(local, NOW)
    assert set(done.backups) == {one.path for one in backup.entries(local)} - {fresh.path}
    customers_erasing.delete_copies(local, done.backups)
    kept = {path: path.read_bytes() for path in local.folder.rglob("*") if path.is_file()}
    assert fresh.path in kept
    assert not {path.name: trace for path, file in kept.items() for trace in traces
                if trace in file}  # fmt: skip
    taken_apart = local.folder / "apart.db"
    archive.unpack(fresh.path, taken_apart)
    assert not [trace for trace in traces if trace in taken_apart.read_bytes()]


def test_old_copies_are_named_and_deleted_when_wished(local: OpenShop) -> None:
    told(local)
    old = backup.make(local, NOW)
    aside = local.folder / "set-aside-20261101_000000.store.db"
    aside.write_bytes(b"a store of old")
    plan = customers_erasing.erase_preview(local, HER)
    assert set(plan.backups) == {old.path, aside}
    stranger = local.folder / "notes.txt"
    stranger.write_text("mine")
    assert customers_erasing.delete_copies(local, [*plan.backups, stranger]) == 2
    assert not old.path.exists()
    assert not aside.exists()
    assert stranger.exists()


def test_old_copies_give_way_to_a_new_one(local: OpenShop) -> None:
    told(local)
    backup.make(local, NOW)
    done = erase(local)
    assert customers_erasing.renew_copies(local, done.backups, NOW) == 1
    (fresh,) = backup.entries(local)
    assert fresh.path not in done.backups
    apart = local.folder / "apart.db"
    archive.unpack(fresh.path, apart)
    assert SECRET.encode() not in apart.read_bytes()


def test_all_that_is_kept_can_be_handed_over(shop: OpenShop) -> None:
    told(shop)
    kept = customers_erasing.kept(shop, ALSO)
    assert {name: len(frame) for name, frame in kept.items()} == {
        "customer": 2, "orders": 3, "reviews": 1, "questions": 1, "remarks": 2, "complaints": 3,
        "consents": 1, "contacts": 2, "interests": 1, "messages": 3,
        "benefits": 2, "posts": 1,
    }  # fmt: skip
    assert kept["orders"]["day"].tolist() == ["2026-11-02"] * 3
    assert kept["consents"].iloc[0].tolist() == ["2026-11-02", "marketing", SECRET, None]
    words = str({name: frame.to_dict() for name, frame in kept.items()})
    assert HER not in words
    assert "다른 사람" not in words
    with zipfile.ZipFile(io.BytesIO(customers_kept.archive(kept, csv_bytes))) as file:
        assert len(file.namelist()) == len(kept) + 1
        (whole,) = [name for name in file.namelist() if name.endswith(".json")]
        assert set(json.loads(file.read(whole))) == {
            name.removesuffix(".csv") for name in file.namelist() if name != whole
        }


def test_an_older_backup_does_not_bring_her_back(local: OpenShop) -> None:
    told(local)
    old = backup.make(local, NOW)
    erase(local)
    restored = backup.restore(local, old.path, NOW)
    left = everything(restored, without=frozenset({"erased_buyer"}))
    for trace in (SECRET, NAME, HER, ALSO):
        assert trace not in left
    assert sum(customers_of(restored)) == 5


def test_no_file_of_hers_is_left_half_open(local: OpenShop) -> None:
    """While another window reads, the log cannot be emptied, which is said and not hidden."""
    told(local)
    with local.store.read() as session:
        session.execute(text("SELECT count(*) FROM buyer")).all()
        done = erase(local)
    assert not done.is_gone_from_file
    assert local.store.settle_file()
    assert SECRET.encode() not in Path(str(local.store.path)).read_bytes()
