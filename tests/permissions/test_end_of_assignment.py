"""What goes on by itself when a right has ended: a report that is mailed, the rights of a disabled user, the host's caches."""

from dataclasses import dataclass

import frappe
import pytest
from frappe.utils import add_days, nowdate

from tests import appointments as plan
from tests import factories as make
from tests.clock import at
from tests.connection import committing
from tests.web import Client


@dataclass(frozen=True)
class Case:
	"""A liaison's family with all that hangs on it. words: none of them may be read when the right has ended."""

	school: str
	liaison: str
	family: str
	visit: str
	comment: str
	file_url: str
	words: tuple[str, ...]


@pytest.fixture
def case() -> Case:
	with committing():
		school = make.make_school()
		liaison = make.make_liaison(school)
		word = f"Quispe{frappe.generate_hash(length=8)}"
		family = make.make_family(school, liaison, family_name=word)
		visit = plan.make_visit(family, school, liaison).name
		comment = (
			frappe.get_doc("Focus Family", family).add_comment("Comment", f"Ask {word} for the card").name
		)
		file = {"file_name": f"{frappe.generate_hash(length=6)}.txt", "content": word, "is_private": 1}
		on_family = {"attached_to_doctype": "Focus Family", "attached_to_name": family}
		file_url = make.insert("File", {**file, **on_family}).file_url
		task = {"description": f"Call {word}", "allocated_to": liaison}
		make.insert("ToDo", {**task, "reference_type": "Focus Family", "reference_name": family})
		note = {"for_user": liaison, "subject": f"A word on {word}", "type": "Alert", "from_user": liaison}
		make.insert("Notification Log", {**note, "document_type": "Focus Family", "document_name": family})
	return Case(school, liaison, family, visit, comment, file_url, (word, family, visit))


def test_what_the_desk_begins_with_names_no_family(server, case):
	"""The host keeps it for days, whatever ends meanwhile."""
	page = Client(server, case.liaison).get("/app").text
	assert case.liaison in page
	assert not any(word in page for word in case.words)


def test_a_report_that_goes_on_being_mailed_tells_nothing_more(case):
	with committing():
		settings = {"fields": [["name", "Focus Family"], ["family_name", "Focus Family"]], "filters": []}
		built = {"report_name": make.unique("Families"), "ref_doctype": "Focus Family", "is_standard": "No"}
		name = make.insert(
			"Report", {**built, "report_type": "Report Builder", "json": frappe.as_json(settings)}
		).name
		values = {"report": name, "user": case.liaison, "email_to": case.liaison, "format": "HTML"}
		mail = make.insert("Auto Email Report", {**values, "frequency": "Daily", "send_if_data": 1})
		frappe.db.set_value("School Assignment", {"user": case.liaison}, "last_day", nowdate())

	def mailed(day: str) -> str:
		with at(f"{day} 08:00:00"):
			return str(frappe.get_doc("Auto Email Report", mail.name).get_report_content())

	try:
		assert case.words[0] in mailed(nowdate())
		assert case.words[0] not in mailed(add_days(nowdate(), 1))
	finally:
		with committing():
			frappe.delete_doc("Auto Email Report", mail.name)
			frappe.delete_doc("Report", name)


def test_a_report_that_is_mailed_to_a_disabled_user_tells_nothing(case):
	from liaison_app.permissions.scope import forget_scopes, get_scope

	assert get_scope(case.liaison).caseload == {case.family}
	frappe.db.set_value("User", case.liaison, "enabled", 0)
	forget_scopes()
	assert get_scope(case.liaison).caseload == frozenset()
	assert get_scope(case.liaison).roles == frozenset()
