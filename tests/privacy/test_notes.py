"""Restricted notes: who reads them, what is counted, and that they are kept in one place alone."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.permissions.criteria import criterion
from liaison_app.permissions.documents import is_stored_row_allowed
from liaison_app.privacy.notes import count_notes
from tests import factories as make
from tests.connection import working_as
from tests.privacy.papers import tables_with

SECRET = "Heliotrope was said"


def write_note(family: str, writer: str, *readers: str, kind: str = "Health", **values):
	"""A note that somebody has written."""
	named = [{"user": user} for user in readers]
	with working_as(writer):
		return frappe.get_doc(
			{"doctype": "Restricted Note", "family": family, "kind": kind, "content": SECRET, "readers": named, **values}
		).insert()  # fmt: skip


def reads(user: str, note) -> bool:
	"""In the list and as a document alike."""
	with working_as(user):
		allowed = frappe.has_permission("Restricted Note", "read")
		names = frappe.get_list("Restricted Note", pluck="name", limit=0, order_by="name") if allowed else []
		may = bool(frappe.has_permission("Restricted Note", "read", doc=note.name))
	assert (note.name in names) is may
	return may


@pytest.fixture
def people(school):
	"""Who is about: a named colleague, another one, the principal and two coordinators."""
	return frappe._dict(
		named=make.make_liaison(school), colleague=make.make_liaison(school), leader=make.make_leader(school),
		coordinator=make.make_coordinator(), other=make.make_coordinator(),
	)  # fmt: skip


def test_author_named_users_and_coordinators_read_a_note_and_nobody_else(family, liaison, people):
	note = write_note(family, liaison, people.named)
	assert reads(liaison, note) and reads(people.named, note) and reads(people.coordinator, note)
	assert not reads(people.colleague, note) and not reads(people.leader, note)


def test_child_protection_is_read_by_its_author_and_those_named_alone(family, liaison, people):
	note = write_note(family, liaison, people.named, people.coordinator, kind="Child Protection")
	assert reads(liaison, note) and reads(people.named, note) and reads(people.coordinator, note)
	for user in (people.other, people.colleague, people.leader):
		assert not reads(user, note)


def test_an_author_who_left_the_school_reads_it_no_longer(family, liaison, school, people):
	note = write_note(family, liaison)
	assert reads(liaison, note)
	frappe.db.set_value("School Assignment", {"user": liaison}, "last_day", add_days(nowdate(), -1))
	assert not reads(liaison, note) and reads(people.coordinator, note)


def test_who_is_kept_from_the_family_reads_nothing_though_named(family, liaison, people):
	note = write_note(family, liaison, people.coordinator, kind="Child Protection")
	make.insert("Access Exclusion", {"family": family, "user": people.coordinator, "reason": "A relative."})
	assert not reads(people.coordinator, note) and reads(liaison, note)


def test_list_and_document_go_by_the_same_rule(family, liaison, people):
	notes = [
		write_note(family, liaison, *readers, kind=kind)
		for kind in ("Health", "Child Protection")
		for readers in ((), (people.named,), (people.coordinator,))
	]
	table = frappe.qb.DocType("Restricted Note")
	for user in (liaison, *people.values()):
		for ptype in ("read", "write", "figures"):
			query = frappe.qb.from_(table).select(table.name).where(table.family == family)
			listed = {name for (name,) in query.where(criterion(table, "Restricted Note", user, ptype)).run()}
			judged = {
				note.name
				for note in notes
				if is_stored_row_allowed("Restricted Note", note.name, user, ptype)
			}
			assert listed == judged, (user, ptype)


def test_a_principal_learns_how_many_there_are_but_of_child_protection_nothing(family, liaison, people):
	write_note(family, liaison)
	assert count_notes(family, people.leader) == 1
	write_note(family, liaison, kind="Child Protection")
	assert count_notes(family, people.leader) == 1
	assert count_notes(family, people.coordinator) == 1
	assert count_notes(family, people.colleague) == 0
	assert count_notes(family, liaison) == 2


def test_the_kind_stays_so_that_nobody_opens_a_note_by_another_kind(family, liaison):
	note = write_note(family, liaison, kind="Child Protection")
	note.kind = "Health"
	with pytest.raises(frappe.CannotChangeConstantError):
		note.save()
	note.reload()
	note.update({"named_only": 0}).save()
	assert frappe.db.get_value("Restricted Note", note.name, "named_only") == 1


def test_nobody_writes_in_anothers_name_or_names_who_may_not_read(family, liaison, people):
	with pytest.raises(frappe.PermissionError):
		write_note(family, liaison, author=people.colleague)
	with pytest.raises(frappe.ValidationError, match="Author"):
		write_note(family, liaison, liaison, author=people.colleague)
	with pytest.raises(frappe.ValidationError, match="Readers row 1"):
		write_note(family, liaison, people.leader)


def test_a_report_to_child_protection_needs_nobodys_approval(family, liaison):
	note = write_note(
		family, liaison, kind="Child Protection", reported_to="State hotline", reported_by="Liaison"
	)
	assert note.docstatus == 0 and not frappe.get_meta("Restricted Note").is_submittable
	assert not frappe.db.exists("Workflow", {"document_type": "Restricted Note"})


def hangings(note) -> list[dict]:
	about = {"reference_doctype": "Restricted Note", "reference_name": note.name}
	return [
		{"doctype": "Comment", "comment_type": "Comment", "content": "x", **about},
		{"doctype": "Communication", "content": "x", "subject": "x", **about},
		{"doctype": "ToDo", "description": "x", "reference_type": "Restricted Note", "reference_name": note.name},
		{"doctype": "File", "file_name": "x.txt", "content": "x", "is_private": 1, "attached_to_doctype": "Restricted Note", "attached_to_name": note.name},
		{"doctype": "Next Step", "what": "x", **about},
	]  # fmt: skip


def tellings() -> list[dict]:
	return [
		{"doctype": "Notification", "name": make.unique("Notice"), "subject": "x", "document_type": "Restricted Note", "event": "New", "channel": "System Notification", "message": "{{ doc.content }}"},
		{"doctype": "Webhook",
			"name": make.unique("Hook"), "webhook_doctype": "Restricted Note", "webhook_docevent": "on_update", "request_url": "https://tests.example", "request_method": "POST"},
		{"doctype": "Print Format", "name": make.unique("Print"), "doc_type": "Restricted Note", "html": "x"},
	]  # fmt: skip


@pytest.mark.parametrize("number", range(5))
def test_nothing_is_hung_on_a_note_by_anybody(family, liaison, number):
	values = hangings(write_note(family, liaison))[number]
	for user in (liaison, "Administrator"):
		with (
			working_as(user),
			pytest.raises((frappe.PermissionError, frappe.ValidationError), match="Restricted Note"),
		):
			frappe.get_doc(values).insert(ignore_permissions=True)


@pytest.mark.parametrize("number", range(3))
def test_no_rule_of_the_host_tells_what_a_note_says(number):
	with pytest.raises(frappe.PermissionError, match="Restricted Note"):
		frappe.get_doc(tellings()[number]).insert()


def test_what_it_says_stands_in_the_note_and_in_no_other_table(family, liaison):
	note = write_note(family, liaison)
	frappe.flags.in_test = False
	try:
		note.update({"content": f"{SECRET} again"}).save(ignore_version=False)
	finally:
		frappe.flags.in_test = True
	assert tables_with(SECRET) == {"tabRestricted Note"}
