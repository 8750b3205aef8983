"""What a handed-in report has counted cannot be changed by any way into the documents. Over HTTP, with real logins."""

import json

import frappe
import pytest

from liaison_app.ledger.audit import verify
from liaison_app.permissions.matrix import COORDINATOR
from tests import appointments as plan
from tests import factories as make
from tests.connection import committing
from tests.web import resource

COUNTED = "has already counted this work"


@pytest.fixture(scope="module")
def importer(world) -> str:
	"""A coordinator who may import files: the host lets System Managers alone."""
	with committing():
		return make.make_user(COORDINATOR, "System Manager")


@pytest.fixture
def week(world):
	"""A contact and a completed visit of last week, counted in a report that was handed in; committed."""
	here = world.here
	with committing():
		# A liaison of its own, so that no other test's work is counted.
		liaison = make.make_liaison(here.name)
		family = make.make_family(here.name, liaison)
		contact = make.make_contact(
			family, here.name, liaison, contacted_at=f"{make.monday(1)} 09:00:00", staff_minutes=10
		)
		visit = plan.make_visit(family, here.name, liaison, planned_start=f"{make.monday(1)} 10:00:00")
		visit = plan.complete(
			visit, actual_start=f"{make.monday(1)} 10:00:00", actual_end=f"{make.monday(1)} 10:40:00"
		)
		report = make.insert(
			"Weekly Activity Report", {"liaison": liaison, "school": here.name, "week_start": make.monday(1)}
		)
		make.hand_in(report.name, liaison)
		return frappe._dict(
			liaison=liaison, family=family, contact=contact.name, visit=visit.name, report=report.name
		)


def value(doctype: str, name: str, field: str):
	frappe.db.rollback()
	return frappe.db.get_value(doctype, name, field)


def is_untouched(week) -> bool:
	"""The documents, the report and the ledger say what they said."""
	frappe.db.rollback()
	held = frappe.db.sql(
		"select sum(staff_minutes), sum(units) from `tabLiaison Ledger Entry` where counted_in = %s",
		week.report,
	)[0]
	report = frappe.get_doc("Weekly Activity Report", week.report)
	return (report.staff_minutes, report.units) == (50, 2) == tuple(
		int(part) for part in held
	) and not verify()


def test_a_rest_update_of_what_was_counted_is_refused_and_of_words_is_not(login, week):
	liaison = login(week.liaison)
	path = resource("Liaison Contact", week.contact)
	answer = liaison.put(path, staff_minutes=99)
	assert (answer.status, COUNTED in answer.sentence) == (417, True)
	assert liaison.put(path, summary="She asked for a bus pass.").status == 200
	assert is_untouched(week)


def test_a_rest_delete_is_refused(login, week):
	answer = login(week.liaison).delete(resource("Liaison Contact", week.contact))
	assert COUNTED in answer.sentence
	assert is_untouched(week)


@pytest.mark.parametrize(("doctype", "key"), [("Liaison Contact", "contact"), ("Home Visit", "visit")])
def test_set_value_is_refused(login, week, doctype, key):
	answer = login(week.liaison).call(
		"frappe.client.set_value",
		doctype=doctype,
		name=week[key],
		fieldname="involvement_type",
		value="Volunteering",
	)
	assert COUNTED in answer.sentence
	assert is_untouched(week)


def test_a_coordinators_correction_with_a_reason_is_refused_too(login, world, week):
	answer = login(world.coordinator).put(
		resource("Liaison Contact", week.contact),
		outcome="No Answer",
		correction_reason="It was another day.",
	)
	assert COUNTED in answer.sentence
	assert is_untouched(week)


def test_the_minutes_of_a_visitor_are_refused(login, week):
	liaison = login(week.liaison)
	visitors = liaison.get(resource("Home Visit", week.visit)).data["visitors"]
	visitors[0]["staff_minutes"] = 400
	answer = liaison.put(resource("Home Visit", week.visit), visitors=visitors)
	assert COUNTED in answer.sentence
	assert is_untouched(week)


