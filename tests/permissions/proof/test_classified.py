"""Every DocType and every function of the app is classified, and every function keeps to the matrix."""

import json
from itertools import product

import frappe
import pytest
from frappe.model.base_document import get_controller

from liaison_app.permissions.matrix import LIAISON, MATRIX
from liaison_app.permissions.rooms import CHILD_ROOMS, ROOMS
from tests.permissions.proof.classified import FUNCTIONS, OF_HOST, OPEN, OPEN_DOCTYPES, OfAsker, OfDocument
from tests.permissions.proof.database import Database
from tests.permissions.proof.facts import Actor, Row
from tests.permissions.proof.prober import Prober
from tests.permissions.proof.sweep import functions
from tests.web import Answer

HERE = "tests/permissions/proof/classified.py"


def doctypes() -> set[str]:
	return set(frappe.get_all("DocType", filters={"module": "Liaison App"}, pluck="name", order_by="name"))


def test_every_doctype_is_classified():
	known = {*ROOMS, *CHILD_ROOMS, *OPEN_DOCTYPES}
	forgotten = sorted(doctypes() - known)
	assert not forgotten, (
		f"Say what these DocTypes hold: {', '.join(forgotten)}. What is a family's, a student's or a school's stands in"
		f" ROOMS or CHILD_ROOMS of liaison_app/permissions/rooms.py; what is nobody's in OPEN_DOCTYPES of {HERE}."
	)
	assert known == doctypes(), "A DocType that is gone is still classified."


def test_every_document_stands_in_the_matrix():
	documents = {name for name in doctypes() if not frappe.get_meta(name).istable}
	forgotten = sorted(documents ^ set(MATRIX))
	assert not forgotten, (
		f"Say in MATRIX of liaison_app/permissions/matrix.py who may what: {', '.join(forgotten)}."
	)


def test_every_whitelisted_function_is_classified(site: str):
	found, known = set(functions("liaison_app")), {*FUNCTIONS, *OF_HOST, *OPEN}
	forgotten = sorted(found - known)
	assert not forgotten, (
		f"Say what these functions tell and change: {', '.join(forgotten)}. Name each in FUNCTIONS of {HERE}, with the"
		" arguments by which the proof calls it; in OF_HOST where it stands in for one of the host's; in OPEN where it"
		" tells and changes nothing of any row."
	)
	assert known == found, "A function that is gone is still classified."


def test_what_stands_in_for_the_hosts_own_is_hooked():
	hooked = [
		*frappe.get_hooks("override_whitelisted_methods").values(),
		*frappe.get_hooks("standard_queries").values(),
	]
	assert set(OF_HOST) <= {path for paths in hooked for path in paths}


def test_no_method_of_a_document_is_called_from_a_browser():
	"""Such a method is asked for by its name on a posted document: a function of its own can be classified."""
	found = [
		f"{doctype}.{name}"
		for doctype in sorted(doctypes())
		for name, method in vars(get_controller(doctype)).items()
		if callable(method) and method in frappe.whitelisted
	]
	assert not found, (
		f"Make functions of these methods, and name them in FUNCTIONS of {HERE}: {', '.join(found)}."
	)


def call(prober: Prober, actor, path: str, values: dict):
	texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in values.items()}
	return prober.client(actor).call(path, **texts)


def rows_for(prober: Prober, function: OfDocument) -> list[Row]:
	return [row for row in prober.world.rows_of(function.doctype) if row.standing != "handed"]


@pytest.mark.parametrize(
	"path", [path for path, function in FUNCTIONS.items() if isinstance(function, OfDocument)]
)
def test_a_function_changes_and_tells_nothing_without_the_right(
	prober: Prober, database: Database, put_back, path: str
):
	function, facts = FUNCTIONS[path], prober.world.facts
	tries = [(actor, row) for actor in prober.world.actors for row in rows_for(prober, function)]
	refused = [
		(actor, row)
		for actor, row in tries
		if not facts.may(actor, function.right, row) and (function.right or row.school != actor.school)
	]
	prober.ask_all(refused, lambda actor, row: call(prober, actor, path, function.given(row)))
	prober.wrong += [f"LEAK, somebody wrote: {difference}" for difference in database.differences()]
	allowed = [(actor, row) for actor, row in tries if facts.may(actor, function.right, row)]
	statuses = {call(prober, actor, path, function.given(row)).status for actor, row in allowed[:6]}
	assert function.right is None or statuses - {403}, "Nobody was served: this proves nothing."
	prober.served += 1
	prober.fail_on_leaks()


@pytest.mark.parametrize(
	"path", [path for path, function in FUNCTIONS.items() if isinstance(function, OfAsker)]
)
def test_a_function_tells_each_user_what_is_the_users_own(prober: Prober, path: str):
	function = FUNCTIONS[path]
	answers = [call(prober, actor, path, function.given) for actor in prober.world.actors]
	prober.served = sum(answer.status == 200 for answer in answers)
	assert bool(prober.served) == function.serves
	prober.served += 1
	prober.fail_on_leaks()


def test_a_report_tells_each_user_the_rows_of_the_matrix(prober: Prober):
	reports = frappe.get_all("Report", filters={"module": "Liaison App"}, pluck="name", order_by="name asc")
	filters = json.dumps({"from_date": "2000-01-01", "to_date": "2099-01-01", "period": "Month"})
	own = next(row.word for row in prober.world.rows_of("Focus Family") if row.standing == "own")

	def ask(actor: Actor, report: str, path: str) -> Answer:
		values = {"report_name": report, "filters": filters, "file_format_type": "CSV"}
		return call(prober, actor, f"frappe.desk.query_report.{path}", values)

	questions = product(prober.world.actors, reports, ("run", "export_query"))
	for actor, _report, _path, answer in prober.ask_all(questions, ask):
		prober.served += actor.title == LIAISON and own in answer.text
	prober.fail_on_leaks()
