"""What is written on a family leaves copies in the host: files, comments, versions, what was deleted, logs.

A secret is written and erased again. Neither another school nor the administrator, whom the role alone opens no family,
finds it in any of them.
"""

from dataclasses import dataclass

import frappe
import pytest

from liaison_app.permissions.matrix import LIAISON
from tests import factories as make
from tests import people
from tests.connection import committing
from tests.web import Answer, Client, resource

SECRET = "Sleeps at the bus depot"
COMMENT = "frappe.desk.form.utils.add_comment"
RESTORE = "frappe.core.doctype.deleted_document.deleted_document.restore"


@dataclass(frozen=True)
class Cast:
	"""Who plays: the liaison who writes, another school's, and who looks after the site."""

	school: str
	liaison: str
	stranger: str
	administrator: str
	family: str


@pytest.fixture(scope="module")
def cast(site: str) -> Cast:
	with committing():
		school, elsewhere = make.make_school(), make.make_school()
		liaison, stranger = make.make_liaison(school), make.make_liaison(elsewhere)
		administrator = people.make_user("System Manager", LIAISON)
		family = make.make_family(school, liaison)
	return Cast(school, liaison, stranger, administrator, family)


@pytest.fixture(scope="module")
def written(enter, cast: Cast) -> dict[str, str]:
	"""The liaison writes the secret wherever one can write, changes it and deletes what can be deleted."""
	liaison, on = enter(cast.liaison), resource("Focus Family", cast.family)
	assert liaison.put(on, strengths=SECRET).status == 200
	assert liaison.put(on, strengths="Patient").status == 200
	given = {"reference_doctype": "Focus Family", "reference_name": cast.family, "content": SECRET}
	comment = liaison.call(COMMENT, **given, comment_email=cast.liaison, comment_by="x").data["name"]
	attached = {"attached_to_doctype": "Focus Family", "attached_to_name": cast.family, "is_private": 1}
	file = liaison.post(resource("File"), file_name="note.txt", content=SECRET, **attached).data
	values = make.contact_values(cast.family, cast.school, cast.liaison, summary=SECRET)
	contact = liaison.send("POST", resource("Liaison Contact"), **frappe.parse_json(frappe.as_json(values)))
	assert contact.status == 200, contact.text
	assert liaison.delete(resource("Liaison Contact", contact.data["name"])).status in (200, 202)
	frappe.db.rollback()
	deleted = frappe.db.get_value("Deleted Document", {"deleted_name": contact.data["name"]})
	version = frappe.db.get_value("Version", {"docname": cast.family, "data": ["like", f"%{SECRET}%"]})
	assert deleted and version
	return {
		"Comment": comment,
		"File": file["name"],
		"url": file["file_url"],
		"Deleted Document": deleted,
		"Version": version,
	}


OTHERS = ("stranger", "administrator")


@pytest.mark.parametrize("who", OTHERS)
@pytest.mark.parametrize("copy", ["Comment", "Version", "Deleted Document", "File"])
def test_a_copy_is_neither_listed_nor_opened(enter, cast, written, who, copy):
	other = enter(getattr(cast, who))
	listed = other.get(resource(copy), fields=["*"], limit_page_length=0)
	assert SECRET not in listed.text
	assert cast.family not in listed.text
	opened = other.get(resource(copy, str(written[copy])))
	assert opened.status == 403
	assert SECRET not in opened.text


@pytest.mark.parametrize("copy", ["Comment", "Version", "File"])
def test_who_reads_the_family_opens_what_hangs_on_it(enter, cast, written, copy):
	answer = enter(cast.liaison).get(resource(copy, str(written[copy])))
	may_by_role = frappe.has_permission(copy, "read", user=cast.liaison)
	assert (answer.status == 200) is bool(may_by_role)
	form = enter(cast.liaison).call("frappe.desk.form.load.getdoc", doctype="Focus Family", name=cast.family)
	assert SECRET in form.text
	assert str(written[copy]) in form.text


@pytest.mark.parametrize("who", OTHERS)
def test_the_file_is_opened_by_none_of_them(enter, cast, written, who):
	other = enter(getattr(cast, who))
	assert other.get(written["url"]).status in (403, 404)
	given = {"file_url": written["url"]}
	assert SECRET not in other.call("frappe.utils.file_manager.download_file", **given).text
	assert SECRET not in other.call("frappe.core.doctype.file.file.download_file", **given).text
	assert enter(cast.liaison).get(written["url"]).text == SECRET


def test_what_was_deleted_is_not_brought_back_by_a_stranger(enter, cast, written):
	for who in OTHERS:
		answer = enter(getattr(cast, who)).call(RESTORE, name=written["Deleted Document"])
		assert answer.status != 200, who
	frappe.db.rollback()
	assert frappe.db.get_value("Deleted Document", written["Deleted Document"], "restored") == 0


def test_the_administrator_still_finds_and_brings_back_what_is_no_familys(enter, cast, written):
	administrator = enter(cast.administrator)
	note = administrator.call(
		"frappe.client.insert", doc={"doctype": "Note", "title": make.unique("Note")}
	).data["name"]
	assert administrator.call("frappe.client.delete", doctype="Note", name=note).status in (200, 202)
	columns = ["name", "deleted_name"]
	listed = administrator.get(resource("Deleted Document"), fields=columns, limit_page_length=0).data
	deleted = {row["deleted_name"]: str(row["name"]) for row in listed}
	assert administrator.call(RESTORE, name=deleted[note]).status == 200
	frappe.db.rollback()
	restored = frappe.db.get_value("Deleted Document", deleted[note], "new_name")
	again = administrator.call("frappe.client.delete", doctype="Note", name=restored)
	assert again.status in (200, 202)


def pdf_of_report(client: Client, family: str) -> Answer:
	"""What the desk does when a report is made a PDF: it sends its page along, and the host keeps that."""
	return client.post(
		"/api/method/frappe.core.doctype.access_log.access_log.make_access_log",
		doctype="Focus Family", report_name="Family Worklist", file_type="PDF", method="PDF", page=f"<p>{SECRET} {family}</p>",
	)  # fmt: skip


def test_the_page_of_a_printed_report_is_not_read_in_the_access_log(enter, cast):
	assert pdf_of_report(enter(cast.liaison), cast.family).status == 200
	enter(cast.liaison).call(
		"frappe.core.doctype.access_log.access_log.make_access_log",
		doctype="Contact Channel",
		file_type="CSV",
	)
	administrator = enter(cast.administrator)
	answer = administrator.get(resource("Access Log"), fields=["*"], limit_page_length=0)
	assert "Contact Channel" in answer.text
	assert SECRET not in answer.text
	frappe.db.rollback()
	row = frappe.db.get_value("Access Log", {"page": ["like", f"%{SECRET}%"]})
	assert row
	assert administrator.get(resource("Access Log", str(row))).status == 403


def test_an_error_tells_the_one_who_met_it_nothing_of_what_was_worked_on(enter, cast):
	"""The Error Log holds it, for System Managers: docs/permissions.md says so."""
	for client in (enter(cast.liaison), enter(cast.stranger)):
		answer = client.get(resource("Error Log"), fields=["*"])
		assert answer.status == 403


def test_where_others_have_been_is_read_by_no_colleague(enter, cast):
	for doctype in ("Route History", "Access Log", "Email Queue", "Activity Log"):
		for who in ("liaison", "stranger"):
			client = enter(getattr(cast, who))
			answer = client.get(resource(doctype), fields=["*"], limit_page_length=0)
			assert answer.status == 403 or cast.family not in answer.text, (doctype, who)
		assert enter(cast.administrator).get(resource(doctype)).status == 200
