"""What a note on copies that were handed out may say."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

from liaison_app.outreach.work import assigned_schools, liaison_label, own_liaison, usual_school


def fill_handout(handout: Document) -> None:
	"""Fill who handed out, for which family and at which school, where nobody said so.

	The family of a contact is the handout's, so that nobody else sees it.
	"""
	# As text: a dict would be a filter, and found or not an answer.
	of_contact = handout.contact and frappe.db.get_value("Liaison Contact", str(handout.contact), "family")
	handout.family = handout.family or of_contact
	if handout.is_new():
		handout.liaison = handout.liaison or own_liaison()
	of_event = handout.event and frappe.db.get_value("Engagement Event", str(handout.event), "school")
	handout.school = handout.school or of_event or usual_school(handout.liaison, handout.family)


def check_handout(handout: Document) -> None:
	"""Refuse what cannot have been so. Call it from validate.

	Raises frappe.ValidationError with one sentence that names the field.
	"""
	if cint(handout.copies) < 1:
		frappe.throw(_("Copies: give at least 1."))
	if getdate(handout.handed_on) > getdate():
		frappe.throw(_("Handed Out on is in the future: note it once it has happened."))
	_check_material(handout)
	_check_contact(handout)
	_check_event(handout)
	_check_school(handout)


def _check_material(handout: Document) -> None:
	before = handout.get_doc_before_save()
	changed = not before or before.material != handout.material
	if changed and frappe.db.get_value("Outreach Material", handout.material, "disabled"):
		frappe.throw(
			_("Material: {0} is no longer handed out, choose another.").format(handout.material_title)
		)


def _check_contact(handout: Document) -> None:
	if not handout.contact:
		return
	family = frappe.db.get_value("Liaison Contact", handout.contact, "family")
	if (family or None) != (handout.family or None):
		frappe.throw(_("Contact: choose one with this family, or empty one of the two."))


def _check_event(handout: Document) -> None:
	if not handout.event:
		return
	if frappe.db.get_value("Engagement Event", handout.event, "school") != handout.school:
		frappe.throw(_("Event: choose an event of {0}.").format(handout.school))


def _check_school(handout: Document) -> None:
	before = handout.get_doc_before_save()
	where = ("school", "liaison", "handed_on")
	if not handout.liaison or (before and all(str(handout.get(f)) == str(before.get(f)) for f in where)):
		return
	if handout.school not in assigned_schools(handout.liaison, getdate(handout.handed_on)):
		frappe.throw(
			_("School: {0} is not assigned to {1} on that day, choose another School or day.").format(
				liaison_label(handout.liaison), handout.school
			)
		)
