"""Materials by type and language, and the copies that were handed out, counted."""

import frappe
import pytest
from frappe.utils import add_days, nowdate

from liaison_app.liaison_app.report.materials_handed_out.materials_handed_out import execute
from liaison_app.materials.counts import handed_out
from liaison_app.privacy.erasure import erase_family
from tests import factories as make
from tests.connection import working_as
from tests.materials.library import hand_out, handout_values, make_material
from tests.partnership.events import event_values


@pytest.fixture
def material(site: str):
	return make_material()


def note(user: str, **values):
	"""A user notes copies that were handed out."""
	with working_as(user):
		return frappe.get_doc(values).insert()


def report(user: str, **filters) -> list[dict]:
	with working_as(user):
		return execute(filters)[1]


def test_the_types_of_the_field_are_there_and_an_administrator_may_add_one(site):
	types = set(frappe.get_all("Material Type", pluck="name"))
	assert {"Newsletter", "Checklist", "Communication Guideline", "Handout"} <= types
	with working_as(make.make_user("System Manager")):
		frappe.get_doc({"doctype": "Material Type", "type_name": make.unique("Poster")}).insert()


def test_one_title_is_once_in_each_language(material):
	make_material(title=material.title, language="es")
	with pytest.raises(
		frappe.ValidationError, match=rf"Title: {material.name} is .* in this language already"
	):
		make_material(title=material.title)


def test_a_type_that_is_no_longer_used_is_refused(material):
	frappe.db.set_value("Material Type", "Checklist", "disabled", 1)
	with pytest.raises(frappe.ValidationError, match=r"Type: Checklist is no longer used"):
		make_material(material_type="Checklist")


def test_a_liaison_notes_copies_with_two_fields(material, school, liaison):
	doc = note(liaison, doctype="Material Handout", material=material.name, copies=30)
	assert (doc.school, doc.liaison, str(doc.handed_on)) == (school, liaison, nowdate())
	assert doc.material_title == material.title


def test_copies_given_in_a_talk_belong_to_the_family_of_the_talk(material, school, liaison, family):
	contact = make.make_contact(family, school, liaison).name
	doc = note(liaison, doctype="Material Handout", material=material.name, copies=1, contact=contact)
	assert doc.family == family


@pytest.mark.parametrize(
	("values", "sentence"),
	[
		({"copies": 0}, "Copies: give at least 1."),
		({"handed_on": "2199-01-01"}, "Handed Out on is in the future"),
	],
)
def test_what_cannot_have_been_so_is_refused_with_one_sentence(material, school, liaison, values, sentence):
	with pytest.raises(frappe.ValidationError, match=sentence):
		note(liaison, **handout_values(material.name, school, liaison, **values))


def test_a_material_that_is_no_longer_handed_out_is_refused(material, school, liaison):
	material.disabled = 1
	material.save()
	with pytest.raises(frappe.ValidationError, match=r"Material: .* is no longer handed out"):
		hand_out(material.name, school, liaison)


def test_a_contact_of_another_family_is_refused(material, school, liaison, family):
	contact = make.make_contact(make.make_family(school, liaison), school, liaison).name
	with pytest.raises(frappe.ValidationError, match="Contact: choose one with this family"):
		hand_out(material.name, school, liaison, family=family, contact=contact)


def test_copies_given_at_an_event_are_counted_at_its_school(material, school, liaison):
	other = make.make_school()
	make.assign(other, liaison, "Family Liaison")
	event = make.insert("Engagement Event", event_values(other, liaison)).name
	doc = note(liaison, doctype="Material Handout", material=material.name, copies=9, event=event)
	assert doc.school == other
	with pytest.raises(frappe.ValidationError, match="Event: choose an event of"):
		note(liaison, **handout_values(material.name, school, liaison, event=event))


def test_a_school_where_the_liaison_does_not_work_is_refused(material, liaison, family):
	other = make.make_school()
	with pytest.raises(frappe.ValidationError, match=r"School: .* is not assigned to"):
		note(liaison, **handout_values(material.name, other, liaison, family=family))
	with pytest.raises(frappe.PermissionError):
		note(liaison, **handout_values(material.name, other, liaison))


def test_a_coordinator_hands_out_without_being_a_liaison(material, school):
	coordinator = make.make_coordinator()
	assert note(coordinator, **handout_values(material.name, school, None)).liaison is None


