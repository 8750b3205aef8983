"""What is written in bulk, past the controllers, is what they would have written themselves."""

from collections.abc import Iterator

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import cstr, now_datetime

from liaison_app.demo.rows import Rows
from liaison_app.demo.staff import DANA, DOMAIN, LINCOLN, LINH
from liaison_app.ledger.documents import read_documents
from liaison_app.records import WORKFLOWS
from liaison_app.workflow.status import state_rows
from tests.connection import as_user

#: DocTypes that are written in bulk, and how many of each are judged: one of so many.
JUDGED = {
	"Focus Family": 4, "Family Member": 6, "Family Address": 8, "Family Enrolment": 4, "Focus Student": 10,
	"Liaison Contact": 10, "Home Visit": 3, "Liaison Meeting": 2, "Liaison Activity": 4, "Next Step": 8,
	"Student Progress Record": 90, "Student Assessment": 90, "Engagement Event": 1, "Event Attendance": 8,
	"After School Enrolment": 1, "Material Handout": 2,
}  # fmt: skip
#: What differs between a value that was read and one that was set: nothing, for whoever reads it.
EMPTY = (None, "", 0, 0.0)


def judged(doctype: str) -> list[Document]:
	of_the_demo = {"owner": ["like", f"%@{DOMAIN}"]}
	names = frappe.get_all(doctype, of_the_demo, pluck="name", order_by="name asc")
	return read_documents(doctype, names[:: JUDGED[doctype]])


def left_families(families) -> set[str]:
	return {known.name for known in families if known.plan.last_day}


def judge(doc: Document) -> None:
	"""Run what an insert runs before it writes, for a document as it stands, at any status."""
	doc._doc_before_save, doc._action = None, "submit" if doc.docstatus else "save"
	# A sign-in, and a child's turn, are the app's to write: it did.
	doc.flags.signing_in = doc.flags.moved = True
	if doc.doctype in WORKFLOWS:  # the way there is the workflow's; what the status asks for is ours
		doc.validate_workflow = lambda: doc.on_status_change(None, doc.status)
	doc.run_method("before_validate")
	doc._validate()
	doc.run_method("validate")
	doc._validate_links()


def values_of(doc: Document) -> dict:
	values = {}
	for row in [doc, *doc.get_all_children()]:
		columns = row.get_valid_dict(ignore_virtual=True)
		columns.pop("modified", None)
		values |= {(row.doctype, row.name, key): text(value) for key, value in columns.items()}
	return values


def text(value: object) -> str:
	return "" if value in EMPTY else cstr(value)


def changes(doc: Document) -> dict:
	"""What its own controller would have written otherwise."""
	before = values_of(doc)
	judge(doc)
	after = values_of(doc)
	return {
		key: (before.get(key), after.get(key))
		for key in {*before, *after}
		if before.get(key) != after.get(key)
	}


def by_owner(docs: list[Document], families) -> Iterator[Document]:
	"""The documents, each while its owner is at work; those of families that left while the coordinator is.

	Their next steps are left out: whoever did them may not know of the family any more.
	"""
	left = left_families(families)
	docs = [doc for doc in docs if not (doc.doctype == "Next Step" and doc.family in left)]
	users = {doc.name: DANA.user if doc.get("family") in left else doc.owner for doc in docs}
	for user in sorted(set(users.values())):
		as_user(user)
		yield from (doc for doc in docs if users[doc.name] == user)


@pytest.mark.parametrize("doctype", JUDGED)
def test_the_apps_own_rules_accept_every_document_and_change_nothing(families, doctype):
	docs = judged(doctype)
	assert len(docs) >= 25
	for doc in by_owner(docs, families):
		assert changes(doc) == {}, doc.name


def test_the_judge_sees_what_is_wrong(families):
	contact = read_documents(
		"Liaison Contact", frappe.get_all("Liaison Contact", {"reached": 1}, pluck="name", limit=1)
	)[0]
	contact.reached = 0
	assert changes(contact) == {("Liaison Contact", contact.name, "reached"): ("", "1")}
	family = next(known for known in families if known.plan.kind.name == "barred")
	called = read_documents(
		"Liaison Contact",
		frappe.get_all("Liaison Contact", {"family_member": family.adults[1]}, pluck="name"),
	)[0]
	called.direction = "Outgoing"
	with pytest.raises(frappe.ValidationError, match="may not be contacted"):
		judge(called)


@pytest.mark.parametrize("doctype", WORKFLOWS)
def test_every_document_is_in_a_state_that_stands_for_its_status(demo_district, doctype):
	table = frappe.qb.DocType(doctype)
	columns = (table.workflow_state, table.status, table.docstatus)
	found = frappe.qb.from_(table).select(*columns).distinct().run()
	states = {(row.state, row.update_value, int(row.doc_status)) for row in state_rows(doctype)}
	assert found and set(found) <= states


def test_whoever_logs_a_contact_next_takes_the_next_number(demo_district):
	rows = Rows()
	values = {"school": LINCOLN.name, "liaison": LINH.user, "purpose": "Checking In", "channel": "Letter"}
	written = [rows.add("Liaison Contact", values, LINH.user, now_datetime()) for _number in range(3)]
	rows.write()
	as_user(LINH.user)
	agency = {"counterpart": "Agency", "person_name": "Clinic", "contacted_at": now_datetime()}
	contact = frappe.get_doc({"doctype": "Liaison Contact", **values, **agency}).insert()
	numbers = [int(name.split("-")[1]) for name in (*written, contact.name)]
	assert numbers == list(range(numbers[0], numbers[0] + 4))


def test_a_record_that_the_site_does_not_have_is_named_and_nothing_is_written(demo_district):
	rows = Rows()
	values = {"school": LINCOLN.name, "liaison": LINH.user, "purpose": "Was Renamed", "channel": "Letter"}
	name = rows.add("Liaison Contact", values, LINH.user, now_datetime())
	with pytest.raises(frappe.ValidationError, match=r"Contact Purpose .*Was Renamed"):
		rows.write()
	assert not frappe.db.exists("Liaison Contact", name)
