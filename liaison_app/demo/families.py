"""Makes one family of the plan: nominated, enrolled, described, and worked with."""

import frappe
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, nowdate

from liaison_app.demo.acting import acting_as
from liaison_app.demo.calendar import Calendar
from liaison_app.demo.contacts import Contact, Step, contacts_of, last_day
from liaison_app.demo.plan import Family, Pupil
from liaison_app.demo.staff import DANA, LIAISON_OF, LINCOLN, LINH
from liaison_app.families.nomination import nominate_family

#: The workflow's actions that lead from Nominated to a status.
PATHS = {
	"Nominated": (),
	"In Review": ("Start Review",),
	"Waitlisted": ("Start Review", "Put on Waiting List"),
	"Declined": ("Decline",),
	"Enrolled": ("Enrol",),
	"Exited": ("Enrol", "Exit"),
}
#: After these the school no longer sees the family: its work comes before.
CLOSING = ("Decline", "Exit")
#: The family of two schools that both serve it.
SUPPORTED = 5
ORDER_TEXT = "Demo document: stands for a court order that withholds records and contact.\n"


def make_family(family: Family, calendar: Calendar) -> str:
	"""Make a family with all that belongs to it. Returns its name."""
	opening = [action for action in PATHS[family.status] if action not in CLOSING]
	closing = [action for action in PATHS[family.status] if action in CLOSING]
	liaison = LIAISON_OF[family.school.name].user
	with acting_as(liaison):
		made = nominate_family(_nomination(family))
		name, enrolment = made["family"], made["enrolment"]
		adults = frappe.get_all(
			"Family Member", filters={"family": name}, pluck="name", order_by="creation asc, name asc"
		)
		_walk(family, enrolment, calendar, opening)
		_describe(family, name)
		_set_special(family, name, adults)
		for contact in contacts_of(family, calendar):
			_log(contact, family, name, adults, liaison)
		_walk(family, enrolment, calendar, closing)
	return name


def _nomination(family: Family) -> dict:
	own = [pupil for pupil in family.pupils if pupil.child.school_code == family.school.code]
	return {
		"school": family.school.name,
		"family_name": family.name,
		"home_language": family.language,
		"reason": family.reason,
		"safety_instruction": family.instruction,
		"nominated_on": str(family.nominated_on),
		"members": [
			{
				"first_name": adult.first_name,
				"last_name": adult.last_name,
				"relation": adult.relation,
				"phone": adult.phone,
				"email": adult.email,
				"spoken_language": adult.language,
				"interpreter_needed": adult.interpreter_needed,
				"preferred_channel": adult.preferred_channel,
				"primary_contact": int(place == 0),
			}
			for place, adult in enumerate(family.adults)
		],
		"students": [
			{
				"first_name": pupil.first_name,
				"last_name": pupil.last_name,
				"local_id": pupil.child.local_id,
				"english_learner": int(family.language != "en"),
			}
			for pupil in own
		],
	}


def _walk(family: Family, enrolment: str, calendar: Calendar, actions: list[str]) -> None:
	with acting_as(DANA.user):
		for action in actions:
			doc = frappe.get_doc("Family Enrolment", enrolment)
			if action == "Enrol":
				doc.starts_on = family.nominated_on
			elif action == "Exit":
				doc.update({"last_day": last_day(calendar), "exit_reason": "Moved Away"})
				doc.outcome = "Attendance was better; the family moved to the coast."
			doc.save()
			apply_workflow(doc, action)


def _describe(family: Family, name: str) -> None:
	doc = frappe.get_doc("Focus Family", name)
	doc.strengths = family.strengths
	for category in family.barriers:
		doc.append("barriers", {"category": category, "opened_on": family.nominated_on})
	doc.append("goals", {"goal": family.goal})
	doc.append("availability", family.availability)
	doc.save()


def _set_special(family: Family, name: str, adults: list[str]) -> None:
	special = {
		"barred": _bar_father,
		"shelter": _shelter,
		"quiet": _quiet_phone,
		"siblings": _add_sibling,
		"paused": _pause,
	}
	if family.kind:
		special[family.kind](family, name, adults)


