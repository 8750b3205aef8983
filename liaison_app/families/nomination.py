"""*Nominate family*: the one way by which a family comes into being, with its people and first enrolment."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from liaison_app.arguments import parse_name, parse_rows, parse_values
from liaison_app.custom_fields import custom_fields
from liaison_app.outreach.work import own_liaison
from liaison_app.permissions.matrix import COORDINATOR, LIAISON
from liaison_app.permissions.posted import check_values
from liaison_app.permissions.scope import get_scope, sees_everything


@frappe.whitelist(methods=["POST"])
def nominate_family(nomination: dict[str, Any] | str) -> dict[str, str]:
	"""Make a family, its adults and children, and its first enrolment, at a school of one's own.

	nomination: school, family_name, reason; optional home_language, chosen_by, liaison (default: oneself),
	safety_instruction; members: list of first_name, last_name, relation, phone, email, spoken_language,
	interpreter_needed; students: list of first_name, last_name, local_id, grade, birth_date,
	english_learner, special_education, low_income, stands_for_self; each also fields that were added. A student
	whose local id is on file without a family is taken, not made again; so is one that is named by `student`.
	screening_result: the result of one of these students, on which the nomination rests.

	Returns the names of the family and the enrolment. All or nothing is kept.
	Raises frappe.PermissionError at a school where the user may not nominate, frappe.ValidationError
	with one sentence for anything that is missing or wrong.
	"""
	values = _read(nomination)
	_check_may_nominate(values.school)
	_check_complete(values)
	family = _new("Focus Family", values, ("family_name", "home_language", "safety_instruction"))
	members = [_add_member(family.name, row) for row in values.members]
	for row in values.students:
		_add_student(family.name, values.school, row, members)
	return {"family": family.name, "enrolment": _add_enrolment(family.name, values).name}


def nominate_again(family: str, result: Document, reason: str, enrolment: Document | None = None) -> Document:
	"""Nominate a family that is on file, on the evidence of one of its children's results.

	enrolment: the family's open one, where there is one. Returns the new enrolment. Raises as nominate_family does.
	"""
	frappe.get_doc("Focus Family", family).check_permission("read")
	if enrolment:
		frappe.throw(
			_("The family is {0} at {1} already.").format(
				frappe.bold(_(enrolment.status)), frappe.utils.escape_html(enrolment.school)
			)
		)
	_check_may_nominate(result.school)
	values = {"school": result.school, "reason": reason, "screening_result": result.name}
	return _add_enrolment(family, frappe._dict(values))


def _add_enrolment(family: str, values: dict) -> Document:
	return _insert(
		frappe.get_doc(
			{
				"doctype": "Family Enrolment",
				"family": family,
				"school": values.school,
				"liaison": values.liaison or own_liaison(),
				"role": "Lead",
				"chosen_by": values.chosen_by or "Judgement",
				"reason": values.reason,
				"nominated_on": values.nominated_on or nowdate(),
				"nominated_by": frappe.session.user,
				**_evidence(values.screening_result, family, values.school),
			}
		)
	)


def _evidence(result: str | None, family: str, school: str) -> dict:
	"""What an enrolment keeps of the screening result on which it rests."""
	if not result:
		return {}
	doc = frappe.get_doc("Screening Result", result)
	doc.check_permission("read")
	if doc.school != school:
		frappe.throw(
			_("The screening result is of another school: nominate the family at {0}.").format(doc.school)
		)
	if frappe.db.get_value("Focus Student", doc.student, "family") != family:
		frappe.throw(
			_("The screening result is of {0}, who is not among the children.").format(
				frappe.utils.escape_html(doc.student_name or doc.student)
			)
		)
	return {"chosen_by": "Score", "score": doc.score, "screening_result": doc.name}


def schools_to_nominate_at(user: str | None = None) -> list[str]:
	"""The schools at which a user may nominate: a liaison's own, a coordinator's all."""
	user = user or frappe.session.user
	scope = get_scope(user)
	if sees_everything(user) or COORDINATOR in scope.roles:
		return frappe.get_all("Liaison School", filters={"disabled": 0}, pluck="name", order_by="name asc")
	return sorted(scope.schools.get(LIAISON, ()))


def _read(nomination: dict[str, Any] | str) -> dict:
	"""What was sent, each value of the kind that its document takes."""
	values = parse_values(nomination, _("Nomination"))
	for doctype in ("Focus Family", "Family Enrolment"):
		check_values(doctype, values)
	for table, doctype in (("members", "Family Member"), ("students", "Focus Student")):
		values[table] = parse_rows(values.get(table), _(doctype))
		for row in values[table]:
			check_values(doctype, row)
			check_values("Family Phone", {"phone_number": row.phone})
	return values


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
	stands_for_self = all(row.stands_for_self for row in values.students)
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
	added = custom_fields("Family Member")
	member.update({field: row.get(field) for field in (*fields, "primary_contact", *added)})
	if row.phone:
		member.append("phones", {"phone_number": row.phone})
	_insert(member)
	return member, row.relation or "Legal Guardian"


def _add_student(family: str, school: str, row: dict, members: list[tuple[Document, str]]) -> None:
	student = _student_on_file(row, school) or frappe.get_doc(
		{"doctype": "Focus Student", "school": row.school or school}
	)
	fields = ("first_name", "last_name", "local_id", "grade", "birth_date", "stands_for_self")
	markers = ("english_learner", "special_education", "low_income")
	added = custom_fields("Focus Student")
	student.update({field: row.get(field) for field in (*fields, *markers, *added) if row.get(field)})
	student.family = family
	for member, relation in members:
		student.append("guardianships", {"family_member": member.name, "relation": relation})
	# A liaison may not make students otherwise; the school was checked above.
	student.save(ignore_permissions=True) if not student.is_new() else _insert(student)


def _student_on_file(row: dict, school: str) -> Document | None:
	named = parse_name(row.student, _("Student"))
	on_file = {"name": named} if named else {"local_id": row.local_id}
	name = all(on_file.values()) and frappe.db.get_value("Focus Student", on_file)
	if not name:
		return None
	student = frappe.get_doc("Focus Student", name)
	if student.family or student.school != school:
		frappe.throw(
			_(
				"Local ID {0} is on file already: ask a coordinator to add your school to that child's family."
			).format(frappe.utils.escape_html(row.local_id or row.student))
		)
	return student


def _new(doctype: str, values: dict, fields: tuple[str, ...]) -> Document:
	fields = (*fields, *custom_fields(doctype))
	doc = frappe.get_doc({"doctype": doctype, **{field: values.get(field) for field in fields}})
	return _insert(doc)


def _insert(doc: Document) -> Document:
	"""Past the row rule: before its first enrolment a family is in nobody's scope. The school was checked."""
	return doc.insert(ignore_permissions=True)
