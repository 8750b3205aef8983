"""Which fields can be a criterion's measure, and what a threshold says of them.

Fields are looked up in the DocTypes' metadata, so that a field which an administrator adds can be measured too.
What some readers of a child's or family's file may not see is no measure: nothing outside these four DocTypes, and
in them no field that is hidden or has a permission level of its own.
"""

from dataclasses import dataclass

import frappe
from frappe import _

from liaison_app.attendance.rates import RATES

#: Measure of -> the DocType with its fields.
DOCTYPES = {
	"Student": "Focus Student",
	"Family": "Focus Family",
	"Progress": "Student Progress Record",
	"Assessment": "Student Assessment",
}
NUMBERS = ("Int", "Float", "Currency", "Percent")
#: A Select with these options is a yes or no that may be unknown.
YES_NO = {"", "Yes", "No"}
#: Operator -> the word before a threshold when people read it.
OPERATORS = {
	"At Least": "≥",
	"More Than": ">",
	"At Most": "≤",
	"Less Than": "<",
	"Equal To": "=",
	"Not Equal To": "≠",
}
ONLY_FOR_NUMBERS = ("At Least", "More Than", "At Most", "Less Than")


@dataclass(frozen=True)
class Measure:
	"""What a criterion looks at.

	kind: "number", "tick" (a Check), "choice" (Yes, No or empty) or "barrier". field: the column; for a barrier the
	category. subject: of an assessment.
	"""

	measure_of: str
	field: str
	kind: str
	label: str
	subject: str = ""

	@property
	def is_number(self) -> bool:
		"""Whether a threshold of it is a number; else it is Yes or No."""
		return self.kind == "number"


def find_measure(criterion) -> Measure:
	"""The measure of a criterion (a Selection Criterion, or its copy in a run).

	Raises frappe.ValidationError, in one sentence, where the field is gone or may not be measured.
	"""
	if criterion.measure_of == "Open Barrier":
		return _open_barrier(criterion)
	if criterion.measure_of == "Assessment" and not criterion.subject:
		frappe.throw(_("Subject is missing: say which subject's result counts."))
	measure = _measures(criterion.measure_of).get(criterion.measure_field)
	if not measure:
		frappe.throw(
			_(
				"{0}: {1} has no number or yes-or-no field {2} that may be measured. Choose another Field."
			).format(
				frappe.bold(frappe.utils.escape_html(criterion.get("criterion_name") or criterion.criterion)),
				_(DOCTYPES.get(criterion.measure_of, criterion.measure_of)),
				frappe.bold(frappe.utils.escape_html(criterion.measure_field or "")),
			)
		)
	label = f"{_(criterion.subject)}: {measure.label}" if criterion.subject else measure.label
	return Measure(measure.measure_of, measure.field, measure.kind, label, criterion.subject or "")


def find_threshold(criterion, measure: Measure) -> float:
	"""The threshold as a number; yes is 1 and no is 0.

	Raises frappe.ValidationError where it is of another type than the measure, or the operator makes no sense.
	"""
	text = str(criterion.threshold or "").strip()
	if measure.is_number:
		try:
			return float(text)
		except ValueError:
			frappe.throw(_("Threshold: {0} is a number, so write one, such as 20.").format(measure.label))
	if criterion.operator in ONLY_FOR_NUMBERS:
		frappe.throw(_("Is: {0} is yes or no, so choose Equal To or Not Equal To.").format(measure.label))
	if text not in ("Yes", "No"):
		frappe.throw(_("Threshold: {0} is yes or no, so write Yes or No.").format(measure.label))
	return float(text == "Yes")


@frappe.whitelist()
def offered_fields(measure_of: str) -> list[dict[str, str]]:
	"""The fields that a criterion may measure, as value, label and description (number, or yes or no).

	Raises frappe.PermissionError for whoever may not change criteria.
	"""
	if not frappe.has_permission("Selection Criterion", "write"):
		frappe.throw(_("Only who may change criteria chooses their fields."), frappe.PermissionError)
	kinds = {True: _("number"), False: _("yes or no")}
	return [
		{"value": measure.field, "label": measure.label, "description": kinds[measure.is_number]}
		for measure in _measures(measure_of).values()
	]


def _open_barrier(criterion) -> Measure:
	if not criterion.barrier_category:
		frappe.throw(_("Barrier Category is missing: say which open barrier counts."))
	label = _("Open Barrier: {0}").format(_(criterion.barrier_category))
	return Measure("Open Barrier", criterion.barrier_category, "barrier", label)


def _measures(measure_of: str) -> dict[str, Measure]:
	doctype = DOCTYPES.get(measure_of)
	fields = frappe.get_meta(doctype).fields if doctype else []
	kinds = {field.fieldname: _kind(field) for field in fields if not _is_secret(field)}
	labels = {field.fieldname: _(field.label or field.fieldname) for field in fields}
	return {name: Measure(measure_of, name, kind, labels[name]) for name, kind in kinds.items() if kind}


def _is_secret(field) -> bool:
	return bool(field.permlevel or field.hidden or field.report_hide)


def _kind(field) -> str | None:
	if field.is_virtual and field.fieldname not in RATES:
		return None
	if field.fieldtype in NUMBERS:
		return "number"
	if field.fieldtype == "Check":
		return "tick"
	options = {option.strip() for option in (field.options or "").split("\n")}
	return "choice" if field.fieldtype == "Select" and options == YES_NO else None
