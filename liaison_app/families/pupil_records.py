"""What records about one pupil share: found by local id, of a day that has been, one of each kind."""

import frappe
from frappe import _
from frappe.model.base_document import get_controller
from frappe.query_builder.functions import Max
from frappe.utils import getdate

from liaison_app.permissions.criteria import readable


class PupilRecord:
	"""A record about one student on one day. KEY: the fields of which there is one record; the last is the day."""

	KEY: tuple[str, ...] = ()

	def _set_defaults(self) -> None:
		"""Find the student by local id before the host asks for permission to create the record.

		Not for who may create none: whether a number is on file says that the child is known to the programme.
		"""
		super()._set_defaults()
		if self.local_id and not self.student and frappe.has_permission(self.doctype, "create"):
			self.student = frappe.db.get_value("Focus Student", {"local_id": str(self.local_id).strip()})
			if not self.student:
				frappe.throw(
					_(
						"Local ID {0}: no student on file has it. Bring the student in first, or mend the number."
					).format(frappe.utils.escape_html(str(self.local_id)))
				)

	def validate_record(self) -> None:
		"""Refuse a day to come, a local id of someone else, and a second record. Call it from validate.

		Raises frappe.ValidationError with one sentence that names the field.
		"""
		day = self.KEY[-1]
		if self.get(day) and getdate(self.get(day)) > getdate():
			frappe.throw(_("{0} is in the future.").format(_(self.meta.get_label(day))))
		self._validate_local_id()
		self._validate_only_one()

	def _validate_local_id(self) -> None:
		on_file = frappe.db.get_value("Focus Student", self.student, "local_id")
		if self.is_new() and self.local_id and str(self.local_id).strip() != on_file:
			frappe.throw(_("Local ID is not that of this Student: empty one of the two."))
		self.local_id = self.local_id if not self.is_new() else on_file

	def _validate_only_one(self) -> None:
		values = {field: self.get(field) for field in self.KEY}
		if all(values.values()) and frappe.db.exists(
			self.doctype, {**values, "name": ["!=", self.name or ""]}
		):
			frappe.throw(
				_("{0}: there is a record for {1} already. Change that one.").format(
					frappe.utils.escape_html(self.student_name or self.student),
					", ".join(
						frappe.format(self.get(field), self.meta.get_field(field)) for field in self.KEY[1:]
					),
				),
				frappe.DuplicateEntryError,
			)


def newest_records(user: str, doctype: str):
	"""A query of the last day (last_day) of each child and school, or subject, as the records' KEY has it.

	Of the children and records that the user may read; to be narrowed by days and children.
	"""
	student, record = frappe.qb.DocType("Focus Student"), frappe.qb.DocType(doctype)
	*of, day = get_controller(doctype).KEY
	query = (
		frappe.qb.from_(student)
		.join(record)
		.on(record.student == student.name)
		.select(*(record[field] for field in of), Max(record[day]).as_("last_day"))
		.groupby(*(record[field] for field in of))
	)
	return readable(readable(query, student, "Focus Student", user), record, doctype, user)


def add_key(doctype: str, key: tuple[str, ...]) -> None:
	"""Keep the key in the database too: two imports at once cannot both pass. Called when the DocType is synced."""
	frappe.db.add_unique(doctype, list(key), constraint_name="one_record")
