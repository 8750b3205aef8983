"""Makes visits, meetings and other work, and brings them to an outcome as the liaison would."""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_to_date, now_datetime

from tests import factories as make
from tests.connection import as_user

ACTIONS = {
	"Confirmed": "Confirm",
	"Completed": "Complete",
	"Attempted": "Nobody Was Met",
	"Called Off": "Call Off",
	"Held": "Record as Held",
	"Cancelled": "Cancel",
}


def ago(minutes: int):
	"""A moment of the recent past."""
	return add_to_date(now_datetime().replace(microsecond=0), minutes=-minutes)


def visit_values(family: str, school: str, liaison: str, **values) -> dict:
	"""A pair visit that began an hour ago and was planned so."""
	return {
		"doctype": "Home Visit",
		"family": family,
		"school": school,
		"liaison": liaison,
		"purpose": "Checking In",
		"planned_start": ago(60),
		"visitors": [{"liaison": liaison}, {"person_name": "Ms. Abara", "role": "Teacher"}],
		**values,
	}


def make_visit(family: str, school: str, liaison: str, **values):
	"""A visit that is planned."""
	return frappe.get_doc(visit_values(family, school, liaison, **values)).insert()


def meeting_values(families: list[str], school: str, liaison: str, **values) -> dict:
	"""A meeting with the first adult of each family, planned for an hour ago."""
	return {
		"doctype": "Liaison Meeting",
		"school": school,
		"liaison": liaison,
		"purpose": "Academic Progress",
		"planned_start": ago(60),
		"families": [{"family": family} for family in families],
		"invited": [{"family_member": make.adult_of(family)} for family in families],
		**values,
	}


def make_meeting(families: list[str], school: str, liaison: str, **values):
	"""A meeting that is planned."""
	return frappe.get_doc(meeting_values(families, school, liaison, **values)).insert()


def make_activity(school: str, liaison: str, *families: str, **values):
	"""Two hours of tutoring today."""
	return frappe.get_doc(
		{
			"doctype": "Liaison Activity",
			"kind": "Tutoring",
			"involvement_type": "Learning at Home",
			"school": school,
			"liaison": liaison,
			"staff_minutes": 120,
			"families": [{"family": family} for family in families],
			**values,
		}
	).insert()


def keep_waiting(visit) -> None:
	"""The visitors should have been back an hour ago."""
	times = {"planned_start": ago(180), "planned_end": ago(90), "expected_return": ago(60)}
	frappe.db.set_value("Home Visit", visit.name, times)


def add_step(doc) -> str:
	"""Something that someone will do on account of a document."""
	values = {"what": "Bring the bus card", "due_on": frappe.utils.add_days(frappe.utils.nowdate(), 3)}
	return make.insert(
		"Next Step", {**values, "reference_doctype": doc.doctype, "reference_name": doc.name}
	).name


def move(doc, status: str, **values):
	"""Fill in the document and bring it to a status by its workflow, as its liaison."""
	with as_liaison_of(doc):
		doc.update(values)
		doc.save()
		return apply_workflow(doc, ACTIONS[status])


def move_to_cancelled(doc):
	"""Cancel a submitted document by its workflow, as its liaison."""
	doc.reload()
	with as_liaison_of(doc):
		apply_workflow(doc, ACTIONS["Cancelled"])


@contextmanager
def as_liaison_of(doc) -> Iterator[None]:
	"""Work as the document's liaison, and then as before."""
	user = frappe.session.user
	as_user(doc.liaison)
	try:
		yield
	finally:
		as_user(user)


def complete(visit, **values):
	"""Complete a visit with the family's first adult, forty minutes, and a next step."""
	if not frappe.db.exists("Next Step", {"reference_name": visit.name}):
		add_step(visit)
	outcome = {"actual_start": ago(60), "actual_end": ago(20), "met_with": make.adult_of(visit.family)}
	return move(visit, "Completed", **{**outcome, **values})


def hold(meeting, **values):
	"""Hold a meeting to which everyone invited came, forty minutes."""
	for row in meeting.invited:
		row.present = 1
	return move(meeting, "Held", **{"actual_start": ago(60), "actual_end": ago(20), **values})


def lines(voucher: str) -> list[dict]:
	"""A document's lines in the ledger."""
	return frappe.db.sql(
		"select * from `tabLiaison Ledger Entry` where voucher = %s order by liaison, family",
		voucher,
		as_dict=True,
	)
