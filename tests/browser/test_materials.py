"""Materials in the desk: handed out in three touches, and counted."""

import frappe
import pytest
from frappe.utils import nowdate

from tests import factories as make
from tests.connection import committing
from tests.materials.library import hand_out, make_material

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def library(site: str) -> dict[str, str]:
	"""A school with a liaison and a teacher, and a newsletter."""
	with committing():
		make.make_year_of(nowdate())
		school = make.make_school()
		liaison, teacher = make.make_liaison(school), make.make_user("Referring Teacher")
		make.assign(school, teacher, "Referring Teacher")
		material = make_material(title=make.unique("Reading aloud"), description="Ten ways to read together.")
		make_material(title=make.unique("Leer juntos"), language="es")
		hand_out(material.name, school, liaison, copies=20, occasion="Rack at the office")
	return {"school": school, "liaison": liaison, "teacher": teacher, "material": material.name}


@pytest.mark.parametrize("phone", [True, False])
def test_a_liaison_hands_out_a_material_and_sees_it_counted(open_desk, library, phone):
	desk = open_desk(library["liaison"], phone=phone).go("Form", "Outreach Material", library["material"])
	desk.is_form_of("Outreach Material").see("[data-liaison=handed-out]", "copies on").inner_text()
	before = sum_of(library["material"])
	desk.look("material")
	desk.button("Hand Out", phone)
	copies = desk.is_form_of("Material Handout").see(".form-page [data-fieldname=copies] input")
	copies.fill("12")
	# The host selects a number half a second after one touches it, and stumbles over one that was left by then.
	desk.pause().pause().look("handout")
	copies.blur()
	desk.pause().save()
	assert sum_of(library["material"]) == before + 12
	desk.go("Form", "Outreach Material", library["material"]).is_form_of("Outreach Material")
	desk.see("[data-liaison=handed-out]", f"{before + 12} copies")
	assert desk.fits()
	desk.go("List", "Outreach Material").see(".list-row-container").wait_for()
	desk.look("materials")
	desk.go("List", "Material Handout").see(".list-row-container").wait_for()
	desk.look("handouts")
	desk.go("query-report", "Materials Handed Out").see(".report-summary")
	row = desk.see("[data-liaison=card]" if phone else ".dt-row", "Reading aloud")
	row.scroll_into_view_if_needed()
	assert str(before + 12) in row.inner_text()
	desk.look("materials-handed-out")
	assert desk.errors == []


def test_a_teacher_reads_a_material_and_is_offered_no_handing_out(open_desk, library):
	desk = open_desk(library["teacher"], phone=False).go("Form", "Outreach Material", library["material"])
	desk.is_form_of("Outreach Material").see("[data-fieldname=description]", "Ten ways to read together.")
	assert not desk.page.locator(".custom-actions .btn", has_text="Hand Out").count()
	assert desk.page.locator("[data-liaison=handed-out]:visible").count() == 0
	assert desk.errors == []


def sum_of(material: str) -> int:
	frappe.db.rollback()
	return sum(frappe.get_all("Material Handout", {"material": material}, pluck="copies"))
