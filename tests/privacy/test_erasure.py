"""Erasure: when it is due, what stops it, what is gone everywhere, and that the figures stay true."""

from pathlib import Path

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.ledger.audit import verify
from liaison_app.ledger.posting import forget_students
from liaison_app.privacy import erasure
from liaison_app.privacy.erasure import erase_family
from liaison_app.privacy.retention import erase, erase_families, kept_long_enough, preview
from tests import factories as make
from tests.appointments import make_activity, make_visit
from tests.connection import committing, working_as
from tests.privacy.papers import let_ten_years_pass, make_consent, make_request, tables_with
from tests.privacy.test_notes import write_note
from tests.world import make_staffed_school

WORD = "Zephyrine"


@pytest.fixture
def old(school, liaison) -> str:
	"""A family that left ten years ago, with work, papers and traces of each kind."""
	return make_old(school, liaison, WORD)


def make_old(school: str, liaison: str, word: str) -> str:
	"""Such a family; the word stands wherever somebody could have written it."""
	family = make.make_family(school, liaison, family_name=f"{word} Family", strengths=word)
	child = make.child_of(family)
	frappe.db.set_value("Focus Student", child, {"first_name": word, "full_name": f"{word} S"})
	contact = make.make_contact(family, school, liaison, summary=word, students=[{"student": child}])
	make_visit(family, school, liaison)
	make_consent(family, purpose=word)
	write_note(family, liaison, content=word)
	make.insert("Family Address", {"family": family, "city": word})
	make.insert(
		"Next Step",
		{
			"what": word,
			"due_on": nowdate(),
			"reference_doctype": "Focus Family",
			"reference_name": family,
			"assignee": liaison,
		},
	)
	make.make_progress(child, school, "2015-03-20", 80, 8)
	_leave_traces(family, contact.name, word)
	let_ten_years_pass(family)
	return family


def _leave_traces(family: str, contact: str, word: str) -> None:
	about = {"reference_doctype": "Liaison Contact", "reference_name": contact}
	make.insert("Comment", {"comment_type": "Comment", "content": word, **about})
	make.insert(
		"Communication", {"content": word, "subject": word, "communication_type": "Communication", **about}
	)
	make.insert(
		"File",
		{
			"file_name": f"{word}.txt",
			"content": word,
			"is_private": 1,
			"attached_to_doctype": "Focus Family",
			"attached_to_name": family,
		},
	)
	make.insert(
		"Version",
		{
			"ref_doctype": "Focus Family",
			"docname": family,
			"data": frappe.as_json({"changed": [["strengths", "", word]]}),
		},
	)
	queue = {"doctype": "Email Queue", "message": word, "sender": "x@tests.example", **about}
	frappe.get_doc({**queue, "recipients": [{"recipient": f"{word}@tests.example"}]}).insert(
		ignore_permissions=True
	)
	gone = frappe.as_json({"doctype": "Next Step", "what": word, "family": family})
	make.insert("Deleted Document", {"deleted_doctype": "Next Step", "deleted_name": "NXT-1", "data": gone})


def due() -> dict[str, str]:
	return {row.family: row.stopped_by for row in kept_long_enough()}


def test_a_family_is_due_after_the_retention_time_and_not_before(old, family):
	assert old in due() and family not in due()
	frappe.db.set_single_value("Liaison Settings", "retention_years", 11)
	assert old not in due()
	frappe.db.set_single_value("Liaison Settings", "retention_years", 0)
	assert due() == {}


def test_work_since_then_or_an_open_enrolment_keeps_it(old, school, liaison):
	enrolment = frappe.get_all("Family Enrolment", {"family": old}, pluck="name")[0]
	frappe.db.set_value("Family Enrolment", enrolment, "status", "Waitlisted")
	assert old not in due()
	frappe.db.set_value("Family Enrolment", enrolment, "status", "Exited")
	assert old in due()
	make.make_contact(old, school, liaison)
	assert old not in due()


def test_an_open_request_stops_it_and_an_adult_of_another_familys_child_too(old, school):
	request = make_request(make.child_of(old), make.adult_of(old))
	assert "request" in due()[old]
	erase_families([old])
	assert not frappe.db.get_value("Focus Family", old, "erased_on")
	frappe.db.set_value("Records Request", request.name, "status", "Refused")
	assert due()[old] == ""
	other = make.make_family(school)
	make.make_student(other, school, make.adult_of(old))
	assert "another family" in due()[old]