def test_the_report_counts_copies_by_material_and_school_for_whoever_may_count_there(
	material, school, liaison, family
):
	elsewhere = make.make_school()
	hand_out(material.name, school, liaison)
	hand_out(material.name, school, liaison, copies=1, family=family, handed_on=add_days(nowdate(), -1))
	hand_out(material.name, elsewhere, make.make_liaison(elsewhere), copies=7)
	coordinator = make.make_coordinator()
	rows = of(material.name, report(liaison, from_date=add_days(nowdate(), -1)))
	assert [(row.school, row.copies, row.times, str(row["last"])) for row in rows] == [
		(school, 31, 2, nowdate())
	]
	found = of(material.name, report(coordinator, from_date=add_days(nowdate(), -1)))
	assert {row.school: row.copies for row in found} == {school: 31, elsewhere: 7}


def of(material: str, rows: list[dict]) -> list[dict]:
	return [row for row in rows if row.get("material") == material]


def test_a_principal_is_told_of_copies_for_one_family_or_of_a_few_only_how_many_there_are(
	material, school, liaison, family
):
	frappe.db.set_single_value("Liaison Settings", "least_count_shown", 10)
	arabic = make_material(language="ar").name
	hand_out(material.name, school, liaison)
	for values in ({"copies": 30, "family": family}, {"copies": 9}, {"copies": 1, "family": family}):
		hand_out(arabic, school, liaison, **values)
	hand_out(arabic, school, liaison, copies=1, handed_on=add_days(nowdate(), -1))
	leader = make.make_leader(school)
	for dates in ({"from_date": nowdate()}, {"from_date": add_days(nowdate(), -1)}):
		rows = report(leader, **dates)
		assert (of(material.name, rows)[0].copies, of(arabic, rows)) == (30, [])
		assert "ar" not in {row.get("language") for row in rows}
	assert [(row["title"], row["school"], row["copies"]) for row in rows if not row.get("material")] == [
		("Other materials", school, 41)
	]
	assert of(arabic, report(liaison, from_date=add_days(nowdate(), -1)))[0].copies == 41
	with working_as(leader):
		assert {
			figure["label"]: figure["value"] for figure in execute({"from_date": add_days(nowdate(), -1)})[4]
		} == {
			"Copies": 71,
			"Materials": 1,
			"Languages": 1,
		}


def test_where_the_settings_hide_nothing_a_principal_is_told_of_all_copies(material, school, liaison, family):
	hand_out(material.name, school, liaison, copies=1, family=family)
	leader = make.make_leader(school)
	assert of(material.name, report(leader)) == []
	frappe.db.set_single_value("Liaison Settings", "least_count_shown", 0)
	assert of(material.name, report(leader))[0].copies == 1


def test_exactly_the_least_count_of_copies_is_told(material, school, liaison):
	frappe.db.set_single_value("Liaison Settings", "least_count_shown", 10)
	hand_out(material.name, school, liaison, copies=10)
	assert of(material.name, report(make.make_leader(school)))[0].copies == 10


def test_a_principal_who_is_liaison_elsewhere_misses_no_copies(material, school, liaison):
	frappe.db.set_single_value("Liaison Settings", "least_count_shown", 10)
	elsewhere, both = make.make_school(), make.make_user("Family Liaison", "School Leader")
	make.insert("Family Liaison", {"user": both})
	make.assign(school, both, "School Leader")
	make.assign(elsewhere, both, "Family Liaison")
	hand_out(material.name, school, liaison, copies=3)
	hand_out(material.name, elsewhere, both, copies=4)
	rows = report(both)
	assert {row["school"]: (row.get("material"), row["copies"]) for row in rows} == {
		school: (None, 3),
		elsewhere: (material.name, 4),
	}


def test_the_form_counts_for_a_principal_what_the_report_tells(material, school, liaison, family):
	make.make_year_of(nowdate())
	hand_out(material.name, school, liaison, copies=1, family=family)
	with working_as(make.make_leader(school)):
		assert handed_out(material.name)["copies"] == 0
	with working_as(liaison):
		assert handed_out(material.name)["copies"] == 1


def test_the_form_counts_this_school_year_and_tells_a_teacher_nothing(material, school, liaison):
	make.make_year_of(nowdate())
	hand_out(material.name, school, liaison)
	teacher = make.make_user("Referring Teacher")
	make.assign(school, teacher, "Referring Teacher")
	with working_as(liaison):
		assert handed_out(material.name)["copies"] == 30
	with working_as(teacher):
		assert handed_out(material.name) is None


def test_copies_stay_counted_when_the_family_is_erased_and_say_nothing_of_it(
	material, school, liaison, family
):
	doc = hand_out(material.name, school, liaison, family=family, occasion="For the Okonkwos")
	erase_family(family)
	doc.reload()
	assert (doc.copies, doc.occasion, doc.family_name) == (30, None, None)
