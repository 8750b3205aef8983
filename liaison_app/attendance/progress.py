"""What a Student Progress Record may say: counts that fit each other, and never fall within a year at one school."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, getdate

#: What is counted from the beginning of the school year, and so can only grow.
CUMULATIVE = (
	"days_enrolled", "days_absent", "days_excused", "days_unexcused", "days_tardy", "homework_assigned",
	"homework_completed", "behaviour_incidents",
)  # fmt: skip
#: A part and the whole that it cannot exceed.
PARTS = (
	("days_absent", "days_enrolled"),
	("days_tardy", "days_enrolled"),
	("homework_completed", "homework_assigned"),
)


def validate_counts(record: Document) -> None:
	"""Refuse counts that contradict each other; days absent left empty are those excused and unexcused.

	Raises frappe.ValidationError with one sentence that names both fields.
	"""
	for field in CUMULATIVE:
		if cint(record.get(field)) < 0:
			frappe.throw(
				_("{0} is {1}: it cannot be less than 0.").format(_label(record, field), record.get(field))
			)
	by_reason = cint(record.days_excused) + cint(record.days_unexcused)
	record.days_absent = record.days_absent or by_reason
	if by_reason > cint(record.days_absent):
		frappe.throw(
			_(
				"Of These Excused and Of These Unexcused are {0} together, more than the {1} in Days Absent."
			).format(by_reason, record.days_absent)
		)
	for part, whole in PARTS:
		if cint(record.get(part)) > cint(record.get(whole)):
			frappe.throw(
				_("{0} ({1}) cannot be more than {2} ({3}).").format(
					_label(record, part), record.get(part), _label(record, whole), cint(record.get(whole))
				)
			)


def validate_growth(record: Document) -> None:
	"""Refuse counts below those of an earlier day of the year at that school, or above those of a later one.

	Raises frappe.ValidationError with one sentence that names field, figure and day.
	"""
	earlier, later = _neighbour(record, "<", "desc"), _neighbour(record, ">", "asc")
	for field in CUMULATIVE:
		if earlier and cint(record.get(field)) < earlier[field]:
			_refuse_growth(
				record,
				field,
				earlier,
				_(
					"{0} is {1}, but was {2} already on {3}: figures count from the beginning of the year, and a column that a file leaves out is 0."
				),
			)
		if later and cint(record.get(field)) > later[field]:
			_refuse_growth(record, field, later, _("{0} is {1}, but still {2} on {3}: figures count from the beginning of the year."))  # fmt: skip


def _neighbour(record: Document, side: str, order: str) -> dict | None:
	rows = frappe.get_all(
		"Student Progress Record",
		filters={
			"student": record.student,
			"school": record.school,
			"school_year": record.school_year,
			"as_of": [side, getdate(record.as_of)],
		},
		fields=["as_of", *CUMULATIVE],
		order_by=f"as_of {order}",
		limit=1,
	)
	return rows[0] if rows else None


def _refuse_growth(record: Document, field: str, other: dict, sentence: str) -> None:
	day = frappe.format(other["as_of"], "Date")
	frappe.throw(sentence.format(_label(record, field), cint(record.get(field)), other[field], day))


def _label(record: Document, field: str) -> str:
	return _(record.meta.get_label(field))
