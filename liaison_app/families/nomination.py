"""*Nominate family*: the one way by which a family comes into being, with its people and first enrolment."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from liaison_app.outreach.work import own_liaison
from liaison_app.permissions.matrix import COORDINATOR, LIAISON
from liaison_app.permissions.scope import get_scope, sees_everything


@frappe.whitelist(methods=["POST"])
def nominate_family(nomination: dict[str, Any] | str) -> dict[str, str]:
	"""Make a family, its adults and children, and its first enrolment, at a school of one's own.

	nomination: school, family_name, reason; optional home_language, chosen_by, liaison (default: oneself),
	safety_instruction; members: list of first_name, last_name, relation, phone, email, spoken_language,
	interpreter_needed; students: list of first_name, last_name, local_id, grade, birth_date,
	english_learner, special_education, low_income, stands_for_self. A student whose local id is on file
	without a family is taken, not made again.

	Returns the names of the family and the enrolment. All or nothing is kept.
	Raises frappe.PermissionError at a school where the user may not nominate, frappe.ValidationError
	with one sentence for anything that is missing or wrong.
	"""
	values = frappe._dict(frappe.parse_json(nomination))
	_check_may_nominate(values.school)
	_check_complete(values)
	family = _new("Focus Family", values, ("family_name", "home_language", "safety_instruction"))
	members = [_add_member(family.name, frappe._dict(row)) for row in values.members or []]
	for row in values.students:
		_add_student(family.name, values.school, frappe._dict(row), members)
	enrolment = frappe.get_doc(
		{
			"doctype": "Family Enrolment",
			"family": family.name,
			"school": values.school,
			"liaison": values.liaison or own_liaison(),
			"role": "Lead",
			"chosen_by": values.chosen_by or "Judgement",
			"reason": values.reason,
			"nominated_on": values.nominated_on or nowdate(),
			"nominated_by": frappe.session.user,
		}
	)
	_insert(enrolment)
	return {"family": family.name, "enrolment": enrolment.name}


def schools_to_nominate_at(user: str | None = None) -> list[str]:
	"""The schools at which a user may nominate: a liaison's own, a coordinator's all."""
	user = user or frappe.session.user
	scope = get_scope(user)
	if sees_everything(user) or COORDINATOR in scope.roles:
		return frappe.get_all("Liaison School", filters={"disabled": 0}, pluck="name", order_by="name asc")
	return sorted(scope.schools.get(LIAISON, ()))


def _check_may_nominate(school: str | None) -> None:
	if not school:
		frappe.throw(_("Choose the School at which you nominate the family."))
	if school not in schools_to_nominate_at():
		frappe.throw(
			_("You are not assigned to {0}: nominate the family at a school of your own.").format(
				frappe.utils.escape_html(school)
			),
			frappe.PermissionError,
		)


def _check_complete(values: dict) -> None:
	if not (values.family_name or "").strip():
		frappe.throw(_("Family Name is missing."))
	if not (values.reason or "").strip():
		frappe.throw(_("Reason is missing: say in a sentence why this family."))
	if not values.students:
		frappe.throw(_("Add at least one child under Children."))
	stands_for_self = all(frappe._dict(row).stands_for_self for row in values.students)
	if not values.members and not stands_for_self:
		frappe.throw(_("Add at least one adult under Adults."))


def _add_member(family: str, row: dict) -> tuple[Document, str]:
	member = frappe.get_doc({"doctype": "Family Member", "family": family, "is_adult": 1})
	fields = (
		"first_name",
		"last_name",
		"email",
		"spoken_language",
		"interpreter_needed",
		"preferred_channel",
	)
	member.update({field: row.get(field) for field in (*fields, "primary_contact")})
	if row.phone:
		member.append("phones", {"phone_number": row.phone})
	_insert(member)
	return member, row.relation or "Legal Guardian"


def _add_student(family: str, school: str, row: dict, members: list[tuple[Document, str]]) -> None:
	student = _student_on_file(row.local_id, school) or frappe.get_doc(
		{"doctype": "Focus Student", "school": row.school or school}
	)
	fields = ("first_name", "last_name", "local_id", "grade", "birth_date", "stands_for_self")
	markers = ("english_learner", "special_education", "low_income")
	student.update({field: row.get(field) for field in (*fields, *markers) if row.get(field)})
	student.family = family
	for member, relation in members:
		student.append("guardianships", {"family_member": member.name, "relation": relation})
	# A liaison may not make students otherwise; the school was checked above.
	student.save(ignore_permissions=True) if not student.is_new() else _insert(student)


def _student_on_file(local_id: str | None, school: str) -> Document | None:
	name = local_id and frappe.db.get_value("Focus Student", {"local_id": local_id})
	if not name:
		return None
	student = frappe.get_doc("Focus Student", name)
	if student.family or student.school != school:
		frappe.throw(
			_(
				"Local ID {0} is on file already: ask a coordinator to add your school to that child's family."
			).format(frappe.utils.escape_html(local_id))
		)
	return student


def _new(doctype: str, values: dict, fields: tuple[str, ...]) -> Document:
	doc = frappe.get_doc({"doctype": doctype, **{field: values.get(field) for field in fields}})
	return _insert(doc)


def _insert(doc: Document) -> Document:
	"""Past the row rule: before its first enrolment a family is in nobody's scope. The school was checked."""
	return doc.insert(ignore_permissions=True)
