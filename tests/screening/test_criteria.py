"""Criteria as an administrator makes them: any number or yes-or-no field, and no secret one."""

import frappe
import pytest

from liaison_app.screening.measures import offered_fields
from tests import factories as make
from tests.connection import as_user, committing
from tests.screening.runs import make_child, outcomes, screen
from tests.web import resource


def criterion(**values) -> dict:
	return {"criterion_name": make.unique("Criterion"), "operator": "Equal To", "threshold": "Yes", **values}


def fields_of(measure_of: str) -> set[str]:
	return {row["value"] for row in offered_fields(measure_of)}


def test_the_published_criteria_are_there_and_can_be_saved():
	names = frappe.get_all("Selection Criterion", pluck="name", order_by="name asc")
	assert {"Low Income", "Absent 20% or More", "Alienated from School"} <= set(names)
	for name in names:
		frappe.get_doc("Selection Criterion", name).save()


def test_numbers_and_yes_or_no_fields_are_offered_and_texts_are_not():
	assert {"low_income", "english_learner", "special_education"} <= fields_of("Student")
	assert not {"first_name", "birth_date", "school", "guardianships"} & fields_of("Student")
	assert {"absence_rate", "homework_rate", "days_unexcused", "behaviour_incidents"} <= fields_of("Progress")
	assert {"score", "at_grade_level"} <= fields_of("Assessment")


@pytest.mark.parametrize(
	("values", "sentence"),
	[
		({"measure_of": "Student", "measure_field": "shoe_size"}, "no number or yes-or-no field .*shoe_size"),
		({"measure_of": "Student", "measure_field": "first_name"}, "first_name.* that may be measured"),
		({"measure_of": "Family", "measure_field": "safety_instruction"}, "safety_instruction"),
		({"measure_of": "Progress", "measure_field": "absence_rate", "threshold": "often"}, "write one, such as 20"),
		({"measure_of": "Student", "measure_field": "low_income", "threshold": "20"}, "write Yes or No"),
		({"measure_of": "Student", "measure_field": "low_income", "operator": "At Least"}, "choose Equal To"),
		({"measure_of": "Assessment", "measure_field": "score", "threshold": "3"}, "Subject is missing"),
		({"measure_of": "Open Barrier"}, "Barrier Category is missing"),
	],
)  # fmt: skip
def test_a_measure_or_threshold_that_cannot_be_is_refused(values, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		make.insert("Selection Criterion", criterion(**values))


def test_a_field_with_a_permission_level_is_neither_offered_nor_measured(fresh_cache):
	setter = {"doctype_or_field": "DocField", "doc_type": "Focus Student", "field_name": "special_education"}
	make.insert("Property Setter", {**setter, "property": "permlevel", "property_type": "Int", "value": "1"})
	assert "special_education" not in fields_of("Student")
	assert "low_income" in fields_of("Student")
	with pytest.raises(frappe.ValidationError, match="special_education"):
		make.insert("Selection Criterion", criterion(measure_of="Student", measure_field="special_education"))


def test_a_document_of_its_own_room_is_no_measure():
	with pytest.raises(frappe.ValidationError, match="Family Address"):
		make.insert("Selection Criterion", criterion(measure_of="Family Address", measure_field="protected"))


@pytest.fixture
def own_field(site) -> str:
	"""A number that an administrator added to the child in the desk."""
	from frappe.custom.doctype.custom_field.custom_field import create_custom_field

	name = "bus_minutes"
	with committing():
		create_custom_field("Focus Student", {"fieldname": name, "label": "Bus Minutes", "fieldtype": "Int"})
	yield name
	with committing():
		frappe.delete_doc("Custom Field", f"Focus Student-{name}", force=True)
		frappe.clear_cache(doctype="Focus Student")


def test_an_administrator_adds_a_criterion_on_a_field_of_their_own_without_code(own_field):
	name = make.unique("Long Way")
	values = criterion(
		measure_of="Student", measure_field=own_field, operator="More Than", threshold="40", weight=3
	)
	with committing():
		school, user = make.make_school(), make.make_coordinator()
		child = make_child(school)
		frappe.db.set_value("Focus Student", child, own_field, 41)
		as_user(user)
		frappe.get_doc({"doctype": "Selection Criterion", **values, "criterion_name": name}).insert()
		as_user("Administrator")
	try:
		assert outcomes(screen(user, [school]), child)[name] == ("41", "Met")
	finally:
		with committing():
			frappe.delete_doc("Selection Criterion", name)


def test_a_criterion_whose_field_has_gone_stops_the_run_with_its_name():
	doc = make.insert("Selection Criterion", criterion(measure_of="Student", measure_field="low_income"))
	doc.db_set("measure_field", "gone_since")
	run = make.insert("Screening Run", {"as_of": "2024-03-20"})
	from liaison_app.screening.run import start

	with pytest.raises(frappe.ValidationError, match=f"{doc.name}.*gone_since"):
		start(run.name)


def test_only_whoever_may_change_criteria_is_told_the_fields(login, world):
	call = "liaison_app.screening.measures.offered_fields"
	assert login(world.coordinator).call(call, measure_of="Student").status == 200
	assert login(world.here.liaison).call(call, measure_of="Student").status == 403
	assert login(world.here.liaison).post(resource("Selection Criterion"), **criterion()).status == 403
