"""The yearly Title I evaluation of a school (section 1116(a)(2)(D)): findings, evidence, and gaps."""

import frappe
from frappe import _

from liaison_app.title_i.evaluation import Evaluation, evaluation_of
from liaison_app.title_i.rows import Finding


def execute(filters: dict | None = None) -> tuple:
	"""Columns, rows, message, chart and summary.

	filters: school, school_year (default: today's).
	Raises frappe.PermissionError for whoever may not count at the school.
	"""
	found = evaluation_of(filters or {}, frappe.session.user)
	rows = [row for finding in found.findings for row in _rows(finding)]
	return _columns(), rows, _message(found), None, _summary(found)


def _columns() -> list[dict]:
	words = {"fieldtype": "Data", "align": "left"}
	# What was found and how much come first: a narrow table shows no more.
	return [
		{"fieldname": "found", "label": _("What Was Found"), "width": 260, **words},
		{"fieldname": "figure", "label": _("Figure"), "width": 160, **words},
		{"fieldname": "finding", "label": _("Finding"), "width": 380, **words},
		{"fieldname": "evidence", "label": _("What It Rests on"), "width": 700, **words},
	]


def _rows(finding: Finding) -> list[dict]:
	return [
		*(
			{"finding": finding.title, "found": row.found, "figure": row.figure, "evidence": row.evidence, "source": row.source}
			for row in finding.rows
		),
		*({"finding": finding.title, "found": _("Gap"), "figure": _("not known"), "evidence": gap, "is_gap": 1} for gap in finding.gaps),
	]  # fmt: skip


def _message(found: Evaluation) -> str:
	kept = frappe.db.get_single_value("Liaison Settings", "retention_years")
	words = [
		_("{0}, {1}. Counts of families, each once; no family has a row.").format(
			frappe.utils.escape_html(found.school), found.school_year
		),
	]
	if kept:
		words.append(_("The files behind it are kept {0} years after a family has left.").format(kept))
	if found.least:
		words.append(
			_(
				"Counts of fewer than {0} families are hidden, and others from which these could be worked out."
			).format(found.least)
		)
	return " ".join(words)


def _summary(found: Evaluation) -> list[dict]:
	counts = (
		(_("Families Enrolled in the Year"), found.families),
		(_("Gaps"), sum(len(finding.gaps) for finding in found.findings)),
	)
	return [{"label": label, "value": value, "datatype": "Int"} for label, value in counts]
