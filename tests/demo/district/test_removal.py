"""The district leaves as it came: last of the folder's tests, in the order of their names."""

import frappe
import pytest
from frappe.utils import nowdate

from liaison_app.demo.marker import read_marker
from liaison_app.demo.remove import remove
from liaison_app.demo.staff import LINH, MARIA, RIVERSIDE
from liaison_app.ledger.audit import verify
from tests import factories
from tests.connection import committing
from tests.demo.district.rows import counts, differences
from tests.screening.runs import screen


def leave_traces(doctype: str, name: str) -> None:
	"""What the host keeps about a document that people work with."""
	doc = frappe.get_doc(doctype, name)
	doc.add_comment("Comment", "Called again")
	doc.add_tag("Autumn")
	reference = {"reference_doctype": doctype, "reference_name": name}
	for values in (
		{"doctype": "View Log", "viewed_by": "Administrator", **reference},
		{"doctype": "Version", "ref_doctype": doctype, "docname": name, "data": "{}"},
		{"doctype": "ToDo", "description": "Call", "reference_type": doctype, "reference_name": name},
		{"doctype": "Communication", "subject": "Bus", "content": "Bus", **reference},
	):
		frappe.get_doc(values).insert(ignore_permissions=True)


def test_a_document_that_cannot_part_with_the_demo_stops_the_removal_and_is_named(demo_district):
	school = factories.make_school()
	factories.assign(school, LINH.user, "Family Liaison")
	with pytest.raises(frappe.ValidationError, match=school):
		remove()
	assert frappe.db.exists("Liaison School", RIVERSIDE.name) and read_marker()


def test_removal_takes_what_hangs_on_the_demo_and_nothing_else(before, families):
	made = counts()
	with committing():
		school = factories.make_school()
		liaison = factories.make_liaison(school)
		family = factories.make_family(school, liaison)
		factories.make_contact(family, school, liaison)
		factories.make_contact(None, school, liaison, counterpart="Agency")
		leave_traces("Focus Family", family)
		coordinator = factories.make_coordinator()
	own = differences(made, counts())
	screen(coordinator, [RIVERSIDE.name])
	with committing():
		theirs = factories.make_family(RIVERSIDE.name, MARIA.user)
		leave_traces("Focus Family", families[0].name)
		factories.make_contact(families[3].name, RIVERSIDE.name, MARIA.user)
		factories.insert("Year Rollover", {"school_year": read_marker().school_year})
		factories.make_assessment(families[3].pupils[0], "Reading", nowdate(), "480")
		remove()
	assert differences(before, counts()) == own
	assert frappe.db.exists("Focus Family", family) and not frappe.db.exists("Focus Family", theirs)
	assert verify() == []
	with committing():
		assert remove() is None