def test_a_visit_is_not_cancelled_so_that_it_cannot_be_amended_either(login, week):
	liaison = login(week.liaison)
	doc = liaison.get(resource("Home Visit", week.visit)).data
	by_workflow = liaison.call("frappe.model.workflow.apply_workflow", doc=json.dumps(doc), action="Cancel")
	by_rest = liaison.put(resource("Home Visit", week.visit), docstatus=2)
	by_call = liaison.call("frappe.client.cancel", doctype="Home Visit", name=week.visit)
	assert [answer.status == 200 for answer in (by_workflow, by_rest, by_call)] == [False] * 3
	assert value("Home Visit", week.visit, "docstatus") == 1
	amended = {
		"doctype": "Home Visit",
		"amended_from": week.visit,
		**plan.visit_values(week.family, doc["school"], week.liaison),
	}
	amended["planned_start"] = str(amended["planned_start"])
	assert liaison.post(resource("Home Visit"), data=amended).status != 200
	assert is_untouched(week)


def test_bulk_edit_changes_nothing_and_names_what_failed(login, week):
	answer = login(week.liaison).call(
		"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
		doctype="Liaison Contact", docnames=[week.contact], action="update", data={"staff_minutes": 99},
	)  # fmt: skip
	assert answer.data == [week.contact]
	assert is_untouched(week)


def test_bulk_delete_deletes_nothing(login, week):
	login(week.liaison).call(
		"frappe.desk.reportview.delete_items", doctype="Liaison Contact", items=[week.contact]
	)
	assert is_untouched(week)


def test_a_bulk_cancel_cancels_nothing(login, week):
	login(week.liaison).call(
		"frappe.desk.doctype.bulk_update.bulk_update.submit_cancel_or_update_docs",
		doctype="Home Visit", docnames=[week.visit], action="cancel",
	)  # fmt: skip
	assert value("Home Visit", week.visit, "docstatus") == 1
	assert is_untouched(week)


def test_no_line_of_the_ledger_is_written_by_hand(login, world, week):
	entry = frappe.db.get_value("Liaison Ledger Entry", {"counted_in": week.report})
	for user in (week.liaison, world.coordinator):
		for answer in (
			login(user).put(resource("Liaison Ledger Entry", entry), staff_minutes=1),
			login(user).delete(resource("Liaison Ledger Entry", entry)),
		):
			assert answer.status == 403
	assert is_untouched(week)


def test_the_report_keeps_what_it_was_handed_in_with(login, world, week):
	coordinator = login(world.coordinator)
	path = resource("Weekly Activity Report", week.report)
	coordinator.put(path, staff_minutes=9999, units=99, lines=[], entries=[], handed_in_by=world.coordinator)
	assert is_untouched(week)
	assert value("Weekly Activity Report", week.report, "handed_in_by") == week.liaison
	for change in (
		{"liaison": world.here.liaison},
		{"school": world.there.name},
		{"week_start": str(make.monday(2))},
	):
		assert coordinator.put(path, **change).status != 200
	for user in (week.liaison, world.coordinator):
		assert login(user).delete(path).status != 200
	assert is_untouched(week)


def test_an_import_that_would_change_what_was_counted_changes_nothing(login, importer, week):
	"""The host's Data Import, as a person would run it who may."""
	from frappe.core.doctype.data_import.data_import import start_import

	rows = f"ID,Staff Minutes,Correction Reason\n{week.contact},99,From a file\n"
	with committing():
		frappe.set_user(importer)
		file = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": f"{frappe.generate_hash(length=6)}.csv",
				"content": rows,
				"is_private": 1,
			}
		).insert()
		job = frappe.get_doc(
			{"doctype": "Data Import", "reference_doctype": "Liaison Contact",
				"import_type": "Update Existing Records", "import_file": file.file_url, "submit_after_import": 0}
		).insert()  # fmt: skip
		start_import(job.name)
		frappe.set_user("Administrator")
	frappe.db.rollback()
	assert frappe.db.get_value("Data Import", job.name, "status") != "Success"
	assert is_untouched(week)
