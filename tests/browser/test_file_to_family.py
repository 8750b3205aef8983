"""From a district's file to an enrolled family, by hand in the desk: imported, screened, nominated, enrolled."""

import json
import re

import frappe
import pytest
from frappe.core.doctype.data_import.data_import import start_import

from liaison_app.permissions.matrix import COORDINATOR
from liaison_app.screening import run as job
from tests import factories as make
from tests.connection import committing, working_as
from tests.imports import import_rows
from tests.screening.runs import DAY
from tests.world import make_staffed_school

pytestmark = pytest.mark.browser
#: The host says it in other words from version to version.
IMPORTED = re.compile(r"2 (records )?out of 3")
PUPILS = ("First Name", "Last Name", "Local ID", "School", "Low Income")
PROGRESS = ("Local ID", "School", "As Of", "Days Enrolled", "Days Absent")


@pytest.fixture(scope="module")
def place(site, world) -> dict:
	"""A school with a liaison, and a coordinator who imports."""
	with committing():
		school = make_staffed_school()
		make.make_year_of(DAY)
		user = make.make_user(COORDINATOR, "System Manager")
	mark = frappe.generate_hash(length=6)
	return {"school": school, "user": user, "mark": mark}


def work_off(what, user: str) -> None:
	"""What a worker would do with the job that a button queued."""
	with committing(), working_as(user):
		what()


def pupils_file(place: dict, tmp_path) -> str:
	school, mark = place["school"].name, place["mark"]
	rows = [
		("Lena", "Okafor", f"{mark}-1", school, 1),
		("Omar", "Haddad", f"{mark}-2", school, 0),
		("Lena", "Okafor", f"{mark}-1", school, 1),
	]
	path = tmp_path / "pupils.csv"
	path.write_text("\n".join(",".join(map(str, row)) for row in (PUPILS, *rows)) + "\n")
	return str(path)


def attach(desk, path: str) -> None:
	"""The host's own dialog for a file."""
	desk.tap("[data-fieldname=import_file] .btn-attach")
	desk.see(".modal .file-uploader")
	desk.page.locator(".modal .file-uploader input[type=file]").first.set_input_files(path)
	desk.see(".modal .file-preview")
	desk.tap(".modal .btn-modal-primary")


def test_a_file_comes_in_with_a_preview_and_a_row_that_is_refused_is_named(open_desk, place, tmp_path):
	desk = open_desk(place["user"], phone=False).go("Form", "Data Import", "new").is_form_of("Data Import")
	desk.pick("reference_doctype", "Focus Student").select("import_type", "Insert New Records")
	with desk.page.expect_response(lambda answer: "savedocs" in answer.url):
		desk.tap(".standard-actions .primary-action")
	desk.see("[data-fieldname=import_file] .btn-attach")
	attach(desk, pupils_file(place, tmp_path))
	desk.see("[data-fieldname=import_preview] .dt-cell", "Okafor")
	name = desk.page.evaluate("cur_frm.doc.name")
	with desk.page.expect_response(lambda answer: "savedocs" in answer.url or "start_import" in answer.url):
		desk.tap(".standard-actions .primary-action")
	work_off(lambda: start_import(name), place["user"])
	desk.page.reload()
	desk.is_form_of("Data Import").see(".form-dashboard-headline, .form-message", IMPORTED)
	desk.see("[data-fieldname=import_log_preview] tr", place["mark"])
	assert frappe.db.count("Focus Student", {"local_id": ["like", f"{place['mark']}%"]}) == 2
	log = frappe.get_all(
		"Data Import Log", filters={"data_import": name, "success": 0}, fields=["row_indexes"]
	)
	assert [json.loads(row.row_indexes) for row in log] == [[4]]


def test_the_children_are_screened_and_one_becomes_an_enrolled_family(open_desk, place):
	school, mark = place["school"], place["mark"]
	with committing():
		rows = [(f"{mark}-1", school.name, DAY, 100, 24), (f"{mark}-2", school.name, DAY, 100, 3)]
		_name, status = import_rows(place["user"], "Student Progress Record", PROGRESS, *rows)
	assert status == "Success"
	desk = (
		open_desk(place["user"], phone=False).go("Form", "Screening Run", "new").is_form_of("Screening Run")
	)
	desk.page.evaluate("day => cur_frm.set_value('as_of', day)", DAY)
	desk.pick("schools", school.name)
	with desk.page.expect_response(lambda answer: "savedocs" in answer.url):
		desk.tap(".standard-actions .primary-action")
	with desk.page.expect_response(lambda answer: "run.start" in answer.url):
		desk.tap(".custom-actions .btn:has-text('Screen')")
	run = desk.page.evaluate("cur_frm.doc.name")
	work_off(lambda: job.screen(run, 1), place["user"])
	desk.page.reload()
	desk.is_form_of("Screening Run").tap(".custom-actions .btn:has-text('Results')")
	desk.see(".list-row", "Lena Okafor").get_by_text("Lena Okafor").first.click()
	desk.is_form_of("Screening Result").see("[data-liaison=why] tr", "24")
	desk.see("[data-liaison=capacity]", "122")
	desk.tap(".custom-actions .btn:has-text('Nominate')")
	desk.see("[data-blocks=child]")
	desk.page.wait_for_function(
		"document.querySelector('textarea[data-fieldname=reason]')?.value.includes('Low Income')"
	)
	desk.page.locator("[data-block=adult] input[data-fieldname=first_name]").fill("Ada")
	desk.page.locator("[data-block=adult] input[data-fieldname=last_name]").fill("Okafor")
	with desk.page.expect_response(lambda answer: "nominate_family" in answer.url):
		desk.tap("[data-liaison=nominate]")
	desk.see("[data-liaison=family-panel]")
	frappe.db.rollback()
	result = frappe.db.get_value("Screening Result", {"run": run, "student_name": "Lena Okafor"})
	desk.go("Form", "Screening Result", result).is_form_of("Screening Result")
	desk.tap(".custom-actions .btn:has-text('Enrol')")
	desk.see(".modal textarea[data-fieldname=reason]").fill("Room since Monday.")
	desk.pick("liaison", school.liaison, within=".modal")
	with desk.page.expect_response(lambda answer: "decisions.decide" in answer.url):
		desk.tap(".modal .btn-primary:has-text('Enrol')")
	desk.see("[data-fieldname=decisions] .grid-row", "Room since Monday.")
	frappe.db.rollback()
	enrolment = frappe.get_doc(
		"Family Enrolment", frappe.db.get_value("Screening Result", result, "enrolment")
	)
	assert (enrolment.status, enrolment.liaison, enrolment.score) == ("Enrolled", school.liaison, 2)
	assert desk.errors == []
	theirs = open_desk(school.liaison).go("List", "Focus Family")
	theirs.see(".list-row", "Okafor")
