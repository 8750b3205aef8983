"""What an adult may know of and do for a child.

A right is taken away at once by whoever may read it, because waiting is dangerous; it is given back only by
a coordinator with a document, because a wrong release cannot be undone.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from liaison_app.permissions.matrix import COORDINATOR

RIGHTS = ("may_receive_records", "may_be_contacted", "may_pick_up")
#: Each parent has the right to the child's records unless an order says no (FERPA, 34 CFR 99.4).
ORDER_RIGHT = "may_receive_records"


def validate_rights(student: Document) -> None:
	"""Refuse a student whose guardianships give a right back, or withhold records, without a document."""
	before = student.get_doc_before_save()
	stored = {row.name: row for row in before.guardianships} if before else {}
	names = [row.family_member for row in student.guardianships]
	for row in student.guardianships:
		_fill_rights(row)
		if names.count(row.family_member) > 1:
			frappe.throw(
				_("Who May Know and Act names {0} twice.").format(row.member_name or row.family_member)
			)
		_validate_row(row, stored.pop(row.name, None))
	for row in stored.values():
		if not all(row.get(right) for right in RIGHTS):
			frappe.throw(
				_("{0} is kept from a right to this child: the row cannot be removed.").format(
					row.member_name
				)
			)


@frappe.whitelist(methods=["POST"])
def tighten(student: str, family_member: str, right: str) -> None:
	"""Take one right away from an adult at once. Whoever may read the student may do this; nobody can loosen by it.

	right: one of RIGHTS. Raises frappe.PermissionError without read permission, frappe.ValidationError
	for an unknown right or adult.
	"""
	doc = frappe.get_doc("Focus Student", student)
	doc.check_permission("read")
	row = next((row for row in doc.guardianships if row.family_member == family_member), None)
	if right not in RIGHTS or row is None:
		frappe.throw(_("Choose an adult of this child, and the right to take away."))
	row.set(right, 0)
	row.tightened_on, row.tightened_by = nowdate(), frappe.session.user
	doc.flags.tightening = True
	# Reading is enough to tighten, by design: no right is gained by it.
	doc.save(ignore_permissions=True)


def _fill_rights(row: Document) -> None:
	"""Every right by default. The host gives a row's defaults in the desk and at insert only."""
	for right in RIGHTS:
		if row.get(right) is None:
			row.set(right, 1)


def _validate_row(row: Document, stored: Document | None) -> None:
	if stored and stored.family_member != row.family_member:
		frappe.throw(_("Row {0}: add a new row for another adult.").format(row.idx))
	loosened = [right for right in RIGHTS if stored and row.get(right) and not stored.get(right)]
	if loosened:
		_validate_release(row, stored, loosened[0])
	withheld = not row.get(ORDER_RIGHT) and (not stored or stored.get(ORDER_RIGHT))
	if withheld and not row.parent_doc.flags.tightening and not (row.order_document and row.order_ends_on):
		frappe.throw(
			_(
				"{0}: to withhold records, attach the Order Document and give Order Ends On. In an emergency use"
				" Actions > Take a Right Away."
			).format(row.member_name or row.family_member)
		)


def _validate_release(row: Document, stored: Document, right: str) -> None:
	label = _(row.meta.get_label(right))
	if COORDINATOR not in frappe.get_roles():
		frappe.throw(
			_("{0}: only a coordinator can give {1} the right back.").format(label, row.member_name),
			frappe.PermissionError,
		)
	if not row.release_document or row.release_document == stored.release_document:
		frappe.throw(
			_("{0}: attach the new Release Document that gives {1} the right back.").format(
				label, row.member_name
			)
		)