def test_nothing_that_says_who_they_were_is_left_in_any_table(old):
	assert len(tables_with(WORD)) > 12
	members = frappe.get_all("Family Member", {"family": old}, pluck="name")
	children = frappe.get_all("Focus Student", {"family": old}, pluck="name")
	erase_family(old)
	assert tables_with(WORD) == set()
	for name in (*members, *children):
		assert tables_with(name) == set(), name


def test_the_file_is_gone_from_the_disk(old):
	file = frappe.get_doc("File", {"attached_to_name": old})
	path = Path(file.get_full_path())
	assert path.read_text() == WORD
	erase_family(old)
	assert not path.exists()


def figures(family: str) -> list:
	"""What the ledger counts for a family."""
	entry = frappe.qb.DocType("Liaison Ledger Entry")
	query = frappe.qb.from_(entry).select(
		entry.posting_date, entry.school, entry.units, entry.reached, entry.staff_minutes
	)
	return query.where(entry.family == family).orderby(entry.name).run()


def test_the_figures_stay_and_the_ledger_still_says_what_the_documents_say(old):
	before = figures(old)
	assert before
	erase_family(old)
	assert figures(old) == before
	assert [difference for difference in verify() if old in str(difference)] == []


def test_erasing_again_changes_nothing_and_others_stay(old, family):
	erase_families([old])
	first = frappe.get_doc("Focus Family", old).as_dict()
	assert str(first.erased_on) == nowdate()
	erase_families([old, family])
	assert frappe.get_doc("Focus Family", old).as_dict() == first
	assert frappe.db.exists("Family Member", {"family": family}) and not frappe.db.exists(
		"Family Member", {"family": old}
	)


def test_an_erasure_that_was_killed_half_way_and_started_again_ends_the_same(site, monkeypatch):
	words = [f"{WORD}{number}" for number in ["one", "two", "three"]]
	with committing():
		school = make_staffed_school()
		families = [make_old(school.name, school.liaison, word) for word in words]
	paths = [Path(frappe.get_doc("File", {"attached_to_name": name}).get_full_path()) for name in families]
	before = [figures(family) for family in families]
	forgotten = []

	def dies_at_the_second(students):
		if forgotten:
			raise KeyboardInterrupt
		forgotten.append(students)
		forget_students(students)

	with committing():
		monkeypatch.setattr(erasure, "forget_students", dies_at_the_second)
		with pytest.raises(KeyboardInterrupt):
			erase_families(families)
		frappe.db.rollback()
	assert [bool(tables_with(word)) for word in words] == [False, True, True]
	# What is gone from the disk does not come back with the rows.
	assert [path.exists() for path in paths] == [False, False, True]
	with committing():
		monkeypatch.setattr(erasure, "forget_students", forget_students)
		erase_families(families)
	assert [tables_with(word) for word in words] == [set()] * 3
	assert not any(path.exists() for path in paths)
	assert [figures(family) for family in families] == before
	assert [difference for difference in verify() if any(name in str(difference) for name in families)] == []


def test_work_for_several_families_keeps_its_words_while_another_is_on_file(old, family, school, liaison):
	work = make_activity(school, liaison, family, summary="Both came.")
	frappe.get_doc(
		{
			"doctype": "Work Family",
			"parenttype": "Liaison Activity",
			"parentfield": "families",
			"parent": work.name,
			"family": old,
		}
	).db_insert()
	erase_family(old)
	assert frappe.db.get_value("Liaison Activity", work.name, "summary") == "Both came."


def test_coordinators_alone_preview_and_erase(old, liaison, school):
	for user in (liaison, make.make_leader(school)):
		with working_as(user):
			for action in (preview, lambda: erase(frappe.as_json([old]))):
				with pytest.raises(frappe.PermissionError):
					action()
	with working_as(make.make_coordinator()):
		assert old in {row["family"] for row in preview()}
		assert erase(frappe.as_json([old])) == 1
	assert frappe.db.get_value("Focus Family", old, "erased_on")


def test_who_is_kept_from_a_family_neither_sees_nor_erases_it(old):
	coordinator = make.make_coordinator()
	make.insert(
		"Access Exclusion",
		{"family": old, "user": coordinator, "reason": "A relative.", "starts_on": add_days(nowdate(), -1)},
	)
	with working_as(coordinator):
		assert old not in {row["family"] for row in preview()}
		with pytest.raises(frappe.PermissionError):
			erase(frappe.as_json([old]))