def _bar_father(family: Family, name: str, adults: list[str]) -> None:
	"""The father of both children may know nothing of one of them; he rang once all the same."""
	student = _student(family.pupils[0])
	with acting_as(DANA.user):
		order = frappe.get_doc(
			{
				"doctype": "File",
				"file_name": "order.txt",
				"is_private": 1,
				"content": ORDER_TEXT,
				"attached_to_doctype": "Focus Student",
				"attached_to_name": student.name,
			}
		).insert()
		row = next(row for row in student.guardianships if row.family_member == adults[1])
		row.update(
			{
				"may_receive_records": 0,
				"may_be_contacted": 0,
				"may_pick_up": 0,
				"order_document": order.file_url,
				"order_ends_on": add_days(family.nominated_on, 365),
			}
		)
		student.save()
	_log_call_of_father(family, name, adults[1])


def _log_call_of_father(family: Family, name: str, father: str) -> None:
	liaison = LIAISON_OF[family.school.name].user
	values = {
		"direction": "Incoming",
		"channel": "Phone Call",
		"outcome": "Reached",
		"purpose": "Checking In",
		"contacted_at": f"{family.nominated_on} 11:20:00",
		"staff_minutes": 6,
		"summary": "Asked about the child. Was told that the coordinator will answer in writing.",
	}
	_insert_contact(values, family, name, father, liaison)


def _shelter(family: Family, name: str, adults: list[str]) -> None:
	frappe.get_doc(
		{
			"doctype": "Family Address",
			"family": name,
			"kind": "Home",
			"homeless_status": "Shelter",
			"starts_on": family.nominated_on,
		}
	).insert()
	_set_member(adults[0], safe_voicemail=0, safe_letter=0, safe_email=0, safe_text=0)


def _quiet_phone(family: Family, name: str, adults: list[str]) -> None:
	_set_member(adults[0], safe_voicemail=0, safe_to="15:00:00")


def _set_member(member: str, **values: object) -> None:
	frappe.get_doc("Family Member", member).update(values).save()


def _add_sibling(family: Family, name: str, adults: list[str]) -> None:
	"""The elder child, at the middle school; for one family that school supports the family too."""
	with acting_as(DANA.user):
		student = _student(family.pupils[1])
		student.family = name
		for member, adult in zip(adults, family.adults, strict=True):
			student.append("guardianships", {"family_member": member, "relation": adult.relation})
		student.save()
		if family.number != SUPPORTED:
			return
		doc = frappe.get_doc(
			{
				"doctype": "Family Enrolment",
				"family": name,
				"school": LINCOLN.name,
				"liaison": LINH.user,
				"role": "Supporting",
				"reason": "The elder brother or sister is at this school.",
				"nominated_on": family.nominated_on,
				"starts_on": family.nominated_on,
			}
		).insert()
		apply_workflow(doc, "Enrol")


def _pause(family: Family, name: str, adults: list[str]) -> None:
	doc = frappe.get_doc("Focus Family", name)
	doc.pause_reason = "With relatives abroad"
	doc.pause_ends_on = add_days(nowdate(), 12)
	doc.save()


def _student(pupil: Pupil):
	return frappe.get_doc("Focus Student", {"local_id": pupil.child.local_id})


def _log(contact: Contact, family: Family, name: str, adults: list[str], liaison: str) -> None:
	doc = _insert_contact(contact.values, family, name, adults[contact.adult], liaison)
	if contact.step:
		_add_step(contact.step, doc)


def _insert_contact(values: dict, family: Family, name: str, adult: str, liaison: str):
	return frappe.get_doc(
		{
			"doctype": "Liaison Contact",
			"family": name,
			"family_member": adult,
			"school": family.school.name,
			"liaison": liaison,
			**values,
		}
	).insert()


def _add_step(step: Step, contact) -> None:
	frappe.get_doc(
		{
			"doctype": "Next Step",
			"what": step.what,
			"due_on": step.due_on,
			"done": int(bool(step.done_on)),
			"done_on": step.done_on,
			"reference_doctype": contact.doctype,
			"reference_name": contact.name,
		}
	).insert()
